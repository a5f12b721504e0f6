/**
 * Keeps the form of a run's requests. A row's idempotency key belongs to its bytes, which follow from the row and the
 * form. If the form has changed, the keys of rows without a known outcome end, like keys that are too old.
 */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import type { Destination } from "../targets/Destination.ts"
import * as RequestForm from "../targets/RequestForm.ts"
import type { Ledger, LedgerError } from "../ledger/Ledger.ts"
import type { Run } from "../StateDirectory.ts"
import * as Digest from "../ledger/Digest.ts"

/**
 * Settles the account type of a run before its first request, and whether requests for one row name it. Both stay fixed
 * with any engine that continues the run. A run of an older version has named the type that it found.
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

/** Stores the form of requests for one row from now on. Ends the keys of requests in another form. */
export const settle = Effect.fnUntraced(function* (
  ledger: Ledger,
  destination: Pick<Destination<never>, "form">
): Effect.fn.Return<void, LedgerError, PersonaClient> {
  const form = Digest.fingerprint([yield* RequestForm.wire, destination.form()])
  if ((yield* ledger.getMeta(formEntry)) !== form) yield* ledger.endKeys({ [formEntry]: form })
})

/** The ledger's entry for the form. */
export const formEntry = "request form"
