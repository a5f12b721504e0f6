/**
 * Writes rejected rows as CSV: the source's own columns, followed by columns for the problem.
 *
 * The file can be corrected in a spreadsheet and used as a source again: cells that a spreadsheet would run as
 * formulas are made harmless and read back as they were, and the added columns are not offered for mapping. It
 * holds personal data, so only its owner may read it, and it has its final name only when it is complete.
 */
import { createHash } from "node:crypto"
import * as fs from "node:fs/promises"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { RejectsError } from "../errors/RejectsError.ts"
import {
  cellCount,
  layHeader,
  layRow,
  rejectColumns,
  type RejectCells,
  rowToken
} from "../source/RejectFormat.ts"
import { publishBeside, type Written } from "./RejectFiles.ts"
import { writeRecord } from "../source/SpreadsheetCell.ts"
import type { LedgerError } from "../ledger/Ledger.ts"
import { describeProblem, type Problem } from "../Mapping.ts"
import type { Place, SourceRecord } from "../Source.ts"

/** The added columns: `persona-line`, `persona-column`, `persona-reason`, `persona-suggestion`, `persona-row`. */
export const columns: typeof rejectColumns = rejectColumns

export interface Options {
  /** Where the file is to be. */
  readonly file: string
  /**
   * Gives the finished file its name, and tells it.
   * @default that of `file`, or where there is one already, the next free one beside it, such as `rejects-2.csv`
   */
  readonly publish?:
    | ((draft: string, written: Written) => Effect.Effect<string, RejectsError | LedgerError>)
    | undefined
  /** The source's columns. */
  readonly columns: ReadonlyArray<string>
  /** The source's delimiter. */
  readonly delimiter: string
  /** Whether to begin with a byte order mark, as the source did. @default false */
  readonly bom?: boolean | undefined
  /** The run that rejects the rows. A resubmitted file is recognised by it. @default none */
  readonly run?: string | undefined
  /** Where a line of the source is, for a source of several files. @default the line itself */
  readonly place?: ((line: number) => Place) | undefined
}

/** A file of rejected rows being written. */
export interface Writer {
  /**
   * Writes one row, in the order of calls. Never fails, because an import does not stop if its reject file cannot be
   * written; `close` reports the error.
   */
  readonly write: (
    record: SourceRecord,
    problems: ReadonlyArray<Problem>,
    /** Keyed digests of what the row is in the source, by which it is known again. */
    was?: string | undefined
  ) => Effect.Effect<void>
  /** The number of rows written so far. */
  readonly count: Effect.Effect<number>
  /** Finishes the file and gives its path, or `null` if no row was rejected. No row may follow. */
  readonly close: Effect.Effect<string | null, RejectsError | LedgerError>
  /** Discards the written rows. Earlier files stay unchanged. No row may follow. */
  readonly discard: Effect.Effect<void>
}

/**
 * Opens a file of rejected rows. Nothing is created before the first row. A scope that ends without `close`
 * finishes the file too, as far as that is possible, so that an interrupted run leaves its rejected rows.
 */
export const open = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Writer, never, Scope.Scope> {
  const file = new RejectFile(options)
  const { publish = (draft) => publishBeside(options.file, draft) } = options
  const close = yield* Effect.tryPromise({
    try: () => file.close(),
    catch: (error) => new RejectsError({ file: options.file, code: codeOf(error) })
  }).pipe(
    Effect.flatMap((written) => (written === null ? Effect.succeed(null) : publish(file.draft, written))),
    Effect.uninterruptible,
    Effect.cached
  )
  yield* Effect.addFinalizer(() => Effect.ignore(close))
  return {
    write: (record, problems, was) =>
      Effect.suspend(() => {
        const flushed = file.add(record, problems, was)
        return flushed === undefined ? Effect.void : Effect.promise(() => flushed)
      }),
    count: Effect.sync(() => file.count),
    close,
    discard: Effect.promise(() => file.discard())
  }
})

/** Text kept in memory before it is written. */
const bufferedCharacters = 1 << 16

