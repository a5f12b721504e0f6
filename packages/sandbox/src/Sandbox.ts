/**
 * A local simulator of the Persona API: the documented wire, the documented rules, faults on demand. Where the vendor's
 * documents are silent, it follows {@link Assumptions}.
 *
 * A sandbox is one environment. Its state (objects, idempotency keys, rate window, clock, API key, counters) is in
 * SQLite, in memory or in a file that processes can share one after another or at the same time. Its settings (rate
 * limit, permissions, faults) belong to the process and start from the options each time.
 *
 * Operations that it does not simulate are answered with an example, marked by the header `Sandbox-Answer: example`.
 *
 * Serve it on a socket with {@link SandboxServer}, use it without a socket through {@link SandboxClient}, or use
 * {@link SandboxPersona}, a client and its sandbox in one.
 */
import * as Clock from "effect/Clock"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import type * as Bulk from "./Bulk.ts"
import * as Faults from "./Faults.ts"
import * as FaultInjection from "./internal/faults/FaultInjection.ts"
import * as Answer from "./internal/request/Answer.ts"
import * as BackgroundJobs from "./internal/state/BackgroundJobs.ts"
import * as Counters from "./internal/state/Counters.ts"
import * as Environment from "./internal/state/Environment.ts"
import * as Idempotency from "./internal/request/Idempotency.ts"
import type { Examples } from "./internal/examples/Examples.ts"
import * as FaultRules from "./internal/faults/FaultRules.ts"
import * as RequestPipeline from "./internal/request/RequestPipeline.ts"
import * as Registry from "./internal/state/Registry.ts"
import * as RateWindow from "./internal/request/RateWindow.ts"
import * as Request from "./internal/request/Request.ts"
import * as Routes from "./internal/request/Routes.ts"
import * as Settings from "./internal/state/Settings.ts"
import * as Store from "./internal/state/Store.ts"
import { timestamp } from "./internal/state/Resource.ts"
import type { AccountTypeSeed } from "./resources/accounts/AccountTypes.ts"
import * as Importers from "./resources/bulk/Importers.ts"
import type { ListSeed } from "./resources/lists/Lists.ts"
import type { Delivery } from "./resources/events/Webhooks.ts"
import type { SandboxRecord } from "./SandboxRecord.ts"
import type { Dropped, WireRequest, WireResponse } from "./Wire.ts"

export { StateError } from "./internal/state/Store.ts"
export type { AccountTypeSeed, FieldSeed } from "./resources/accounts/AccountTypes.ts"
export type { Kind as ListKind } from "./resources/lists/ListKinds.ts"
export type { ListSeed } from "./resources/lists/Lists.ts"
export type { Delivery } from "./resources/events/Webhooks.ts"

export interface Service {
  readonly apiKey: Redacted.Redacted
  readonly environmentId: string
  readonly organizationId: string
  /**
   * Answers a request, or drops it if a fault requires that. Interrupting the caller does not undo work in progress.
   */
  readonly handle: (request: WireRequest) => Effect.Effect<WireResponse | Dropped>
  /** Replaces the fault plan; all its counts restart. */
  readonly setFaults: (plan: Faults.Plan) => Effect.Effect<void>
  /** Drops the idempotency keys of at least this age, by default all of them, and returns how many. */
  readonly pruneKeys: (olderThan?: Duration.Input) => Effect.Effect<number>
  /**
   * Moves the sandbox's clock forward, permanently. It does not affect faults in progress: they wait on Effect's clock.
   */
  readonly advance: (duration: Duration.Input) => Effect.Effect<void>
  /** Sets the requests per window; 0 lifts the limit. */
  readonly setRateLimit: (limit: number) => Effect.Effect<void>
  /** Sets the base of the file URLs in answers; a server sets it to its own address. */
  readonly setFilesUrl: (url: string) => Effect.Effect<void>
  readonly setPermissions: (permissions: Permissions) => Effect.Effect<void>
  /** Changes the given settings of batch jobs and importers. */
  readonly setBulk: (settings: Bulk.Settings) => Effect.Effect<void>
  /** Replaces the values that the server refuses for reasons of its own. */
  readonly setRefuses: (rules: ReadonlyArray<Faults.Refuse>) => Effect.Effect<void>
  /** Takes the webhook requests that are due; {@link settleDelivery} records the outcome of each. */
  readonly dueDeliveries: Effect.Effect<ReadonlyArray<Delivery>>
  readonly settleDelivery: (id: number, accepted: boolean) => Effect.Effect<void>
  /** The server's own record. With contents, it grows with the state. */
  readonly record: (options?: { readonly contents?: boolean | undefined }) => Effect.Effect<SandboxRecord>
}

