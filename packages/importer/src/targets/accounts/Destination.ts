/**
 * Accounts: unique by reference id within an account type, ignoring case. A 409 does not name the existing account, so
 * the account is looked up by reference id. The look-up uses the list call, which is up to date, never the search,
 * which lags by a minute. Look-ups of rows that wait at the same time share a request.
 *
 * @see https://docs.withpersona.com/api-reference/accounts/create-an-account
 * @see https://docs.withpersona.com/api-reference/accounts/list-all-accounts
 */
import * as Pagination from "@effect-persona/core/Pagination"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Request from "effect/Request"
import * as RequestResolver from "effect/RequestResolver"
import * as Stream from "effect/Stream"
import type { Found } from "../Found.ts"
import type { Destination, Failure } from "../Destination.ts"
import { differingFields } from "./Difference.ts"
import { idempotencyKey } from "../../ledger/Digest.ts"
import { written } from "../RequestForm.ts"
import type { AccountRequest } from "../../Target.ts"
import { sample } from "./Fields.ts"

/** The most reference ids in one look-up. */
export const lookUpSize = 100

/** The most pages of a look-up: one for each account type. No environment has this many types. */
const lookUpPages = 100

/** The most concurrent look-ups of many rows. */
const lookUpConcurrency = 5

/** How long a look-up waits for others to share its request, in milliseconds. */
export const lookUpDelayMillis = 10

export interface Options {
  /** The account type of every row, for look-ups. If omitted, any type matches. */
  readonly accountTypeId?: string | undefined
  /** The account type that a create request names. If omitted, the API uses its default. */
  readonly namedTypeId: string | undefined
}

export const make = (options: Options): Destination<AccountRequest> => {
  const { accountTypeId, namedTypeId } = options
  const named = (request: AccountRequest) =>
    namedTypeId === undefined
      ? request
      : { data: { attributes: { accountTypeId: namedTypeId, ...request.data.attributes } } }
  return {
    kind: "account",
    operation: () => Accounts.create.id,
    form: () => written(Accounts.create, named(sample)),
    key: (runId, attempt) =>
      idempotencyKey(runId, Accounts.create.id, attempt.natural, attempt.body, attempt.number),
    create: (request, callOptions) =>
      Effect.map(Accounts.create.withResponse(named(request), callOptions), (reply) => ({
        ...reply,
        id: reply.value.data.id
      })),
    canLookUp: ({ data }) =>
      data.attributes.referenceId !== undefined && !data.attributes.referenceId.includes(","),
    lookUp: (request) =>
      Effect.map(
        Effect.request(new ByReferenceId({ referenceId: request.data.attributes.referenceId! }), resolver),
        (accounts) => foundAmong(accounts, request, accountTypeId)
      ),
    lookUpMany: (requests) => {
      const batches = Array.from({ length: Math.ceil(requests.length / lookUpSize) }, (_, i) =>
        requests.slice(i * lookUpSize, (i + 1) * lookUpSize)
      )
      const found = Effect.forEach(batches, (batch) => findAll(batch, accountTypeId), {
        concurrency: lookUpConcurrency
      })
      return Effect.map(found, (found) => found.flat())
    },
    sharesLookUps: true,
    refusesDuplicates: true,
    lookUpFirst: false,
    update: (id, request) =>
      Effect.map(Accounts.update.withResponse({ accountId: id, data: request.data }), (reply) => ({
        ...reply,
        id: reply.value.data.id
      })),
    confirm: undefined
  }
}

class ByReferenceId extends Request.Class<
  { readonly referenceId: string },
  ReadonlyArray<Accounts.Account>,
  Failure,
  PersonaClient
> {}

/** Reads the accounts of reference ids. The result is keyed by the ids in lower case. */
const readAll = (
  referenceIds: Iterable<string>
): Effect.Effect<ReadonlyMap<string, ReadonlyArray<Accounts.Account>>, Failure, PersonaClient> =>
  Effect.map(
    Stream.runCollect(
      Pagination.atMost(
        Pagination.pages(Accounts.list, { filter: { referenceId: [...new Set(referenceIds)] } }),
        Accounts.list,
        lookUpPages
      )
    ),
    (accounts) => Map.groupBy(accounts, (account) => fold(account.attributes.referenceId ?? ""))
  )

/** Finds the accounts of requests, at most {@link lookUpSize}. */
const findAll = (requests: ReadonlyArray<AccountRequest>, accountTypeId: string | undefined) =>
  Effect.map(readAll(requests.map(({ data }) => data.attributes.referenceId!)), (byReferenceId) =>
    requests.map((request) =>
      foundAmong(byReferenceId.get(fold(request.data.attributes.referenceId!)) ?? [], request, accountTypeId)
    )
  )

const foundAmong = (
  accounts: ReadonlyArray<Accounts.Account>,
  request: AccountRequest,
  accountTypeId: string | undefined
): Found | undefined => {
  const account = accounts.find((candidate) => isOfType(candidate, accountTypeId))
  return account === undefined
    ? undefined
    : {
        id: account.id,
        createdAt: timeOf(account.attributes.createdAt),
        differing: differingFields({ ...request.data.attributes }, { ...account.attributes }),
        unusable:
          account.attributes.redactedAt === null || account.attributes.redactedAt === undefined
            ? undefined
            : "The account with this reference id has been redacted; give the person a new reference id"
      }
}

const resolver = RequestResolver.make<ByReferenceId>((entries) =>
  Effect.matchCauseEffect(readAll(entries.map((entry) => entry.request.referenceId)), {
    onFailure: (cause) =>
      Effect.sync(() => {
        for (const entry of entries) entry.completeUnsafe(Exit.failCause(cause as Cause.Cause<Failure>))
      }),
    onSuccess: (byReferenceId) =>
      Effect.sync(() => {
        for (const entry of entries) {
          entry.completeUnsafe(Exit.succeed(byReferenceId.get(fold(entry.request.referenceId)) ?? []))
        }
      })
  }).pipe(Effect.provideContext(entries[0].context))
).pipe(RequestResolver.setDelay(lookUpDelayMillis), RequestResolver.batchN(lookUpSize))

/** Reference ids are compared ignoring case. */
const fold = (referenceId: string) => referenceId.toLowerCase()

/** One reference id may belong to accounts of several types. Without a given type, any type matches. */
const isOfType = (account: Accounts.Account, accountTypeId: string | undefined): boolean =>
  accountTypeId === undefined || account.relationships?.accountType?.data?.id === accountTypeId

const timeOf = (text: string | null | undefined): number | undefined => {
  const millis = Date.parse(text ?? "")
  return Number.isNaN(millis) ? undefined : millis
}
