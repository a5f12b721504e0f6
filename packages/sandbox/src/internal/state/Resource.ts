/**
 * The interface of a resource: it opens on the environment, defining its tables and preparing its statements, and
 * returns its routes and its part of the record. Handlers run inside the transaction of their request; they refuse
 * before they write.
 */
import type * as Faults from "../../Faults.ts"
import type { Answer } from "../request/Answer.ts"
import type { BackgroundJobs } from "./BackgroundJobs.ts"
import type { Counters } from "./Counters.ts"
import type { Environment } from "./Environment.ts"
import type { Query } from "../request/Query.ts"
import type { State as RateState } from "../request/RateWindow.ts"
import type { Registry } from "./Registry.ts"
import type { Settings } from "./Settings.ts"
import type { Store } from "./Store.ts"

/** Context in which a resource opens. */
export interface Context {
  readonly store: Store
  readonly environment: Environment
  readonly counters: Counters
  readonly registry: Registry
  readonly backgroundJobs: BackgroundJobs
  readonly settings: Settings
  /** Time at which the state is opened, for seeds. */
  readonly now: number
}

/** An admitted request. */
export interface Call {
  readonly params: Readonly<Record<string, string | undefined>>
  readonly query: Query
  /** `data.attributes` of the body, keys in kebab-case outside `fields`; empty if there is no body. */
  readonly attributes: Readonly<Record<string, unknown>>
  /** `meta` of the body, likewise. */
  readonly meta: Readonly<Record<string, unknown>>
  /** The whole body, likewise. */
  readonly body: Readonly<Record<string, unknown>>
  /** Milliseconds since 1970 by the sandbox's clock. */
  readonly now: number
  readonly rate: RateState | undefined
  /** The fault of the job that the request creates. */
  readonly job?: Faults.Job | undefined
}

export interface Route {
  readonly method: "GET" | "POST" | "PATCH" | "DELETE"
  /** Path below `/api/v1` with `:name` for parameters. */
  readonly path: `/${string}`
  /** Permission that an API key needs; undefined if any key may call it. */
  readonly permission: string | undefined
  /** Relationship paths that `include` accepts. @default none */
  readonly includes?: ReadonlyArray<string> | undefined
  /** Names that `filter[...]` accepts. @default none */
  readonly filters?: ReadonlyArray<string> | undefined
  /** Set if the answer is an example: it is marked, and the request's body is not read. */
  readonly example?: true | undefined
  /** Whether the route currently exists. @default always */
  readonly available?: (() => boolean) | undefined
  /** Set if no API key is needed. */
  readonly open?: true | undefined
  readonly handle: (call: Call) => Answer
}

/** Makes the routes of a resource: GET needs the permission to read it, all other methods the one to write it. */
export const routesOf =
  (resource: string, includes?: ReadonlyArray<string>) =>
  (method: Route["method"], path: Route["path"], handle: Route["handle"]): Route => ({
    method,
    path,
    permission: `${resource}.${method === "GET" ? "read" : "write"}`,
    includes,
    handle
  })

export interface Opened<Contents> {
  readonly routes: ReadonlyArray<Route>
  /** All objects of this kind, oldest first. */
  readonly contents: () => ReadonlyArray<Contents>
  readonly count: () => number
}

/** A time as the wire writes it: RFC 3339, UTC, milliseconds. */
export const timestamp = (millis: number): string => new Date(millis).toISOString()

export const timestampOrNull = (millis: number | null): string | null =>
  millis === null ? null : timestamp(millis)
