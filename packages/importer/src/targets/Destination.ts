/**
 * The destination of rows: creates, looks up and updates one kind of object through the API.
 *
 * The folder of each target has one implementation. `Decision` interprets the answers, once for all targets.
 */
import type * as Operation from "@effect-persona/core/Operation"
import type { CursorLoop } from "@effect-persona/core/Pagination"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import type * as Effect from "effect/Effect"
import type { Found } from "./Found.ts"
import type { Attempt } from "../ledger/Ledger.ts"

/** The result of a successful create or update. */
export interface Written {
  readonly id: string
  readonly status: number
  readonly requestId: string | undefined
  readonly environmentId: string | undefined
  readonly unanswered: number
}

export type Failure = PersonaError | CursorLoop

export interface Destination<Request> {
  readonly kind: "account" | "list" | "list-item"
  /** The name of the create operation, for keys and messages. */
  readonly operation: (request: Request) => string
  /** The content of requests for one row besides the row. A changed form makes it a different request. */
  readonly form: () => string
  /** The idempotency key of an attempt. */
  readonly key: (runId: string, attempt: Attempt, request: Request) => string
  readonly create: (
    request: Request,
    options: Operation.CallOptions
  ) => Effect.Effect<Written, PersonaError, PersonaClient>
  /** Whether this row's object can be looked up by its natural key. */
  readonly canLookUp: (request: Request) => boolean
  /** Finds the object with the row's natural key. `fresh` excludes earlier answers. */
  readonly lookUp: (
    request: Request,
    options: { readonly fresh: boolean }
  ) => Effect.Effect<Found | undefined, Failure, PersonaClient>
  /**
   * Finds the objects with the natural keys of many rows, in order. All rows must allow a look-up. `undefined` if the
   * target has no look-up.
   */
  readonly lookUpMany:
    | ((
        requests: ReadonlyArray<Request>
      ) => Effect.Effect<ReadonlyArray<Found | undefined>, Failure, PersonaClient>)
    | undefined
  /** Whether concurrent look-ups share requests. */
  readonly sharesLookUps: boolean
  /** Whether the API refuses a duplicate of an existing object. */
  readonly refusesDuplicates: boolean
  /** Whether rows are looked up before they are sent, because the API would create a duplicate. */
  readonly lookUpFirst: boolean
  /** Updates an existing object to the row's values. */
  readonly update:
    | ((id: string, request: Request) => Effect.Effect<Written, PersonaError, PersonaClient>)
    | undefined
  /** Whether the created object exists now. The answer to a create request may be a stored one for a former object. */
  readonly confirm: ((id: string) => Effect.Effect<boolean, PersonaError, PersonaClient>) | undefined
}
