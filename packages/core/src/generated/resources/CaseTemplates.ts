// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Case Templates".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { NotFound } from "../../PersonaError.ts"
import { CaseTemplate } from "../schemas/Case.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

export { CaseTemplate } from "../schemas/Case.ts"
export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

/**
 * Retrieve a case template: `GET /case-templates/{case-template-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/case-templates/retrieve-a-case-template
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  CaseTemplateResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-case-template",
  method: "GET",
  path: "/case-templates/{case-template-id}",
  tag: "Case Templates",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: CaseTemplateResponse })
})

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly caseTemplateId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "case-template-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieve} answers with. */
export interface CaseTemplateResponse {
  readonly data: CaseTemplate
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link CaseTemplateResponse}. */
export const CaseTemplateResponse: Schema.Codec<CaseTemplateResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(CaseTemplate), included: EmptyIncludedObjects })
)
