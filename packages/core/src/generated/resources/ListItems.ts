// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "List Items".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Open } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../../PersonaError.ts"
import {
  ListItemBrowserFingerprint,
  ListItemCountry,
  ListItemDeviceFingerprint,
  ListItemEmailAddress,
  ListItemField,
  ListItemGeolocation,
  ListItemGovernmentIdNumber,
  ListItemIpAddress,
  ListItemName,
  ListItemPhoneNumber,
  ListItemString
} from "../schemas/ListItem.ts"

export {
  ListItemBrowserFingerprint,
  ListItemCountry,
  ListItemDeviceFingerprint,
  ListItemEmailAddress,
  ListItemField,
  ListItemGeolocation,
  ListItemGovernmentIdNumber,
  ListItemIpAddress,
  ListItemName,
  ListItemPhoneNumber,
  ListItemString
} from "../schemas/ListItem.ts"

/**
 * Create a browser fingerprint list item: `POST /list-item/browser-fingerprints`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-a-browser-fingerprint-list-item
 */
export const createBrowserFingerprint: Operation.Operation<
  CreateBrowserFingerprintRequest,
  ListItemBrowserFingerprintResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-browser-fingerprint-list-item",
  method: "POST",
  path: "/list-item/browser-fingerprints",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateBrowserFingerprintRequest, success: ListItemBrowserFingerprintResponse })
})

/**
 * Retrieve a browser fingerprint list item: `GET /list-item/browser-fingerprints/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-a-browser-fingerprint-list-item
 */
export const retrieveBrowserFingerprint: Operation.Operation<
  RetrieveBrowserFingerprintRequest,
  ListItemBrowserFingerprintResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-browser-fingerprint-list-item",
  method: "GET",
  path: "/list-item/browser-fingerprints/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveBrowserFingerprintRequest, success: ListItemBrowserFingerprintResponse })
})

/**
 * Archive a browser fingerprint list item: `DELETE /list-item/browser-fingerprints/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-a-browser-fingerprint-list-item
 */
export const archiveBrowserFingerprint: Operation.Operation<
  ArchiveBrowserFingerprintRequest,
  ListItemBrowserFingerprintResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-browser-fingerprint-list-item",
  method: "DELETE",
  path: "/list-item/browser-fingerprints/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveBrowserFingerprintRequest, success: ListItemBrowserFingerprintResponse })
})

/**
 * Create a country list item: `POST /list-item/countries`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-a-country-list-item
 */
export const createCountry: Operation.Operation<
  CreateCountryRequest,
  ListItemCountryResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-country-list-item",
  method: "POST",
  path: "/list-item/countries",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateCountryRequest, success: ListItemCountryResponse })
})

/**
 * Retrieve a country list item: `GET /list-item/countries/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-a-country-list-item
 */
export const retrieveCountry: Operation.Operation<
  RetrieveCountryRequest,
  ListItemCountryResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-country-list-item",
  method: "GET",
  path: "/list-item/countries/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveCountryRequest, success: ListItemCountryResponse })
})

/**
 * Archive a country list item: `DELETE /list-item/countries/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-a-country-list-item
 */
export const archiveCountry: Operation.Operation<
  ArchiveCountryRequest,
  ListItemCountryResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-country-list-item",
  method: "DELETE",
  path: "/list-item/countries/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveCountryRequest, success: ListItemCountryResponse })
})

/**
 * Create a device fingerprint list item: `POST /list-item/device-fingerprints`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-a-device-fingerprint-list-item
 */
export const createDeviceFingerprint: Operation.Operation<
  CreateDeviceFingerprintRequest,
  ListItemDeviceFingerprintResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-device-fingerprint-list-item",
  method: "POST",
  path: "/list-item/device-fingerprints",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateDeviceFingerprintRequest, success: ListItemDeviceFingerprintResponse })
})

/**
 * Retrieve a device fingerprint list item: `GET /list-item/device-fingerprints/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-a-device-fingerprint-list-item
 */
