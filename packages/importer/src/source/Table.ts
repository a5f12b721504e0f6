/** Reads one file, stream or text as windows of records. */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import { createHash } from "node:crypto"
import { EmptySource, SourceError } from "../SourceError.ts"
import { type Content, type Opening, partsOf } from "./Content.ts"
import { CsvReader, type ReaderOptions } from "./CsvReader.ts"
import { Decoder, type Encoding } from "./Encoding.ts"
import type { Mark, Table } from "./Reading.ts"
import { cr, lf, TableReader } from "./TableReader.ts"

export interface TableOptions extends ReaderOptions {
  readonly encoding: Encoding | undefined
  readonly window: number
}

/** A table of one file, and what only a reader of several files asks for. */
export interface FileTable extends Table {
  /** The line on which the text ends, once all was read. */
  readonly lastLine: () => number
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
  const csv = yield* Effect.acquireRelease(
    Effect.sync(() => new CsvReader(options, mark)),
    (csv) => Effect.sync(() => csv.close())
  )
  const reader = new TableReader(name, options, content, csv, mark)
  if (mark !== undefined && !(yield* reader.skipTo(mark))) return undefined
  // Reads ahead far enough to detect a source without records, and to find the run of a reject file even if another row
  // was inserted before its rows.
  const isKnown = () => csv.count > 0 && (!csv.rejects || isRunKnown(csv))
  while (!isKnown() && !reader.ended && reader.stopped() === undefined) yield* reader.advance
  const { columns, delimiter } = csv
  const stop = reader.stopped()
  const change = stop === undefined && !reader.ended ? undefined : reader.torn()
  if (change !== undefined) return yield* change
  if (columns === undefined || delimiter === undefined || (stop !== undefined && csv.count === 0)) {
    return yield* stop ?? new SourceError({ file: name, reason: new EmptySource() })
  }
  const encoding = reader.encoding ?? "utf-8"
  return {
    columns,
    delimiter,
    encoding,
    bom: csv.bom || encoding !== "utf-8",
    rejects: csv.rejects,
    rejectsOf: csv.rejectsOf,
    windows: Stream.fromPull(Effect.succeed(reader.next)),
    progress: Effect.sync(() => ({ bytesRead: content.bytesRead(), bytesTotal: content.total })),
    digest: Effect.sync(() => reader.digest),
    place: (line: number) => ({ file: undefined, line }),
    lastLine: () => csv.lastLine
  } satisfies FileTable
})

/** How many rows may stand before the first one that says which run it is from. */
const addedRows = 256

const isRunKnown = ({ count, rejectsOf }: CsvReader): boolean => rejectsOf !== undefined || count >= addedRows

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
