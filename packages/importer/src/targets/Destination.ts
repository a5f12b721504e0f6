/**
 * Where rows go: how one kind of row is created, found and changed through the API.
 *
 * One module under `destinations/` implements this for each target. What an answer means is not decided there
 * but in `Decision`, once for all of them.
 */
import type * as Operation from "@effect-persona/core/Operation"
import type { CursorLoop } from "@effect-persona/core/Pagination"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import type * as Effect from "effect/Effect"
import type { Found } from "./Found.ts"
import type { Attempt } from "../ledger/Ledger.ts"

/** What a successful create or update tells. */
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
  /** The operation that creates, for keys and messages. */
  readonly operation: (request: Request) => string
  /** What requests for one row say besides the row. A request whose form has changed is another one. */
  readonly form: () => string
  /** The idempotency key of an attempt. */
  readonly key: (runId: string, attempt: Attempt, request: Request) => string
  readonly create: (
    request: Request,
    options: Operation.CallOptions
  ) => Effect.Effect<Written, PersonaError, PersonaClient>
  /** Whether this row's object can be looked up by its natural key. */
  readonly canLookUp: (request: Request) => boolean
  /** Finds what stands under the row's natural key; `fresh` allows no answer from before. */
  readonly lookUp: (
    request: Request,
    options: { readonly fresh: boolean }
  ) => Effect.Effect<Found | undefined, Failure, PersonaClient>
  /**
   * Finds what stands under the natural keys of many rows, all of which can be looked up; in their order. `undefined`
   * where nothing can be looked up.
   */
  readonly lookUpMany:
    | ((
        requests: ReadonlyArray<Request>
      ) => Effect.Effect<ReadonlyArray<Found | undefined>, Failure, PersonaClient>)
    | undefined
  /** Whether look-ups that are asked for at the same time share requests. */
  readonly sharesLookUps: boolean
  /** Whether the API refuses a second one beside one that stands. */
  readonly refusesDuplicates: boolean
  /** Whether rows are looked up before they are sent, because the API would create a second one. */
  readonly lookUpFirst: boolean
  /** Changes what exists to what the row says. */
  readonly update:
    | ((id: string, request: Request) => Effect.Effect<Written, PersonaError, PersonaClient>)
    | undefined
  /** Whether a fresh answer stands for something that is there now, or may be a stored one of the past. */
  readonly confirm: ((id: string) => Effect.Effect<boolean, PersonaError, PersonaClient>) | undefined
}
