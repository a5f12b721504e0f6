/**
 * Checks before a run opens: the environment that answers, and the place of the rows.
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
 * Finds the environment of the API key. The answer also gives the rate budget the state of the window, so that the
 * first rows are paced.
 */
export const environment: Effect.Effect<string | undefined, PersonaError, PersonaClient> = Effect.map(
  RateLimits.list.withResponse({}),
  (reply) => reply.environmentId
).pipe(
  // If the key may not read the limits, the refusal names the environment.
  Effect.catchReason("PersonaError", "Forbidden", (_, error) => Effect.succeed(error.environmentId))
)

/** The place of rows: an existing id, or a list to create first. */
export type Place =
  | { readonly _tag: "Environment" }
  | { readonly _tag: "List"; readonly id: string; readonly name: string }
  | { readonly _tag: "NewList"; readonly kind: CreatableKind; readonly name: string }
  | ManyLists

/** Lists named in a column of the source. */
export interface ManyLists {
  readonly _tag: "Lists"
  readonly kind: ListItemKind
  readonly lists: ReadonlyArray<NamedList>
}

/** A list named in the source. */
export interface NamedList {
  /** Its id or name, as written in the source. */
  readonly written: string
  /** The first line that names it. */
  readonly line: number
  /** `undefined` for a list to create first. */
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
 * The fields of a target's account type, from GET `/account-types/{id}`. Fails if the type does not exist. `undefined`
 * if no type is named, if the key may not read it (writing accounts does not need this permission), or if the answer
 * lists no fields: the documents do not say whether such a type takes none.
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
    // A field of an undocumented kind is treated as text.
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
 * Creates a list by its name and returns its id. The list is created once, even if other processes create it at the
 * same time.
 *
 * The idempotency key is the same in every run and on every machine, so its answer may be a stored one: a list that was
 * archived since, or a failure. The next key is then tried, after a check for the list. A 409 means that another
 * request with the key is still in progress. Only look-ups are safe then, because the API accepts two lists of one
 * name.
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

  /** A refusal may be stored under the key, so the next start must send another key. */
  const refused = (number: number, error: PersonaError) => {
    const { status } = error
    const isStored = status !== undefined && status < 500 && status !== 401 && status !== 429
    const end = durableStep("end a list's key", attempts.end(list, number))
    return Effect.andThen(isStored ? end : Effect.void, Effect.fail(error))
  }

  return Effect.flatMap(attempts.first(list), attempt)
}

/** The key may be older than this process, so an earlier process may have sent it. */
const unknownList: Decision.Situation = {
  keyed: true,
  canLookUp: true,
  refusesDuplicates: false,
  keyInDoubt: true,
  rowInDoubt: true,
  askedAgain: true
}

/** Looks for a list until it appears or the waits are used up. */
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

/** The most keys tried for one list. All but the last have a stored failure, or a list that was archived since. */
const maxAttempts = 50
