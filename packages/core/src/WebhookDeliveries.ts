/**
 * The memory of delivered events. The API delivers an event again when it saw no success in time, sometimes while
 * the first delivery is still being handled; the id of the event tells, and this store remembers it.
 *
 * {@link layerMemory} serves one process. For several, or to remember across restarts, provide a
 * {@link WebhookDeliveries} on a database: three statements.
 *
 * @see https://docs.withpersona.com/webhooks-best-practices
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"

/**
 * - `taken`: the event is the caller's to handle; `complete` or `release` follows.
 * - `busy`: another delivery of it is being handled, and how that ends is open.
 * - `done`: it has been handled.
 */
export type Claim = "taken" | "busy" | "done"

/** The store could not be asked or told. The delivery is refused, so that it comes again. */
export class StoreError extends Data.TaggedError("WebhookStoreError")<{ readonly cause: unknown }> {}

export interface Service {
  /**
   * Takes an event, in one atomic step: of several callers at the same time only one may get `taken`.
   *
   * A durable store must let go of an event whose process died while handling it, after a time that is longer than
   * handling takes; else that event is busy for ever.
   */
  readonly claim: (eventId: string) => Effect.Effect<Claim, StoreError>
  /** Remembers an event as handled, for at least as long as the API repeats deliveries (51 hours). */
  readonly complete: (eventId: string) => Effect.Effect<void, StoreError>
  /** Gives an event back that was not handled: its next delivery may take it. */
  readonly release: (eventId: string) => Effect.Effect<void, StoreError>
}

export class WebhookDeliveries extends Context.Service<WebhookDeliveries, Service>()(
  "@effect-persona/core/WebhookDeliveries"
) {}

export interface MemoryOptions {
  /**
   * Handled events remembered at most; the oldest is forgotten first. An id takes about 200 bytes.
   * @default 100,000
   */
  readonly capacity?: number | undefined
  /**
   * How long a handled event is remembered. The API's repetitions end after about 51 hours.
   * @default "3 days"
   */
  readonly timeToLive?: Duration.Input | undefined
}

/** Makes a store in the memory of this process. */
export const makeMemory = (options?: MemoryOptions): Service => {
  const capacity = options?.capacity ?? 100_000
  const timeToLive = Duration.toMillis(Duration.fromInputUnsafe(options?.timeToLive ?? "3 days"))
  const busy = new Set<string>()
  /** When each is forgotten, oldest first. */
  const done = new Map<string, number>()
  const forget = (now: number) => {
    for (const [id, until] of done) {
      if (until > now && done.size <= capacity) return
      done.delete(id)
    }
  }
  return {
    claim: (id) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        forget(now)
        if (done.has(id)) return "done"
        if (busy.has(id)) return "busy"
        busy.add(id)
        return "taken"
      }),
    complete: (id) =>
      Effect.map(Clock.currentTimeMillis, (now) => {
        busy.delete(id)
        done.delete(id)
        done.set(id, now + timeToLive)
        forget(now)
      }),
    release: (id) => Effect.sync(() => void busy.delete(id))
  }
}

/** Layer with a store in the memory of this process: bounded, and forgotten when the process ends. */
export const layerMemory = (options?: MemoryOptions): Layer.Layer<WebhookDeliveries> =>
  Layer.sync(WebhookDeliveries, () => makeMemory(options))
