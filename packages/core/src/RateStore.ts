/**
 * The state shared by budgets under one rate limit: the number of the window, its remaining requests, the process that
 * opens it, and the permits that each process holds.
 *
 * A store is one value with atomic updates. It does not interpret the value. {@link memory} serves budgets of one
 * process, the importer has a file for the processes of one host, and a row of a database serves several hosts.
 *
 * @example
 * ```ts
 * const store = yield* RateStore.memory
 * const budget = yield* RateBudget.make({ leave: 0.2, store })
 * ```
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import { inMemory } from "./internal/rate/memoryStore.ts"
import * as Shared from "./internal/rate/sharedWindow.ts"
import type { RateStore, State } from "./internal/rate/store.ts"

export { type RateStore, RateStoreError, type State } from "./internal/rate/store.ts"

/** Makes a store in the memory of this process. */
export const memory: Effect.Effect<RateStore> = Effect.map(Clock.Clock, (clock) =>
  inMemory(undefined, () => clock.currentTimeMillisUnsafe())
)

/** Reads a value written as JSON. A value that no budget has written is `undefined`, as if there were none. */
export const parse = (text: string): State | undefined => Shared.parse(text)
