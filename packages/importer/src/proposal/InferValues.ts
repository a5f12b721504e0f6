/** Infers what the values of a column need before a field takes them: a date format, a country, a split, a question. */
import type { Transform } from "../mapping/Transform.ts"
import type { Entry } from "../MappingFile.ts"
import type { Field } from "../targets/Field.ts"
import { tags } from "../values/choices.ts"
import { country } from "../values/country.ts"
import * as dateFormats from "../values/dateFormats.ts"
import { ask, entry, nameOf, type Draft, type Seen, wordsFor } from "./Draft.ts"
import type { Choice, Question } from "./Proposal.ts"

/** The entry of a field whose column is known, with the steps that its values need; open questions change nothing. */
export const entryFor = (draft: Draft, field: Field, seen: Seen): Entry => {
  const need = needOf(draft, field, seen)
  return entry(seen, need._tag === "Steps" ? need.steps : [])
}

/** Fills a field from a column, and asks if its values can be read in more than one way. */
export const fill = (draft: Draft, field: Field, seen: Seen): void => {
  const need = needOf(draft, field, seen)
  if (need._tag === "Steps") {
    draft.fields[field.name] = entry(seen, need.steps)
    if (need.notice !== undefined) draft.notices.push(need.notice)
    return
  }
  const state = draft.states.get(seen.position)
  draft.states.set(seen.position, { field: field.name, certainty: "asked", why: state?.why ?? "its name" })
  ask(draft, need.question)
}

type Need =
  | { readonly _tag: "Steps"; readonly steps: ReadonlyArray<Transform>; readonly notice?: string }
  | { readonly _tag: "Question"; readonly question: Question }

const steps = (...all: ReadonlyArray<Transform>): Need => ({ _tag: "Steps", steps: all })

/** What the values of a column need before a field takes them. */
const needOf = (draft: Draft, field: Field, seen: Seen): Need => {
  switch (field.kind.name) {
    case "date":
      return dateNeed(draft, field, seen)
    case "country":
      return countryNeed(draft, seen)
    case "phone":
      return phoneNeed(draft, field, seen)
    case "tags":
      return tagsNeed(seen)
  }
  return field.name === "address-postal-code" ? postalNeed(draft, field, seen) : steps()
}

const dateNeed = (draft: Draft, field: Field, seen: Seen): Need => {
  const inferred = dateFormats.infer(seen.values, draft.year)
  const stepFor = (format: string): Transform =>
    format.includes("yyyy") || !format.includes("yy")
      ? { date: format }
      : { date: { format, latestYear: draft.year } }
  switch (inferred._tag) {
    case "Plain":
      return steps()
    case "Format": {
      const need = steps(stepFor(inferred.format))
      return inferred.format === "excel" && need._tag === "Steps"
        ? {
            ...need,
            notice: `${seen.column} holds day numbers of a spreadsheet; they are read back as dates.`
          }
        : need
    }
    case "NoDates":
      return {
        ...(steps() as Extract<Need, { _tag: "Steps" }>),
        notice: `${seen.column} is mapped to ${wordsFor(field)}, but its values are in no known date format; such rows will be rejected.`
      }
    case "Ambiguous": {
      const dayFirst = inferred.formats.find((format) => format.startsWith("d"))!
      const monthFirst = inferred.formats.find((format) => format.startsWith("M"))!
      const why = inferred.mixed
        ? "Some rows fit only one order and some only the other."
        : "Both orders fit every row."
      const choice = (key: string, label: string, format: string): Choice => ({
        key,
        label,
        fields: { [field.name]: entry(seen, [stepFor(format)]) }
      })
      return {
        _tag: "Question",
        question: {
          id: `${field.name}-order`,
          text: `${why} Does the day or the month come first in ${nameOf(draft, seen)}?`,
          columns: [seen.column],
          choices: [
            choice("day", `the day (${dayFirst})`, dayFirst),
            choice("month", `the month (${monthFirst})`, monthFirst)
          ]
        }
      }
    }
  }
}

