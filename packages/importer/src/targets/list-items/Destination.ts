/**
 * List items: the API does not list them, and does not say which one conflicts with a new one. They are therefore never
 * looked up: a 409 is the only information about an existing item.
 *
 * @see https://docs.withpersona.com/api-reference/list-items
 */
import type * as Operation from "@effect-persona/core/Operation"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as ListItems from "@effect-persona/core/resources/ListItems"
import * as Effect from "effect/Effect"
import type { Destination, Written } from "../Destination.ts"
import { idempotencyKey } from "../../ledger/Digest.ts"
import { written } from "../RequestForm.ts"
import type { ListItemKind, ListItemRequest } from "../../Target.ts"
import { sample } from "./Fields.ts"

export interface Options {
  readonly kind: ListItemKind
  /** The list of every item. Omitted if each request names its own list. */
  readonly listId?: string | undefined
}

export const make = ({ kind, listId }: Options): Destination<ListItemRequest> => {
  const operation = operations[kind] as unknown as CreateItem
  const named = (request: ListItemRequest) =>
    listId === undefined ? request : { data: { attributes: { listId, ...request.data.attributes } } }
  return {
    kind: "list-item",
    operation: () => operation.id,
    form: () => written(operation, named(sample(kind))),
    key: (runId, attempt) =>
      idempotencyKey(runId, operation.id, attempt.natural, attempt.body, attempt.number),
    create: (request, options): Effect.Effect<Written, PersonaError, PersonaClient> =>
      Effect.map(operation.withResponse(named(request), options), (reply) => ({
        ...reply,
        id: reply.value.data.id
      })),
    canLookUp: () => false,
    lookUp: () => Effect.undefined,
    lookUpMany: undefined,
    sharesLookUps: false,
    refusesDuplicates: true,
    lookUpFirst: false,
    update: undefined,
    confirm: undefined
  }
}

/** The eleven create operations differ only in their attributes, which the target has checked. */
type CreateItem = Operation.Operation<
  { readonly data: { readonly attributes: Readonly<Record<string, unknown>> } },
  { readonly data: { readonly id: string } }
>

const operations: Readonly<Record<ListItemKind, Operation.Facts>> = {
  "browser-fingerprint": ListItems.createBrowserFingerprint,
  country: ListItems.createCountry,
  "device-fingerprint": ListItems.createDeviceFingerprint,
  "email-address": ListItems.createEmailAddress,
  field: ListItems.createField,
  geolocation: ListItems.createGeolocation,
  "government-id-number": ListItems.createGovernmentIdNumber,
  "ip-address": ListItems.createIpAddress,
  name: ListItems.createName,
  "phone-number": ListItems.createPhoneNumber,
  string: ListItems.createString
}
