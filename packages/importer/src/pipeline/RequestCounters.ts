/** Counts a run's requests, below all layers that may delay or repeat a request. */
import { inOneEnvironment, PersonaClient, type Service } from "@effect-persona/core/PersonaClient"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"

export interface RequestCounters {
  /** The caller's client with counters, bound to the environment that answers first. */
  readonly client: Service
  readonly requests: () => number
  /** Requests that can change data. */
  readonly writes: () => number
  /** Rate-limit answers (429) since the count began. */
  readonly rateLimited: Effect.Effect<number>
}

/** Whether a request that can change data was sent for the current row. */
export interface Departure {
  left: boolean
}

export const Departure: Context.Reference<Departure> = Context.Reference(
  "@effect-persona/importer/Departure",
  {
    defaultValue: (): Departure => ({ left: false })
  }
)

export const counted: Effect.Effect<RequestCounters, never, PersonaClient> = Effect.gen(function* () {
  const client = yield* PersonaClient
  const refusedBefore = (yield* client.budget.snapshot).refused
  let requests = 0
  let writes = 0
  return {
    client: inOneEnvironment({
      ...client,
      httpClient: HttpClient.mapRequestEffect(client.httpClient, (request) => {
        requests++
        if (request.method === "GET") return Effect.succeed(request)
        writes++
        return Effect.map(Departure, (departure) => {
          departure.left = true
          return request
        })
      })
    }),
    requests: () => requests,
    writes: () => writes,
    rateLimited: Effect.map(client.budget.snapshot, (snapshot) => snapshot.refused - refusedBefore)
  }
})
