/**
 * Reads CSV as windows of records that know their lines, without ever holding the whole source.
 *
 * A {@link Source} is a description: `open` starts reading, and everything it opened is closed with its scope.
 * What arrives is exact: cells are as they stand in the source, nothing is trimmed (only header names are), and a
 * record with the wrong number of cells is delivered as `ragged`, so that it can be rejected by name.
 *
 * A file of rejected rows (see `Rejects`) is recognised by its columns and read as what it was made from.
 */
import { createHash } from "node:crypto"
import * as fs from "node:fs/promises"
import { resolve } from "node:path"
import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Pull from "effect/Pull"
import * as Result from "effect/Result"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import {
  EmptySource,
  FileNotFound,
  InvalidOption,
  IsDirectory,
  SourceError,
  type SourceReason,
  Unreadable
} from "./ImportError.ts"
import { type DelimiterName, delimiterCharacter, isCommentPrefix } from "./internal/csvDialect.ts"
import { CsvReader, type ReaderOptions, type Resume } from "./internal/csvReader.ts"

/** One record of a source. */
export interface SourceRecord {
  /** The line on which the record starts, from 1; line ends inside quotes count, blank lines and comments too. */
  readonly line: number
  /** The record's number, from 1; the header is not a record. */
  readonly number: number
  readonly cells: ReadonlyArray<string>
  /** Whether there are fewer or more cells than columns. */
  readonly ragged: boolean
}

/** How far a source was read. */
export interface Progress {
  readonly bytesRead: number
  /** `undefined` when nobody knows, as for a pipe. */
  readonly bytesTotal: number | undefined
}

/** A place between two records that a later reading can go on from, if all before it is unchanged. */
export interface Mark extends Resume {
  /** SHA-256 of the bytes before it, in hexadecimal. */
  readonly digest: string
}

/** Some records that follow each other. */
export interface Window {
  readonly records: ReadonlyArray<SourceRecord>
  /** The place behind the last of them; a file of rejected rows has none. */
  readonly end: Mark | undefined
}

/** An opened source. */
export interface Table {
  /** Header names without surrounding space; a column without a name, or all without a header, has its number. */
  readonly columns: ReadonlyArray<string>
  readonly delimiter: string
  /** Whether the source began with a byte order mark. */
  readonly bom: boolean
  /** Whether this is a file of rejected rows; their added columns are not among `columns`. */
  readonly rejects: boolean
  /** The records, many at a time. Can be run once. */
  readonly windows: Stream.Stream<Window, SourceError>
  /** How far the source was read by now, which is somewhat ahead of the windows taken. */
  readonly progress: Effect.Effect<Progress>
  /** SHA-256 of all bytes, in hexadecimal; `undefined` until the windows have been read to their end. */
  readonly digest: Effect.Effect<string | undefined>
}

/** Where records come from. */
export interface Source {
  /** The name used in messages, usually a path. */
  readonly name: string
  /** What an earlier run of the same source is found by: the absolute path of a file, the name of anything else. */
  readonly identity: string
  /** Starts reading: up to the header and the first record, so that what is hopeless fails here. */
  readonly open: Effect.Effect<Table, SourceError, Scope.Scope>
  /**
   * Starts reading behind a mark of an earlier reading; `undefined` when what comes before the mark has changed, or
   * when the source can be read only once.
   */
  readonly openAt: (mark: Mark) => Effect.Effect<Table | undefined, SourceError, Scope.Scope>
  /**
   * Reads all bytes without parsing them and gives what `Table.digest` would; `undefined` for what can be read only
   * once, such as a pipe.
   */
  readonly digest: Effect.Effect<string | undefined, SourceError>
}

