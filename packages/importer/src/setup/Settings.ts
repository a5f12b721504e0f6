/**
 * The settings of an import, and the facts needed before the first row: the columns, the environment, the place of the
 * rows, and the run to continue. Planning and importing begin with the same steps.
 */
import { defaultMaxAge } from "@effect-persona/core/IdempotencyKey"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { OnExisting } from "../Policies.ts"
import * as Duplicates from "../mapping/Duplicates.ts"
import type { MaxErrors } from "../Policies.ts"
import type { Destination, Failure } from "../targets/Destination.ts"
import * as AccountDestination from "../targets/accounts/Destination.ts"
import * as ListDestination from "../targets/lists/Destination.ts"
import * as ListItemDestination from "../targets/list-items/Destination.ts"
import type { EngineRequest } from "../Policies.ts"
import { MappingError, NoReferenceId } from "../MappingError.ts"
import type { SourceError } from "../SourceError.ts"
import * as Digest from "../ledger/Digest.ts"
import * as FindRun from "./FindRun.ts"
import * as RequestCounters from "../pipeline/RequestCounters.ts"
import * as RunConfig from "../state/RunConfig.ts"
import type { LedgerError } from "../ledger/Ledger.ts"
import * as Mapping from "../Mapping.ts"
import type { FieldSchemaLike } from "../mapping/CustomFields.ts"
import type { MappingFile } from "../MappingFile.ts"
import type { Unkeyed } from "../Policies.ts"
import * as Preflight from "./Preflight.ts"
import * as ListRouting from "../targets/list-items/ListRouting.ts"
import { type AmbiguousSource, DestinationError, type ListsError } from "../RunError.ts"
import * as Source from "../Source.ts"
import type * as StateDirectory from "../StateDirectory.ts"
import type * as Target from "../Target.ts"

/** Options of the caller. Omitted ones have defaults. */
export interface Options {
  /** A file by its path, or any other source. A run can be continued by its id if its source can be opened again. */
  readonly source: Source.Source | RunConfig.File
  readonly target: Target.Target
  /** COLUMN to FIELD. Columns that are not listed match fields by name. */
  readonly map?: Readonly<Record<string, string>> | undefined
  /** FIELD to a constant value for every row. */
  readonly set?: Readonly<Record<string, string>> | undefined
  /** A mapping file. `map` and `set` take precedence over it. @default columns match fields by name */
  readonly mapping?: MappingFile | undefined
  /**
   * The column that names the list of each item, by id or name, for list items whose target names none. The source is
   * then read twice: all lists are found before the first write.
   * @default the column of the mapping file
   */
  readonly listColumn?: string | undefined
  /** Kinds of apparent spreadsheet damage to accept as intended. @default those of the mapping file, otherwise none */
  readonly accept?: Mapping.Options<Target.Target>["accept"]
  /** @default ".persona" */
  readonly stateDirectory?: string | undefined
  /**
   * The engine. `auto` chooses one and gives the reason. A named engine that cannot serve fails with `EngineError`.
   * @default "auto"
   */
  readonly engine?: EngineRequest | undefined
  /**
   * Whether batch jobs trigger the API's webhook events for changed accounts. The other engines always do.
   * @default true
   */
  readonly emitEvents?: boolean | undefined
  /**
   * Share of the rate limit, from 0 to 1, that the client leaves to other clients; see `RateBudget`. It affects time
   * estimates, and thereby the choice of the engine.
   * @default 0
   */
  readonly leave?: number | undefined
  /**
   * The most requests in flight.
   * @default 16
   */
  readonly concurrency?: number | undefined
  /** @default "skip" */
  readonly onExisting?: OnExisting | undefined
  /**
   * How to handle accounts without a reference id, which have no protection against duplicate creation: refuse them,
   * derive a reference id from the row's content, or send them anyway.
   * @default "refuse"
   */
  readonly unkeyed?: Unkeyed | undefined
  /**
   * Which of several rows with the same natural key to send. With `last`, the source is read once more.
   * @default "first"
   */
  readonly duplicates?: Duplicates.Duplicates | undefined
  /**
   * The number of rejected rows that stops the import: a count, or a share of the rows rejected or sent.
   * @default no limit, unless the API refuses all of the first rows for the same reason
   */
  readonly maxErrors?: MaxErrors | undefined
  /**
   * The age from which an idempotency key is not sent again.
   * @default 23 hours
   */
  readonly keyMaxAge?: Duration.Input | undefined
}

