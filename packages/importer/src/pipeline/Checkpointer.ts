/** Checkpoint: how far the source is settled without a gap, while its windows end in any order. */
import * as Effect from "effect/Effect"
import type { Checkpoint, Ledger, LedgerError } from "../ledger/Ledger.ts"
import type { Mark } from "../Source.ts"

/** A window on its way. */
export interface Span {
  readonly mark: Mark | undefined
  /** Rows that are not settled yet. */
  open: number
  rejected: boolean
}

export interface Checkpointer {
  /** Adds the next window. */
  readonly begin: (mark: Mark | undefined) => Span
  /** Moves the checkpoint over the windows at the front that are settled. */
  readonly advance: Effect.Effect<void, LedgerError>
}

export const make = (ledger: Ledger, from: Checkpoint | undefined): Checkpointer => {
  /** Windows that were read, up to the first one with a row that is not settled. */
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
