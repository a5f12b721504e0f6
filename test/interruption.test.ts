/** Imports that are stopped, killed and started again: each row is applied once. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { type Records, temporaryDirectory, writeCsv } from "./support/files.ts"
import { persona, start } from "./support/persona.ts"
import { expectParagraph, expectQuiet, expectReport, json } from "./support/report.ts"
import { serve, type Server, waitFor } from "./support/sandbox.ts"

const rows = 300
const numbers = Array.from({ length: rows }, (_, i) => String(i))

/** What is imported, how, and how often the server holds each row. */
interface Case {
  readonly name: string
  readonly args: ReadonlyArray<string>
  readonly records: Records
  readonly path: string
  readonly kind: "accounts" | "listItems"
  readonly held: (server: Server) => Effect.Effect<ReadonlyArray<unknown>>
}

const accounts: Case = {
  name: "accounts",
  args: ["import", "accounts", "rows.csv"],
  records: [["reference-id"], ...numbers.map((n) => [`p${n}`])],
  path: "/accounts",
  kind: "accounts",
  held: ({ contents }) => Effect.map(contents, (all) => all.accounts.map(({ referenceId }) => referenceId))
}

const listItems: Case = {
  name: "list items",
  args: ["import", "list-items", "rows.csv", "--kind", "string", "--list", "Words"],
  records: [["value"], ...numbers.map((n) => [`p${n}`])],
  path: "/list-item/",
  kind: "listItems",
  held: ({ contents }) => Effect.map(contents, (all) => all.listItems.map(({ values }) => values["value"]))
}

/** A slow server, and an import into it that has come some way. */
const scene = ({ args, kind, path, records }: Case, atLeast = 60) =>
  Effect.gen(function* () {
    const server = yield* serve()
    yield* server.faults(
      { match: { method: "POST", path, every: 2 }, action: { kind: "delay", millis: 100, when: "before" } },
      { match: { method: "POST", path }, action: { kind: "delay", millis: 100, when: "after" } }
    )
    const cwd = yield* temporaryDirectory
    writeCsv(cwd, "rows.csv", records)
    const options = { cwd, env: server.env }
    const command = [...args, "--yes", "--json", "--concurrency", "8"]
    const running = yield* start(command, options)
    yield* waitFor(server, kind, atLeast)
    return { server, cwd, options, command, running }
  })

/** Runs the rest, and looks whether all is there once. */
const finish = (
  { held }: Case,
  {
    command,
    options,
    server
  }: Pick<Effect.Success<ReturnType<typeof scene>>, "command" | "options" | "server">
) =>
  Effect.gen(function* () {
    yield* server.faults()
    const ended = yield* persona(command, options)
    expectQuiet(ended)
    expectReport(json(ended), { rows, created: rows, existing: 0, rejected: 0, unknown: 0 })
    assert.deepStrictEqual((yield* held(server)).toSorted(), numbers.map((n) => `p${n}`).toSorted())
  })

for (const [given, signal] of [
  [listItems, "SIGINT"],
  [accounts, "SIGTERM"]
] as const) {
  describe.concurrent(`${signal} in the middle of an import of ${given.name}`, () => {
    it.live(
      "lets requests in flight finish, reports, and ends with 130; the next run completes",
      () =>
        Effect.gen(function* () {
          const under = yield* scene(given)
          yield* under.running.send(signal)
          const ended = yield* under.running.ended
          expectQuiet(ended, 130)
          const report = json(ended)
          expectReport(report, { status: "interrupted", existing: 0, rejected: 0, unknown: 0 })
          assert.strictEqual((yield* given.held(under.server)).length, report.created)
          assert.isBelow(report.created, rows)
          yield* finish(given, under)
        }),
      60_000
    )
  })
}

describe.concurrent("SIGINT while rows wait for the rate limit", () => {
  it.live("ends the command soon, and counts none of them as sent", () =>
    Effect.gen(function* () {
      const server = yield* serve({ rateLimit: 100 })
      const cwd = yield* temporaryDirectory
      writeCsv(cwd, "rows.csv", listItems.records)
      const options = { cwd, env: server.env }
      const command = [...listItems.args, "--yes", "--json"]
      const running = yield* start(command, options)
      yield* waitFor(server, "listItems", 90)
      yield* Effect.sleep("500 millis")
      const before = Date.now()
      yield* running.send("SIGINT")
      const ended = yield* running.ended
      expectQuiet(ended, 130)
      assert.isBelow(Date.now() - before, 5000)
      const report = json(ended)
      expectReport(report, { status: "interrupted", unknown: 0, rateLimited: 0 })
      assert.strictEqual(report.created, (yield* listItems.held(server)).length)

      yield* server.rateLimit(0)
      // What the first process has left for others to know of the limit holds for the rest of its minute. This one does not see it.
      const elsewhere = { ...options, env: { ...options.env, XDG_RUNTIME_DIR: cwd } }
      yield* finish(listItems, { command, options: elsewhere, server })
    })
  )
})

