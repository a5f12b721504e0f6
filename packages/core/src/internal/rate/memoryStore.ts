/** A rate store in the memory of this process. */
import * as Effect from "effect/Effect"
import type { State } from "./sharedWindow.ts"
import type { RateStore } from "./store.ts"

/** A store in memory with an initial value. */
export const inMemory = (initial: State | undefined, now: () => number): RateStore => {
  let state = initial
  return {
    modify: (change) =>
      Effect.sync(() => {
        const [result, next] = change(state, now())
        state = next
        return result
      })
  }
}
