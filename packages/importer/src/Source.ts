/**
 * Reads CSV as windows of records that know their lines, without ever holding the whole source.
 *
 * A {@link Source} is a description: `open` starts reading, and everything it opened is closed with its scope.
 * Records are exact: cells are unchanged and untrimmed (only header names are trimmed), and a record with the wrong
 * number of cells is delivered as `ragged`, so that it can be rejected individually.
 *
 * Compressed sources are expanded and other encodings turned into UTF-8 on the way. Offsets of marks and the digest
 * are those of the text that comes out, so the same text continues a run however it is stored.
 *
 * A reject file (see `Rejects`) is recognised by its columns, and read as the records of its source.
 */
import * as Arr from "effect/Array"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import type * as Stream from "effect/Stream"
import { existsSync } from "node:fs"
import { resolve } from "node:path"
import { type DelimiterName, delimiterCharacter, isCommentPrefix } from "./source/Dialect.ts"
import { type Encoding, encodingNamed, encodings } from "./source/Encoding.ts"
import type { Mark, Table } from "./source/Reading.ts"
import * as HeldFiles from "./source/HeldFiles.ts"
import * as Content from "./source/Content.ts"
import { digestFiles, matching, openFiles, openFilesAt } from "./source/MultiFile.ts"
import { openTable, scan, type TableOptions } from "./source/Table.ts"
import { Changed, InvalidOption, SourceError } from "./SourceError.ts"

/** Where records come from. */
export interface Source {
  /** The name used in messages, usually a path. */
  readonly name: string
  /**
   * What an earlier run of the same source is found by: absolute paths or the absolute pattern of files, the name of
   * anything else.
   */
  readonly identity: string
  /**
   * What {@link named} opens the same source from in another process: absolute names and the options. `undefined` for
   * what can be read only once and for a text.
   */
  readonly reopen: Reopening | undefined
  /** Starts reading, up to the header and the first record, so that an unreadable source fails here. */
  readonly open: Effect.Effect<Table, SourceError, Scope.Scope>
  /**
   * Starts reading after a mark of an earlier reading. `undefined` if the text before the mark has changed, or if the
   * source can be read only once.
   */
  readonly openAt: (mark: Mark) => Effect.Effect<Table | undefined, SourceError, Scope.Scope>
  /**
   * Reads all bytes without parsing them, and returns the same digest as `Table.digest`. `undefined` for a source that
   * can be read only once, such as a pipe.
   */
  readonly digest: Effect.Effect<string | undefined, SourceError>
}

export interface Reopening {
  readonly names: Arr.NonEmptyReadonlyArray<string>
  readonly options: Options
}

export interface Options {
  /** A delimiter's name or the character itself. @default found in the first record */
  readonly delimiter?: DelimiterName | (string & {}) | undefined
  /** Whether the first record names the columns. @default true */
  readonly header?: boolean | undefined
  /**
   * How the characters are written: `utf-8`, `utf-16le`, `utf-16be`, `windows-1252`, `iso-8859-1` (`latin1`) or
   * another one of {@link encodings}. A byte order mark is stronger. @default UTF-16 where the bytes say so, else UTF-8
   */
  readonly encoding?: Encoding | (string & {}) | undefined
  /** Lines that begin with this are left out. @default none */
  readonly comment?: string | undefined
  /** The number of records in a window. Fewer at the end, and if records are large. @default 256 */
  readonly window?: number | undefined
  /** The largest size of a record. @default 1 MiB */
  readonly maxRecordBytes?: number | undefined
  /** The largest size of a cell. @default the largest size of a record */
  readonly maxCellBytes?: number | undefined
  /** The most columns. @default 4096 */
  readonly maxColumns?: number | undefined
}

export type { EarlierFiles, Mark, Progress, Table, Window } from "./source/Reading.ts"
export type { Origin, Place, SourceRecord } from "./source/SourceRecord.ts"
export { type Encoding, encodings }

/** A file. Also reads pipes and devices, which can be read only once. */
export const file = (path: string, options: Options = {}): Source =>
  holdable(path, Effect.succeed([path]), (opener) =>
    make(path, resolve(path), options, opener(path), [resolve(path)])
  )

