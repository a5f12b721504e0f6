/** Measures the API's latency on a few requests. */
import type { Service } from "@effect-persona/core/PersonaClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"

export interface Latency {
  /** The client, measured below all layers that may delay or repeat a request. */
  readonly client: Service
  /**
   * Milliseconds between a request and its answer, or `undefined` before the first answer. This is the mean without the
   * first request, which opens the connection, and without the fastest and slowest tenths.
   */
  readonly millis: () => number | undefined
}

export const watch = (client: Service): Latency => {
  const seen: Array<number> = []
  return {
    client: {
      ...client,
      httpClient: HttpClient.transform(client.httpClient, (send) =>
        Effect.flatMap(Clock.currentTimeMillis, (start) =>
          Effect.tap(send, () =>
            Effect.map(Clock.currentTimeMillis, (end) => {
              if (seen.length < maxSeen) seen.push(Math.max(0, end - start))
            })
          )
        )
      )
    },
    millis: () => {
      const later = (seen.length > 1 ? seen.slice(1) : seen).toSorted((a, b) => a - b)
      if (later.length === 0) return undefined
      const tenth = Math.floor(later.length / 10)
      const middle = later.slice(tenth, later.length - tenth)
      return middle.reduce((sum, millis) => sum + millis, 0) / middle.length
    }
  }
}

const maxSeen = 1000
