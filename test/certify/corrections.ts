/** What a person does with a reject file: corrects some of its rows, adds some, and saves it where it lies or elsewhere. */
import { parse } from "csv-parse/sync"
import * as fs from "node:fs"
import * as path from "node:path"
import { cellsOf, type File, quoted, type Row } from "./files.ts"
import type { Kind } from "./kinds.ts"
import type { Random } from "./random.ts"
import type { Event } from "./script.ts"

/** A reject file as a person has left it. */
export interface Correction {
  readonly file: string
  readonly where: "in place" | "copy"
  readonly bytes: Buffer
  /** What rows of the source were corrected to, by their numbers. */
  readonly rows: ReadonlyMap<number, Row>
  readonly added: ReadonlyArray<Row>
  /** Whether it was imported: not yet, at least in part, or to its end. */
  state: "made" | "begun" | "done"
}

/** The reject file that a person would open: the latest one of the run. */
export const latestRejects = (stateDirectory: string): string | undefined => {
  const runs = path.join(stateDirectory, "runs")
  if (!fs.existsSync(runs)) return undefined
  const files = fs
    .readdirSync(runs)
    .flatMap((run) => fs.readdirSync(path.join(runs, run)).map((name) => path.join(runs, run, name)))
    .filter((file) => /rejects(?:-\d+)?\.csv$/.test(file))
  return files.toSorted((one, other) => fs.statSync(one).mtimeMs - fs.statSync(other).mtimeMs).at(-1)
}

export interface Options {
  readonly random: Random
  readonly kind: Kind
  readonly event: Extract<Event, { readonly kind: "correct rejects" }>
  readonly rejects: string
  /** The source that the rows were rejected from. */
  readonly source: File
  /** Where a copy goes. */
  readonly copy: string
  /** Numbers from here on stand for nothing yet. */
  readonly next: number
}

/** Corrects a reject file; nothing where it has no row that a person would correct. */
export const correct = ({
  copy,
  event,
  kind,
  next,
  random,
  rejects,
  source
}: Options): Correction | undefined => {
  const [header = [], ...records] = parse(fs.readFileSync(rejects), {
    bom: true,
    relax_column_count: true
  }) as ReadonlyArray<ReadonlyArray<string>>
  let number = next
  const rows = new Map<number, Row>()
  const texts = records.map((record) => {
    const line = lineOf(record[header.indexOf("persona-row")] ?? "")
    const row = line === undefined ? undefined : source.rows[line - 2]
    if (row === undefined || !isCorrectable(row) || !random.chance(event.percent / 100)) return record
    // Some turn out to be about somebody else.
    const corrected: Row = { ...row, is: "valid", n: random.chance(0.2) ? number++ : row.n }
    rows.set(row.n, corrected)
    return filled(header, cellsOf(kind, corrected), record)
  })
  const added = Array.from({ length: event.added }, (): Row => ({
    n: number++,
    version: 0,
    spelling: 0,
    is: "valid"
  }))
  if (rows.size + added.length === 0) return undefined
  const file = event.where === "in place" ? rejects : copy
  const all = [header, ...texts, ...added.map((row) => filled(header, cellsOf(kind, row), []))]
  const bytes = Buffer.from(all.map((record) => `${record.map(quoted).join(",")}\n`).join(""))
  fs.writeFileSync(file, bytes, { mode: 0o600 })
  return { file, where: event.where, bytes, rows, added, state: "made" }
}

/** Rows that nothing else stands for, so that a corrected one is its own. */
const isCorrectable = ({ is }: Row): boolean => is === "invalid" || is === "refused"

const filled = (
  header: ReadonlyArray<string>,
  cells: Readonly<Record<string, string>>,
  before: ReadonlyArray<string>
): ReadonlyArray<string> => header.map((column, at) => cells[column] ?? before[at] ?? "")

/** The line that the run knows a row by: the run, the line, and mostly a digest of what the row was. */
export const lineOf = (token: string): number | undefined => {
  const line = /^.+?:(\d{1,15})(?::[\w-]+)?$/.exec(token)?.[1]
  return line === undefined ? undefined : Number(line)
}
