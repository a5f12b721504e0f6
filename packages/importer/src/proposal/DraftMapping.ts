/** Drafts a mapping: matches columns, infers what their values need, and asks about what is left. */
import { columnNames } from "../mapping/ColumnMatching.ts"
import { headOf, type Entry } from "../MappingFile.ts"
import * as Target from "../Target.ts"
import type { TargetTable } from "../targets/Field.ts"
import { date } from "../values/dates.ts"
import { isBlank } from "../values/ValueKind.ts"
import { isEmail, type Draft, type Seen, type World } from "./Draft.ts"
import { match, presetOf, settle } from "./MatchColumns.ts"
import { noticeDamage, noticeLists } from "./Notices.ts"
import type { Column, Options, Proposal } from "./Proposal.ts"
import { askForNames, askForReferenceId, askForRequired, decideMatchType } from "./Questions.ts"
import { shapesOf } from "./Shapes.ts"

/** Proposes a mapping for a target from a header and rows. */
export const draftMapping = (options: Options, world: World): Proposal => {
  const { columns, header = true, target } = options
  const rows = options.rows.filter((row) => row.length === columns.length)
  const seen = columns.map((column, position) => look(column, position, rows))
  const preset = presetOf(options)
  const draft: Draft = {
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
  for (const one of seen) match(draft, one, preset)
  for (const [field, candidates] of draft.found) settle(draft, field, candidates)
  if (target._tag === "Accounts") {
    askForNames(draft, preset)
    askForReferenceId(draft)
  } else askForRequired(draft)
  if (target._tag === "ListItems" && target.kind === "email-address") decideMatchType(draft)
  if (target._tag === "ListItems") noticeLists(draft)
  for (const one of seen) noticeDamage(draft, one)
  const used = new Set(Object.values(draft.fields).flatMap(columnNames))
  const rest = seen.filter(({ column }) => !used.has(column)).map(({ column }) => column)
  return {
    preset: preset === undefined ? undefined : { name: preset.name, title: preset.title },
    mapping: {
      ...headOf(target),
      ...(preset === undefined ? {} : { preset: preset.name }),
      ...(header ? {} : { header: false }),
      fields: inOrder(draft.table, draft.fields),
      ...(rest.length === 0 ? {} : { ignore: rest })
    },
    columns: seen.map((one) => stateOf(draft, one)),
    questions: draft.questions,
    notices: draft.notices,
    sampled: rows.length,
    headerless: header && looksLikeRow(columns)
  }
}

const look = (column: string, position: number, rows: ReadonlyArray<ReadonlyArray<string>>): Seen => {
  const cells = rows.map((row) => row[position]!.trim()).filter((cell) => !isBlank(cell))
  const marked = cells.filter((cell) => cell.startsWith("'")).length
  // One apostrophe may be a name's; an apostrophe in every cell comes from an export that guards against formulas.
  const escaped = cells.length >= 2 && marked === cells.length
  return {
    column,
    position,
    values: escaped ? cells.map((cell) => cell.slice(1)).filter((cell) => !isBlank(cell)) : cells,
    escaped,
    blank: rows.length === 0 ? 1 : 1 - cells.length / rows.length
  }
}

const stateOf = (draft: Draft, seen: Seen): Column => {
  const state = draft.states.get(seen.position)
  return {
    column: seen.column,
    field: state?.field,
    certainty: state?.certainty ?? "none",
    why: state?.why ?? (seen.values.length === 0 ? "it is empty" : "no field is known for it"),
    shapes: shapesOf(seen.values, 2),
    blank: seen.blank
  }
}

/** Whether the header looks like a row: no column name is an address, a date or a long number. */
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