class RejectFile {
  count = 0
  /** The name of the file while it is written. */
  readonly draft: string
  private readonly options: Options
  private readonly hash = createHash("sha256")
  private bytes = 0
  private handle: fs.FileHandle | undefined = undefined
  private buffer = ""
  /** Writes follow one another. */
  private last: Promise<void> = Promise.resolve()
  private failure: { readonly error: unknown } | undefined = undefined
  private closed: Promise<Written | null> | undefined = undefined

  constructor(options: Options) {
    this.options = options
    this.draft = `${options.file}.part`
  }

  /** Takes a row. Gives a promise to wait for when enough has come together to be written; it never rejects. */
  add(
    record: SourceRecord,
    problems: ReadonlyArray<Problem>,
    was: string | undefined
  ): Promise<void> | undefined {
    if (this.closed !== undefined)
      throw new Error("A row was rejected after the file of rejected rows was closed")
    const { bom, columns, delimiter } = this.options
    if (this.count === 0)
      this.buffer = (bom === true ? "\uFEFF" : "") + writeRecord(layHeader(columns), delimiter)
    this.count++
    // Rows that can no longer be written are not kept either.
    if (this.failure !== undefined) return undefined
    const added = describe(record, problems, was, this.options)
    this.buffer += writeRecord(layRow(record.cells, columns.length, added), delimiter)
    return this.buffer.length >= bufferedCharacters ? this.flush() : undefined
  }

  close(): Promise<Written | null> {
    this.closed ??= this.finish()
    return this.closed
  }

  async discard(): Promise<void> {
    this.closed ??= Promise.resolve(null)
    await this.last
    await this.handle?.close().catch(() => {})
    await fs.rm(this.draft, { force: true }).catch(() => {})
  }

  private flush(): Promise<void> {
    const text = this.buffer
    this.buffer = ""
    this.last = this.last
      .then(() => (this.failure === undefined ? this.append(text) : undefined))
      .catch((error: unknown) => {
        this.failure = { error }
      })
    return this.last
  }

  private async append(text: string): Promise<void> {
    if (this.handle === undefined) {
      // One left by a process that died may have other permissions, which opening it would keep.
      await fs.rm(this.draft, { force: true })
      this.handle = await fs.open(this.draft, "wx", 0o600)
    }
    const bytes = Buffer.from(text)
    this.hash.update(bytes)
    this.bytes += bytes.length
    await this.handle.writeFile(bytes)
  }

  private async finish(): Promise<Written | null> {
    if (this.count === 0) {
      // A process that died has left it.
      await fs.rm(this.draft, { force: true })
      return null
    }
    await this.flush()
    try {
      if (this.failure !== undefined) throw this.failure.error
      await this.handle?.sync()
    } finally {
      await this.handle?.close()
    }
    return { bytes: this.bytes, digest: this.hash.digest("hex") }
  }
}

const describe = (
  record: SourceRecord,
  problems: ReadonlyArray<Problem>,
  was: string | undefined,
  { columns, place, run }: Options
): RejectCells => {
  const column = record.ragged
    ? cellCount(record.cells.length, columns.length)
    : unique(problems.map((problem) => problem.column))
  const suggestion = unique(problems.map((problem) => problem.suggestion ?? ""))
  // A row rejected again is still the row that it was in the first file.
  const line = record.origin?.line ?? record.line
  return [
    record.origin?.place ?? placeName(record.line, place),
    column,
    problems.map(describeProblem).join("; "),
    suggestion,
    run === undefined ? "" : rowToken(run, line, record.origin === undefined ? was : record.origin.was)
  ]
}

const placeName = (line: number, place: Options["place"]): string => {
  const { file, line: own } = place?.(line) ?? { file: undefined, line }
  return file === undefined ? String(own) : `${file}:${own}`
}

const unique = (texts: ReadonlyArray<string>): string =>
  [...new Set(texts)].filter((text) => text !== "").join("; ")

const codeOf = (error: unknown): string =>
  typeof error === "object" && error !== null && "code" in error && typeof error.code === "string"
    ? error.code
    : "write failed"