/** What came from somewhere else and lies in a file, which may move between two readings. */
export const kept = (
  from: { readonly name: string; readonly identity: string; readonly file: () => string },
  options: Options = {}
): Source =>
  make(
    from.name,
    from.identity,
    options,
    Effect.suspend(() => Content.ofFile(from.file()))
  )

/** Standard input, which can be read only once. It is continued as one file whose content may have changed. */
export const stdin = (options: Options = {}): Source =>
  make(standardInput, "-", options, Content.ofStandardInput(standardInput))

/**
 * Several files as one source, in the order given. They need the same columns, in any order; delimiter, encoding and
 * compression may differ.
 */
export const files = (paths: Arr.NonEmptyReadonlyArray<string>, options: Options = {}): Source =>
  paths.length === 1
    ? file(paths[0], options)
    : several(
        `${paths[0]} and ${paths.length - 1} more`,
        Arr.map(paths, (path) => resolve(path)),
        options,
        paths.includes("-")
          ? invalidOption(paths[0], "files", "standard input alone, without other files")
          : Effect.succeed(paths)
      )

/** All files whose path matches a pattern (`*`, `**`, `?`, `[a-z]`, `{a,b}`) as one source, in the order of their names. */
export const glob = (pattern: string, options: Options = {}): Source =>
  several(pattern, [resolve(pattern)], options, matching(pattern))

/**
 * What a command line names: `-` is standard input, a pattern that is not the name of a file is a glob, several names
 * are several files.
 */
export const named = (names: Arr.NonEmptyReadonlyArray<string>, options: Options = {}): Source => {
  const [name] = names
  if (names.length > 1) return files(names, options)
  if (name === "-") return stdin(options)
  return isPattern(name) ? glob(name, options) : file(name, options)
}

/** Whether a name is a pattern, and not that of a file which has its signs. */
export const isPattern = (name: string): boolean => /[*?[\]{}]/.test(name) && !existsSync(name)

/** A stream of bytes under a name. A failure of the stream becomes `Unreadable` and shows only its code or tag. */
export const stream = <E>(name: string, bytes: Stream.Stream<Uint8Array, E>, options: Options = {}): Source =>
  make(name, name, options, Content.ofStream(name, bytes))

/** A text under a name: for tests, and for programs that have the text already. */
export const string = (name: string, text: string, options: Options = {}): Source =>
  make(name, name, options, Content.ofBytes(name, Buffer.from(text)))

/** A held source: all its readings must find the same bytes. */
export interface Held extends Source {
  /** Fails with `Changed` if the names point to different content than at the start of the hold. */
  readonly verify: Effect.Effect<void, SourceError>
}

/**
 * Holds a source for several readings: a reading fails with `Changed` if it finds different bytes than earlier
 * readings. Up to 32 files are opened once and stay open for the scope. Sources that are not files (a stream, a text, a
 * handmade source) and held sources are returned unchanged.
 */
export const hold = (source: Source): Effect.Effect<Source, SourceError, Scope.Scope> =>
  isHeld(source) ? Effect.succeed(source) : (holds.get(source) ?? Effect.succeed(source))

/** Fails with `Changed` if a held source has changed since the start of the hold. */
export const verify = (source: Source): Effect.Effect<void, SourceError> =>
  isHeld(source) ? source.verify : Effect.void

/** Whether a held source has changed since the start of the hold. */
export const hasChanged = (source: Source): Effect.Effect<boolean> => Effect.isFailure(verify(source))

export const isHeld = (source: Source): source is Held => "verify" in source

/** How sources of files are held. */
const holds = new WeakMap<Source, Effect.Effect<Held, SourceError, Scope.Scope>>()

const holdable = (
  name: string,
  paths: Effect.Effect<ReadonlyArray<string>, SourceError>,
  of: (opener: Content.Opener, paths: Effect.Effect<ReadonlyArray<string>, SourceError>) => Source
): Source => {
  const source = of(Content.ofFile, paths)
  holds.set(
    source,
    Effect.gen(function* () {
      const held = yield* paths
      const files = yield* HeldFiles.hold(held)
      return {
        ...of(Content.ofHeld(files), Effect.succeed(held)),
        verify: Effect.gen(function* () {
          const found = yield* Effect.orElseSucceed(paths, () => [])
          const change = yield* Effect.promise(() => files.changed())
          if (change !== undefined) return yield* new SourceError(change)
          if (found.join("\n") !== held.join("\n")) {
            return yield* new SourceError({ file: name, reason: new Changed({ how: "matches" }) })
          }
        })
      }
    })
  )
  return source
}

