/** Matches columns with fields: by preset, name, synonym or values. Where several columns fit, it asks. */
import { plainName } from "../mapping/ColumnNames.ts"
import { bySynonym } from "../mapping/ColumnMatching.ts"
import { synonymsOf } from "../mapping/Synonyms.ts"
import type * as Target from "../Target.ts"
import { customField, customPrefix, type Field } from "../targets/Field.ts"
import { phone } from "../values/contact.ts"
import { ip } from "../values/network.ts"
import {
  ask,
  type Candidate,
  type Draft,
  isDomain,
  isEmail,
  nameOf,
  nearlyAll,
  type Seen,
  shareOf,
  wordsFor
} from "./Draft.ts"
import { entryFor, fill } from "./InferValues.ts"
import { type Preset, presets } from "./Presets.ts"
import type { Choice, Options } from "./Proposal.ts"

/** The preset that was asked for, or whose columns are there. */
export const presetOf = ({ columns, header = true, preset: wanted, target }: Options): Preset | undefined => {
  if (wanted !== undefined) return presets.find(({ name }) => name === wanted)
  if (target._tag !== "Accounts") return undefined
  const names = new Set(columns.map(plainName))
  const has = (name: string) => names.has(plainName(name))
  return presets.find(
    ({ all, headerless, only, some }) =>
      (headerless === true) === !header &&
      all.every(has) &&
      (some === undefined || some.columns.filter(has).length >= some.least) &&
      (only === undefined ||
        columns.every((column) => only.some((name) => plainName(name) === plainName(column))))
  )
}

/** The fields that a column could fill, by preset, name, synonym, or values. */
export const match = (draft: Draft, seen: Seen, preset: Preset | undefined): void => {
  const { table, target } = draft
  const add = (field: Field, rank: number, certainty: Candidate["certainty"], why: string) => {
    const candidate = { seen, rank, certainty, why }
    draft.found.set(field.name, [...(draft.found.get(field.name) ?? []), candidate])
  }
  const plain = plainName(seen.column)
  for (const [name, columns] of Object.entries(preset?.fields ?? {})) {
    const field = table.fields.find((other) => other.name === name)
    if (field !== undefined && columns.some((column) => plainName(column) === plain)) {
      return add(field, 3, "certain", preset!.title)
    }
  }
  const own = table.fields.find(({ name }) => plainName(name) === plain)
  if (own !== undefined) return add(own, 2, "certain", "its name")
  if (table.custom && seen.column.slice(0, customPrefix.length).toLowerCase() === customPrefix) {
    return add(customField(customPrefix + seen.column.slice(customPrefix.length)), 2, "certain", "its name")
  }
  // A preset knows its columns: what it leaves out is left out.
  if (preset !== undefined && preset.headerless === true) return
  const synonym = bySynonym(table, synonymsOf(target), seen.column)
  if (synonym !== undefined) return add(synonym, 1, "likely", "a synonym")
  const looks = lookalike(target, seen)
  const field = table.fields.find(({ name }) => name === looks?.field)
  if (field !== undefined) add(field, 0, "likely", looks!.why)
}

/** The field that values look like, for columns with meaningless names. */
const lookalike = (
  target: Target.Target,
  { values }: Seen
): { readonly field: string; readonly why: string } | undefined => {
  const all = (test: (value: string) => boolean) => values.length >= 2 && shareOf(values, test) >= nearlyAll
  if (target._tag === "Accounts") {
    return all(isEmail) ? { field: "email-address", why: "values look like e-mail addresses" } : undefined
  }
  if (target._tag !== "ListItems") return undefined
  switch (target.kind) {
    case "email-address":
      return all((value) => isEmail(value) || isDomain(value))
        ? { field: "value", why: "values look like addresses or domains" }
        : undefined
    case "ip-address":
      return all((value) => ip.check!(value) === undefined)
        ? { field: "value", why: "values look like IP addresses" }
        : undefined
    case "phone-number":
      return all((value) => phone.check!(value) === undefined && value.replaceAll(/\D/g, "").length >= 7)
        ? { field: "value", why: "values look like phone numbers" }
        : undefined
    case "country":
      return all((value) => /^[A-Z]{2}$/.test(value))
        ? { field: "country-code", why: "values look like country codes" }
        : undefined
    default:
      return undefined
  }
}

/** Decides which column fills a field, or asks. */
export const settle = (draft: Draft, name: string, candidates: ReadonlyArray<Candidate>): void => {
  const filled = candidates.filter(({ seen }) => seen.values.length > 0)
  const pool = filled.length > 0 ? filled : candidates
  const best = Math.max(...pool.map(({ rank }) => rank))
  const top = pool.filter(({ rank }) => rank === best)
  const field = draft.table.fields.find((other) => other.name === name) ?? customField(name)
  const [only] = top
  if (top.length === 1 && only !== undefined) {
    const { certainty, seen, why } = only
    if (only.rank === 0 && draft.target._tag === "Accounts") return askWhose(draft, field, only)
    draft.states.set(seen.position, { field: name, certainty, why })
    fill(draft, field, seen)
    return
  }
  for (const { seen } of top) {
    draft.states.set(seen.position, {
      field: name,
      certainty: "asked",
      why: "more than one column could fill it"
    })
  }
  const asked: Array<Choice> = top.map(({ seen }, index) => ({
    key: String(index + 1),
    label: seen.column,
    fields: { [name]: entryFor(draft, field, seen) }
  }))
  ask(draft, {
    id: `${name}-column`,
    text: `Which column holds the ${wordsFor(field)}?`,
    columns: top.map(({ seen }) => seen.column),
    choices: [...asked, { key: String(asked.length + 1), label: "none of them", fields: {} }]
  })
}

/** Addresses in a column with a meaningless name may belong to another person, such as a manager. */
const askWhose = (draft: Draft, field: Field, { seen, why }: Candidate): void => {
  draft.states.set(seen.position, { field: field.name, certainty: "asked", why })
  ask(draft, {
    id: `${field.name}-column`,
    text: `${nameOf(draft, seen)} holds values for the ${wordsFor(field)}. Are they the people's own?`,
    columns: [seen.column],
    choices: [
      { key: "yes", label: "yes", fields: { [field.name]: entryFor(draft, field, seen) } },
      { key: "no", label: "no: leave the column out", fields: {} }
    ]
  })
}