export const retrieveDeviceFingerprint: Operation.Operation<
  RetrieveDeviceFingerprintRequest,
  ListItemDeviceFingerprintResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-device-fingerprint-list-item",
  method: "GET",
  path: "/list-item/device-fingerprints/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveDeviceFingerprintRequest, success: ListItemDeviceFingerprintResponse })
})

/**
 * Archive a device fingerprint list item: `DELETE /list-item/device-fingerprints/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-a-device-fingerprint-list-item
 */
export const archiveDeviceFingerprint: Operation.Operation<
  ArchiveDeviceFingerprintRequest,
  ListItemDeviceFingerprintResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-device-fingerprint-list-item",
  method: "DELETE",
  path: "/list-item/device-fingerprints/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveDeviceFingerprintRequest, success: ListItemDeviceFingerprintResponse })
})

/**
 * Create an email address list item: `POST /list-item/email-addresses`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-an-email-address-list-item
 */
export const createEmailAddress: Operation.Operation<
  CreateEmailAddressRequest,
  ListItemEmailAddressResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-an-email-address-list-item",
  method: "POST",
  path: "/list-item/email-addresses",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateEmailAddressRequest, success: ListItemEmailAddressResponse })
})

/**
 * Retrieve an email address list item: `GET /list-item/email-addresses/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-an-email-address-list-item
 */
export const retrieveEmailAddress: Operation.Operation<
  RetrieveEmailAddressRequest,
  ListItemEmailAddressResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-email-address-list-item",
  method: "GET",
  path: "/list-item/email-addresses/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveEmailAddressRequest, success: ListItemEmailAddressResponse })
})

/**
 * Archive an email address list item: `DELETE /list-item/email-addresses/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-an-email-address-list-item
 */
export const archiveEmailAddress: Operation.Operation<
  ArchiveEmailAddressRequest,
  ListItemEmailAddressResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-an-email-address-list-item",
  method: "DELETE",
  path: "/list-item/email-addresses/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveEmailAddressRequest, success: ListItemEmailAddressResponse })
})

/**
 * Create a field list item: `POST /list-item/fields`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-a-field-list-item
 */
export const createField: Operation.Operation<
  CreateFieldRequest,
  ListItemFieldResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-field-list-item",
  method: "POST",
  path: "/list-item/fields",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateFieldRequest, success: ListItemFieldResponse })
})

/**
 * Retrieve a field list item: `GET /list-item/fields/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-a-field-list-item
 */
export const retrieveField: Operation.Operation<
  RetrieveFieldRequest,
  ListItemFieldResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-field-list-item",
  method: "GET",
  path: "/list-item/fields/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveFieldRequest, success: ListItemFieldResponse })
})

/**
 * Archive a field list item: `DELETE /list-item/fields/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-a-field-list-item
 */
export const archiveField: Operation.Operation<
  ArchiveFieldRequest,
  ListItemFieldResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-field-list-item",
  method: "DELETE",
  path: "/list-item/fields/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveFieldRequest, success: ListItemFieldResponse })
})

/**
 * Create a geolocation list item: `POST /list-item/geolocations`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-a-geolocation-list-item
 */
export const createGeolocation: Operation.Operation<
  CreateGeolocationRequest,
  ListItemGeolocationResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-geolocation-list-item",
  method: "POST",
  path: "/list-item/geolocations",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateGeolocationRequest, success: ListItemGeolocationResponse })
})

/**
 * Retrieve a geolocation list item: `GET /list-item/geolocations/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-a-geolocation-list-item
 */
export const retrieveGeolocation: Operation.Operation<
  RetrieveGeolocationRequest,
  ListItemGeolocationResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-geolocation-list-item",
  method: "GET",
  path: "/list-item/geolocations/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveGeolocationRequest, success: ListItemGeolocationResponse })
})

/**
 * Archive a geolocation list item: `DELETE /list-item/geolocations/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-a-geolocation-list-item
 */
export const archiveGeolocation: Operation.Operation<
  ArchiveGeolocationRequest,
  ListItemGeolocationResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-geolocation-list-item",
  method: "DELETE",
  path: "/list-item/geolocations/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveGeolocationRequest, success: ListItemGeolocationResponse })
})