const standardInput = "standard input"

const make = (
  name: string,
  identity: string,
  options: Options,
  content: Content.Opening,
  names?: Reopening["names"]
): Source => ({
  name,
  identity,
  reopen: names === undefined ? undefined : { names, options },
  open: Effect.flatMap(tableOptions(name, options), (settings) =>
    Effect.flatMap(content, (opened) => openTable(name, settings, opened, undefined))
  ),
  openAt: (mark) =>
    Effect.flatMap(tableOptions(name, options), (settings) =>
      Effect.flatMap(content, (opened) =>
        opened.repeatable && mark.earlier === undefined
          ? openTable(name, settings, opened, mark)
          : Effect.undefined
      )
    ),
  digest: Effect.flatMap(tableOptions(name, options), ({ encoding }) =>
    Effect.map(scan(encoding, content), (scanned) => scanned?.digest)
  )
})

const several = (
  name: string,
  names: Reopening["names"],
  options: Options,
  paths: Effect.Effect<ReadonlyArray<string>, SourceError>
): Source => holdable(name, paths, (opener, paths) => joined(name, names, options, opener, paths))

const joined = (
  name: string,
  names: Reopening["names"],
  options: Options,
  opener: Content.Opener,
  paths: Effect.Effect<ReadonlyArray<string>, SourceError>
): Source => {
  const opened = <A, R>(
    use: (paths: ReadonlyArray<string>, settings: TableOptions) => Effect.Effect<A, SourceError, R>
  ) =>
    Effect.flatMap(tableOptions(name, options), (settings) =>
      Effect.flatMap(paths, (paths) => use(paths, settings))
    )
  return {
    name,
    identity: names.join("\n"),
    reopen: { names, options },
    open: opened((paths, settings) => openFiles(opener, paths, settings)),
    openAt: (mark) => opened((paths, settings) => openFilesAt(opener, paths, settings, mark)),
    digest: opened((paths, settings) => digestFiles(opener, paths, settings))
  }
}

const tableOptions = (file: string, options: Options): Effect.Effect<TableOptions, SourceError> => {
  const { comment, header = true, maxColumns = 4096, maxRecordBytes = 1 << 20, window = 256 } = options
  const { maxCellBytes = maxRecordBytes } = options
  const delimiter = options.delimiter === undefined ? undefined : delimiterCharacter(options.delimiter)
  const encoding = options.encoding === undefined ? undefined : encodingNamed(options.encoding)
  const invalid = (option: InvalidOption["option"], expected: string) => invalidOption(file, option, expected)
  if (options.delimiter !== undefined && delimiter === undefined) {
    return invalid(
      "delimiter",
      "comma, tab, semicolon, pipe, or one character that is neither a quote nor a line end"
    )
  }
  if (options.encoding !== undefined && encoding === undefined) {
    return invalid("encoding", `one of ${encodings.join(", ")}`)
  }
  if (comment !== undefined && !isCommentPrefix(comment, delimiter)) {
    return invalid(
      "comment",
      "a prefix such as # that begins with neither the delimiter nor a quote nor a space"
    )
  }
  if (!isCount(window)) return invalid("window", "a whole number from 1")
  if (!isCount(maxRecordBytes)) return invalid("maxRecordBytes", "a whole number from 1")
  if (!isCount(maxCellBytes)) return invalid("maxCellBytes", "a whole number from 1")
  if (!isCount(maxColumns)) return invalid("maxColumns", "a whole number from 1")
  return Effect.succeed({
    delimiter,
    encoding,
    header,
    comment,
    window,
    maxRecordBytes,
    maxCellBytes,
    maxColumns
  })
}

const invalidOption = (file: string, option: InvalidOption["option"], expected: string) =>
  Effect.fail(new SourceError({ file, reason: new InvalidOption({ option, expected }) }))

const isCount = (value: number): boolean => Number.isSafeInteger(value) && value >= 1
