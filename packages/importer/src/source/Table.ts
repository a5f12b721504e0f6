/** Reads one file, stream or text as windows of records. */
import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Pull from "effect/Pull"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { createHash } from "node:crypto"
import { EmptySource, SourceError } from "../SourceError.ts"
import type { Mark, Table, Window } from "./Reading.ts"
import { Decoder, type Encoding } from "./Encoding.ts"
import { CsvReader, type ReaderOptions } from "./CsvReader.ts"
import { type Content, isChange, type Opening, partsOf } from "./Content.ts"
import { LaggingHash } from "./SourceHash.ts"

export interface TableOptions extends ReaderOptions {
  readonly encoding: Encoding | undefined
  readonly window: number
}

/** A table of one file, and what only a reader of several files asks for. */
export interface FileTable extends Table {
  /** The line on which the text ends, once all was read. */
  readonly lastLine: () => number
}

/** What changes while a source is read. */
interface State {
  /** Bytes of text before the mark that are still to be compared with what they were. */
  before: number
  /** Bytes of text, which are those of the source unless it is compressed or not in UTF-8. */
  textRead: number
  /** The last byte of it. */
  lastByte: number | undefined
  digest: string | undefined
  ended: boolean
  failure: SourceError | undefined
}

type Opened<A> = Effect.Effect<A, SourceError, Scope.Scope>

export const openTable: {
  (name: string, options: TableOptions, content: Content, mark: undefined): Opened<FileTable>
  (name: string, options: TableOptions, content: Content, mark: Mark): Opened<FileTable | undefined>
} = Effect.fnUntraced(function* (
  name: string,
  options: TableOptions,
  content: Content,
  mark: Mark | undefined
): Effect.fn.Return<any, SourceError, Scope.Scope> {
  const { window } = options
  const pull = content.bytes
  const decoder = new Decoder(options.encoding)
  const reader = yield* Effect.acquireRelease(
    Effect.sync(() => new CsvReader(options, mark)),
    (reader) => Effect.sync(() => reader.close())
  )
  const hash = new LaggingHash()
  const state: State = {
    before: mark?.offset ?? 0,
    textRead: 0,
    lastByte: undefined,
    digest: undefined,
    ended: false,
    failure: undefined
  }

  let parts = partsOf([])

  const parse = (text: Uint8Array): Promise<void> => {
    hash.push(text)
    state.textRead += text.length
    state.lastByte = text.at(-1) ?? state.lastByte
    if (state.before === 0) return reader.push(text)
    const known = Math.min(state.before, text.length)
    state.before -= known
    hash.advance(state.textRead - text.length + known)
    return known === text.length ? Promise.resolve() : reader.push(text.subarray(known))
  }

  const decode = async (text: Uint8Array): Promise<void> => {
    await parse(text)
    if (decoder.failure !== undefined) reader.refuse(decoder.failure)
  }

  const markAt = (
    end: { readonly offset: number; readonly line: number },
    number: number
  ): Mark | undefined => {
    hash.advance(end.offset)
    const isOpen = end.offset === state.textRead && state.lastByte !== lf && state.lastByte !== cr
    return reader.rejects || reader.columns === undefined || reader.delimiter === undefined
      ? undefined
      : {
          ...end,
          number,
          columns: reader.columns,
          delimiter: reader.delimiter,
          bom: reader.bom,
          digest: hash.digest(),
          ...(isOpen ? { open: true } : {})
        }
  }

  /** Reads on a little. A failure waits until the records before it are delivered. */
  const advance: Effect.Effect<void> = Effect.suspend(() => {
    const part = parts.next()
    return part.done === true ? more : Effect.promise(() => decode(decoder.push(part.value)))
  })

  const more: Effect.Effect<void> = Pull.matchEffect(pull, {
    onSuccess: (chunks) =>
      Effect.sync(() => {
        parts = partsOf(chunks)
      }),
    onFailure: (cause) => {
      const error = Cause.findError(cause)
      if (Result.isFailure(error)) return Effect.failCause(error.failure)
      state.failure = error.success
      return Effect.void
    },
    onDone: () =>
      Effect.promise(async () => {
        await decode(decoder.end())
        await reader.end()
        state.ended = true
        state.digest = hash.whole()
      })
  })

  const stopped = (): SourceError | undefined => {
    if (state.failure === undefined && reader.failure !== undefined) {
      state.failure = new SourceError({ file: name, reason: reader.failure })
    }
    return state.failure
  }

  /**
   * That the file has changed, asked once all that is about to leave was read, an end or a fault included: what was read
   * of a file that changes in between may be torn anywhere.
   */
  const torn = (): SourceError | undefined => {
    if (!isChange(state.failure)) {
      const change = content.changed()
      if (change === undefined) return undefined
      state.failure = change
    }
    state.digest = undefined
    return state.failure
  }

  const next: Pull.Pull<Arr.NonEmptyReadonlyArray<Window>, SourceError> = Effect.suspend(() => {
    const stop = stopped()
    const last = state.ended || stop !== undefined || reader.recordBytes >= windowBytes
    const isWindow = reader.records.length >= window || (last && reader.records.length > 0)
    if (!isWindow && stop === undefined && !state.ended) return Effect.flatMap(advance, () => next)
    const change = torn()
    if (change !== undefined) return Effect.fail(change)
    if (isWindow) return Effect.succeed(takeWindows(reader, window, last, markAt))
    return stop === undefined ? Cause.done() : Effect.fail(stop)
  })

  if (mark !== undefined) {
    while (state.before > 0 && !state.ended && stopped() === undefined) yield* advance
    hash.advance(mark.offset)
    if (state.before > 0 || hash.digest() !== mark.digest) return undefined
  }
  // Records are read ahead so far that a source without any is told apart from one that has some, and that rejected
  // rows say which run they are from even if somebody has put a row before them.
  const isKnown = () => reader.count > 0 && (!reader.rejects || isRunKnown(reader))
  while (!isKnown() && !state.ended && stopped() === undefined) yield* advance
  const { columns, delimiter } = reader
  const stop = stopped()
  const change = stop === undefined && !state.ended ? undefined : torn()
  if (change !== undefined) return yield* change
  if (columns === undefined || delimiter === undefined || (stop !== undefined && reader.count === 0)) {
    return yield* stop ?? new SourceError({ file: name, reason: new EmptySource() })
  }
  const encoding = decoder.encoding ?? "utf-8"
  return {
    columns,
    delimiter,
    encoding,
    bom: reader.bom || encoding !== "utf-8",
    rejects: reader.rejects,
    rejectsOf: reader.rejectsOf,
    windows: Stream.fromPull(Effect.succeed(next)),
    progress: Effect.sync(() => ({ bytesRead: content.bytesRead(), bytesTotal: content.total })),
    digest: Effect.sync(() => state.digest),
    place: (line: number) => ({ file: undefined, line }),
    lastLine: () => reader.lastLine
  } satisfies FileTable
})