/**
 * Create a government ID number list item: `POST /list-item/government-id-numbers`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-a-government-id-number-list-item
 */
export const createGovernmentIdNumber: Operation.Operation<
  CreateGovernmentIdNumberRequest,
  ListItemGovernmentIdNumberResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-government-id-number-list-item",
  method: "POST",
  path: "/list-item/government-id-numbers",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateGovernmentIdNumberRequest, success: ListItemGovernmentIdNumberResponse })
})

/**
 * Retrieve a government ID number list item: `GET /list-item/government-id-numbers/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-a-government-id-number-list-item
 */
export const retrieveGovernmentIdNumber: Operation.Operation<
  RetrieveGovernmentIdNumberRequest,
  ListItemGovernmentIdNumberResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-government-id-number-list-item",
  method: "GET",
  path: "/list-item/government-id-numbers/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveGovernmentIdNumberRequest, success: ListItemGovernmentIdNumberResponse })
})

/**
 * Archive a government ID number list item: `DELETE /list-item/government-id-numbers/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-a-government-id-number-list-item
 */
export const archiveGovernmentIdNumber: Operation.Operation<
  ArchiveGovernmentIdNumberRequest,
  ListItemGovernmentIdNumberResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-government-id-number-list-item",
  method: "DELETE",
  path: "/list-item/government-id-numbers/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveGovernmentIdNumberRequest, success: ListItemGovernmentIdNumberResponse })
})

/**
 * Create an IP address list item: `POST /list-item/ip-addresses`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-an-ip-address-list-item
 */
export const createIpAddress: Operation.Operation<
  CreateIpAddressRequest,
  ListItemIpAddressResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-an-ip-address-list-item",
  method: "POST",
  path: "/list-item/ip-addresses",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateIpAddressRequest, success: ListItemIpAddressResponse })
})

/**
 * Retrieve an IP address list item: `GET /list-item/ip-addresses/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-an-ip-address-list-item
 */
export const retrieveIpAddress: Operation.Operation<
  RetrieveIpAddressRequest,
  ListItemIpAddressResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-an-ip-address-list-item",
  method: "GET",
  path: "/list-item/ip-addresses/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveIpAddressRequest, success: ListItemIpAddressResponse })
})

/**
 * Archive an IP address list item: `DELETE /list-item/ip-addresses/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-an-ip-address-list-item
 */
export const archiveIpAddress: Operation.Operation<
  ArchiveIpAddressRequest,
  ListItemIpAddressResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-an-ip-address-list-item",
  method: "DELETE",
  path: "/list-item/ip-addresses/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveIpAddressRequest, success: ListItemIpAddressResponse })
})

/**
 * Create a name list item: `POST /list-item/names`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-a-name-list-item
 */
export const createName: Operation.Operation<
  CreateNameRequest,
  ListItemNameResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-name-list-item",
  method: "POST",
  path: "/list-item/names",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateNameRequest, success: ListItemNameResponse })
})

/**
 * Retrieve a name list item: `GET /list-item/names/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-a-name-list-item
 */
export const retrieveName: Operation.Operation<
  RetrieveNameRequest,
  ListItemNameResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-name-list-item",
  method: "GET",
  path: "/list-item/names/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveNameRequest, success: ListItemNameResponse })
})

/**
 * Archive a name list item: `DELETE /list-item/names/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-a-name-list-item
 */
export const archiveName: Operation.Operation<
  ArchiveNameRequest,
  ListItemNameResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-name-list-item",
  method: "DELETE",
  path: "/list-item/names/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveNameRequest, success: ListItemNameResponse })
})

/**
 * Create a phone number list item: `POST /list-item/phone-numbers`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-a-phone-number-list-item
 */
export const createPhoneNumber: Operation.Operation<
  CreatePhoneNumberRequest,
  ListItemPhoneNumberResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-phone-number-list-item",
  method: "POST",
  path: "/list-item/phone-numbers",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreatePhoneNumberRequest, success: ListItemPhoneNumberResponse })
})

/**
 * Retrieve a phone number list item: `GET /list-item/phone-numbers/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-a-phone-number-list-item
 */
