/** What `persona limits` does: shows the live rate budget of the environment. */
import * as RateLimits from "@effect-persona/core/resources/RateLimits"
import * as Effect from "effect/Effect"
import type { Input } from "../commands/Limits.ts"
import * as Connection from "./Connection.ts"
import { table } from "../render/text.ts"
import * as Output from "../render/Output.ts"

export const limits = (input: Input) =>
  Effect.gen(function* () {
    const reply = yield* RateLimits.list.withResponse({})
    const limits = reply.value.data.map(({ attributes, type }) => ({
      type,
      limit: attributes.limit ?? null,
      remaining: attributes.remaining ?? null,
      secondsToReset: attributes.secondsToReset ?? null
    }))
    if (input.json) return yield* Output.printJson({ environment: reply.environmentId ?? null, limits })
    yield* Output.print(`Environment ${reply.environmentId ?? "unknown"}`)
    yield* Output.print(
      limits.length === 0
        ? "No rate limit."
        : table([
            ["LIMIT", "REQUESTS A WINDOW", "REMAINING", "RESETS IN"],
            ...limits.map(({ limit, remaining, secondsToReset, type }) => [
              type,
              limit ?? "?",
              remaining ?? "?",
              secondsToReset === null ? "?" : `${secondsToReset} s`
            ])
          ])
    )
  }).pipe(Effect.provide(Connection.layer(input)))
