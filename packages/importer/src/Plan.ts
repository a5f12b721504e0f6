/**
 * What an import would do, found without a write: what would be created, is there already, differs, comes twice or would
 * be rejected, how many requests that takes and how long.
 *
 * A plan goes the way of the import: the same columns, the same checks, the same ledger where an earlier run is
 * continued, the same look-up, the same policy. What it counts is what the import then reports, if nobody changes the
 * environment in between. It holds no value of any row.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type { Failure } from "./targets/Destination.ts"
import * as Duplicates from "./mapping/Duplicates.ts"
import type { Choice } from "./engines/select/EngineChoice.ts"
import type { Offer } from "./engines/select/Offers.ts"
import type { EngineName } from "./engines/EngineName.ts"
import * as SelectEngine from "./engines/select/SelectEngine.ts"
import { withIdentity } from "./mapping/RowIdentity.ts"
import type { MappingError } from "./MappingError.ts"
import type { SourceError } from "./SourceError.ts"
import type * as Importer from "./Importer.ts"
import * as Digest from "./ledger/Digest.ts"
import * as EarlierRun from "./plan/EarlierRun.ts"
import * as Survey from "./plan/Survey.ts"
import { type Warning, warningsOf } from "./plan/Warnings.ts"
import * as Latency from "./plan/Latency.ts"
import * as RunConfig from "./state/RunConfig.ts"
import type { LedgerError } from "./ledger/Ledger.ts"
import type * as Mapping from "./Mapping.ts"
import * as Settings from "./setup/Settings.ts"
import type { Counts } from "./Outcome.ts"
import type { Place } from "./setup/Preflight.ts"
import type { Group } from "./Problems.ts"
import type {
  AmbiguousSource,
  DestinationError,
  EngineError,
  ListsError,
  RunNotFound,
  StateError
} from "./RunError.ts"
import * as Spool from "./Spool.ts"
import type { SourceRecord } from "./Source.ts"
import * as StateDirectory from "./StateDirectory.ts"
import { targetName } from "./Target.ts"

export type { Code as WarningCode, Warning } from "./plan/Warnings.ts"

export interface Options extends Settings.Options {
  /**
   * Plans an import that starts afresh instead of continuing an earlier run.
   * @default false
   */
  readonly newRun?: boolean | undefined
  /**
   * Whether rows are looked up. Without it they count as created.
   * @default true
   */
  readonly lookUp?: boolean | undefined
}

/** What a plan rests on. An import of the plan is refused when one of these has changed. */
export interface Basis {
  /** SHA-256 of the source's text; `null` until a source that can be read only once was read. */
  readonly source: string | null
  /** Digest of target, mapping and set values. */
  readonly mapping: string
  /** The environment's id, or the API's address where no id is known; `null` when it was not asked. */
  readonly environment: string | null
  /** The list's id, the name of the list that will be created, or nothing for the environment itself. */
  readonly place: string
  /** Digest of the choices that decide what becomes of a row. */
  readonly policy: string
}

/** A plan. The counts are those that the import will report. */
export interface Plan extends Counts {
  /** `accounts`, `lists`, or `list-items`. */
  readonly target: string
  /** The source's name. */
  readonly source: string
  readonly offline: boolean
  /** The environment that the rows go to (`env_…`), where it was asked and the API names it. */
  readonly environment: string | undefined
  /** The list that items go to (`lst_…`). */
  readonly list: string | undefined
  /** How many lists will be created. */
  readonly createsLists: number
  /** The run that is continued. */
  readonly continues: string | undefined
  readonly mapping: ReadonlyArray<Mapping.Assignment>
  /** Columns that are not sent. */
  readonly ignored: ReadonlyArray<string>
  /** How many objects differ in a field, by the vendor's names. */
  readonly differingFields: Readonly<Record<string, number>>
  /** What is wrong with rejected rows, grouped. */
  readonly problems: ReadonlyArray<Group>
  /** The engine that the import would take, and what it takes. */
  readonly engine: EngineName
  /** Why it is this one, in sentences for people. */
  readonly engineReason: string
  /** Requests of the whole import, those before the first row included. */
  readonly requests: number
  /** Milliseconds at the live limit, or `null` when no request is left to send. */
  readonly estimatedMs: number | null
  /** Every engine: whether it could send these rows, what it would take, and what it would prove. */
  readonly engines: ReadonlyArray<Offer>
  /** Requests that planning has spent. The import does not spend them again. */
  readonly lookUps: number
  /** Requests a minute that the API allows; `null` when it paces nothing. */
  readonly limit: number | null
  /** Share of it, from 0 to 1, that is left to others. */
  readonly leave: number
  /** Milliseconds between a request and its answer, as the estimate took them. */
  readonly latencyMs: number
  readonly warnings: ReadonlyArray<Warning>
  readonly basis: Basis
  readonly files: {
    /** Path of the plan file, or `null` when the plan was not kept. */
    readonly plan: string | null
  }
}

