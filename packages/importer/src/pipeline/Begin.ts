/** The start of a scan: its position in the source, and the ledger's entries before the first row. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { SourceError } from "../errors/SourceError.ts"
import type { AddedLines, Checkpoint, LedgerError } from "../ledger/Ledger.ts"
import { columnsEntry, engineEntry } from "../ledger/ProblemGroups.ts"
import type { Status } from "../Report.ts"
import type * as Source from "../Source.ts"
import type { Options } from "./Options.ts"

export interface Beginning {
  /** The status of the run after the previous invocation. */
  readonly statusBefore: Status | "running"
  readonly isFirstScan: boolean
  /** Whether rows were added to reject files in an earlier scan. */
  readonly hasAdded: boolean
  /** The checkpoint at which the scan begins. `undefined` if it begins with the first row. */
  readonly from: Checkpoint | undefined
  /** The source, opened at that position. */
  readonly table: Source.Table
}

/** Finds the position at which the scan begins. */
export const find = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Beginning, LedgerError | SourceError, Scope.Scope> {
  const { ledger, info } = options.run
  // Settled, unchanged rows before the checkpoint are not read again. A retry looks for failed rows everywhere. If the
  // last of equal rows wins, it may have been added since, so all rows are read.
  const checkpoint =
    options.retry || options.correction !== undefined || options.duplicates === "last"
      ? undefined
      : yield* ledger.checkpoint
  const hasAdded = (yield* ledger.getMeta("added")) !== undefined
  const isFirstScan = (yield* ledger.getMeta("pass")) === undefined
  const continued = checkpoint === undefined ? undefined : yield* options.source.openAt(checkpoint.mark)
  return {
    statusBefore: info.status,
    isFirstScan,
    hasAdded,
    from: continued === undefined ? undefined : checkpoint,
    table: continued ?? options.table
  }
})

/** Records the start of the scan. Returns the lines for added rows if it reads corrected rows. */
export const record = Effect.fnUntraced(function* (
  options: Options,
  { from, statusBefore }: Beginning
): Effect.fn.Return<AddedLines | undefined, LedgerError> {
  const { correction, engine, mapper, retry, run } = options
  const { ledger } = run
  const rejectDuplicates = options.duplicates === "reject"
  let added: AddedLines | undefined
  // Must come first: a scan that is killed after its start has not finished.
  yield* run.update({ status: "running" })
  if (correction === undefined) {
    yield* ledger.beginScan(from, { retry, rejectDuplicates })
  } else {
    // A ledger of an older version does not record that its source was read to the end.
    const saysWhole = (yield* ledger.getMeta("whole")) !== undefined
    if (statusBefore === "finished" && !saysWhole) yield* ledger.endScan(true)
    added = yield* ledger.beginCorrection({ rejectDuplicates })
    yield* ledger.setMeta({ added: "1" })
  }
  yield* ledger.setMeta({
    [engineEntry]: JSON.stringify(engine),
    [columnsEntry]: JSON.stringify(mapper.describe.map(({ column = "", field }) => [field, column]))
  })
  return added
})
