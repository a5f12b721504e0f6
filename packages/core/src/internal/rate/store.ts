/** What a rate budget needs of the store that it shares with others. */
import * as Data from "effect/Data"
import type * as Effect from "effect/Effect"
import type * as Shared from "./sharedWindow.ts"

export interface RateStore {
  /**
   * Replaces the value by what the function makes of it, while no other process can read or write it, and gives what else
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
