/**
 * The delivery of one batch: look-up, request, end of its job, and the outcome of each row.
 *
 * ```
 * look up ─▶ depart ─▶ post ─▶ wait for the job ─▶ settle
 *    ▲        ledger                  │
 *    └──────────── in doubt ◀─────────┘
 * ```
 *
 * If the policy requires it, existing objects are looked up first. The ledger records the rows of the batch before the
 * request is sent, so after a crash the same request can be repeated, or its job looked up. Rows in doubt are looked up
 * before they are sent again; if the API refuses duplicates, they are sent again without a look-up. Rows that cannot be
 * settled together go to the row engine.
 */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Effect from "effect/Effect"
import { batchDigest, idempotencyKey, type Digest } from "../../ledger/Digest.ts"
import type { Batch, LedgerError } from "../../ledger/Ledger.ts"
import type { Outcome } from "../../Outcome.ts"
import { Departure } from "../../pipeline/RequestCounters.ts"
import type { Failure } from "../../targets/Destination.ts"
import { doubtLeftBy } from "../Doubt.ts"
import * as Decision from "../row/Decision.ts"
import type { Job, Options as RowOptions } from "../row/Job.ts"
import type { Found } from "../../targets/Found.ts"
import { sendOptions } from "../SendOptions.ts"
import { Stop } from "../Stop.ts"
import * as Attribution from "./Attribution.ts"
import * as BatchOutcomes from "./BatchOutcomes.ts"
import * as BulkDecision from "./BulkDecision.ts"
import type { BulkEndpoint } from "./BulkEndpoint.ts"
import type { BulkOperation, Ended } from "./BulkOperation.ts"
import type { Item } from "./Item.ts"

export interface Options<Request> extends RowOptions<Request> {
  readonly bulkOperation: BulkOperation<Request>
  /**
   * Only looks up the ends of earlier requests and posts none; rows that stay open go row by row.
   * @default false
   */
  readonly finishOnly?: boolean | undefined
}

/** The result for a row: its outcome, already in the ledger, or a job for the row engine. */
export type Result<Request> =
  | { readonly _tag: "Settled"; readonly outcome: Outcome }
  | { readonly _tag: "ByRow"; readonly job: Job<Request> }

type Sent<A = void> = Effect.Effect<A, Stop | LedgerError, PersonaClient>

export class BatchDelivery<Request> {
  private readonly options: Options<Request>
  private readonly endpoint: BulkEndpoint
  private readonly found: Array<Result<Request> | undefined>
  /** Whether the rows that an upload refused cannot be found, because a search would need further uploads. */
  private readonly cannotSearch: boolean

  constructor(size: number, endpoint: BulkEndpoint, options: Options<Request>) {
    const { bulkOperation, destination, finishOnly = false } = options
    this.options = options
    this.endpoint = endpoint
    this.found = Array.from({ length: size }, () => undefined)
    this.cannotSearch =
      finishOnly && bulkOperation.refusedRows === undefined && destination.lookUpMany === undefined
  }

  /** Sends rows for the first time. */
  begin(items: ReadonlyArray<Item<Request>>): Sent {
    return Effect.flatMap(this.lookUp(items), (open) => this.attempt(open, 1))
  }

  /** Continues a request of an earlier scan with those of its rows that are still in the source. */
  proceed(batch: Batch, items: ReadonlyArray<Item<Request>>): Sent {
    return Effect.gen({ self: this }, function* () {
      const { bulkOperation, finishOnly = false } = this.options
      const isWhole = items.length === batch.members.length && batch.engine === bulkOperation.engine
      // The job's result is valid only for rows that have not changed since.
      if (isWhole && this.digestOf(items) === batch.digest) {
        if (batch.job !== undefined) return yield* this.conclude(batch, items, 1, false)
        if (finishOnly) return yield* this.settleDoubt(batch, items, 1)
        // A request that never arrived would take effect only now, including on objects created since by other clients.
        const found = yield* bulkOperation.lookUpFirst ? this.lookUpAll(items) : Effect.succeed([])
        return yield* found.every((there) => there === undefined)
          ? this.post(batch, items, 1, true, 0)
          : this.settleDoubt(batch, items, 1)
      }
      // Some of its rows are gone or changed, but its job may still be working on them.
      const ended =
        batch.job !== undefined && batch.engine === bulkOperation.engine
          ? yield* Effect.orElseSucceed(bulkOperation.end(batch.job), () => undefined)
          : undefined
      // A created count says something about some of the rows only if it covers all of them.
      const isNew = ended?.created === batch.members.length
      yield* this.settleDoubt(batch, items, 1, isNew ? ended.created : undefined)
    })
  }

  /** The result for each row, in order. */
  results(): Effect.Effect<ReadonlyArray<Result<Request>>> {
    const { found } = this
    return found.every((result) => result !== undefined)
      ? Effect.succeed(found)
      : Effect.die(new Error("A row was lost between requests"))
  }

