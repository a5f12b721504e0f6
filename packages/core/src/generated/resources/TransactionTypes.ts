// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Transaction Types".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { NotFound } from "../../PersonaError.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
import { TransactionType } from "../schemas/Transaction.ts"

export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
export { TransactionType } from "../schemas/Transaction.ts"

/**
 * Retrieve a transaction type: `GET /transaction-types/{transaction-type-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  TransactionTypeResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-transaction-type",
  method: "GET",
  path: "/transaction-types/{transaction-type-id}",
  tag: "Transaction Types",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: TransactionTypeResponse })
})

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly transactionTypeId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-type-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} answers with. */
export interface TransactionTypeResponse {
  readonly data: TransactionType
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link TransactionTypeResponse}. */
export const TransactionTypeResponse: Schema.Codec<
  TransactionTypeResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(TransactionType), included: EmptyIncludedObjects })
)
