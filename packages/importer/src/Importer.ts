/**
 * Imports a CSV source into Persona: accounts, lists or list items, each row applied exactly once.
 *
 * ```
 * Source ─▶ Mapping ─▶ Ledger ─▶ Send ─▶ Ledger ─▶ Report
 *  bytes     columns    intents   rows    outcomes   what is true
 * ```
 *
 * A reader takes windows of rows from the source, maps them, and has the ledger decide what is to be done with
 * each; what is to be sent goes through a bounded queue to a fixed number of workers. Memory does not grow with
 * the source.
 */
import { defaultMaxAge } from "@effect-persona/core/IdempotencyKey"
import { PersonaClient } from "@effect-persona/core/PersonaClient"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as path from "node:path"
import type { OnExisting } from "./Adoption.ts"
import type { Destination, Failure } from "./Destination.ts"
import * as AccountDestination from "./destinations/AccountDestination.ts"
import * as ListDestination from "./destinations/ListDestination.ts"
import * as ListItemDestination from "./destinations/ListItemDestination.ts"
import * as Engine from "./Engine.ts"
import type { MappingError, SourceError } from "./ImportError.ts"
import * as Digest from "./internal/digest.ts"
import * as ListAttempts from "./internal/listAttempts.ts"
import * as Traffic from "./internal/traffic.ts"
import type { LedgerError } from "./Ledger.ts"
import * as Mapping from "./Mapping.ts"
import * as Preflight from "./Preflight.ts"
import type { Progress } from "./Progress.ts"
import * as Rejects from "./Rejects.ts"
import type { Report } from "./Report.ts"
import {
  Declined,
  type DestinationError,
  type RunLocked,
  type RunNotFound,
  type StateError
} from "./RunError.ts"
import type * as Source from "./Source.ts"
import * as StateDirectory from "./StateDirectory.ts"
import * as Target from "./Target.ts"

export interface Options {
  readonly source: Source.Source
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
  readonly unkeyed?: "refuse" | "derive" | "allow" | undefined
  /**
   * Age from which an idempotency key is not sent again.
   * @default 23 hours
   */
  readonly keyMaxAge?: Duration.Input | undefined
  /**
   * Starts afresh instead of continuing an earlier run of the same import.
   * @default false
   */
  readonly newRun?: boolean | undefined
  /**
   * Time that requests in flight are given when the run is stopped.
   * @default 15 seconds
   */
  readonly drain?: Duration.Input | undefined
  /** Asked before the first write; `false` ends the import with `Declined`. Default: go on. */
  readonly confirm?: ((preview: Preview) => Effect.Effect<boolean, Declined>) | undefined
}

/** What is known before anything is written. */
export interface Preview {
  readonly source: string
  readonly target: Target.Target
  readonly environment: string | undefined
  readonly place: Preflight.Place
  readonly mapper: Mapping.RowMapper
  /** The run that is continued, or `undefined` for a new one. */
  readonly continues: string | undefined
}

/** An import under way. */
export interface Import {
  readonly run: string
  /** Snapshots, as often as something can be seen to change, and a last one at the end. */
  readonly progress: Stream.Stream<Progress>
  /** Waits for the end. */
  readonly report: Effect.Effect<Report, Engine.PassError>
  /** Stops reading, lets requests in flight finish, and gives the report of what is true so far. */
  readonly stop: Effect.Effect<Report, Engine.PassError>
}

/** How an import can end once it has started. */
export type RunError = Engine.PassError

/** Why an import cannot start. Nothing has been written then. */
export type StartError =
  | SourceError
  | MappingError
  | Failure
  | DestinationError
  | StateError
  | RunLocked
  | RunNotFound
  | LedgerError
  | Declined

/**
 * Imports a source and waits for the end. Interruption stops it in good order: what is in flight finishes and is
 * recorded.
 *
 * @example
 * ```ts
 * const report = yield* Importer.run({
 *   source: Source.file("domains.csv"),
 *   target: Target.ListItems.make({ kind: "email-address", list: "Disposable domains" }),
 *   set: { "match-type": "domain" }
 * })
 * ```
 */
export const run = (options: Options): Effect.Effect<Report, StartError | RunError, PersonaClient> =>
  Effect.scoped(
    Effect.flatMap(start(options), (started) =>
      Effect.onInterrupt(started.report, () => Effect.ignore(started.stop))
    )
  )

