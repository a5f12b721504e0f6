/**
 * CPU of one call without a network: encoding, budget, tracing, metrics, decoding; with no tracer and with a tracer
 * that discards everything.
 *
 *   node --conditions=@effect-persona/source bench/call.ts
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as Tracer from "effect/Tracer"

const calls = 20_000
const answer = JSON.stringify({
  data: { type: "account", id: "act_1", attributes: { "reference-id": "a", fields: {} }, relationships: {} }
})
const response = {
  status: 201,
  headers: { "request-id": "req_1", "ratelimit-remaining": "299" },
  text: Effect.succeed(answer)
} as unknown as HttpClientResponse.HttpClientResponse
const wire = HttpClient.makeWith(
  (
    request: Effect.Effect<HttpClientRequest.HttpClientRequest>
  ): Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError> =>
    Effect.as(request, response),
  Effect.succeed
)
const client = PersonaClient.layer({ apiKey: Redacted.make("key") }).pipe(
  Layer.provide(Layer.succeed(HttpClient.HttpClient, wire))
)
const tracer = Tracer.make({ span: (options) => new Tracer.NativeSpan(options) })

const loop = Effect.gen(function* () {
  const before = process.cpuUsage()
  for (let i = 0; i < calls; i++) {
    yield* Accounts.create({ data: { attributes: { referenceId: `ref-${i}`, nameFirst: "Ada" } } })
  }
  const { system, user } = process.cpuUsage(before)
  return (system + user) / calls
})

const median = (numbers: ReadonlyArray<number>): number =>
  numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!

const figures = await Effect.runPromise(
  Effect.gen(function* () {
    const plain: Array<number> = []
    const traced: Array<number> = []
    yield* loop
    for (let i = 0; i < 9; i++) {
      plain.push(yield* loop)
      traced.push(yield* Effect.provideService(loop, Tracer.Tracer, tracer))
    }
    return { plain: median(plain), traced: median(traced) }
  }).pipe(Effect.provide(client))
)
console.log(`no tracer   ${figures.plain.toFixed(1)} us a call`)
console.log(`a tracer    ${figures.traced.toFixed(1)} us a call`)