/** Why no plan can be made offline. */
export type OfflineError = SourceError | MappingError | DestinationError | EngineError

/** Why no plan can be made. */
export type PlanError =
  | OfflineError
  | Failure
  | ListsError
  | StateError
  | RunNotFound
  | LedgerError
  | AmbiguousSource

/**
 * Plans an import. Reads the whole source, in bounded memory; asks the API which environment this is, where rows go, and
 * which of them exist, a hundred accounts a request; and where one request for each row would take long, whether it has
 * batch jobs, with an empty one, or importers. Writes nothing there.
 *
 * @example
 * ```ts
 * const plan = yield* Plan.make({ source: { file: "people.csv" }, target: Target.Accounts.make({}) })
 * ```
 */
export const make = (options: Options): Effect.Effect<Plan, PlanError, PersonaClient.PersonaClient> =>
  Effect.scoped(
    Effect.gen(function* () {
      const settings = yield* Settings.held(options)
      const opened = yield* Settings.open(settings)
      const { client, millis } = Latency.watch(opened.requestCounters.client)
      return yield* Effect.gen(function* () {
        const where = yield* Settings.locate(settings, opened)
        const { limit } = yield* client.budget.snapshot
        return yield* draw({
          options,
          settings,
          opened,
          mapper: where.mapper,
          where,
          limit,
          latency: () => millis() ?? SelectEngine.assumedLatencyMillis,
          earlier: yield* earlierRun(options, settings, where),
          lookUp: options.lookUp ?? true,
          ask: true
        })
      }).pipe(Effect.provideService(PersonaClient.PersonaClient, client))
    })
  )

/** Plans as far as that needs neither a network nor a key. Every row that can be sent counts as created. */
export const offline = (options: Options): Effect.Effect<Plan, OfflineError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const settings = yield* Settings.held(options)
      const opened = yield* Settings.open(settings)
      return yield* draw({
        options,
        settings,
        opened,
        mapper: opened.mapper,
        where: undefined,
        limit: defaultLimit,
        latency: () => SelectEngine.assumedLatencyMillis,
        earlier: undefined,
        lookUp: false,
        ask: false
      })
    })
  ).pipe(
    // Without a request and without an earlier run, neither can fail.
    Effect.catchTags({ PersonaError: Effect.die, CursorLoop: Effect.die, LedgerError: Effect.die }),
    Effect.provide(nowhere)
  )

/**
 * Plans what an import is about to do, from what it has found already and without a look-up: for the question before the
 * first write. `undefined` for a source that can be read only once.
 */
export const beforeImport = (
  options: Options,
  preview: Importer.Preview
): Effect.Effect<Plan | undefined, PlanError, PersonaClient.PersonaClient> =>
  Effect.scoped(
    Effect.gen(function* () {
      const settings = yield* Settings.held(options)
      if (!Spool.isSpooled(settings.source) && RunConfig.repeatable(settings.source) === null)
        return undefined
      const opened = yield* Settings.open(settings)
      const { budget } = yield* PersonaClient.PersonaClient
      const { limit } = yield* budget.snapshot
      return yield* draw({
        options,
        settings,
        opened,
        mapper: preview.mapper,
        where: preview,
        limit,
        latency: () => SelectEngine.assumedLatencyMillis,
        earlier: yield* earlierRun(options, settings, preview),
        lookUp: false,
        ask: false,
        chosen: preview.choice
      })
    })
  )