export const retrievePhoneNumber: Operation.Operation<
  RetrievePhoneNumberRequest,
  ListItemPhoneNumberResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-phone-number-list-item",
  method: "GET",
  path: "/list-item/phone-numbers/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrievePhoneNumberRequest, success: ListItemPhoneNumberResponse })
})

/**
 * Archive a phone number list item: `DELETE /list-item/phone-numbers/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-a-phone-number-list-item
 */
export const archivePhoneNumber: Operation.Operation<
  ArchivePhoneNumberRequest,
  ListItemPhoneNumberResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-phone-number-list-item",
  method: "DELETE",
  path: "/list-item/phone-numbers/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchivePhoneNumberRequest, success: ListItemPhoneNumberResponse })
})

/**
 * Create a string list item: `POST /list-item/strings`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/create-a-string-list-item
 */
export const createString: Operation.Operation<
  CreateStringRequest,
  ListItemStringResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-string-list-item",
  method: "POST",
  path: "/list-item/strings",
  tag: "List Items",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateStringRequest, success: ListItemStringResponse })
})

/**
 * Retrieve a string list item: `GET /list-item/strings/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/retrieve-a-string-list-item
 */
export const retrieveString: Operation.Operation<
  RetrieveStringRequest,
  ListItemStringResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-string-list-item",
  method: "GET",
  path: "/list-item/strings/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: RetrieveStringRequest, success: ListItemStringResponse })
})

/**
 * Archive a string list item: `DELETE /list-item/strings/{list-item-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 *
 * @see https://docs.withpersona.com/api-reference/list-items/archive-a-string-list-item
 */
export const archiveString: Operation.Operation<
  ArchiveStringRequest,
  ListItemStringResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "archive-a-string-list-item",
  method: "DELETE",
  path: "/list-item/strings/{list-item-id}",
  tag: "List Items",
  query: ["include", "fields"],
  errors: [404, 409, 422],
  schemas: () => ({ request: ArchiveStringRequest, success: ListItemStringResponse })
})

/** What {@link createBrowserFingerprint} takes. */
export interface CreateBrowserFingerprintRequest {
  readonly data?: {
    readonly attributes?: CreateBrowserFingerprintAttributes | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateBrowserFingerprintAttributes {
  readonly listId?: string | undefined
  readonly value?: string | undefined
}

/** Schema of {@link CreateBrowserFingerprintRequest}. */
export const CreateBrowserFingerprintRequest: Schema.Codec<
  CreateBrowserFingerprintRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ "list-id": W.string, value: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveBrowserFingerprint} takes. */
export interface RetrieveBrowserFingerprintRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveBrowserFingerprintRequest}. */
export const RetrieveBrowserFingerprintRequest: Schema.Codec<
  RetrieveBrowserFingerprintRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveBrowserFingerprint} takes. */
export interface ArchiveBrowserFingerprintRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveBrowserFingerprintRequest}. */
export const ArchiveBrowserFingerprintRequest: Schema.Codec<
  ArchiveBrowserFingerprintRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createCountry} takes. */
export interface CreateCountryRequest {
  readonly data?: { readonly attributes?: CreateCountryAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateCountryAttributes {
  readonly countryCode?: string | undefined
  readonly listId?: string | undefined
}

/** Schema of {@link CreateCountryRequest}. */
export const CreateCountryRequest: Schema.Codec<CreateCountryRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ "country-code": W.string, "list-id": W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveCountry} takes. */
export interface RetrieveCountryRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveCountryRequest}. */
export const RetrieveCountryRequest: Schema.Codec<
  RetrieveCountryRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveCountry} takes. */
export interface ArchiveCountryRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveCountryRequest}. */
export const ArchiveCountryRequest: Schema.Codec<
  ArchiveCountryRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createDeviceFingerprint} takes. */
