/** How far a run has read its source, from its ledger. */
import * as Effect from "effect/Effect"
import * as Ledger from "../ledger/Ledger.ts"
import type { Mark } from "../Source.ts"

export interface Reading {
  /** The end of the first window. */
  readonly head: Mark | undefined
  /** The place in the source up to which every row is settled. */
  readonly checkpoint: Mark | undefined
}

/** The ledger's meta entry for the end of the first window. */
export const headEntry = "head"

/** Reads both marks from a run's ledger file, which may be in use. */
export const read = Effect.fnUntraced(function* (
  ledger: string
): Effect.fn.Return<Reading, Ledger.LedgerError> {
  const [head, checkpoint] = yield* Effect.all([
    Ledger.readMeta(ledger, headEntry),
    Ledger.readMeta(ledger, "checkpoint")
  ])
  return {
    head: head === undefined ? undefined : (JSON.parse(head) as Mark),
    checkpoint: checkpoint ? (JSON.parse(checkpoint) as Ledger.Checkpoint).mark : undefined
  }
})
