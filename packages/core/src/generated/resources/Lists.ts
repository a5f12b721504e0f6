// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Lists".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import {
  List,
  ListsBrowserFingerprints,
  ListsCountries,
  ListsEmailAddresses,
  ListsGeolocations,
  ListsGovernmentIdNumbers,
  ListsIpAddresses,
  ListsNames,
  ListsPhoneNumbers,
  ListsStrings
} from "../schemas/List.ts"

export {
  List,
  ListsBrowserFingerprints,
  ListsCountries,
  ListsEmailAddresses,
  ListsGeolocations,
  ListsGovernmentIdNumbers,
  ListsIpAddresses,
  ListsNames,
  ListsPhoneNumbers,
  ListsStrings
} from "../schemas/List.ts"

/**
 * Create a browser fingerprint list: `POST /list/browser-fingerprints`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/create-a-browser-fingerprint-list
 */
export const createBrowserFingerprintList: Operation.Operation<
  CreateBrowserFingerprintListRequest,
  ListsBrowserFingerprintsResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-browser-fingerprint-list",
  method: "POST",
  path: "/list/browser-fingerprints",
  tag: "Lists",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateBrowserFingerprintListRequest, success: ListsBrowserFingerprintsResponse })
})

/**
 * Create a country list: `POST /list/countries`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/create-a-country-list
 */
export const createCountryList: Operation.Operation<
  CreateCountryListRequest,
  ListsCountriesResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-country-list",
  method: "POST",
  path: "/list/countries",
  tag: "Lists",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateCountryListRequest, success: ListsCountriesResponse })
})

/**
 * Create an email address list: `POST /list/email-addresses`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/create-an-email-address-list
 */
export const createEmailAddressList: Operation.Operation<
  CreateEmailAddressListRequest,
  ListsEmailAddressesResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-an-email-address-list",
  method: "POST",
  path: "/list/email-addresses",
  tag: "Lists",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateEmailAddressListRequest, success: ListsEmailAddressesResponse })
})

/**
 * Create a geolocation list: `POST /list/geolocations`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/create-a-geolocation-list
 */
export const createGeolocationList: Operation.Operation<
  CreateGeolocationListRequest,
  ListsGeolocationsResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-geolocation-list",
  method: "POST",
  path: "/list/geolocations",
  tag: "Lists",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateGeolocationListRequest, success: ListsGeolocationsResponse })
})

/**
 * Create a government ID number list: `POST /list/government-id-numbers`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/create-a-government-id-number-list
 */
export const createGovernmentIdNumberList: Operation.Operation<
  CreateGovernmentIdNumberListRequest,
  ListsGovernmentIdNumbersResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-government-id-number-list",
  method: "POST",
  path: "/list/government-id-numbers",
  tag: "Lists",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateGovernmentIdNumberListRequest, success: ListsGovernmentIdNumbersResponse })
})

/**
 * Create an IP address list: `POST /list/ip-addresses`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/create-an-ip-address-list
 */
export const createIpAddressList: Operation.Operation<
  CreateIpAddressListRequest,
  ListsIpAddressesResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-an-ip-address-list",
  method: "POST",
  path: "/list/ip-addresses",
  tag: "Lists",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateIpAddressListRequest, success: ListsIpAddressesResponse })
})

/**
 * Create a name list: `POST /list/names`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/create-a-name-list
 */
export const createNameList: Operation.Operation<
  CreateNameListRequest,
  ListsNamesResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-name-list",
  method: "POST",
  path: "/list/names",
  tag: "Lists",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateNameListRequest, success: ListsNamesResponse })
})

/**
 * Create a phone number list: `POST /list/phone-numbers`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/create-a-phone-number-list
 */
export const createPhoneNumberList: Operation.Operation<
  CreatePhoneNumberListRequest,
  ListsPhoneNumbersResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-phone-number-list",
  method: "POST",
  path: "/list/phone-numbers",
  tag: "Lists",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreatePhoneNumberListRequest, success: ListsPhoneNumbersResponse })
})

/**
 * Create a string list: `POST /list/strings`.
 *
 * Succeeds with 201. Documented failures: 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/create-a-strings-list
 */
export const createStringList: Operation.Operation<
  CreateStringListRequest,
  ListsStringsResponse,
  Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-strings-list",
  method: "POST",
  path: "/list/strings",
  tag: "Lists",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [409, 422],
  schemas: () => ({ request: CreateStringListRequest, success: ListsStringsResponse })
})

