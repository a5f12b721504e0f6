/**
 * Plans an import without a write: the numbers of rows to create, existing, differing, duplicate and rejected, and the
 * requests and time of the import.
 *
 * A plan follows the steps of the import: the same columns, checks, look-up and policy, and the same ledger if an
 * earlier run is continued. Its counts are the ones the import then reports, if the environment does not change in
 * between. It holds no values of rows.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import * as SelectEngine from "./engines/select/SelectEngine.ts"
import type { MappingError } from "./errors/MappingError.ts"
import type { SourceError } from "./errors/SourceError.ts"
import type { LedgerError } from "./ledger/Ledger.ts"
import { draw, type Plan } from "./plan/Draw.ts"
import * as EarlierRun from "./plan/EarlierRun.ts"
import * as Latency from "./plan/Latency.ts"
import type {
  AmbiguousSource,
  DestinationError,
  EngineError,
  ListsError,
  RunNotFound,
  StateError
} from "./RunError.ts"
import * as Settings from "./setup/Settings.ts"
import * as StateDirectory from "./StateDirectory.ts"
import type { Failure } from "./targets/Destination.ts"

export { type Basis, canBeKept, placeOf, policyOf } from "./plan/Basis.ts"
export type { Plan } from "./plan/Draw.ts"
export type { Code as WarningCode, Warning } from "./plan/Warnings.ts"

export interface Options extends Settings.Options {
  /**
   * Plans a new run instead of continuing an earlier one.
   * @default false
   */
  readonly newRun?: boolean | undefined
  /**
   * Whether rows are looked up. Without a look-up they count as created.
   * @default true
   */
  readonly lookUp?: boolean | undefined
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
 * Plans an import. Reads the whole source, in bounded memory. Asks the API for the environment, the place of the rows,
 * and existing objects, a hundred accounts a request. If one request for each row would take long, also asks whether
 * the API has batch jobs (by an empty job) or importers. Writes nothing there.
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
          ...runsOf(options),
          settings,
          opened,
          mapper: where.mapper,
          where,
          limit,
          latency: () => millis() ?? SelectEngine.assumedLatencyMillis,
          earlier: yield* EarlierRun.find(options, settings, where),
          lookUp: options.lookUp ?? true,
          ask: true
        })
      }).pipe(Effect.provideService(PersonaClient.PersonaClient, client))
    })
  )

/** Plans without network and API key. Every valid row counts as created. */
export const offline = (options: Options): Effect.Effect<Plan, OfflineError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const settings = yield* Settings.held(options)
      const opened = yield* Settings.open(settings)
      return yield* draw({
        ...runsOf(options),
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

const runsOf = ({ newRun = false, stateDirectory = StateDirectory.defaultPath }: Options) => ({
  newRun,
  stateDirectory
})

/** The default rate limit of an environment (the vendor's page on rate limiting). */
const defaultLimit = 300

/** A client without a server: offline planning counts requests like an import, and sends none. */
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
