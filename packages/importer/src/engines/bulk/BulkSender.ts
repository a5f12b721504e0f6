/**
 * Sends many rows in one request, and finds out what became of each.
 *
 * ```
 * look up ─▶ depart ─▶ post ─▶ wait for the job ─▶ settle
 *    ▲        ledger                  │
 *    └──────────── in doubt ◀─────────┘
 * ```
 *
 * What is there already is found first where the policy asks for it. The ledger durably holds which rows leave together
 * before they do, so that after a crash the same request can be repeated or its job be asked. Whatever leaves it open
 * whether rows were applied, they are looked up before they are sent again, or are sent again where a second one is
 * refused. What cannot be settled together is given back, to be sent row by row.
 */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Effect from "effect/Effect"
import * as Decision from "../row/Decision.ts"
import type { Failure } from "../../targets/Destination.ts"
import { batchDigest, idempotencyKey } from "../../ledger/Digest.ts"
import { Departure } from "../../pipeline/RequestCounters.ts"
import type { Batch, LedgerError, Moment } from "../../ledger/Ledger.ts"
import type { Outcome } from "../../Outcome.ts"
import { doubtLeftBy, type Job, retries, Stop, timeout } from "../row/RowSender.ts"
import type * as RowSender from "../row/RowSender.ts"
import * as Attribution from "./Attribution.ts"
import * as BulkDecision from "./BulkDecision.ts"
import type { BulkOperation, Ended } from "./BulkOperation.ts"
import * as BatchOutcomes from "./BatchOutcomes.ts"

export interface Options<Request> extends RowSender.Options<Request> {
  readonly bulkOperation: BulkOperation<Request>
  /**
   * Only finds out how requests of earlier scans have ended; posts none, so that what is left open goes row by row.
   * @default false
   */
  readonly finishOnly?: boolean | undefined
  /** Called once, when the API turns out not to take such requests. A failure ends the run. */
  readonly onClosed: (closed: Closed) => Effect.Effect<void, Stop>
}

/** The API does not take such requests: it does not know them, or not from this key, or it refuses each of them. */
export interface Closed {
  readonly why: "absent" | "refused"
  readonly error: PersonaError | undefined
}

/** What became of a row: its end, which the ledger has, or that it is to be sent for itself. */
export type Result<Request> =
  | { readonly _tag: "Settled"; readonly outcome: Outcome }
  | { readonly _tag: "ByRow"; readonly job: Job<Request> }

export interface BulkSender<Request> {
  /** Whether a row goes together with others. */
  readonly takes: (job: Job<Request>) => boolean
  /** Sends rows in one request; gives what became of each, in their order. */
  readonly send: (
    jobs: ReadonlyArray<Job<Request>>
  ) => Effect.Effect<ReadonlyArray<Result<Request>>, Stop | LedgerError, PersonaClient>
  /**
   * Pursues a request of an earlier scan whose end nobody saw, with the rows that the source still has by their place in
   * it. Gives what became of these.
   */
  readonly recover: (
    batch: Batch,
    jobs: ReadonlyArray<Job<Request> | undefined>
  ) => Effect.Effect<ReadonlyArray<Result<Request>>, Stop | LedgerError, PersonaClient>
  /** Requests that the API took, and those of them that only looked for rows at fault. */
  readonly requests: () => { readonly jobs: number; readonly searches: number }
}

/** A row on its way with others. */
export interface Item<Request> {
  readonly index: number
  readonly job: Job<Request>
  /** A request with it may have been taken before. */
  readonly inDoubt: boolean
  /** That is only the request which is being looked after now. */
  readonly onlyLast?: boolean | undefined
  /** It was found there, of others or of this run, to be changed by the next request. */
  readonly wasThere?: boolean | undefined
}

type Sent<A = void> = Effect.Effect<A, Stop | LedgerError, PersonaClient>

