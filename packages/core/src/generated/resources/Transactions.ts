// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Transactions".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { Transaction, TransactionLabel } from "../schemas/Transaction.ts"

export { Transaction, TransactionLabel } from "../schemas/Transaction.ts"

/**
 * Create a transaction: `POST /transactions`.
 *
 * Succeeds with 200 or 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/create-a-transaction
 */
export const create: Operation.Operation<
  CreateRequest,
  TransactionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-transaction",
  method: "POST",
  path: "/transactions",
  tag: "Transactions",
  query: ["include", "fields"],
  body: "json",
  success: [200, 201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateRequest, success: TransactionResponse })
})

/**
 * List all transactions: `GET /transactions`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/list-all-transactions
 */
export const list: Operation.Operation<
  ListRequest,
  TransactionPage,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "list-all-transactions",
  method: "GET",
  path: "/transactions",
  tag: "Transactions",
  paging: "query",
  query: ["filter", "page", "fields"],
  errors: [404],
  schemas: () => ({ request: ListRequest, success: TransactionPage })
})

/**
 * Redact a transaction: `DELETE /transactions/{transaction-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/redact-a-transaction
 */
export const redact: Operation.Operation<
  RedactRequest,
  TransactionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "redact-a-transaction",
  method: "DELETE",
  path: "/transactions/{transaction-id}",
  tag: "Transactions",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RedactRequest, success: TransactionResponse })
})

/**
 * Retrieve a transaction: `GET /transactions/{transaction-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/retrieve-a-transaction
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  RetrieveResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-transaction",
  method: "GET",
  path: "/transactions/{transaction-id}",
  tag: "Transactions",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: RetrieveResponse })
})

/**
 * Update a transaction: `PATCH /transactions/{transaction-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/update-a-transaction
 */
export const update: Operation.Operation<
  UpdateRequest,
  UpdateResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "update-a-transaction",
  method: "PATCH",
  path: "/transactions/{transaction-id}",
  tag: "Transactions",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: UpdateRequest, success: UpdateResponse })
})

/**
 * Add relation (transactions): `POST /transactions/{transaction-id}/add-relation`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/add-relation
 */
export const addRelation: Operation.Operation<
  AddRelationRequest,
  TransactionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "transactions-add-relation",
  method: "POST",
  path: "/transactions/{transaction-id}/add-relation",
  tag: "Transactions",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AddRelationRequest, success: TransactionResponse })
})

/**
 * Add tag (transactions): `POST /transactions/{transaction-id}/add-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/add-tag
 */
export const addTag: Operation.Operation<
  AddTagRequest,
  TransactionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "transactions-add-tag",
  method: "POST",
  path: "/transactions/{transaction-id}/add-tag",
  tag: "Transactions",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AddTagRequest, success: TransactionResponse })
})

/**
 * Create a transaction label: `POST /transactions/{transaction-id}/label`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/create-a-transaction-label
 */
export const label: Operation.Operation<
  LabelRequest,
  LabelResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-transaction-label",
  method: "POST",
  path: "/transactions/{transaction-id}/label",
  tag: "Transactions",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: LabelRequest, success: LabelResponse })
})

/**
 * Remove relation (transactions): `POST /transactions/{transaction-id}/remove-relation`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/remove-relation
 */
export const removeRelation: Operation.Operation<
  RemoveRelationRequest,
  TransactionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "transactions-remove-relation",
  method: "POST",
  path: "/transactions/{transaction-id}/remove-relation",
  tag: "Transactions",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RemoveRelationRequest, success: TransactionResponse })
})

/**
 * Remove tag (transactions): `POST /transactions/{transaction-id}/remove-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/remove-tag
 */
export const removeTag: Operation.Operation<
  RemoveTagRequest,
  TransactionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "transactions-remove-tag",
  method: "POST",
  path: "/transactions/{transaction-id}/remove-tag",
  tag: "Transactions",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RemoveTagRequest, success: TransactionResponse })
})

/**
 * Set tags (transactions): `POST /transactions/{transaction-id}/set-tags`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/set-tags
 */
export const setTags: Operation.Operation<
  SetTagsRequest,
  TransactionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "transactions-set-tags",
  method: "POST",
  path: "/transactions/{transaction-id}/set-tags",
  tag: "Transactions",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: SetTagsRequest, success: TransactionResponse })
})

/**
 * Redact transaction biometrics: `POST /transactions/{transaction-id}/redact-biometrics`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/transactions/redact-transaction-biometrics
 */