export interface CreateDeviceFingerprintRequest {
  readonly data?: {
    readonly attributes?: CreateDeviceFingerprintAttributes | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateDeviceFingerprintAttributes {
  readonly listId?: string | undefined
  readonly value?: string | undefined
}

/** Schema of {@link CreateDeviceFingerprintRequest}. */
export const CreateDeviceFingerprintRequest: Schema.Codec<
  CreateDeviceFingerprintRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ "list-id": W.string, value: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveDeviceFingerprint} takes. */
export interface RetrieveDeviceFingerprintRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveDeviceFingerprintRequest}. */
export const RetrieveDeviceFingerprintRequest: Schema.Codec<
  RetrieveDeviceFingerprintRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveDeviceFingerprint} takes. */
export interface ArchiveDeviceFingerprintRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveDeviceFingerprintRequest}. */
export const ArchiveDeviceFingerprintRequest: Schema.Codec<
  ArchiveDeviceFingerprintRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createEmailAddress} takes. */
export interface CreateEmailAddressRequest {
  readonly data?: { readonly attributes?: CreateEmailAddressAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateEmailAddressAttributes {
  readonly listId?: string | undefined
  readonly matchType?: Open<"email_address" | "domain"> | undefined
  readonly value?: string | undefined
}

/** Schema of {@link CreateEmailAddressRequest}. */
export const CreateEmailAddressRequest: Schema.Codec<
  CreateEmailAddressRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({
      attributes: W.closed({ "list-id": W.string, "match-type": W.string, value: W.string })
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveEmailAddress} takes. */
export interface RetrieveEmailAddressRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveEmailAddressRequest}. */
export const RetrieveEmailAddressRequest: Schema.Codec<
  RetrieveEmailAddressRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveEmailAddress} takes. */
export interface ArchiveEmailAddressRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveEmailAddressRequest}. */
export const ArchiveEmailAddressRequest: Schema.Codec<
  ArchiveEmailAddressRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createField} takes. */
export interface CreateFieldRequest {
  readonly data?: { readonly attributes?: CreateFieldAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateFieldAttributes {
  readonly listId?: string | undefined
  readonly fieldValue?: string | undefined
}

/** Schema of {@link CreateFieldRequest}. */
export const CreateFieldRequest: Schema.Codec<CreateFieldRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ "list-id": W.string, "field-value": W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveField} takes. */
export interface RetrieveFieldRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveFieldRequest}. */
export const RetrieveFieldRequest: Schema.Codec<RetrieveFieldRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveField} takes. */
export interface ArchiveFieldRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveFieldRequest}. */
export const ArchiveFieldRequest: Schema.Codec<ArchiveFieldRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createGeolocation} takes. */
export interface CreateGeolocationRequest {
  readonly data?: { readonly attributes?: CreateGeolocationAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateGeolocationAttributes {
  readonly latitude?: number | undefined
  readonly listId?: string | undefined
  readonly longitude?: number | undefined
  readonly radiusMeters?: number | undefined
}

/** Schema of {@link CreateGeolocationRequest}. */
export const CreateGeolocationRequest: Schema.Codec<
  CreateGeolocationRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({
      attributes: W.closed({
        latitude: W.number,
        "list-id": W.string,
        longitude: W.number,
        "radius-meters": W.number
      })
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveGeolocation} takes. */
export interface RetrieveGeolocationRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveGeolocationRequest}. */
export const RetrieveGeolocationRequest: Schema.Codec<
  RetrieveGeolocationRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveGeolocation} takes. */
export interface ArchiveGeolocationRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveGeolocationRequest}. */
export const ArchiveGeolocationRequest: Schema.Codec<
  ArchiveGeolocationRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createGovernmentIdNumber} takes. */
export interface CreateGovernmentIdNumberRequest {
  readonly data?: {
    readonly attributes?: CreateGovernmentIdNumberAttributes | undefined
  } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateGovernmentIdNumberAttributes {
  readonly idClass?: string | undefined
  readonly idNumber?: string | undefined
  readonly listId?: string | undefined
}

/** Schema of {@link CreateGovernmentIdNumberRequest}. */
export const CreateGovernmentIdNumberRequest: Schema.Codec<
  CreateGovernmentIdNumberRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({
      attributes: W.closed({ "id-class": W.string, "id-number": W.string, "list-id": W.string })
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveGovernmentIdNumber} takes. */
export interface RetrieveGovernmentIdNumberRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveGovernmentIdNumberRequest}. */
export const RetrieveGovernmentIdNumberRequest: Schema.Codec<
  RetrieveGovernmentIdNumberRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveGovernmentIdNumber} takes. */
export interface ArchiveGovernmentIdNumberRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveGovernmentIdNumberRequest}. */
export const ArchiveGovernmentIdNumberRequest: Schema.Codec<
  ArchiveGovernmentIdNumberRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createIpAddress} takes. */
export interface CreateIpAddressRequest {
  readonly data?: { readonly attributes?: CreateIpAddressAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateIpAddressAttributes {
  readonly listId?: string | undefined
  readonly value?: string | undefined
}

/** Schema of {@link CreateIpAddressRequest}. */
export const CreateIpAddressRequest: Schema.Codec<
  CreateIpAddressRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ "list-id": W.string, value: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveIpAddress} takes. */
export interface RetrieveIpAddressRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveIpAddressRequest}. */
export const RetrieveIpAddressRequest: Schema.Codec<
  RetrieveIpAddressRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveIpAddress} takes. */
export interface ArchiveIpAddressRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveIpAddressRequest}. */
export const ArchiveIpAddressRequest: Schema.Codec<
  ArchiveIpAddressRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createName} takes. */
export interface CreateNameRequest {
  readonly data?: { readonly attributes?: CreateNameAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateNameAttributes {
  readonly listId?: string | undefined
  readonly nameFirst?: string | undefined
  readonly nameLast?: string | undefined
}

/** Schema of {@link CreateNameRequest}. */
export const CreateNameRequest: Schema.Codec<CreateNameRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({
      attributes: W.closed({
        "list-id": W.string,
        "name-first": W.string,
        "name-last": W.string
      })
    }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveName} takes. */
export interface RetrieveNameRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveNameRequest}. */
export const RetrieveNameRequest: Schema.Codec<RetrieveNameRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveName} takes. */
export interface ArchiveNameRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveNameRequest}. */
export const ArchiveNameRequest: Schema.Codec<ArchiveNameRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createPhoneNumber} takes. */
export interface CreatePhoneNumberRequest {
  readonly data?: { readonly attributes?: CreatePhoneNumberAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreatePhoneNumberAttributes {
  readonly listId?: string | undefined
  readonly value?: string | undefined
}

/** Schema of {@link CreatePhoneNumberRequest}. */
export const CreatePhoneNumberRequest: Schema.Codec<
  CreatePhoneNumberRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ "list-id": W.string, value: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrievePhoneNumber} takes. */
export interface RetrievePhoneNumberRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrievePhoneNumberRequest}. */
export const RetrievePhoneNumberRequest: Schema.Codec<
  RetrievePhoneNumberRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archivePhoneNumber} takes. */
export interface ArchivePhoneNumberRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchivePhoneNumberRequest}. */
export const ArchivePhoneNumberRequest: Schema.Codec<
  ArchivePhoneNumberRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createString} takes. */
export interface CreateStringRequest {
  readonly data?: { readonly attributes?: CreateStringAttributes | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateStringAttributes {
  readonly listId?: string | undefined
  readonly value?: string | undefined
}

/** Schema of {@link CreateStringRequest}. */
export const CreateStringRequest: Schema.Codec<CreateStringRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.closed({ attributes: W.closed({ "list-id": W.string, value: W.string }) }),
    include: W.commas,
    fields: W.fieldsets
  })
)

/** What {@link retrieveString} takes. */
export interface RetrieveStringRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveStringRequest}. */
export const RetrieveStringRequest: Schema.Codec<
  RetrieveStringRequest,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link archiveString} takes. */
export interface ArchiveStringRequest {
  readonly listItemId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link ArchiveStringRequest}. */
export const ArchiveStringRequest: Schema.Codec<ArchiveStringRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "list-item-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link createBrowserFingerprint}, {@link retrieveBrowserFingerprint} and {@link archiveBrowserFingerprint} answer with. */
export interface ListItemBrowserFingerprintResponse {
  readonly data: ListItemBrowserFingerprint
}

