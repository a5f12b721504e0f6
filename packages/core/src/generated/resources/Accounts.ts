// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Accounts".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type {
  Fieldsets,
  Include,
  Links,
  OneOrMany,
  Open,
  PageParameters,
  UnknownResource
} from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { Account } from "../schemas/Account.ts"
import { AccountsIncludedObjects } from "../schemas/AccountsIncludedObjects.ts"
import { SearchQuery } from "../schemas/SearchQuery.ts"
import { Transaction } from "../schemas/Transaction.ts"

export { Account } from "../schemas/Account.ts"
export { AccountsIncludedObjects } from "../schemas/AccountsIncludedObjects.ts"
export { SearchQuery } from "../schemas/SearchQuery.ts"
export { Transaction } from "../schemas/Transaction.ts"

/**
 * List all accounts: `GET /accounts`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/list-all-accounts
 */
export const list: Operation.Operation<ListRequest, AccountPage, NotFound> = /*#__PURE__*/ Operation.make({
  id: "list-all-accounts",
  method: "GET",
  path: "/accounts",
  tag: "Accounts",
  paging: "query",
  query: ["filter", "page", "fields"],
  errors: [404],
  schemas: () => ({ request: ListRequest, success: AccountPage })
})

/**
 * Create an account: `POST /accounts`.
 *
 * Succeeds with 200 or 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/create-an-account
 */
export const create: Operation.Operation<
  CreateRequest,
  AccountResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-an-account",
  method: "POST",
  path: "/accounts",
  tag: "Accounts",
  query: ["include", "fields"],
  body: "json",
  success: [200, 201],
  errors: [409, 422],
  schemas: () => ({ request: CreateRequest, success: AccountResponse })
})

/**
 * Redact an account: `DELETE /accounts/{account-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/redact-an-account
 */
export const redact: Operation.Operation<
  RedactRequest,
  AccountResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "redact-an-account",
  method: "DELETE",
  path: "/accounts/{account-id}",
  tag: "Accounts",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RedactRequest, success: AccountResponse })
})

/**
 * Retrieve an account: `GET /accounts/{account-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/retrieve-an-account
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  AccountResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-account",
  method: "GET",
  path: "/accounts/{account-id}",
  tag: "Accounts",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: AccountResponse })
})

/**
 * Update an account: `PATCH /accounts/{account-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/update-an-account
 */
export const update: Operation.Operation<
  UpdateRequest,
  AccountResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "update-an-account",
  method: "PATCH",
  path: "/accounts/{account-id}",
  tag: "Accounts",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: UpdateRequest, success: AccountResponse })
})

/**
 * Add relation (accounts): `POST /accounts/{account-id}/add-relation`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/add-relation
 */
export const addRelation: Operation.Operation<
  AddRelationRequest,
  AccountResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "accounts-add-relation",
  method: "POST",
  path: "/accounts/{account-id}/add-relation",
  tag: "Accounts",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AddRelationRequest, success: AccountResponse })
})

/**
 * Add tag (accounts): `POST /accounts/{account-id}/add-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/add-tag
 */
export const addTag: Operation.Operation<
  AddTagRequest,
  AccountResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "accounts-add-tag",
  method: "POST",
  path: "/accounts/{account-id}/add-tag",
  tag: "Accounts",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AddTagRequest, success: AccountResponse })
})

/**
 * Consolidate into an account: `POST /accounts/{account-id}/consolidate`.
 *
 * Succeeds with 202. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/consolidate-into-an-account
 */
export const consolidate: Operation.Operation<
  ConsolidateRequest,
  AccountResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "consolidate-into-an-account",
  method: "POST",
  path: "/accounts/{account-id}/consolidate",
  tag: "Accounts",
  query: ["include", "fields"],
  body: "json",
  success: [202],
  errors: [404, 409, 422],
  schemas: () => ({ request: ConsolidateRequest, success: AccountResponse })
})

/**
 * List all relations (accounts): `GET /accounts/{account-id}/relations`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/list-all-relations
 */
export const listRelations: Operation.Operation<
  ListRelationsRequest,
  ListRelationsPage,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "accounts-list-all-relations",
  method: "GET",
  path: "/accounts/{account-id}/relations",
  tag: "Accounts",
  paging: "query",
  query: ["filter", "page", "include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ListRelationsRequest, success: ListRelationsPage })
})

/**
 * Remove relation (accounts): `POST /accounts/{account-id}/remove-relation`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/remove-relation
 */
export const removeRelation: Operation.Operation<
  RemoveRelationRequest,
  AccountResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "accounts-remove-relation",
  method: "POST",
  path: "/accounts/{account-id}/remove-relation",
  tag: "Accounts",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RemoveRelationRequest, success: AccountResponse })
})

/**
 * Remove tag (accounts): `POST /accounts/{account-id}/remove-tag`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/remove-tag
 */
export const removeTag: Operation.Operation<
  RemoveTagRequest,
  AccountResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "accounts-remove-tag",
  method: "POST",
  path: "/accounts/{account-id}/remove-tag",
  tag: "Accounts",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RemoveTagRequest, success: AccountResponse })
})

