/** A mapping in the making: the columns of a sample, and what is known, asked and noticed about them so far. */
import type { CountryLookup } from "../mapping/Countries.ts"
import type { Transform } from "../mapping/Transform.ts"
import type { Entry } from "../MappingFile.ts"
import type { Field, TargetTable } from "../targets/Field.ts"
import { checkDomain, checkEmail } from "../values/contact.ts"
import type { Column, Options, Question } from "./Proposal.ts"

export interface World {
  readonly year: number
  readonly countryOf: CountryLookup
}

export interface Seen {
  readonly column: string
  readonly position: number
  /** Values that are not blank, without space around, and without the apostrophes that an export has put in front. */
  readonly values: ReadonlyArray<string>
  readonly escaped: boolean
  readonly blank: number
}

export interface Candidate {
  readonly seen: Seen
  readonly certainty: "certain" | "likely"
  readonly why: string
  /** How much the way in which it was found is worth. */
  readonly rank: number
}

export interface Draft extends Options, World {
  readonly table: TargetTable<unknown>
  readonly seen: ReadonlyArray<Seen>
  readonly fields: Record<string, Entry>
  readonly found: Map<string, Array<Candidate>>
  readonly states: Map<number, Pick<Column, "field" | "certainty" | "why">>
  readonly questions: Array<Question>
  readonly notices: Array<string>
}

export const ask = (draft: Draft, question: Question): void => {
  draft.questions.push(question)
}

export const wordsFor = (field: Field): string => field.name.replaceAll("-", " ")

export const nameOf = (draft: Draft, { column }: Seen): string =>
  draft.header === false ? `Column ${column}` : column

export const entry = (seen: Seen, transforms: ReadonlyArray<Transform>): Entry => {
  const steps: ReadonlyArray<Transform> = seen.escaped ? ["unescape", ...transforms] : transforms
  return steps.length === 0 ? seen.column : { column: seen.column, transforms: steps }
}

/** The share of values that decides what a column holds: a few faulty ones only reject their rows. */
export const nearlyAll = 0.9

export const shareOf = (values: ReadonlyArray<string>, test: (value: string) => boolean): number =>
  values.filter(test).length / values.length

export const isEmail = (value: string) => checkEmail(value) === undefined && value.includes(".")

export const isDomain = (value: string) => checkDomain(value) === undefined && !/^[\d.]+$/.test(value)

export const hasValues = ({ seen }: Candidate) => seen.values.length > 0
