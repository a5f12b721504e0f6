/**
 * Determines the outcomes of a batch's rows when its job has ended: by the names of the refused rows, by a look-up, or
 * by the counts alone.
 */
import type { OnExisting } from "../../Policies.ts"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Effect from "effect/Effect"
import { settleMillis } from "../row/Decision.ts"
import type { Destination, Failure } from "../../targets/Destination.ts"
import { batchDigest, type Digest } from "../../ledger/Digest.ts"
import type { Batch, Settled } from "../../ledger/Ledger.ts"
import type { Created, Existing, Updated } from "../../Outcome.ts"
import type { Item } from "./Item.ts"
import * as Attribution from "./Attribution.ts"
import { type SettledItem, wasCreated, wasThere } from "./Attribution.ts"
import type { AcceptedJob, BulkOperation, Ended } from "./BulkOperation.ts"
import * as FaultSearch from "../upload/FaultSearch.ts"

/** The settled rows, and the next step of the others. */
export interface Told<Request> {
  readonly settled: ReadonlyArray<SettledItem<Request>>
  /** Rows to send one by one. */
  readonly byRow: ReadonlyArray<Item<Request>>
  /** Rows to send together again. */
  readonly again: ReadonlyArray<Item<Request>>
}

export interface Options<Request> {
  readonly bulkOperation: BulkOperation<Request>
  readonly destination: Destination<Request>
  readonly policy: OnExisting
  readonly batch: Batch
  /** Whether the request was sent before the send that made this job. If so, an earlier job may exist. */
  readonly repeated: boolean
  /** Sends some of the rows again, under a key derived from `digest`. */
  readonly search: (
    items: ReadonlyArray<Item<Request>>,
    digest: Digest
  ) => Effect.Effect<AcceptedJob, PersonaError, PersonaClient>
}

/** A settled row as the ledger records it. */
export const recorded = <Request>({ item, outcome }: SettledItem<Request>): Settled => ({
  natural: item.job.attempt.natural,
  outcome,
  requestId: undefined
})

/** When a request may first have been sent, as the ledger records it for its rows. */
export const since = ({ firstSent }: Batch): number => Math.floor(firstSent.server ?? firstSent.wall)

/** Marks a row as in doubt: the API may have taken its request. */
export const doubt = <Request>(item: Item<Request>, batch: Batch): Item<Request> => {
  const { attempt } = item.job
  const upserting = attempt.upserting || batch.engine === "batch"
  const doubtSince = item.inDoubt ? attempt.doubtSince : since(batch)
  return {
    ...item,
    inDoubt: true,
    onlyLast: !Attribution.wasSentBefore(item),
    job: { ...item.job, attempt: { ...attempt, doubtSince, upserting } }
  }
}

/** Prepares a row for another request after its job has ended. */
export const again = <Request>(item: Item<Request>): Item<Request> => ({ ...item, onlyLast: false })

export const settle = <Request>(
  ended: Ended,
  items: ReadonlyArray<Item<Request>>,
  options: Options<Request>
): Effect.Effect<Told<Request>, Failure, PersonaClient> =>
  options.bulkOperation.refusedRows !== undefined
    ? byName(ended, items, options)
    : options.destination.lookUpMany !== undefined
      ? byLookUp(ended, items, options)
      : byCount(ended, items, options)

/** Settles rows whose job names the refused rows, and reports how many of the others it created and updated. */
const byName = Effect.fnUntraced(function* <Request>(
  ended: Ended,
  items: ReadonlyArray<Item<Request>>,
  options: Options<Request>
): Effect.fn.Return<Told<Request>, Failure, PersonaClient> {
  const { bulkOperation, batch, repeated } = options
  const requests = items.map(({ job }) => job.request)
  const refused = ended.refused === 0 ? [] : yield* bulkOperation.refusedRows!(batch.job ?? "", requests)
  if (refused === undefined) {
    yield* Effect.logWarning(
      `The API names more refused rows of a ${bulkOperation.engine} job than its ${items.length}, or comes to no end with them. The rows were looked up instead, and those that are not there are sent one by one.`
    )
    // If the job's list of refused rows is wrong, its counts are not trusted either.
    return yield* byLookUp({ ...ended, created: undefined }, items, options)
  }
  const rejected = new Map(refused.map(({ index, rejected }) => [index, rejected]))
  const applied = items.filter((_, i) => !rejected.has(i))
  const [there, open] = [
    applied.filter(({ wasThere }) => wasThere),
    applied.filter(({ wasThere }) => !wasThere)
  ]
  const { created, updated } = ended
  const isAccountedFor =
    ended.refused === rejected.size &&
    created !== undefined &&
    updated !== undefined &&
    created + updated === applied.length &&
    created <= open.length
  if (!isAccountedFor) return yield* byLookUp(ended, items, options)
  const settled = items.flatMap((item, i): ReadonlyArray<SettledItem<Request>> => {
    const outcome = rejected.get(i)
    return outcome === undefined ? [] : [{ item, outcome }]
  })
  // An object that was absent before, yet updated, may have been created by an earlier request for the same rows.
  const other = (item: Item<Request>): Applied =>
    repeated || Attribution.wasSentBefore(item) ? wasThere(true) : wasUpdated
  return {
    settled: [
      ...settled,
      ...there.map((item) => ({ item, outcome: { ...wasUpdated, differing: true } })),
      ...share(open, created, wasCreated, other)
    ],
    byRow: items.filter((_, i) => rejected.has(i) && rejected.get(i) === undefined),
    again: []
  }
})

