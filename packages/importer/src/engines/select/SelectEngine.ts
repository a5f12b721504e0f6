/**
 * Chooses and makes the engine of an import: estimates the rows, reads the live rate limit, and queries the environment
 * if the choice depends on its capabilities. Otherwise no request is sent.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import type * as Estimate from "../../plan/Estimate.ts"
import * as RequestForm from "../../targets/RequestForm.ts"
import * as SourceSize from "../../source/SourceSize.ts"
import type { Batch } from "../../ledger/Ledger.ts"
import type * as Settings from "../../setup/Settings.ts"
import type { EngineError } from "../../RunError.ts"
import { Stop } from "../Stop.ts"
import type { RunInfo } from "../../StateDirectory.ts"
import * as BatchJobs from "../batch/BatchJobs.ts"
import type { Closed } from "../bulk/BulkEndpoint.ts"
import * as Capabilities from "./Capabilities.ts"
import type { BulkOperation } from "../bulk/BulkOperation.ts"
import * as EngineChoice from "./EngineChoice.ts"
import { type Counted, offersOf, type Situation } from "./Offers.ts"
import type { EngineName } from "../../Policies.ts"
import * as Upload from "../upload/Upload.ts"

/** A chosen engine and its inputs. */
export interface Decision extends EngineChoice.Choice {
  /** The account type of the rows: named by the user, or found for an engine that must name it. */
  readonly accountTypeId: string | undefined
}

export interface Options {
  readonly stateDirectory: string
  /** The number of rows to send. @default estimated from the source's first rows and its size */
  readonly rows?: number | undefined
  /** Requests before the first row. @default 0 */
  readonly before?: number | undefined
  /** Milliseconds between a request and its answer. @default 250 */
  readonly latencyMillis?: number | undefined
  /** Requests a minute. @default the limit reported by the API */
  readonly limit?: number | undefined
  /** The account type that was found before. @default the target's, otherwise one found in the environment */
  readonly accountTypeId?: string | undefined
  /** Counts of a plan. */
  readonly counted?: Counted | undefined
  /** Whether the environment may be queried. Otherwise only cached capabilities count. @default true */
  readonly ask?: boolean | undefined
}

/** The latency of a request if none was sent yet: an assumption. */
export const assumedLatencyMillis = 250

/** Chooses an engine for an import with known columns and place. Writes nothing. */
export const decide = Effect.fnUntraced(function* (
  settings: Settings.ImportSettings,
  { table }: Pick<Settings.Opened, "table">,
  where: Pick<Settings.Where, "environment" | "mapper">,
  options: Options
): Effect.fn.Return<Decision, EngineError, PersonaClient.PersonaClient> {
  const { baseUrl, budget } = yield* PersonaClient.PersonaClient
  const { bytesTotal } = yield* table.progress
  const size = bytesTotal === undefined ? undefined : yield* SourceSize.estimate(settings.source)
  const { limit } = yield* budget.snapshot
  const pace: Estimate.Pace = {
    limit: options.limit ?? limit,
    leave: settings.leave,
    latencyMillis: options.latencyMillis ?? assumedLatencyMillis,
    concurrency: settings.concurrency
  }
  const fields = where.mapper.describe.map(({ field }) => field)
  const { stateDirectory } = options
  const environment = where.environment ?? baseUrl
  const accountType = settings.target._tag === "Accounts" ? settings.target.accountType : undefined
  const first: Situation = {
    target: settings.target,
    fields,
    rows: options.rows ?? size?.rows,
    onExisting: settings.onExisting,
    unkeyed: settings.unkeyed,
    accountTypeId: accountType ?? options.accountTypeId,
    accountTypeIsDefault: accountType === undefined,
    manyLists: settings.listColumn !== undefined,
    pace,
    capabilities: Capabilities.known(stateDirectory, environment, yield* Clock.currentTimeMillis),
    before: options.before,
    rowBytes: size === undefined ? undefined : jsonBytes(size.rowBytes, fields),
    counted: options.counted
  }
  const situation =
    (options.ask ?? true) && EngineChoice.dependsOnEnvironment(first, settings.engine)
      ? yield* ask(first, settings, stateDirectory, environment)
      : first
  const choice = yield* Effect.fromResult(EngineChoice.choose(situation, settings.engine))
  // If no request must name the type, the API's own default is better than a found one.
  return { ...choice, accountTypeId: choice.engine === "batch" ? situation.accountTypeId : accountType }
})

