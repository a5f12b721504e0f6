/**
 * Reads several files as one table: the columns are those of the first one, and lines and numbers count on.
 *
 * A line therefore belongs to one file, which `Table.place` names; an error names its file and the line in it. A mark
 * is a place in one file and a digest of all files before it, so that unchanged files are skipped unparsed.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { createHash } from "node:crypto"
import * as fs from "node:fs/promises"
import { DifferentColumns, NothingMatches, RejectsAmongFiles, SourceError } from "../SourceError.ts"
import type { Mark, Table, Window } from "./Reading.ts"
import type { SourceRecord } from "./SourceRecord.ts"
import type { Content, Opener } from "./Content.ts"
import { type FileTable, openTable, scan, type TableOptions } from "./Table.ts"

/** What is known of the files that were read before the one being read. */
interface Before {
  /** Digests of those files. */
  readonly digests: ReadonlyArray<string>
  /** How many lines and records they have. */
  readonly lines: number
  readonly number: number
}

const nothingBefore: Before = { digests: [], lines: 0, number: 0 }

/** Where in the counted lines a file begins. */
interface Start {
  readonly file: string
  readonly lines: number
}

export const openFiles = Effect.fnUntraced(function* (
  open: Opener,
  files: ReadonlyArray<string>,
  options: TableOptions
): Effect.fn.Return<Table, SourceError, Scope.Scope> {
  const content = yield* open(files[0]!)
  const table = yield* openTable(files[0]!, options, content, undefined)
  return yield* joined({
    open,
    files,
    options,
    columns: table.columns,
    table,
    content,
    before: nothingBefore,
    known: 0,
    starts: []
  })
})

export const openFilesAt = Effect.fnUntraced(function* (
  open: Opener,
  files: ReadonlyArray<string>,
  options: TableOptions,
  mark: Mark
): Effect.fn.Return<Table | undefined, SourceError, Scope.Scope> {
  const earlier = mark.earlier ?? { files: 0, lines: 0, number: 0, digest: digestOf([]) }
  const file = files[earlier.files]
  if (file === undefined) return undefined
  const starts: Array<Start> = []
  const digests: Array<string> = []
  let lines = 0
  for (const one of files.slice(0, earlier.files)) {
    const scanned = yield* scan(options.encoding, open(one))
    if (scanned === undefined) return undefined
    starts.push({ file: one, lines })
    digests.push(scanned.digest)
    lines += scanned.lastLine
  }
  if (lines !== earlier.lines || digestOf(digests) !== earlier.digest) return undefined
  const content = yield* open(file)
  const local = { ...mark, line: mark.line - lines, number: mark.number - earlier.number }
  const table = yield* openTable(file, options, content, local)
  if (table === undefined) return undefined
  // The header of the first file says what the columns are; its records are known.
  const columns =
    earlier.files === 0
      ? table.columns
      : yield* Effect.scoped(
          Effect.flatMap(open(files[0]!), (content) =>
            Effect.map(openTable(files[0]!, options, content, undefined), (first) => first.columns)
          )
        )
  const before = { digests, lines, number: earlier.number }
  return yield* joined({ open, files, options, columns, table, content, before, known: local.number, starts })
})

/** What the digest of several files is: that of their digests. One file's is its own. */
export const digestFiles = Effect.fnUntraced(function* (
  open: Opener,
  files: ReadonlyArray<string>,
  options: Pick<TableOptions, "encoding">
): Effect.fn.Return<string | undefined, SourceError> {
  const digests: Array<string> = []
  for (const file of files) {
    const scanned = yield* scan(options.encoding, open(file))
    if (scanned === undefined) return undefined
    digests.push(scanned.digest)
  }
  return digestOf(digests)
})

const digestOf = (digests: ReadonlyArray<string>): string =>
  digests.length === 1 ? digests[0]! : createHash("sha256").update(digests.join("\n")).digest("hex")

interface Joining {
  readonly open: Opener
  readonly files: ReadonlyArray<string>
  readonly options: TableOptions
  readonly columns: ReadonlyArray<string>
  /** The file being read. */
  readonly table: FileTable
  readonly content: Content
  readonly before: Before
  /** How many of its records came before the place where reading began. */
  readonly known: number
  /** The files before it. */
  readonly starts: ReadonlyArray<Start>
}

