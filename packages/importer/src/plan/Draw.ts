/** Draws a plan: counts from the survey of the source, costs from the choice of the engine, and warnings. */
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
import { identifying } from "../mapping/RowIdentity.ts"
import type * as Mapping from "../Mapping.ts"
import type { Counts } from "../Outcome.ts"
import type { Group } from "../Problems.ts"
import type { EngineError } from "../RunError.ts"
import type { Place } from "../setup/Preflight.ts"
import * as Settings from "../setup/Settings.ts"
import { targetName } from "../Target.ts"
import type { Failure } from "../targets/Destination.ts"
import { type Basis, canBeKept, placeOf, policyOf } from "./Basis.ts"
import type * as EarlierRun from "./EarlierRun.ts"
import * as Survey from "./Survey.ts"
import { type Warning, warningsOf } from "./Warnings.ts"

/** A plan. Its counts are the ones the import will report. */
export interface Plan extends Counts {
  /** `accounts`, `lists`, or `list-items`. */
  readonly target: string
  /** The source's name. */
  readonly source: string
  readonly offline: boolean
  /** The environment of the rows (`env_…`), if it was queried and the API names it. */
  readonly environment: string | undefined
  /** The list of the items (`lst_…`). */
  readonly list: string | undefined
  /** The number of lists to create. */
  readonly createsLists: number
  /** The run that the import would continue. */
  readonly continues: string | undefined
  readonly mapping: ReadonlyArray<Mapping.Assignment>
  /** Columns that are not sent. */
  readonly ignored: ReadonlyArray<string>
  /** The number of objects that differ in each field, by the vendor's names. */
  readonly differingFields: Readonly<Record<string, number>>
  /** Problems of rejected rows, grouped. */
  readonly problems: ReadonlyArray<Group>
  /** The engine that the import would use. */
  readonly engine: EngineName
  /** The reason for the engine, in sentences for the user. */
  readonly engineReason: string
  /** Requests of the whole import, including those before the first row. */
  readonly requests: number
  /** Milliseconds at the live rate limit. `null` if the limit leaves no request to send. */
  readonly estimatedMs: number | null
  /** Every engine: whether it can send these rows, its cost, and its proof. */
  readonly engines: ReadonlyArray<Offer>
  /** Requests that planning has spent. The import does not spend them again. */
  readonly lookUps: number
  /** Requests a minute that the API allows. `null` if it sets no limit. */
  readonly limit: number | null
  /** Share of the limit, from 0 to 1, that is left to other clients. */
  readonly leave: number
  /** Milliseconds between a request and its answer, as used by the estimate. */
  readonly latencyMs: number
  readonly warnings: ReadonlyArray<Warning>
  readonly basis: Basis
  readonly files: {
    /** Path of the plan file. `null` if the plan was not kept. */
    readonly plan: string | null
  }
}

/** Inputs of a plan. */
export interface Sketch {
  readonly stateDirectory: string
  readonly newRun: boolean
  readonly settings: Settings.ImportSettings
  readonly opened: Settings.Opened
  readonly mapper: Mapping.RowMapper
  /** `undefined` if the API was not queried. */
  readonly where: Pick<Settings.Where, "environment" | "place"> | undefined
  readonly limit: number | undefined
  readonly latency: () => number
  readonly earlier: EarlierRun.EarlierRun | undefined
  readonly lookUp: boolean
  /** Whether to query the environment's capabilities, if the choice of the engine depends on them. */
  readonly ask: boolean
  /** The import's engine, if already chosen. The exact counts do not change this choice. */
  readonly chosen?: (Choice & Partial<SelectEngine.Decision>) | undefined
}

/** Reads the source to its end, and computes the cost of each engine. */
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
  const identify = identifying(mapper, settings.unkeyed)
  const duplicates = settings.duplicates ?? Duplicates.defaultPolicy
  const survey = yield* Survey.run({
    table,
    mapper,
    identify,
    duplicates,
    // The ledger has its own rows, but not which equal row will be the last.
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
    // The import reads the lists once, like this plan.
    (target._tag === "Lists" && survey.counts.rows > 0 ? Math.max(1, spent - spentBefore) : 0)
  const leave = settings.leave ?? 0
  const latencyMillis = latency()
  const decided = yield* SelectEngine.decide(
    // A chosen engine stays; the others only get their costs.
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
 * The counts that an engine reports. For a batch job that updates, the API counts every existing account as updated.
 * Which accounts these are is known only if all accounts of a job exist, or none does.
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

/** Assumed requests of an import before its first row, if none was sent: for the environment, and for the place. */
const assumedBefore = { Accounts: 1, Lists: 1, ListItems: 2 } as const

/** Creating a list by its name also costs a check. */
const requestsOfNewList = 2

const newListsOf = (place: Place | undefined): number =>
  place?._tag === "NewList"
    ? 1
    : place?._tag === "Lists"
      ? place.lists.filter(({ id }) => id === undefined).length
      : 0
