import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as Admit from "../../src/pipeline/Admit.ts"
import type { Options } from "../../src/pipeline/Options.ts"
import type { Task } from "../../src/pipeline/Task.ts"
import { headEntry } from "../../src/state/SourceReading.ts"
import * as Duplicates from "../../src/mapping/Duplicates.ts"
import * as Scan from "../support/scan.ts"

describe("Admit", () => {
  it.effect("gives new rows to be created, once the intent to send them is recorded", () =>
    Effect.gen(function* () {
      const { admitted } = yield* admission
      const { counts, progress, tasks } = yield* admitted("reference-id,birthdate\na,\nb,1990-01-31\n")
      assert.deepStrictEqual(
        tasks.map(({ job, record }) => [record.line, job.start, job.keyed, job.attempt.number]),
        [
          [2, "create", true, 1],
          [3, "create", true, 1]
        ]
      )
      assert.isAbove(tasks[1]?.bytes ?? 0, tasks[0]?.bytes ?? 0)
      // What was sent and has no answer yet is unknown.
      assert.deepInclude(counts, { rows: 2, unknown: 2, rejected: 0 })
      assert.deepInclude(progress, { read: 2, settled: 0 })
    })
  )

  it.effect("leaves rows out of doubt that go into a batch first", () =>
    Effect.gen(function* () {
      const { admitted } = yield* admission
      const { counts, tasks } = yield* admitted("reference-id\na\nb\n", { leaveAtOnce: false })
      assert.lengthOf(tasks, 2)
      assert.deepInclude(counts, { rows: 0, unknown: 0 })
    })
  )

  it.effect("names rows that do not fit, and sends none of them", () =>
    Effect.gen(function* () {
      const { admitted } = yield* admission
      const { counts, progress, rejected, tasks } = yield* admitted("reference-id,birthdate\na,x\nb,\n,\n")
      assert.deepStrictEqual(
        tasks.map(({ record }) => record.line),
        [3]
      )
      assert.deepInclude(counts, { rows: 3, rejected: 2, unknown: 1 })
      assert.deepInclude(progress, { read: 3, rejected: 2, settled: 2 })
      assert.match(rejected[0] ?? "", /^2,birthdate,/)
      assert.match(rejected[1] ?? "", /^4,/)
    })
  )

  it.effect("counts later rows of one key as duplicates, or names them, as the policy says", () =>
    Effect.gen(function* () {
      const csv = "reference-id\na\nA\n"
      const first = yield* Effect.flatMap(admission, ({ admitted }) => admitted(csv))
      assert.lengthOf(first.tasks, 1)
      assert.deepInclude(first.counts, { rows: 2, duplicates: 1, rejected: 0 })
      assert.deepStrictEqual(first.rejected, [])
      const rejecting = yield* Effect.flatMap(admission, ({ admitted }) =>
        admitted(csv, { duplicates: "reject" })
      )
      assert.lengthOf(rejecting.tasks, 1)
      assert.deepInclude(rejecting.counts, { rows: 2, duplicates: 0, rejected: 1 })
      assert.match(rejecting.rejected[0] ?? "", /^3,.*The same as line 2/)
    })
  )

  it.effect("gives the last row of a key where the last one wins", () =>
    Effect.gen(function* () {
      const { admitted } = yield* admission
      const { counts, tasks } = yield* admitted("reference-id\na\nb\nA\n", { duplicates: "last" })
      assert.deepStrictEqual(
        tasks.map(({ record }) => record.line),
        [3, 4]
      )
      assert.deepInclude(counts, { rows: 3, duplicates: 1, unknown: 2 })
    })
  )

  it.effect("gives no row again that an earlier scan has settled, and resumes one in doubt", () =>
    Effect.gen(function* () {
      const { admitted } = yield* admission
      yield* admitted("reference-id\na\nb\n", {
        settle: ({ ledger }, [a]) =>
          ledger.settle(a!.job.attempt.natural, { _tag: "Created", resource: "act_1" }, "req_1")
      })
      const again = yield* admitted("reference-id\na\nb\nc\n")
      assert.deepStrictEqual(
        again.tasks.map(({ job, record }) => [record.line, job.start]),
        [
          [3, "resume"],
          [4, "create"]
        ]
      )
      assert.deepInclude(again.progress, { read: 3, created: 1, settled: 1 })
    })
  )

  it.effect("moves the checkpoint over windows without a row to send, and not over others", () =>
    Effect.gen(function* () {
      const { admitted } = yield* admission
      // The first window is of rows that do not fit, the second one has a row to send.
      const { checkpoint } = yield* admitted("reference-id,birthdate\n,\n,\n,\nb,\n,\n,\n")
      assert.deepInclude(checkpoint, { rejected: true })
      assert.strictEqual(checkpoint?.mark.line, 5)
    })
  )

  it.effect("keeps what a source is known by before a row of it leaves", () =>
    Effect.gen(function* () {
      const { admitted } = yield* admission
      const { head } = yield* admitted("reference-id\na\n")
      const mark: unknown = JSON.parse(head ?? "null")
      assert.deepInclude(mark, { line: 3 })
    })
  )

  it.effect("ends the scan when too many rows do not fit", () =>
    Effect.gen(function* () {
      const { admitted } = yield* admission
      const csv = "reference-id,birthdate\na,x\nb,\nc,x\n"
      assert.isUndefined((yield* admitted(csv, { maxErrors: { rows: 2 } })).ending)
      const { ending } = yield* admitted(csv, { maxErrors: { rows: 1 } })
      assert.deepInclude(ending, { _tag: "Stop", why: "too-many-errors" })
    })
  )
})

type Given = Partial<Options> & {
  readonly leaveAtOnce?: boolean
  /** What is recorded of the tasks after all windows. */
  readonly settle?: (begun: Scan.Begun, tasks: ReadonlyArray<Task>) => Effect.Effect<void, unknown>
}

/** A run, and scans of it that admit all windows of a text. */
const admission = Effect.map(Scan.make, ({ scan }) => ({
  admitted: (csv: string, { leaveAtOnce = true, settle, ...given }: Given = {}) =>
    scan(
      csv,
      (options) =>
        Effect.gen(function* () {
          const begun = yield* Scan.begin(options)
          const { identified, ledger } = begun
          const admit = Admit.make({
            ...begun,
            lastLines:
              options.duplicates === "last"
                ? yield* Duplicates.lastLines(options.source, identified)
                : undefined,
            rejectDuplicates: options.duplicates === "reject",
            fromStart: true,
            leaveAtOnce
          })
          const windows = yield* Stream.runCollect(begun.beginning.table.windows)
          const tasks = (yield* Effect.forEach(windows, (window) => admit(window))).flat()
          yield* settle?.(begun, tasks) ?? Effect.void
          const closed = yield* Scan.close(begun)
          return { tasks, ...closed, head: yield* ledger.getMeta(headEntry) }
        }).pipe(Effect.scoped),
      given
    )
}))
