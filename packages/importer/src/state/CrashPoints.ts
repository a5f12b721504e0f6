/**
 * The moments at which a crash would leave something behind: just before and just after each durable step. A test
 * that kills its own process at exactly such a moment learns of it here; there is no other listener.
 */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"

/** Is called synchronously at a step: its work is done before the step continues. */
export type Listener = (step: string, when: "before" | "after") => void

/** The listener. By default there is none, and a step costs nothing. */
export const CrashListener = Context.Reference<Listener | undefined>(
  "@effect-persona/importer/CrashListener",
  {
    defaultValue: () => undefined
  }
)

/** A synchronous step that the listener hears of. */
export const heard = <A>(listener: Listener | undefined, step: string, run: () => A): (() => A) =>
  listener === undefined
    ? run
    : () => {
        listener(step, "before")
        const result = run()
        listener(step, "after")
        return result
      }

/** The same for an effect. */
export const durableStep = <A, E, R>(name: string, effect: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(CrashListener, (listener) =>
    listener === undefined
      ? effect
      : Effect.suspend(() => {
          listener(name, "before")
          return Effect.tap(effect, () => Effect.sync(() => listener(name, "after")))
        })
  )
