/**
 * Admits rows: maps a window, has the ledger record its sendable rows in one durable commit, and returns these as
 * tasks. Invalid rows, duplicates, and rows settled before end here.
 */
import type { Job } from "../engines/row/Job.ts"
import * as Effect from "effect/Effect"
import type { Ledger, LedgerError, Disposition, Moment, Refusal } from "../ledger/Ledger.ts"
import type { Digester } from "../ledger/Digest.ts"
import * as Duplicates from "../mapping/Duplicates.ts"
import { entryOf, type Identified } from "../mapping/RowIdentity.ts"
import type * as Mapping from "../Mapping.ts"
import type { CorrectedLines } from "../rejects/CorrectedLines.ts"
import * as RejectedRows from "../rejects/RejectedRows.ts"
import type * as Source from "../Source.ts"
import { headEntry } from "../state/SourceReading.ts"
import type { Checkpointer, Span } from "./Checkpointer.ts"
import type { Counters } from "./Counters.ts"
import type { Stopping } from "./Ending.ts"
import type { ErrorThreshold } from "./ErrorThreshold.ts"
import type { Task } from "./Task.ts"

export interface Options {
  readonly ledger: Ledger
  readonly digester: Digester
  /** Maps a record to a row with its identity. */
  readonly identified: (record: Source.SourceRecord) => Mapping.Row
  readonly lines: CorrectedLines
  readonly place: Source.Table["place"]
  /** The last line of each natural key, if the last of equal rows wins. */
  readonly lastLines: Duplicates.LastLines | undefined
  readonly rejectDuplicates: boolean
  /** Whether the scan begins with the first row of the source. */
  readonly fromStart: boolean
  /** Whether admitted rows are sent at once. Otherwise they are sent when they are packed into a batch. */
  readonly leaveAtOnce: boolean
  readonly now: Effect.Effect<Moment>
  readonly checkpointer: Checkpointer
  readonly counters: Counters
  readonly threshold: ErrorThreshold
  readonly rejectedRows: RejectedRows.RejectedRows
  readonly stopping: Stopping
}

/** Admits the next window. Returns the rows to send. */
export type Admit = (window: Source.Window) => Effect.Effect<ReadonlyArray<Task>, LedgerError>

export const make = (options: Options): Admit => {
  const admission = new WindowAdmission(options)
  return (window) => admission.admit(window)
}

/** A row with invalid values. */
interface Refused {
  readonly refusal: Refusal
  readonly record: Source.SourceRecord
}

/** A valid row to admit. */
interface Asked {
  readonly entry: Identified
  readonly record: Source.SourceRecord
  readonly row: Mapping.ValidRow
}

/** A window, with its rows sorted by the ledger call that they need. */
interface Sorted {
  readonly refused: Array<Refused>
  readonly repeated: Array<{ readonly line: number; readonly of: number }>
  readonly asked: Array<Asked>
}

class WindowAdmission {
  private readonly options: Options
  private isHead: boolean

  constructor(options: Options) {
    this.options = options
    this.isHead = options.fromStart
  }

  admit({ end: mark, records }: Source.Window): Effect.Effect<ReadonlyArray<Task>, LedgerError> {
    return Effect.gen({ self: this }, function* () {
      const { checkpointer, ledger } = this.options
      if (this.isHead) {
        this.isHead = false
        // The run can recognize its source by the beginning from the first window on, before any row is sent.
        if (mark !== undefined) yield* ledger.setMeta({ [headEntry]: JSON.stringify(mark) })
      }
      // An open mark lies within a line that has already been read.
      const span = checkpointer.begin(mark?.open === true ? undefined : mark)
      const { asked, refused, repeated } = this.sort(records)
      if (repeated.length > 0) yield* ledger.repeat(repeated)
      if (refused.length > 0) yield* this.refuse(span, refused)
      const tasks = asked.length === 0 ? [] : yield* this.ask(span, asked)
      span.open += tasks.length
      yield* checkpointer.advance
      return tasks
    })
  }

  private sort(records: ReadonlyArray<Source.SourceRecord>): Sorted {
    const { counters, digester, identified, lastLines, lines } = this.options
    const sorted: Sorted = { refused: [], repeated: [], asked: [] }
    for (const read of records) {
      counters.read++
      const record = lines.known(read)
      const line = RejectedRows.lineOf(record)
      const row = identified(record)
      if (row._tag === "Invalid") {
        sorted.refused.push({ record, refusal: refusalOf(record, row.problems, digester) })
        continue
      }
      const last = row.natural === undefined ? undefined : lastLines?.(row.natural)
      if (last !== undefined && last !== row.line) {
        sorted.repeated.push({ line, of: last })
        counters.duplicates++
        continue
      }
      const entry = entryOf(row, line, digester)
      sorted.asked.push({
        entry: record.origin === undefined ? entry : { ...entry, origin: record.origin.was },
        record,
        row
      })
    }
    return sorted
  }

