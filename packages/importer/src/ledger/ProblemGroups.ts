/** The reasons of rejected rows, grouped for reports. */
import type { DatabaseSync, SQLOutputValue } from "node:sqlite"
import { adviceFor } from "../Problems.ts"
import { rowLine } from "./AddedLine.ts"
import type { Group } from "../Problems.ts"
import { plainName } from "../mapping/ColumnNames.ts"

/** Code, column, field, reason and suggestion of a kind of problem. */
export type Kind = readonly [code: string, column: string, field: string, reason: string, suggestion: string]

/** The id of a kind of problem; inserts a new kind. */
export const kindOf = (database: DatabaseSync, kind: Kind): number => {
  database.prepare("INSERT OR IGNORE INTO kind VALUES (NULL, ?, ?, ?, ?, ?)").run(...kind)
  const found = database
    .prepare(
      "SELECT id FROM kind WHERE code = ? AND place = ? AND field = ? AND reason = ? AND suggestion = ?"
    )
    .get(...kind)
  return Number(found?.["id"])
}

/** The ledger's entry for the column of each field. */
export const columnsEntry = "columns"

/** The ledger's entry for the last chosen engine and the reason. */
export const engineEntry = "engine"

/** The ledger's entry for the number of lines before each of several files. */
export const filesEntry = "files"

/** Example lines of each group. */
const examples = 5

/** Limit of distinct groups: the number of different API messages has none. */
const maxGroups = 500

/** The problems of the rows that a scan has rejected, the most frequent first. */
export const groups = (database: DatabaseSync, scan: number): ReadonlyArray<Group> => {
  const columns = columnsOf(database)
  const all = new Map<string, Draft>()
  const add = (group: Omit<Group, "rows" | "lines">, rows: number, lines: ReadonlyArray<number>) => {
    const { code, column, field, reason, suggestion = "" } = group
    const key = JSON.stringify([code, column, field, reason, suggestion])
    const draft = all.get(key)
    if (draft === undefined) all.set(key, { ...group, rows, lines: [...lines] })
    else {
      draft.rows += rows
      draft.lines = [...draft.lines, ...lines].toSorted((a, b) => a - b).slice(0, examples)
    }
  }

  for (const group of combinations(database, scan, "row")) {
    const [code, reason, pointer] = [String(group["code"]), String(group["reason"]), textOf(group["pointer"])]
    const lines = linesOf(
      database,
      `SELECT line FROM row WHERE outcome = 'Rejected' AND pass = ? AND code IS ? AND reason IS ? AND pointer IS ?`,
      scan,
      code,
      reason,
      pointer ?? null
    )
    add({ code, reason, ...columns(pointer), suggestion: adviceFor(code) }, Number(group["n"]), lines)
  }
  for (const group of combinations(database, scan, "refused")) {
    const [code, reason, pointer] = [String(group["code"]), String(group["reason"]), textOf(group["pointer"])]
    const kinds = textOf(group["kinds"])
    const lines = linesOf(
      database,
      `SELECT line FROM refused WHERE pass = ? AND code IS ? AND reason IS ? AND pointer IS ? AND kinds IS ?`,
      scan,
      code,
      reason,
      pointer ?? null,
      kinds ?? null
    )
    // A ledger of an older version has one problem for each row, and no advice.
    const sorts =
      kinds === undefined
        ? [{ code, reason, ...columns(pointer), suggestion: adviceFor(code) }]
        : kinds.split(",").flatMap((id) => sortOf(database, Number(id)))
    for (const sort of sorts) add(sort, Number(group["n"]), lines)
  }
  return [...all.values()]
    .toSorted((a, b) => b.rows - a.rows || (a.lines[0] ?? 0) - (b.lines[0] ?? 0))
    .map((draft) => ({ ...draft, lines: draft.lines.map(rowLine) }))
}

type Draft = Omit<Group, "rows" | "lines"> & { rows: number; lines: ReadonlyArray<number> }

const combinations = (database: DatabaseSync, scan: number, table: "row" | "refused") => {
  const [kinds, which] = table === "row" ? ["NULL", "outcome = 'Rejected' AND "] : ["kinds", ""]
  return database
    .prepare(
      `SELECT code, reason, pointer, ${kinds} AS kinds, count(*) AS n FROM ${table} WHERE ${which}pass = ?
       GROUP BY 1, 2, 3, 4 ORDER BY n DESC LIMIT ${maxGroups}`
    )
    .all(scan)
}

const linesOf = (
  database: DatabaseSync,
  select: string,
  ...values: ReadonlyArray<string | number | null>
): ReadonlyArray<number> =>
  database
    .prepare(`${select} ORDER BY line LIMIT ${examples}`)
    .all(...values)
    .map((row) => Number(row["line"]))

const sortOf = (database: DatabaseSync, id: number): ReadonlyArray<Omit<Group, "rows" | "lines">> => {
  const row = database.prepare("SELECT * FROM kind WHERE id = ?").get(id)
  if (row === undefined) return []
  const [code, suggestion] = [String(row["code"]), String(row["suggestion"])]
  return [
    {
      code,
      column: String(row["place"]),
      field: String(row["field"]),
      reason: String(row["reason"]),
      suggestion: suggestion === "" ? adviceFor(code) : suggestion
    }
  ]
}

/** Finds the column behind a part of a request that the API refused, or behind a field. */
const columnsOf = (database: DatabaseSync) => {
  const text = textOf(database.prepare("SELECT value FROM meta WHERE name = ?").get(columnsEntry)?.["value"])
  const known = text === undefined ? [] : (JSON.parse(text) as ReadonlyArray<readonly [string, string]>)
  return (pointer: string | undefined): { readonly column: string; readonly field: string } => {
    const place = plainName((pointer ?? "").replace(/^\/?data\/attributes\//, "").replaceAll("/", "."))
    const [field = "", column = ""] = known.find(([field]) => plainName(field) === place) ?? []
    return { column, field }
  }
}

const textOf = (value: SQLOutputValue | undefined): string | undefined =>
  value === null || value === undefined ? undefined : String(value)
