/** Questions about the mapping as a whole: whole names, reference ids, required fields, the match type. */
import { columnNames } from "../mapping/ColumnMatching.ts"
import { nearest, plainName } from "../mapping/ColumnNames.ts"
import { wholeNames } from "../mapping/Synonyms.ts"
import { date } from "../values/dates.ts"
import { ask, entry, hasValues, isDomain, nameOf, nearlyAll, shareOf, wordsFor, type Draft } from "./Draft.ts"
import { entryFor } from "./InferValues.ts"
import type { Preset } from "./Presets.ts"

/** Whole names in one column are split only as the user says. */
export const askForNames = (draft: Draft, preset: Preset | undefined): void => {
  const isNamed = ["name-first", "name-last"].some((name) => (draft.found.get(name) ?? []).some(hasValues))
  if (isNamed) return
  const names = preset?.wholeName === undefined ? wholeNames : [preset.wholeName]
  const seen = names
    .map((name) => draft.seen.find(({ column }) => plainName(column) === plainName(name)))
    .find((one) => one !== undefined && one.values.length > 0)
  if (seen === undefined || draft.states.has(seen.position)) return
  // Empty columns of first and last names give way to the whole one.
  for (const name of ["name-first", "name-last"]) delete draft.fields[name]
  draft.states.set(seen.position, { field: "name-first", certainty: "asked", why: "it holds whole names" })
  const split = (first: "first" | "all-but-last", last: "rest" | "last") => ({
    "name-first": entry(seen, [{ words: first }]),
    "name-last": entry(seen, [{ words: last }])
  })
  ask(draft, {
    id: "name-split",
    text: `${nameOf(draft, seen)} holds whole names. How should they be split?`,
    columns: [seen.column],
    choices: [
      { key: "last", label: "the last word is the last name", fields: split("all-but-last", "last") },
      { key: "first", label: "the first word is the first name", fields: split("first", "rest") },
      {
        key: "whole",
        label: "not at all: the whole is the last name",
        fields: { "name-last": entry(seen, []) }
      },
      { key: "none", label: "leave names out", fields: {} }
    ]
  })
}

/** Without a reference id nothing identifies a person, so this question is always asked. */
export const askForReferenceId = (draft: Draft): void => {
  const known = draft.fields["reference-id"] !== undefined
  if (known || draft.questions.some(({ id }) => id === "reference-id-column")) return
  const rows = draft.rows.length
  const unique = draft.seen.filter(
    ({ values }) =>
      values.length === rows && rows > 1 && new Set(values.map((value) => value.toLowerCase())).size === rows
  )
  // Names and dates happen to be unique in a small file.
  const sensible = unique.filter(
    ({ position, values }) =>
      !["name-first", "name-middle", "name-last", "birthdate"].includes(
        draft.states.get(position)?.field ?? ""
      ) && !values.every((value) => date.check!(value) === undefined)
  )
  const choices = sensible.slice(0, 8).map((seen, index) => ({
    key: String(index + 1),
    label: nameOf(draft, seen),
    fields: { "reference-id": entry(seen, []) }
  }))
  ask(draft, {
    id: "reference-id-column",
    text: "Which column identifies a person, so that each is created only once?",
    columns: sensible.slice(0, 8).map(({ column }) => column),
    choices: [
      ...choices,
      {
        key: String(choices.length + 1),
        label: "none: derive an id from each row",
        fields: {}
      }
    ]
  })
}

/** Fields without which no row can be sent. */
export const askForRequired = (draft: Draft): void => {
  const { table } = draft
  const isAsked = (name: string) =>
    draft.questions.some(({ choices }) => choices.some(({ fields }) => fields[name] !== undefined))
  const wanted = [
    ...table.fields.filter(({ required }) => required).map(({ name }) => [name]),
    ...(table.anyOf.length === 0 ? [] : [[...table.anyOf]])
  ].filter((names) => !names.some((name) => draft.fields[name] !== undefined || isAsked(name)))
  for (const names of wanted) {
    const name = names[0]!
    const field = table.fields.find((other) => other.name === name)!
    const free = draft.seen.filter(({ position, values }) => !draft.states.has(position) && values.length > 0)
    const near = nearest(
      name,
      free.map(({ column }) => column)
    )
    const ordered = free.toSorted((a, b) => Number(near.includes(b.column)) - Number(near.includes(a.column)))
    ask(draft, {
      id: `${name}-column`,
      text: `Which column holds the ${wordsFor(field)}?`,
      columns: ordered.slice(0, 8).map(({ column }) => column),
      choices: ordered.slice(0, 8).map((seen, index) => ({
        key: String(index + 1),
        label: nameOf(draft, seen),
        fields: { [name]: entryFor(draft, field, seen) }
      }))
    })
  }
}

/** A list of domains says so in every item; the API's default is not documented. */
export const decideMatchType = (draft: Draft): void => {
  const value = draft.fields["value"]
  if (value === undefined || draft.fields["match-type"] !== undefined) return
  const seen = draft.seen.find(({ column }) => columnNames(value).includes(column))
  if (seen === undefined || seen.values.length === 0) return
  const domains = shareOf(seen.values, (one) => !one.includes("@") && isDomain(one))
  if (domains >= nearlyAll) draft.fields["match-type"] = { constant: "domain" }
  else if (domains <= 1 - nearlyAll) draft.fields["match-type"] = { constant: "email_address" }
  else {
    ask(draft, {
      id: "match-type",
      text: `${seen.column} has whole addresses and domains. Which of them is this import for? (The others are rejected; import them in a second run.)`,
      columns: [seen.column],
      choices: [
        { key: "email_address", label: "addresses", fields: { "match-type": { constant: "email_address" } } },
        { key: "domain", label: "domains", fields: { "match-type": { constant: "domain" } } }
      ]
    })
  }
}
