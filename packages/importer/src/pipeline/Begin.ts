/** Start of a scan: where it begins to read, and what the ledger records of it before the first row. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type { SourceError } from "../errors/SourceError.ts"
import type { AddedLines, Checkpoint, LedgerError } from "../ledger/Ledger.ts"
import { columnsEntry, engineEntry } from "../ledger/ProblemGroups.ts"
import type { Status } from "../Report.ts"
import type * as Source from "../Source.ts"
import type { Options } from "./Options.ts"

export interface Beginning {
  /** How the invocation before has left the run. */
  readonly statusBefore: Status | "running"
  readonly isFirstScan: boolean
  /** Rows were added to rejected ones in an earlier scan. */
  readonly hasAdded: boolean
  /** The checkpoint that the scan begins at; `undefined` where it begins with the first row. */
  readonly from: Checkpoint | undefined
  /** The source, opened there. */
  readonly table: Source.Table
}

/** Finds where the scan begins. */
export const find = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Beginning, LedgerError | SourceError, Scope.Scope> {
  const { ledger, info } = options.run
  // What was settled before, and has not changed, is not read again; but a retry looks for failed rows everywhere.
  // Where the last of equal rows wins, that may be one that has come since, so all of them are read.
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

/** Records that the scan has begun. Gives the lines of added rows, where it reads corrected ones. */
export const record = Effect.fnUntraced(function* (
  options: Options,
  { from, statusBefore }: Beginning
): Effect.fn.Return<AddedLines | undefined, LedgerError> {
  const { correction, engine, mapper, retry, run } = options
  const { ledger } = run
  const rejectDuplicates = options.duplicates === "reject"
  let added: AddedLines | undefined
  // First of all: a scan that was begun and killed is not finished.
  yield* run.update({ status: "running" })
  if (correction === undefined) {
    yield* ledger.beginScan(from, { retry, rejectDuplicates })
  } else {
    // A ledger of an older version does not say that its source was read to the end.
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
