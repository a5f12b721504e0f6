/**
 * Rows of one source with the same natural key, ignoring case: which of them is sent, and how the others are handled.
 *
 * Only valid rows have a natural key, so a row that does not fit its fields is never the first or the last of its key.
 */
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { SourceError } from "../SourceError.ts"
import { SeenKeys } from "./SeenKeys.ts"
import type { Problem, Row, ValidRow } from "./Row.ts"
import type * as Source from "../Source.ts"

/**
 * - `first`: the first one is sent, the later ones are counted as duplicates.
 * - `last`: the last one is sent, the earlier ones are counted as duplicates. The source is read one more time.
 * - `reject`: the first one is sent, the later ones are rejected.
 */
export type Duplicates = "first" | "last" | "reject"

export const policies: readonly ["first", "last", "reject"] = ["first", "last", "reject"]

export const defaultPolicy: Duplicates = "first"

/** The code of rows that are rejected because an earlier one has the same natural key. */
export const code = "duplicate"

/** The rejection of a row that repeats a natural key. `first` names the earlier row: by its line, or in words. */
export const problem = (first: number | string): Problem => ({
  column: "",
  field: "",
  code,
  reason: `The same as ${typeof first === "number" ? `line ${first}` : first}`,
  summary: "The same as an earlier row",
  suggestion: "Remove one of the two, or correct what tells them apart"
})

/** The decision on a valid row. */
export type Verdict =
  | { readonly _tag: "Unique" }
  | { readonly _tag: "Duplicate" }
  | { readonly _tag: "Rejected"; readonly problem: Problem }

/** Judges the valid rows of one reading, in their order. Holds 32 bytes for each natural key, or a little less. */
export type Judge = (row: Pick<ValidRow, "line" | "natural">) => Verdict

/**
 * Makes a judge for one reading of a source. `identify` is what that reading makes of a record; `last` reads the
 * source to its end before, so it has to be one that can be read twice.
 */
export const judge = (
  policy: Duplicates,
  source: Source.Source,
  identify: (record: Source.SourceRecord) => Row
): Effect.Effect<Judge, SourceError> => {
  if (policy === "last") return Effect.map(lastLines(source, identify), lastWins)
  return Effect.sync(() => {
    const seen = new SeenKeys({ lines: policy === "reject" })
    return ({ line, natural }) =>
      natural === undefined || seen.add(natural, line)
        ? unique
        : policy === "reject"
          ? { _tag: "Rejected", problem: problem(seen.lineOf(natural) ?? 0) }
          : duplicate
  })
}

/** The same for `last` alone, over what {@link lastLines} has found. */
export const lastWins =
  (lines: LastLines): Judge =>
  ({ line, natural }) =>
    natural === undefined || (lines(natural) ?? line) === line ? unique : duplicate

const unique: Verdict = { _tag: "Unique" }
const duplicate: Verdict = { _tag: "Duplicate" }

/** Tells the line of the last valid row that has a natural key. */
export type LastLines = (natural: string) => number | undefined

/** Reads a source to its end and remembers the last line of each natural key. */
export const lastLines = (
  source: Source.Source,
  identify: (record: Source.SourceRecord) => Row
): Effect.Effect<LastLines, SourceError> =>
  Effect.scoped(
    Effect.flatMap(source.open, ({ windows }) => {
      const seen = new SeenKeys({ lines: true })
      return Effect.as(
        Stream.runForEach(windows, ({ records }) =>
          Effect.sync(() => {
            for (const record of records) {
              const row = identify(record)
              if (row._tag === "Valid" && row.natural !== undefined) seen.put(row.natural, row.line)
            }
          })
        ),
        (natural) => seen.lineOf(natural)
      )
    })
  )
