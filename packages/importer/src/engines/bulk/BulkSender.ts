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
import { chunkDigest, idempotencyKey } from "../../ledger/Digest.ts"
import { Departure } from "../../pipeline/RequestCounters.ts"
import type { Chunk, LedgerError, Moment } from "../../ledger/Ledger.ts"
import type { Outcome } from "../../Outcome.ts"
import { doubtLeftBy, type Job, retries, Stop, timeout } from "../row/RowSender.ts"
import type * as Send from "../row/RowSender.ts"
import * as Attribution from "./Attribution.ts"
import * as BulkDecision from "./BulkDecision.ts"
import type { Carrier, Ended } from "./BulkOperation.ts"
import * as Settling from "./BatchOutcomes.ts"

export interface Options<Request> extends Send.Options<Request> {
  readonly carrier: Carrier<Request>
  /**
   * Only finds out how requests of earlier passes have ended; posts none, so that what is left open goes row by row.
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

export interface Bulk<Request> {
  /** Whether a row goes together with others. */
  readonly takes: (job: Job<Request>) => boolean
  /** Sends rows in one request; gives what became of each, in their order. */
  readonly send: (
    jobs: ReadonlyArray<Job<Request>>
  ) => Effect.Effect<ReadonlyArray<Result<Request>>, Stop | LedgerError, PersonaClient>
  /**
   * Pursues a request of an earlier pass whose end nobody saw, with the rows that the source still has by their place in
   * it. Gives what became of these.
   */
  readonly recover: (
    chunk: Chunk,
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

export const make = <Request>(options: Options<Request>): Bulk<Request> => {
  const { carrier, destination, finishOnly = false, ledger, now, policy, runId } = options
  const { lookUpMany } = destination
  // Which rows a file was refused for is found by further files alone.
  const cannotSearch = finishOnly && carrier.refusedRows === undefined && lookUpMany === undefined
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
    carrier.carries(request)

  const keyOf = ({ digest, id }: Chunk) => idempotencyKey(runId, carrier.operation, digest, digest, id)

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
    chunkDigest(
      carrier.form,
      items.map(({ job }) => job.attempt)
    )

  /** One call's worth of rows, pursued to their ends. */
  const pursuit = (size: number) => {
    const results: Array<Result<Request> | undefined> = Array.from({ length: size }, () => undefined)

    const note = (settled: ReadonlyArray<Settling.Settled<Request>>) => {
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
      const asked = items.filter(({ inDoubt }) => inDoubt || carrier.lookUpFirst)
      if (asked.length === 0) return items
      const found = yield* stopping(lookUpMany(asked.map(({ job }) => job.request)))
      const { open, settled } = Attribution.adopt(asked, found, { policy, updates: carrier.updates })
      yield* ledger.finish(undefined, settled.map(Settling.recorded))
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
      const departure = { engine: carrier.engine, members, digest: digestOf(items) }
      const chunk = yield* ledger.depart(departure, yield* now)
      yield* post(chunk, items, round, false, 0)
    })

    const post = (
      chunk: Chunk,
      items: ReadonlyArray<Item<Request>>,
      round: number,
      inDoubt: boolean,
      repeats: number
    ): Sent =>
      carrier
        .post(
          items.map(({ job }) => job.request),
          callOptions(keyOf(chunk), chunk.firstSent)
        )
        .pipe(
          Effect.onInterrupt(() =>
            Effect.flatMap(Departure, ({ left }) =>
              left || inDoubt ? Effect.void : Effect.ignore(ledger.withdraw(chunk))
            )
          ),
          Effect.matchEffect({
            onSuccess: ({ job }) => {
              jobs++
              refusals = 0
              return Effect.flatMap(ledger.accepted(chunk, job), (accepted) =>
                conclude(accepted, items, round, inDoubt)
              )
            },
            onFailure: (error) => meet(error, chunk, items, round, inDoubt, repeats)
          })
        )

    const meet = (
      error: PersonaError,
      chunk: Chunk,
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
              Effect.suspend(() => post(chunk, items, round, inDoubt, repeats + 1)),
              action.afterMillis
            )
          )
        case "Doubt":
          return settleDoubt(chunk, items, round)
        case "Anew":
          return Effect.andThen(
            Effect.andThen(ledger.withdraw(chunk), options.onPause(action.afterMillis)),
            // It may be a long wait, in which others make what was not there.
            Effect.delay(
              Effect.flatMap(lookUp(items), (open) => attempt(open, round)),
              action.afterMillis
            )
          )
        case "Divide":
          return Effect.andThen(ledger.withdraw(chunk), divide(items, round, error))
        case "Closed":
          return ledger
            .withdraw(chunk)
            .pipe(
              Effect.andThen(close({ why: action.why, error })),
              Effect.andThen(Effect.sync(() => byRow(items)))
            )
        case "Stop":
          return Effect.andThen(
            inDoubt ? Effect.void : ledger.withdraw(chunk),
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
      chunk: Chunk,
      items: ReadonlyArray<Item<Request>>,
      round: number,
      repeated: boolean
    ): Sent =>
      Effect.matchEffect(carrier.end(chunk.job ?? ""), {
        onSuccess: (ended) =>
          ended.status === "failed" || (cannotSearch && ended.refused !== 0)
            ? settleDoubt(chunk, items, round, ended.created)
            : settle(chunk, ended, items, round, repeated),
        onFailure: (error) =>
          // The API does not know it any more, or the key may not ask.
          error.reason._tag === "NotFound" || error.status === 404 || (finishOnly && error.status === 403)
            ? settleDoubt(chunk, items, round)
            : stop(error)
      })

    const settle = Effect.fnUntraced(function* (
      chunk: Chunk,
      ended: Ended,
      items: ReadonlyArray<Item<Request>>,
      round: number,
      repeated: boolean
    ): Effect.fn.Return<void, Stop | LedgerError, PersonaClient> {
      const told = yield* stopping(
        Settling.settle(ended, items, {
          carrier,
          destination,
          policy,
          chunk,
          repeated,
          search: (part, digest) => {
            searches++
            jobs++
            return carrier.post(
              part.map(({ job }) => job.request),
              callOptions(
                idempotencyKey(runId, carrier.operation, chunk.digest, digest, chunk.id),
                chunk.firstSent
              )
            )
          }
        })
      )
      yield* ledger.finish(chunk, told.settled.map(Settling.recorded))
      note(told.settled)
      byRow(told.byRow)
      yield* attempt(told.again.map(Settling.again), round + 1)
    })

    /**
     * Nobody knows which of the rows were applied. What can be found is; the rest goes again. The job may have said how many
     * it created.
     */
    const settleDoubt = Effect.fnUntraced(function* (
      chunk: Chunk,
      items: ReadonlyArray<Item<Request>>,
      round: number,
      created?: number | undefined
    ): Effect.fn.Return<void, Stop | LedgerError, PersonaClient> {
      if (chunk.engine === carrier.engine) yield* stopping(carrier.endLost(chunk.firstSent))
      const doubted = items.map((item) => Settling.doubt(item, chunk))
      if (lookUpMany === undefined) {
        yield* ledger.finish(chunk, [])
        // What was created refuses its twin only once it is active.
        yield* Effect.sleep(Decision.settleMillis)
        return yield* attempt(doubted.map(Settling.again), round + 1)
      }
      const found = yield* stopping(lookUpMany(doubted.map(({ job }) => job.request)))
      const { open, settled } = Attribution.adopt(doubted, found, {
        policy,
        updates: carrier.updates,
        created
      })
      yield* ledger.finish(chunk, settled.map(Settling.recorded))
      note(settled)
      yield* attempt(open.map(Settling.again), round + 1)
    })

    return {
      begin: (items: ReadonlyArray<Item<Request>>): Sent =>
        Effect.flatMap(lookUp(items), (open) => attempt(open, 1)),
      proceed: Effect.fnUntraced(function* (
        chunk: Chunk,
        items: ReadonlyArray<Item<Request>>
      ): Effect.fn.Return<void, Stop | LedgerError, PersonaClient> {
        const isWhole = items.length === chunk.members.length && chunk.engine === carrier.engine
        // What the job does is known of rows that still say what they said.
        if (isWhole && digestOf(items) === chunk.digest) {
          if (chunk.job !== undefined) return yield* conclude(chunk, items, 1, false)
          if (finishOnly) return yield* settleDoubt(chunk, items, 1)
          // If it never arrived, it would have its effect only now, also on what others have made since.
          const found = yield* carrier.lookUpFirst ? lookUpAll(items) : Effect.succeed([])
          return yield* found.every((there) => there === undefined)
            ? post(chunk, items, 1, true, 0)
            : settleDoubt(chunk, items, 1)
        }
        // Some of its rows are gone or say something else, but its job may still be at work on them.
        const ended =
          chunk.job !== undefined && chunk.engine === carrier.engine
            ? yield* Effect.orElseSucceed(carrier.end(chunk.job), () => undefined)
            : undefined
        // Of a part of the rows it is only known if it is true of all.
        const isNew = ended?.created === chunk.members.length
        yield* settleDoubt(chunk, items, 1, isNew ? ended.created : undefined)
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
        const found = pursuit(given.length)
        const items = given.map((job, index) => ({ index, job, inDoubt: job.start === "readBack" }))
        return Effect.flatMap(found.begin(items), () => resultsOf(found.results()))
      }),
    recover: (chunk, given) =>
      Effect.suspend(() => {
        const present = given.filter((job) => job !== undefined)
        const found = pursuit(present.length)
        const items = present.map((job, index) => ({
          index,
          job,
          inDoubt: true,
          onlyLast: job.attempt.doubtSince >= Settling.since(chunk)
        }))
        return Effect.flatMap(found.proceed(chunk, items), () => resultsOf(found.results()))
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
  refusesTwins: true,
  keyInDoubt: true,
  rowInDoubt: true,
  askedAgain: true
}