/**
 * List all lists: `GET /lists`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/list-all-lists
 */
export const list: Operation.Operation<ListRequest, ListPage, NotFound> = /*#__PURE__*/ Operation.make({
  id: "list-all-lists",
  method: "GET",
  path: "/lists",
  tag: "Lists",
  paging: "query",
  query: ["filter", "page", "fields"],
  errors: [404],
  schemas: () => ({ request: ListRequest, success: ListPage })
})

/**
 * Archive a list: `DELETE /lists/{list-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/archive-a-list
 */
export const archive: Operation.Operation<
  ArchiveRequest,
  ListResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-list",
  method: "DELETE",
  path: "/lists/{list-id}",
  tag: "Lists",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveRequest, success: ListResponse })
})

/**
 * Retrieve a list: `GET /lists/{list-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`.
 *
 * @see https://docs.withpersona.com/api-reference/lists/retrieve-a-list
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  ListResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-list",
  method: "GET",
  path: "/lists/{list-id}",
  tag: "Lists",
  query: ["include", "fields"],
  errors: [404],
  schemas: () => ({ request: RetrieveRequest, success: ListResponse })
})

/** What {@link createBrowserFingerprintList} takes. */
export interface CreateBrowserFingerprintListRequest {
  readonly data?: {
    readonly attributes?: CreateBrowserFingerprintListAttributes | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateBrowserFingerprintListAttributes {
  readonly name?: string | undefined
}

/** Schema of {@link CreateBrowserFingerprintListRequest}. */
export const CreateBrowserFingerprintListRequest: Schema.Codec<
  CreateBrowserFingerprintListRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ name: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createCountryList} takes. */
export interface CreateCountryListRequest {
  readonly data?: { readonly attributes?: CreateCountryListAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateCountryListAttributes {
  readonly name?: string | undefined
}

/** Schema of {@link CreateCountryListRequest}. */
export const CreateCountryListRequest: Schema.Codec<
  CreateCountryListRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ name: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createEmailAddressList} takes. */
export interface CreateEmailAddressListRequest {
  readonly data?: {
    readonly attributes?: CreateEmailAddressListAttributes | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateEmailAddressListAttributes {
  readonly name?: string | undefined
}

/** Schema of {@link CreateEmailAddressListRequest}. */
export const CreateEmailAddressListRequest: Schema.Codec<
  CreateEmailAddressListRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ name: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createGeolocationList} takes. */
export interface CreateGeolocationListRequest {
  readonly data?: {
    readonly attributes?: CreateGeolocationListAttributes | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateGeolocationListAttributes {
  readonly name?: string | undefined
}

/** Schema of {@link CreateGeolocationListRequest}. */
export const CreateGeolocationListRequest: Schema.Codec<
  CreateGeolocationListRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ name: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createGovernmentIdNumberList} takes. */
export interface CreateGovernmentIdNumberListRequest {
  readonly data?: {
    readonly attributes?: CreateGovernmentIdNumberListAttributes | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateGovernmentIdNumberListAttributes {
  readonly name?: string | undefined
}

/** Schema of {@link CreateGovernmentIdNumberListRequest}. */
export const CreateGovernmentIdNumberListRequest: Schema.Codec<
  CreateGovernmentIdNumberListRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ name: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createIpAddressList} takes. */
export interface CreateIpAddressListRequest {
  readonly data?: { readonly attributes?: CreateIpAddressListAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateIpAddressListAttributes {
  readonly name?: string | undefined
}

/** Schema of {@link CreateIpAddressListRequest}. */
export const CreateIpAddressListRequest: Schema.Codec<
  CreateIpAddressListRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ name: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createNameList} takes. */
export interface CreateNameListRequest {
  readonly data?: { readonly attributes?: CreateNameListAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateNameListAttributes {
  readonly allowFuzzyNameFirst?: boolean | undefined
  readonly name?: string | undefined
}

/** Schema of {@link CreateNameListRequest}. */
export const CreateNameListRequest: Schema.Codec<
  CreateNameListRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({
      attributes: W.closed({ "allow-fuzzy-name-first": W.boolean, name: W.string })
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createPhoneNumberList} takes. */
export interface CreatePhoneNumberListRequest {
  readonly data?: {
    readonly attributes?: CreatePhoneNumberListAttributes | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreatePhoneNumberListAttributes {
  readonly name?: string | undefined
}

/** Schema of {@link CreatePhoneNumberListRequest}. */
export const CreatePhoneNumberListRequest: Schema.Codec<
  CreatePhoneNumberListRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ name: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link createStringList} takes. */
export interface CreateStringListRequest {
  readonly data?: { readonly attributes?: CreateStringListAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateStringListAttributes {
  readonly name?: string | undefined
}

/** Schema of {@link CreateStringListRequest}. */
export const CreateStringListRequest: Schema.Codec<
  CreateStringListRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ name: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter?: { readonly status?: "active" | "archived" | undefined } | undefined
  readonly page?: PageParameters | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.closed({ status: W.literals("active", "archived") }),
    page: W.page,
    fields: W.fieldsets
  })
)

/** What {@link archive} takes. */
export interface ArchiveRequest {
  readonly listId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveRequest}. */
export const ArchiveRequest: Schema.Codec<ArchiveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly listId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createBrowserFingerprintList} answers with. */
export interface ListsBrowserFingerprintsResponse {
  readonly data: ListsBrowserFingerprints
}

/** Schema of {@link ListsBrowserFingerprintsResponse}. */
export const ListsBrowserFingerprintsResponse: Schema.Codec<
  ListsBrowserFingerprintsResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListsBrowserFingerprints) })
)

/** What {@link createCountryList} answers with. */
export interface ListsCountriesResponse {
  readonly data: ListsCountries
}

/** Schema of {@link ListsCountriesResponse}. */
export const ListsCountriesResponse: Schema.Codec<
  ListsCountriesResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListsCountries) })
)