export const make = <Request>(options: Options<Request>): BulkSender<Request> => {
  const { bulkOperation, destination, finishOnly = false, ledger, now, policy, runId } = options
  const { lookUpMany } = destination
  // Which rows a file was refused for is found by further files alone.
  const cannotSearch = finishOnly && bulkOperation.refusedRows === undefined && lookUpMany === undefined
  let closed: Closed | undefined
  let jobs = 0
  let searches = 0
  let refusals = 0

  const takes = ({ keyed, request, start }: Job<Request>): boolean =>
    !finishOnly &&
    closed === undefined &&
    keyed &&
    // A row with a young key of its own is best asked for under it.
    start !== "resume" &&
    (start !== "edited" || lookUpMany !== undefined) &&
    bulkOperation.carries(request)

  const keyOf = ({ digest, id }: Batch) => idempotencyKey(runId, bulkOperation.operation, digest, digest, id)

  const callOptions = (value: string, { wall, server }: Moment) => ({
    idempotencyKey: {
      value,
      firstSentAt: wall,
      firstSentAtServer: server,
      maxAge: options.keyMaxAge
    },
    retries,
    timeout
  })

  const digestOf = (items: ReadonlyArray<Item<Request>>) =>
    batchDigest(
      bulkOperation.form,
      items.map(({ job }) => job.attempt)
    )

  /** One call's worth of rows, pursued to their ends. */
  const delivery = (size: number) => {
    const results: Array<Result<Request> | undefined> = Array.from({ length: size }, () => undefined)

    const note = (settled: ReadonlyArray<BatchOutcomes.Settled<Request>>) => {
      for (const { item, outcome } of settled) results[item.index] = { _tag: "Settled", outcome }
    }

    const byRow = (items: ReadonlyArray<Item<Request>>) => {
      for (const { inDoubt, index, job } of items) {
        const start = inDoubt ? "readBack" : job.start === "edited" ? "edited" : "create"
        results[index] = { _tag: "ByRow", job: { ...job, start } }
      }
    }

    const lookUpAll = (items: ReadonlyArray<Item<Request>>) =>
      lookUpMany === undefined
        ? Effect.succeed([])
        : stopping(lookUpMany(items.map(({ job }) => job.request)))

    /** Settles those that are there already, and gives the others. */
    const lookUp = Effect.fnUntraced(function* (
      items: ReadonlyArray<Item<Request>>
    ): Effect.fn.Return<ReadonlyArray<Item<Request>>, Stop | LedgerError, PersonaClient> {
      if (lookUpMany === undefined) return items
      const asked = items.filter(({ inDoubt }) => inDoubt || bulkOperation.lookUpFirst)
      if (asked.length === 0) return items
      const found = yield* stopping(lookUpMany(asked.map(({ job }) => job.request)))
      const { open, settled } = Attribution.reconcile(asked, found, {
        policy,
        updates: bulkOperation.updates
      })
      yield* ledger.finish(undefined, settled.map(BatchOutcomes.recorded))
      note(settled)
      if (asked.length === items.length) return open
      const left = new Map(open.map((item) => [item.index, item]))
      return items.flatMap((item) =>
        results[item.index] === undefined ? [left.get(item.index) ?? item] : []
      )
    })

    const attempt = Effect.fnUntraced(function* (
      items: ReadonlyArray<Item<Request>>,
      round: number
    ): Effect.fn.Return<void, Stop | LedgerError, PersonaClient> {
      if (items.length === 0) return
      if (finishOnly || closed !== undefined || round > maxRounds) return byRow(items)
      const members = items.map(({ job }) => job.attempt.natural)
      const departure = { engine: bulkOperation.engine, members, digest: digestOf(items) }
      const batch = yield* ledger.depart(departure, yield* now)
      yield* post(batch, items, round, false, 0)
    })

    const post = (
      batch: Batch,
      items: ReadonlyArray<Item<Request>>,
      round: number,
      inDoubt: boolean,
      repeats: number
    ): Sent =>
      bulkOperation
        .post(
          items.map(({ job }) => job.request),
          callOptions(keyOf(batch), batch.firstSent)
        )
        .pipe(
          Effect.onInterrupt(() =>
            Effect.flatMap(Departure, ({ left }) =>
              left || inDoubt ? Effect.void : Effect.ignore(ledger.withdraw(batch))
            )
          ),
          Effect.matchEffect({
            onSuccess: ({ job }) => {
              jobs++
              refusals = 0
              return Effect.flatMap(ledger.accepted(batch, job), (accepted) =>
                conclude(accepted, items, round, inDoubt)
              )
            },
            onFailure: (error) => meet(error, batch, items, round, inDoubt, repeats)
          })
        )

    const meet = (
      error: PersonaError,
      batch: Batch,
      items: ReadonlyArray<Item<Request>>,
      round: number,
      wasInDoubt: boolean,
      repeats: number
    ): Sent => {
      const doubt = doubtLeftBy(error)
      const before = wasInDoubt || doubt.before
      const action = BulkDecision.decide(error.reason, error.status, { inDoubt: before, repeats })
      const inDoubt = before || doubt.last
      switch (action._tag) {
        case "Repeat":
          return Effect.andThen(
            action.pause ? options.onPause(action.afterMillis) : Effect.void,
            Effect.delay(
              Effect.suspend(() => post(batch, items, round, inDoubt, repeats + 1)),
              action.afterMillis
            )
          )
        case "Doubt":
          return settleDoubt(batch, items, round)
        case "Anew":
          return Effect.andThen(
            Effect.andThen(ledger.withdraw(batch), options.onPause(action.afterMillis)),
            // It may be a long wait, in which others make what was not there.
            Effect.delay(
              Effect.flatMap(lookUp(items), (open) => attempt(open, round)),
              action.afterMillis
            )
          )
        case "Divide":
          return Effect.andThen(ledger.withdraw(batch), divide(items, round, error))
        case "Closed":
          return ledger
            .withdraw(batch)
            .pipe(
              Effect.andThen(close({ why: action.why, error })),
              Effect.andThen(Effect.sync(() => byRow(items)))
            )
        case "Stop":
          return Effect.andThen(
            inDoubt ? Effect.void : ledger.withdraw(batch),
            Effect.fail(new Stop({ why: action.why, error }))
          )
      }
    }

    /** A request was refused as a whole: whose fault it is shows in its parts. */
    const divide = Effect.fnUntraced(function* (
      items: ReadonlyArray<Item<Request>>,
      round: number,
      error: PersonaError
    ): Effect.fn.Return<void, Stop | LedgerError, PersonaClient> {
      if (++refusals > maxRefusals) yield* close({ why: "refused", error })
      if (closed !== undefined || items.length <= fewRows) return byRow(items)
      const half = Math.ceil(items.length / 2)
      yield* attempt(items.slice(0, half), round)
      yield* attempt(items.slice(half), round)
    })

    /** The API has taken the request: waits for its job, and for what it tells. */
    const conclude = (
      batch: Batch,
      items: ReadonlyArray<Item<Request>>,
      round: number,
      repeated: boolean
    ): Sent =>
      Effect.matchEffect(bulkOperation.end(batch.job ?? ""), {
        onSuccess: (ended) =>
          ended.status === "failed" || (cannotSearch && ended.refused !== 0)
            ? settleDoubt(batch, items, round, ended.created)
            : settle(batch, ended, items, round, repeated),
        onFailure: (error) =>
          // The API does not know it any more, or the key may not ask.
          error.reason._tag === "NotFound" || error.status === 404 || (finishOnly && error.status === 403)
            ? settleDoubt(batch, items, round)
            : stop(error)
      })

    const settle = Effect.fnUntraced(function* (
      batch: Batch,
      ended: Ended,
      items: ReadonlyArray<Item<Request>>,
      round: number,
      repeated: boolean
    ): Effect.fn.Return<void, Stop | LedgerError, PersonaClient> {
      const told = yield* stopping(
        BatchOutcomes.settle(ended, items, {
          bulkOperation,
          destination,
          policy,
          batch,
          repeated,
          search: (part, digest) => {
            searches++
            jobs++
            return bulkOperation.post(
              part.map(({ job }) => job.request),
              callOptions(
                idempotencyKey(runId, bulkOperation.operation, batch.digest, digest, batch.id),
                batch.firstSent
              )
            )
          }
        })
      )
      yield* ledger.finish(batch, told.settled.map(BatchOutcomes.recorded))
      note(told.settled)
      byRow(told.byRow)
      yield* attempt(told.again.map(BatchOutcomes.again), round + 1)
    })

    /**
     * Nobody knows which of the rows were applied. What can be found is; the rest goes again. The job may have said how many
     * it created.
     */
    const settleDoubt = Effect.fnUntraced(function* (
      batch: Batch,
      items: ReadonlyArray<Item<Request>>,
      round: number,
      created?: number | undefined
    ): Effect.fn.Return<void, Stop | LedgerError, PersonaClient> {
      if (batch.engine === bulkOperation.engine) yield* stopping(bulkOperation.endLost(batch.firstSent))
      const doubted = items.map((item) => BatchOutcomes.doubt(item, batch))
      if (lookUpMany === undefined) {
        yield* ledger.finish(batch, [])
        // What was created refuses its duplicate only once it is active.
        yield* Effect.sleep(Decision.settleMillis)
        return yield* attempt(doubted.map(BatchOutcomes.again), round + 1)
      }
      const found = yield* stopping(lookUpMany(doubted.map(({ job }) => job.request)))
      const { open, settled } = Attribution.reconcile(doubted, found, {
        policy,
        updates: bulkOperation.updates,
        created
      })
      yield* ledger.finish(batch, settled.map(BatchOutcomes.recorded))
      note(settled)
      yield* attempt(open.map(BatchOutcomes.again), round + 1)
    })

    return {
      begin: (items: ReadonlyArray<Item<Request>>): Sent =>
        Effect.flatMap(lookUp(items), (open) => attempt(open, 1)),
      proceed: Effect.fnUntraced(function* (
        batch: Batch,
        items: ReadonlyArray<Item<Request>>
      ): Effect.fn.Return<void, Stop | LedgerError, PersonaClient> {
        const isWhole = items.length === batch.members.length && batch.engine === bulkOperation.engine
        // What the job does is known of rows that still say what they said.
        if (isWhole && digestOf(items) === batch.digest) {
          if (batch.job !== undefined) return yield* conclude(batch, items, 1, false)
          if (finishOnly) return yield* settleDoubt(batch, items, 1)
          // If it never arrived, it would have its effect only now, also on what others have made since.
          const found = yield* bulkOperation.lookUpFirst ? lookUpAll(items) : Effect.succeed([])
          return yield* found.every((there) => there === undefined)
            ? post(batch, items, 1, true, 0)
            : settleDoubt(batch, items, 1)
        }
        // Some of its rows are gone or say something else, but its job may still be at work on them.
        const ended =
          batch.job !== undefined && batch.engine === bulkOperation.engine
            ? yield* Effect.orElseSucceed(bulkOperation.end(batch.job), () => undefined)
            : undefined
        // Of a part of the rows it is only known if it is true of all.
        const isNew = ended?.created === batch.members.length
        yield* settleDoubt(batch, items, 1, isNew ? ended.created : undefined)
      }),
      results: () => results
    }
  }

  /** Nobody is let through this door any more. */
  const close = (found: Closed): Effect.Effect<void, Stop> =>
    Effect.suspend(() => {
      if (closed !== undefined) return Effect.void
      closed = found
      return options.onClosed(found)
    })

  const resultsOf = (
    results: ReadonlyArray<Result<Request> | undefined>
  ): Effect.Effect<ReadonlyArray<Result<Request>>> =>
    results.every((result) => result !== undefined)
      ? Effect.succeed(results)
      : Effect.die(new Error("A row was lost between requests"))

  return {
    takes,
    send: (given) =>
      Effect.suspend(() => {
        const found = delivery(given.length)
        const items = given.map((job, index) => ({ index, job, inDoubt: job.start === "readBack" }))
        return Effect.flatMap(found.begin(items), () => resultsOf(found.results()))
      }),
    recover: (batch, given) =>
      Effect.suspend(() => {
        const present = given.filter((job) => job !== undefined)
        const found = delivery(present.length)
        const items = present.map((job, index) => ({
          index,
          job,
          inDoubt: true,
          onlyLast: job.attempt.doubtSince >= BatchOutcomes.since(batch)
        }))
        return Effect.flatMap(found.proceed(batch, items), () => resultsOf(found.results()))
      }),
    requests: () => ({ jobs, searches })
  }
}

const stop = (error: Failure): Effect.Effect<never, Stop> => {
  if (error._tag === "CursorLoop") {
    return Effect.andThen(
      Effect.logWarning(error.message),
      Effect.fail(new Stop({ why: "unexpected", error: undefined }))
    )
  }
  const action = Decision.decide(error.reason, error.status, someRow)
  return Effect.fail(new Stop({ why: action._tag === "Stop" ? action.why : "unexpected", error }))
}

/** What is asked besides the rows has to be answered; else the run ends, and the ledger keeps what is open. */
const stopping = <A>(effect: Effect.Effect<A, Failure, PersonaClient>): Sent<A> => Effect.catch(effect, stop)

/** How often the rows of a request are sent together before each goes for itself. */
const maxRounds = 3

/** Requests refused as a whole, one after another, after which no more are tried. */
const maxRefusals = 12

/** So few rows of a refused request are sent row by row: it tells the reason. */
const fewRows = 16

const someRow: Decision.Situation = {
  keyed: true,
  canLookUp: true,
  refusesDuplicates: true,
  keyInDoubt: true,
  rowInDoubt: true,
  askedAgain: true
}
