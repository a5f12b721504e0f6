/**
 * Settings of resources that may change while the sandbox runs. They belong to the process, not to the state.
 */
import type * as Bulk from "../../Bulk.ts"
import type * as Faults from "../../Faults.ts"
import { type Refusal, unprocessable } from "../request/Answer.ts"
import { kebab } from "../request/Inflection.ts"
import * as QuotedTexts from "../faults/QuotedTexts.ts"
import { pointer } from "../request/Validation.ts"

export interface Settings {
  readonly bulk: () => Required<Bulk.Settings>
  readonly setBulk: (changes: Bulk.Settings) => void
  /** The refusal of an account or a list item by the rules of `Faults.Refuse`, invisible to the client. */
  readonly refusal: (attributes: Readonly<Record<string, unknown>>) => Refusal | undefined
  readonly setRefuses: (rules: ReadonlyArray<Faults.Refuse>) => void
}

interface Rule {
  readonly attribute: string
  readonly name: string
  readonly startsWith: string
  readonly quote: Faults.QuoteAs | undefined
}

export const make = (initial: Required<Bulk.Settings>, refuses: ReadonlyArray<Faults.Refuse>): Settings => {
  let bulk = initial
  let rules = prepare(refuses)
  return {
    bulk: () => bulk,
    setBulk: (changes) => {
      bulk = { ...bulk, ...changes }
    },
    refusal: (attributes) => {
      for (const { attribute, name, quote, startsWith } of rules) {
        const custom = attributes["fields"] as Readonly<Record<string, unknown>> | null | undefined
        const value = attributes[name] ?? custom?.[attribute]
        if (typeof value === "string" && value.startsWith(startsWith)) {
          return quote === undefined
            ? unprocessable("The server does not accept this value", pointer(name))
            : QuotedTexts.refusal({ kind: "quote", status: 422, as: quote }, attributes)
        }
      }
      return undefined
    },
    setRefuses: (next) => {
      rules = prepare(next)
    }
  }
}

const prepare = (rules: ReadonlyArray<Faults.Refuse>): ReadonlyArray<Rule> =>
  rules.map(({ attribute, quote, startsWith }) => ({
    attribute,
    quote,
    startsWith,
    name: kebab(attribute)
  }))
