// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "User Audit Logs".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { NotFound } from "../../PersonaError.ts"
import { User } from "../schemas/User.ts"
import { UserAuditLog } from "../schemas/UserAuditLog.ts"

export { User } from "../schemas/User.ts"
export { UserAuditLog } from "../schemas/UserAuditLog.ts"

/**
 * List all user audit logs: `GET /user-audit-logs`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/user-audit-logs/list-all-user-audit-logs
 */
export const list: Operation.Operation<
  ListRequest,
  UserAuditLogPage,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "list-all-user-audit-logs",
  method: "GET",
  path: "/user-audit-logs",
  tag: "User Audit Logs",
  paging: "query",
  query: ["page", "fields"],
  errors: [404],
  schemas: () => ({ request: ListRequest, success: UserAuditLogPage })
})

/**
 * Retrieve a user audit log: `GET /user-audit-logs/{user-audit-log-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/user-audit-logs/retrieve-an-user-audit-log
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  UserAuditLogResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-user-audit-log",
  method: "GET",
  path: "/user-audit-logs/{user-audit-log-id}",
  tag: "User Audit Logs",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: UserAuditLogResponse })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ page: W.page, fields: W.fieldsets })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly userAuditLogId: string
  readonly include?: Include<"user"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "user-audit-log-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link list} answers with. */
export interface UserAuditLogPage {
  readonly data: ReadonlyArray<UserAuditLog>
  readonly links?: Links | null
  readonly included?: ReadonlyArray<User> | null
}

/** Schema of {@link UserAuditLogPage}. */
export const UserAuditLogPage: Schema.Codec<UserAuditLogPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    data: W.required(W.array(UserAuditLog)),
    links: W.links,
    included: W.array(User)
  })
)

/** What {@link retrieve} answers with. */
export interface UserAuditLogResponse {
  readonly data: UserAuditLog
  readonly included?: ReadonlyArray<User> | null
}

/** Schema of {@link UserAuditLogResponse}. */
export const UserAuditLogResponse: Schema.Codec<UserAuditLogResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(UserAuditLog), included: W.array(User) })
)