  private note(settled: ReadonlyArray<Attribution.SettledItem<Request>>): void {
    for (const { item, outcome } of settled) this.found[item.index] = { _tag: "Settled", outcome }
  }

  private byRow(items: ReadonlyArray<Item<Request>>): void {
    for (const { inDoubt, index, job } of items) {
      const start = inDoubt ? "readBack" : job.start === "edited" ? "edited" : "create"
      this.found[index] = { _tag: "ByRow", job: { ...job, start } }
    }
  }

  private lookUpAll(items: ReadonlyArray<Item<Request>>): Sent<ReadonlyArray<Found | undefined>> {
    const { lookUpMany } = this.options.destination
    return lookUpMany === undefined
      ? Effect.succeed([])
      : stopping(lookUpMany(items.map(({ job }) => job.request)))
  }

  /** Settles the rows that exist already, and returns the others. */
  private lookUp(items: ReadonlyArray<Item<Request>>): Sent<ReadonlyArray<Item<Request>>> {
    return Effect.gen({ self: this }, function* () {
      const { bulkOperation, destination, ledger, policy } = this.options
      if (destination.lookUpMany === undefined) return items
      const asked = items.filter(({ inDoubt }) => inDoubt || bulkOperation.lookUpFirst)
      if (asked.length === 0) return items
      const found = yield* this.lookUpAll(asked)
      const { open, settled } = Attribution.reconcile(asked, found, {
        policy,
        updates: bulkOperation.updates
      })
      yield* ledger.finish(undefined, settled.map(BatchOutcomes.recorded))
      this.note(settled)
      if (asked.length === items.length) return open
      const left = new Map(open.map((item) => [item.index, item]))
      return items.flatMap((item) =>
        this.found[item.index] === undefined ? [left.get(item.index) ?? item] : []
      )
    })
  }

  private attempt(items: ReadonlyArray<Item<Request>>, round: number): Sent {
    return Effect.gen({ self: this }, function* () {
      const { bulkOperation, finishOnly = false, ledger, now } = this.options
      if (items.length === 0) return
      if (finishOnly || this.endpoint.isClosed || round > maxRounds) return this.byRow(items)
      const members = items.map(({ job }) => job.attempt.natural)
      const departure = { engine: bulkOperation.engine, members, digest: this.digestOf(items) }
      const batch = yield* ledger.depart(departure, yield* now)
      yield* this.post(batch, items, round, false, 0)
    })
  }

  private post(
    batch: Batch,
    items: ReadonlyArray<Item<Request>>,
    round: number,
    inDoubt: boolean,
    repeats: number
  ): Sent {
    const { bulkOperation, keyMaxAge, ledger } = this.options
    return bulkOperation
      .post(
        items.map(({ job }) => job.request),
        sendOptions(this.keyOf(batch, batch.digest), batch.firstSent, keyMaxAge)
      )
      .pipe(
        Effect.onInterrupt(() =>
          Effect.flatMap(Departure, ({ left }) =>
            left || inDoubt ? Effect.void : Effect.ignore(ledger.withdraw(batch))
          )
        ),
        Effect.matchEffect({
          onSuccess: ({ job }) => {
            this.endpoint.taken()
            return Effect.flatMap(ledger.accepted(batch, job), (accepted) =>
              this.conclude(accepted, items, round, inDoubt)
            )
          },
          onFailure: (error) => this.meet(error, batch, items, round, inDoubt, repeats)
        })
      )
  }

  /** Records the doubt that a failed request leaves, then follows `BulkDecision`. */
  private meet(
    error: PersonaError,
    batch: Batch,
    items: ReadonlyArray<Item<Request>>,
    round: number,
    wasInDoubt: boolean,
    repeats: number
  ): Sent {
    const { ledger, onPause } = this.options
    const doubt = doubtLeftBy(error)
    const before = wasInDoubt || doubt.before
    const action = BulkDecision.decide(error.reason, error.status, { inDoubt: before, repeats })
    const inDoubt = before || doubt.last
    switch (action._tag) {
      case "Repeat":
        return Effect.andThen(
          action.pause ? onPause(action.afterMillis) : Effect.void,
          Effect.delay(
            Effect.suspend(() => this.post(batch, items, round, inDoubt, repeats + 1)),
            action.afterMillis
          )
        )
      case "Doubt":
        return this.settleDoubt(batch, items, round)
      case "Anew":
        return Effect.andThen(
          Effect.andThen(ledger.withdraw(batch), onPause(action.afterMillis)),
          // During a long wait, other clients may create objects that did not exist before.
          Effect.delay(
            Effect.flatMap(this.lookUp(items), (open) => this.attempt(open, round)),
            action.afterMillis
          )
        )
      case "Divide":
        return Effect.andThen(ledger.withdraw(batch), this.divide(items, round, error))
      case "Closed":
        return ledger
          .withdraw(batch)
          .pipe(
            Effect.andThen(this.endpoint.close({ why: action.why, error })),
            Effect.andThen(Effect.sync(() => this.byRow(items)))
          )
      case "Stop":
        return Effect.andThen(
          inDoubt ? Effect.void : ledger.withdraw(batch),
          Effect.fail(new Stop({ why: action.why, error }))
        )
    }
  }