/** Schema of {@link ListItemBrowserFingerprintResponse}. */
export const ListItemBrowserFingerprintResponse: Schema.Codec<
  ListItemBrowserFingerprintResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemBrowserFingerprint) })
)

/** What {@link createCountry}, {@link retrieveCountry} and {@link archiveCountry} answer with. */
export interface ListItemCountryResponse {
  readonly data: ListItemCountry
}

/** Schema of {@link ListItemCountryResponse}. */
export const ListItemCountryResponse: Schema.Codec<
  ListItemCountryResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemCountry) })
)

/** What {@link createDeviceFingerprint}, {@link retrieveDeviceFingerprint} and {@link archiveDeviceFingerprint} answer with. */
export interface ListItemDeviceFingerprintResponse {
  readonly data: ListItemDeviceFingerprint
}

/** Schema of {@link ListItemDeviceFingerprintResponse}. */
export const ListItemDeviceFingerprintResponse: Schema.Codec<
  ListItemDeviceFingerprintResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemDeviceFingerprint) })
)

/** What {@link createEmailAddress}, {@link retrieveEmailAddress} and {@link archiveEmailAddress} answer with. */
export interface ListItemEmailAddressResponse {
  readonly data: ListItemEmailAddress
}

/** Schema of {@link ListItemEmailAddressResponse}. */
export const ListItemEmailAddressResponse: Schema.Codec<
  ListItemEmailAddressResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemEmailAddress) })
)

/** What {@link createField}, {@link retrieveField} and {@link archiveField} answer with. */
export interface ListItemFieldResponse {
  readonly data: ListItemField
}

/** Schema of {@link ListItemFieldResponse}. */
export const ListItemFieldResponse: Schema.Codec<
  ListItemFieldResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemField) })
)

/** What {@link createGeolocation}, {@link retrieveGeolocation} and {@link archiveGeolocation} answer with. */
export interface ListItemGeolocationResponse {
  readonly data: ListItemGeolocation
}

/** Schema of {@link ListItemGeolocationResponse}. */
export const ListItemGeolocationResponse: Schema.Codec<
  ListItemGeolocationResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemGeolocation) })
)

/** What {@link createGovernmentIdNumber}, {@link retrieveGovernmentIdNumber} and {@link archiveGovernmentIdNumber} answer with. */
export interface ListItemGovernmentIdNumberResponse {
  readonly data: ListItemGovernmentIdNumber
}

/** Schema of {@link ListItemGovernmentIdNumberResponse}. */
export const ListItemGovernmentIdNumberResponse: Schema.Codec<
  ListItemGovernmentIdNumberResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemGovernmentIdNumber) })
)

/** What {@link createIpAddress}, {@link retrieveIpAddress} and {@link archiveIpAddress} answer with. */
export interface ListItemIpAddressResponse {
  readonly data: ListItemIpAddress
}

/** Schema of {@link ListItemIpAddressResponse}. */
export const ListItemIpAddressResponse: Schema.Codec<
  ListItemIpAddressResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemIpAddress) })
)

/** What {@link createName}, {@link retrieveName} and {@link archiveName} answer with. */
export interface ListItemNameResponse {
  readonly data: ListItemName
}

/** Schema of {@link ListItemNameResponse}. */
export const ListItemNameResponse: Schema.Codec<ListItemNameResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemName) })
)

/** What {@link createPhoneNumber}, {@link retrievePhoneNumber} and {@link archivePhoneNumber} answer with. */
export interface ListItemPhoneNumberResponse {
  readonly data: ListItemPhoneNumber
}

/** Schema of {@link ListItemPhoneNumberResponse}. */
export const ListItemPhoneNumberResponse: Schema.Codec<
  ListItemPhoneNumberResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemPhoneNumber) })
)

/** What {@link createString}, {@link retrieveString} and {@link archiveString} answer with. */
export interface ListItemStringResponse {
  readonly data: ListItemString
}

/** Schema of {@link ListItemStringResponse}. */
export const ListItemStringResponse: Schema.Codec<
  ListItemStringResponse,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(ListItemString) })
)
