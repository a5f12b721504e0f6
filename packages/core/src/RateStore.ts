/**
 * Where budgets that share a rate limit keep what they know: which window it is, what is left of it, who opens it, and
 * who holds how many permits.
 *
 * A store is one value that is changed in one step at a time. It does not know what the value means. {@link memory} serves budgets of one process, the importer has a file for the processes of one host, and a
 * row of a database serves several hosts.
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

/** Reads a value that was written as JSON. Anything that no budget has written is `undefined`, as if there were none. */
export const parse = (text: string): State | undefined => Shared.parse(text)
