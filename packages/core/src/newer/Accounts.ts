/**
 * Operations on accounts that are newer than the API's document of 2025-12-08: attaching objects and detaching them. The
 * others are in `resources/Accounts`.
 *
 * Source: version 2026-09-29 of the vendor's document. An environment may not have them yet, which the answer tells
 * with 404.
 */
import type * as Schema from "effect/Schema"
import { AccountResponse, type RetrieveRequest } from "../generated/resources/Accounts.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export { AccountResponse } from "../generated/resources/Accounts.ts"

type Failures = NotFound | Conflict | UnprocessableEntity

/**
 * Add objects to an account: `POST /accounts/{account-id}/add-objects`. It takes inquiries,
 * documents, reports, verifications and other objects; other accounts and transactions are related with
 * `Accounts.addRelation`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/add-persona-objects
 */
export const addObjects: Operation.Operation<ObjectsRequest, AccountResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "accounts-add-objects",
    method: "POST",
    path: "/accounts/{account-id}/add-objects",
    tag: "Accounts",
    origin: "newer",
    query: ["include", "fields"],
    body: "json",
    errors: [404, 409, 422],
    schemas: () => ({ request: ObjectsRequest, success: AccountResponse })
  })

/**
 * Remove objects from an account: `POST /accounts/{account-id}/remove-objects`. What is not attached is passed over.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/remove-persona-objects
 */
export const removeObjects: Operation.Operation<ObjectsRequest, AccountResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "accounts-remove-objects",
    method: "POST",
    path: "/accounts/{account-id}/remove-objects",
    tag: "Accounts",
    origin: "newer",
    query: ["include", "fields"],
    body: "json",
    errors: [404, 409, 422],
    schemas: () => ({ request: ObjectsRequest, success: AccountResponse })
  })

/** What {@link addObjects} and {@link removeObjects} take. */
export interface ObjectsRequest {
  readonly accountId: string
  /** Ids of at most 100 objects. */
  readonly meta: { readonly objectIds: ReadonlyArray<string> }
  readonly include?: RetrieveRequest["include"]
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ObjectsRequest}. */
export const ObjectsRequest: Schema.Codec<ObjectsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
    meta: W.required(W.closed({ "object-ids": W.required(W.array(W.string, 0, 100)) })),
    include: W.commas,
    fields: W.fieldsets
  })
)
