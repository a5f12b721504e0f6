/** The state of a call so far, as its answer, its error and its span report it besides the body. */
import type * as Tracer from "effect/Tracer"
import * as PersonaError from "../../PersonaError.ts"
import * as RetryPolicy from "../../RetryPolicy.ts"
import * as Answer from "./answer.ts"
import type { Facts } from "./facts.ts"
import type { Reply } from "./operation.ts"

export class Progress {
  attempts = 0
  unanswered = 0
  /** Answers of 429 for the rate. */
  refusals = 0
  /** Milliseconds spent waiting for the rate budget, and between sends. */
  waitedForRate = 0
  waitedForRetry = 0
  /** Of the last answer. */
  status: number | undefined
  headers: Answer.Answer["headers"] | undefined
  /** A 401 has already led to another token. */
  renewed = false
  /** Set if a tracer is installed. */
  span: Tracer.Span | undefined
  /** Why and when the last send failed, and the earliest time of a repeat, by the monotonic clock in milliseconds. */
  failed: { readonly reason: string; readonly at: number; readonly notBefore: number } | undefined
  /** The last send is in flight. */
  private underWay = false
  private lastRefusal: Answer.RateRefused | undefined
  private lastStored: Answer.Failed | undefined
  readonly operation: string

  constructor(operation: string) {
    this.operation = operation
  }

  leaves() {
    this.attempts++
    this.underWay = true
  }

  /** The request was not sent after all. */
  stays() {
    this.attempts--
    this.underWay = false
  }

  /** A 429 has no effect, is not stored, and consumes no attempt. */
  refused(refusal: Answer.RateRefused) {
    this.attempts--
    this.refusals++
    this.underWay = false
    this.lastRefusal = refusal
  }

  reply(value: unknown, answer: Answer.Answer): Reply<unknown> {
    this.underWay = false
    return {
      value,
      status: answer.status,
      headers: answer.headers,
      requestId: Answer.idOf(answer.headers["request-id"]),
      environmentId: Answer.idOf(answer.headers["persona-environment-id"]),
      attempts: this.attempts,
      unanswered: this.unanswered
    }
  }

  /** Records a failed send, and marks the same stored failure twice under one key. */
  answered(failed: Answer.Failed, facts: Facts): Answer.Failed {
    this.underWay = false
    this.lastRefusal = undefined
    if (RetryPolicy.isDoubtful(failed.reason)) this.unanswered++
    if (facts.repeat !== "keyed" || !failed.storable) return failed
    const before = this.lastStored
    this.lastStored = failed
    if (before === undefined || before.status !== failed.status || before.body !== failed.body) return failed
    return { ...failed, reason: new PersonaError.ServerError({ status: failed.status ?? 500, stored: true }) }
  }

  timedOut(millis: number): Answer.Failed {
    if (this.underWay) this.unanswered++
    const refusal = this.underWay ? undefined : this.lastRefusal
    this.underWay = false
    return refusal === undefined
      ? { ...Answer.failed(new PersonaError.Timeout({ millis })), final: true }
      : {
          ...Answer.failed(new PersonaError.RateLimited({ retryAfterMillis: refusal.retryAfterMillis })),
          status: 429,
          requestId: refusal.requestId,
          final: true
        }
  }

  errorFrom(failed: Answer.Failed): PersonaError.PersonaError {
    return new PersonaError.PersonaError({
      operation: this.operation,
      reason: failed.reason,
      status: failed.status,
      requestId: failed.requestId,
      environmentId: failed.environmentId,
      attempts: this.attempts,
      unanswered: this.unanswered
    })
  }

  error(reason: PersonaError.Reason): PersonaError.PersonaError {
    return this.errorFrom(Answer.failed(reason))
  }
}
