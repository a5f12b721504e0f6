/**
 * Proposes a mapping for a file from its header and a sample of its rows: which column fills which field, how, how sure
 * that is and why. What nobody could know from the file is not guessed but asked, with the choices there are.
 *
 * A proposal holds names of columns and shapes of values (`99/99/9999`), never a value.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { SourceError } from "./ImportError.ts"
import { columnNames } from "./mapping/ColumnMatching.ts"
import type { Source, SourceRecord } from "./Source.ts"
import type { Target } from "./Target.ts"
import type { Entry, MappingFile } from "./MappingFile.ts"
import { draft } from "./proposal/Drafting.ts"
import * as countries from "./mapping/Countries.ts"
import { presets } from "./proposal/Presets.ts"

export { shapeOf } from "./proposal/Shapes.ts"

/** What is known of one column. */
export interface Column {
  readonly column: string
  /** The field that it fills or is asked about; `undefined` if it is left out. */
  readonly field: string | undefined
  /** `certain`: by its name; `likely`: by a synonym or its values; `asked`: a question is open. */
  readonly certainty: "certain" | "likely" | "asked" | "none"
  /** Why, in a few words. */
  readonly why: string
  /** The commonest shapes of its values. */
  readonly shapes: ReadonlyArray<string>
  /** The share of cells that are blank, from 0 to 1. */
  readonly blank: number
}

/** One way to answer a question. */
export interface Choice {
  readonly key: string
  readonly label: string
  /** What becomes of fields with this answer; `null` leaves a field without a column. */
  readonly fields: Readonly<Record<string, Entry | null>>
}

/** Something that only a person can know. */
export interface Question {
  readonly id: string
  /** The question, ending in a question mark. */
  readonly text: string
  readonly columns: ReadonlyArray<string>
  readonly choices: ReadonlyArray<Choice>
  /** Whether any two-letter country code is an answer besides the choices; `$country` in entries stands for it. */
  readonly country?: Choice | undefined
}

/** A proposed mapping. */
export interface Proposal {
  /** The export that the columns were recognised as. */
  readonly preset: { readonly name: string; readonly title: string } | undefined
  /** What can be said without an answer. Fields that are asked about are not in it. */
  readonly mapping: MappingFile
  readonly columns: ReadonlyArray<Column>
  readonly questions: ReadonlyArray<Question>
  /** What a person should know, in sentences. */
  readonly notices: ReadonlyArray<string>
  /** How many rows were looked at. */
  readonly sampled: number
  /** Whether the first line seems to be a row and not names: the source should be read without a header. */
  readonly headerless: boolean
}

export interface Options {
  readonly target: Target
  readonly columns: ReadonlyArray<string>
  /** The cells of some rows. Rows with another number of cells than columns are passed by. */
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  /** The name of a preset. @default recognised by the columns */
  readonly preset?: string | undefined
  /** Whether the columns are names from the file. @default true */
  readonly header?: boolean | undefined
}

/** The names of the presets that can be asked for. */
export const presetNames: ReadonlyArray<string> = presets.map(({ name }) => name)

/** Proposes a mapping. */
export const propose = Effect.fnUntraced(function* (options: Options): Effect.fn.Return<Proposal> {
  const now = yield* Clock.currentTimeMillis
  const lookup = yield* Effect.promise(() => countries.load())
  return draft(options, { year: new Date(now).getUTCFullYear(), countryOf: lookup })
})

/** The header and the first rows of a source. */
export interface Sample {
  readonly columns: ReadonlyArray<string>
  readonly records: ReadonlyArray<SourceRecord>
}

/** Reads the header and the first rows of a source. */
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

/** Puts answers into a proposed mapping: the key of a choice, or a country's code, by the question's id. */
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

/** The choice that an answer means, or `undefined` if it means none. */
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