export interface Options {
  /** A delimiter's name or the character itself. @default found in the first record */
  readonly delimiter?: DelimiterName | (string & {}) | undefined
  /** Whether the first record names the columns. @default true */
  readonly header?: boolean | undefined
  /** Lines that begin with this are left out. @default none */
  readonly comment?: string | undefined
  /** How many records a window has; fewer at the end and when records are large. @default 256 */
  readonly window?: number | undefined
  /** How large one record may be. @default 1 MiB */
  readonly maxRecordBytes?: number | undefined
  /** How many columns there may be. @default 4096 */
  readonly maxColumns?: number | undefined
}

/** Bytes that can be read, and how many there are if that is known. */
interface Content {
  readonly bytes: Stream.Stream<Uint8Array, SourceError>
  readonly total: number | undefined
  /** Whether the same bytes can be read again. */
  readonly repeatable: boolean
}

/** A file. Also reads pipes and devices, which can be read only once. */
export const file = (path: string, options: Options = {}): Source =>
  make(path, resolve(path), options, fileContent(path))

/** A stream of bytes under a name. A failure of the stream becomes `Unreadable` and shows only its code or tag. */
export const stream = <E>(name: string, bytes: Stream.Stream<Uint8Array, E>, options: Options = {}): Source =>
  make(
    name,
    name,
    options,
    Effect.succeed({
      bytes: Stream.mapError(bytes, (error) => unreadable(name, error)),
      total: undefined,
      repeatable: false
    })
  )

/** A text under a name: for tests, and for programs that have the text already. */
export const string = (name: string, text: string, options: Options = {}): Source => {
  const bytes = Buffer.from(text)
  return make(
    name,
    name,
    options,
    Effect.succeed({ bytes: Stream.make(bytes), total: bytes.length, repeatable: true })
  )
}

const make = (
  name: string,
  identity: string,
  options: Options,
  content: Effect.Effect<Content, SourceError, Scope.Scope>
): Source => {
  const window = options.window ?? 256
  return {
    name,
    identity,
    open: Effect.flatMap(readerOptions(name, options), (settings) =>
      Effect.flatMap(content, (opened) => openTable(name, settings, window, opened, undefined))
    ),
    openAt: (mark) =>
      Effect.flatMap(readerOptions(name, options), (settings) =>
        Effect.flatMap(content, (opened) =>
          opened.repeatable ? openTable(name, settings, window, opened, mark) : Effect.undefined
        )
      ),
    digest: Effect.scoped(
      Effect.flatMap(content, (opened) => (opened.repeatable ? digestOf(opened) : Effect.undefined))
    )
  }
}

type Opening<A> = Effect.Effect<A, SourceError, Scope.Scope>

/** What changes while a source is read. */
interface State {
  /** Bytes before the mark that are still to be compared with what they were. */
  before: number
  bytesRead: number
  digest: string | undefined
  ended: boolean
  failure: SourceError | undefined
}

