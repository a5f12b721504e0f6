/**
 * Requests as they go over the wire, judged by the vendor's document.
 *
 * `PERSONA_CONTRACT_RUNS` sets how many random requests each operation gets (default 5).
 */
import * as File from "@effect-persona/core/File"
import * as Manifest from "@effect-persona/core/Manifest"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Importers from "@effect-persona/core/resources/Importers"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Schema } from "effect"
import { documentOrSkip } from "../codegen/document.ts"
import { dense } from "../support/dense.ts"
import * as Capture from "./capture.ts"
import { type Judge, makeJudge } from "./document.ts"

const runs = Number(process.env["PERSONA_CONTRACT_RUNS"] ?? 5)
const options = { size: 6, seed: "persona", runs } as const

const described = Manifest.all.filter((entry) => entry.origin === "spec")

describe("requests on the wire", () => {
  it.effect(
    "match the document, for any input of a caller",
    (context) =>
      Effect.gen(function* () {
        const judge = yield* Effect.promise(() => makeJudge(documentOrSkip(context)))
        const wire = Capture.make()
        const failures = yield* Effect.forEach(described, (entry) => check(entry, wire, judge)).pipe(
          Effect.provide(wire.layer)
        )
        assert.deepStrictEqual(failures.flat(), [])
      }),
    120_000
  )

  it.live("that are damaged in transit are detected", (context) =>
    Effect.gen(function* () {
      const judge = yield* Effect.promise(() => makeJudge(documentOrSkip(context)))
      const wire = Capture.make()
      const sent = (request: Effect.Effect<unknown, unknown, PersonaClient.PersonaClient>) =>
        Effect.map(Effect.ignore(request), () => wire.take() ?? assert.fail("nothing was sent"))
      yield* Effect.gen(function* () {
        const create = judge.operation("POST", "/accounts")
        const account = yield* sent(Accounts.create({ data: { attributes: { referenceId: "a" } } }))
        const created = (body: unknown) => judge.faults(create, "/accounts", { ...account, body })
        assert.deepStrictEqual(created(account.body), [])
        assert.lengthOf(created({ data: { attributes: { referenceId: "a" } } }), 1)
        assert.lengthOf(created({ data: { attributes: { "reference-id": 7 } } }), 1)
        assert.lengthOf(created("a=b"), 1)
        assert.lengthOf(judge.faults(create, "/accounts", { ...account, contentType: "text/plain" }), 1)

        const list = judge.operation("GET", "/accounts")
        const accounts = yield* sent(Accounts.list({ filter: { referenceId: "a" }, page: { size: 10 } }))
        const listed = (query: string) =>
          judge.faults(list, "/accounts", { ...accounts, query: new URLSearchParams(query) })
        assert.deepStrictEqual(listed(accounts.query.toString()), [])
        for (const query of ["filter[name]=a", "page[size]=ten", "page[number]=2", "limit=3"]) {
          assert.lengthOf(listed(query), 1, query)
        }
        const headers = { ...accounts.headers, "key-inflection": "shouting" }
        assert.lengthOf(judge.faults(list, "/accounts", { ...accounts, headers }), 1)
        assert.isNotEmpty(
          judge.faults(judge.operation("GET", "/accounts/{account-id}"), "/accounts/{account-id}", accounts)
        )

        const importer = judge.operation("POST", "/importer/accounts")
        const upload = yield* sent(
          Importers.importAccounts({
            data: { attributes: { file: File.fromString("a.csv", "reference_id\n1\n") } }
          })
        )
        assert.deepStrictEqual(judge.faults(importer, "/importer/accounts", upload), [])
        assert.lengthOf(judge.faults(importer, "/importer/accounts", { ...upload, body: { data: {} } }), 1)
      }).pipe(Effect.provide(wire.layer))
    })
  )

  it.effect("of undocumented operations arrive unchanged", () =>
    Effect.gen(function* () {
      const failures: Array<string> = []
      for (const entry of Manifest.all.filter((it) => it.origin !== "spec")) {
        const operation = yield* Manifest.load(entry)
        const { request, success } = operation.schemas()
        const given = {
          ...((yield* one(dense(request as Schema.Codec<unknown, unknown>))) as object),
          // Names of types and relationships have no brackets in them.
          ...(entry.query.includes("include") ? { include: ["inquiry", "account"] } : {}),
          ...(entry.query.includes("fields") ? { fields: { case: ["status", "name"] } } : {})
        }
        const expected = yield* Schema.encodeUnknownEffect(request)(given)
        let received: unknown
        const answer = entry.response === "binary" ? new Uint8Array([37, 80]) : yield* one(success)
        const layer = PersonaClient.layerTest(
          PersonaClient.answer(operation, (it: unknown) => {
            received = Schema.encodeUnknownSync(request)(it)
            return answer
          })
        )
        const reply = yield* operation.withResponse(given).pipe(Effect.provide(layer))
        assert.strictEqual(reply.status, entry.success[0])
        if (JSON.stringify(received) !== JSON.stringify(expected)) failures.push(entry.id)
      }
      assert.deepStrictEqual(failures, [])
    })
  )
})

const one = <T>(schema: Schema.Codec<T, unknown>): Effect.Effect<T> =>
  Effect.map(
    Effect.orDie(Arbitrary.sampleEffect(Arbitrary.schema(schema), { size: 3, seed: "persona", count: 1 })),
    ([value]) => value as T
  )

const check = Effect.fnUntraced(function* (entry: Manifest.Entry, wire: Capture.Wire, judge: Judge) {
  const operation = yield* Manifest.load(entry)
  const { request } = operation.schemas()
  const shape = judge.operation(entry.method, entry.path)
  const failures: Array<string> = []
  for (const requests of [request, dense(request)]) {
    const result = yield* Arbitrary.checkEffect(
      Arbitrary.schema(requests as Schema.Codec<unknown, unknown>),
      (value) =>
        Effect.flatMap(Effect.result(operation(value)), (result) => {
          const sent = wire.take()
          const faults =
            sent === undefined
              ? [`nothing was sent: ${String(result)}`]
              : judge.faults(shape, entry.path, sent)
          return faults.length === 0 ? Effect.succeed(true) : Effect.fail(faults.join("; "))
        }),
      options
    )
    const failure = Arbitrary.formatCheckFailure(result)
    if (failure !== undefined) failures.push(`${entry.id}: ${failure}`)
  }
  return failures
})
