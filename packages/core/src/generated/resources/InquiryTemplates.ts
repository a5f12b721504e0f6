// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Inquiry Templates".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { InquiryTemplate, InquiryTemplateVersion } from "../schemas/InquiryTemplate.ts"
import { InquiryTemplateIncludedObjects } from "../schemas/InquiryTemplateIncludedObjects.ts"

export { InquiryTemplate, InquiryTemplateVersion } from "../schemas/InquiryTemplate.ts"
export { InquiryTemplateIncludedObjects } from "../schemas/InquiryTemplateIncludedObjects.ts"

/**
 * List all inquiry template versions: `GET /inquiry-template-versions`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-template-versions/list-all-inquiry-template-versions
 */
export const listVersions: Operation.Operation<
  ListVersionsRequest,
  InquiryTemplateVersionPage,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "list-all-inquiry-template-versions",
  method: "GET",
  path: "/inquiry-template-versions",
  tag: "Inquiry Templates",
  paging: "query",
  query: ["filter", "page", "fields"],
  errors: [404],
  schemas: () => ({ request: ListVersionsRequest, success: InquiryTemplateVersionPage })
})

/**
 * List all inquiry templates: `GET /inquiry-templates`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-templates/list-all-inquiry-templates
 */
export const list: Operation.Operation<ListRequest, InquiryTemplatePage> = /*#__PURE__*/ Operation.make({
  id: "list-all-inquiry-templates",
  method: "GET",
  path: "/inquiry-templates",
  tag: "Inquiry Templates",
  paging: "query",
  query: ["page", "fields"],
  schemas: () => ({ request: ListRequest, success: InquiryTemplatePage })
})

/**
 * Retrieve an inquiry template: `GET /inquiry-templates/{inquiry-template-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-templates/retrieve-an-inquiry-template
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  InquiryTemplateResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-inquiry-template",
  method: "GET",
  path: "/inquiry-templates/{inquiry-template-id}",
  tag: "Inquiry Templates",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: InquiryTemplateResponse })
})

/**
 * Retrieve inquiry template translations: `GET /inquiry-templates/{inquiry-template-id}/translations`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-templates/retrieve-inquiry-template-translations
 */
export const retrieveTranslations: Operation.Operation<
  RetrieveTranslationsRequest,
  RetrieveTranslationsResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-inquiry-template-translations",
  method: "GET",
  path: "/inquiry-templates/{inquiry-template-id}/translations",
  tag: "Inquiry Templates",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveTranslationsRequest, success: RetrieveTranslationsResponse })
})

/**
 * Import inquiry template translations: `POST /inquiry-templates/{inquiry-template-id}/translations`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/inquiry-templates/import-inquiry-template-translations
 */
export const importTranslations: Operation.Operation<
  ImportTranslationsRequest,
  InquiryTemplateVersionResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "import-inquiry-template-translations",
  method: "POST",
  path: "/inquiry-templates/{inquiry-template-id}/translations",
  tag: "Inquiry Templates",
  query: ["include", "fields"],
  body: "json",
  errors: [404, 409, 422],
  schemas: () => ({ request: ImportTranslationsRequest, success: InquiryTemplateVersionResponse })
})

/** What {@link listVersions} takes. */
export interface ListVersionsRequest {
  readonly filter: { readonly inquiryTemplateId: string }
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListVersionsRequest}. */
export const ListVersionsRequest: Schema.Codec<ListVersionsRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.required(W.closed({ "inquiry-template-id": W.required(W.string) })),
    page: W.page,
    fields: W.fieldsets
  })
)

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
  readonly inquiryTemplateId: string
  readonly include?: Include<"latest-published-version"> | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-template-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveTranslations} takes. */
export interface RetrieveTranslationsRequest {
  readonly inquiryTemplateId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveTranslationsRequest}. */
export const RetrieveTranslationsRequest: Schema.Codec<
  RetrieveTranslationsRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-template-id": W.required(W.segment),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link importTranslations} takes. */
