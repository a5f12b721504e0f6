/** What a server quotes of a row in a refusal is nowhere but in the file of rejected rows. */
import type * as Faults from "@effect-persona/sandbox/Faults"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit, Logger, Tracer } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { inspect } from "node:util"
import * as World from "./support/world.ts"

const ways = ["plain", "upper", "decomposed", "json", "percent", "html", "base64", "digits", "cut"] as const

describe("refusals that quote the row", () => {
  for (const [name, { csv, path: pathOf, target }] of Object.entries(targets())) {
    for (const as of ways) {
      it.effect(`of ${name} leave no value and are one group (${as})`, () =>
        Effect.gen(function* () {
          const seen = yield* importing(csv(60), target, { maxErrors: { share: 1 }, engine: "row" }, [
            { match: { method: "POST", path: pathOf }, action: { kind: "quote", status: 422, as } }
          ])
          assert.strictEqual(seen.report?.rejected, 60)
          assert.lengthOf(seen.report?.rejections ?? [], 1)
          assert.match(seen.report!.rejections[0]!.reason, /cannot be accepted|Unprocessable entity/)
          expectNone(seen)
        })
      )
    }
  }

  it.effect("of accounts in a batch job leave no value and are one group", () =>
    Effect.gen(function* () {
      for (const as of ways) {
        const action = { kind: "job", outcome: "rowErrors", probability: 1, quote: as } as const
        const seen = yield* importing(people(60), accounts, { maxErrors: { share: 1 }, engine: "batch" }, [
          { match: { method: "POST", path: "/batch-jobs" }, action }
        ])
        assert.strictEqual(seen.report?.rejected, 60)
        assert.lengthOf(seen.report?.rejections ?? [], 1, as)
        expectNone(seen)
      }
    })
  )

  it.effect("of a batch job as a whole, or of an uploaded file, leave no value", () =>
    Effect.gen(function* () {
      for (const [engine, start] of [
        ["batch", "/batch-jobs"],
        ["upload", "/importer/"]
      ] as const) {
        const quote = { kind: "quote", status: 422 } as const
        const seen = yield* importing(
          uploadable(40),
          engine === "upload" ? untyped : accounts,
          { maxErrors: { share: 1 }, engine },
          [
            { match: { method: "POST", path: start }, action: quote },
            { match: { method: "POST", path: "/accounts" }, action: quote }
          ]
        )
        assert.strictEqual(seen.report?.rejected, 40, engine)
        assert.lengthOf(seen.report?.rejections ?? [], 1, engine)
        expectNone(seen)
      }
    })
  )

  it.effect("of an uploaded file's rows, and of changes to what exists, leave no value", () =>
    Effect.gen(function* () {
      const seen = yield* importing(uploadable(40), untyped, { maxErrors: { share: 1 }, engine: "upload" }, [
        {
          match: { method: "POST", path: "/importer/" },
          action: { kind: "job", outcome: "rowErrors", rows: [3, 7] }
        },
        { match: { method: "POST", path: "/accounts" }, action: { kind: "quote", status: 400 } }
      ])
      assert.strictEqual(seen.report?.rejected, 2)
      expectNone(seen)
      const world = yield* newWorld
      yield* world.run(people(5), accounts)
      const rules = [
        { match: { method: "PATCH", path: "/accounts" }, action: { kind: "quote", status: 422 } }
      ] as const
      const changed = people(5).replaceAll("Zyqvaxilo", "Zyqvaxila")
      const given = { onExisting: "update", newRun: true, maxErrors: { share: 1 } } as const
      const updating = yield* importing(changed, accounts, given, rules, world)
      assert.strictEqual(updating.report?.rejected, 5)
      expectNone(updating)
    })
  )

  it.effect("stop the run after the first fifty, whose texts differ only in their quotes", () =>
    Effect.gen(function* () {
      for (const [engine, start, action] of [
        ["row", "/accounts", { kind: "quote", status: 422 }],
        ["batch", "/batch-jobs", { kind: "job", outcome: "rowErrors", probability: 1, quote: "plain" }]
      ] as const) {
        const seen = yield* importing(people(200), accounts, { engine, concurrency: 1 }, [
          { match: { method: "POST", path: start }, action }
        ])
        assert.include(seen.shown, "the API refused all of the first 50 rows for the same reason", engine)
        expectNone(seen)
      }
    })
  )

  it.effect("that stop a run leave no value", () =>
    Effect.gen(function* () {
      for (const status of [401, 403, 404, 409, 418, 429]) {
        const csv = `value\nZyqvaxilo1\nZyqvaxilo2\n`
        const seen = yield* importing(csv, items, { engine: "row" }, [
          { match: { method: "POST", path: "/list-item/", nth: 1 }, action: { kind: "quote", status } }
        ])
        expectNone(seen)
      }
      const seen = yield* importing("kind,name\nstring,Zyqvaxilo1\n", Target.Lists.make({}), {}, [
        { match: { method: "POST", path: "/list/" }, action: { kind: "quote", status: 403 } }
      ])
      assert.include(seen.shown, "ImportStopped")
      expectNone(seen)
    })
  )
})

