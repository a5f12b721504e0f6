/**
 * What is to be done, with every choice made, and what has to be known before a row is looked at: the columns, the
 * environment, the place where rows go, the run that is continued. Planning and importing begin with the same steps.
 */
import { defaultMaxAge } from "@effect-persona/core/IdempotencyKey"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { OnExisting } from "./Adoption.ts"
import type { Destination, Failure } from "./Destination.ts"
import * as AccountDestination from "./destinations/AccountDestination.ts"
import * as ListDestination from "./destinations/ListDestination.ts"
import * as ListItemDestination from "./destinations/ListItemDestination.ts"
import type { MappingError, SourceError } from "./ImportError.ts"
import * as Digest from "./internal/digest.ts"
import * as Traffic from "./internal/traffic.ts"
import * as Invocation from "./Invocation.ts"
import type { LedgerError } from "./Ledger.ts"
import * as Mapping from "./Mapping.ts"
import * as Preflight from "./Preflight.ts"
import type { DestinationError } from "./RunError.ts"
import type * as Source from "./Source.ts"
import type * as StateDirectory from "./StateDirectory.ts"
import type * as Target from "./Target.ts"

/** What a caller may choose; whatever is left out has a default. */
export interface Options {
  /** A file by its path, or any other source. Only the run of a file can be continued by its id. */
  readonly source: Source.Source | Invocation.File
  readonly target: Target.Target
  /** COLUMN to FIELD; columns that are not named here match fields by their name. */
  readonly map?: Readonly<Record<string, string>> | undefined
  /** FIELD to a value that is the same in every row. */
  readonly set?: Readonly<Record<string, string>> | undefined
  /** @default ".persona" */
  readonly stateDirectory?: string | undefined
  /**
   * Requests in flight at most.
   * @default 16
   */
  readonly concurrency?: number | undefined
  /** @default "skip" */
  readonly onExisting?: OnExisting | undefined
  /**
   * What happens to accounts without a reference id, which nothing protects from being created twice: refuse
   * them, derive a reference id from what the row says, or send them all the same.
   * @default "refuse"
   */
  readonly unkeyed?: Invocation.Unkeyed | undefined
  /**
   * Age from which an idempotency key is not sent again.
   * @default 23 hours
   */
  readonly keyMaxAge?: Duration.Input | undefined
}

/** What is to be done, with every choice made. */
export interface Order {
  readonly source: Source.Source
  readonly target: Target.Target
  readonly map: Readonly<Record<string, string>>
  readonly set: Readonly<Record<string, string>>
  readonly onExisting: OnExisting
  readonly unkeyed: Invocation.Unkeyed
  readonly keyMaxAge: Duration.Duration
  readonly concurrency: number
}

/** Makes every choice. */
export const of = (options: Options): Order => ({
  source: "file" in options.source ? Invocation.source(options.source) : options.source,
  target: options.target,
  map: options.map ?? {},
  set: options.set ?? {},
  onExisting: options.onExisting ?? "skip",
  unkeyed: options.unkeyed ?? "refuse",
  keyMaxAge: Duration.fromInputUnsafe(options.keyMaxAge ?? defaultMaxAge),
  concurrency: options.concurrency ?? 16
})

/** A source that can be read, and what its columns become. */
export interface Opened {
  readonly table: Source.Table
  readonly mapper: Mapping.RowMapper
  /** The caller's client, counted from here on. */
  readonly traffic: Traffic.Traffic
}

/** Opens the source and matches its columns. Nothing is sent. */
export const open = Effect.fnUntraced(function* ({
  map,
  set,
  source,
  target
}: Order): Effect.fn.Return<Opened, SourceError | MappingError, PersonaClient | Scope.Scope> {
  const table = yield* source.open
  const mapper = yield* Mapping.compile({ target, columns: table.columns, map, set })
  return { table, mapper, traffic: yield* Traffic.counted }
})

/** Where rows go. */
export interface Where {
  readonly environment: string | undefined
  readonly place: Preflight.Place
}

/** Asks which environment answers, and finds the place of the target. Only reads. */
export const locate = (
  target: Target.Target
): Effect.Effect<Where, Failure | DestinationError, PersonaClient> =>
  Effect.all({ environment: Preflight.environment, place: Preflight.locate(target) })

/** A digest of what was asked for and where, not of how this file's columns happen to be named and ordered. */
export const jobOf = (
  { map, onExisting, set, target, unkeyed }: Pick<Order, "target" | "map" | "set" | "onExisting" | "unkeyed">,
  { baseUrl, environment }: Pick<StateDirectory.RunInfo, "environment" | "baseUrl">
): string =>
  Digest.fingerprint({
    target,
    map: sorted(map),
    set: sorted(set),
    environment: environment ?? baseUrl,
    policy: onExisting,
    unkeyed
  })

const sorted = (entries: Readonly<Record<string, string>>) =>
  Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** The latest run of the same job over the same source: by its identity, or by its bytes where it has moved. */
export const findRun = Effect.fnUntraced(function* (
  state: StateDirectory.StateDirectory,
  source: Source.Source,
  job: string,
  listId: string | undefined
): Effect.fn.Return<StateDirectory.RunInfo | undefined, SourceError | LedgerError> {
  const candidates = (yield* state.allRuns).filter(
    (info) =>
      info.job === job &&
      // A list that was archived and has been created anew is another place.
      info.list === listId
  )
  if (candidates.length === 0) return undefined
  const sameName = candidates.find((info) => info.sourceIdentity === source.identity)
  if (sameName !== undefined) return sameName
  if (candidates.every((info) => info.sourceDigest === undefined)) return undefined
  const digest = yield* source.digest
  if (digest === undefined) return undefined
  return candidates.find((info) => info.sourceDigest === digest)
})

/** Where the rows of a target go. The list has to be known where they are its items. */
export const destinationOf = (
  target: Target.Target,
  listId: string | undefined
): Effect.Effect<Destination<any>> => {
  switch (target._tag) {
    case "Accounts":
      return Effect.succeed(AccountDestination.make({ accountTypeId: target.accountType }))
    case "Lists":
      return ListDestination.make
    case "ListItems":
      return Effect.succeed(ListItemDestination.make({ kind: target.kind, listId: listId! }))
  }
}