  /** Has the ledger record invalid rows. A row with a disposition in return was corrected outside the source. */
  private refuse(span: Span, rows: ReadonlyArray<Refused>): Effect.Effect<void, LedgerError> {
    return Effect.gen({ self: this }, function* () {
      const { counters, ledger, lines, rejectedRows, stopping, threshold } = this.options
      const dispositions = yield* ledger.reject(rows.map(({ refusal }) => refusal))
      for (const [i, disposition] of dispositions.entries()) {
        const { record, refusal } = rows[i]!
        if (disposition?._tag === "Settled") {
          counters.count(disposition.outcome._tag)
          // A correction in doubt may still be refused, and a reject file must name it then.
          if (disposition.outcome._tag === "Unknown") span.rejected = true
        } else if (disposition?._tag === "Duplicate") {
          yield* this.meetDuplicate(span, record, disposition)
        } else {
          yield* rejectedRows.write(lines.placed(record), refusal.problems!, refusal.record)
          counters.count("Rejected")
          span.rejected = true
          yield* stopping.endIf(threshold.refuse(refusal.rejected, "local"))
        }
      }
    })
  }

  /** Has the ledger admit rows. */
  private ask(span: Span, rows: ReadonlyArray<Asked>): Effect.Effect<Array<Task>, LedgerError> {
    return Effect.gen({ self: this }, function* () {
      const { counters, leaveAtOnce, ledger, lines, now, rejectedRows, threshold } = this.options
      const dispositions = yield* ledger.admit(
        rows.map(({ entry }) => entry),
        yield* now,
        leaveAtOnce
      )
      const tasks: Array<Task> = []
      for (let i = 0; i < dispositions.length; i++) {
        const disposition = dispositions[i]!
        const { entry, row } = rows[i]!
        const record = lines.placed(rows[i]!.record)
        if (disposition._tag === "Settled") {
          counters.count(disposition.outcome._tag)
          if (disposition.outcome._tag === "Unknown") span.rejected = true
          if (disposition.outcome._tag === "Rejected") {
            span.rejected = true
            const problem = rejectedRows.problemOf(disposition.outcome)
            yield* rejectedRows.write(record, [problem], RejectedRows.wasOf(entry))
          }
        } else if (disposition._tag === "Duplicate") {
          yield* this.meetDuplicate(span, record, disposition)
        } else if (disposition._tag === "LeftOut") {
          // A later scan must send the row, so no checkpoint may pass it.
          span.open++
          counters.leftOut++
        } else {
          counters.sent = true
          threshold.admit()
          tasks.push({ record, span, job: jobOf(disposition, row), bytes: entry.size })
        }
      }
      return tasks
    })
  }

  private meetDuplicate(
    span: Span,
    record: Source.SourceRecord,
    { firstLine }: Extract<Disposition, { readonly _tag: "Duplicate" }>
  ): Effect.Effect<void> {
    return Effect.suspend(() => {
      const { counters, place, rejectDuplicates, rejectedRows, stopping, threshold } = this.options
      if (!rejectDuplicates) {
        counters.duplicates++
        return Effect.void
      }
      const problem = Duplicates.problem(RejectedRows.placeName(place, firstLine))
      return Effect.flatMap(rejectedRows.write(record, [problem], undefined), () => {
        counters.count("Rejected")
        span.rejected = true
        return stopping.endIf(threshold.refuse({ code: problem.code, reason: problem.summary! }, "local"))
      })
    })
  }
}

const refusalOf = (
  record: Source.SourceRecord,
  problems: ReadonlyArray<Mapping.Problem>,
  digester: Digester
): Refusal => {
  const { code, field, reason, summary = reason } = problems[0]!
  return {
    line: RejectedRows.lineOf(record),
    rejected: { _tag: "Rejected", code, reason: summary, pointer: field },
    problems,
    record: RejectedRows.recordDigest(digester, record),
    origin: record.origin?.was
  }
}

const jobOf = (
  disposition: Exclude<Disposition, { readonly _tag: "Settled" | "Duplicate" | "LeftOut" }>,
  { natural, request }: Mapping.ValidRow
): Job<unknown> => {
  const { attempt } = disposition
  const keyed = natural !== undefined
  switch (disposition._tag) {
    case "Send":
      return { request, attempt, keyed, start: "create" }
    case "Resume":
      return { request, attempt, keyed, start: disposition.sendable ? "resume" : "readBack" }
    case "Edited":
      return { request, attempt, keyed, start: "edited" }
  }
}
