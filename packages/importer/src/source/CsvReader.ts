/**
 * Bytes in, records with their lines out. Joins the UTF-8 guard, `csv-parse` and the count of lines.
 *
 * What comes out does not depend on how the bytes were cut into chunks: the same records, then the same failure.
 */
import { type Info, type Parser, parse } from "csv-parse"
import {
  CellTooLarge,
  EmptySource,
  Malformed,
  MixedRejects,
  NoRows,
  NotText,
  RecordTooLarge,
  type SourceReason,
  StrayQuote,
  TooManyColumns,
  UnclosedQuote
} from "../SourceError.ts"
import type { SourceRecord } from "./SourceRecord.ts"
import { announcedDelimiter, detectDelimiter, firstRecord } from "./Dialect.ts"
import { Positions } from "./RecordPositions.ts"
import { findQuoteFault } from "./Quotes.ts"
import { type RejectLayout, rejectDelimiter, rejectLayout } from "./RejectFormat.ts"
import { type TextFailure, TextGuard } from "./Utf8.ts"

export interface ReaderOptions {
  /** A single character; found in the first record when `undefined`. */
  readonly delimiter: string | undefined
  readonly header: boolean
  readonly comment: string | undefined
  readonly maxRecordBytes: number
  readonly maxCellBytes: number
  readonly maxColumns: number
}

/** A place between two records, and what has to be known to go on from there. */
export interface Resume {
  /** Of the bytes of the source, a byte order mark included. */
  readonly offset: number
  /** The line that begins there. */
  readonly line: number
  /** How many records came before, the header not counted. */
  readonly number: number
  readonly columns: ReadonlyArray<string>
  readonly delimiter: string
  readonly bom: boolean
}

/** Bytes of the byte order mark, which is not part of the text. */
const bomBytes = 3

const nothing = Buffer.alloc(0)

export class CsvReader {
  /** Known once the first record was read. */
  columns: ReadonlyArray<string> | undefined = undefined
  delimiter: string | undefined = undefined
  /** Whether the source is a file of rejected rows. */
  rejects = false
  /** The run that those rows were rejected by; known with the first row that says so. */
  rejectsOf: string | undefined = undefined
  /** Records read and not yet taken away. */
  records: Array<SourceRecord> = []
  /** Where each of those records ends: the offset of the next byte, and the line that it is on. */
  ends: Array<{ readonly offset: number; readonly line: number }> = []
  /** How much text those records were. */
  recordBytes = 0
  /** Why reading stopped. Records read before it are whole. */
  failure: SourceReason | undefined = undefined
  private readonly options: ReaderOptions
  private readonly guard: TextGuard
  private readonly positions: Positions
  private comment: Buffer | undefined
  private parser: Parser | undefined = undefined
  /** Where in the text the parser was started: past blank lines and comments. */
  private base = 0
  private look = 1
  /** What a line such as `sep=;` said. */
  private announced: string | undefined = undefined
  private headerLine = 1
  private recordCount = 0
  private layout: RejectLayout | undefined = undefined
  /** A closing quote followed by a comment prefix, which the parser lets pass and we do not. */
  private quotedComment: Buffer | undefined

  constructor(options: ReaderOptions, resume?: Resume) {
    this.options = resume === undefined ? options : { ...options, delimiter: resume.delimiter }
    this.guard = new TextGuard(resume?.offset, resume?.bom)
    this.columns = resume?.columns
    this.delimiter = resume?.delimiter
    this.recordCount = resume?.number ?? 0
    const comment = options.comment === undefined ? undefined : Buffer.from(options.comment)
    this.comment = comment
    this.positions = new Positions(comment, {
      offset: (resume?.offset ?? 0) - (resume?.bom === true ? bomBytes : 0),
      line: resume?.line ?? 1
    })
    this.quotedComment = comment === undefined ? undefined : Buffer.concat([Buffer.from('"'), comment])
  }

  get bom(): boolean {
    return this.guard.bom
  }

  /** The line on which the bytes read so far end. */
  get lastLine(): number {
    return this.positions.lastLine
  }

  /** How many records were read, the header not counted. */
  get count(): number {
    return this.recordCount
  }

