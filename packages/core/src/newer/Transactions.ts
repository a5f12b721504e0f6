/**
 * Operations on transactions that are newer than the API's document of 2025-12-08: attaching objects and detaching them. The
 * others are in `resources/Transactions`.
 *
 * Source: version 2026-09-29 of the vendor's document. An environment may not have them yet, which the answer tells
 * with 404.
 */
import type * as Schema from "effect/Schema"
import { TransactionResponse, type RetrieveRequest } from "../generated/resources/Transactions.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export { TransactionResponse } from "../generated/resources/Transactions.ts"

type Failures = NotFound | Conflict | UnprocessableEntity

/**
 * Add objects to a transaction: `POST /transactions/{transaction-id}/add-objects`. It takes
 * documents, inquiries, reports and verifications; accounts and other transactions are related with
 * `Transactions.addRelation`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/add-persona-objects
 */
export const addObjects: Operation.Operation<ObjectsRequest, TransactionResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "transactions-add-objects",
    method: "POST",
    path: "/transactions/{transaction-id}/add-objects",
    tag: "Transactions",
    origin: "newer",
    query: ["include", "fields"],
    body: "json",
    errors: [404, 409, 422],
    schemas: () => ({ request: ObjectsRequest, success: TransactionResponse })
  })

/**
 * Remove objects from a transaction: `POST /transactions/{transaction-id}/remove-objects`. What is not attached is passed over.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/remove-persona-objects
 */
export const removeObjects: Operation.Operation<ObjectsRequest, TransactionResponse, Failures> =
  /*#__PURE__*/ Operation.make({
    id: "transactions-remove-objects",
    method: "POST",
    path: "/transactions/{transaction-id}/remove-objects",
    tag: "Transactions",
    origin: "newer",
    query: ["include", "fields"],
    body: "json",
    errors: [404, 409, 422],
    schemas: () => ({ request: ObjectsRequest, success: TransactionResponse })
  })

/** What {@link addObjects} and {@link removeObjects} take. */
export interface ObjectsRequest {
  readonly transactionId: string
  /** Ids of at most 100 objects. */
  readonly meta: { readonly objectIds: ReadonlyArray<string> }
  readonly include?: RetrieveRequest["include"]
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ObjectsRequest}. */
export const ObjectsRequest: Schema.Codec<ObjectsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    meta: W.required(W.closed({ "object-ids": W.required(W.array(W.string, 0, 100)) })),
    include: W.commas,
    fields: W.fieldsets
  })
)