/**
 * Set all tags (accounts): `POST /accounts/{account-id}/set-tags`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/set-all-tags
 */
export const setTags: Operation.Operation<
  SetTagsRequest,
  AccountResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "accounts-set-all-tags",
  method: "POST",
  path: "/accounts/{account-id}/set-tags",
  tag: "Accounts",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: SetTagsRequest, success: AccountResponse })
})

/**
 * Run account action: `POST /accounts/{account-id}/run-action`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const runAction: Operation.Operation<
  RunActionRequest,
  RunActionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "runAccountAction",
  method: "POST",
  path: "/accounts/{account-id}/run-action",
  tag: "Accounts",
  repeat: "once",
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: RunActionRequest, success: RunActionResponse })
})

/**
 * Search accounts: `POST /accounts/search`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/search-accounts
 */
export const search: Operation.Operation<
  SearchRequest,
  AccountPage,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "search-accounts",
  method: "POST",
  path: "/accounts/search",
  tag: "Accounts",
  repeat: "safe",
  paging: "body",
  query: ["fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: SearchRequest, success: AccountPage })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: { readonly referenceId?: OneOrMany | undefined } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.closed({ "reference-id": W.commas }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data?: { readonly attributes?: CreateAttributes | undefined } | undefined
  readonly meta?: { readonly upsertBy?: string | null | undefined } | undefined
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  readonly accountTypeId?: string | undefined
  readonly accountStatus?: string | undefined
  readonly referenceId?: string | undefined
  readonly selfiePhoto?: {
    readonly data?: {
      readonly data?: string | undefined
      readonly filename?: string | undefined
    } | undefined
  } | undefined
  readonly tags?: ReadonlyArray<string> | null | undefined
  readonly countryCode?: string | undefined
  readonly socialSecurityNumber?: string | undefined
  readonly fields?: Readonly<Record<string, unknown>> | undefined
  readonly birthdate?: string | undefined
  readonly nameFirst?: string | undefined
  readonly nameMiddle?: string | undefined
  readonly nameLast?: string | undefined
  readonly phoneNumber?: string | undefined
  readonly emailAddress?: string | undefined
  readonly addressStreet1?: string | undefined
  readonly addressStreet2?: string | undefined
  readonly addressCity?: string | undefined
  readonly addressSubdivision?: string | undefined
  readonly addressPostalCode?: string | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({
      attributes: W.closed({
        "account-type-id": W.string,
        "account-status": W.string,
        "reference-id": W.string,
        "selfie-photo": W.closed({ data: W.closed({ data: W.string, filename: W.string }) }),
        tags: W.nullable(W.array(W.string)),
        "country-code": W.string,
        "social-security-number": W.string,
        fields: W.free,
        birthdate: W.string,
        "name-first": W.string,
        "name-middle": W.string,
        "name-last": W.string,
        "phone-number": W.string,
        "email-address": W.string,
        "address-street-1": W.string,
        "address-street-2": W.string,
        "address-city": W.string,
        "address-subdivision": W.string,
        "address-postal-code": W.string
      })
    }),
    meta: W.closed({ "upsert-by": W.nullable(W.string) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link redact} takes. */
export interface RedactRequest {
  readonly accountId: string
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RedactRequest}. */
export const RedactRequest: Schema.Codec<RedactRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "account-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly accountId: string
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "account-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link update} takes. */
export interface UpdateRequest {
  readonly accountId: string
  readonly data?: { readonly attributes?: UpdateAttributes | undefined } | undefined
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

export interface UpdateAttributes {
  readonly referenceId?: string | undefined
  readonly accountStatus?: string | undefined
  readonly selfiePhoto?: {
    readonly data?: {
      readonly data?: string | undefined
      readonly filename?: string | undefined
    } | null | undefined
  } | undefined
  readonly tags?: ReadonlyArray<string> | null | undefined
  readonly countryCode?: string | undefined
  readonly socialSecurityNumber?: string | undefined
  readonly fields?: Readonly<Record<string, unknown>> | undefined
  readonly birthdate?: string | undefined
  readonly nameFirst?: string | undefined
  readonly nameMiddle?: string | undefined
  readonly nameLast?: string | undefined
  readonly phoneNumber?: string | undefined
  readonly emailAddress?: string | undefined
  readonly addressStreet1?: string | undefined
  readonly addressStreet2?: string | undefined
  readonly addressCity?: string | undefined
  readonly addressSubdivision?: string | undefined
  readonly addressPostalCode?: string | undefined
}

/** Schema of {@link UpdateRequest}. */
export const UpdateRequest: Schema.Codec<UpdateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
    data: W.closed({
      attributes: W.closed({
        "reference-id": W.string,
        "account-status": W.string,
        "selfie-photo": W.closed({
          data: W.nullable(W.closed({ data: W.string, filename: W.string }))
        }),
        tags: W.nullable(W.array(W.string)),
        "country-code": W.string,
        "social-security-number": W.string,
        fields: W.free,
        birthdate: W.string,
        "name-first": W.string,
        "name-middle": W.string,
        "name-last": W.string,
        "phone-number": W.string,
        "email-address": W.string,
        "address-street-1": W.string,
        "address-street-2": W.string,
        "address-city": W.string,
        "address-subdivision": W.string,
        "address-postal-code": W.string
      })
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link addRelation} takes. */
export interface AddRelationRequest {
  readonly accountId: string
  readonly meta: {
    readonly relationSchemaKey: string
    readonly targetObjectId: string
  }
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AddRelationRequest}. */
export const AddRelationRequest: Schema.Codec<AddRelationRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
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
  readonly accountId: string
  readonly meta: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  }
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AddTagRequest}. */
export const AddTagRequest: Schema.Codec<AddTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
    meta: W.required(W.closed({ "tag-name": W.string, "tag-id": W.string })),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link consolidate} takes. */
export interface ConsolidateRequest {
  readonly accountId: string
  readonly meta: { readonly sourceAccountIds: ReadonlyArray<string> }
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ConsolidateRequest}. */
export const ConsolidateRequest: Schema.Codec<ConsolidateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
    meta: W.required(W.closed({ "source-account-ids": W.required(W.array(W.string)) })),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link listRelations} takes. */
