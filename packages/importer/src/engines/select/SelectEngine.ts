/**
 * Chooses the engine of an import and makes it: estimates the rows, reads the live limit, and asks the environment what it takes
 * where the choice depends on that. Where it does not, no request is sent.
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

/** An engine that was chosen, and what it needs to know. */
export interface Decision extends EngineChoice.Choice {
  /** The account type that rows go to: the one that was named, or found for an engine that has to name it. */
  readonly accountTypeId: string | undefined
}

export interface Options {
  readonly stateDirectory: string
  /** How many rows there are to send. @default estimated from the source's first rows and its size */
  readonly rows?: number | undefined
  /** Requests before the first row. @default 0 */
  readonly before?: number | undefined
  /** Milliseconds between a request and its answer. @default 250 */
  readonly latencyMillis?: number | undefined
  /** Requests a minute. @default what the API has told */
  readonly limit?: number | undefined
  /** The account type that was found before. @default what the target says, and else what can be found */
  readonly accountTypeId?: string | undefined
  /** What a plan has counted. */
  readonly counted?: Counted | undefined
  /** Whether the environment may be asked. Otherwise it counts what is remembered of it. @default true */
  readonly ask?: boolean | undefined
}

/** How long a request takes where none was sent: an assumption. */
export const assumedLatencyMillis = 250

/** Chooses an engine for an import whose columns and place are known. Writes nothing. */
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
  // Where nothing has to name the type, the API's own default is better than what was found.
  return { ...choice, accountTypeId: choice.engine === "batch" ? situation.accountTypeId : accountType }
})

/** Finds out what the choice depends on: the account type, and whether the engines that could serve are there. */
const ask = Effect.fnUntraced(function* (
  situation: Situation,
  { engine }: Pick<Settings.ImportSettings, "engine">,
  stateDirectory: string,
  environment: string
): Effect.fn.Return<Situation, never, PersonaClient.PersonaClient> {
  let known = situation
  const couldServe = (name: Capabilities.Asked) =>
    offersOf(known).some((offer) => offer.engine === name && offer.possible)
  /** Whether an engine could serve is a matter of the rows, and only then one of the environment. */
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
  // Where batch jobs serve, files would not be taken.
  if (engine !== "batch" && !(engine === "auto" && couldServe("batch"))) yield* askFor("upload")
  return known
})

/** Names, quotes and punctuation around each value, at most. */
const jsonBytes = (csvBytes: number, fields: ReadonlyArray<string>): number =>
  csvBytes + fields.reduce((sum, field) => sum + field.length + 6, 2)

/** What sends many rows in one request, for an engine that does so. */
export const operationFor = (
  settings: Settings.ImportSettings,
  { engine }: Pick<Decision, "engine">,
  info: Pick<RunInfo, "accountType" | "list">
): Effect.Effect<BulkOperation<any> | undefined, never, PersonaClient.PersonaClient> =>
  Effect.zipWith(make(settings, engine, info), RequestForm.wire, (bulkOperation, wire) =>
    bulkOperation === undefined ? undefined : { ...bulkOperation, form: `${bulkOperation.form}\n${wire}` }
  )

/** The operations that look up how requests of earlier scans ended that another engine has sent. */
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
 * What happens when the API does not take the requests of an engine: that is remembered, and where the engine was chosen,
 * the rows go one by one. One that was asked for is not replaced.
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