const countryNeed = (draft: Draft, { column, values }: Seen): Need => {
  const isCode = (value: string) =>
    country.check!(value) === undefined &&
    (draft.countryOf(value) ?? value).toUpperCase() === value.toUpperCase()
  if (values.every(isCode)) return steps()
  const unknown = values.filter((value) => draft.countryOf(value) === undefined).length
  return unknown === 0
    ? steps("country")
    : {
        _tag: "Steps",
        steps: ["country"],
        notice: `${column} has ${unknown} of ${values.length} values in the sample that are not known as countries; such rows will be rejected.`
      }
}

/** The column of countries, once it is settled. */
const countryColumn = (draft: Draft): Seen | undefined => {
  const candidates = (draft.found.get("country-code") ?? []).filter(({ seen }) => seen.values.length > 0)
  const best = Math.max(0, ...candidates.map(({ rank }) => rank))
  const [only, ...others] = candidates.filter(({ rank }) => rank === best)
  return others.length === 0 ? only?.seen : undefined
}

const phoneNeed = (draft: Draft, field: Field, seen: Seen): Need => {
  const { target } = draft
  // The vendor shows list items as digits with the country code, and documents no form for phone numbers of accounts.
  const form = target._tag === "ListItems" ? ("digits" as const) : undefined
  if (seen.values.length === 0) return steps()
  const withForm = form === undefined ? {} : { form }
  const international = seen.values.every((value) => /^\(?(?:\+|00)/.test(value))
  if (international) {
    // The API documents no form for accounts, so what has its country code is sent as it is written.
    return form === undefined && seen.values.every((value) => /^\(?\+/.test(value))
      ? steps()
      : steps({ phone: withForm })
  }
  if (form === "digits" && seen.values.every((value) => /^[1-9]\d{9,14}$/.test(value))) return steps()
  const home = target._tag === "Accounts" ? countryColumn(draft) : undefined
  if (home !== undefined && home.values.length >= seen.values.length) {
    return steps({ phone: { country: { column: home.column }, ...withForm } })
  }
  const choice = (code: string, label: string): Choice => ({
    key: code,
    label,
    fields: { [field.name]: entry(seen, [{ phone: { country: code, ...withForm } }]) }
  })
  return {
    _tag: "Question",
    question: {
      id: `${field.name}-country`,
      text: `${seen.column} has numbers without a country code. Which country are they from?`,
      columns: [seen.column],
      choices: [
        {
          key: "reject",
          label: "unknown: reject those rows",
          fields: { [field.name]: entry(seen, [{ phone: withForm }]) }
        },
        { key: "leave", label: "send them as they are written", fields: { [field.name]: entry(seen, []) } }
      ],
      country: choice("$country", "numbers of $country")
    }
  }
}

const tagsNeed = ({ column, values }: Seen): Need => {
  if (values.some((value) => value.includes(";"))) return steps()
  const sign = [",", "|", "/"].find((other) => values.some((value) => value.includes(other)))
  if (sign === undefined || tags.convert === undefined) return steps()
  return {
    _tag: "Steps",
    steps: [{ split: sign }],
    notice: `${column} is split into tags at "${sign}".`
  }
}

const postalNeed = (draft: Draft, field: Field, seen: Seen): Need => {
  const home = countryColumn(draft)
  const american =
    home !== undefined &&
    home.values.length > 0 &&
    home.values.every((value) => draft.countryOf(value) === "US")
  const short = seen.values.filter((value) => /^\d{3,4}$/.test(value)).length
  if (!american || short === 0) return steps()
  return {
    _tag: "Question",
    question: {
      id: `${field.name}-zeros`,
      text: `${seen.column} has ZIP codes of fewer than five digits, as when a spreadsheet takes leading zeros off. Put them back?`,
      columns: [seen.column],
      choices: [
        { key: "yes", label: "yes, up to five digits", fields: { [field.name]: entry(seen, [{ pad: 5 }]) } },
        { key: "no", label: "no, reject those rows", fields: { [field.name]: entry(seen, []) } }
      ]
    }
  }
}
