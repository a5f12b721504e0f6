/**
 * The delivery of one row: repeats, look-ups, updates and new attempts, until the outcome is known or cannot be known.
 *
 * `Decision` interprets answers, and `Reconcile` settles rows whose objects exist; the delivery executes both. The
 * ledger holds every attempt before it is sent.
 */
import type { OnExisting } from "../../Policies.ts"
import type { Found } from "../../targets/Found.ts"
import type { CursorLoop } from "@effect-persona/core/Pagination"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Reason from "@effect-persona/core/PersonaError"
import * as Effect from "effect/Effect"
import type { Attempt, LedgerError } from "../../ledger/Ledger.ts"
import type { Outcome } from "../../Outcome.ts"
import type { Failure, Written } from "../../targets/Destination.ts"
import { doubtLeftBy } from "../Doubt.ts"
import type * as RefusalWords from "../refusals/RefusalWords.ts"
import { Stop } from "../Stop.ts"
import * as Decision from "./Decision.ts"
import type { Job, Options, SettledRow } from "./Job.ts"
import * as Reconcile from "./Reconcile.ts"

/** Steps shared by all deliveries of a run. */
export interface Steps<in Request> {
  readonly create: (request: Request, attempt: Attempt) => Effect.Effect<Written, PersonaError, PersonaClient>
  readonly settle: (attempt: Attempt, settled: SettledRow) => Effect.Effect<SettledRow, LedgerError>
  /** Waits until list items of earlier scans are active, once for all rows. */
  readonly activation: Effect.Effect<void>
  readonly words: RefusalWords.RefusalWords
}

export class RowDelivery<Request> {
  private readonly job: Job<Request>
  private readonly options: Options<Request>
  private readonly steps: Steps<Request>
  private attempt: Attempt
  /** An earlier send under this attempt's key may have taken effect. */
  private keyInDoubt: boolean
  /** An earlier send for this row may have taken effect, under any key. */
  private rowInDoubt: boolean
  private askedAgain = false
  private failedAttempts = 0
  private lookedUp: Job<Request>["lookedUp"]

  constructor(job: Job<Request>, options: Options<Request>, steps: Steps<Request>) {
    this.job = job
    this.options = options
    this.steps = steps
    this.attempt = job.attempt
    this.rowInDoubt = job.start === "resume" || job.start === "readBack"
    this.keyInDoubt = job.start === "resume"
    this.lookedUp = job.lookedUp
  }

