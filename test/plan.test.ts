/**
 * A plan against the import that follows it, over a socket: files and the state of the environment are drawn from seeds.
 * `PLAN_SEEDS=200` draws more of them.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Importer from "@effect-persona/importer/Importer"
import * as Plan from "@effect-persona/importer/Plan"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { type Records, temporaryDirectory, writeCsv } from "./support/files.ts"
import { apiKey, serve } from "./support/sandbox.ts"

const seeds = Number(process.env["PLAN_SEEDS"] ?? 60)

const compared = [
  "rows",
  "created",
  "existing",
  "updated",
  "differing",
  "rejected",
  "duplicates",
  "unknown"
] as const

describe("a plan and the import that follows it", () => {
  it.live(
    `count the same, over ${seeds} seeded files and environments`,
    () =>
      Effect.gen(function* () {
        const server = yield* serve()
        const cwd = yield* temporaryDirectory
        const client = PersonaClient.layer({ apiKey: Redacted.make(apiKey), baseUrl: server.url }).pipe(
          Layer.provide(UndiciTransport.layer({ connections: 16 }))
        )
        const seen = { existing: 0, updated: 0, differing: 0, rejected: 0, duplicates: 0, continued: 0 }
        const compare = Effect.fnUntraced(function* (seed: number) {
          const trial = draw(seed)
          const folder = path.join(cwd, String(seed))
          fs.mkdirSync(folder)
          yield* trial.prepare
          const options = (records: Records): Importer.Options => ({
            source: { file: writeCsv(folder, "rows.csv", records) },
            target: trial.target,
            stateDirectory: path.join(folder, "state"),
            onExisting: trial.policy,
            unkeyed: trial.unkeyed,
            duplicates: trial.duplicates
          })
          if (trial.before !== undefined) yield* Importer.run(options(trial.before))
          const plan = yield* Plan.make(options(trial.records))
          const report = yield* Importer.run(options(trial.records))
          const of = (counts: Plan.Plan | typeof report) => compared.map((name) => [name, counts[name]])
          assert.deepStrictEqual(of(plan), of(report), `seed ${seed}: ${trial.describe}, ${trial.duplicates}`)
          assert.strictEqual(plan.rows, trial.records.length - 1)
          if (trial.before === undefined) {
            assert.strictEqual(Object.keys(plan.differingFields).length > 0, plan.differing > 0)
          }
          seen.existing += plan.existing
          seen.updated += plan.updated
          seen.differing += plan.differing
          seen.rejected += plan.rejected
          seen.duplicates += plan.duplicates
          if (plan.continues !== undefined) seen.continued++
        })
        const all = Array.from({ length: seeds }, (_, i) => i + 1)
        yield* Effect.forEach(all, compare, { concurrency: 4, discard: true }).pipe(Effect.provide(client))
        // Every kind of end has come about, or the comparison would say little.
        for (const [name, count] of Object.entries(seen)) assert.isAtLeast(count, seeds / 10, name)
      }),
    600_000
  )
})

/** A file, what is in the environment before, and how it is imported. */
interface Trial {
  readonly describe: string
  readonly target: Target.Target
  readonly policy: "skip" | "update" | "fail"
  readonly unkeyed: "refuse" | "derive" | "allow"
  readonly duplicates: "first" | "last" | "reject"
  readonly records: Records
  /** What an earlier import of the same file held, where there was one. */
  readonly before: Records | undefined
  /** What others have made before. */
  readonly prepare: Effect.Effect<void, unknown, PersonaClient.PersonaClient>
}

