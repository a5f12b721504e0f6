/** The interface between a rate budget and its shared store. */
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type * as Shared from "./sharedWindow.ts"

export interface RateStore {
  /**
   * Replaces the value with the function's result, while no other process can read or write it, and returns the
   * function's other result. The function is pure and quick; if its change loses a conflict, it is called again.
   *
   * `undefined` means no value yet. `now` is the store's time in milliseconds since 1970: the host's clock for the
   * processes of a host, the database's for several hosts. It may jump.
   * processes of a host, the database's for several hosts. It may jump.
   */
  readonly modify: <A>(
    change: (value: State | undefined, now: number) => readonly [A, State]
  ) => Effect.Effect<A, RateStoreError>
}

/** The value in a store: made by budgets, plain JSON, without secrets. */
export type State = Shared.State

/** A store is unreachable, or locked for longer than requests should wait for it. */
export class RateStoreError extends Data.TaggedError("RateStoreError")<{
  /** What failed, for example `SQLITE_BUSY`. */
  readonly code: string
  /** The location of the store, without secrets. */
  readonly place: string
}> {
  override get message(): string {
    return `The store of the rate limit at ${this.place} cannot be used: ${this.code}`
  }
}
