// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
/**
 * The operations that the API's document tags "Devices".
 *
 * Answers are open: what the document does not list is kept under its wire name, and is there at run time
 * although the types do not show it.
 */
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Fieldsets, Include, Links, PageParameters } from "../../JsonApi.ts"
import * as Operation from "../../Operation.ts"
import type { NotFound } from "../../PersonaError.ts"
import { Device } from "../schemas/Device.ts"
import { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

export { Device } from "../schemas/Device.ts"
export { EmptyIncludedObjects } from "../schemas/EmptyIncludedObjects.ts"

/**
 * List all devices: `GET /devices`.
 *
 * Succeeds with 200. Documented failures: 503.
 *
 * @see https://docs.withpersona.com/api-reference/devices/list-all-devices
 */
export const list: Operation.Operation<ListRequest, DevicePage> = /*#__PURE__*/ Operation.make({
  id: "list-all-devices",
  method: "GET",
  path: "/devices",
  tag: "Devices",
  paging: "query",
  query: ["filter", "page"],
  errors: [503],
  schemas: () => ({ request: ListRequest, success: DevicePage })
})

/**
 * Retrieve a device: `GET /devices/{device-id}`.
 *
 * Succeeds with 200. Documented failures: 404 `NotFound`, 503.
 *
 * @see https://docs.withpersona.com/api-reference/devices/retrieve-a-device
 */
export const retrieve: Operation.Operation<
  RetrieveRequest,
  DeviceResponse,
  NotFound
> = /*#__PURE__*/ Operation.make({
  id: "retrieve-a-device",
  method: "GET",
  path: "/devices/{device-id}",
  tag: "Devices",
  query: ["include", "fields"],
  errors: [404, 503],
  schemas: () => ({ request: RetrieveRequest, success: DeviceResponse })
})

/** What {@link list} takes. */
export interface ListRequest {
  readonly filter: { readonly inquirySessionId: string }
  readonly page?: PageParameters | undefined
}

/** Schema of {@link ListRequest}. */
export const ListRequest: Schema.Codec<ListRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    filter: W.required(W.closed({ "inquiry-session-id": W.required(W.string) })),
    page: W.page
  })
)

/** What {@link retrieve} takes. */
export interface RetrieveRequest {
  readonly deviceId: string
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link RetrieveRequest}. */
export const RetrieveRequest: Schema.Codec<RetrieveRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ "device-id": W.required(W.segment), include: W.commas, fields: W.fieldsets })
)

/** What {@link list} answers with. */
export interface DevicePage {
  readonly data: ReadonlyArray<Device>
  readonly links?: Links | null
}

/** Schema of {@link DevicePage}. */
export const DevicePage: Schema.Codec<DevicePage, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(W.array(Device)), links: W.links })
)

/** What {@link retrieve} answers with. */
export interface DeviceResponse {
  readonly data: Device
  readonly included?: EmptyIncludedObjects | null
}

/** Schema of {@link DeviceResponse}. */
export const DeviceResponse: Schema.Codec<DeviceResponse, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ data: W.required(Device), included: EmptyIncludedObjects })
)
