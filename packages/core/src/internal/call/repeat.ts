/** Sends again after a failure that a repeat may cure. */
import * as Effect from "effect/Effect"
import * as RetryPolicy from "../../RetryPolicy.ts"
import type * as Answer from "./answer.ts"
import type { Reply } from "./operation.ts"
import type { Progress } from "./progress.ts"
import type { Time } from "./send.ts"
import * as Telemetry from "./telemetry.ts"

/** Sends again after a first failure, as the policy says, until the call's time is up. */
export const repeat = (
  sending: Effect.Effect<Reply<unknown>, Answer.Failed>,
  first: Answer.Failed,
  policy: RetryPolicy.RetryPolicy,
  mayRepeat: (failed: Answer.Failed) => boolean,
  time: Time,
  progress: Progress
): Effect.Effect<Reply<unknown>, Answer.Failed> => {
  let before: Answer.Failed | undefined = first
  return Effect.withFiber((fiber) => {
    const failed = before
    before = undefined
    if (failed !== undefined) return Effect.fail(failed)
    const again = Effect.suspend(() => {
      Telemetry.again(fiber.context, time.clock, progress, time.monotonic())
      return sending
    })
    const wait = (progress.failed?.notBefore ?? 0) - time.monotonic()
    return wait > 0 ? Effect.delay(again, wait) : again
  }).pipe(
    Effect.retry({ while: mayRepeat, schedule: RetryPolicy.schedule(policy) }),
    Effect.timeoutOrElse({
      duration: Math.max(0, time.deadline - time.monotonic()),
      orElse: () => Effect.fail(progress.timedOut(time.timeout))
    })
  )
}
