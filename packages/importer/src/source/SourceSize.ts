/** How many rows a source has and how large they are, found from its first ones. */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as RunConfig from "../state/RunConfig.ts"
import type * as Source from "../Source.ts"
import * as Spool from "../Spool.ts"

export interface SourceSize {
  /** `undefined` where the size is not known. */
  readonly rows: number | undefined
  /** Bytes of a row, on average. */
  readonly rowBytes: number
}

/**
 * Reads the first rows of a source that can be read again, and takes the others to be as large. Exact for a source that
 * has no more of them. `undefined` for one that can be read only once, and for one that cannot be read: reading it for its
 * rows says why.
 */
export const estimate = (source: Source.Source): Effect.Effect<SourceSize | undefined> =>
  Effect.scoped(
    Effect.gen(function* () {
      if (!(yield* isRepeatable(source))) return undefined
      const table = yield* source.open
      let rows = 0
      let bytes = 0
      let text = 0
      let isAll = true
      yield* Stream.runForEachWhile(table.windows, ({ end, records }) =>
        Effect.sync(() => {
          if (rows >= enough) {
            isAll = false
            return false
          }
          rows += records.length
          text = end === undefined || end.earlier !== undefined ? 0 : end.offset
          for (const { cells } of records) {
            for (const cell of cells) bytes += Buffer.byteLength(cell) + 1
          }
          return true
        })
      )
      const rowBytes = rows === 0 ? 0 : bytes / rows
      if (isAll) return { rows, rowBytes }
      const { bytesRead, bytesTotal } = yield* table.progress
      // What was read is somewhat ahead of the rows. Where the rows are more than that, the text was compressed, and
      // nothing else tells their share of it.
      const taken = Math.min(text === 0 ? bytes : text, bytesRead)
      const estimated =
        bytesTotal === undefined || taken === 0 ? undefined : Math.round((rows * bytesTotal) / taken)
      return { rows: estimated === undefined ? undefined : Math.max(rows, estimated), rowBytes }
    })
  ).pipe(Effect.orElseSucceed(() => undefined))

/** Rows that are looked at. */
const enough = 2000

const isRepeatable = (source: Source.Source): Effect.Effect<boolean, unknown> =>
  Spool.isSpooled(source) || RunConfig.repeatable(source) !== null
    ? Effect.succeed(true)
    : source.reopen === undefined
      ? Effect.map(source.digest, (digest) => digest !== undefined)
      : Effect.succeed(false)