export interface ImportTranslationsRequest {
  readonly inquiryTemplateId: string
  readonly data: { readonly attributes: ImportTranslationsAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface ImportTranslationsAttributes {
  readonly translations: ReadonlyArray<{
    readonly step: string
    readonly stepDisplayName?: string | undefined
    readonly component: string
    readonly attributeName: string
    readonly localeValues: ReadonlyArray<{
      readonly locale: string
      readonly value: string | null
    }>
  }>
}

/** Schema of {@link ImportTranslationsRequest}. */
export const ImportTranslationsRequest: Schema.Codec<
  ImportTranslationsRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    "inquiry-template-id": W.required(W.segment),
    data: W.required(
      W.closed({
        attributes: W.required(
          W.closed({
            translations: W.required(
              W.array(
                W.closed({
                  step: W.required(W.string),
                  "step-display-name": W.string,
                  component: W.required(W.string),
                  "attribute-name": W.required(W.string),
                  "locale-values": W.required(
                    W.array(
                      W.closed({
                        locale: W.required(W.string),
                        value: W.required(W.nullable(W.string))
                      })
                    )
                  )
                })
              )
            )
          })
        )
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link listVersions} answers with. */
export interface InquiryTemplateVersionPage {
  readonly data: ReadonlyArray<InquiryTemplateVersion>
  readonly links?: Links | null
}

/** Schema of {@link InquiryTemplateVersionPage}. */
export const InquiryTemplateVersionPage: Schema.Codec<
  InquiryTemplateVersionPage,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(InquiryTemplateVersion)), links: W.links })
)

/** What {@link list} answers with. */
export interface InquiryTemplatePage {
  readonly data: ReadonlyArray<InquiryTemplate>
  readonly links?: Links | null
}

/** Schema of {@link InquiryTemplatePage}. */
export const InquiryTemplatePage: Schema.Codec<InquiryTemplatePage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(InquiryTemplate)), links: W.links })
)

/** What {@link retrieve} answers with. */
export interface InquiryTemplateResponse {
  readonly data: InquiryTemplate
  readonly included?: InquiryTemplateIncludedObjects | null
}

/** Schema of {@link InquiryTemplateResponse}. */
export const InquiryTemplateResponse: Schema.Codec<
  InquiryTemplateResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(InquiryTemplate), included: InquiryTemplateIncludedObjects })
)

/** What {@link retrieveTranslations} answers with. */
export interface RetrieveTranslationsResponse {
  readonly data: {
    readonly type: "inquiry-template-translations"
    readonly id: string
    readonly attributes: RetrieveTranslationsResponseAttributes
  }
}

export interface RetrieveTranslationsResponseAttributes {
  readonly translations?: ReadonlyArray<{
    readonly step?: string | null
    readonly stepDisplayName?: string | null
    readonly component?: string | null
    readonly attributeName?: string | null
    readonly localeValues?: ReadonlyArray<{
      readonly locale?: string | null
      readonly value?: string | null
    }> | null
  }> | null
}

/** Schema of {@link RetrieveTranslationsResponse}. */
export const RetrieveTranslationsResponse: Schema.Codec<
  RetrieveTranslationsResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    data: W.required(
      W.open({
        type: W.required(W.string),
        id: W.required(W.string),
        attributes: W.defaulted(
          W.open({
            translations: W.array(
              W.open({
                step: W.string,
                "step-display-name": W.string,
                component: W.string,
                "attribute-name": W.string,
                "locale-values": W.array(W.open({ locale: W.string, value: W.string }))
              })
            )
          })
        )
      })
    )
  })
)

/** What {@link importTranslations} answers with. */
export interface InquiryTemplateVersionResponse {
  readonly data: InquiryTemplateVersion
}

/** Schema of {@link InquiryTemplateVersionResponse}. */
export const InquiryTemplateVersionResponse: Schema.Codec<
  InquiryTemplateVersionResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(InquiryTemplateVersion) })
)