const draw = (seed: number): Trial => {
  const random = mulberry32(seed)
  const below = (n: number) => Math.floor(random() * n)
  const pick = <const A>(...from: ReadonlyArray<A>): A => from[below(from.length)]!
  const chance = (share: number) => random() < share
  const policy = pick("skip", "update", "fail")
  const unkeyed = pick("refuse", "refuse", "derive", "allow")
  const cased = (text: string) => (chance(0.2) ? text.toUpperCase() : text)
  const edited = (rows: Records, change: (row: ReadonlyArray<string>) => ReadonlyArray<string>): Records =>
    rows.filter((_, i) => i === 0 || chance(0.8)).map((row) => (chance(0.2) ? change(row) : row))
  const again = (rows: Records): Records => [...rows, ...rows.filter(() => chance(0.15))]
  const shared = { policy, unkeyed, duplicates: pick("first", "first", "last", "reject") }
  const kind = pick("accounts", "accounts", "accounts", "lists", "list-items")
  switch (kind) {
    case "accounts": {
      const person = (i: number): ReadonlyArray<string> => [
        chance(0.1) ? "" : cased(`s${seed}-${i}`),
        pick("Ada", "Bo", "Cy"),
        chance(0.1) ? "1990-02-30" : "1990-02-03",
        pick("gold", "silver", "")
      ]
      const rows = again(many(4 + below(18), person)).map((row) => (chance(0.04) ? [...row, "more"] : row))
      const there = many(22, (i) => i).filter(() => chance(0.4))
      const redacted = new Set(there.filter(() => chance(0.1)))
      const header = ["reference-id", "name-first", "birthdate", "fields.tier"]
      return {
        ...shared,
        describe: `accounts, ${policy}, ${unkeyed}`,
        target: Target.Accounts.make({}),
        records: [header, ...rows],
        before: chance(0.4)
          ? [header, ...edited(rows, ([id = "", , ...rest]) => [id, "Edited", ...rest])]
          : undefined,
        prepare: Effect.forEach(
          there,
          (i) =>
            Effect.flatMap(
              Accounts.create({
                data: {
                  attributes: {
                    referenceId: `s${seed}-${i}`,
                    nameFirst: pick("Ada", "Bo"),
                    birthdate: "1990-02-03",
                    fields: { tier: pick("gold", "silver") }
                  }
                }
              }),
              ({ data }) =>
                redacted.has(i) ? Effect.asVoid(Accounts.redact({ accountId: data.id })) : Effect.void
            ),
          { concurrency: 1, discard: true }
        )
      }
    }
    case "lists": {
      const list = (i: number): ReadonlyArray<string> => [
        chance(0.1) ? "nonsense" : pick("name", "string"),
        cased(`s${seed} list ${i}`),
        ""
      ]
      const rows = again(many(2 + below(6), list)).map(([kind = "", name = ""]) => [
        kind,
        name,
        kind === "name" ? "true" : ""
      ])
      const header = ["kind", "name", "allow-fuzzy-name-first"]
      return {
        ...shared,
        describe: `lists, ${policy}`,
        unkeyed: "refuse",
        target: Target.Lists.make({}),
        records: [header, ...rows],
        before: chance(0.3) ? [header, ...edited(rows, (row) => row)] : undefined,
        prepare: Effect.forEach(
          many(8, (i) => i).filter(() => chance(0.4)),
          (i): Effect.Effect<unknown, unknown, PersonaClient.PersonaClient> =>
            chance(0.5)
              ? Lists.createStringList({ data: { attributes: { name: `s${seed} list ${i}` } } })
              : Lists.createNameList({
                  data: { attributes: { name: `s${seed} list ${i}`, allowFuzzyNameFirst: chance(0.5) } }
                }),
          { concurrency: 1, discard: true }
        )
      }
    }
    case "list-items": {
      const item = (i: number): ReadonlyArray<string> => [chance(0.1) ? "" : cased(`word ${i}`), "note"]
      const rows = again(many(3 + below(15), item))
      const header = ["value", "note"]
      return {
        ...shared,
        describe: `list items, ${policy}`,
        unkeyed: "refuse",
        target: Target.ListItems.make({ kind: "string", list: `s${seed} words` }),
        records: [header, ...rows],
        before: chance(0.5) ? [header, ...edited(rows, (row) => row)] : undefined,
        prepare: Effect.void
      }
    }
  }
}

const many = <A>(n: number, make: (i: number) => A): ReadonlyArray<A> =>
  Array.from({ length: n }, (_, i) => make(i))

/** A small generator of numbers from 0 to 1 that repeats. */
const mulberry32 = (seed: number) => {
  let state = seed * 2_654_435_761
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296
  }
}
