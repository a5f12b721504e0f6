/** Sends requests with the shared budget for a while, and prints when each was answered and what remained then. */
import * as RateBudget from "@effect-persona/core/RateBudget"
import * as Redacted from "effect/Redacted"
import * as Effect from "effect/Effect"
import * as RateStoreFile from "@effect-persona/importer/RateStoreFile"

const [baseUrl = "", apiKey = "", directory = "", millis = "0", concurrency = "1"] = process.argv.slice(2)
const headers = { authorization: `Bearer ${apiKey}` }

const program = Effect.gen(function* () {
  const store = yield* RateStoreFile.make({ baseUrl, apiKey: Redacted.make(apiKey), directory })
  const budget = yield* RateBudget.make({ store })
  const until = Date.now() + Number(millis)
  const one = Effect.gen(function* () {
    const permit = yield* budget.takeWithin(until - Date.now())
    if (permit === undefined) return false
    const response = yield* Effect.promise(() => fetch(`${baseUrl}/accounts?page[size]=1`, { headers }))
    yield* Effect.promise(() => response.arrayBuffer())
    const remaining = response.status === 429 ? "refused" : response.headers.get("ratelimit-remaining")
    process.stdout.write(`${Date.now()} ${remaining}\n`)
    yield* budget.settle(permit, Object.fromEntries(response.headers), response.status === 429)
    return true
  })
  const worker = Effect.gen(function* () {
    while (Date.now() < until && (yield* one));
  })
  yield* Effect.all(
    Array.from({ length: Number(concurrency) }, () => worker),
    { concurrency: "unbounded", discard: true }
  )
})

await Effect.runPromise(Effect.scoped(program))
