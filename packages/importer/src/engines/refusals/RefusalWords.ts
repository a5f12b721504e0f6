/**
 * The wording of a row's refusal in reports: a known title of the API unchanged, any other text without the row's
 * values. After {@link maxTexts} different texts, the meaning of the status is used instead.
 */
import type { Problem } from "@effect-persona/core/PersonaError"
import * as Redacted from "effect/Redacted"
import * as RowMessage from "./RowMessage.ts"

/** Words, and the part of the request that they refer to. */
export interface Words {
  readonly words: string
  readonly pointer: string | undefined
}

export interface RefusalWords {
  /** The words of a problem for the row of a request. */
  readonly of: (problem: Problem, request: unknown) => Words
}

/** The most different texts of one process. Each row keeps its text, and reports group by it. */
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

/** Passes the first `texts` different texts; later ones are replaced by `otherwise`. */
export const limit = (texts: number): ((text: string, otherwise: string) => string) => {
  const known = new Set<string>()
  return (text, otherwise) => {
    if (known.size < texts) known.add(text)
    return known.has(text) ? text : otherwise
  }
}

/** The values of a request by name. The object's type is not a value of the row. */
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
