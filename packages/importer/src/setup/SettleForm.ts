/**
 * Keeps the form of a run's requests. A row's key stands for its bytes, which follow from the row and from the form:
 * where the form has changed since, the keys of rows without a known outcome end, as keys do that are too old.
 */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import type { Destination } from "../targets/Destination.ts"
import * as RequestForm from "../targets/RequestForm.ts"
import type { Ledger, LedgerError } from "../ledger/Ledger.ts"
import type { Run } from "../StateDirectory.ts"
import * as Digest from "../ledger/Digest.ts"

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
): Effect.fn.Return<void, LedgerError, PersonaClient> {
  const form = Digest.fingerprint([yield* RequestForm.wire, destination.form()])
  if ((yield* ledger.getMeta(formEntry)) !== form) yield* ledger.endKeys({ [formEntry]: form })
})

/** Where the ledger keeps it. */
export const formEntry = "request form"