/** Starts an import in the background of a scope. Closing the scope stops it in good order. */
export const start = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Import, StartError, PersonaClient | Scope.Scope> {
  const table = yield* options.source.open
  const mapper = yield* Mapping.compile({
    target: options.target,
    columns: table.columns,
    map: options.map ?? {},
    set: options.set ?? {}
  })
  const traffic = yield* Traffic.counted
  const begun = yield* Effect.provideService(begin(options, mapper), PersonaClient, traffic.client)
  const rejects = yield* Rejects.open({
    file: path.join(begun.run.folder, "rejects.csv"),
    columns: table.columns,
    delimiter: table.delimiter,
    bom: table.bom
  })
  const pass = yield* Engine.start({
    source: options.source,
    table,
    mapper,
    run: begun.run,
    digester: begun.state.digester,
    destination: begun.destination,
    rejects,
    traffic,
    targetName: Target.targetName(options.target),
    policy: options.onExisting ?? "skip",
    unkeyed: options.unkeyed ?? "refuse",
    keyMaxAge: options.keyMaxAge ?? defaultMaxAge,
    concurrency: options.concurrency ?? 16,
    drain: options.drain ?? "15 seconds"
  }).pipe(Effect.provideService(PersonaClient, traffic.client))
  return { run: begun.run.id, ...pass }
})

/** An opened run and the place where its rows go. */
interface Begun {
  readonly run: StateDirectory.Run
  readonly state: StateDirectory.StateDirectory
  readonly destination: Destination<any>
  readonly listId: string | undefined
}

/** Everything between a readable source and the first row: environment, place, consent, run. */
const begin = Effect.fnUntraced(function* (
  options: Options,
  mapper: Mapping.RowMapper
): Effect.fn.Return<Begun, StartError, PersonaClient | Scope.Scope> {
  const { target } = options
  const client = yield* PersonaClient
  const state = yield* StateDirectory.open(options.stateDirectory ?? StateDirectory.defaultPath)
  const environment = yield* Preflight.environment
  const place = yield* Preflight.locate(target)
  const job = Digest.fingerprint({
    // What was asked for, not how this file's columns happen to be named and ordered.
    target,
    map: sorted(options.map),
    set: sorted(options.set),
    environment: environment ?? client.baseUrl,
    policy: options.onExisting ?? "skip",
    unkeyed: options.unkeyed ?? "refuse"
  })
  const known = place._tag === "List" ? place.id : undefined
  const earlier =
    options.newRun === true || place._tag === "NewList"
      ? undefined
      : yield* findRun(state, options, job, known)
  if (options.confirm !== undefined) {
    const goOn = yield* options.confirm({
      source: options.source.name,
      target,
      environment,
      place,
      mapper,
      continues: earlier?.id
    })
    if (!goOn) return yield* new Declined({ why: "the answer was no." })
  }
  const listId =
    place._tag === "List"
      ? place.id
      : place._tag === "NewList"
        ? yield* Preflight.createList(place, ListAttempts.open(state.path))
        : undefined
  const opened = yield* state.exclusively(
    Effect.gen(function* () {
      // The answer may have taken a while, and another process may have begun the same import meanwhile.
      const found =
        earlier ?? (options.newRun === true ? undefined : yield* findRun(state, options, job, listId))
      return found === undefined
        ? yield* state.createRun({
            target,
            source: options.source.name,
            sourceIdentity: options.source.identity,
            job,
            environment,
            baseUrl: client.baseUrl,
            list: listId,
            sourceDigest: undefined
          })
        : yield* state.openRun(found.id)
    })
  )
  return { run: opened, state, destination: yield* destinationOf(target, listId), listId }
})

/** The latest run of the same job over the same source: by its identity, or by its bytes where it has moved. */
const findRun = Effect.fnUntraced(function* (
  state: StateDirectory.StateDirectory,
  options: Options,
  job: string,
  listId: string | undefined
): Effect.fn.Return<StateDirectory.RunInfo | undefined, SourceError> {
  const candidates = (yield* state.runs).filter(
    (info) =>
      info.job === job &&
      // A list that was archived and has been created anew is another place.
      info.list === listId
  )
  if (candidates.length === 0) return undefined
  const sameName = candidates.find((info) => info.sourceIdentity === options.source.identity)
  if (sameName !== undefined) return sameName
  if (candidates.every((info) => info.sourceDigest === undefined)) return undefined
  const digest = yield* options.source.digest
  if (digest === undefined) return undefined
  return candidates.find((info) => info.sourceDigest === digest)
})

const sorted = (entries: Readonly<Record<string, string>> | undefined) =>
  Object.entries(entries ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1))

const destinationOf = (
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
