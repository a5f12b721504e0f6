/**
 * Lists: identified by kind and name among the active lists. The API may accept a second list of the same name, so the
 * existing lists are read once before the first list is created.
 *
 * @see https://docs.withpersona.com/api-reference/lists/list-all-lists
 */
import type * as Operation from "@effect-persona/core/Operation"
import * as Pagination from "@effect-persona/core/Pagination"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { Conflict, PersonaError, UnprocessableEntity } from "@effect-persona/core/PersonaError"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Found } from "../Found.ts"
import type { Destination, Failure, Written } from "../Destination.ts"
import { listKey } from "../../ledger/Digest.ts"
import { written } from "../RequestForm.ts"
import type { ListRequest } from "../../Target.ts"

/** An active list of the environment. */
export interface ActiveList {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly createdAt: number | undefined
  readonly allowFuzzyNameFirst: boolean | undefined
}

/** No environment has a hundred thousand lists. */
const listPages = 1000

/** Reads the active lists of the environment, newest first. */
export const active: Stream.Stream<ActiveList, Failure, PersonaClient> = Stream.map(
  Pagination.atMost(Pagination.pages(Lists.list, { filter: { status: "active" } }), Lists.list, listPages),
  (list) => {
    // A list of an undocumented kind keeps its wire names.
    const attributes = { ...list.attributes } as Readonly<Record<string, unknown>>
    const createdAt = Date.parse(String(attributes["createdAt"] ?? attributes["created-at"]))
    const fuzzy = attributes["allowFuzzyNameFirst"]
    return {
      id: list.id ?? "",
      kind: list.type.replace(/^list\//, ""),
      name: String(attributes["name"] ?? ""),
      createdAt: Number.isNaN(createdAt) ? undefined : createdAt,
      allowFuzzyNameFirst: typeof fuzzy === "boolean" ? fuzzy : undefined
    }
  }
)

/** Creates a list of a kind. */
export const create = (
  request: ListRequest,
  options: Operation.CallOptions
): Effect.Effect<Written, PersonaError, PersonaClient> =>
  Effect.map(
    (operations[request.kind] as CreateList).withResponse({ data: request.data }, options),
    (reply) => ({
      ...reply,
      id: reply.value.data.id
    })
  )

/**
 * Whether a list is active now. The key of a creation by name outlives a run, so its answer may be a stored one of a
 * list that was archived since.
 */
export const isActive = (id: string): Effect.Effect<boolean, PersonaError, PersonaClient> =>
  Lists.retrieve({ listId: id }).pipe(
    Effect.map(
      (list) => (list.data.attributes as { readonly status?: unknown } | undefined)?.status !== "archived"
    ),
    Effect.catchReason("PersonaError", "NotFound", () => Effect.succeed(false))
  )

/** Makes the destination. It reads the environment's lists on the first look-up. */
export const make: Effect.Effect<Destination<ListRequest>> = Effect.gen(function* () {
  const readOnce = yield* Effect.cached(readByIdentity)
  return {
    kind: "list",
    operation: ({ kind }) => operations[kind].id,
    form: () => Object.values(operations).map(formOf).join(),
    key: (_runId, attempt, request) => keyOf(request, attempt.number),
    create,
    canLookUp: () => true,
    lookUp: (request, { fresh }) =>
      Effect.map(fresh ? readByIdentity : readOnce, (lists) => foundBy(request, lists)),
    lookUpMany: undefined,
    sharesLookUps: false,
    refusesDuplicates: false,
    lookUpFirst: true,
    update: undefined,
    confirm: isActive
  }
})

const readByIdentity = Effect.map(Stream.runCollect(active), (lists) =>
  Map.groupBy(lists, (list) => identity(list.kind, list.name))
)

const foundBy = (
  request: ListRequest,
  lists: ReadonlyMap<string, ReadonlyArray<ActiveList>>
): Found | undefined => {
  const list = lists.get(identity(request.kind, request.data.attributes.name))?.at(0)
  if (list === undefined) return undefined
  const wanted = request.data.attributes.allowFuzzyNameFirst
  const actual = list.allowFuzzyNameFirst
  return {
    id: list.id,
    createdAt: list.createdAt,
    differing:
      wanted !== undefined && actual !== undefined && wanted !== actual ? ["allow-fuzzy-name-first"] : [],
    unusable: undefined
  }
}

/** The idempotency key for creating a list, the same in every run. */
export const keyOf = (request: ListRequest, attempt: number): string =>
  listKey(operations[request.kind].id, request.data.attributes.name, attempt)

const identity = (kind: string, name: string) => `${kind}\n${name}`

/** The nine create operations differ only in their answers besides the id. */
type CreateList = Operation.Operation<
  Pick<ListRequest, "data">,
  { readonly data: { readonly id: string } },
  Conflict | UnprocessableEntity
>

const formOf = (operation: Operation.Any): string =>
  written(operation, {
    data: {
      attributes: {
        name: "a",
        ...(operation.id === Lists.createNameList.id ? { allowFuzzyNameFirst: true } : {})
      }
    }
  })

const operations = {
  "browser-fingerprint": Lists.createBrowserFingerprintList,
  country: Lists.createCountryList,
  "email-address": Lists.createEmailAddressList,
  geolocation: Lists.createGeolocationList,
  "government-id-number": Lists.createGovernmentIdNumberList,
  "ip-address": Lists.createIpAddressList,
  name: Lists.createNameList,
  "phone-number": Lists.createPhoneNumberList,
  string: Lists.createStringList
} as const