  /** Takes away records, keeping those from a position on. */
  release(from: number): void {
    this.records = this.records.slice(from)
    this.ends = this.ends.slice(from)
    this.recordBytes = 0
  }

  /** Reads a chunk. Never rejects: see `failure`. */
  async push(chunk: Uint8Array): Promise<void> {
    if (this.failure !== undefined) return
    await this.read(this.guard.push(chunk), false)
    this.checkText()
  }

  /** Reads what is left when no more bytes come. Never rejects: see `failure`. */
  async end(): Promise<void> {
    if (this.failure !== undefined) return
    this.guard.end()
    this.checkText()
    if (this.failure !== undefined) return
    await this.read(nothing, true)
    const parser = this.parser
    if (this.failure !== undefined) return
    if (parser !== undefined) this.check(await new Promise<Outcome>((resolve) => parser.end(resolve)))
    if (this.failure !== undefined) return
    if (this.columns === undefined) this.failure = new EmptySource()
    else if (this.recordCount === 0) this.failure = new NoRows({ line: this.headerLine })
  }

  /** Takes the failure of who decodes the bytes: what was pushed is all there is. */
  refuse(failure: TextFailure): void {
    this.failure ??= new NotText({ ...failure, line: this.positions.lastLine })
  }

  /** Lets go of the parser. */
  close(): void {
    this.parser?.destroy()
  }

  private async read(text: Buffer, ended: boolean): Promise<void> {
    this.positions.append(text)
    if (this.parser === undefined) {
      const begun = this.begin(ended)
      if (begun === undefined) return
      text = begun
    }
    const parser = this.parser!
    if (text.length > 0) this.check(await new Promise<Outcome>((resolve) => parser.write(text, resolve)))
  }

  /** Starts the parser as soon as the delimiter is known, and gives the text to start it with. */
  private begin(ended: boolean): Buffer | undefined {
    const positions = this.positions
    if (positions.pending === 0 || (positions.pending < this.look && !ended)) return undefined
    const limit = this.options.maxRecordBytes
    const complete = ended || positions.pending > limit
    const delimiter =
      this.columns === undefined ? this.findDelimiter(limit, complete) : this.options.delimiter
    if (delimiter === undefined) {
      // Looking again only when twice as much is known keeps this linear, however small the chunks.
      this.look = positions.pending * 2
      return undefined
    }
    positions.skip()
    if (positions.pending === 0) return undefined
    this.delimiter = delimiter
    this.base = positions.offset
    this.parser = parse({
      bom: false,
      comment: this.comment === undefined ? null : this.options.comment!,
      comment_no_infix: true,
      delimiter,
      record_delimiter: ["\r\n", "\n", "\r"],
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (cells: ReadonlyArray<string>, info: Info) => this.record(cells, this.base + info.bytes)
    })
    // A write's callback tells the same, and at the right time; without a listener the event would end the process.
    this.parser.on("error", () => {})
    return Buffer.from(positions.bytes(positions.pending))
  }

  private findDelimiter(limit: number, complete: boolean): string | undefined {
    const positions = this.positions
    const first = firstRecord(positions.bytes(limit), this.comment, "persona-", complete)
    if (first === undefined) return undefined
    const delimiter = rejectDelimiter(first, this.options.delimiter ?? this.announced)
    if (delimiter !== undefined) {
      // We wrote no comments below the header, and what a spreadsheet left of the quotes must not make one of a row.
      if (this.comment !== undefined && !first.subarray(0, this.comment.length).equals(this.comment)) {
        positions.skip()
      }
      this.comment = undefined
      this.quotedComment = undefined
      positions.comment = undefined
      return delimiter
    }
    positions.skip()
    const announced = this.announced === undefined ? announcedDelimiter(first) : undefined
    if (announced !== undefined && positions.bytes(first.length).equals(first)) {
      positions.consume(positions.offset + first.length)
      this.announced = announced
      // What is below may be a file of rejected rows.
      return this.findDelimiter(limit, complete)
    }
    return (
      this.options.delimiter ??
      this.announced ??
      detectDelimiter(positions.bytes(limit), this.comment, complete)
    )
  }