for (const given of [listItems, accounts]) {
  describe.concurrent(`kill -9 in the middle of an import of ${given.name}`, () => {
    it.live(
      "loses and duplicates nothing, even while the server processes requests of the dead process",
      () =>
        Effect.gen(function* () {
          const under = yield* scene(given)
          yield* under.running.send("SIGKILL")
          const { status, stdout } = yield* under.running.ended
          assert.deepStrictEqual([status, stdout], [null, ""])
          yield* finish(given, under)
        }),
      60_000
    )
  })
}

describe.concurrent("kill -9, again and again", () => {
  it.live(
    "loses and duplicates nothing",
    () =>
      Effect.gen(function* () {
        const under = yield* scene(listItems, 20)
        yield* under.running.send("SIGKILL")
        yield* under.running.ended
        for (const atLeast of [80, 140, 200]) {
          const again = yield* start(under.command, under.options)
          yield* waitFor(under.server, "listItems", atLeast)
          yield* again.send("SIGKILL")
          yield* again.ended
        }
        yield* finish(listItems, under)
      }),
    60_000
  )
})

describe.concurrent("a second signal", () => {
  it.live("ends the command at once", () =>
    Effect.gen(function* () {
      const under = yield* scene(accounts)
      yield* under.server.faults({
        match: { method: "POST", path: "/accounts" },
        action: { kind: "delay", millis: 8000, when: "before" }
      })
      yield* Effect.sleep("500 millis")
      yield* under.running.send("SIGINT")
      yield* Effect.sleep("500 millis")
      const before = Date.now()
      yield* under.running.send("SIGINT")
      const { status } = yield* under.running.ended
      assert.strictEqual(status, 130)
      assert.isBelow(Date.now() - before, 2000)
    })
  )
})

describe.concurrent("two processes that begin the same import at once", () => {
  for (const given of [listItems, accounts]) {
    it.live(`work on one run: one imports the ${given.name}, the other one is refused with 4`, () =>
      Effect.gen(function* () {
        // Equal items are refused only once they are active, so that two runs would create each of them twice.
        const server = yield* serve({ activationDelayMillis: 5000 })
        yield* server.faults({
          match: { method: "POST", path: given.path },
          action: { kind: "delay", millis: 100, when: "after" }
        })
        const cwd = yield* temporaryDirectory
        writeCsv(cwd, "rows.csv", given.records)
        const run = persona([...given.args, "--yes", "--json"], { cwd, env: server.env })
        const both = yield* Effect.all([run, run], { concurrency: 2 })
        assert.deepStrictEqual(both.map(({ status }) => status).toSorted(), [0, 4])
        expectReport(json(both.find(({ status }) => status === 0)!), { rows, created: rows })
        assert.deepStrictEqual((yield* given.held(server)).toSorted(), numbers.map((n) => `p${n}`).toSorted())
      })
    )
  }
})

describe.concurrent("a run that another process is working on", () => {
  it.live(
    "is refused with 4, and its report contains the state so far",
    () =>
      Effect.gen(function* () {
        const under = yield* scene(accounts)
        const second = yield* persona(under.command, under.options)
        assert.deepStrictEqual([second.status, second.stdout], [4, ""])
        assert.match(second.stderr.replaceAll("\n", " "), /is being worked on by another process/)
        expectParagraph(second.stderr)

        const report = json(yield* persona(["report", "latest", "--json"], under.options))
        expectReport(report, { status: "running", target: "accounts", rejected: 0 })
        assert.isAtLeast(report.rows, 60)

        yield* under.running.send("SIGKILL")
        yield* under.running.ended
        const killed = yield* persona(["report", "latest"], under.options)
        assert.strictEqual(killed.status, 0)
        assert.match(killed.stdout, /has not ended: it is being worked on, or its process was killed\./)
        assert.match(killed.stdout, /\nrows +\d+\n {2}created +\d+/)
      }),
    60_000
  )
})
