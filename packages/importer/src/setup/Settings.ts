/**
 * What is to be done, with every choice made, and what has to be known before a row is looked at: the columns, the
 * environment, the place where rows go, the run that is continued. Planning and importing begin with the same steps.
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

/** What a caller may choose; whatever is left out has a default. */
export interface Options {
  /** A file by its path, or any other source. A run can be continued by its id if its source can be opened again. */
  readonly source: Source.Source | RunConfig.File
  readonly target: Target.Target
  /** COLUMN to FIELD; columns that are not named here match fields by their name. */
  readonly map?: Readonly<Record<string, string>> | undefined
  /** FIELD to a value that is the same in every row. */
  readonly set?: Readonly<Record<string, string>> | undefined
  /** What a mapping file says; `map` and `set` come before it. @default columns are matched by their names */
  readonly mapping?: MappingFile | undefined
  /**
   * The column that names the list of each item, by id or name, for list items whose target names none. The source is
   * read twice then: before anything is written, all lists are found.
   * @default what the mapping file says
   */
  readonly listColumn?: string | undefined
  /** Kinds of damage by spreadsheets that are meant as they stand. @default what the mapping file says, else none */
  readonly accept?: Mapping.Options<Target.Target>["accept"]
  /** @default ".persona" */
  readonly stateDirectory?: string | undefined
  /**
   * How rows are sent. `auto` chooses, and says why; an engine that is named and cannot serve fails with `EngineError`.
   * @default "auto"
   */
  readonly engine?: EngineRequest | undefined
  /**
   * Whether batch jobs cause the API's webhook events of changed accounts. The other engines always do.
   * @default true
   */
  readonly emitEvents?: boolean | undefined
  /**
   * Share of the rate limit, from 0 to 1, that the client leaves to others; see `RateBudget`. Times are estimated with
   * it, and so engines are chosen by it.
   * @default 0
   */
  readonly leave?: number | undefined
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
  readonly unkeyed?: Unkeyed | undefined
  /**
   * Which of several rows with the same natural key is sent. With `last`, the source is read one more time.
   * @default "first"
   */
  readonly duplicates?: Duplicates.Duplicates | undefined
  /**
   * How many rows may be rejected before the import stops: a count, or a share of the rows that were judged.
   * @default as many as there are, unless the API refuses all of the first rows for the same reason
   */
  readonly maxErrors?: MaxErrors | undefined
  /**
   * Age from which an idempotency key is not sent again.
   * @default 23 hours
   */
  readonly keyMaxAge?: Duration.Input | undefined
}

/** What is to be done, with every choice made. */
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

/** Makes every choice. */
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

/** The same, with a source that is held: what is read of it more than once has to be the same. */
export const held = (options: Options): Effect.Effect<ImportSettings, SourceError, Scope.Scope> => {
  const settings = of(options)
  return Effect.map(Source.hold(settings.source), (source) => ({ ...settings, source }))
}

/** A source that can be read, and what its columns become. */
export interface Opened {
  readonly table: Source.Table
  readonly mapper: Mapping.RowMapper
  /** The caller's client, counted from here on. */
  readonly requestCounters: RequestCounters.RequestCounters
}

/** Opens the source and matches its columns. Nothing is sent. */
export const open = Effect.fnUntraced(function* (
  settings: ImportSettings
): Effect.fn.Return<Opened, SourceError | MappingError | DestinationError, PersonaClient | Scope.Scope> {
  yield* requireOneList(settings)
  const table = yield* settings.source.open
  const mapper = yield* compile(settings, table.columns, undefined)
  return { table, mapper, requestCounters: yield* RequestCounters.counted }
})

/** Each item goes to one list, which is named once: for all of them, or in a column. */
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

/** Where rows go, and what they become there. */
export interface Where {
  readonly environment: string | undefined
  readonly place: Preflight.Place
  /**
   * Turns records into rows by what the environment says: custom fields become what the account type says they are, and
   * items are known by their list. Lists that have to be created stand there by their names.
   */
  readonly mapper: Mapping.RowMapper
}

/** Asks which environment answers, and finds the place of the rows. Only reads. */
export const locate = (
  settings: ImportSettings,
  opened: Pick<Opened, "table" | "mapper">
): Effect.Effect<Where, LocateError, PersonaClient> =>
  Effect.map(Effect.all([Preflight.environment, place(settings, opened)]), ([environment, found]) => ({
    environment,
    ...found
  }))

/** Why the place of the rows cannot be found, or does not take them. */
export type LocateError = Failure | DestinationError | ListsError | MappingError | SourceError

/** Finds the place of the rows. Only reads. */
export const place = Effect.fnUntraced(function* (
  settings: ImportSettings,
  { mapper, table }: Pick<Opened, "table" | "mapper">,
  /** What the run that is continued knows of its lists. */
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

/** A digest of what was asked for and where, not of how this file's columns happen to be named and ordered. */
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
    // Only what is there is a fact, so that an import without it is the one that it always was.
    ...(mapping === undefined ? {} : { mapping: factsOf(mapping) }),
    ...(listColumn === undefined ? {} : { listColumn }),
    ...(accept === undefined ? {} : { accept: accept.toSorted() }),
    ...(duplicates === undefined ? {} : { duplicates })
  })
}

const sorted = (entries: Readonly<Record<string, string>>) =>
  Object.entries(entries).toSorted(([a], [b]) => (a < b ? -1 : 1))

/** What a mapping file says, without what is only for readers, and in whatever order it is written. */
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

/** The run of the same job over the same source: known by what was read of it, else by its name. */
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
      // A list that was archived and has been created anew is another place.
      info.list === listId &&
      (lists === undefined || ListRouting.isSamePlace(lists, ListRouting.knownTo(info.lists, state.digester)))
  )
  return yield* FindRun.find(state, source, candidates)
})

/** The run of the same job that has rejected the rows which a source brings back, if it is here. */
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

/** Where the rows of a run go. The list has to be known where all are its items. */
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
