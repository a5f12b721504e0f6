/**
 * Measures the rate budget of `core` against Effect's `HttpClient.withRateLimiter`: how long 1,200 requests take by the
 * clock of the rate limit, and how many of them the API refuses with 429, with answers after 0.2 s. Clients and sandbox
 * run in one process, under a clock that advances whenever both are idle.
 *
 *   node --conditions=@effect-persona/source bench/rateLimit.ts
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as Layer from "effect/Layer"
import * as RateLimiter from "effect/persistence/RateLimiter"
import * as Redacted from "effect/Redacted"
import * as Schedule from "effect/Schedule"
import * as TestClock from "effect/testing/TestClock"
import { whileTimePasses } from "./virtualTime.ts"

const requests = 1200
const concurrency = 16
/** Milliseconds of latency for a request and for an answer, each. */
const wayMillis = 100
const url = "http://sandbox.invalid/api/v1"

interface Situation {
  readonly name: string
  /** Requests a minute that the API allows. */
  readonly limit: number
  /** Requests a minute of another program with the same key. */
  readonly others: number
}

const situations: ReadonlyArray<Situation> = [
  { name: "300 a minute, as documented", limit: 300, others: 0 },
  { name: "120 a minute, though 300 are documented", limit: 120, others: 0 },
  { name: "300 a minute, 120 of them used by another program", limit: 300, others: 120 }
]

/** Sends the requests through one of the two; each request ends with a success. */
type Sender = (sandbox: Sandbox.Service) => Effect.Effect<void, unknown>

const budget: Sender = (sandbox) =>
  Effect.forEach(Array.from({ length: requests }), () => Accounts.list({ page: { size: 1 } }), {
    concurrency,
    discard: true
  }).pipe(
    Effect.provide(
      PersonaClient.layer({ apiKey: sandbox.apiKey, baseUrl: url }).pipe(
        Layer.provide(Layer.succeed(HttpClient.HttpClient, SandboxClient.make(sandbox)))
      )
    )
  )

const limiter =
  (limit: number): Sender =>
  (sandbox) =>
    Effect.gen(function* () {
      const client = SandboxClient.make(sandbox).pipe(
        HttpClient.mapRequest(HttpClientRequest.bearerToken(Redacted.value(sandbox.apiKey))),
        HttpClient.withRateLimiter({
          limiter: yield* RateLimiter.RateLimiter,
          window: "1 minute",
          limit,
          key: "persona"
        })
      )
      yield* Effect.forEach(
        Array.from({ length: requests }),
        () => client.get(`${url}/accounts?page[size]=1`),
        { concurrency, discard: true }
      )
    }).pipe(Effect.provide(RateLimiter.layer.pipe(Layer.provide(RateLimiter.layerStoreMemory))))

const measure = (name: string, { limit, others }: Situation, send: Sender) =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox.make({ rateLimit: limit })
    let refused = 0
    let refusedToOthers = 0
    const counted: Sandbox.Service = {
      ...sandbox,
      handle: (request) =>
        sandbox.handle(request).pipe(
          Effect.delay(wayMillis),
          Effect.tap((answer) =>
            Effect.sync(() => {
              if (answer._tag === "WireResponse" && answer.status === 429) refused++
            })
          ),
          Effect.tap(Effect.sleep(wayMillis))
        )
    }
    const other = Effect.map(
      sandbox.handle({
        method: "GET",
        target: "/api/v1/accounts?page[size]=1",
        headers: { authorization: `Bearer ${Redacted.value(sandbox.apiKey)}` },
        body: new Uint8Array()
      }),
      (answer) => {
        if (answer._tag === "WireResponse" && answer.status === 429) refusedToOthers++
      }
    )
    const began = yield* Clock.currentTimeMillis
    const background =
      others === 0
        ? undefined
        : yield* Effect.forkChild(Effect.repeat(other, Schedule.spaced(60_000 / others)))
    yield* whileTimePasses(send(counted), { step: "100 millis" })
    if (background !== undefined) yield* Fiber.interrupt(background)
    const minutes = ((yield* Clock.currentTimeMillis) - began) / 60_000
    const least = Math.ceil(requests / (limit - others)) - 1
    console.log(
      `  ${name.padEnd(28)} ${minutes.toFixed(2).padStart(6)} minutes (${(minutes / least).toFixed(2)} x the least of ${least}), ` +
        `${refused} refused, ${refusedToOthers} of the other program`
    )
  }).pipe(Effect.scoped, Effect.provide(TestClock.layer({ warningDelay: "1 hour" })))

for (const situation of situations) {
  console.log(situation.name)
  await Effect.runPromise(measure("RateBudget", situation, budget))
  await Effect.runPromise(measure("withRateLimiter, limit 300", situation, limiter(300)))
  await Effect.runPromise(measure("withRateLimiter, no limit", situation, limiter(1_000_000)))
}
