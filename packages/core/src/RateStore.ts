/**
 * Where budgets that share a rate limit keep what they know: which window it is, what is left of it, who opens it, and
 * who holds how many permits.
 *
 * A store is one value that is changed in one step at a time, whoever changes it; what the value means is not its
 * business. {@link memory} serves budgets of one process, the importer has a file for the processes of one host, and a
 * row of a database serves several hosts.
 *
 * @example
 * ```ts
 * const store = yield* RateStore.memory
 * const budget = yield* RateBudget.make({ leave: 0.2, store })
 * ```
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Shared from "./internal/rate/sharedWindow.ts"

export interface RateStore {
  /**
   * Replaces the value by what the function makes of it, while nobody else can read or write it, and gives what else
   * the function returns. The function is pure and quick; where a change is lost to another one it is asked again.
   *
   * `undefined` stands for no value yet. `now` is the store's time in milliseconds since 1970: the host's for the
   * processes of a host, the database's for several hosts. It may jump.
   */
  readonly modify: <A>(
    change: (value: State | undefined, now: number) => readonly [A, State]
  ) => Effect.Effect<A, RateStoreError>
}

/** What a store keeps: made by budgets, plain JSON, without any secret. */
export type State = Shared.State

/** A store cannot be reached, or is locked for longer than requests should wait for it. */
export class RateStoreError extends Data.TaggedError("RateStoreError")<{
  /** What failed, for example `SQLITE_BUSY`. */
  readonly code: string
  /** Where the store is, without any secret. */
  readonly place: string
}> {
  override get message(): string {
    return `The store of the rate limit at ${this.place} cannot be used: ${this.code}`
  }
}

/** Makes a store in the memory of this process. */
export const memory: Effect.Effect<RateStore> = Effect.map(Clock.Clock, (clock) =>
  Shared.inMemory(undefined, () => clock.currentTimeMillisUnsafe())
)

/** Reads a value that was written as JSON. Anything that no budget has written is `undefined`, as if there were none. */
export const parse = (text: string): State | undefined => Shared.parse(text)