/** The limit of an environment that has no other (the vendor's page on rate limiting). */
const defaultLimit = 300

/** What a plan is drawn from. */
interface Sketch {
  readonly options: Options
  readonly settings: Settings.ImportSettings
  readonly opened: Settings.Opened
  readonly mapper: Mapping.RowMapper
  /** `undefined` when nothing was asked. */
  readonly where: Pick<Settings.Where, "environment" | "place"> | undefined
  readonly limit: number | undefined
  readonly latency: () => number
  readonly earlier: EarlierRun.EarlierRun | undefined
  readonly lookUp: boolean
  /** Whether the environment is asked what it takes, where the choice of the engine depends on that. */
  readonly ask: boolean
  /** What the import has chosen already, of which the exact counts are not to make another choice. */
  readonly chosen?: (Choice & Partial<SelectEngine.Decision>) | undefined
}

const draw = Effect.fnUntraced(function* ({
  ask,
  chosen,
  earlier,
  latency,
  limit,
  lookUp,
  mapper,
  opened: { table, requestCounters },
  options,
  settings,
  where
}: Sketch): Effect.fn.Return<
  Plan,
  SourceError | Failure | LedgerError | EngineError,
  PersonaClient.PersonaClient
> {
  const { target } = settings
  const { baseUrl } = yield* PersonaClient.PersonaClient
  const place = where?.place
  const listId = place?._tag === "List" ? place.id : undefined
  const spentBefore = requestCounters.requests()
  const identify = (record: SourceRecord): Mapping.Row => {
    const mapped = mapper(record)
    return mapped._tag === "Valid" ? withIdentity(mapped, settings.unkeyed) : mapped
  }
  const duplicates = settings.duplicates ?? Duplicates.defaultPolicy
  const survey = yield* Survey.run({
    table,
    mapper,
    identify,
    duplicates,
    // The ledger knows its own rows, but not which one will be the last.
    judge:
      earlier !== undefined && duplicates !== "last"
        ? undefined
        : yield* Duplicates.judge(duplicates, settings.source, identify),
    destination: yield* Settings.destinationOf(target, { list: listId }),
    policy: settings.onExisting,
    lookUp,
    earlier,
    keyMaxAgeMillis: Duration.toMillis(settings.keyMaxAge)
  })
  const spent = requestCounters.requests()
  const newLists = newListsOf(place)
  const before =
    Math.max(spentBefore, assumedBefore[target._tag]) +
    newLists * requestsOfNewList +
    // The import reads the lists once, as this plan did.
    (target._tag === "Lists" && survey.counts.rows > 0 ? Math.max(1, spent - spentBefore) : 0)
  const leave = settings.leave ?? 0
  const latencyMillis = latency()
  const decided = yield* SelectEngine.decide(
    // What was chosen stands; the others are only priced then.
    chosen === undefined ? settings : { ...settings, engine: "auto" },
    { table },
    { environment: where?.environment, mapper },
    {
      stateDirectory: options.stateDirectory ?? StateDirectory.defaultPath,
      rows: survey.counts.rows,
      before,
      latencyMillis,
      limit,
      accountTypeId: chosen?.accountTypeId ?? earlier?.accountType,
      counted: { row: survey.work, together: survey.together, single: survey.single },
      ask
    }
  )
  const { engine, reason } = chosen ?? decided
  const offer = decided.offers.find((one) => one.engine === engine)!
  const cost = { requests: offer.requests ?? 0, estimatedMs: offer.estimatedMs }
  const readOnce = !canBeKept(settings)
  const rejectsOf = options.newRun === true ? undefined : table.rejectsOf
  return {
    target: targetName(target),
    source: settings.source.name,
    ...countsOf(survey, engine, settings),
    offline: where === undefined,
    environment: where?.environment,
    list: listId,
    createsLists: newLists,
    continues: earlier?.id,
    mapping: mapper.describe,
    ignored: mapper.ignored,
    differingFields: survey.differingFields,
    problems: survey.problems,
    engine,
    engineReason: reason,
    ...cost,
    engines: decided.offers,
    lookUps: requestCounters.requests(),
    limit: limit ?? null,
    leave,
    latencyMs: latencyMillis,
    warnings: warningsOf({
      settings,
      survey,
      cost,
      proof: offer.proof,
      offline: where === undefined,
      newLists,
      readOnce,
      rejectsOf
    }),
    basis: {
      source: (yield* table.digest) ?? null,
      mapping: mapper.digest,
      environment: where === undefined ? null : (where.environment ?? baseUrl),
      place: placeOf(place),
      policy: policyOf(settings)
    },
    files: { plan: null }
  }
})