export class Sandbox extends Context.Service<Sandbox, Service>()("@effect-persona/sandbox/Sandbox") {}

/** The permissions of the API key: all, or the named ones, for example `["account.read", "account.write"]`. */
export type Permissions = "all" | ReadonlyArray<string>

export interface Options {
  /**
   * @default the key stored with the state, generated for a new one
   */
  readonly apiKey?: Redacted.Redacted | undefined
  /** Path of a SQLite file, created if necessary; its directory must exist. @default ":memory:" */
  readonly state?: string | undefined
  /** Requests per window; 0 means no limit and no `RateLimit-*` headers. @default 300 */
  readonly rateLimit?: number | undefined
  /** Length of the rate window. @default "60 seconds" */
  readonly window?: Duration.Input | undefined
  /** Makes ids reproducible; a state keeps its first seed. @default random */
  readonly seed?: number | undefined
  /** Account types in addition to "User", the default, or (by name) in place of it. */
  readonly accountTypes?: ReadonlyArray<AccountTypeSeed> | undefined
  /** Initial lists; the only way to lists of device fingerprints and fields. */
  readonly lists?: ReadonlyArray<ListSeed> | undefined
  /**
   * How long a list item stays pending. Until then it refuses no duplicate, since the vendor's 409 is about active
   * items only. @default 0
   */
  readonly activationDelayMillis?: number | undefined
  /**
   * Duration of background work: a report, the consolidation of accounts, and the redaction of objects that belong to a
   * redacted account or inquiry. @default 0
   */
  readonly backgroundDelayMillis?: number | undefined
  /** @default "all" */
  readonly permissions?: Permissions | undefined
  /** @default none */
  readonly faults?: Faults.Plan | undefined
  /** Without batch jobs their paths answer like unknown ones, as in older versions. @default true */
  readonly batchJobs?: boolean | undefined
  /** Without importers, an upload answers 403. @default true */
  readonly importers?: boolean | undefined
  /** Rows of a batch job or an importer processed per second; with 0, the first look finds it done. @default 1000 */
  readonly bulkRowsPerSecond?: number | undefined
  /** Maximum rows of a batch job or an importer. @default 1000 */
  readonly bulkMaxRows?: number | undefined
  /** Values that the server refuses for reasons of its own. @default none */
  readonly refuses?: ReadonlyArray<Faults.Refuse> | undefined
}

/** Opens a sandbox and closes it with the scope. */
export const make = Effect.fnUntraced(function* (
  options: Options = {}
): Effect.fn.Return<Service, Store.StateError, Scope.Scope> {
  const store = yield* Store.open(options.state ?? ":memory:")
  const scope = yield* Effect.scope
  const opening = yield* Clock.currentTimeMillis
  const windowMillis = Duration.toMillis(options.window ?? "60 seconds")

  const settings = Settings.make(
    {
      batchJobs: options.batchJobs ?? true,
      importers: options.importers ?? true,
      rowsPerSecond: options.bulkRowsPerSecond ?? 1000,
      maxRows: options.bulkMaxRows ?? 1000
    },
    options.refuses ?? []
  )

  const state = openState(store, settings, options, opening)
  const { backgroundJobs, counters, environment, idempotency, registry, resources } = state

  let injector = FaultRules.make(options.faults ?? Faults.none)
  let permissions = options.permissions ?? "all"
  const rateWindow = RateWindow.make(environment, {
    limit: options.rateLimit ?? 300,
    lengthMillis: windowMillis
  })
  const origin = RequestPipeline.make({
    environment,
    counters,
    idempotency,
    rateWindow,
    windowMillis,
    registry,
    permitted: (permission) =>
      (permission !== Importers.writePermission || settings.bulk().importers) &&
      (permissions === "all" || permissions.includes(permission))
  })
  const accidents = FaultInjection.make({ store, scope, origin, counters, idempotency })
  const find = Routes.router(resources)
  let examples: Promise<Examples> | undefined
  const example = (method: string, path: string) =>
    Effect.promise(() => (examples ??= loadExamples(find))).pipe(
      Effect.flatMap((loaded) => loaded.find(method, path))
    )

  return {
    apiKey: Redacted.make(environment.apiKey),
    environmentId: environment.environmentId,
    organizationId: environment.organizationId,
    handle: (request) =>
      Clock.clockWith((clock) => {
        const target = Request.target(request)
        if (target === undefined) {
          const file = resources.files.download(request)
          return Effect.succeed(file ?? elsewhere(clock.currentTimeMillisUnsafe()))
        }
        const serve = (found: Routes.Found | undefined) => {
          const fault = injector.pick(request.method, target.path)
          const arrival = { request, target, found, clock }
          return fault === undefined
            ? Effect.succeed(accidents.serve(arrival))
            : accidents.strike(arrival, fault)
        }
        const found = find(request.method, target.path)
        if (found?.route.available?.() === false) return serve(undefined)
        return found === undefined
          ? Effect.flatMap(example(request.method, target.path), serve)
          : serve(found)
      }),
    setFaults: (plan) =>
      Effect.sync(() => {
        injector = FaultRules.make(plan)
      }),
    pruneKeys: (olderThan = 0) =>
      Effect.map(Clock.currentTimeMillis, (wall) =>
        store.transaction(() => idempotency.prune(Duration.toMillis(olderThan), environment.now(wall)))
      ),
    advance: (duration) =>
      Effect.sync(() => store.transaction(() => environment.advance(Duration.toMillis(duration)))),
    setRateLimit: (limit) => Effect.sync(() => rateWindow.setLimit(limit)),
    setFilesUrl: (url) => Effect.sync(() => environment.setFilesUrl(url)),
    setPermissions: (next) =>
      Effect.sync(() => {
        permissions = next
      }),
    setBulk: (changes) => Effect.sync(() => settings.setBulk(changes)),
    setRefuses: (rules) => Effect.sync(() => settings.setRefuses(rules)),
    dueDeliveries: Effect.map(Clock.currentTimeMillis, (wall) =>
      resources.webhooks.count() === 0
        ? []
        : store.transaction(() => {
            const now = environment.now(wall)
            backgroundJobs.settle(now)
            return resources.webhooks.due(now)
          })
    ),
    settleDelivery: (id, accepted) =>
      Effect.map(Clock.currentTimeMillis, (wall) =>
        store.transaction(() => resources.webhooks.settle(id, accepted, environment.now(wall)))
      ),
    record: ({ contents = true } = {}) =>
      Effect.map(Clock.currentTimeMillis, (wall) =>
        store.transaction(() => recordOf(state, environment.now(wall), contents))
      )
  }
})