/** What {@link createEmailAddressList} answers with. */
export interface ListsEmailAddressesResponse {
  readonly data: ListsEmailAddresses
}

/** Schema of {@link ListsEmailAddressesResponse}. */
export const ListsEmailAddressesResponse: Schema.Codec<
  ListsEmailAddressesResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListsEmailAddresses) })
)

/** What {@link createGeolocationList} answers with. */
export interface ListsGeolocationsResponse {
  readonly data: ListsGeolocations
}

/** Schema of {@link ListsGeolocationsResponse}. */
export const ListsGeolocationsResponse: Schema.Codec<
  ListsGeolocationsResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListsGeolocations) })
)

/** What {@link createGovernmentIdNumberList} answers with. */
export interface ListsGovernmentIdNumbersResponse {
  readonly data: ListsGovernmentIdNumbers
}

/** Schema of {@link ListsGovernmentIdNumbersResponse}. */
export const ListsGovernmentIdNumbersResponse: Schema.Codec<
  ListsGovernmentIdNumbersResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListsGovernmentIdNumbers) })
)

/** What {@link createIpAddressList} answers with. */
export interface ListsIpAddressesResponse {
  readonly data: ListsIpAddresses
}

/** Schema of {@link ListsIpAddressesResponse}. */
export const ListsIpAddressesResponse: Schema.Codec<
  ListsIpAddressesResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListsIpAddresses) })
)

/** What {@link createNameList} answers with. */
export interface ListsNamesResponse {
  readonly data: ListsNames
}

/** Schema of {@link ListsNamesResponse}. */
export const ListsNamesResponse: Schema.Codec<ListsNamesResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListsNames) })
)

/** What {@link createPhoneNumberList} answers with. */
export interface ListsPhoneNumbersResponse {
  readonly data: ListsPhoneNumbers
}

/** Schema of {@link ListsPhoneNumbersResponse}. */
export const ListsPhoneNumbersResponse: Schema.Codec<
  ListsPhoneNumbersResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListsPhoneNumbers) })
)

/** What {@link createStringList} answers with. */
export interface ListsStringsResponse {
  readonly data: ListsStrings
}

/** Schema of {@link ListsStringsResponse}. */
export const ListsStringsResponse: Schema.Codec<ListsStringsResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListsStrings) })
)

/** What {@link list} answers with. */
export interface ListPage {
  readonly data: ReadonlyArray<List>
  readonly links?: Links | null
}

/** Schema of {@link ListPage}. */
export const ListPage: Schema.Codec<ListPage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(List)), links: W.links })
)

/** What {@link archive} and {@link retrieve} answer with. */
export interface ListResponse {
  readonly data: List
}

/** Schema of {@link ListResponse}. */
export const ListResponse: Schema.Codec<ListResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(List) })
)
