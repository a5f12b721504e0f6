/** Whether an idempotency key is still young enough to be sent. */
import type * as Clock from "effect/Clock"
import * as IdempotencyKey from "../../IdempotencyKey.ts"
import type { Service } from "./client.ts"
import { monotonicMillis } from "./serverClock.ts"
import * as PersonaError from "../../PersonaError.ts"
import * as Scope from "./scope.ts"

/** Tells, before each send, whether the key has become too old by any clock. */
export const makeKeyAge = (
  key: IdempotencyKey.IdempotencyKey,
  client: Service,
  clock: Clock.Clock,
  startedAt: number
): (() => PersonaError.KeyExpired | undefined) => {
  const startedWall = clock.currentTimeMillisUnsafe()
  const firstSentAt = key.firstSentAt ?? startedWall
  const firstSentAtServer =
    key.firstSentAtServer ?? (key.firstSentAt === undefined ? client.serverClock.now(startedAt) : undefined)
  const maxAgeMillis = Scope.millis(key.maxAge, IdempotencyKey.defaultMaxAge)
  return () => {
    const monotonic = monotonicMillis(clock)
    const server = client.serverClock.now(monotonic)
    const ageMillis = Math.max(
      clock.currentTimeMillisUnsafe() - firstSentAt,
      startedWall - firstSentAt + (monotonic - startedAt),
      server === undefined || firstSentAtServer === undefined ? 0 : server - firstSentAtServer
    )
    return ageMillis > maxAgeMillis ? new PersonaError.KeyExpired({ ageMillis, maxAgeMillis }) : undefined
  }
}
