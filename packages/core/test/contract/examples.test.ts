/**
 * Every example of the vendor's document goes through the client, over the wire.
 *
 * The tables in `counts/` say how many of which kind each operation has, so that none can be lost unnoticed. They
 * are written anew by `vitest -u`.
 */
import * as Manifest from "@effect-persona/core/Manifest"
import type * as Operation from "@effect-persona/core/Operation"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as WebhookEvent from "@effect-persona/core/WebhookEvent"
import { assert, describe, expect, it } from "@effect/vitest"
import { Arbitrary, Effect, Result, Schema } from "effect"
import { type Content, type Document, type Operation as Described, resolve } from "../../codegen/document.ts"
import { documentOrSkip } from "../codegen/document.ts"
import * as Capture from "./capture.ts"
import { examplesOf, makeJudge, readDocument, titlesOf } from "./document.ts"

const described = Manifest.all.filter((entry) => entry.origin === "spec")

describe("the document's examples", () => {
  it.live("of requests are sent as written", (context) =>
    Effect.gen(function* () {
      const judge = yield* Effect.promise(() => makeJudge(documentOrSkip(context)))
      const wire = Capture.make()
      const table = yield* eachOperation((entry, operation) =>
        Effect.gen(function* () {
          const shape = judge.operation(entry.method, entry.path)
          const examples = examplesOf(judge.document, shape.requestBody ?? {})
          for (const example of examples) {
            const parameters = entry.parameters.filter(
              ({ in: where }) => where === "path" || where === "header"
            )
            const request = yield* Schema.decodeEffect(
              operation.schemas().request,
              strict
            )({
              ...Object.fromEntries(parameters.map(({ name }) => [name, "given"])),
              ...(example as object)
            })
            yield* Effect.ignore(operation(request))
            const sent = wire.take()
            assert.deepStrictEqual(plain(sent?.body), example, entry.id)
            assert.deepStrictEqual(sent && judge.faults(shape, entry.path, sent), [], entry.id)
          }
          return examples.length === 0 ? [] : [`${entry.id} ${examples.length}`]
        })
      ).pipe(Effect.provide(wire.layer))
      yield* Effect.promise(() => expect(table).toMatchFileSnapshot("./counts/requests.txt"))
    })
  )

  it.live("of answers are read and written back without loss", (context) =>
    Effect.gen(function* () {
      const document = readDocument(documentOrSkip(context))
      let answer: Capture.Answer = { status: 200, body: {} }
      const wire = Capture.make(() => answer)
      const table = yield* eachOperation((entry, operation) =>
        Effect.gen(function* () {
          const request = yield* anyRequest(operation)
          const line: Array<string> = []
          for (const [status, response] of responsesOf(document, entry, (it) => it < 300)) {
            const examples: ReadonlyArray<unknown> =
              entry.response === "binary"
                ? [new TextEncoder().encode("%PDF-1.7")]
                : examplesOf(document, response)
            for (const body of examples) {
              answer = { status, body }
              const reply = yield* operation.withResponse(request)
              assert.strictEqual(reply.status, status)
              const written = yield* Schema.encodeUnknownEffect(
                operation.schemas().success,
                strict
              )(reply.value)
              assert.deepStrictEqual(written, body, entry.id)
            }
            line.push(`${status}:${examples.length}`)
          }
          return [`${entry.id} ${line.join(" ")}`]
        })
      ).pipe(Effect.provide(wire.layer))
      yield* Effect.promise(() => expect(table).toMatchFileSnapshot("./counts/answers.txt"))
    })
  )

  it.live("of errors become the reasons that their status and title mean", (context) =>
    Effect.gen(function* () {
      const document = readDocument(documentOrSkip(context))
      const limited: Array<Effect.Effect<void>> = []
      const table = yield* eachOperation((entry, operation) =>
        Effect.gen(function* () {
          const request = yield* anyRequest(operation)
          const line: Array<string> = []
          for (const [status, response] of responsesOf(document, entry, (it) => it >= 400)) {
            const examples = examplesOf(document, response)
            for (const body of examples) {
              const check = Effect.map(failureOf(operation, request, { status, body }), (error) => {
                assert.strictEqual(error.reason._tag, reasons[status], `${entry.id} ${status}`)
                assert.strictEqual(error.status, status)
                assert.strictEqual(error.operation, entry.id)
              })
              if (status === 429) limited.push(check)
              else yield* check
            }
            line.push(`${status}:${examples.length}`)
          }
          return [`${entry.id} ${line.join(" ")}`]
        })
      )
      // A refusal for the rate is waited for until the call's time is up: here all at once.
      yield* Effect.all(limited, { concurrency: "unbounded", discard: true })
      yield* Effect.promise(() => expect(table).toMatchFileSnapshot("./counts/errors.txt"))
    })
  )

  it.live("of error titles become the reasons that they mean", (context) =>
    Effect.gen(function* () {
      const document = readDocument(documentOrSkip(context))
      const entry = described.find(({ id }) => id === "update-an-account")
      const operation = yield* Manifest.load(entry ?? assert.fail("no operation to fail"))
      const request = yield* anyRequest(operation)
      const table: Record<string, string> = {}
      for (const [status, title] of titlesOf(document)) {
        const { reason } = yield* failureOf(operation, request, { status, body: { errors: [{ title }] } })
        table[`${status} ${title}`] = "stale" in reason && reason.stale ? `stale ${reason._tag}` : reason._tag
      }
      assert.deepStrictEqual(table, titles)
    })
  )

  it.live("of webhooks become the events that they are", (context) =>
    Effect.gen(function* () {
      const document = readDocument(documentOrSkip(context))
      const webhooks = Object.entries(
        (document.webhooks ?? {}) as Record<string, { readonly post: Described }>
      )
      const table: Array<string> = []
      for (const [name, { post }] of webhooks) {
        const examples = examplesOf(document, post.requestBody ?? {})
        for (const body of examples) {
          const event = yield* WebhookEvent.decode(body)
          assert.strictEqual(event._tag, name)
          assert.deepStrictEqual(event.raw, body)
        }
        table.push(`${name} ${examples.length}`)
      }
      yield* Effect.promise(() =>
        expect(`${table.sort().join("\n")}\n`).toMatchFileSnapshot("./counts/events.txt")
      )
    })
  )
})

