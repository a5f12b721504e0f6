/** How a proposal comes about: columns first, then what has to be done with their values, then what is left to ask. */
import { nearest, plainName } from "../mapping/ColumnNames.ts"
import { bySynonym, columnNames } from "../mapping/ColumnMatching.ts"
import { isBlank } from "../values/ValueKind.ts"
import { tags } from "../values/choices.ts"
import { checkDomain, checkEmail, phone } from "../values/contact.ts"
import { country } from "../values/country.ts"
import { isRounded } from "../values/damage.ts"
import { date } from "../values/dates.ts"
import { ip } from "../values/network.ts"
import * as Target from "../Target.ts"
import type { Field, TargetTable } from "../targets/Field.ts"
import { customField, customPrefix } from "../targets/Field.ts"
import type { CountryLookup } from "../mapping/Countries.ts"
import * as dateFormats from "../values/dateFormats.ts"
import { type Entry, headOf } from "../MappingFile.ts"
import { type Preset, presets } from "./Presets.ts"
import type { Choice, Column, Options, Proposal, Question } from "../MappingProposal.ts"
import { shapesOf } from "./Shapes.ts"
import { listNames, synonymsOf, wholeNames } from "../mapping/Synonyms.ts"
import type { Transform } from "../mapping/Transform.ts"

export interface World {
  readonly year: number
  readonly countryOf: CountryLookup
}

interface Seen {
  readonly column: string
  readonly position: number
  /** Values that are not blank, without space around, and without the apostrophes that an export has put in front. */
  readonly values: ReadonlyArray<string>
  readonly escaped: boolean
  readonly blank: number
}

interface Candidate {
  readonly seen: Seen
  readonly certainty: "certain" | "likely"
  readonly why: string
  /** How much the way in which it was found is worth. */
  readonly rank: number
}

/** Proposes a mapping for a target from a header and rows. */
export const draft = (options: Options, world: World): Proposal => {
  const { columns, header = true, target } = options
  const rows = options.rows.filter((row) => row.length === columns.length)
  const seen = columns.map((column, position) => look(column, position, rows))
  const preset = presetOf(options)
  const work: Work = {
    ...options,
    ...world,
    table: Target.table(target),
    seen,
    fields: {},
    found: new Map(),
    states: new Map(),
    questions: [],
    notices: []
  }
  for (const one of seen) match(work, one, preset)
  for (const [field, candidates] of work.found) settle(work, field, candidates)
  if (target._tag === "Accounts") {
    askForNames(work, preset)
    askForReferenceId(work)
  } else askForRequired(work)
  if (target._tag === "ListItems" && target.kind === "email-address") decideMatchType(work)
  if (target._tag === "ListItems") noticeLists(work)
  for (const one of seen) noticeDamage(work, one)
  const used = new Set(Object.values(work.fields).flatMap(columnNames))
  const rest = seen.filter(({ column }) => !used.has(column)).map(({ column }) => column)
  return {
    preset: preset === undefined ? undefined : { name: preset.name, title: preset.title },
    mapping: {
      ...headOf(target),
      ...(preset === undefined ? {} : { preset: preset.name }),
      ...(header ? {} : { header: false }),
      fields: inOrder(work.table, work.fields),
      ...(rest.length === 0 ? {} : { ignore: rest })
    },
    columns: seen.map((one) => stateOf(work, one)),
    questions: work.questions,
    notices: work.notices,
    sampled: rows.length,
    headerless: header && looksLikeRow(columns)
  }
}

interface Work extends Options, World {
  readonly table: TargetTable<unknown>
  readonly seen: ReadonlyArray<Seen>
  readonly fields: Record<string, Entry>
  readonly found: Map<string, Array<Candidate>>
  readonly states: Map<number, Pick<Column, "field" | "certainty" | "why">>
  readonly questions: Array<Question>
  readonly notices: Array<string>
}

const look = (column: string, position: number, rows: ReadonlyArray<ReadonlyArray<string>>): Seen => {
  const cells = rows.map((row) => row[position]!.trim()).filter((cell) => !isBlank(cell))
  const marked = cells.filter((cell) => cell.startsWith("'")).length
  // One apostrophe may be a name's; all of them are the work of an export that is afraid of formulas.
  const escaped = cells.length >= 2 && marked === cells.length
  return {
    column,
    position,
    values: escaped ? cells.map((cell) => cell.slice(1)).filter((cell) => !isBlank(cell)) : cells,
    escaped,
    blank: rows.length === 0 ? 1 : 1 - cells.length / rows.length
  }
}

