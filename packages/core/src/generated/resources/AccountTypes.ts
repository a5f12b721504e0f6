// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Account Types".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { NotFound } from "../../PersonaError.ts"
import { AccountType } from "../schemas/AccountType.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

export { AccountType } from "../schemas/AccountType.ts"
export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

/**
 * Retrieve an account type: `GET /account-types/{account-type-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/account-types/retrieve-an-account-type
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  AccountTypeResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-account-type",
  method: "GET",
  path: "/account-types/{account-type-id}",
  tag: "Account Types",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: AccountTypeResponse })
})

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly accountTypeId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "account-type-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} answers with. */
export interface AccountTypeResponse {
  readonly data: AccountType
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link AccountTypeResponse}. */
export const AccountTypeResponse: Schema.Codec<AccountTypeResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(AccountType), included: EmptyIncludedObjects })
)