  run(first: PersonaError | undefined): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    const { destination } = this.options
    const { request, start } = this.job
    if (first !== undefined) return this.meet(first)
    if (start === "readBack") {
      const settled = this.obey(Decision.decide(new Reason.KeyExpired(ageless), undefined, this.situation()))
      // An upload of items may have been sent a moment before. Items that are not active yet do not refuse duplicates.
      return destination.canLookUp(request) ? settled : Effect.andThen(this.steps.activation, settled)
    }
    if (start === "edited" && !destination.canLookUp(request)) return this.end(existing(true, false))
    if (start === "edited" || destination.lookUpFirst) {
      return Effect.flatMap(this.lookUp(), (found) =>
        found === undefined ? this.send() : this.reconcile(found)
      )
    }
    return this.send()
  }

  private send(): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    return Effect.matchEffect(this.steps.create(this.job.request, this.attempt), {
      onSuccess: (written) => this.accept(written),
      onFailure: (error) => this.meet(error)
    })
  }

  private accept(written: Written): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    const { confirm } = this.options.destination
    if (confirm === undefined) return this.steps.settle(this.attempt, this.settledBy(written))
    const settled = this.settledBy(written)
    // The row was applied, now or in the past. A run that stops here must not release the intent.
    this.rowInDoubt = true
    return Effect.matchEffect(confirm(written.id), {
      onSuccess: (isThere) => (isThere ? this.steps.settle(this.attempt, settled) : this.nextAttempt()),
      onFailure: (error) => this.stop(error)
    })
  }

  /** An object that may be the run's own is not reported as rejected. */
  private settledBy(written: Written): SettledRow {
    return settledBy(written, this.rowInDoubt ? "skip" : this.options.policy)
  }

  /** The outcome of a row that the API refuses as existing, and that cannot be looked up. */
  private exists(): Outcome {
    return this.options.policy === "fail" && !this.rowInDoubt
      ? Reconcile.alreadyExists
      : existing(false, this.rowInDoubt)
  }

  /** Records the doubt that a failed call leaves, then decides. */
  private meet(error: PersonaError): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    // The shared look-up stays valid only if the key was too old for the request to be sent.
    if (error.reason._tag !== "KeyExpired" || error.unanswered > 0) this.lookedUp = undefined
    const doubt = doubtLeftBy(error)
    if (doubt.before) {
      this.keyInDoubt = true
      this.rowInDoubt = true
    }
    const action = Decision.decide(error.reason, error.status, this.situation())
    if (doubt.last) {
      this.keyInDoubt = true
      this.rowInDoubt = true
    }
    return this.obey(action, error)
  }

  private situation(): Decision.Situation {
    return {
      keyed: this.job.keyed,
      canLookUp: this.job.keyed && this.options.destination.canLookUp(this.job.request),
      refusesDuplicates: this.options.destination.refusesDuplicates,
      keyInDoubt: this.keyInDoubt,
      rowInDoubt: this.rowInDoubt,
      askedAgain: this.askedAgain,
      says: (problem) => this.steps.words.of(problem, this.job.request)
    }
  }

  private obey(
    action: Decision.Action,
    error?: PersonaError
  ): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    switch (action._tag) {
      case "SameKey":
        if (error?.reason._tag === "Conflict") this.askedAgain = true
        return Effect.delay(
          Effect.suspend(() => this.send()),
          action.afterMillis
        )
      case "ReadBack":
        return Effect.flatMap(this.lookUp(), (found) =>
          found !== undefined
            ? this.reconcile(found)
            : action.absent === undefined
              ? this.tryAgain(0, error)
              : this.obey(action.absent, error)
        )
      case "NextAttempt":
        return this.tryAgain(action.afterMillis, error)
      case "LookUp":
        return this.lookUpConflict(lookUpWaits)
      case "Exists":
        return this.end(this.job.there?.() ?? this.exists(), error)
      case "Reject":
        return this.end(
          { _tag: "Rejected", code: action.code, reason: action.reason, pointer: action.pointer },
          error
        )
      case "Unknown":
        return Effect.andThen(
          action.keyEnded ? this.options.ledger.expire(this.attempt) : Effect.void,
          this.end({ _tag: "Unknown", reason: action.reason }, error)
        )
      case "Pause":
        return Effect.andThen(
          Effect.andThen(this.options.onPause(action.millis), Effect.sleep(action.millis)),
          Effect.suspend(() => (action.keyEnded ? this.nextAttempt() : this.send()))
        )
      case "Stop":
        return this.halt(action.why, error)
    }
  }

  /** Makes the next attempt after a failed one. After the last wait, the run stops. */
  private tryAgain(
    afterMillis: number,
    error: PersonaError | undefined
  ): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    const wait = attemptWaits[this.failedAttempts++]
    return wait === undefined
      ? this.halt("no-answer", error)
      : Effect.delay(
          Effect.suspend(() => this.nextAttempt()),
          Math.max(wait, afterMillis)
        )
  }

  private nextAttempt(): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    return this.options.now.pipe(
      Effect.flatMap((now) => this.options.ledger.nextAttempt(this.attempt, this.job.attempt.body, now)),
      Effect.flatMap((attempt) => {
        this.attempt = attempt
        this.keyInDoubt = false
        this.askedAgain = false
        return this.send()
      })
    )
  }

  private lookUp(): Effect.Effect<Found | undefined, Stop | LedgerError, PersonaClient> {
    const { lookedUp } = this
    this.lookedUp = undefined
    return Effect.catch(
      lookedUp ??
        this.options.destination.lookUp(this.job.request, {
          fresh: this.job.start !== "create" || this.rowInDoubt
        }),
      (error) => this.stop(error)
    )
  }

  /** Looks up the object behind a 409, several times because it may appear late. */
  private lookUpConflict(
    waits: ReadonlyArray<number>
  ): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    return Effect.flatMap(this.lookUp(), (found) => {
      if (found !== undefined) return this.reconcile(found)
      const [wait, ...rest] = waits
      return wait === undefined
        ? this.obey(Decision.unmatched(this.situation()))
        : Effect.delay(
            Effect.suspend(() => this.lookUpConflict(rest)),
            wait
          )
    })
  }

  private reconcile(found: Found): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    const { destination, policy } = this.options
    const outcome = Reconcile.reconcile(found, {
      inDoubt: this.rowInDoubt,
      doubtSince: this.attempt.doubtSince,
      updating: this.attempt.updating,
      upserting: this.attempt.upserting,
      policy,
      canUpdate: destination.update !== undefined
    })
    return outcome === "update" ? this.update(found, 3) : this.end(outcome)
  }

  private update(found: Found, tries: number): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> {
    const { destination, ledger } = this.options
    return Effect.andThen(
      ledger.beginUpdate(this.attempt),
      Effect.matchEffect(destination.update!(found.id, this.job.request), {
        onSuccess: (written): Effect.Effect<SettledRow, Stop | LedgerError, PersonaClient> =>
          this.steps.settle(this.attempt, {
            outcome: { _tag: "Updated", resource: written.id, differing: true, fields: found.differing },
            requestId: written.requestId
          }),
        onFailure: (error) => {
          const { reason } = error
          if (reason._tag === "Conflict" && reason.stale && tries > 1) return this.update(found, tries - 1)
          if (reason._tag === "Conflict" || reason._tag === "NotFound") {
            return this.end(
              {
                _tag: "Rejected",
                code: "not-updated",
                reason: "It exists already, but the API refused to change it",
                pointer: undefined
              },
              error
            )
          }
          // Only the update is refused; the object itself exists.
          const action = Decision.decide(reason, error.status, { ...this.situation(), rowInDoubt: false })
          return action._tag === "Reject" ? this.obey(action, error) : this.stop(error)
        }
      })
    )
  }

  private end(outcome: Outcome, error?: PersonaError): Effect.Effect<SettledRow, LedgerError> {
    return this.steps.settle(this.attempt, { outcome, requestId: error?.requestId })
  }

  private stop(error: Failure): Effect.Effect<never, Stop | LedgerError> {
    if (isCursorLoop(error)) {
      return Effect.andThen(Effect.logWarning(error.message), this.halt("unexpected", undefined))
    }
    const action = Decision.decide(error.reason, error.status, this.situation())
    return this.halt(action._tag === "Stop" ? action.why : "unexpected", undefined, error)
  }

  /**
   * Ends the run. A row in doubt stays in the ledger. A row that was certainly not applied is released, with a new key
   * if the refusal is stored under this one.
   */
  private halt(
    why: Decision.StopReason,
    refusal: PersonaError | undefined,
    error = refusal
  ): Effect.Effect<never, Stop | LedgerError> {
    const stop = new Stop({ why, error })
    const { ledger } = this.options
    // The API answers 401 and 429 before it stores anything; a later refusal may be stored.
    // An answer stored by another environment is not stored in this one.
    const stored =
      refusal?.status !== undefined &&
      refusal.status < 500 &&
      refusal.status !== 401 &&
      refusal.reason._tag !== "OtherEnvironment"
    // A row that a batch may have created is also in doubt, although its refusal would be believed.
    const record =
      this.rowInDoubt || this.job.there !== undefined
        ? stored
          ? ledger.expire(this.attempt)
          : Effect.void
        : ledger.release([this.attempt], stored)
    return Effect.andThen(record, Effect.fail(stop))
  }
}

/** Waits before a row with an unexplained 409 is looked up again, in milliseconds. */
export const lookUpWaits = [5_000, 30_000]

/** Waits before the attempts after a failed one, in milliseconds: the first at once, then the vendor's backoff. */
const attemptWaits = [0, 5_000, 10_000, 20_000, 40_000]

const existing = (differing: boolean, afterDoubt: boolean): Outcome => ({
  _tag: "Existing",
  resource: undefined,
  differing,
  afterDoubt
})

export const settledBy = (written: Written, policy: OnExisting): SettledRow => ({
  outcome:
    written.status !== 200
      ? { _tag: "Created", resource: written.id }
      : // A create answers 200 when it found the object there.
        policy === "fail"
        ? Reconcile.alreadyExists
        : { _tag: "Existing", resource: written.id, differing: false, afterDoubt: false },
  requestId: written.requestId
})

const ageless = { ageMillis: 0, maxAgeMillis: 0 }

const isCursorLoop = (error: Failure): error is CursorLoop => error._tag === "CursorLoop"