  /** Takes one record from the parser. Gives nothing back, so that the parser keeps nothing. */
  private record(cells: ReadonlyArray<string>, end: number): null {
    if (this.failure !== undefined) return null
    const positions = this.positions
    positions.skip()
    if (positions.size(end) > this.options.maxRecordBytes) return this.fail("")
    if (this.quotedComment !== undefined && positions.contains(this.quotedComment, end)) {
      if (this.quoteFault(positions.size(end)) !== undefined) return this.fail("")
    }
    const line = positions.line
    if (positions.size(end) > this.options.maxCellBytes && this.hasLargeCell(cells)) return null
    const blank = cells.length === 1 && !positions.startsQuoted && cells[0]!.trim() === ""
    this.recordBytes += positions.size(end)
    positions.consume(end)
    if (!blank) this.deliver(cells, line)
    return null
  }

  private hasLargeCell(cells: ReadonlyArray<string>): boolean {
    const { maxCellBytes } = this.options
    const at = cells.findIndex((cell) => Buffer.byteLength(cell) > maxCellBytes)
    if (at === -1) return false
    let line = this.positions.line
    for (const cell of cells.slice(0, at)) line += cell.match(/\r\n|[\r\n]/g)?.length ?? 0
    this.failure = new CellTooLarge({ line, column: at + 1, maxCellBytes })
    return true
  }

  private deliver(cells: ReadonlyArray<string>, line: number): void {
    const { header, maxColumns } = this.options
    if (cells.length > maxColumns) {
      this.failure = new TooManyColumns({ line, count: cells.length, maxColumns })
      return
    }
    if (this.columns === undefined) {
      this.headerLine = line
      this.layout = rejectLayout(cells)
      this.rejects = this.layout !== undefined
      const names = this.layout?.columns ?? cells
      this.columns = names.map(
        (name, index) => (header || this.rejects ? name.trim() : "") || String(index + 1)
      )
      if (header || this.rejects) return
    }
    if (this.layout === undefined) {
      this.records.push({
        line,
        number: ++this.recordCount,
        cells,
        ragged: cells.length !== this.columns.length
      })
    } else if (!this.deliverRejected(this.layout, this.columns.length, cells, line)) return
    const { line: endLine, offset } = this.positions
    this.ends.push({ offset: offset + (this.bom ? bomBytes : 0), line: endLine })
  }

  private deliverRejected(
    layout: RejectLayout,
    width: number,
    record: ReadonlyArray<string>,
    line: number
  ): boolean {
    const { cells, origin, run } = layout.read(record)
    if (run !== undefined && run !== (this.rejectsOf ??= run)) {
      this.failure = new MixedRejects({ line })
      return false
    }
    const row = { line, number: ++this.recordCount, cells, ragged: cells.length !== width }
    this.records.push(origin === undefined ? row : { ...row, origin })
    return true
  }

  private checkText(): void {
    const wrong = this.guard.failure
    if (wrong !== undefined) this.refuse(wrong)
  }

  /** After each write: did the parser refuse, or is the record being read already too large? */
  private check(outcome: Outcome): void {
    if (this.failure !== undefined) return
    this.positions.skip()
    const refused = outcome !== undefined && outcome !== null
    if (refused || this.positions.pending > this.options.maxRecordBytes)
      this.fail(refused ? codeOf(outcome) : "")
  }

  /** Explains why the record being read cannot be. Its first bytes alone decide, however they arrived. */
  private fail(code: string): null {
    const { line, pending } = this.positions
    const { maxRecordBytes } = this.options
    const fault = this.quoteFault(maxRecordBytes)
    if (fault?._tag === "Stray") this.failure = new StrayQuote(fault)
    else if (fault?._tag === "Open") {
      const stoppedAt = pending > maxRecordBytes ? "limit" : "end"
      this.failure = new UnclosedQuote({ line: fault.line, column: fault.column, stoppedAt })
    } else if (pending > maxRecordBytes) this.failure = new RecordTooLarge({ line, maxRecordBytes })
    else this.failure = new Malformed({ line, code })
    return null
  }

  private quoteFault(limit: number) {
    return findQuoteFault(this.positions.bytes(limit), Buffer.from(this.delimiter!), this.positions.line)
  }
}

type Outcome = Error | null | undefined

const codeOf = (error: Error): string =>
  "code" in error && typeof error.code === "string" ? error.code : error.name