const accountType = "acttp_people"
const accounts = Target.Accounts.make({ accountType })
/** The importer of the API takes no account type. */
const untyped = Target.Accounts.make({})
const items = Target.ListItems.make({ kind: "string", list: "Words" })

const people = (count: number) =>
  rows(
    "reference-id,name-first,name-last,social-security-number,email-address,birthdate,fields.motto",
    count,
    (n) =>
      `wexqunarp-${n},Zyqvaxilo${n},Quórnyjax Bo,987-65-${1000 + n},wexqunarp${n}@qzyhostx.test,1987-02-21,Vyzzik jumqots ${n}`
  )

/** With the columns that an uploaded file has. */
const uploadable = (count: number) =>
  rows(
    "reference-id,name-first,name-last,birthdate",
    count,
    (n) => `wexqunarp-${n},Zyqvaxilo${n},Quórnyjax,1987-02-21`
  )

function rows(header: string, count: number, row: (n: number) => string): string {
  return `${[header, ...Array.from({ length: count }, (_, n) => row(n + 100))].join("\n")}\n`
}

function targets() {
  return {
    accounts: { csv: people, path: "/accounts", target: accounts },
    lists: {
      csv: (count: number) => rows("kind,name", count, (n) => `string,Zyqvaxilo Quórnyjax ${n}`),
      path: "/list/",
      target: Target.Lists.make({})
    },
    "list items": {
      csv: (count: number) => rows("value", count, (n) => `Zyqvaxilo${n} 987-65-${1000 + n}`),
      path: "/list-item/",
      target: items
    }
  } as const
}

/** Letters that nothing else has, in pieces of four; numbers, whose pieces may be anywhere, in longer ones. */
const secrets = [
  ...["zyqvaxilo", "quornyjax", "wexqunarp", "qzyhostx", "vyzzik", "jumqots"].flatMap((word) =>
    [4, 5].flatMap((length) =>
      Array.from({ length: word.length - length + 1 }, (_, at) => word.slice(at, at + length))
    )
  ),
  "987-65",
  "98765",
  "1987-02",
  "198702",
  "02-21",
  ...["Zyqvaxilo", "Quórnyjax", "wexqunarp", "987-65"].map((text) =>
    Buffer.from(text).toString("base64").slice(0, 6).toLowerCase()
  )
]

const expectNone = ({ bytes, shown }: { readonly bytes: string; readonly shown: string }): void => {
  const text = shown.normalize("NFKD").replaceAll(/\p{M}/gu, "").toLowerCase()
  for (const secret of secrets) {
    const at = text.indexOf(secret)
    assert.strictEqual(at, -1, `${secret} in …${text.slice(Math.max(0, at - 80), at + 80)}…`)
    // Four letters may come together by chance in a database.
    if (secret.length > 4) assert.isFalse(bytes.includes(secret), `${secret} in a file`)
  }
}

const newWorld = World.make({ accountTypes: [{ name: "Person", id: accountType }], bulkRowsPerSecond: 0 })

/** Imports under faults; gives the report, and all that could be read of the import, its folder included. */
const importing = Effect.fnUntraced(function* (
  csv: string,
  target: Target.Target,
  options: Parameters<World.World["run"]>[2],
  rules: Faults.Plan["rules"],
  given?: World.World
) {
  const world = given ?? (yield* newWorld)
  yield* world.sandbox.setFaults({ rules })
  const spans: Array<Tracer.NativeSpan> = []
  const tracer = Tracer.make({
    span: (options) => {
      const span = new Tracer.NativeSpan(options)
      spans.push(span)
      return span
    }
  })
  const logged: Array<string> = []
  const logger = Logger.make(({ cause, message }) => {
    logged.push(inspect(message, { depth: 20 }), Cause.pretty(cause))
  })
  const exit = yield* world.run(csv, target, options).pipe(
    Effect.tapCause((cause) => Effect.logError("an import failed", cause)),
    Effect.provide(Logger.layer([logger])),
    Effect.provideService(Tracer.Tracer, tracer),
    Effect.exit
  )
  const report = Exit.isSuccess(exit)
    ? exit.value
    : exit.cause.reasons
        .filter(Cause.isFailReason)
        .map(({ error }) => (error._tag === "ImportStopped" ? error.report : undefined))[0]
  const files = fs
    .readdirSync(world.stateDirectory, { recursive: true, encoding: "utf8" })
    .filter((file) => !file.endsWith("rejects.csv"))
    .map((file) => path.join(world.stateDirectory, file))
    .filter((file) => fs.statSync(file).isFile())
  const shown = [
    JSON.stringify(exit),
    inspect(exit, { depth: 20 }),
    ...(Exit.isFailure(exit) ? [Cause.pretty(exit.cause), String(exit.cause)] : []),
    ...logged,
    ...spans.map(({ attributes, events, name, status }) =>
      inspect({ attributes, events, name, status }, { depth: 20 })
    ),
    ...files.filter((file) => file.endsWith(".json")).map((file) => fs.readFileSync(file, "utf8"))
  ].join("\n")
  const bytes = files.map((file) => fs.readFileSync(file, "latin1").toLowerCase()).join("\n")
  return { bytes, report, shown }
}, Effect.scoped)
