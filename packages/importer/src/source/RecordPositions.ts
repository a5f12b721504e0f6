/**
 * Knows on which line each record starts.
 *
 * The parser tells only where a record ends, as a byte offset. From there this module passes over blank lines and
 * comments to where the next record begins, and counts the line ends up to its end, quoted ones included: LF, CR
 * and CRLF each count once. It keeps the bytes of the record being read, so that an error can be explained.
 */

const lf = 0x0a
const cr = 0x0d

export class Positions {
  /** The line on which the record being read starts, from 1. */
  line: number
  private data: Buffer = Buffer.allocUnsafe(1 << 16)
  private from = 0
  private to = 0
  /** Offset in the text of the byte at `#from`. */
  private position: number
  /** What comments begin with. */
  comment: Buffer | undefined

  constructor(comment: Buffer | undefined, start: { readonly offset: number; readonly line: number }) {
    this.comment = comment
    this.position = start.offset
    this.line = start.line
  }

  /** How many bytes of a record that is not complete are known. */
  get pending(): number {
    return this.to - this.from
  }

  /** Offset in the text at which the record being read starts. */
  get offset(): number {
    return this.position
  }

  /** The line on which the known bytes end. */
  get lastLine(): number {
    return this.line + this.countLines(this.to)
  }

  /** The first bytes of the record being read; valid until the next call. */
  bytes(limit: number): Buffer {
    return this.data.subarray(this.from, Math.min(this.to, this.from + limit))
  }

  append(bytes: Buffer): void {
    if (this.to + bytes.length > this.data.length) {
      const pending = this.pending
      const needed = pending + bytes.length
      const target = needed * 2 > this.data.length ? Buffer.allocUnsafe(needed * 2) : this.data
      this.data.copy(target, 0, this.from, this.to)
      this.data = target
      this.from = 0
      this.to = pending
    }
    bytes.copy(this.data, this.to)
    this.to += bytes.length
  }

  /** Passes over complete blank lines and comments, so that `line` is where a record starts. */
  skip(): void {
    const data = this.data
    for (;;) {
      const at = this.from
      if (at >= this.to) return
      const byte = data[at]!
      if (byte === lf) this.scan(at + 1)
      else if (byte === cr) {
        // Whether the next byte is the other half of a CRLF must be known.
        if (at + 1 >= this.to) return
        this.scan(data[at + 1] === lf ? at + 2 : at + 1)
      } else if (this.isComment(at)) {
        let end = at
        while (end < this.to && data[end] !== lf && data[end] !== cr) end++
        if (end >= this.to || (data[end] === cr && end + 1 >= this.to)) return
        this.scan(data[end] === cr && data[end + 1] === lf ? end + 2 : end + 1)
      } else return
    }
  }

  /** How many bytes lie between the start of the record being read and the offset of its end. */
  size(end: number): number {
    return end - this.position
  }

  /** Whether the record being read begins with a quote. */
  get startsQuoted(): boolean {
    return this.data[this.from] === 0x22
  }

  /** Whether the record that ends at the offset contains these bytes. */
  contains(bytes: Buffer, end: number): boolean {
    return this.data.subarray(this.from, this.from + this.size(end)).includes(bytes)
  }

  /** Passes over the record that ends at the offset, counting its lines. */
  consume(end: number): void {
    const to = this.from + this.size(end)
    this.line += this.countLines(to)
    this.position = end
    this.from = to
  }

  private countLines(to: number): number {
    const data = this.data
    let lines = 0
    for (let at = this.from; at < to; at++) {
      const byte = data[at]!
      if (byte > cr) continue
      if (byte === lf || (byte === cr && (at + 1 >= this.to || data[at + 1] !== lf))) lines++
    }
    return lines
  }

  private scan(to: number): void {
    this.position += to - this.from
    this.from = to
    this.line++
  }

  private isComment(at: number): boolean {
    const comment = this.comment
    if (comment === undefined || at + comment.length > this.to) return false
    return this.data.compare(comment, 0, comment.length, at, at + comment.length) === 0
  }
}
