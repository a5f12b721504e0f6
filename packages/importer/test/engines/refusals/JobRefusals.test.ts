/** Lists that have no end: what is read of them is bounded, and what they say is not believed. */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Importer from "@effect-persona/importer/Importer"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Logger } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import * as World from "../../support/world.ts"

describe("errors of a batch job", () => {
  for (const [name, page] of Object.entries({
    "that never end": (count: number) => errorPage([count, count + 1], `c${count}`),
    "of pages without one": (count: number) => errorPage([], `c${count}`),
    "that go round in a circle": (count: number) => errorPage([count], `c${count % 2}`),
    "of one page with more than the job has rows": () =>
      errorPage(
        Array.from({ length: 500 }, (_, i) => i + 1),
        undefined
      )
  })) {
    it.effect(`${name} are not trusted: its rows are looked up, and a note reports that`, () =>
      Effect.gen(function* () {
        const { asked, report, sandbox, warnings } = yield* importing({
          csv: people(60),
          target: Target.Accounts.make({ accountType }),
          engine: "batch",
          sandbox: yield* makeSandbox,
          endless: /\/batch-jobs\/[^/]+\/errors/,
          page
        })
        // Nor are its numbers: that these accounts are this import's own, its word alone would say.
        assert.deepInclude(report, {
          status: "finished",
          rows: 60,
          existing: 57,
          existingAfterDoubt: 57,
          rejected: 3,
          unknown: 0
        })
        assert.isAtMost(asked, 62)
        assert.strictEqual((yield* sandbox.record()).counts.accounts, 57)
        assert.lengthOf(
          warnings.filter((text) => text.includes("more refused rows of a batch job than its 60")),
          1
        )
      })
    )
  }
})

describe("look-ups", () => {
  for (const [name, { csv, endless, target }] of Object.entries({
    "of accounts": {
      csv: "reference-id\nr1\n",
      target: Target.Accounts.make({}),
      endless: /\/accounts\?/
    },
    "of lists": { csv: "name,kind\nA,string\n", target: Target.Lists.make({}), endless: /\/lists\?/ }
  })) {
    it.effect(`${name} that never end stop the run instead of going on for ever`, () =>
      Effect.gen(function* () {
        const sandbox = yield* makeSandbox
        if (name === "of accounts") yield* create(sandbox, csv)
        const { asked, error, warnings } = yield* importing({
          csv,
          target,
          engine: "row",
          sandbox,
          endless,
          page: (count) => ({ data: [], links: { next: `/x?page[after]=c${count}`, prev: null } })
        })
        assert.strictEqual(error?._tag === "ImportStopped" && error.why, "unexpected")
        assert.isAtMost(asked, 1001)
        assert.isTrue(warnings.some((text) => /gave more than 100+ pages/.test(text)))
      })
    )
  }
})

/** Numbers of rows that a job is said to have refused, and the cursor of the next page. */
const errorPage = (rows: ReadonlyArray<number>, cursor: string | undefined) => ({
  data: rows.map((row) => ({
    type: "batch-job-row-error",
    id: `e${row}`,
    attributes: { row: {}, "error-message": "no", "row-number": row }
  })),
  links: { prev: null, next: cursor === undefined ? null : `/x?page[after]=${cursor}` }
})

/** Three rows of these are refused by the sandbox. */
const people = (count: number) =>
  `reference-id,name-first\n${Array.from({ length: count }, (_, i) => `r${i},${i < 3 ? "refused" : "Ada"}\n`).join("")}`

const clientOf = (sandbox: Sandbox.Service, wire = SandboxClient.layer) =>
  PersonaClient.layer({ apiKey: sandbox.apiKey, baseUrl: "http://sandbox.test/api/v1" }).pipe(
    Layer.provide(wire),
    Layer.provide(Layer.succeed(Sandbox.Sandbox, sandbox))
  )

/** An account that is there before. */
const create = (sandbox: Sandbox.Service, csv: string) =>
  Effect.gen(function* () {
    const { stateDirectory } = yield* World.make()
    const source = Source.string("before.csv", csv)
    yield* World.whileTimePasses(
      Importer.run({ source, target: Target.Accounts.make({}), stateDirectory })
    ).pipe(Effect.provide(clientOf(sandbox)))
  })

const accountType = "acttp_person"

const makeSandbox = Sandbox.make({
  rateLimit: 0,
  seed: 1,
  accountTypes: [{ name: "Person", id: accountType }],
  refuses: [{ attribute: "name_first", startsWith: "refused" }]
})

/** Imports while one list of the server has no end. */
const importing = Effect.fnUntraced(function* (options: {
  readonly csv: string
  readonly target: Target.Target
  readonly engine: "row" | "batch"
  readonly sandbox: Sandbox.Service
  readonly endless: RegExp
  readonly page: (count: number) => unknown
}) {
  const { stateDirectory } = yield* World.make()
  const warnings: Array<string> = []
  let asked = 0
  const wire = Layer.effect(
    HttpClient.HttpClient,
    Effect.map(Sandbox.Sandbox, (sandbox) =>
      HttpClient.transform(SandboxClient.make(sandbox), (effect, request) =>
        request.method === "GET" && options.endless.test(request.url)
          ? Effect.sync(() => HttpClientResponse.fromWeb(request, Response.json(options.page(++asked))))
          : effect
      )
    )
  )
  const exit = yield* World.whileTimePasses(
    Effect.result(
      Importer.run({
        source: Source.string("rows.csv", options.csv),
        target: options.target,
        engine: options.engine,
        onExisting: "update",
        stateDirectory
      })
    )
  ).pipe(
    Effect.provide(clientOf(options.sandbox, wire)),
    Effect.provide(
      Logger.layer([Logger.make<unknown, void>(({ message }) => void warnings.push(String(message)))])
    )
  )
  return {
    asked,
    warnings,
    sandbox: options.sandbox,
    report: exit._tag === "Success" ? exit.success : undefined,
    error: exit._tag === "Failure" ? exit.failure : undefined
  }
})
