/**
 * Writes the rejected rows of a scan to the reject file, each once: rows that the scan reads, and then rows that stay
 * rejected although this scan has not read them.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Duplicates from "../mapping/Duplicates.ts"
import { entryOf, type Identified } from "../mapping/RowIdentity.ts"
import type { SourceError } from "../SourceError.ts"
import type { RejectsError } from "../errors/RejectsError.ts"
import type { Checkpoint, Ledger, LedgerError, Refused } from "../ledger/Ledger.ts"
import type * as Mapping from "../Mapping.ts"
import { adviceFor } from "../Problems.ts"
import { rowLine } from "../ledger/AddedLine.ts"
import type * as Rejects from "./RejectFile.ts"
import type * as Source from "../Source.ts"
import type { Digest, Digester } from "../ledger/Digest.ts"
import { filesEntry } from "../ledger/ProblemGroups.ts"
import { LineSet } from "../ledger/LineSet.ts"

export interface Options {
  readonly rejects: Rejects.Writer
  readonly ledger: Ledger
  readonly table: Source.Table
  readonly mapper: Mapping.RowMapper
  readonly digester: Digester
  /** A record as the run knows it. */
  readonly identified: (record: Source.SourceRecord) => Mapping.Row
}

export interface RejectedRows {
  readonly write: (
    record: Source.SourceRecord,
    problems: ReadonlyArray<Mapping.Problem>,
    /** Digests of what the row is in the source, by which it is known again. */
    was: string | undefined
  ) => Effect.Effect<void>
  /** What is wrong with a row that was refused, in the words of its columns. */
  readonly problemOf: (refused: Mapping.RefusedPart) => Mapping.Problem
  /** Names the rows that were rejected before a checkpoint, which this scan does not read. */
  readonly before: (
    source: Source.Source,
    checkpoint: Checkpoint
  ) => Effect.Effect<void, SourceError | RejectsError | LedgerError>
  /**
   * Names the rejected rows that did not come back corrected: as they stand in the file where they were named before.
   */
  readonly rest: (original: Source.Source) => Effect.Effect<void, SourceError | RejectsError | LedgerError>
}

/** The line that the run knows a record by. */
export const lineOf = ({ line, origin }: Source.SourceRecord): number => origin?.line ?? line

/** What a record is known by that does not fit its fields. */
export const recordDigest = (digester: Digester, { cells }: Source.SourceRecord): Digest =>
  digester.digest("body", JSON.stringify(cells))

/** What a row is known by that the API has refused. Of equal rows without a key it is not known which one this is. */
export const wasOf = ({ again, body, natural }: Identified): string | undefined =>
  again === undefined ? natural + body : undefined

export const make = Effect.fnUntraced(function* ({
  digester,
  identified,
  ledger,
  mapper,
  rejects,
  table
}: Options): Effect.fn.Return<RejectedRows, LedgerError> {
  /** Lines that are named in the file of rejected rows. */
  const written = new LineSet()

  /** Files that have rejected rows, and how many lines come before each: a line is named with its file later on. */
  const files = new Map<string, number>(JSON.parse((yield* ledger.getMeta(filesEntry)) ?? "[]"))

  const write: RejectedRows["write"] = (record, problems, was) => {
    written.add(lineOf(record))
    const { file, line } = record.origin === undefined ? table.place(record.line) : nowhere
    const place =
      file === undefined || files.has(file)
        ? Effect.void
        : Effect.suspend(() => {
            files.set(file, record.line - line)
            return Effect.ignore(ledger.setMeta({ [filesEntry]: JSON.stringify([...files]) }))
          })
    return Effect.andThen(place, rejects.write(record, problems, was))
  }

  const problemOf: RejectedRows["problemOf"] = (refused) => {
    const suggestion = adviceFor(refused.code)
    const problem = mapper.problemAt(refused)
    return suggestion === undefined ? problem : { ...problem, suggestion }
  }

  /** Names a row that this scan has not read, if it is rejected still. */
  const nameRejected = (record: Source.SourceRecord, refusal: Refused | undefined): Effect.Effect<void> => {
    if (refusal === undefined || written.has(lineOf(record))) return Effect.void
    if (refusal.code === Duplicates.code) {
      return write(record, [Duplicates.problem(placeName(table.place, refusal.firstLine))], undefined)
    }
    const row = identified(record)
    return row._tag === "Invalid"
      ? write(record, row.problems, recordDigest(digester, record))
      : write(record, [problemOf(refusal)], wasOf(entryOf(row, row.line, digester)))
  }

  return {
    write,
    problemOf,
    before: Effect.fnUntraced(function* (source, { mark, rejected }) {
      if (!rejected) return
      const again = yield* source.open
      yield* again.windows.pipe(
        Stream.takeWhile(({ records }) => (records[0]?.line ?? 0) < mark.line),
        Stream.runForEach(({ records }) =>
          Effect.gen(function* () {
            const refusals = yield* ledger.refusals(records[0]?.line ?? 0, records.at(-1)?.line ?? 0)
            for (const record of records) {
              if (record.line >= mark.line) return
              yield* nameRejected(record, refusals.get(record.line))
            }
          })
        )
      )
    }, Effect.scoped),
    rest: Effect.fnUntraced(function* (original) {
      const again = yield* original.open
      // Columns may have been moved; a column that is missing is taken for empty.
      const positions = positionsIn(again.columns, table.columns)
      yield* Stream.runForEach(again.windows, ({ records }) =>
        Effect.gen(function* () {
          for (const record of records) {
            const line = lineOf(record)
            if (written.has(line)) continue
            const refusal = (yield* ledger.refusals(line, line)).get(line)
            if (refusal === undefined) continue
            const cells = record.ragged ? record.cells : positions.map((at) => record.cells[at] ?? "")
            yield* nameRejected({ ...record, cells }, refusal)
          }
        })
      )
    }, Effect.scoped)
  }
})

/** Names a line for a person: with its file, where the source has several. */
export const placeName = (place: Source.Table["place"], line: number | undefined): string => {
  // A ledger of an older version does not have it.
  if (line === undefined) return "an earlier row"
  const known = rowLine(line)
  if (typeof known === "string") return known === "not read yet" ? "an earlier row" : `the row ${known}`
  const { file, line: own } = place(known)
  return file === undefined ? `line ${own}` : `line ${file}:${own}`
}

const nowhere: Source.Place = { file: undefined, line: 0 }

/** Where each of some columns stands among others; of columns with one name, the first belongs to the first. */
const positionsIn = (
  columns: ReadonlyArray<string>,
  wanted: ReadonlyArray<string>
): ReadonlyArray<number> => {
  const taken = new Set<number>()
  return wanted.map((name) => {
    const at = columns.findIndex((column, i) => column === name && !taken.has(i))
    taken.add(at)
    return at
  })
}