/** How many rows may stand before the first one that says which run it is from. */
const addedRows = 256

const isRunKnown = ({ count, rejectsOf }: CsvReader): boolean => rejectsOf !== undefined || count >= addedRows

/** Takes the whole windows that are there, and at the end the rest. */
const takeWindows = (
  reader: CsvReader,
  size: number,
  last: boolean,
  markAt: (end: { readonly offset: number; readonly line: number }, number: number) => Mark | undefined
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

/** What a reading without parsing gives. */
export interface Scanned {
  /** SHA-256 of the text. */
  readonly digest: string
  /** The line on which the text ends. */
  readonly lastLine: number
}

/** Reads the text without parsing it; `undefined` for what can be read only once and for what is no text. */
export const scan = (
  encoding: Encoding | undefined,
  opening: Opening
): Effect.Effect<Scanned | undefined, SourceError> =>
  Effect.scoped(
    Effect.flatMap(opening, (content) => {
      if (!content.repeatable) return Effect.undefined
      const decoder = new Decoder(encoding)
      const hash = createHash("sha256")
      let lastLine = 1
      let previous = 0
      const take = (text: Uint8Array) => {
        hash.update(text)
        for (const byte of text) {
          if (byte === cr || (byte === lf && previous !== cr)) lastLine++
          previous = byte
        }
      }
      return Stream.runForEach(Stream.fromPull(Effect.succeed(content.bytes)), (chunk) =>
        Effect.sync(() => {
          for (const part of partsOf([chunk])) take(decoder.push(part))
        })
      ).pipe(
        Effect.mapError((error) => content.changed() ?? error),
        Effect.andThen(Effect.suspend(() => content.changed() ?? Effect.void)),
        Effect.map(() => {
          take(decoder.end())
          return decoder.failure === undefined ? { digest: hash.digest("hex"), lastLine } : undefined
        })
      )
    })
  )

const lf = 0x0a
const cr = 0x0d