/** Layer that opens a sandbox and closes it with the layer. */
export const layer = (options?: Options): Layer.Layer<Sandbox, Store.StateError> =>
  Layer.effect(Sandbox, make(options))

/** The state of a sandbox, with the resources opened on it. */
type State = ReturnType<typeof openState>

const openState = (store: Store.Store, settings: Settings.Settings, options: Options, opening: number) =>
  store.transaction(() => {
    const environment = Environment.open(store, {
      seed: options.seed,
      apiKey: options.apiKey === undefined ? undefined : Redacted.value(options.apiKey)
    })
    const counters = Counters.make(store)
    const idempotency = Idempotency.make(store)
    const now = environment.now(opening)
    const registry = Registry.make()
    const backgroundJobs = BackgroundJobs.make(store, Math.ceil(options.backgroundDelayMillis ?? 0))
    const resources = Routes.open(
      { store, environment, counters, registry, backgroundJobs, settings, now },
      {
        accountTypes: options.accountTypes ?? [],
        lists: options.lists ?? [],
        activationDelayMillis: Math.ceil(options.activationDelayMillis ?? 0)
      }
    )
    return { backgroundJobs, environment, counters, idempotency, registry, resources }
  })

/** The objects and counters of the state, with its contents on request. */
const recordOf = (
  { backgroundJobs, counters, environment, idempotency, resources }: State,
  now: number,
  contents: boolean
): SandboxRecord => {
  backgroundJobs.settle(now)
  const { faults, ...totals } = counters.all()
  return {
    environmentId: environment.environmentId,
    organizationId: environment.organizationId,
    now: timestamp(now),
    counts: {
      accounts: resources.accounts.count(),
      lists: resources.lists.count(),
      listItems: resources.listItems.count(),
      batchJobs: resources.batchJobs.count(),
      importers: resources.importers.count(),
      idempotencyKeys: idempotency.count()
    },
    ...totals,
    faults: { injected: faults },
    ...(contents
      ? {
          contents: {
            accounts: resources.accounts.contents(),
            lists: resources.lists.contents(),
            listItems: resources.listItems.contents()
          }
        }
      : undefined)
  }
}

const loadExamples = async (find: Routes.Find): Promise<Examples> => {
  const { make } = await import("./internal/examples/Examples.ts")
  return make(find)
}

/** A path outside `/api/v1`. */
const elsewhere = (now: number): WireResponse =>
  RequestPipeline.bare(404, RequestPipeline.errorText(Answer.notFound("The API lives under /api/v1")), now)