const openTable: {
  (name: string, options: ReaderOptions, window: number, content: Content, mark: undefined): Opening<Table>
  (
    name: string,
    options: ReaderOptions,
    window: number,
    content: Content,
    mark: Mark
  ): Opening<Table | undefined>
} = Effect.fnUntraced(function* (
  name: string,
  options: ReaderOptions,
  window: number,
  content: Content,
  mark: Mark | undefined
): Effect.fn.Return<any, SourceError, Scope.Scope> {
  const pull = yield* Stream.toPull(content.bytes)
  const reader = yield* Effect.acquireRelease(
    Effect.sync(() => new CsvReader(options, mark)),
    (reader) => Effect.sync(() => reader.close())
  )
  const hash = new LaggingHash()
  const state: State = {
    before: mark?.offset ?? 0,
    bytesRead: 0,
    digest: undefined,
    ended: false,
    failure: undefined
  }

  let parts = partsOf([])

  const parse = (part: Uint8Array): Promise<void> => {
    hash.push(part)
    state.bytesRead += part.length
    if (state.before === 0) return reader.push(part)
    const known = Math.min(state.before, part.length)
    state.before -= known
    hash.advance(state.bytesRead - part.length + known)
    return known === part.length ? Promise.resolve() : reader.push(part.subarray(known))
  }

  const markAt = (
    end: { readonly offset: number; readonly line: number },
    number: number
  ): Mark | undefined => {
    hash.advance(end.offset)
    return reader.rejects || reader.columns === undefined || reader.delimiter === undefined
      ? undefined
      : {
          ...end,
          number,
          columns: reader.columns,
          delimiter: reader.delimiter,
          bom: reader.bom,
          digest: hash.digest()
        }
  }

  /** Reads on a little. A failure waits until the records before it are delivered. */
  const advance: Effect.Effect<void> = Effect.suspend(() => {
    const part = parts.next()
    return part.done === true ? more : Effect.promise(() => parse(part.value))
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

  const next: Pull.Pull<Arr.NonEmptyReadonlyArray<Window>, SourceError> = Effect.suspend(() => {
    const stop = stopped()
    const last = state.ended || stop !== undefined || reader.recordBytes >= windowBytes
    if (reader.records.length >= window || (last && reader.records.length > 0)) {
      return Effect.succeed(takeWindows(reader, window, last, markAt))
    }
    if (stop !== undefined) return Effect.fail(stop)
    return state.ended ? Cause.done() : Effect.flatMap(advance, () => next)
  })

  if (mark !== undefined) {
    while (state.before > 0 && !state.ended && stopped() === undefined) yield* advance
    hash.advance(mark.offset)
    if (state.before > 0 || hash.digest() !== mark.digest) return undefined
  }
  // Records are read ahead so far that a source without any is told apart from one that has some.
  while (reader.count === 0 && !state.ended && stopped() === undefined) yield* advance
  const { columns, delimiter } = reader
  const stop = stopped()
  if (columns === undefined || delimiter === undefined || (stop !== undefined && reader.count === 0)) {
    return yield* stop ?? new SourceError({ file: name, reason: new EmptySource() })
  }
  return {
    columns,
    delimiter,
    bom: reader.bom,
    rejects: reader.rejects,
    windows: Stream.fromPull(Effect.succeed(next)),
    progress: Effect.sync(() => ({ bytesRead: state.bytesRead, bytesTotal: content.total })),
    digest: Effect.sync(() => state.digest)
  }
})

/** Cuts what arrived into parts of a bearable size, however large it is. */
function* partsOf(chunks: ReadonlyArray<Uint8Array>): Generator<Uint8Array, undefined> {
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += chunkBytes) yield chunk.subarray(at, at + chunkBytes)
  }
  return undefined
}

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

/** A digest that lags behind what was read, so that it can be asked for between two records. */
class LaggingHash {
  readonly #hash = createHash("sha256")
  #pending: Array<Buffer> = []
  #offset = 0

  push(part: Uint8Array): void {
    // Copied: a producer may use the memory again.
    this.#pending.push(Buffer.from(part))
  }

