/**
 * What requests say besides their rows: the account type or list that they name, how values are written, the version of
 * the API. A row's key stands for its bytes, which follow from the row and from this. So it is kept with the run, and
 * where it has changed since, the keys of rows without a known outcome end, as keys do that have become too old.
 */
import type * as Operation from "@effect-persona/core/Operation"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import type { Destination } from "../targets/Destination.ts"
import type { Ledger, LedgerError } from "../ledger/Ledger.ts"
import type { Run } from "../StateDirectory.ts"
import * as Digest from "../ledger/Digest.ts"

/** How an operation writes a request: the encoding of a sample that has every field. */
export const written = (operation: Operation.Any, sample: unknown): string => {
  const encoded = Schema.encodeUnknownExit(operation.schemas().request)(sample)
  return JSON.stringify([operation.id, operation.path, Exit.isSuccess(encoded) ? encoded.value : null])
}

/** The version of the API and the spelling of names that requests ask for. */
export const wire: Effect.Effect<string, never, PersonaClient.PersonaClient> = Effect.gen(function* () {
  const client = yield* PersonaClient.PersonaClient
  const { apiVersion } = yield* PersonaClient.CurrentOptions
  const headers = Redacted.value(client.headers)
  return JSON.stringify([apiVersion ?? headers["persona-version"], headers["key-inflection"]])
})

/**
 * Settles the account type of a run before its first request, and whether requests for one row name it. Both stay, with
 * whichever engine the run goes on. A run of an older version has named what it had found.
 */
export const settleType = (
  { info, update }: Run,
  found: string | undefined
): Effect.Effect<void, LedgerError> => {
  const accountType = info.accountType ?? found
  const { namedType = accountType ?? null } = info
  return accountType === info.accountType && namedType === info.namedType
    ? Effect.void
    : update({ accountType, namedType })
}

/** Keeps what requests for one row say from now on. Ends the keys of requests that have said something else. */
export const settle = Effect.fnUntraced(function* (
  ledger: Ledger,
  destination: Pick<Destination<never>, "form">
): Effect.fn.Return<void, LedgerError, PersonaClient.PersonaClient> {
  const form = Digest.fingerprint([yield* wire, destination.form()])
  if ((yield* ledger.getMeta(formEntry)) !== form) yield* ledger.endKeys({ [formEntry]: form })
})

/** Where the ledger keeps it. */
export const formEntry = "request form"
