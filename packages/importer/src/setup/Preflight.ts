/**
 * What is settled before a run opens: which environment answers, and where its rows go.
 */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as AccountTypes from "@effect-persona/core/resources/AccountTypes"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as RateLimits from "@effect-persona/core/resources/RateLimits"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Decision from "../engines/row/Decision.ts"
import type { Failure } from "../targets/Destination.ts"
import * as ListDestination from "../targets/lists/Destination.ts"
import type { ListAttempts } from "../targets/lists/ListAttempts.ts"
import { durableStep } from "../state/CrashPoints.ts"
import type { FieldSchemaLike } from "../mapping/CustomFields.ts"
import { DestinationError, type StateError } from "../RunError.ts"
import { lookUpWaits } from "../engines/row/RowDelivery.ts"
import type { CreatableKind, ListItemKind, Target } from "../Target.ts"

/**
 * Asks which environment the key belongs to. The answer also tells the rate budget where the window stands, so
 * that the first rows are paced.
 */
export const environment: Effect.Effect<string | undefined, PersonaError, PersonaClient> = Effect.map(
  RateLimits.list.withResponse({}),
  (reply) => reply.environmentId
).pipe(
  // A key that may not read the limits still belongs to an environment, and the refusal names it.
  Effect.catchReason("PersonaError", "Forbidden", (_, error) => Effect.succeed(error.environmentId))
)

/** Where rows go: an id that stands, or a list that has to be created first. */
export type Place =
  | { readonly _tag: "Environment" }
  | { readonly _tag: "List"; readonly id: string; readonly name: string }
  | { readonly _tag: "NewList"; readonly kind: CreatableKind; readonly name: string }
  | ManyLists

/** Lists that a column of the source names. */
export interface ManyLists {
  readonly _tag: "Lists"
  readonly kind: ListItemKind
  readonly lists: ReadonlyArray<NamedList>
}

/** A list as the source names it. */
export interface NamedList {
  /** Its id or name, as it is written. */
  readonly written: string
  /** The first line that names it. */
  readonly line: number
  /** `undefined` for a list that has to be created first. */
  readonly id: string | undefined
}

type NewList = Extract<Place, { readonly _tag: "NewList" }>

/** Finds the place of a target. Only reads. */
export const locate = (target: Target): Effect.Effect<Place, Failure | DestinationError, PersonaClient> => {
  switch (target._tag) {
    case "Accounts":
      return Effect.as(fieldSchemas(target), { _tag: "Environment" })
    case "Lists":
      return Effect.succeed({ _tag: "Environment" })
    case "ListItems":
      return target.list === undefined
        ? Effect.fail(new DestinationError({ reason: "no-list", what: "", candidates: [] }))
        : target.list.startsWith("lst_")
          ? listById(target.list, target.kind)
          : listByName(target.list, target.kind)
  }
}

/**
 * The fields that the account type of a target defines, from GET `/account-types/{id}`; fails where there is no such
 * type. `undefined` where no type is named, where the key may not read it (which writing accounts does not need), and
 * where the answer lists no field: whether such a type takes none is not documented.
 */
export const fieldSchemas = (
  target: Target
): Effect.Effect<
  ReadonlyArray<FieldSchemaLike> | undefined,
  PersonaError | DestinationError,
  PersonaClient
> => {
  const id = target._tag === "Accounts" ? target.accountType : undefined
  if (id === undefined) return Effect.undefined
  return Effect.map(AccountTypes.retrieve({ accountTypeId: id }), ({ data }) => {
    // A kind that the document does not list is text to us, whatever its type is called.
    const schemas = (data.attributes?.fieldSchemas ?? []) as ReadonlyArray<FieldSchemaLike>
    return schemas.length === 0 ? undefined : schemas
  }).pipe(
    Effect.catchReasons("PersonaError", {
      NotFound: () =>
        Effect.fail(new DestinationError({ reason: "no-such-account-type", what: id, candidates: [] })),
      Forbidden: () => Effect.undefined
    })
  )
}