export interface ListRelationsRequest {
  readonly accountId: string
  readonly filter: {
    readonly key: string
    readonly createdAtStart?: string | undefined
    readonly createdAtEnd?: string | undefined
  }
  readonly page?: PageParameters | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRelationsRequest}. */
export const ListRelationsRequest: Schema.Codec<ListRelationsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
    filter: W.required(
      W.closed({
        key: W.required(W.string),
        "created-at-start": W.string,
        "created-at-end": W.string
      })
    ),
    page: W.page,
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link removeRelation} takes. */
export interface RemoveRelationRequest {
  readonly accountId: string
  readonly meta: {
    readonly relationSchemaKey: string
    readonly targetObjectId: string
  }
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RemoveRelationRequest}. */
export const RemoveRelationRequest: Schema.Codec<
  RemoveRelationRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
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
  readonly accountId: string
  readonly meta: {
    readonly tagName?: string | undefined
    readonly tagId?: string | undefined
  }
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RemoveTagRequest}. */
export const RemoveTagRequest: Schema.Codec<RemoveTagRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
    meta: W.required(W.closed({ "tag-name": W.string, "tag-id": W.string })),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link setTags} takes. */
export interface SetTagsRequest {
  readonly accountId: string
  readonly meta: {
    readonly tagName?: ReadonlyArray<string> | undefined
    readonly tagId?: ReadonlyArray<string> | undefined
  }
  readonly include?: Include<"account-type"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SetTagsRequest}. */
export const SetTagsRequest: Schema.Codec<SetTagsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
    meta: W.required(W.closed({ "tag-name": W.array(W.string), "tag-id": W.array(W.string) })),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link runAction} takes. */
export interface RunActionRequest {
  readonly accountId: string
  readonly data: {
    readonly accountActionId: string
    readonly parameters?: Readonly<Record<string, unknown>> | undefined
  }
}

/** Schema of {@link RunActionRequest}. */
export const RunActionRequest: Schema.Codec<RunActionRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-id": W.required(W.segment),
    data: W.required(W.closed({ "account-action-id": W.required(W.string), parameters: W.free }))
  })
)

/** What {@link search} takes. */
export interface SearchRequest {
  readonly query?: SearchQuery | undefined
  readonly sort?: {
    readonly attribute: string
    readonly direction: Open<"asc" | "desc">
  } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link SearchRequest}. */
export const SearchRequest: Schema.Codec<SearchRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    query: SearchQuery,
    sort: W.closed({ attribute: W.required(W.string), direction: W.required(W.string) }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link list} and {@link search} answer with. */
export interface AccountPage {
  readonly data: ReadonlyArray<Account>
  readonly links?: Links | null
}

/** Schema of {@link AccountPage}. */
export const AccountPage: Schema.Codec<AccountPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(Account)), links: W.links })
)

/** What {@link create}, {@link redact} and others answer with. */
export interface AccountResponse {
  readonly data: Account
  readonly included?: AccountsIncludedObjects | null
}

/** Schema of {@link AccountResponse}. */
export const AccountResponse: Schema.Codec<AccountResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Account), included: AccountsIncludedObjects })
)

/** What {@link listRelations} answers with. */
export interface ListRelationsPage {
  readonly data: ReadonlyArray<Account | Transaction | UnknownResource>
  readonly links?: Links | null
}

/** Schema of {@link ListRelationsPage}. */
export const ListRelationsPage: Schema.Codec<ListRelationsPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    data: W.required(
      W.array(
        W.openUnion("type", {
          account: Account,
          transaction: Transaction
        })
      )
    ),
    links: W.links
  })
)

/** What {@link runAction} answers with. */
export interface RunActionResponse {
  readonly data: Account
  readonly meta?: { readonly workflowRunId?: string | null } | null
}

/** Schema of {@link RunActionResponse}. */
export const RunActionResponse: Schema.Codec<RunActionResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Account), meta: W.open({ "workflow-run-id": W.string }) })
)
