/** Maintains the checkpoint: the position up to which all rows are settled, although windows end in any order. */
import * as Effect from "effect/Effect"
import type { Checkpoint, Ledger, LedgerError } from "../ledger/Ledger.ts"
import type { Mark } from "../Source.ts"

/** A window in progress. */
export interface Span {
  readonly mark: Mark | undefined
  /** The number of rows that are not settled yet. */
  open: number
  rejected: boolean
}

export interface Checkpointer {
  /** Adds the next window. */
  readonly begin: (mark: Mark | undefined) => Span
  /** Moves the checkpoint past the leading windows that are settled. */
  readonly advance: Effect.Effect<void, LedgerError>
}

export const make = (ledger: Ledger, from: Checkpoint | undefined): Checkpointer => {
  /** Windows that were read, from the first one with an unsettled row. */
  let spans: Array<Span> = []
  let rejectedBefore = from?.rejected ?? false
  return {
    begin: (mark) => {
      const span: Span = { mark, open: 0, rejected: false }
      spans.push(span)
      return span
    },
    advance: Effect.suspend(() => {
      const settled = spans.findIndex((span) => span.open > 0)
      const done = settled === -1 ? spans : spans.slice(0, settled)
      const last = done.at(-1)
      if (last === undefined) return Effect.void
      spans = spans.slice(done.length)
      rejectedBefore ||= done.some((span) => span.rejected)
      return last.mark === undefined
        ? Effect.void
        : ledger.reach({ mark: last.mark, rejected: rejectedBefore })
    })
  }
}
