/**
 * The operation on cases that is newer than the API's document of 2025-12-08. The others are in `resources/Cases`.
 *
 * Source: later commits of the vendor's document. An environment may not have it yet, which the answer tells with
 * 404.
 */
import type * as Schema from "effect/Schema"
import { CaseResponse, type RetrieveRequest } from "../generated/resources/Cases.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export { CaseResponse } from "../generated/resources/Cases.ts"

/**
 * Add a comment to a case: `POST /cases/{case-id}/add-comment`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/cases/add-comment
 */
export const addComment: Operation.Operation<
  AddCommentRequest,
  CaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "add-comment",
  method: "POST",
  path: "/cases/{case-id}/add-comment",
  tag: "Cases",
  origin: "newer",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: AddCommentRequest, success: CaseResponse })
})

/** What {@link addComment} takes. */
export interface AddCommentRequest {
  readonly caseId: string
  /** The comment, one character at least. */
  readonly meta: { readonly message: string }
  readonly include?: RetrieveRequest["include"]
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link AddCommentRequest}. */
export const AddCommentRequest: Schema.Codec<AddCommentRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-id": W.required(W.segment),
    meta: W.required(W.closed({ message: W.required(W.pattern("^[\\s\\S]+$")) })),
    include: W.commas,
    fields: W.fieldsets
  })
)
