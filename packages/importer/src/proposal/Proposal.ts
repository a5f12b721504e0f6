/** Proposed mappings, with findings on each column and open questions. */
import type { Entry, MappingFile } from "../MappingFile.ts"
import type { Target } from "../Target.ts"

/** Findings on one column. */
export interface Column {
  readonly column: string
  /** The field that the column fills, or that a question asks about; `undefined` if the column is ignored. */
  readonly field: string | undefined
  /** `certain`: by its name; `likely`: by a synonym or its values; `asked`: a question is open. */
  readonly certainty: "certain" | "likely" | "asked" | "none"
  /** The reason, in a few words. */
  readonly why: string
  /** The most common shapes of its values. */
  readonly shapes: ReadonlyArray<string>
  /** The share of cells that are blank, from 0 to 1. */
  readonly blank: number
}

/** One way to answer a question. */
export interface Choice {
  readonly key: string
  readonly label: string
  /** The entries that this answer sets, by field; `null` removes the field's entry. */
  readonly fields: Readonly<Record<string, Entry | null>>
}

/** A question to the user about an ambiguity of the file. */
export interface Question {
  readonly id: string
  /** The question, ending in a question mark. */
  readonly text: string
  readonly columns: ReadonlyArray<string>
  readonly choices: ReadonlyArray<Choice>
  /** Accepts any two-letter country code besides the choices; the code replaces `$country` in its entries. */
  readonly country?: Choice | undefined
}

/** A proposed mapping. */
export interface Proposal {
  /** The known export that the columns match. */
  readonly preset: { readonly name: string; readonly title: string } | undefined
  /** The mapping without answers. Fields with an open question are not in it. */
  readonly mapping: MappingFile
  readonly columns: ReadonlyArray<Column>
  readonly questions: ReadonlyArray<Question>
  /** Notices for the user, in sentences. */
  readonly notices: ReadonlyArray<string>
  /** The number of sampled rows. */
  readonly sampled: number
  /** Whether the first line looks like a row. If so, read the source without a header. */
  readonly headerless: boolean
}

export interface Options {
  readonly target: Target
  readonly columns: ReadonlyArray<string>
  /** The cells of sampled rows. Rows whose cell count differs from the column count are skipped. */
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
  /** The name of a preset. @default detected by the columns */
  readonly preset?: string | undefined
  /** Whether `columns` are names from the file. @default true */
  readonly header?: boolean | undefined
}