/** Finds the inputs of the choice: the account type, and the capabilities of the engines that could serve. */
const ask = Effect.fnUntraced(function* (
  situation: Situation,
  { engine }: Pick<Settings.ImportSettings, "engine">,
  stateDirectory: string,
  environment: string
): Effect.fn.Return<Situation, never, PersonaClient.PersonaClient> {
  let known = situation
  const couldServe = (name: Capabilities.Asked) =>
    offersOf(known).some((offer) => offer.engine === name && offer.possible)
  /** Queries the environment only for engines that can carry the rows. */
  const askFor = Effect.fnUntraced(function* (name: Capabilities.Asked) {
    if (!couldServe(name)) return
    const capabilities = yield* Capabilities.find({ stateDirectory, environment, engines: [name] })
    known = { ...known, capabilities }
  })
  if (engine !== "upload") {
    if (known.target._tag === "Accounts" && known.accountTypeId === undefined) {
      const withAny = { ...known, accountTypeId: "acttp_any" }
      const worthIt = offersOf(withAny).some((offer) => offer.engine === "batch" && offer.possible)
      if (worthIt) known = { ...known, accountTypeId: yield* Capabilities.onlyAccountType }
    }
    yield* askFor("batch")
  }
  // If batch jobs serve, uploads would not be chosen.
  if (engine !== "batch" && !(engine === "auto" && couldServe("batch"))) yield* askFor("upload")
  return known
})

/** The bytes of a row as JSON: its values, with at most the names, quotes and punctuation around each. */
const jsonBytes = (csvBytes: number, fields: ReadonlyArray<string>): number =>
  csvBytes + fields.reduce((sum, field) => sum + field.length + 6, 2)

/** The bulk operation of an engine, if it sends batches. */
export const operationFor = (
  settings: Settings.ImportSettings,
  { engine }: Pick<Decision, "engine">,
  info: Pick<RunInfo, "accountType" | "list">
): Effect.Effect<BulkOperation<any> | undefined, never, PersonaClient.PersonaClient> =>
  Effect.zipWith(make(settings, engine, info), RequestForm.wire, (bulkOperation, wire) =>
    bulkOperation === undefined ? undefined : { ...bulkOperation, form: `${bulkOperation.form}\n${wire}` }
  )

/** The bulk operations that look up how batches of other engines from earlier scans ended. */
export const finishing = (
  settings: Settings.ImportSettings,
  { engine }: Pick<Decision, "engine">,
  info: Pick<RunInfo, "accountType" | "list">,
  unfinished: ReadonlyArray<Pick<Batch, "engine">>
): Effect.Effect<ReadonlyArray<BulkOperation<any>>, never, PersonaClient.PersonaClient> =>
  Effect.map(
    Effect.forEach(
      new Set(unfinished.map((batch) => batch.engine).filter((other) => other !== engine)),
      (other) => operationFor(settings, { engine: other }, info)
    ),
    (operations) => operations.filter((operation) => operation !== undefined)
  )

const make = (
  { emitEvents, onExisting: policy, target }: Settings.ImportSettings,
  engine: EngineName,
  { accountType: accountTypeId, list: listId }: Pick<RunInfo, "accountType" | "list">
): Effect.Effect<BulkOperation<any> | undefined> => {
  switch (engine) {
    case "row":
      return Effect.undefined
    case "batch":
      return accountTypeId === undefined
        ? Effect.undefined
        : BatchJobs.make({ accountTypeId, policy, emitEvents })
    case "upload":
      return Upload.make({ target, listId })
  }
}

/**
 * Handles an API that does not take the requests of an engine: caches this, and sends the rows one by one if the engine
 * was chosen automatically. A requested engine is not replaced.
 */
export const closing =
  (
    settings: Pick<Settings.ImportSettings, "engine">,
    { engine }: Decision,
    where: { readonly stateDirectory: string; readonly environment: string }
  ): ((closed: Closed) => Effect.Effect<string, Stop>) =>
  ({ error, why }) =>
    Effect.gen(function* () {
      if (engine !== "row") {
        const now = yield* Clock.currentTimeMillis
        yield* Capabilities.learn(where.stateDirectory, where.environment, engine, why, now)
      }
      if (settings.engine !== "auto") return yield* new Stop({ why: "engine", error })
      const what = engine === "batch" ? "batch jobs" : "files of many rows"
      const answer = error?.status === undefined ? "" : ` (${error.status})`
      return why === "absent"
        ? `The API does not know ${what}${answer}, so the rows went row by row.`
        : `The API refused ${what}${answer}, so the rows went row by row.`
    })
