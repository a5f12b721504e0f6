/**
 * The row engine: sends one row and does not let go of it until its outcome is known, or nobody can know it.
 *
 * What an answer means is `Decision`'s to say and what becomes of an object that exists is `Adoption`'s; here
 * their words are carried out. The ledger holds every attempt before it leaves.
 */
import type { CursorLoop } from "@effect-persona/core/Pagination"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import { PersonaError } from "@effect-persona/core/PersonaError"
import * as Reason from "@effect-persona/core/PersonaError"
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Reconcile from "./Reconcile.ts"
import * as Decision from "./Decision.ts"
import type { Destination, Failure, Written } from "../../targets/Destination.ts"
import * as RefusalWords from "../refusals/RefusalWords.ts"
import type { Attempt, Ledger, LedgerError, Moment } from "../../ledger/Ledger.ts"
import type { Outcome } from "../../Outcome.ts"

/** A row on its way. */
export interface Job<Request> {
  readonly request: Request
  readonly attempt: Attempt
  /**
   * - `create`: nothing is known of it.
   * - `resume`: a request under this attempt's key may have left in an earlier scan.
   * - `readBack`: the same, but its bytes cannot be sent again: the row has changed since, or its key was ended.
   * - `edited`: it was applied in an earlier scan and says something else now.
   */
  readonly start: "create" | "resume" | "readBack" | "edited"
  /** Whether the row has a natural key, so that a second copy would be refused or found. */
  readonly keyed: boolean
  /** What became of the row if it turns out to be there: a request of many rows has told. */
  readonly there?: (() => Outcome) | undefined
  /** The row's first look-up, made together with those of other rows. */
  readonly lookedUp?: Effect.Effect<Reconcile.Found | undefined, Failure, PersonaClient> | undefined
}

/** How a row ended, with the request that told. */
export interface Settled {
  readonly outcome: Outcome
  readonly requestId: string | undefined
}

/** What happened to this row will happen to every row. */
export class Stop extends Data.TaggedError("Stop")<{
  readonly why: Decision.StopReason
  readonly error: PersonaError | undefined
}> {}

export interface Options<Request> {
  readonly runId: string
  readonly destination: Destination<Request>
  readonly ledger: Ledger
  readonly policy: Reconcile.OnExisting
  readonly keyMaxAge: Duration.Input
  readonly now: Effect.Effect<Moment>
  /** Called when a quota makes the run wait. */
  readonly onPause: (millis: number) => Effect.Effect<void>
}

/** Sends a job's row and records its outcome in the ledger. */
export type RowSender<Request> = (
  job: Job<Request>
) => Effect.Effect<Settled, Stop | LedgerError, PersonaClient>

export const make = <Request>(options: Options<Request>): RowSender<Request> => {
  const { destination, ledger, runId } = options
  const words = RefusalWords.make(destination.kind)

  const settle = (attempt: Attempt, settled: Settled): Effect.Effect<Settled, LedgerError> =>
    Effect.as(ledger.settle(attempt.natural, settled.outcome, settled.requestId), settled)

  const create = (request: Request, attempt: Attempt) =>
    destination.create(request, {
      idempotencyKey: {
        value: destination.key(runId, attempt, request),
        firstSentAt: attempt.firstSent.wall,
        firstSentAtServer: attempt.firstSent.server,
        maxAge: options.keyMaxAge
      },
      retries,
      timeout
    })

  /** The usual way: one send, one answer, no doubt. Everything else is `pursue`'s. */
  const send: RowSender<Request> = (job) =>
    job.start === "create" && !destination.lookUpFirst && destination.confirm === undefined
      ? Effect.matchEffect(create(job.request, job.attempt), {
          onSuccess: (written) => settle(job.attempt, settledBy(written)),
          onFailure: (error) => deliver(job, error)
        })
      : deliver(job, undefined)

  let activeAt: number | undefined

  /** Waits until what left before this scan is active, once for all rows. */
  const activation = Effect.flatMap(Clock.currentTimeMillis, (now) => {
    activeAt ??= now + Decision.settleMillis
    return Effect.sleep(Math.max(0, activeAt - now))
  })

  const deliver = (job: Job<Request>, first: PersonaError | undefined) =>
    new RowDelivery(job, options, settle, create, activation, words).run(first)

  return send
}