/** Complete settings of an import, with all defaults applied. */
export interface ImportSettings {
  readonly source: Source.Source
  readonly target: Target.Target
  readonly map: Readonly<Record<string, string>>
  readonly set: Readonly<Record<string, string>>
  readonly mapping?: MappingFile | undefined
  readonly listColumn?: string | undefined
  readonly accept?: Mapping.Options<Target.Target>["accept"]
  readonly onExisting: OnExisting
  readonly unkeyed: Unkeyed
  readonly duplicates?: Duplicates.Duplicates | undefined
  readonly maxErrors?: MaxErrors | undefined
  readonly keyMaxAge: Duration.Duration
  readonly concurrency: number
  readonly engine: EngineRequest
  readonly emitEvents: boolean
  readonly leave?: number | undefined
}

/** Applies the defaults. */
export const of = (options: Options): ImportSettings => ({
  source: "file" in options.source ? RunConfig.source(options.source) : options.source,
  target: options.target,
  map: options.map ?? {},
  set: options.set ?? {},
  mapping: options.mapping,
  listColumn: options.listColumn ?? options.mapping?.listColumn,
  accept: options.accept,
  onExisting: options.onExisting ?? "skip",
  unkeyed: options.unkeyed ?? "refuse",
  duplicates: options.duplicates === Duplicates.defaultPolicy ? undefined : options.duplicates,
  maxErrors: options.maxErrors,
  keyMaxAge: Duration.fromInputUnsafe(options.keyMaxAge ?? defaultMaxAge),
  concurrency: options.concurrency ?? 16,
  engine: options.engine ?? "auto",
  emitEvents: options.emitEvents ?? true,
  leave: options.leave
})

/** Applies the defaults, and holds the source: all readings of it must find the same content. */
export const held = (options: Options): Effect.Effect<ImportSettings, SourceError, Scope.Scope> => {
  const settings = of(options)
  return Effect.map(Source.hold(settings.source), (source) => ({ ...settings, source }))
}

/** A readable source, and the mapping of its columns. */
export interface Opened {
  readonly table: Source.Table
  readonly mapper: Mapping.RowMapper
  /** The caller's client, counted from here on. */
  readonly requestCounters: RequestCounters.RequestCounters
}

/** Opens the source and matches its columns. Sends nothing. */
export const open = Effect.fnUntraced(function* (
  settings: ImportSettings
): Effect.fn.Return<Opened, SourceError | MappingError | DestinationError, PersonaClient | Scope.Scope> {
  yield* requireOneList(settings)
  const table = yield* settings.source.open
  const mapper = yield* compile(settings, table.columns, undefined)
  return { table, mapper, requestCounters: yield* RequestCounters.counted }
})

/** Requires one way to name the list of each item: one list for all items, or a column. */
const requireOneList = ({ listColumn, target }: ImportSettings): Effect.Effect<void, DestinationError> => {
  const failed = (reason: DestinationError["reason"]) =>
    Effect.fail(new DestinationError({ reason, what: `"${listColumn}"`, candidates: [] }))
  if (target._tag !== "ListItems") return listColumn === undefined ? Effect.void : failed("no-list-items")
  if (target.list === undefined) return listColumn === undefined ? failed("no-list") : Effect.void
  return listColumn === undefined ? Effect.void : failed("two-lists")
}

const compile = Effect.fnUntraced(function* (
  settings: ImportSettings,
  columns: ReadonlyArray<string>,
  fieldSchemas: ReadonlyArray<FieldSchemaLike> | undefined
): Effect.fn.Return<Mapping.RowMapper, MappingError> {
  const { accept, listColumn, map, mapping, set, target, unkeyed } = settings
  const mapper = yield* Mapping.compile({
    target,
    columns,
    map,
    set,
    mapping,
    fieldSchemas,
    listColumn,
    accept
  })
  if (target._tag === "Accounts" && unkeyed === "refuse") {
    const isKeyed = mapper.describe.some(({ field }) => field === "reference-id")
    if (!isKeyed) return yield* new MappingError({ problems: [new NoReferenceId()], columns, fields: [] })
  }
  return mapper
})

/** The environment and place of the rows, and their mapper. */
export interface Where {
  readonly environment: string | undefined
  readonly place: Preflight.Place
  /**
   * Maps records to rows with the facts of the environment: custom fields have the kinds of the account type, and the
   * identity of an item includes its list. Lists to create are identified by their names.
   */
  readonly mapper: Mapping.RowMapper
}

/** Finds the environment that answers, and the place of the rows. Only reads. */
export const locate = (
  settings: ImportSettings,
  opened: Pick<Opened, "table" | "mapper">
): Effect.Effect<Where, LocateError, PersonaClient> =>
  Effect.map(Effect.all([Preflight.environment, place(settings, opened)]), ([environment, found]) => ({
    environment,
    ...found
  }))

/** Why the place of the rows cannot be found or used. */
export type LocateError = Failure | DestinationError | ListsError | MappingError | SourceError