/** The preset that was asked for, or whose columns are there. */
const presetOf = ({ columns, header = true, preset: wanted, target }: Options): Preset | undefined => {
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
const match = (work: Work, seen: Seen, preset: Preset | undefined): void => {
  const { table, target } = work
  const add = (field: Field, rank: number, certainty: Candidate["certainty"], why: string) => {
    const candidate = { seen, rank, certainty, why }
    work.found.set(field.name, [...(work.found.get(field.name) ?? []), candidate])
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

/** What values look like, for columns whose names say nothing. */
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

/** A column is what nearly all of its values are: a few faulty ones are for the rows to be rejected with. */
const nearlyAll = 0.9

const shareOf = (values: ReadonlyArray<string>, test: (value: string) => boolean): number =>
  values.filter(test).length / values.length

const isEmail = (value: string) => checkEmail(value) === undefined && value.includes(".")
const isDomain = (value: string) => checkDomain(value) === undefined && !/^[\d.]+$/.test(value)

/** Decides which column fills a field, or asks. */
const settle = (work: Work, name: string, candidates: ReadonlyArray<Candidate>): void => {
  const filled = candidates.filter(({ seen }) => seen.values.length > 0)
  const pool = filled.length > 0 ? filled : candidates
  const best = Math.max(...pool.map(({ rank }) => rank))
  const top = pool.filter(({ rank }) => rank === best)
  const field = work.table.fields.find((other) => other.name === name) ?? customField(name)
  const [only] = top
  if (top.length === 1 && only !== undefined) {
    const { certainty, seen, why } = only
    if (only.rank === 0 && work.target._tag === "Accounts") return askWhose(work, field, only)
    work.states.set(seen.position, { field: name, certainty, why })
    fill(work, field, seen)
    return
  }
  for (const { seen } of top) {
    work.states.set(seen.position, {
      field: name,
      certainty: "asked",
      why: "more than one column could fill it"
    })
  }
  const asked: Array<Choice> = top.map(({ seen }, index) => ({
    key: String(index + 1),
    label: seen.column,
    fields: { [name]: entryFor(work, field, seen) }
  }))
  ask(work, {
    id: `${name}-column`,
    text: `Which column holds the ${wordsFor(field)}?`,
    columns: top.map(({ seen }) => seen.column),
    choices: [...asked, { key: String(asked.length + 1), label: "none of them", fields: {} }]
  })
}

/** Addresses under a name that says nothing could be those of somebody else, such as a manager. */
const askWhose = (work: Work, field: Field, { seen, why }: Candidate): void => {
  work.states.set(seen.position, { field: field.name, certainty: "asked", why })
  ask(work, {
    id: `${field.name}-column`,
    text: `${nameOf(work, seen)} holds values for the ${wordsFor(field)}. Are they the people's own?`,
    columns: [seen.column],
    choices: [
      { key: "yes", label: "yes", fields: { [field.name]: entryFor(work, field, seen) } },
      { key: "no", label: "no: leave the column out", fields: {} }
    ]
  })
}

const ask = (work: Work, question: Question): void => {
  work.questions.push(question)
}

const wordsFor = (field: Field): string => field.name.replaceAll("-", " ")

const entry = (seen: Seen, transforms: ReadonlyArray<Transform>): Entry => {
  const steps: ReadonlyArray<Transform> = seen.escaped ? ["unescape", ...transforms] : transforms
  return steps.length === 0 ? seen.column : { column: seen.column, transforms: steps }
}

/** The entry of a field whose column is known, with what its values need; what has to be asked is left as it is. */
const entryFor = (work: Work, field: Field, seen: Seen): Entry => {
  const need = needOf(work, field, seen)
  return entry(seen, need._tag === "Steps" ? need.steps : [])
}

/** Fills a field from a column, and asks if its values can be read in more than one way. */
const fill = (work: Work, field: Field, seen: Seen): void => {
  const need = needOf(work, field, seen)
  if (need._tag === "Steps") {
    work.fields[field.name] = entry(seen, need.steps)
    if (need.notice !== undefined) work.notices.push(need.notice)
    return
  }
  const state = work.states.get(seen.position)
  work.states.set(seen.position, { field: field.name, certainty: "asked", why: state?.why ?? "its name" })
  ask(work, need.question)
}

type Need =
  | { readonly _tag: "Steps"; readonly steps: ReadonlyArray<Transform>; readonly notice?: string }
  | { readonly _tag: "Question"; readonly question: Question }

const steps = (...all: ReadonlyArray<Transform>): Need => ({ _tag: "Steps", steps: all })

/** What has to be done with the values of a column before a field takes them. */
const needOf = (work: Work, field: Field, seen: Seen): Need => {
  switch (field.kind.name) {
    case "date":
      return dateNeed(work, field, seen)
    case "country":
      return countryNeed(work, seen)
    case "phone":
      return phoneNeed(work, field, seen)
    case "tags":
      return tagsNeed(seen)
  }
  return field.name === "address-postal-code" ? postalNeed(work, field, seen) : steps()
}

const dateNeed = (work: Work, field: Field, seen: Seen): Need => {
  const inferred = dateFormats.infer(seen.values, work.year)
  const stepFor = (format: string): Transform =>
    format.includes("yyyy") || !format.includes("yy")
      ? { date: format }
      : { date: { format, latestYear: work.year } }
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
        notice: `${seen.column} is taken for ${wordsFor(field)}, but its values are no dates that are known; such rows will be rejected.`
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
          text: `${why} Does the day or the month come first in ${nameOf(work, seen)}?`,
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

const countryNeed = (work: Work, { column, values }: Seen): Need => {
  const isCode = (value: string) =>
    country.check!(value) === undefined &&
    (work.countryOf(value) ?? value).toUpperCase() === value.toUpperCase()
  if (values.every(isCode)) return steps()
  const unknown = values.filter((value) => work.countryOf(value) === undefined).length
  return unknown === 0
    ? steps("country")
    : {
        _tag: "Steps",
        steps: ["country"],
        notice: `${column} has ${unknown} of ${values.length} values in the sample that are no country that is known; such rows will be rejected.`
      }
}

/** The column of countries, once it is settled. */
const countryColumn = (work: Work): Seen | undefined => {
  const candidates = (work.found.get("country-code") ?? []).filter(({ seen }) => seen.values.length > 0)
  const best = Math.max(0, ...candidates.map(({ rank }) => rank))
  const [only, ...others] = candidates.filter(({ rank }) => rank === best)
  return others.length === 0 ? only?.seen : undefined
}

const phoneNeed = (work: Work, field: Field, seen: Seen): Need => {
  const { target } = work
  // The vendor shows list items as digits with the country code, and says nothing of the phone numbers of accounts.
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
  const home = target._tag === "Accounts" ? countryColumn(work) : undefined
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

const postalNeed = (work: Work, field: Field, seen: Seen): Need => {
  const home = countryColumn(work)
  const american =
    home !== undefined &&
    home.values.length > 0 &&
    home.values.every((value) => work.countryOf(value) === "US")
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

/** Whole names in one column are taken apart only if a person says how. */
const askForNames = (work: Work, preset: Preset | undefined): void => {
  const isNamed = ["name-first", "name-last"].some((name) => (work.found.get(name) ?? []).some(hasValues))
  if (isNamed) return
  const names = preset?.wholeName === undefined ? wholeNames : [preset.wholeName]
  const seen = names
    .map((name) => work.seen.find(({ column }) => plainName(column) === plainName(name)))
    .find((one) => one !== undefined && one.values.length > 0)
  if (seen === undefined || work.states.has(seen.position)) return
  // Empty columns of first and last names give way to the whole one.
  for (const name of ["name-first", "name-last"]) delete work.fields[name]
  work.states.set(seen.position, { field: "name-first", certainty: "asked", why: "it holds whole names" })
  const split = (first: "first" | "all-but-last", last: "rest" | "last") => ({
    "name-first": entry(seen, [{ words: first }]),
    "name-last": entry(seen, [{ words: last }])
  })
  ask(work, {
    id: "name-split",
    text: `${nameOf(work, seen)} holds whole names. How are they taken apart?`,
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

const hasValues = ({ seen }: Candidate) => seen.values.length > 0

const nameOf = (work: Work, { column }: Seen): string => (work.header === false ? `Column ${column}` : column)

/** Without a reference id nothing tells one person from another, so there has to be an answer. */
const askForReferenceId = (work: Work): void => {
  const known = work.fields["reference-id"] !== undefined
  if (known || work.questions.some(({ id }) => id === "reference-id-column")) return
  const rows = work.rows.length
  const unique = work.seen.filter(
    ({ values }) =>
      values.length === rows && rows > 1 && new Set(values.map((value) => value.toLowerCase())).size === rows
  )
  // Names and dates happen to be unique in a small file.
  const sensible = unique.filter(
    ({ position, values }) =>
      !["name-first", "name-middle", "name-last", "birthdate"].includes(
        work.states.get(position)?.field ?? ""
      ) && !values.every((value) => date.check!(value) === undefined)
  )
  const choices = sensible.slice(0, 8).map((seen, index) => ({
    key: String(index + 1),
    label: nameOf(work, seen),
    fields: { "reference-id": entry(seen, []) }
  }))
  ask(work, {
    id: "reference-id-column",
    text: "Which column identifies a person, so that nobody is created twice?",
    columns: sensible.slice(0, 8).map(({ column }) => column),
    choices: [
      ...choices,
      {
        key: String(choices.length + 1),
        label: "none: derive an id from each row (--derive-reference-id)",
        fields: {}
      }
    ]
  })
}

/** Fields without which no row can be sent. */
const askForRequired = (work: Work): void => {
  const { table } = work
  const isAsked = (name: string) =>
    work.questions.some(({ choices }) => choices.some(({ fields }) => fields[name] !== undefined))
  const wanted = [
    ...table.fields.filter(({ required }) => required).map(({ name }) => [name]),
    ...(table.anyOf.length === 0 ? [] : [[...table.anyOf]])
  ].filter((names) => !names.some((name) => work.fields[name] !== undefined || isAsked(name)))
  for (const names of wanted) {
    const name = names[0]!
    const field = table.fields.find((other) => other.name === name)!
    const free = work.seen.filter(({ position, values }) => !work.states.has(position) && values.length > 0)
    const near = nearest(
      name,
      free.map(({ column }) => column)
    )
    const ordered = free.toSorted((a, b) => Number(near.includes(b.column)) - Number(near.includes(a.column)))
    ask(work, {
      id: `${name}-column`,
      text: `Which column holds the ${wordsFor(field)}?`,
      columns: ordered.slice(0, 8).map(({ column }) => column),
      choices: ordered.slice(0, 8).map((seen, index) => ({
        key: String(index + 1),
        label: nameOf(work, seen),
        fields: { [name]: entryFor(work, field, seen) }
      }))
    })
  }
}

/** A list of domains says so in every item; the API's default is not documented. */
const decideMatchType = (work: Work): void => {
  const value = work.fields["value"]
  if (value === undefined || work.fields["match-type"] !== undefined) return
  const seen = work.seen.find(({ column }) => columnNames(value).includes(column))
  if (seen === undefined || seen.values.length === 0) return
  const domains = shareOf(seen.values, (one) => !one.includes("@") && isDomain(one))
  if (domains >= nearlyAll) work.fields["match-type"] = { constant: "domain" }
  else if (domains <= 1 - nearlyAll) work.fields["match-type"] = { constant: "email_address" }
  else {
    ask(work, {
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

/** One file may hold items of several lists. */
const noticeLists = (work: Work): void => {
  const seen = work.seen.find(
    ({ column, position }) =>
      !work.states.has(position) && listNames.some((name) => plainName(name) === plainName(column))
  )
  if (seen === undefined || seen.values.length === 0) return
  work.notices.push(
    `${seen.column} may name the list of each row. If it does, set listColumn in the mapping to it; else all rows go to one list.`
  )
}

/** Damage that can be seen in a column that is sent. */
const noticeDamage = (work: Work, seen: Seen): void => {
  if (!Object.values(work.fields).some((one) => columnNames(one).includes(seen.column))) return
  const rounded = seen.values.filter(isRounded).length
  const name = nameOf(work, seen)
  if (rounded > 0) {
    work.notices.push(
      `${name} has numbers that a spreadsheet has shortened (as 1.23E+11): digits are lost, and ${rounded} of ${seen.values.length} rows in the sample will be rejected. Export again with the column formatted as text.`
    )
  }
  const lost = seen.values.filter((value) => value.includes("\uFFFD")).length
  if (lost > 0) {
    work.notices.push(
      `${name} holds signs of characters that were lost in an earlier conversion, in ${lost} rows of the sample. Export again as UTF-8.`
    )
  }
}

const stateOf = (work: Work, seen: Seen): Column => {
  const state = work.states.get(seen.position)
  return {
    column: seen.column,
    field: state?.field,
    certainty: state?.certainty ?? "none",
    why: state?.why ?? (seen.values.length === 0 ? "it is empty" : "no field is known for it"),
    shapes: shapesOf(seen.values, 2),
    blank: seen.blank
  }
}

/** Whether names of columns are rather the cells of a row: no header holds an address, a date or a long number. */
const looksLikeRow = (columns: ReadonlyArray<string>): boolean =>
  columns.some(
    (column) =>
      isEmail(column) ||
      date.check!(column) === undefined ||
      (/^\+?\d{7,}$/.test(column) && columns.length > 1)
  )

const inOrder = (
  table: TargetTable<unknown>,
  fields: Readonly<Record<string, Entry>>
): Readonly<Record<string, Entry>> => {
  const order = new Map(table.fields.map(({ name }, index) => [name, index]))
  const rank = (name: string) => order.get(name) ?? table.fields.length
  return Object.fromEntries(Object.entries(fields).toSorted(([a], [b]) => rank(a) - rank(b)))
}
