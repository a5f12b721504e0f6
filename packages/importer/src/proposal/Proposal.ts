/** A proposed mapping, with what is known of each column and the questions that are open. */
import type { Entry, MappingFile } from "../MappingFile.ts"
import type { Target } from "../Target.ts"

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

/** A question to the user about what the file does not tell. */
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
  /** Notices for the user, in sentences. */
  readonly notices: ReadonlyArray<string>
  /** How many rows were looked at. */
  readonly sampled: number
  /** Whether the first line seems to be a row and not names: the source should be read without a header. */
  readonly headerless: boolean
}

export interface Options {
  readonly target: Target
  readonly columns: ReadonlyArray<string>
  /** The cells of some rows. Rows with another number of cells than columns are skipped. */
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  /** The name of a preset. @default recognised by the columns */
  readonly preset?: string | undefined
  /** Whether the columns are names from the file. @default true */
  readonly header?: boolean | undefined
}
