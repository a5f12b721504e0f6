/** Counts what a run sends, below everything that may repeat a request. */
import { PersonaClient, type Service } from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"

export interface Traffic {
  /** The caller's client, counted. */
  readonly client: Service
  readonly requests: () => number
  /** Requests that can change something. */
  readonly writes: () => number
  /** Answers of 429 for the rate since the count began. */
  readonly rateLimited: Effect.Effect<number>
}

export const counted: Effect.Effect<Traffic, never, PersonaClient> = Effect.gen(function* () {
  const client = yield* PersonaClient
  const refusedBefore = (yield* client.budget.snapshot).refused
  let requests = 0
  let writes = 0
  return {
    client: {
      ...client,
      httpClient: HttpClient.mapRequest(client.httpClient, (request) => {
        requests++
        if (request.method !== "GET") writes++
        return request
      })
    },
    requests: () => requests,
    writes: () => writes,
    rateLimited: Effect.map(client.budget.snapshot, (snapshot) => snapshot.refused - refusedBefore)
  }
})
