import type { Report } from "@effect-persona/importer/Report"
import { Changed, SourceError, type SourceReason, Unreadable } from "@effect-persona/importer/SourceError"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import type { Ending } from "../../src/pipeline/Ending.ts"
import { finish } from "../../src/pipeline/Finish.ts"
import type { Options } from "../../src/pipeline/Options.ts"
import * as Scan from "../support/scan.ts"

describe("Finish", () => {
  it.effect("gives the report of a scan that has read its last row, and writes the same", () =>
    Effect.gen(function* () {
      const { finished, infoOf, world } = yield* finishing
      const report = yield* finished("reference-id,birthdate\na,\nb,x\nA,\n")
      assert.deepInclude(report, {
        status: "finished",
        target: "accounts",
        engine: "row",
        engineReason: "It was chosen.",
        environment: world.sandbox.environmentId,
        source: "rows.csv",
        rows: 3,
        created: 1,
        rejected: 1,
        duplicates: 1,
        unknown: 0,
        nothingToDo: false,
        sourceChanged: false
      })
      assert.deepStrictEqual(storedIn(report), JSON.parse(JSON.stringify(report)))
      assert.strictEqual(fs.statSync(report.files.report!).mode & 0o777, 0o600)
      const { sourceDigest, status } = yield* infoOf
      assert.strictEqual(status, "finished")
      assert.match(sourceDigest ?? "", /^[0-9a-f]{64}$/)
    })
  )

  it.effect("names the file of rejected rows, and removes it once none is rejected any more", () =>
    Effect.gen(function* () {
      const { finished } = yield* finishing
      const { files, rejections } = yield* finished("reference-id,birthdate\na,x\n")
      assert.lengthOf(Scan.rejectedIn(files.rejects), 1)
      assert.deepStrictEqual(
        rejections.map(({ rows }) => rows),
        [1]
      )
      const corrected = yield* finished("reference-id,birthdate\na,1990-01-31\n")
      assert.deepInclude(corrected, { rows: 1, created: 1, rejected: 0 })
      assert.isNull(corrected.files.rejects)
      assert.isFalse(fs.existsSync(files.rejects!))
    })
  )

  it.effect("names rows again that were rejected before the place where the scan began", () =>
    Effect.gen(function* () {
      const { finished } = yield* finishing
      yield* finished("reference-id,birthdate\na,x\nb,\nc,\n")
      const { files } = yield* finished("reference-id,birthdate\na,x\nb,\nc,\nd,x\n")
      assert.deepStrictEqual(
        Scan.rejectedIn(files.rejects)
          .map((row) => row.split(",")[0])
          .toSorted(),
        ["2", "5"]
      )
    })
  )

  it.effect("says that there was nothing to do where every row was settled before", () =>
    Effect.gen(function* () {
      const { finished } = yield* finishing
      assert.isFalse((yield* finished("reference-id\na\n")).nothingToDo)
      assert.deepInclude(yield* finished("reference-id\na\n"), {
        nothingToDo: true,
        rows: 1,
        created: 1,
        requests: 0
      })
    })
  )

  it.effect("succeeds with what is true so far when the scan was interrupted", () =>
    Effect.gen(function* () {
      const { finished, infoOf } = yield* finishing
      const report = yield* finished("reference-id\na\n", { _tag: "Interrupted" })
      assert.deepInclude(report, { status: "interrupted", created: 1, nothingToDo: false })
      assert.strictEqual((yield* infoOf).status, "interrupted")
    })
  )

  it.effect("fails with the reason and the report when the scan was stopped", () =>
    Effect.gen(function* () {
      const { finished, infoOf } = yield* finishing
      const stop = { _tag: "Stop", why: "unauthorized", error: undefined } as const
      const error = yield* Effect.flip(finished("reference-id\na\n", stop))
      assert(error._tag === "ImportStopped")
      assert.strictEqual(error.why, "unauthorized")
      assert.deepInclude(error.report, { status: "stopped", created: 1 })
      assert.deepInclude(storedIn(error.report), { status: "stopped", created: 1 })
      assert.strictEqual((yield* infoOf).status, "stopped")
    })
  )

  it.effect("tells a source that has changed from one that cannot be read", () =>
    Effect.gen(function* () {
      const { finished } = yield* finishing
      const changed = yield* Effect.flip(finished("reference-id\na\n", failed(new Changed({ how: "gone" }))))
      assert(changed._tag === "SourceChanged")
      assert.deepInclude(changed, { file: "rows.csv" })
      assert.deepInclude(changed.report, { status: "stopped", created: 1 })
      const unreadable = yield* Effect.flip(
        finished("reference-id\na\n", failed(new Unreadable({ code: "EIO" })))
      )
      assert(unreadable._tag === "SourceError")
      assert.strictEqual(unreadable.reason._tag, "Unreadable")
    })
  )

  it.effect("fails where the report cannot be written, with all outcomes recorded", () =>
    Effect.gen(function* () {
      const { finished, infoOf } = yield* finishing
      const { files } = yield* finished("reference-id\na\n")
      fs.rmSync(files.report!)
      fs.mkdirSync(files.report!)
      const error = yield* Effect.flip(finished("reference-id\na\nb\n"))
      assert.deepInclude(error, { _tag: "ReportError", file: files.report! })
      assert.strictEqual((yield* infoOf).status, "finished")
      fs.rmdirSync(files.report!)
      assert.deepInclude(yield* finished("reference-id\na\nb\n"), { rows: 2, created: 2, nothingToDo: true })
    })
  )

  it.effect("takes a run for interrupted of which a retry has left rows out, and its source for unread", () =>
    Effect.gen(function* () {
      const { finished, isWhole } = yield* finishing
      const stop = { _tag: "Interrupted" } as const
      yield* finished("reference-id\na\n", stop)
      const report = yield* finished("reference-id\na\nb\n", undefined, { retry: true })
      assert.deepInclude(report, { status: "interrupted", leftOut: 1, created: 1 })
      assert.isFalse(yield* isWhole)
      assert.deepInclude(yield* finished("reference-id\na\nb\n"), { status: "finished", created: 2 })
      assert.isTrue(yield* isWhole)
    })
  )
})

const failed = (reason: SourceReason): Ending => ({
  _tag: "Failed",
  error: new SourceError({ file: "rows.csv", reason })
})

const storedIn = ({ files }: Report): unknown => JSON.parse(fs.readFileSync(files.report!, "utf8"))

/** A run, and scans of it that send all rows of a text and end as they are told. */
const finishing = Effect.map(Scan.make, ({ scan, state, world }) => ({
  world,
  isWhole: scan("reference-id\na\n", ({ run }) => run.ledger.isWhole),
  infoOf: Effect.map(state.runs, ([info]) => info!),
  finished: (csv: string, called?: Ending, given?: Partial<Options>) =>
    scan(
      csv,
      (options) =>
        Effect.gen(function* () {
          const begun = yield* Scan.begin(options)
          yield* Scan.sendAll(begun)
          return yield* finish(begun, called)
        }).pipe(Effect.scoped),
      given
    )
}))