/** Finds the place of the rows. Only reads. */
export const place = Effect.fnUntraced(function* (
  settings: ImportSettings,
  { mapper, table }: Pick<Opened, "table" | "mapper">,
  /** The lists known to the run to continue. */
  known: ListRouting.Known = () => undefined
): Effect.fn.Return<Omit<Where, "environment">, LocateError, PersonaClient> {
  const { listColumn, source, target } = settings
  if (target._tag === "ListItems" && target.list === undefined && listColumn !== undefined) {
    const named = yield* ListRouting.collect(source, mapper, listColumn)
    const place = yield* ListRouting.resolve(named, { column: listColumn, kind: target.kind, known })
    return { place, mapper: ListRouting.routed(mapper, ListRouting.foreseen(place)) }
  }
  if (target._tag === "Accounts") {
    const schemas = yield* Preflight.fieldSchemas(target)
    return {
      place: { _tag: "Environment" },
      mapper: schemas === undefined ? mapper : yield* compile(settings, table.columns, schemas)
    }
  }
  return { place: yield* Preflight.locate(target), mapper }
})

/** A digest of the import's settings and place. Independent of the names and order of the source's columns. */
export const jobOf = (
  settings: Pick<
    ImportSettings,
    "target" | "map" | "set" | "mapping" | "listColumn" | "accept" | "onExisting" | "unkeyed" | "duplicates"
  >,
  { baseUrl, environment }: Pick<StateDirectory.RunInfo, "environment" | "baseUrl">
): string => {
  const { accept, duplicates, listColumn, map, mapping, onExisting, set, target, unkeyed } = settings
  return Digest.fingerprint({
    target,
    map: sorted(map),
    set: sorted(set),
    environment: environment ?? baseUrl,
    policy: onExisting,
    unkeyed,
    // Absent settings are omitted, so that the digest of an import without them stays the same.
    ...(mapping === undefined ? {} : { mapping: factsOf(mapping) }),
    ...(listColumn === undefined ? {} : { listColumn }),
    ...(accept === undefined ? {} : { accept: accept.toSorted() }),
    ...(duplicates === undefined ? {} : { duplicates })
  })
}

const sorted = (entries: Readonly<Record<string, string>>) =>
  Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** The facts of a mapping file, without parts for human readers, and independent of its order. */
const factsOf = ({ $schema: _, ignore: __, preset: ___, ...mapping }: MappingFile): unknown =>
  ordered(mapping)

const ordered = (value: unknown): unknown =>
  Array.isArray(value)
    ? value.map(ordered)
    : typeof value === "object" && value !== null
      ? Object.entries(value)
          .toSorted(([a], [b]) => (a < b ? -1 : 1))
          .map(([name, member]) => [name, ordered(member)])
      : value

/** Finds the run of the same job over the same source, recognized by content, otherwise by name. */
export const findRun = Effect.fnUntraced(function* (
  state: StateDirectory.StateDirectory,
  source: Source.Source,
  job: string,
  listId: string | undefined,
  lists?: Preflight.ManyLists | undefined
): Effect.fn.Return<StateDirectory.RunInfo | undefined, SourceError | LedgerError | AmbiguousSource> {
  const candidates = (yield* state.allRuns).filter(
    (info) =>
      info.job === job &&
      // A list that was archived and created again is a different place.
      info.list === listId &&
      (lists === undefined || ListRouting.isSamePlace(lists, ListRouting.knownTo(info.lists, state.digester)))
  )
  return yield* FindRun.find(state, source, candidates)
})

/** Finds the run of the same job that rejected the rows of a reject file, if it is in this state directory. */
export const findCorrected = Effect.fnUntraced(function* (
  state: StateDirectory.StateDirectory,
  rejectsOf: string | undefined,
  job: string,
  listId: string | undefined,
  lists?: Preflight.ManyLists | undefined
): Effect.fn.Return<StateDirectory.RunInfo | undefined, LedgerError> {
  if (rejectsOf === undefined) return undefined
  return (yield* state.allRuns).find(
    (info) =>
      info.id === rejectsOf &&
      info.job === job &&
      info.list === listId &&
      (lists === undefined || ListRouting.isSamePlace(lists, ListRouting.knownTo(info.lists, state.digester)))
  )
})

/** Makes the destination of a run's rows. Requires the list's id if all rows are items of one list. */
export const destinationOf = (
  target: Target.Target,
  { accountType, list: listId, namedType }: Pick<StateDirectory.RunInfo, "accountType" | "namedType" | "list">
): Effect.Effect<Destination<any>> => {
  switch (target._tag) {
    case "Accounts":
      return Effect.succeed(
        AccountDestination.make({
          accountTypeId: target.accountType ?? accountType,
          namedTypeId: namedType ?? undefined
        })
      )
    case "Lists":
      return ListDestination.make
    case "ListItems":
      return Effect.succeed(ListItemDestination.make({ kind: target.kind, listId }))
  }
}
