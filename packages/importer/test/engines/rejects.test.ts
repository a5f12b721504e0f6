/**
 * Every engine names exactly the rows at fault, with line and reason, wherever they are: those that do not fit their
 * fields, and those that only the server refuses.
 *
 * `REJECTS_ROWS=10000` has as many rows in each import, of which 0, 1, 7 and 500 are at fault. Without it there are 2,000,
 * and 100 in place of the 500.
 */
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { parse } from "csv-parse/sync"
import { Effect } from "effect"
import * as fs from "node:fs"
import type { EngineName } from "../../src/Policies.ts"
import * as FaultSearch from "../../src/engines/upload/FaultSearch.ts"
import { uploadRows } from "../../src/engines/bulk/limits.ts"
import { makeRandom } from "../support/random.ts"
import * as World from "../support/world.ts"

const rows = Number(process.env["REJECTS_ROWS"] ?? 2000)

/** How many rows are at fault. */
const faults = [0, 1, 7, rows / 20]

describe("rows at fault", () => {
  for (const kind of ["accounts", "list items"] as const) {
    for (const engine of kind === "accounts"
      ? (["row", "batch", "upload"] as const)
      : (["row", "upload"] as const)) {
      for (const [i, count] of faults.entries()) {
        it.effect(
          `are named by the ${engine} engine: ${count} of ${rows} ${kind}`,
          () => check(kind, engine, placesOf(count, 1 + i)),
          120_000
        )
      }
    }
  }
})

type Kind = "accounts" | "list items"

/** What is wrong with a row: it does not fit its field, or only the server knows. */
type Fault = "local" | "server"

const check = (kind: Kind, engine: EngineName, places: ReadonlyMap<number, Fault>) =>
  Effect.gen(function* () {
    const { csv, field, refuses, target, wrong } = kinds[kind]
    // Of a row in a job, the API tells a sentence and no field.
    const refused =
      engine === "batch"
        ? "The server does not accept this value"
        : `${field}: The API refused the row: Unprocessable entity`
    const world = yield* World.make({
      refuses: [refuses],
      bulkRowsPerSecond: 0,
      accountTypes: [{ name: "Person", id: accountType }]
    })
    const report = yield* world.run(csv(places), target(engine), { engine })
    assert.deepInclude(report, {
      status: "finished",
      engine,
      rows,
      created: rows - places.size,
      rejected: places.size,
      existing: 0,
      unknown: 0,
      fellBack: null
    })
    assert.deepStrictEqual(
      rejectsOf(report.files.rejects),
      [...places]
        .map(([place, fault]) => [place + 2, fault === "local" ? wrong : refused] as const)
        .toSorted(([a], [b]) => a - b)
    )
    const { counts } = yield* world.sandbox.record({ contents: false })
    assert.strictEqual(kind === "accounts" ? counts.accounts : counts.listItems, rows - places.size)
    if (engine === "upload" && kind === "list items") {
      const bound = boundOf(places)
      assert.isAtMost(report.searches, bound)
      assert.strictEqual(report.jobs, Math.ceil((rows - localOf(places)) / uploadRows) + report.searches)
    } else {
      assert.strictEqual(report.searches, 0)
    }
  })

/** Uploads that the search for the rows at fault may cost in all files together. */
const boundOf = (places: ReadonlyMap<number, Fault>): number => {
  // A row that does not fit its field is in no file.
  const sent = Array.from({ length: rows }, (_, place) => places.get(place)).filter(
    (fault) => fault !== "local"
  )
  let bound = 0
  for (let at = 0; at < sent.length; at += uploadRows) {
    const file = sent.slice(at, at + uploadRows)
    bound += FaultSearch.bound(file.length, file.filter((fault) => fault === "server").length)
  }
  return bound
}

const localOf = (places: ReadonlyMap<number, Fault>) =>
  [...places.values()].filter((fault) => fault === "local").length

/** Lines and reasons in the order of the lines. */
const rejectsOf = (file: string | null): ReadonlyArray<readonly [line: number, reason: string]> => {
  if (file === null) return []
  const records: ReadonlyArray<Readonly<Record<string, string>>> = parse(fs.readFileSync(file), {
    columns: true,
    bom: true
  })
  return records
    .map((record) => [Number(record["persona-line"]), record["persona-reason"] ?? ""] as const)
    .toSorted(([a], [b]) => a - b)
}

const accountType = "acttp_people"

const kinds = {
  accounts: {
    refuses: { attribute: "name_first", startsWith: "Bad" },
    field: "name-first",
    wrong: "birthdate: The date does not exist",
    target: (engine: EngineName) => Target.Accounts.make(engine === "batch" ? { accountType } : {}),
    csv: (places: ReadonlyMap<number, Fault>) =>
      csvOf("reference-id,name-first,birthdate", places, (i, fault) => {
        const birthdate = fault === "local" ? "1990-02-30" : "1990-02-28"
        return `cust-${i},${fault === "server" ? "Bad" : "Ada"} ${i},${birthdate}`
      })
  },
  "list items": {
    refuses: { attribute: "value", startsWith: "192.168." },
    field: "value",
    wrong: "value: Neither an IP address nor a range",
    target: () => Target.ListItems.make({ kind: "ip-address", list: "Blocked" }),
    csv: (places: ReadonlyMap<number, Fault>) =>
      csvOf("value", places, (i, fault) => {
        const address = `${i >> 8}.${i & 255}`
        return fault === "server"
          ? `192.168.${address}`
          : fault === "local"
            ? `10.7.${address}.9`
            : `10.7.${address}`
      })
  }
} as const

const csvOf = (
  header: string,
  places: ReadonlyMap<number, Fault>,
  line: (place: number, fault: Fault | undefined) => string
): string => `${header}\n${Array.from({ length: rows }, (_, i) => line(i, places.get(i))).join("\n")}\n`

/** So many places of either fault, anywhere. */
const placesOf = (count: number, seed: number): ReadonlyMap<number, Fault> => {
  const random = makeRandom(seed)
  const places = new Map<number, Fault>()
  while (places.size < count) {
    places.set(Math.floor(random() * rows), random() < 0.5 ? "local" : "server")
  }
  return places
}
