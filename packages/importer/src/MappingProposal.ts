/**
 * Proposes a mapping from a file's header and a sample of its rows: the column of each field, its transforms, the
 * confidence and the reason. Where the file is ambiguous, the proposal has a question with choices.
 *
 * A proposal holds column names and shapes of values (`99/99/9999`), never a value.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { SourceError } from "./SourceError.ts"
import { columnNames } from "./mapping/ColumnMatching.ts"
import type { Source, SourceRecord } from "./Source.ts"
import type { Entry, MappingFile } from "./MappingFile.ts"
import { draftMapping } from "./proposal/DraftMapping.ts"
import * as countries from "./mapping/Countries.ts"
import { presets } from "./proposal/Presets.ts"
import type { Choice, Column, Options, Proposal, Question } from "./proposal/Proposal.ts"

export { shapeOf } from "./proposal/Shapes.ts"

export type { Choice, Column, Options, Proposal, Question } from "./proposal/Proposal.ts"

/** The names of all presets. */
export const presetNames: ReadonlyArray<string> = presets.map(({ name }) => name)

/** Proposes a mapping. */
export const propose = Effect.fnUntraced(function* (options: Options): Effect.fn.Return<Proposal> {
  const now = yield* Clock.currentTimeMillis
  const lookup = yield* Effect.promise(() => countries.load())
  return draftMapping(options, { year: new Date(now).getUTCFullYear(), countryOf: lookup })
})

/** The header and first rows of a source. */
export interface Sample {
  readonly columns: ReadonlyArray<string>
  readonly records: ReadonlyArray<SourceRecord>
}

/** Reads the header and the first rows of a source, 1000 by default. */
export const sample = (source: Source, rows = 1000): Effect.Effect<Sample, SourceError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const table = yield* source.open
      const records = yield* table.windows.pipe(
        Stream.flatMap((window) => Stream.fromIterable(window.records)),
        Stream.take(rows),
        Stream.runCollect
      )
      return { columns: table.columns, records }
    })
  )

/** Applies answers to a proposed mapping. Each answer is the key of a choice or a country code, by question id. */
export const answer = (proposal: Proposal, answers: Readonly<Record<string, string>>): MappingFile => {
  const fields: Record<string, Entry> = { ...proposal.mapping.fields }
  for (const question of proposal.questions) {
    const given = answers[question.id]
    if (given === undefined) continue
    const choice = choiceOf(question, given)
    for (const [field, entry] of Object.entries(choice?.fields ?? {})) {
      if (entry === null) delete fields[field]
      else fields[field] = entry
    }
  }
  const { ignore: _, ...mapping } = proposal.mapping
  return { ...mapping, fields, ...ignoring(proposal.columns, fields, proposal.mapping.listColumn) }
}

/**
 * The choice for an answer, or `undefined` if no choice matches. An answer is a choice's key in any case or, where the
 * question takes countries, a two-letter code.
 */
export const choiceOf = (question: Question, given: string): Choice | undefined => {
  const key = given.trim()
  const choice = question.choices.find((other) => other.key.toLowerCase() === key.toLowerCase())
  if (choice !== undefined || question.country === undefined || !/^[A-Za-z]{2}$/.test(key)) return choice
  const text = JSON.stringify(question.country).replaceAll("$country", key.toUpperCase())
  return { ...(JSON.parse(text) as Choice), key: key.toUpperCase() }
}

const ignoring = (
  columns: ReadonlyArray<Column>,
  fields: Readonly<Record<string, Entry>>,
  listColumn: string | undefined
): Pick<MappingFile, "ignore"> => {
  const used = new Set(Object.values(fields).flatMap(columnNames))
  const rest = columns
    .map(({ column }) => column)
    .filter((column) => !used.has(column) && column !== listColumn)
  return rest.length === 0 ? {} : { ignore: rest }
}