/** Repeats within one call. With their waits they bridge an outage of about a minute before the run stops. */
export const retries = 8

/** Long enough for a row to wait for its turn under a small limit. */
export const timeout: Duration.Input = "6 hours"

const settledBy = (written: Written): Settled => ({
  outcome:
    // A create answers 200 when it found the object there.
    written.status === 200
      ? { _tag: "Existing", resource: written.id, differing: false, afterDoubt: false }
      : { _tag: "Created", resource: written.id },
  requestId: written.requestId
})

/** The pursuit of one row through doubt. */
class RowDelivery<Request> {
  private readonly job: Job<Request>
  private readonly options: Options<Request>
  private readonly settle: (attempt: Attempt, settled: Settled) => Effect.Effect<Settled, LedgerError>
  private readonly create: (
    request: Request,
    attempt: Attempt
  ) => Effect.Effect<Written, PersonaError, PersonaClient>
  private readonly activation: Effect.Effect<void>
  private readonly words: RefusalWords.RefusalWords
  private attempt: Attempt
  /** An earlier send under this attempt's key may have had its effect. */
  private keyInDoubt: boolean
  /** An earlier send for this row may have had its effect, under any key. */
  private rowInDoubt: boolean
  private askedAgain = false
  private failedAttempts = 0
  private lookedUp: Job<Request>["lookedUp"]

  constructor(
    job: Job<Request>,
    options: Options<Request>,
    settle: (attempt: Attempt, settled: Settled) => Effect.Effect<Settled, LedgerError>,
    create: (request: Request, attempt: Attempt) => Effect.Effect<Written, PersonaError, PersonaClient>,
    activation: Effect.Effect<void>,
    words: RefusalWords.RefusalWords
  ) {
    this.words = words
    this.activation = activation
    this.job = job
    this.options = options
    this.settle = settle
    this.create = create
    this.attempt = job.attempt
    this.rowInDoubt = job.start === "resume" || job.start === "readBack"
    this.keyInDoubt = job.start === "resume"
    this.lookedUp = job.lookedUp
  }