/** Goes on from a file that is open to the end of the last one. */
const joined = Effect.fnUntraced(function* (joining: Joining): Effect.fn.Return<Table, SourceError> {
  const { columns, files, open, options } = joining
  const first = joining.starts.length
  const starts: Array<Start> = [...joining.starts]
  const sizes = yield* Effect.forEach(files, sizeOf)
  const bytesTotal = sizes.includes(undefined)
    ? undefined
    : sizes.reduce<number>((sum, size) => sum + size!, 0)
  let bytesBefore = sizes.slice(0, first).reduce<number>((sum, size) => sum + (size ?? 0), 0)
  let before = joining.before
  let reading = joining.content
  let digest: string | undefined

  const windowsOf = (index: number, table: FileTable, content: Content): Stream.Stream<Window, SourceError> =>
    Stream.unwrap(
      Effect.gen(function* () {
        const file = files[index]!
        if (files.length > 1 && table.rejects) {
          return yield* new SourceError({ file, reason: new RejectsAmongFiles() })
        }
        const arrange = yield* arrangement(files[0]!, columns, file, table.columns)
        const here = before
        reading = content
        starts.push({ file, lines: here.lines })
        let number = here.number + (index === first ? joining.known : 0)
        const shift = (record: SourceRecord): SourceRecord => ({
          ...record,
          line: record.line + here.lines,
          number: record.number + here.number,
          cells:
            arrange === undefined || record.ragged ? record.cells : arrange.map((at) => record.cells[at]!)
        })
        const isPlain = here.lines === 0 && arrange === undefined
        return Stream.map(table.windows, ({ end, records }): Window => {
          number = here.number + records.at(-1)!.number
          return { records: isPlain ? records : records.map(shift), end: end && markOf(end, index, here) }
        }).pipe(
          Stream.concat(
            Stream.unwrap(
              Effect.map(table.digest, (own) => {
                bytesBefore += content.bytesRead()
                before = {
                  digests: [...here.digests, own!],
                  lines: here.lines + table.lastLine(),
                  number
                }
                if (index + 1 === files.length) digest = digestOf(before.digests)
                return Stream.empty
              })
            )
          )
        )
      })
    )

  const following = Stream.flatMap(Stream.range(first + 1, files.length - 1), (index) =>
    Stream.unwrap(
      Effect.flatMap(open(files[index]!), (content) =>
        Effect.map(openTable(files[index]!, options, content, undefined), (table) =>
          windowsOf(index, table, content)
        )
      )
    )
  )

  const { table } = joining
  return {
    columns,
    delimiter: table.delimiter,
    encoding: table.encoding,
    bom: table.bom,
    rejects: table.rejects,
    rejectsOf: table.rejectsOf,
    windows: Stream.concat(windowsOf(first, table, joining.content), following),
    progress: Effect.sync(() => ({
      bytesRead: digest === undefined ? bytesBefore + reading.bytesRead() : bytesBefore,
      bytesTotal
    })),
    digest: Effect.sync(() => digest),
    place: (line) => {
      const start = starts.findLast(({ lines }) => lines < line)
      return files.length === 1 || start === undefined
        ? { file: undefined, line }
        : { file: start.file, line: line - start.lines }
    }
  }
})

const markOf = (end: Mark, index: number, before: Before): Mark =>
  index === 0
    ? end
    : {
        ...end,
        line: end.line + before.lines,
        number: end.number + before.number,
        earlier: {
          files: index,
          lines: before.lines,
          number: before.number,
          digest: digestOf(before.digests)
        }
      }

/** Where each column of the first file stands in another one; `undefined` where they stand alike. */
const arrangement = (
  first: string,
  columns: ReadonlyArray<string>,
  file: string,
  own: ReadonlyArray<string>
): Effect.Effect<ReadonlyArray<number> | undefined, SourceError> => {
  if (own.length === columns.length && own.every((name, at) => name === columns[at])) return Effect.undefined
  const missing = columns.filter((name) => !own.includes(name))
  const added = own.filter((name) => !columns.includes(name))
  const isClear = new Set(own).size === own.length && new Set(columns).size === columns.length
  return missing.length > 0 || added.length > 0 || !isClear
    ? Effect.fail(new SourceError({ file, reason: new DifferentColumns({ first, missing, added }) }))
    : Effect.succeed(columns.map((name) => own.indexOf(name)))
}

const sizeOf = (file: string): Effect.Effect<number | undefined> =>
  Effect.promise(() =>
    fs.stat(file).then(
      (stat) => (stat.isFile() ? stat.size : undefined),
      () => undefined
    )
  )

/** The files that match a pattern, in the order of their names, `part-2` before `part-10`. */
export const matching = (pattern: string): Effect.Effect<ReadonlyArray<string>, SourceError> =>
  Effect.flatMap(
    Effect.promise(async () => {
      const found: Array<string> = []
      for await (const entry of fs.glob(pattern, { withFileTypes: true })) {
        if (!entry.isDirectory()) found.push(`${entry.parentPath}/${entry.name}`)
      }
      return found
    }),
    (found) =>
      found.length === 0
        ? Effect.fail(new SourceError({ file: pattern, reason: new NothingMatches() }))
        : Effect.succeed(found.toSorted(byName))
  )

const collator = new Intl.Collator("en", { numeric: true })

const byName = (a: string, b: string): number => collator.compare(a, b) || (a < b ? -1 : a > b ? 1 : 0)
