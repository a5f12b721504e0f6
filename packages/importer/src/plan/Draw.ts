/** Draws a plan: counts by the survey of the source, costs by the choice of the engine, warnings. */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type { EngineName } from "../Policies.ts"
import type { Choice } from "../engines/select/EngineChoice.ts"
import type { Offer } from "../engines/select/Offers.ts"
import * as SelectEngine from "../engines/select/SelectEngine.ts"
import type { SourceError } from "../errors/SourceError.ts"
import type { LedgerError } from "../ledger/Ledger.ts"
import * as Duplicates from "../mapping/Duplicates.ts"
import { withIdentity } from "../mapping/RowIdentity.ts"
import type * as Mapping from "../Mapping.ts"
import type { Counts } from "../Outcome.ts"
import type { Group } from "../Problems.ts"
import type { EngineError } from "../RunError.ts"
import type { Place } from "../setup/Preflight.ts"
import * as Settings from "../setup/Settings.ts"
import type { SourceRecord } from "../Source.ts"
import { targetName } from "../Target.ts"
import type { Failure } from "../targets/Destination.ts"
import { type Basis, canBeKept, placeOf, policyOf } from "./Basis.ts"
import type * as EarlierRun from "./EarlierRun.ts"
import * as Survey from "./Survey.ts"
import { type Warning, warningsOf } from "./Warnings.ts"

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

/** What a plan is drawn from. */
export interface Sketch {
  readonly stateDirectory: string
  readonly newRun: boolean
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

/** Reads the source to its end, and prices what the engines would do with it. */
export const draw = Effect.fnUntraced(function* ({
  ask,
  chosen,
  earlier,
  latency,
  limit,
  lookUp,
  mapper,
  opened: { table, requestCounters },
  newRun,
  settings,
  stateDirectory,
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
      stateDirectory,
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
  const rejectsOf = newRun ? undefined : table.rejectsOf
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

const newListsOf = (place: Place | undefined): number =>
  place?._tag === "NewList"
    ? 1
    : place?._tag === "Lists"
      ? place.lists.filter(({ id }) => id === undefined).length
      : 0