  run(first: PersonaError | undefined): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
    const { destination } = this.options
    const { request, start } = this.job
    if (first !== undefined) return this.meet(first)
    if (start === "readBack") {
      const settled = this.obey(Decision.decide(new Reason.KeyExpired(ageless), undefined, this.situation()))
      // A file of items may have left a moment before; those that are not active yet refuse no duplicate.
      return destination.canLookUp(request) ? settled : Effect.andThen(this.activation, settled)
    }
    if (start === "edited" && !destination.canLookUp(request)) return this.end(existing(true, false))
    if (start === "edited" || destination.lookUpFirst) {
      return Effect.flatMap(this.lookUp(), (found) =>
        found === undefined ? this.send() : this.reconcile(found)
      )
    }
    return this.send()
  }

  private send(): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
    return Effect.matchEffect(this.create(this.job.request, this.attempt), {
      onSuccess: (written) => this.accept(written),
      onFailure: (error) => this.meet(error)
    })
  }

  private accept(written: Written): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
    const { confirm } = this.options.destination
    if (confirm === undefined) return this.settle(this.attempt, settledBy(written))
    // It was applied, now or in the past; a run that stops here must not take the intent back.
    this.rowInDoubt = true
    return Effect.matchEffect(confirm(written.id), {
      onSuccess: (isThere) => (isThere ? this.settle(this.attempt, settledBy(written)) : this.nextAttempt()),
      onFailure: (error) => this.stop(error)
    })
  }

  /** Takes note of what a failed call leaves in doubt, then decides. */
  private meet(error: PersonaError): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
    // Only a key that was too old to leave has changed nothing since the rows were looked up together.
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
      says: (problem) => this.words.of(problem, this.job.request)
    }
  }

  private obey(
    action: Decision.Action,
    error?: PersonaError
  ): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
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
        return this.end(this.job.there?.() ?? existing(false, this.rowInDoubt), error)
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

  /** The next attempt after one that failed. An API that fails every one of them is left in peace. */
  private tryAgain(
    afterMillis: number,
    error: PersonaError | undefined
  ): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
    const wait = attemptWaits[this.failedAttempts++]
    return wait === undefined
      ? this.halt("no-answer", error)
      : Effect.delay(
          Effect.suspend(() => this.nextAttempt()),
          Math.max(wait, afterMillis)
        )
  }

  private nextAttempt(): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
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

  private lookUp(): Effect.Effect<Reconcile.Found | undefined, Stop | LedgerError, PersonaClient> {
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

  /** After a 409, what is in the way may take a moment to show. */
  private lookUpConflict(
    waits: ReadonlyArray<number>
  ): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
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

  private reconcile(found: Reconcile.Found): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
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

  private update(
    found: Reconcile.Found,
    tries: number
  ): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> {
    const { destination, ledger } = this.options
    return Effect.andThen(
      ledger.beginUpdate(this.attempt),
      Effect.matchEffect(destination.update!(found.id, this.job.request), {
        onSuccess: (written): Effect.Effect<Settled, Stop | LedgerError, PersonaClient> =>
          this.settle(this.attempt, {
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
          // The row stands: what is refused is the change alone.
          const action = Decision.decide(reason, error.status, { ...this.situation(), rowInDoubt: false })
          return action._tag === "Reject" ? this.obey(action, error) : this.stop(error)
        }
      })
    )
  }

  private end(outcome: Outcome, error?: PersonaError): Effect.Effect<Settled, LedgerError> {
    return this.settle(this.attempt, { outcome, requestId: error?.requestId })
  }

  private stop(error: Failure): Effect.Effect<never, Stop | LedgerError> {
    if (isCursorLoop(error)) {
      return Effect.andThen(Effect.logWarning(error.message), this.halt("unexpected", undefined))
    }
    const action = Decision.decide(error.reason, error.status, this.situation())
    return this.halt(action._tag === "Stop" ? action.why : "unexpected", undefined, error)
  }

  /**
   * Ends the run. The row keeps its place in the ledger while it is in doubt; where it certainly was not applied,
   * it is given back, with a new key if the refusal is stored under this one.
   */
  private halt(
    why: Decision.StopReason,
    refusal: PersonaError | undefined,
    error = refusal
  ): Effect.Effect<never, Stop | LedgerError> {
    const stop = new Stop({ why, error })
    const { ledger } = this.options
    // 401 and 429 come before the API stores anything; a refusal that came after may be stored.
    // What another environment has stored, this one has not.
    const stored =
      refusal?.status !== undefined &&
      refusal.status < 500 &&
      refusal.status !== 401 &&
      refusal.reason._tag !== "OtherEnvironment"
    // What a request of many rows may have put there is in doubt, too, although its refusal would be believed.
    const record =
      this.rowInDoubt || this.job.there !== undefined
        ? stored
          ? ledger.expire(this.attempt)
          : Effect.void
        : ledger.release([this.attempt], stored)
    return Effect.andThen(record, Effect.fail(stop))
  }
}

/** A row whose 409 is not explained is looked for again after these waits, in milliseconds. */
export const lookUpWaits = [5_000, 30_000]

/** Waits before the attempts that follow a failed one, in milliseconds: the first at once, then as the vendor advises. */
const attemptWaits = [0, 5_000, 10_000, 20_000, 40_000]

const existing = (differing: boolean, afterDoubt: boolean): Outcome => ({
  _tag: "Existing",
  resource: undefined,
  differing,
  afterDoubt
})

/** Whether a failed call may have had its effect: by the sends before the last one, and by the last, which is decided on. */
export const doubtLeftBy = ({
  reason,
  unanswered
}: PersonaError): { readonly before: boolean; readonly last: boolean } => {
  const isLastDoubtful = doubtful.has(reason._tag)
  return { before: unanswered > (isLastDoubtful ? 1 : 0), last: isLastDoubtful && unanswered > 0 }
}

/** Answers, or none, after which the effect may have been had. */
const doubtful: ReadonlySet<string> = new Set([
  "TransportError",
  "Timeout",
  "RequestTimeout",
  "ServerError",
  "DecodeError",
  "OtherEnvironment"
])

const ageless = { ageMillis: 0, maxAgeMillis: 0 }

const isCursorLoop = (error: Failure): error is CursorLoop => error._tag === "CursorLoop"