/**
 * The counts that an engine reports. Of a batch job that updates, the API counts every account that exists as updated: which
 * ones these are is known only where all of a job's accounts are, or none.
 */
const countsOf = (
  { counts, found, together }: Survey.Survey,
  engine: EngineName,
  { onExisting }: Pick<Settings.ImportSettings, "onExisting">
): Counts =>
  engine === "batch" && onExisting === "update"
    ? {
        ...counts,
        existing: counts.existing - found.existing,
        updated: counts.updated + found.existing,
        differing: counts.differing - found.differing,
        counted: together.mixed
      }
    : counts

/** Requests of an import before its first row, where none was sent to tell: who answers, and where rows go. */
const assumedBefore = { Accounts: 1, Lists: 1, ListItems: 2 } as const

/** A list that is created by its name is looked at once more. */
const requestsOfNewList = 2

/** The run that the import would continue, to be asked about its rows. */
const earlierRun = Effect.fnUntraced(function* (
  options: Options,
  settings: Settings.ImportSettings,
  { environment, place }: Pick<Settings.Where, "environment" | "place">
): Effect.fn.Return<
  EarlierRun.EarlierRun | undefined,
  SourceError | StateError | RunNotFound | LedgerError | AmbiguousSource,
  PersonaClient.PersonaClient | Scope.Scope
> {
  const { stateDirectory = StateDirectory.defaultPath } = options
  if (options.newRun === true || place._tag === "NewList") return undefined
  // Asking for a run does not make a state directory.
  if (yield* StateDirectory.isNone(stateDirectory)) return undefined
  const { baseUrl } = yield* PersonaClient.PersonaClient
  const state = yield* StateDirectory.open(stateDirectory)
  const listId = place._tag === "List" ? place.id : undefined
  const found = yield* Settings.findRun(
    state,
    settings.source,
    Settings.jobOf(settings, { environment, baseUrl }),
    listId,
    place._tag === "Lists" ? place : undefined
  )
  return found === undefined ? undefined : yield* EarlierRun.open(state, found)
})

/** Where rows go, in a word that changes when that changes. Names of lists do not show. */
export const placeOf = (place: Place | undefined): string => {
  switch (place?._tag) {
    case undefined:
    case "Environment":
      return ""
    case "List":
      return place.id
    case "NewList":
      return `new ${place.kind} list ${Digest.fingerprint(place.name)}`
    case "Lists":
      return `lists ${Digest.fingerprint(place.lists.map(({ id, written }) => [written, id ?? null]))}`
  }
}

const newListsOf = (place: Place | undefined): number =>
  place?._tag === "NewList"
    ? 1
    : place?._tag === "Lists"
      ? place.lists.filter(({ id }) => id === undefined).length
      : 0

/** A digest of the choices that decide what becomes of a row, besides source, target and mapping. */
export const policyOf = ({
  concurrency: _concurrency,
  emitEvents: _emitEvents,
  engine: _engine,
  keyMaxAge: _keyMaxAge,
  leave: _leave,
  map: _map,
  set: _set,
  source: _source,
  target: _target,
  ...choices
}: Settings.ImportSettings): string =>
  Digest.fingerprint(Object.entries(choices).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Whether another process can open the source again. */
export const canBeKept = ({ source }: Pick<Settings.ImportSettings, "source">): boolean =>
  !Spool.isSpooled(source) && RunConfig.repeatable(source) !== null

/** A client that leads nowhere: planning offline counts requests as an import does, and sends none. */
const nowhere = PersonaClient.layer({
  apiKey: Redacted.make("none"),
  baseUrl: "http://nowhere.invalid"
}).pipe(
  Layer.provide(
    Layer.succeed(
      HttpClient.HttpClient,
      HttpClient.make(() => Effect.die(new Error("A plan that is made offline has sent a request")))
    )
  )
)