  /** Goes on to an offset. Offsets may not go back. */
  advance(offset: number): void {
    let done = 0
    for (const part of this.#pending) {
      if (this.#offset >= offset) break
      const taken = part.subarray(0, offset - this.#offset)
      this.#hash.update(taken)
      this.#offset += taken.length
      if (taken.length < part.length) {
        this.#pending[done] = part.subarray(taken.length)
        break
      }
      done++
    }
    this.#pending.splice(0, done)
  }

  /** The digest of the bytes before the offset that it has come to. */
  digest(): string {
    return this.#hash.copy().digest("hex")
  }

  /** The digest of all bytes, which leaves the offset where it is. */
  whole(): string {
    const hash = this.#hash.copy()
    for (const part of this.#pending) hash.update(part)
    return hash.digest("hex")
  }
}

/** A window is given early when its records are this large: what is held does not depend on what a record holds. */
const windowBytes = 1 << 22

/**
 * Bytes read and parsed at a time, about a hundred records. When more records are alive at once, V8 takes them for
 * long-lived and allocates them as such, and dead ones keep their cells alive: with 64 KiB the process often grew
 * from 135 to 285 MB. The smaller reads cost nothing that could be measured.
 */
const chunkBytes = 1 << 14

const digestOf = (content: Content): Effect.Effect<string, SourceError> =>
  Stream.runFold(
    content.bytes,
    () => createHash("sha256"),
    (hash, chunk) => hash.update(chunk)
  ).pipe(Effect.map((hash) => hash.digest("hex")))

const fileContent = Effect.fnUntraced(function* (
  path: string
): Effect.fn.Return<Content, SourceError, Scope.Scope> {
  const attempt = <A>(run: () => Promise<A>) =>
    Effect.tryPromise({ try: run, catch: (error) => unreadable(path, error) })
  // Looked at before it is opened: opening a directory succeeds here and fails there.
  const stat = yield* attempt(() => fs.stat(path))
  if (stat.isDirectory()) return yield* new SourceError({ file: path, reason: new IsDirectory() })
  const handle = yield* Effect.acquireRelease(
    attempt(() => fs.open(path, "r")),
    (handle) =>
      Effect.promise(() => {
        const closed = handle.close().catch(() => {})
        // Closing waits for a read under way, which on a pipe may never end.
        return stat.isFile() ? closed : Promise.resolve()
      })
  )
  const read = Effect.suspend(() => {
    const buffer = Buffer.allocUnsafe(chunkBytes)
    return attempt(() => handle.read(buffer, 0, chunkBytes, null))
  })
  const pull: Pull.Pull<Arr.NonEmptyReadonlyArray<Uint8Array>, SourceError> = Effect.flatMap(
    read,
    ({ buffer, bytesRead }) =>
      bytesRead === 0 ? Cause.done() : Effect.succeed(Arr.of(buffer.subarray(0, bytesRead)))
  )
  return {
    bytes: Stream.fromPull(Effect.succeed(pull)),
    total: stat.isFile() ? stat.size : undefined,
    repeatable: stat.isFile()
  }
})

const readerOptions = (file: string, options: Options): Effect.Effect<ReaderOptions, SourceError> => {
  const { comment, header = true, maxColumns = 4096, maxRecordBytes = 1 << 20, window = 256 } = options
  const delimiter = options.delimiter === undefined ? undefined : delimiterCharacter(options.delimiter)
  const invalid = (option: InvalidOption["option"], expected: string) =>
    Effect.fail(new SourceError({ file, reason: new InvalidOption({ option, expected }) }))
  if (options.delimiter !== undefined && delimiter === undefined) {
    return invalid(
      "delimiter",
      "comma, tab, semicolon, pipe, or one character that is neither a quote nor a line end"
    )
  }
  if (comment !== undefined && !isCommentPrefix(comment, delimiter)) {
    return invalid(
      "comment",
      "a prefix such as # that begins with neither the delimiter nor a quote nor a space"
    )
  }
  if (!isCount(window)) return invalid("window", "a whole number from 1")
  if (!isCount(maxRecordBytes)) return invalid("maxRecordBytes", "a whole number from 1")
  if (!isCount(maxColumns)) return invalid("maxColumns", "a whole number from 1")
  return Effect.succeed({ delimiter, header, comment, maxRecordBytes, maxColumns })
}

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1

const unreadable = (file: string, error: unknown): SourceError =>
  error instanceof SourceError ? error : new SourceError({ file, reason: systemReason(error) })

const systemReason = (error: unknown): SourceReason => {
  const code = codeOf(error)
  if (code === "ENOENT" || code === "ENOTDIR") return new FileNotFound()
  return code === "EISDIR" ? new IsDirectory() : new Unreadable({ code })
}

/** A system code, or an error's tag; never its message, which could hold anything. */
const codeOf = (error: unknown): string => {
  if (typeof error !== "object" || error === null) return "read failed"
  if ("code" in error && typeof error.code === "string") return error.code
  if ("_tag" in error && typeof error._tag === "string") return error._tag
  return "read failed"
}
