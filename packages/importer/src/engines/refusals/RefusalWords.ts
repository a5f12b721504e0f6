/**
 * What a refusal of a row says, in words that can be shown: a title that the API is known to use as it is, any other one
 * without the row's values. Kept small: after so many different texts, what the status means is said instead.
 */
import type { Problem } from "@effect-persona/core/PersonaError"
import * as Redacted from "effect/Redacted"
import * as RowMessage from "./RowMessage.ts"

/** Words, and the part of the request that they are about. */
export interface Words {
  readonly words: string
  readonly pointer: string | undefined
}

export interface RefusalWords {
  /** What a problem says of the row that a request was made of. */
  readonly of: (problem: Problem, request: unknown) => Words
}

/** Different texts of one process at most: what they say is kept for each row, and grouped by it. */
export const maxTexts = 200

export const make = (kind: "account" | "list" | "list-item"): RefusalWords => {
  const limited = limit(maxTexts)
  return {
    of: (problem, request) => {
      const { pointer, said, title } = problem
      const words = said === undefined ? undefined : Redacted.value(said).title
      if (words === undefined || words.trim().toLowerCase() === title.toLowerCase()) {
        return { words: title, pointer }
      }
      const described = RowMessage.describe(words, rowOf(request), { closed: kind !== "account" })
      const isShown = described.reason !== RowMessage.unexplained
      return {
        words: isShown ? limited(described.reason, title) : title,
        pointer: pointer ?? described.pointer
      }
    }
  }
}

/** Lets so many different texts through; what comes after them is said in other words. */
export const limit = (texts: number): ((text: string, otherwise: string) => string) => {
  const known = new Set<string>()
  return (text, otherwise) => {
    if (known.size < texts) known.add(text)
    return known.has(text) ? text : otherwise
  }
}

/** The values of a request by their names. What kind an object is of is no value of the row's. */
const rowOf = (request: unknown): Readonly<Record<string, unknown>> => {
  const { data } = request as { readonly data?: { readonly attributes?: Readonly<Record<string, unknown>> } }
  const row: Record<string, unknown> = {}
  for (const [name, value] of Object.entries(data?.attributes ?? {})) {
    if (name === "fields") Object.assign(row, value)
    else if (name !== "matchType")
      row[name.replaceAll(/[A-Z]|\d+/g, (part) => `-${part.toLowerCase()}`)] = value
  }
  return row
}
