// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Importers".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as File from "../../File.ts"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
import {
  Importer,
  ImporterAccount,
  ImporterListItemEmailAddress,
  ImporterListItemGeolocation,
  ImporterListItemGovernmentIdNumber,
  ImporterListItemIpAddress,
  ImporterListItemName,
  ImporterListItemPhoneNumber
} from "../schemas/Importer.ts"

export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"
export {
  Importer,
  ImporterAccount,
  ImporterListItemEmailAddress,
  ImporterListItemGeolocation,
  ImporterListItemGovernmentIdNumber,
  ImporterListItemIpAddress,
  ImporterListItemName,
  ImporterListItemPhoneNumber
} from "../schemas/Importer.ts"

/**
 * List all importers: `GET /importers`.
 *
 * Succeeds with 200.
 *
 * @see https://docs.withpersona.com/api-reference/importers/list-all-importers
 */
export const list: Operation.Operation<ListRequest, ImporterPage> = /*#__PURE__*/ Operation.make({
  id: "list-all-importers",
  method: "GET",
  path: "/importers",
  tag: "Importers",
  paging: "query",
  query: ["page", "fields"],
  schemas: () => ({ request: ListRequest, success: ImporterPage })
})

/**
 * Retrieve an importer: `GET /importers/{importer-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/importers/retrieve-an-importer
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  ImporterResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-importer",
  method: "GET",
  path: "/importers/{importer-id}",
  tag: "Importers",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: ImporterResponse })
})

/**
 * Import accounts: `POST /importer/accounts`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/importers/import-an-account
 */
export const importAccounts: Operation.Operation<
  ImportAccountsRequest,
  ImporterAccountResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "import-an-account",
  method: "POST",
  path: "/importer/accounts",
  tag: "Importers",
  query: ["include", "fields"],
  body: "multipart",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: ImportAccountsRequest, success: ImporterAccountResponse })
})

/**
 * Import email address lists: `POST /importer/list-item/email-addresses`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/importers/import-email-address-lists
 */
export const importEmailAddresses: Operation.Operation<
  ImportEmailAddressesRequest,
  ImporterListItemEmailAddressResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "import-email-address-lists",
  method: "POST",
  path: "/importer/list-item/email-addresses",
  tag: "Importers",
  query: ["include", "fields"],
  body: "multipart",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: ImportEmailAddressesRequest, success: ImporterListItemEmailAddressResponse })
})

/**
 * Import geolocation lists: `POST /importer/list-item/geolocations`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/importers/import-geolocation-lists
 */
export const importGeolocations: Operation.Operation<
  ImportGeolocationsRequest,
  ImporterListItemGeolocationResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "import-geolocation-lists",
  method: "POST",
  path: "/importer/list-item/geolocations",
  tag: "Importers",
  query: ["include", "fields"],
  body: "multipart",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: ImportGeolocationsRequest, success: ImporterListItemGeolocationResponse })
})

/**
 * Import government ID number lists: `POST /importer/list-item/government-id-numbers`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/importers/import-government-id-number-lists
 */
export const importGovernmentIdNumbers: Operation.Operation<
  ImportGovernmentIdNumbersRequest,
  ImporterListItemGovernmentIdNumberResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "import-government-id-number-lists",
  method: "POST",
  path: "/importer/list-item/government-id-numbers",
  tag: "Importers",
  query: ["include", "fields"],
  body: "multipart",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: ImportGovernmentIdNumbersRequest, success: ImporterListItemGovernmentIdNumberResponse })
})

/**
 * Import IP address lists: `POST /importer/list-item/ip-addresses`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/importers/import-ip-address-lists
 */
export const importIpAddresses: Operation.Operation<
  ImportIpAddressesRequest,
  ImporterListItemIpAddressResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "import-ip-address-lists",
  method: "POST",
  path: "/importer/list-item/ip-addresses",
  tag: "Importers",
  query: ["include", "fields"],
  body: "multipart",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: ImportIpAddressesRequest, success: ImporterListItemIpAddressResponse })
})

/**
 * Import name lists: `POST /importer/list-item/names`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/importers/import-name-lists
 */
export const importNames: Operation.Operation<
  ImportNamesRequest,
  ImporterListItemNameResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "import-name-lists",
  method: "POST",
  path: "/importer/list-item/names",
  tag: "Importers",
  query: ["include", "fields"],
  body: "multipart",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: ImportNamesRequest, success: ImporterListItemNameResponse })
})

/**
 * Import phone number lists: `POST /importer/list-item/phone-numbers`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/importers/import-phone-number-lists
 */
export const importPhoneNumbers: Operation.Operation<
  ImportPhoneNumbersRequest,
  ImporterListItemPhoneNumberResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "import-phone-number-lists",
  method: "POST",
  path: "/importer/list-item/phone-numbers",
  tag: "Importers",
  query: ["include", "fields"],
  body: "multipart",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: ImportPhoneNumbersRequest, success: ImporterListItemPhoneNumberResponse })
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
  readonly importerId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "importer-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link importAccounts} takes. */