/** Finds a list by its id. */
export const listById = Effect.fnUntraced(function* (
  id: string,
  kind: ListItemKind
): Effect.fn.Return<Place, PersonaError | DestinationError, PersonaClient> {
  const list = yield* Lists.retrieve({ listId: id }).pipe(
    Effect.catchReason("PersonaError", "NotFound", () =>
      Effect.fail(new DestinationError({ reason: "no-such-list", what: id, candidates: [] }))
    )
  )
  const { attributes, type } = list.data
  const actual = type.replace(/^list\//, "")
  if (actual !== kind)
    return yield* new DestinationError({ reason: "wrong-kind", what: id, candidates: [actual] })
  const { name, status } = (attributes ?? {}) as { readonly name?: unknown; readonly status?: unknown }
  if (status === "archived")
    return yield* new DestinationError({ reason: "archived", what: id, candidates: [] })
  return { _tag: "List", id, name: String(name ?? id) }
})

const listByName = Effect.fnUntraced(function* (
  name: string,
  kind: ListItemKind
): Effect.fn.Return<Place, Failure | DestinationError, PersonaClient> {
  const lists = yield* Stream.runCollect(
    Stream.filter(ListDestination.active, (list) => list.name === name && list.kind === kind)
  )
  const [first, second] = lists
  if (second !== undefined) {
    return yield* new DestinationError({
      reason: "ambiguous-name",
      what: `"${name}"`,
      candidates: lists.map((list) => list.id)
    })
  }
  if (first !== undefined) return { _tag: "List", id: first.id, name }
  if (kind === "device-fingerprint" || kind === "field") {
    return yield* new DestinationError({ reason: "not-creatable", what: `"${name}"`, candidates: [] })
  }
  return { _tag: "NewList", kind, name }
})

/**
 * Creates a list by its name, once, whatever other processes create it at the same time; gives its id.
 *
 * The key is the same in every run and on every machine. So its answer may be a stored one: of a list that was
 * archived since, or a failure. Then the next key is tried, after a look whether the list is there by now. A 409 says
 * that another request with the key is in progress still: then only looking is safe, since the API accepts two lists
 * of one name.
 */
export const createList = (
  place: NewList,
  attempts: ListAttempts
): Effect.Effect<string, Failure | DestinationError | StateError, PersonaClient> => {
  const request = { kind: place.kind, data: { attributes: { name: place.name } } }
  const list = ListDestination.keyOf(request, 1)

  const attempt = (
    number: number
  ): Effect.Effect<string, Failure | DestinationError | StateError, PersonaClient> =>
    Effect.matchEffect(
      ListDestination.create(request, { idempotencyKey: ListDestination.keyOf(request, number), retries: 8 }),
      {
        onSuccess: ({ id }) =>
          Effect.flatMap(ListDestination.isActive(id), (isActive) =>
            isActive ? Effect.succeed(id) : attempt(number + 1)
          ),
        onFailure: (error) => {
          const action = Decision.decide(error.reason, error.status, unknownList)
          switch (action._tag) {
            case "LookUp":
              return waitForList(place, error, lookUpWaits)
            case "ReadBack":
            case "NextAttempt":
              return Effect.flatMap(listByName(place.name, place.kind), (found) =>
                found._tag === "List"
                  ? Effect.succeed(found.id)
                  : number < maxAttempts && (action._tag === "NextAttempt" || action.absent === undefined)
                    ? attempt(number + 1)
                    : refused(number, error)
              )
            default:
              return refused(number, error)
          }
        }
      }
    )

  /** A refusal may be stored under the key: the next start has to send another one. */
  const refused = (number: number, error: PersonaError) => {
    const { status } = error
    const isStored = status !== undefined && status < 500 && status !== 401 && status !== 429
    const end = durableStep("end a list's key", attempts.end(list, number))
    return Effect.andThen(isStored ? end : Effect.void, Effect.fail(error))
  }

  return Effect.flatMap(attempts.first(list), attempt)
}

/** Whether an earlier process has asked for the list is not known: the key is older than this process. */
const unknownList: Decision.Situation = {
  keyed: true,
  canLookUp: true,
  refusesDuplicates: false,
  keyInDoubt: true,
  rowInDoubt: true,
  askedAgain: true
}

/** Looks for a list until it shows or the waits are used up. */
const waitForList = (
  place: NewList,
  error: PersonaError,
  [wait, ...rest]: ReadonlyArray<number>
): Effect.Effect<string, Failure | DestinationError, PersonaClient> =>
  Effect.flatMap(listByName(place.name, place.kind), (found) =>
    found._tag === "List"
      ? Effect.succeed(found.id)
      : wait === undefined
        ? Effect.fail(error)
        : Effect.delay(
            Effect.suspend(() => waitForList(place, error, rest)),
            wait
          )
  )

/** Keys tried for one list; each but the last had a stored failure or a list that is archived by now. */
const maxAttempts = 50
