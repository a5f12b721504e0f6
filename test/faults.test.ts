/**
 * The API answers 429, loses 5 % of its answers and fails 5 % of its requests. Each row is applied once all the same,
 * and the report says so.
 */
import type * as Faults from "@effect-persona/sandbox/Faults"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { temporaryDirectory, writeCsv } from "./support/files.ts"
import { persona } from "./support/persona.ts"
import { expectQuiet, expectReport, json } from "./support/report.ts"
import { serve } from "./support/sandbox.ts"

const rows = Array.from({ length: 200 }, (_, i) => String(i + 1).padStart(3, "0"))

describe.concurrent("an API that fails now and then", () => {
  it.live(
    "has every account created once",
    () =>
      Effect.gen(function* () {
        const server = yield* serve()
        yield* server.faults(
          { match: { method: "POST", path: "/accounts", every: 70 }, action: tooMany },
          { match: { method: "POST", path: "/accounts", probability: 0.05 }, action: { kind: "loseAnswer" } },
          { match: { method: "POST", path: "/accounts", probability: 0.05 }, action: failBefore }
        )
        const cwd = yield* temporaryDirectory
        const file = writeCsv(cwd, "people.csv", [
          ["reference-id", "name-first"],
          ...rows.map((row) => [`person-${row}`, `Ada ${row}`])
        ])
        const ended = yield* persona(["import", "accounts", file, "--yes", "--json"], {
          cwd,
          env: server.env
        })
        expectQuiet(ended)
        const report = json(ended)
        expectReport(report, { rows: 200, created: 200, existing: 0, rejected: 0, unknown: 0 })

        const { faults, writes } = yield* server.record
        // How often the 70th request comes depends on how many are repeated.
        assert.isAtLeast(faults.injected["status"] ?? 0, 2)
        assert.strictEqual(report.rateLimited, faults.injected["status"])
        assert.isAtLeast(faults.injected["loseAnswer"] ?? 0, 5)
        assert.isAtLeast(faults.injected["serverError"] ?? 0, 5)
        assert.strictEqual(writes["account.created"], 200)
        const { accounts } = yield* server.contents
        assert.deepStrictEqual(
          accounts.map(({ referenceId }) => referenceId).toSorted(),
          rows.map((row) => `person-${row}`)
        )
      }),
    90_000
  )

  // A list item cannot be looked up: after a failure that the API has stored, the next attempt waits for half a
  // minute, so that an item which the failed request created would be active and refuse its twin.
  it.live(
    "has every list item created once",
    () =>
      Effect.gen(function* () {
        const server = yield* serve()
        const items = { method: "POST", path: "/list-item/" }
        yield* server.faults(
          { match: { ...items, every: 70 }, action: tooMany },
          { match: { ...items, probability: 0.05 }, action: { kind: "loseAnswer" } },
          { match: { ...items, nth: 31 }, action: failBefore },
          { match: { ...items, nth: 99 }, action: failBefore },
          { match: { ...items, probability: 0.04 }, action: { ...failBefore, status: 502, html: true } },
          {
            match: { ...items, probability: 0.02 },
            action: { ...failBefore, status: 504, when: "after", html: true }
          }
        )
        const cwd = yield* temporaryDirectory
        const file = writeCsv(cwd, "words.csv", [["value"], ...rows.map((row) => [`word ${row}`])])
        const ended = yield* persona(
          ["import", "list-items", file, "--kind", "string", "--list", "Words", "--yes", "--json"],
          { cwd, env: server.env }
        )
        assert.strictEqual(ended.status, 0)
        const report = json(ended)
        expectReport(report, { rows: 200, created: 200, existing: 0, rejected: 0, unknown: 0 })

        const { faults, writes } = yield* server.record
        assert.isAtLeast(report.rateLimited, 2)
        assert.isAtLeast(faults.injected["loseAnswer"] ?? 0, 5)
        assert.isAtLeast(faults.injected["serverError"] ?? 0, 5)
        assert.strictEqual(writes["list-item.created"], 200)
        const { listItems } = yield* server.contents
        assert.deepStrictEqual(
          listItems.map(({ values }) => values["value"]).toSorted(),
          rows.map((row) => `word ${row}`)
        )
      }),
    120_000
  )

  it.live(
    "counts a row applied before its failure as created, or as existing if that is unknown",
    () =>
      Effect.gen(function* () {
        const server = yield* serve()
        const cwd = yield* temporaryDirectory
        const options = { cwd, env: server.env }
        const failAfter: Faults.Action = { kind: "serverError", status: 500, when: "after" }
        yield* server.faults(
          { match: { path: "/accounts", method: "POST", nth: 1 }, action: failAfter },
          { match: { path: "/list-item/", nth: 1 }, action: failAfter }
        )
        const people = writeCsv(cwd, "people.csv", [["reference-id"], ["a"], ["b"]])
        const words = writeCsv(cwd, "words.csv", [["value"], ["a"], ["b"]])
        const [accounts, items] = yield* Effect.all(
          [
            persona(["import", "accounts", people, "--yes", "--json"], options),
            persona(
              ["import", "list-items", words, "--kind", "string", "--list", "W", "--yes", "--json"],
              options
            )
          ],
          { concurrency: 2 }
        )
        expectReport(json(accounts), { rows: 2, created: 2 })
        expectReport(json(items), { rows: 2, created: 1, existing: 1, existingAfterDoubt: 1 })
        const { writes } = yield* server.record
        assert.deepStrictEqual([writes["account.created"], writes["list-item.created"]], [2, 2])
      }),
    90_000
  )
})

const tooMany: Faults.Action = { kind: "status", status: 429, resetSeconds: 2 }

/** Stored under the request's key, so that the same key never succeeds. */
const failBefore = { kind: "serverError", status: 500, when: "before" } as const