export interface ImportAccountsRequest {
  readonly data: { readonly attributes: ImportAccountsAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface ImportAccountsAttributes {
  readonly file: File.Upload
}

/** Schema of {@link ImportAccountsRequest}. */
export const ImportAccountsRequest: Schema.Codec<
  ImportAccountsRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(W.closed({ attributes: W.required(W.closed({ file: W.required(W.upload) })) })),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link importEmailAddresses} takes. */
export interface ImportEmailAddressesRequest {
  readonly data: { readonly attributes: ImportEmailAddressesAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface ImportEmailAddressesAttributes {
  readonly file: File.Upload
  readonly listId: string
}

/** Schema of {@link ImportEmailAddressesRequest}. */
export const ImportEmailAddressesRequest: Schema.Codec<
  ImportEmailAddressesRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(W.closed({ file: W.required(W.upload), "list-id": W.required(W.string) }))
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link importGeolocations} takes. */
export interface ImportGeolocationsRequest {
  readonly data: { readonly attributes: ImportGeolocationsAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface ImportGeolocationsAttributes {
  readonly file: File.Upload
  readonly listId: string
}

/** Schema of {@link ImportGeolocationsRequest}. */
export const ImportGeolocationsRequest: Schema.Codec<
  ImportGeolocationsRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(W.closed({ file: W.required(W.upload), "list-id": W.required(W.string) }))
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link importGovernmentIdNumbers} takes. */
export interface ImportGovernmentIdNumbersRequest {
  readonly data: { readonly attributes: ImportGovernmentIdNumbersAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface ImportGovernmentIdNumbersAttributes {
  readonly file: File.Upload
  readonly listId: string
}

/** Schema of {@link ImportGovernmentIdNumbersRequest}. */
export const ImportGovernmentIdNumbersRequest: Schema.Codec<
  ImportGovernmentIdNumbersRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(W.closed({ file: W.required(W.upload), "list-id": W.required(W.string) }))
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link importIpAddresses} takes. */
export interface ImportIpAddressesRequest {
  readonly data: { readonly attributes: ImportIpAddressesAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface ImportIpAddressesAttributes {
  readonly file: File.Upload
  readonly listId: string
}

/** Schema of {@link ImportIpAddressesRequest}. */
export const ImportIpAddressesRequest: Schema.Codec<
  ImportIpAddressesRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(W.closed({ file: W.required(W.upload), "list-id": W.required(W.string) }))
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link importNames} takes. */
export interface ImportNamesRequest {
  readonly data: { readonly attributes: ImportNamesAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface ImportNamesAttributes {
  readonly file: File.Upload
  readonly listId: string
}

/** Schema of {@link ImportNamesRequest}. */
export const ImportNamesRequest: Schema.Codec<ImportNamesRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(W.closed({ file: W.required(W.upload), "list-id": W.required(W.string) }))
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link importPhoneNumbers} takes. */
export interface ImportPhoneNumbersRequest {
  readonly data: { readonly attributes: ImportPhoneNumbersAttributes }
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface ImportPhoneNumbersAttributes {
  readonly file: File.Upload
  readonly listId: string
}

/** Schema of {@link ImportPhoneNumbersRequest}. */
export const ImportPhoneNumbersRequest: Schema.Codec<
  ImportPhoneNumbersRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.required(W.closed({ file: W.required(W.upload), "list-id": W.required(W.string) }))
      })
    ),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link list} answers with. */
export interface ImporterPage {
  readonly data: ReadonlyArray<Importer>
  readonly links?: Links | null
}

/** Schema of {@link ImporterPage}. */
export const ImporterPage: Schema.Codec<ImporterPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(Importer)), links: W.links })
)

/** What {@link retrieve} answers with. */
export interface ImporterResponse {
  readonly data: Importer
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link ImporterResponse}. */
export const ImporterResponse: Schema.Codec<ImporterResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Importer), included: EmptyIncludedObjects })
)

/** What {@link importAccounts} answers with. */
export interface ImporterAccountResponse {
  readonly data: ImporterAccount
}

/** Schema of {@link ImporterAccountResponse}. */
export const ImporterAccountResponse: Schema.Codec<
  ImporterAccountResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ImporterAccount) })
)

/** What {@link importEmailAddresses} answers with. */
export interface ImporterListItemEmailAddressResponse {
  readonly data: ImporterListItemEmailAddress
}

/** Schema of {@link ImporterListItemEmailAddressResponse}. */
export const ImporterListItemEmailAddressResponse: Schema.Codec<
  ImporterListItemEmailAddressResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ImporterListItemEmailAddress) })
)

/** What {@link importGeolocations} answers with. */
export interface ImporterListItemGeolocationResponse {
  readonly data: ImporterListItemGeolocation
}

/** Schema of {@link ImporterListItemGeolocationResponse}. */
export const ImporterListItemGeolocationResponse: Schema.Codec<
  ImporterListItemGeolocationResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ImporterListItemGeolocation) })
)

/** What {@link importGovernmentIdNumbers} answers with. */
export interface ImporterListItemGovernmentIdNumberResponse {
  readonly data: ImporterListItemGovernmentIdNumber
}

/** Schema of {@link ImporterListItemGovernmentIdNumberResponse}. */
export const ImporterListItemGovernmentIdNumberResponse: Schema.Codec<
  ImporterListItemGovernmentIdNumberResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ImporterListItemGovernmentIdNumber) })
)

/** What {@link importIpAddresses} answers with. */
export interface ImporterListItemIpAddressResponse {
  readonly data: ImporterListItemIpAddress
}

/** Schema of {@link ImporterListItemIpAddressResponse}. */
export const ImporterListItemIpAddressResponse: Schema.Codec<
  ImporterListItemIpAddressResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ImporterListItemIpAddress) })
)

/** What {@link importNames} answers with. */
export interface ImporterListItemNameResponse {
  readonly data: ImporterListItemName
}

/** Schema of {@link ImporterListItemNameResponse}. */
export const ImporterListItemNameResponse: Schema.Codec<
  ImporterListItemNameResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ImporterListItemName) })
)

/** What {@link importPhoneNumbers} answers with. */
export interface ImporterListItemPhoneNumberResponse {
  readonly data: ImporterListItemPhoneNumber
}

/** Schema of {@link ImporterListItemPhoneNumberResponse}. */
export const ImporterListItemPhoneNumberResponse: Schema.Codec<
  ImporterListItemPhoneNumberResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ImporterListItemPhoneNumber) })
)