  /** After a request that was refused as a whole: sends its halves to find the rows at fault. */
  private divide(items: ReadonlyArray<Item<Request>>, round: number, error: PersonaError): Sent {
    return Effect.gen({ self: this }, function* () {
      yield* this.endpoint.refused(error)
      if (this.endpoint.isClosed || items.length <= fewRows) return this.byRow(items)
      const half = Math.ceil(items.length / 2)
      yield* this.attempt(items.slice(0, half), round)
      yield* this.attempt(items.slice(half), round)
    })
  }

  /** After the API has taken the request: waits for the end of its job and settles the rows. */
  private conclude(
    batch: Batch,
    items: ReadonlyArray<Item<Request>>,
    round: number,
    repeated: boolean
  ): Sent {
    const { bulkOperation, finishOnly = false } = this.options
    return Effect.matchEffect(bulkOperation.end(batch.job ?? ""), {
      onSuccess: (ended) =>
        ended.status === "failed" || (this.cannotSearch && ended.refused !== 0)
          ? this.settleDoubt(batch, items, round, ended.created)
          : this.settle(batch, ended, items, round, repeated),
      onFailure: (error) =>
        // The API no longer knows the job, or the key may not read it.
        error.reason._tag === "NotFound" || error.status === 404 || (finishOnly && error.status === 403)
          ? this.settleDoubt(batch, items, round)
          : stop(error)
    })
  }

  private settle(
    batch: Batch,
    ended: Ended,
    items: ReadonlyArray<Item<Request>>,
    round: number,
    repeated: boolean
  ): Sent {
    return Effect.gen({ self: this }, function* () {
      const { bulkOperation, destination, keyMaxAge, ledger, policy } = this.options
      const told = yield* stopping(
        BatchOutcomes.settle(ended, items, {
          bulkOperation,
          destination,
          policy,
          batch,
          repeated,
          search: (part, digest) => {
            this.endpoint.searched()
            return bulkOperation.post(
              part.map(({ job }) => job.request),
              sendOptions(this.keyOf(batch, digest), batch.firstSent, keyMaxAge)
            )
          }
        })
      )
      yield* ledger.finish(batch, told.settled.map(BatchOutcomes.recorded))
      this.note(told.settled)
      this.byRow(told.byRow)
      yield* this.attempt(told.again.map(BatchOutcomes.again), round + 1)
    })
  }

  /**
   * Settles rows in doubt: looks up all rows that can be looked up, and sends the rest again. The job may have reported
   * how many objects it created.
   */
  private settleDoubt(
    batch: Batch,
    items: ReadonlyArray<Item<Request>>,
    round: number,
    created?: number | undefined
  ): Sent {
    return Effect.gen({ self: this }, function* () {
      const { bulkOperation, destination, ledger, policy } = this.options
      if (batch.engine === bulkOperation.engine) yield* stopping(bulkOperation.endLost(batch.firstSent))
      const doubted = items.map((item) => BatchOutcomes.doubt(item, batch))
      if (destination.lookUpMany === undefined) {
        yield* ledger.finish(batch, [])
        // The API refuses a duplicate only once the first object is active.
        yield* Effect.sleep(Decision.settleMillis)
        return yield* this.attempt(doubted.map(BatchOutcomes.again), round + 1)
      }
      const found = yield* this.lookUpAll(doubted)
      const { open, settled } = Attribution.reconcile(doubted, found, {
        policy,
        updates: bulkOperation.updates,
        created
      })
      yield* ledger.finish(batch, settled.map(BatchOutcomes.recorded))
      this.note(settled)
      yield* this.attempt(open.map(BatchOutcomes.again), round + 1)
    })
  }

  /** The idempotency key of a request: for the batch itself, or for a part of it in a search for faulty rows. */
  private keyOf({ digest, id }: Batch, part: Digest): string {
    const { bulkOperation, runId } = this.options
    return idempotencyKey(runId, bulkOperation.operation, digest, part, id)
  }

  private digestOf(items: ReadonlyArray<Item<Request>>): Digest {
    return batchDigest(
      this.options.bulkOperation.form,
      items.map(({ job }) => job.attempt)
    )
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

/** A request about the rows needs an answer. Without one the run stops, and the ledger keeps the open rows. */
const stopping = <A>(effect: Effect.Effect<A, Failure, PersonaClient>): Sent<A> => Effect.catch(effect, stop)

/** The number of times rows are sent together before each goes to the row engine. */
const maxRounds = 3

/** A refused request of at most this many rows is not divided: its rows go one by one, so each gets its own reason. */
const fewRows = 16

const someRow: Decision.Situation = {
  keyed: true,
  canLookUp: true,
  refusesDuplicates: true,
  keyInDoubt: true,
  rowInDoubt: true,
  askedAgain: true
}
