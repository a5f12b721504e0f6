/**
 * Reads a text part by part: decodes and hashes it, has it parsed, and gives windows of records.
 *
 * A failure waits until the records before it are delivered. What was read of a file that has changed meanwhile is never
 * delivered.
 */
import type * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Pull from "effect/Pull"
import * as Result from "effect/Result"
import { SourceError } from "../SourceError.ts"
import { type Content, isChange, partsOf } from "./Content.ts"
import type { CsvReader } from "./CsvReader.ts"
import { Decoder, type Encoding } from "./Encoding.ts"
import type { Mark, Window } from "./Reading.ts"
import { LaggingHash } from "./SourceHash.ts"

/** Where a record ends. */
interface RecordEnd {
  readonly offset: number
  readonly line: number
}

export class TableReader {
  /** SHA-256 of the text, once it was read to its end and the file has not changed. */
  digest: string | undefined = undefined
  ended = false
  private readonly name: string
  private readonly window: number
  private readonly content: Content
  private readonly csv: CsvReader
  private readonly decoder: Decoder
  private readonly hash = new LaggingHash()
  private parts = partsOf([])
  /** Bytes of text before the mark that are still to be compared with what they were. */
  private before: number
  /** Bytes of text, which are those of the source unless it is compressed or not in UTF-8. */
  private textRead = 0
  private lastByte: number | undefined = undefined
  private failure: SourceError | undefined = undefined

  constructor(
    name: string,
    options: { readonly encoding: Encoding | undefined; readonly window: number },
    content: Content,
    csv: CsvReader,
    mark: Mark | undefined
  ) {
    this.name = name
    this.window = options.window
    this.content = content
    this.csv = csv
    this.decoder = new Decoder(options.encoding)
    this.before = mark?.offset ?? 0
  }

  get encoding(): Encoding | undefined {
    return this.decoder.encoding
  }

  /** Reads the text before a mark; gives whether it is what it was. */
  skipTo(mark: Mark): Effect.Effect<boolean> {
    return Effect.gen({ self: this }, function* () {
      while (this.before > 0 && !this.ended && this.stopped() === undefined) yield* this.advance
      this.hash.advance(mark.offset)
      return this.before === 0 && this.hash.digest() === mark.digest
    })
  }

  /** Reads the next part. */
  readonly advance: Effect.Effect<void> = Effect.suspend(() => {
    const part = this.parts.next()
    return part.done === true ? this.more : Effect.promise(() => this.decode(this.decoder.push(part.value)))
  })

  /** Why reading has stopped before the end. */
  stopped(): SourceError | undefined {
    if (this.failure === undefined && this.csv.failure !== undefined) {
      this.failure = new SourceError({ file: this.name, reason: this.csv.failure })
    }
    return this.failure
  }

  /**
   * That the file has changed. It is checked after all that is about to be delivered was read, an end or a fault included:
   * what was read of a file that changes in between may be torn anywhere.
   */
  torn(): SourceError | undefined {
    if (!isChange(this.failure)) {
      const change = this.content.changed()
      if (change === undefined) return undefined
      this.failure = change
    }
    this.digest = undefined
    return this.failure
  }

  readonly next: Pull.Pull<Arr.NonEmptyReadonlyArray<Window>, SourceError> = Effect.suspend(() => {
    const stop = this.stopped()
    const { recordBytes, records } = this.csv
    const last = this.ended || stop !== undefined || recordBytes >= windowBytes
    const isWindow = records.length >= this.window || (last && records.length > 0)
    if (!isWindow && stop === undefined && !this.ended) return Effect.flatMap(this.advance, () => this.next)
    const change = this.torn()
    if (change !== undefined) return Effect.fail(change)
    if (isWindow) {
      return Effect.succeed(
        takeWindows(this.csv, this.window, last, (end, number) => this.markAt(end, number))
      )
    }
    return stop === undefined ? Cause.done() : Effect.fail(stop)
  })

  private readonly more: Effect.Effect<void> = Effect.suspend(() =>
    Pull.matchEffect(this.content.bytes, {
      onSuccess: (chunks) =>
        Effect.sync(() => {
          this.parts = partsOf(chunks)
        }),
      onFailure: (cause) => {
        const error = Cause.findError(cause)
        if (Result.isFailure(error)) return Effect.failCause(error.failure)
        this.failure = error.success
        return Effect.void
      },
      onDone: () =>
        Effect.promise(async () => {
          await this.decode(this.decoder.end())
          await this.csv.end()
          this.ended = true
          this.digest = this.hash.whole()
        })
    })
  )

  private async decode(text: Uint8Array): Promise<void> {
    await this.parse(text)
    if (this.decoder.failure !== undefined) this.csv.refuse(this.decoder.failure)
  }

  private parse(text: Uint8Array): Promise<void> {
    this.hash.push(text)
    this.textRead += text.length
    this.lastByte = text.at(-1) ?? this.lastByte
    if (this.before === 0) return this.csv.push(text)
    const known = Math.min(this.before, text.length)
    this.before -= known
    this.hash.advance(this.textRead - text.length + known)
    return known === text.length ? Promise.resolve() : this.csv.push(text.subarray(known))
  }

  private markAt(end: RecordEnd, number: number): Mark | undefined {
    const { csv, hash } = this
    hash.advance(end.offset)
    const isOpen = end.offset === this.textRead && this.lastByte !== lf && this.lastByte !== cr
    return csv.rejects || csv.columns === undefined || csv.delimiter === undefined
      ? undefined
      : {
          ...end,
          number,
          columns: csv.columns,
          delimiter: csv.delimiter,
          bom: csv.bom,
          digest: hash.digest(),
          ...(isOpen ? { open: true } : {})
        }
  }
}

/** Takes the whole windows that are there, and at the end the rest. */
const takeWindows = (
  reader: CsvReader,
  size: number,
  last: boolean,
  markAt: (end: RecordEnd, number: number) => Mark | undefined
): Arr.NonEmptyReadonlyArray<Window> => {
  const { ends, records } = reader
  const whole = last ? records.length : records.length - (records.length % size)
  const windowAt = (from: number): Window => {
    const to = Math.min(from + size, whole)
    return { records: records.slice(from, to), end: markAt(ends[to - 1]!, records[to - 1]!.number) }
  }
  const windows: Arr.NonEmptyArray<Window> = [windowAt(0)]
  for (let at = size; at < whole; at += size) windows.push(windowAt(at))
  reader.release(whole)
  return windows
}

/** A window is given early when its records are this large: what is held does not depend on what a record holds. */
const windowBytes = 1 << 22

export const lf = 0x0a
export const cr = 0x0d