/** Settles rows by a look-up of their natural keys. A row without an object was not applied. */
const byLookUp = Effect.fnUntraced(function* <Request>(
  { created }: Ended,
  items: ReadonlyArray<Item<Request>>,
  { bulkOperation, batch, destination, policy, repeated }: Options<Request>
): Effect.fn.Return<Told<Request>, Failure, PersonaClient> {
  const sent = items.map((item) => doubt(item, batch))
  const found = yield* destination.lookUpMany!(sent.map(({ job }) => job.request))
  const { updates } = bulkOperation
  const { open, settled } = Attribution.reconcile(sent, found, {
    policy,
    updates,
    created,
    completed: !repeated
  })
  const there = open.filter(({ wasThere }) => wasThere)
  return {
    settled,
    byRow: open.filter(({ wasThere }) => !wasThere).map((item) => ({ ...item, inDoubt: false })),
    again: there
  }
})

/** Settles rows whose job reports only the numbers created, existing and refused. A search finds the refused rows. */
const byCount = Effect.fnUntraced(function* <Request>(
  { created, existing, refused }: Ended,
  items: ReadonlyArray<Item<Request>>,
  { bulkOperation, batch, search }: Options<Request>
): Effect.fn.Return<Told<Request>, Failure, PersonaClient> {
  const isAccountedFor =
    created !== undefined &&
    existing !== undefined &&
    refused !== undefined &&
    created + existing + refused === items.length
  if (!isAccountedFor) {
    return { settled: [], byRow: [], again: items.map((item) => doubt(item, batch)) }
  }
  // Rows whose fault has disappeared: an upload of the search has created them.
  let late = 0
  const { faulty, suspects } =
    refused === 0
      ? nothingAtFault
      : // Items that are not active yet would not count as duplicates: the search would create them twice.
        yield* Effect.delay(FaultSearch.search(items.length, refused, probe), settleMillis)
  const left = new Set([...faulty, ...suspects])
  // Rows in doubt come last: they are more likely the existing ones, from an earlier request.
  const applied = items.filter((_, i) => !left.has(i)).toSorted(bySureness)
  // The API does not say which rows existed before. Rows that are sent one by one complete the counts.
  const isOpen = suspects.length > 0 && existing > 0
  // A row in doubt can be among the searched ones. Its place in the counts then goes to another row, which must be
  // reported with the same doubt.
  const isBlurred = refused > 0 && items.some(({ inDoubt }) => inDoubt)
  const first = Math.min(created + late, applied.length)
  let rest = created + late - first
  const there = (inDoubt: boolean) => (): Applied => {
    const outcome = rest-- > 0 || existing === 0 ? wasCreated : wasThere(inDoubt || isBlurred)
    return isOpen ? { ...outcome, counted: true } : outcome
  }
  return {
    settled: share(applied, first, wasCreated, ({ inDoubt }) => wasThere(inDoubt || isBlurred), isOpen),
    byRow: [
      ...faulty.map((i) => items[i]!),
      ...suspects.map((i) => ({ ...items[i]!, job: { ...items[i]!.job, there: there(items[i]!.inDoubt) } }))
    ],
    again: []
  }

  /** The number of these rows that the API refuses. `undefined` if its job does not report it. */
  function probe(indexes: ReadonlyArray<number>): Effect.Effect<number | undefined, Failure, PersonaClient> {
    const part = indexes.map((i) => items[i]!)
    const digest = batchDigest(
      bulkOperation.form,
      part.map(({ job }) => job.attempt)
    )
    return search(part, digest).pipe(
      Effect.flatMap(({ job }) => bulkOperation.end(job)),
      Effect.map((ended) => {
        late += ended.created ?? 0
        return ended.status === "completed" &&
          ended.refused !== undefined &&
          ended.refused + (ended.created ?? 0) + (ended.existing ?? 0) === part.length
          ? ended.refused
          : undefined
      }),
      // A refused upload finds nothing: the rows are sent one by one.
      Effect.catchReasons("PersonaError", {
        BadRequest: () => Effect.undefined,
        UnprocessableEntity: () => Effect.undefined,
        Conflict: () => Effect.undefined,
        KeyExpired: () => Effect.undefined,
        IdempotencyMismatch: () => Effect.undefined,
        DecodeError: () => Effect.undefined,
        ServerError: () => Effect.undefined,
        QuotaExceeded: () => Effect.undefined
      })
    )
  }
})

const bySureness = <Request>(one: Item<Request>, other: Item<Request>): number =>
  Number(one.inDoubt) - Number(other.inDoubt)

const nothingAtFault: Pick<FaultSearch.Verdict, "faulty" | "suspects"> = { faulty: [], suspects: [] }

/** Gives the `first` rows the outcome `one`, and the rest the outcome `other`. */
const share = <Request>(
  items: ReadonlyArray<Item<Request>>,
  first: number,
  one: Applied,
  other: (item: Item<Request>) => Applied,
  isOpen = false
): ReadonlyArray<SettledItem<Request>> => {
  const isMixed = isOpen || (first > 0 && first < items.length)
  return items.map((item, i) => {
    const outcome = i < first ? one : other(item)
    return { item, outcome: isMixed ? { ...outcome, counted: true } : outcome }
  })
}

type Applied = Created | Existing | Updated

const wasUpdated: Applied = { _tag: "Updated", resource: undefined, differing: false }
