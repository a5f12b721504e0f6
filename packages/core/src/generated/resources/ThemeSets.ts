// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Theme Sets".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { ThemeSet, ThemeSetStylesInput } from "../schemas/ThemeSet.ts"

export { ThemeSet, ThemeSetStylesInput } from "../schemas/ThemeSet.ts"

/**
 * List all theme sets: `GET /theme-sets`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/theme-sets/list-all-theme-sets
 */
export const list: Operation.Operation<ListRequest, ThemeSetPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-theme-sets",
  method: "GET",
  path: "/theme-sets",
  tag: "Theme Sets",
  paging: "query",
  query: ["filter", "page", "fields"],
  schemas: () => ({ request: ListRequest, success: ThemeSetPage })
})

/**
 * Create a theme set: `POST /theme-sets`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/theme-sets/create-a-theme-set
 */
export const create: Operation.Operation<
  CreateRequest,
  ThemeSetResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-theme-set",
  method: "POST",
  path: "/theme-sets",
  tag: "Theme Sets",
  query: ["fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateRequest, success: ThemeSetResponse })
})

/**
 * Retrieve a theme set: `GET /theme-sets/{theme-set-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/theme-sets/retrieve-a-theme-set
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  ThemeSetResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-theme-set",
  method: "GET",
  path: "/theme-sets/{theme-set-id}",
  tag: "Theme Sets",
  query: ["fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: ThemeSetResponse })
})

/**
 * Update a theme set: `PATCH /theme-sets/{theme-set-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/theme-sets/update-a-theme-set
 */
export const update: Operation.Operation<
  UpdateRequest,
  ThemeSetResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "update-a-theme-set",
  method: "PATCH",
  path: "/theme-sets/{theme-set-id}",
  tag: "Theme Sets",
  query: ["fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: UpdateRequest, success: ThemeSetResponse })
})

/**
 * Archive a theme set: `DELETE /theme-sets/{theme-set-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/theme-sets/archive-a-theme-set
 */
export const archive: Operation.Operation<
  ArchiveRequest,
  ThemeSetResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-theme-set",
  method: "DELETE",
  path: "/theme-sets/{theme-set-id}",
  tag: "Theme Sets",
  query: ["fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveRequest, success: ThemeSetResponse })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: { readonly status?: string | undefined } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ filter: W.closed({ status: W.string }), page: W.page, fields: W.fieldsets })
)

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: { readonly attributes: CreateAttributes }
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  readonly name: string
  readonly styles?: ThemeSetStylesInput | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(W.closed({ name: W.required(W.string), styles: ThemeSetStylesInput }))
      })
    ),
    fields: W.fieldsets
  })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly themeSetId: string
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "theme-set-id": W.required(W.segment), fields: W.fieldsets })
)

/** What {@link update} takes. */
export interface UpdateRequest {
  readonly themeSetId: string
  readonly data: { readonly attributes: UpdateAttributes }
  readonly fields?: Fieldsets | undefined
}

export interface UpdateAttributes {
  readonly name?: string | undefined
  readonly styles?: ThemeSetStylesInput | undefined
}

/** Schema of {@link UpdateRequest}. */
export const UpdateRequest: Schema.Codec<UpdateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "theme-set-id": W.required(W.segment),
    data: W.required(
      W.closed({
        attributes: W.required(W.closed({ name: W.string, styles: ThemeSetStylesInput }))
      })
    ),
    fields: W.fieldsets
  })
)

/** What {@link archive} takes. */
export interface ArchiveRequest {
  readonly themeSetId: string
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveRequest}. */
export const ArchiveRequest: Schema.Codec<ArchiveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "theme-set-id": W.required(W.segment), fields: W.fieldsets })
)

/** What {@link list} answers with. */
export interface ThemeSetPage {
  readonly data: ReadonlyArray<ThemeSet>
  readonly links?: Links | null
}

/** Schema of {@link ThemeSetPage}. */
export const ThemeSetPage: Schema.Codec<ThemeSetPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(ThemeSet)), links: W.links })
)

/** What {@link create}, {@link retrieve} and others answer with. */
export interface ThemeSetResponse {
  readonly data: ThemeSet
}

/** Schema of {@link ThemeSetResponse}. */
export const ThemeSetResponse: Schema.Codec<ThemeSetResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ThemeSet) })
)
