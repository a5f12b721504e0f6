/** A server with a rate limit, reduced to its headers, and programs that send to it. */
import type * as RateBudget from "@effect-persona/core/RateBudget"
import { Clock, Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"

/** What a server says of a window of 300. */
export const window = (remaining: number, reset: number): RateBudget.AnswerHeaders => ({
  "ratelimit-limit": "300",
  "ratelimit-remaining": String(remaining),
  "ratelimit-reset": String(reset)
})

/** A server that counts in fixed windows, each of which starts with its first request. */
export const fixedWindow = (options: {
  readonly limit: number
  readonly window: Duration.Input
  readonly latency: Duration.Input
  readonly round?: (seconds: number) => number
}) =>
  Effect.sync(() => {
    const length = Duration.toMillis(options.window)
    const latency = Duration.toMillis(options.latency)
    const round = options.round ?? Math.ceil
    let start = Number.NEGATIVE_INFINITY
    let refused = 0
    const windows: Array<number> = []
    const request = Effect.gen(function* () {
      yield* Effect.sleep(latency / 2)
      const now = yield* Clock.currentTimeMillis
      if (now - start >= length) {
        start = now
        windows.push(0)
      }
      const used = windows.at(-1)!
      const isRefused = used >= options.limit
      if (isRefused) refused++
      else windows[windows.length - 1] = used + 1
      const headers = {
        "ratelimit-limit": String(options.limit),
        "ratelimit-remaining": String(Math.max(0, options.limit - used - 1)),
        "ratelimit-reset": String(round((start + length - now) / 1000))
      }
      yield* Effect.sleep(latency / 2)
      return { headers, isRefused }
    })
    return { request, refused: () => refused, perWindow: () => windows }
  })

/** Sends with one budget, moving the test's clock until all is sent. */
export const sendAll = (
  budget: RateBudget.Service,
  server: Effect.Success<ReturnType<typeof fixedWindow>>,
  options: { readonly requests: number; readonly concurrency: number }
) =>
  Effect.gen(function* () {
    const all = yield* Effect.forkChild(send(budget, server, options))
    while (all.pollUnsafe() === undefined) yield* TestClock.adjust("20 millis")
    yield* Fiber.join(all)
  })

/** Sends so many requests at a time; the refused ones again. */
export const send = (
  budget: RateBudget.Service,
  server: Effect.Success<ReturnType<typeof fixedWindow>>,
  options: { readonly requests: number; readonly concurrency: number }
): Effect.Effect<void> => {
  const one: Effect.Effect<void> = Effect.gen(function* () {
    const permit = yield* budget.take
    const { headers, isRefused } = yield* server.request
    yield* budget.settle(permit, headers, isRefused)
    if (isRefused) yield* one
  })
  return Effect.forEach(Array.from({ length: options.requests }), () => one, {
    concurrency: options.concurrency,
    discard: true
  })
}
