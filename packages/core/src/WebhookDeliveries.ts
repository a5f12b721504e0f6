/**
 * The memory of delivered events. The API redelivers an event if it saw no success in time, sometimes while the first
 * delivery is still being handled. This store recognizes the event by its id.
 *
 * {@link layerMemory} serves one process. For several processes, or to remember across restarts, provide a
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
 * - `taken`: the caller handles the event; `complete` or `release` follows.
 * - `busy`: another delivery of the event is being handled, with an unknown result.
 * - `done`: the event has been handled.
 */
export type Claim = "taken" | "busy" | "done"

/** The store is unavailable. The delivery is refused, so the API resends it. */
export class StoreError extends Data.TaggedError("WebhookStoreError")<{ readonly cause: unknown }> {}

export interface Service {
  /**
   * Claims an event, in one atomic step: only one of several concurrent callers may get `taken`.
   *
   * A durable store must release an event whose process died while handling it, after a time longer than handling
   * takes; otherwise the event stays busy forever.
   */
  readonly claim: (eventId: string) => Effect.Effect<Claim, StoreError>
  /** Remembers an event as handled, for at least as long as the API repeats deliveries (51 hours). */
  readonly complete: (eventId: string) => Effect.Effect<void, StoreError>
  /** Releases an event that was not handled: its next delivery may claim it. */
  readonly release: (eventId: string) => Effect.Effect<void, StoreError>
}

export class WebhookDeliveries extends Context.Service<WebhookDeliveries, Service>()(
  "@effect-persona/core/WebhookDeliveries"
) {}

export interface MemoryOptions {
  /**
   * Maximum number of handled events to remember; the oldest is forgotten first. An id takes about 200 bytes.
   * @default 100,000
   */
  readonly capacity?: number | undefined
  /**
   * How long a handled event is remembered. The API's redeliveries end after about 51 hours.
   * @default "3 days"
   */
  readonly timeToLive?: Duration.Input | undefined
}

/** Makes a store in the memory of this process. */
export const makeMemory = (options?: MemoryOptions): Service => {
  const capacity = options?.capacity ?? 100_000
  const timeToLive = Duration.toMillis(Duration.fromInputUnsafe(options?.timeToLive ?? "3 days"))
  const busy = new Set<string>()
  /** Expiry time by event id, oldest first. */
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