export const redactBiometrics: Operation.Operation<
  RedactBiometricsRequest,
  TransactionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "redact-transaction-biometrics",
  method: "POST",
  path: "/transactions/{transaction-id}/redact-biometrics",
  tag: "Transactions",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RedactBiometricsRequest, success: TransactionResponse })
})

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data?: { readonly attributes?: CreateAttributes | undefined } | undefined
  readonly meta?: { readonly upsertBy?: string | null | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  readonly transactionTypeId?: string | undefined
  readonly fields?: Readonly<Record<string, unknown>> | undefined
  readonly referenceId?: string | undefined
  readonly tags?: ReadonlyArray<string> | null | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({
      attributes: W.closed({
        "transaction-type-id": W.string,
        fields: W.free,
        "reference-id": W.string,
        tags: W.nullable(W.array(W.string))
      })
    }),
    meta: W.closed({ "upsert-by": W.nullable(W.string) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: {
    readonly referenceId?: string | undefined
    readonly transactionTypeId?: string | undefined
    readonly identifier?: {
      readonly key?: string | undefined
      readonly value?: string | undefined
    } | undefined
  } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.closed({
      "reference-id": W.string,
      "transaction-type-id": W.string,
      identifier: W.closed({ key: W.string, value: W.string })
    }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link redact} takes. */
export interface RedactRequest {
  readonly transactionId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RedactRequest}. */
export const RedactRequest: Schema.Codec<RedactRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly transactionId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link update} takes. */
export interface UpdateRequest {
  readonly transactionId: string
  readonly data?: { readonly attributes?: UpdateAttributes | undefined } | undefined
  readonly include?: Include<"reviewer" | "transaction-label" | "related-objects"> | undefined
  readonly fields?: Fieldsets | undefined
}

export interface UpdateAttributes {
  readonly fields?: Readonly<Record<string, unknown>> | undefined
  readonly status?: string | undefined
  readonly referenceId?: string | undefined
  readonly label?: string | undefined
  readonly tags?: ReadonlyArray<string> | undefined
}

/** Schema of {@link UpdateRequest}. */
export const UpdateRequest: Schema.Codec<UpdateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    data: W.closed({
      attributes: W.closed({
        fields: W.free,
        status: W.string,
        "reference-id": W.string,
        label: W.string,
        tags: W.array(W.string)
      })
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link addRelation} takes. */
export interface AddRelationRequest {
  readonly transactionId: string
  readonly meta: {
    readonly relationSchemaKey: string
    readonly targetObjectId: string
  }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AddRelationRequest}. */
export const AddRelationRequest: Schema.Codec<AddRelationRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    meta: W.required(
      W.closed({
        "relation-schema-key": W.required(W.string),
        "target-object-id": W.required(W.string)
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link addTag} takes. */
export interface AddTagRequest {
  readonly transactionId: string
  readonly meta?: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AddTagRequest}. */
export const AddTagRequest: Schema.Codec<AddTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.string, "tag-id": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link label} takes. */
export interface LabelRequest {
  readonly transactionId: string
  readonly meta?: {
    readonly label?: string | undefined
    readonly score?: number | undefined
    readonly modelVersion?: string | undefined
  } | undefined
  readonly include?: Include<"reviewer" | "transaction-label" | "related-objects"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link LabelRequest}. */
export const LabelRequest: Schema.Codec<LabelRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    meta: W.closed({ label: W.string, score: W.number, "model-version": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link removeRelation} takes. */
export interface RemoveRelationRequest {
  readonly transactionId: string
  readonly meta: {
    readonly relationSchemaKey: string
    readonly targetObjectId: string
  }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RemoveRelationRequest}. */
export const RemoveRelationRequest: Schema.Codec<
  RemoveRelationRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    meta: W.required(
      W.closed({
        "relation-schema-key": W.required(W.string),
        "target-object-id": W.required(W.string)
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link removeTag} takes. */
export interface RemoveTagRequest {
  readonly transactionId: string
  readonly meta?: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RemoveTagRequest}. */
export const RemoveTagRequest: Schema.Codec<RemoveTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.string, "tag-id": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link setTags} takes. */
export interface SetTagsRequest {
  readonly transactionId: string
  readonly meta?: {
    readonly tagName?: ReadonlyArray<string> | undefined
    readonly tagId?: ReadonlyArray<string> | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SetTagsRequest}. */
export const SetTagsRequest: Schema.Codec<SetTagsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    meta: W.closed({ "tag-name": W.array(W.string), "tag-id": W.array(W.string) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link redactBiometrics} takes. */
export interface RedactBiometricsRequest {
  readonly transactionId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RedactBiometricsRequest}. */
export const RedactBiometricsRequest: Schema.Codec<
  RedactBiometricsRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "transaction-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link create}, {@link redact} and others answer with. */
export interface TransactionResponse {
  readonly data: Transaction
}

/** Schema of {@link TransactionResponse}. */
export const TransactionResponse: Schema.Codec<TransactionResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Transaction) })
)

/** What {@link list} answers with. */
export interface TransactionPage {
  readonly data: ReadonlyArray<Transaction>
  readonly links?: Links | null
}

/** Schema of {@link TransactionPage}. */
export const TransactionPage: Schema.Codec<TransactionPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(Transaction)), links: W.links })
)

/** What {@link retrieve} answers with. */
export interface RetrieveResponse {
  readonly data: Transaction
  readonly included?: ReadonlyArray<{
    readonly type: string
    readonly id: string
    readonly [key: string]: unknown
  }> | null
}

/** Schema of {@link RetrieveResponse}. */
export const RetrieveResponse: Schema.Codec<RetrieveResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    data: W.required(Transaction),
    included: W.array(W.open({ type: W.required(W.string), id: W.required(W.string) }))
  })
)

/** What {@link update} answers with. */
export interface UpdateResponse {
  readonly data: Transaction
  readonly included?: ReadonlyArray<TransactionLabel> | null
}

/** Schema of {@link UpdateResponse}. */
export const UpdateResponse: Schema.Codec<UpdateResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Transaction), included: W.array(TransactionLabel) })
)

/** What {@link label} answers with. */
export interface LabelResponse {
  readonly data: Transaction
  readonly included?: ReadonlyArray<TransactionLabel> | null
}

/** Schema of {@link LabelResponse}. */
export const LabelResponse: Schema.Codec<LabelResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Transaction), included: W.array(TransactionLabel) })
)
