/** Lists of all kinds from one file. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { readCsv, temporaryDirectory, writeCsv } from "./support/files.ts"
import { persona, start } from "./support/persona.ts"
import { expectQuiet, expectReport, json } from "./support/report.ts"
import { serve, waitFor } from "./support/sandbox.ts"

const kinds = [
  "browser-fingerprint",
  "country",
  "email-address",
  "geolocation",
  "government-id-number",
  "ip-address",
  "name",
  "phone-number",
  "string"
]
const header = ["kind", "name", "allow-fuzzy-name-first"]
const file = (folder: string) =>
  writeCsv(folder, "lists.csv", [
    header,
    ...kinds.map((kind) => [kind, `All of ${kind}`, kind === "name" ? "true" : ""]),
    ["device-fingerprint", "Devices", ""],
    ["field", "Fields", ""]
  ])

describe.concurrent("nine kinds of lists, and two that the API cannot create", () => {
  it.live("are created and rejected with the reason, and a second run sends nothing", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const cwd = yield* temporaryDirectory
      const args = ["import", "lists", file(cwd), "--yes", "--json"]
      const first = yield* persona(args, { cwd, env: server.env })
      expectQuiet(first, 1)
      const report = json(first)
      expectReport(report, { target: "lists", rows: 11, created: 9, rejected: 2, nothingToDo: false })
      const reason = "kind: The API cannot create lists of this kind"
      assert.deepStrictEqual(
        readCsv(report.files.rejects!).map((cells) => [cells[0], ...cells.slice(3, 6)]),
        [
          ["kind", "persona-line", "persona-column", "persona-reason"],
          ["device-fingerprint", "11", "kind", reason],
          ["field", "12", "kind", reason]
        ]
      )
      const { lists } = yield* server.contents
      assert.deepStrictEqual(
        lists.map(({ kind, name }) => [kind, name]).toSorted(),
        kinds.map((kind) => [kind, `All of ${kind}`])
      )

      const second = yield* persona(args, { cwd, env: server.env })
      assert.strictEqual(second.status, 1)
      expectReport(json(second), { rows: 11, created: 9, rejected: 2, nothingToDo: true, writes: 0 })

      // Another folder knows nothing of the first: there, the lists exist.
      const elsewhere = yield* temporaryDirectory
      const third = yield* persona(args, { cwd: elsewhere, env: server.env })
      expectReport(json(third), { rows: 11, created: 0, existing: 9, rejected: 2, writes: 0 })
    })
  )

  it.live(
    "exist once each when the answer to every creation is lost",
    () =>
      Effect.gen(function* () {
        const server = yield* serve()
        // Each creation is sent again under its key; only the first answer to each is lost.
        yield* server.faults(
          ...Array.from({ length: 9 }, (_, i) => ({
            match: { method: "POST", path: "/list/", nth: i + 1 },
            action: { kind: "loseAnswer" } as const
          }))
        )
        const cwd = yield* temporaryDirectory
        const ended = yield* persona(
          ["import", "lists", file(cwd), "--yes", "--json", "--concurrency", "9"],
          {
            cwd,
            env: server.env
          }
        )
        assert.strictEqual(ended.status, 1)
        expectReport(json(ended), { rows: 11, created: 9, existing: 0, rejected: 2 })
        const { counts, faults, writes } = yield* server.record
        assert.strictEqual(faults.injected["loseAnswer"], 9)
        assert.deepStrictEqual([counts.lists, writes["list.created"]], [9, 9])
      }),
    60_000
  )

  it.live("exist once each if the process is killed before any answer, and the run is continued", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const cwd = yield* temporaryDirectory
      const args = ["import", "lists", file(cwd), "--yes", "--json"]
      yield* server.faults({ match: { method: "POST", path: "/list/" }, action: { kind: "loseAnswer" } })
      const first = yield* start(args, { cwd, env: server.env })
      yield* waitFor(server, "lists", 9)
      yield* first.send("SIGKILL")
      yield* first.ended

      yield* server.faults()
      const second = yield* persona(args, { cwd, env: server.env })
      assert.strictEqual(second.status, 1)
      expectReport(json(second), { rows: 11, created: 9, rejected: 2, unknown: 0 })
      const { counts, writes } = yield* server.record
      assert.deepStrictEqual([counts.lists, writes["list.created"]], [9, 9])
    })
  )
})