const strict = { errors: "all", onExcessProperty: "error" } as const

/** What a status means where its error has the title of its example. */
const reasons: Readonly<Record<number, string>> = {
  400: "BadRequest",
  401: "Unauthorized",
  403: "Forbidden",
  404: "NotFound",
  408: "RequestTimeout",
  409: "Conflict",
  422: "UnprocessableEntity",
  429: "RateLimited",
  503: "ServerError"
}

/** All titles that the document gives as examples. */
const titles: Readonly<Record<string, string>> = {
  "400 Bad Request": "BadRequest",
  "401 Must be authenticated to access this endpoint": "Unauthorized",
  "401 Privacy Pass token required": "Unauthorized",
  "401 Token is invalid": "Unauthorized",
  "403 Forbidden": "Forbidden",
  "404 Record not found": "NotFound",
  "408 Request Timeout": "RequestTimeout",
  "409 Conflict": "Conflict",
  "409 Record not unique": "Conflict",
  "409 Stale object error": "stale Conflict",
  "422 Record invalid": "UnprocessableEntity",
  "422 Unprocessable entity": "UnprocessableEntity",
  "429 Quota exceeded": "QuotaExceeded",
  "429 Rate limit exceeded": "RateLimited",
  "503 Service unavailable": "ServerError"
}

const eachOperation = <E, R>(
  visit: (entry: Manifest.Entry, operation: Operation.Any) => Effect.Effect<ReadonlyArray<string>, E, R>
): Effect.Effect<string, E, R> =>
  Effect.map(
    Effect.forEach(described, (entry) =>
      Effect.flatMap(Manifest.load(entry), (operation) => visit(entry, operation))
    ),
    (lines) => `${lines.flat().sort().join("\n")}\n`
  )

const responsesOf = (
  document: Document,
  { method, path }: Manifest.Entry,
  wanted: (status: number) => boolean
): ReadonlyArray<readonly [number, Content]> => {
  const operation = document.paths[path]?.[method.toLowerCase()] as Described
  return Object.entries(operation.responses)
    .map(([status, response]) => [Number(status), resolve<Content>(document, response)] as const)
    .filter(([status]) => wanted(status))
}

/** A request that the operation takes; which one does not matter. */
const anyRequest = (operation: Operation.Any) =>
  Effect.map(
    Arbitrary.sampleEffect(Arbitrary.schema(operation.schemas().request), {
      size: 4,
      seed: "persona",
      count: 1
    }),
    ([request]): unknown => request
  )

/** Each failure has a client of its own: a refusal for the rate would hold up those that follow. */
const failureOf = (operation: Operation.Any, request: unknown, answer: Capture.Answer) =>
  Effect.result(operation(request, { timeout: "3 seconds" })).pipe(
    Effect.provide(Capture.make(() => answer).layer),
    Effect.map((result): PersonaError =>
      Result.isFailure(result)
        ? result.failure
        : assert.fail(`${operation.id} succeeds with ${answer.status}`)
    )
  )

/** Objects without a prototype, which forms are read into, as ordinary ones. */
const plain = (value: unknown): unknown => JSON.parse(JSON.stringify(value))
