/**
 * Writes rejected rows back as CSV: the source's own columns, and after them what was wrong.
 *
 * The file can be corrected in a spreadsheet and used as a source again: cells that a spreadsheet would run as
 * formulas are made harmless and read back as they were, and the added columns are not offered for mapping. It
 * holds personal data, so only its owner may read it, and it has its final name only when it is complete.
 */
import { existsSync } from "node:fs"
import * as fs from "node:fs/promises"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { RejectsError } from "./ImportError.ts"
import {
  cellCount,
  layHeader,
  layRow,
  rejectColumns,
  type RejectCells,
  rowToken
} from "./internal/csvRejects.ts"
import { writeRecord } from "./internal/spreadsheet.ts"
import { describeProblem, type Problem } from "./Mapping.ts"
import type { Place, SourceRecord } from "./Source.ts"

/** The added columns: `persona-line`, `persona-column`, `persona-reason`, `persona-suggestion`, `persona-row`. */
export const columns: typeof rejectColumns = rejectColumns

export interface Options {
  /** Where the file is to be. One that is there already is replaced once a row is rejected. */
  readonly file: string
  /** The source's columns. */
  readonly columns: ReadonlyArray<string>
  /** The source's delimiter. */
  readonly delimiter: string
  /** Whether to begin with a byte order mark, as the source did. @default false */
  readonly bom?: boolean | undefined
  /** The run that rejects the rows, by which the file is recognised when it comes back. @default none */
  readonly run?: string | undefined
  /** Where a line of the source is, for a source of several files. @default the line itself */
  readonly place?: ((line: number) => Place) | undefined
}

/** A file of rejected rows being written. */
export interface Writer {
  /**
   * Writes one row, in the order of calls. Never fails: an import does not stop because its rejects cannot be
   * written. What went wrong is told by `close`.
   */
  readonly write: (record: SourceRecord, problems: ReadonlyArray<Problem>) => Effect.Effect<void>
  /** How many rows were written so far. */
  readonly count: Effect.Effect<number>
  /** Finishes the file and gives its path, or `null` if no row was rejected. No row may follow. */
  readonly close: Effect.Effect<string | null, RejectsError>
  /** Gives up what was written: the file that was there before stays. No row may follow. */
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
  const close = Effect.tryPromise({
    try: () => file.close(),
    catch: (error) => new RejectsError({ file: options.file, code: codeOf(error) })
  }).pipe(Effect.uninterruptible)
  yield* Effect.addFinalizer(() => Effect.ignore(close))
  return {
    write: (record, problems) =>
      Effect.suspend(() => {
        const flushed = file.add(record, problems)
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
  readonly #options: Options
  readonly #temporary: string
  #handle: fs.FileHandle | undefined = undefined
  #buffer = ""
  /** Writes follow one another. */
  #last: Promise<void> = Promise.resolve()
  #failure: { readonly error: unknown } | undefined = undefined
  #closed: Promise<string | null> | undefined = undefined

  constructor(options: Options) {
    this.#options = options
    this.#temporary = `${options.file}.part`
  }

  /** Takes a row. Gives a promise to wait for when enough has come together to be written; it never rejects. */
  add(record: SourceRecord, problems: ReadonlyArray<Problem>): Promise<void> | undefined {
    if (this.#closed !== undefined)
      throw new Error("A row was rejected after the file of rejected rows was closed")
    const { bom, columns, delimiter } = this.#options
    if (this.count === 0)
      this.#buffer = (bom === true ? "\uFEFF" : "") + writeRecord(layHeader(columns), delimiter)
    this.count++
    // Rows that can no longer be written are not kept either.
    if (this.#failure !== undefined) return undefined
    const added = describe(record, problems, this.#options)
    this.#buffer += writeRecord(layRow(record.cells, columns.length, added), delimiter)
    return this.#buffer.length >= bufferedCharacters ? this.#flush() : undefined
  }

  close(): Promise<string | null> {
    this.#closed ??= this.#finish()
    return this.#closed
  }

  async discard(): Promise<void> {
    this.#closed ??= Promise.resolve(existsSync(this.#options.file) ? this.#options.file : null)
    await this.#last
    await this.#handle?.close().catch(() => {})
    await fs.rm(this.#temporary, { force: true }).catch(() => {})
  }

  #flush(): Promise<void> {
    const text = this.#buffer
    this.#buffer = ""
    this.#last = this.#last
      .then(() => (this.#failure === undefined ? this.#append(text) : undefined))
      .catch((error: unknown) => {
        this.#failure = { error }
      })
    return this.#last
  }

  async #append(text: string): Promise<void> {
    if (this.#handle === undefined) {
      // One left by a process that died may have other permissions, which opening it would keep.
      await fs.rm(this.#temporary, { force: true })
      this.#handle = await fs.open(this.#temporary, "wx", 0o600)
    }
    await this.#handle.writeFile(text)
  }

  async #finish(): Promise<string | null> {
    if (this.count === 0) return null
    await this.#flush()
    try {
      if (this.#failure !== undefined) throw this.#failure.error
      await this.#handle?.sync()
    } finally {
      await this.#handle?.close()
    }
    await fs.rename(this.#temporary, this.#options.file)
    return this.#options.file
  }
}

const describe = (
  record: SourceRecord,
  problems: ReadonlyArray<Problem>,
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
    run === undefined ? "" : rowToken(run, line)
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
