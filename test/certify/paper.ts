/**
 * The file of a trial as it lies on the disk: written, changed, torn, moved, and corrected apart from itself. Keeps what it
 * has ever said, which is all that may ever stand on the server.
 */
import * as fs from "node:fs"
import * as path from "node:path"
import * as Corrections from "./corrections.ts"
import * as Files from "./files.ts"
import type * as Instructions from "./instruction.ts"
import type { Cells, Kind } from "./kinds.ts"
import type { Random } from "./random.ts"
import type { Event, Script, Tear } from "./script.ts"

export class Paper {
  file: Files.File
  path: string
  /** What the first row of an object has ever said, by its natural key. */
  readonly said = new Map<string, Set<string>>()
  /** What any of its rows has ever said of it, as the server would keep it. */
  readonly contents = new Map<string, Set<string>>()
  /** How many rows without a reference id there have ever been at once, by content. */
  readonly unkeyedRows = new Map<string, number>()
  /** Numbers of all objects that any row has ever stood for. */
  readonly numbers = new Set<number>()
  /** Reject files that a person has edited, the latest last. */
  readonly corrections: Array<Corrections.Correction> = []
  private readonly kind: Kind
  private readonly folder: string
  private readonly duplicates: Script["duplicates"]
  private moves = 0
  private torn: { readonly before: Files.File; readonly after: Files.File; readonly tear: Tear } | undefined

  constructor(kind: Kind, folder: string, file: Files.File, duplicates: Script["duplicates"]) {
    this.kind = kind
    this.folder = folder
    this.file = file
    this.duplicates = duplicates
    this.path = path.join(folder, "rows.csv")
  }

  write(): void {
    fs.writeFileSync(this.path, this.text(this.file))
    this.say(this.file)
  }

  private text(file: Files.File): string {
    return Files.render(this.kind, file)
  }

  /** Takes note of what a file says. */
  private say(file: Files.File): void {
    for (const [natural, cells] of heads(this.kind, file, this.duplicates)) {
      add(this.said, natural, JSON.stringify(cells))
    }
    for (const row of file.rows) this.sayRow(row)
    const unkeyed = file.rows.filter(({ is }) => is === "unkeyed")
    for (const [content, rows] of Map.groupBy(unkeyed, (row) =>
      this.kind.content(Files.cellsOf(this.kind, row))
    )) {
      this.unkeyedRows.set(content, Math.max(rows.length, this.unkeyedRows.get(content) ?? 0))
    }
  }

  private sayRow(row: Files.Row): void {
    this.numbers.add(row.n)
    const cells = Files.cellsOf(this.kind, row)
    if (row.is === "valid" || row.is === "refused") {
      add(this.contents, this.kind.natural(cells), this.kind.content(cells))
    }
    if (row.is === "unkeyed") add(this.contents, "", this.kind.content(cells))
  }

  // Torn while it is read

  /** Prepares what becomes of the file during a run. */
  prepareTear(random: Random, tear: Tear): Instructions.Tear {
    const { file } = this
    const content = path.join(this.folder, "torn.csv")
    const after = this.tornBy(random, tear)
    const text = this.text(after)
    const whole = this.text(file)
    // Cut in the midst of a row's last value, unless it is to be the file from then on.
    const lines = whole.split("\n")
    const kept = lines.slice(0, random.int(Math.ceil(lines.length / 3), lines.length - 2)).join("\n")
    const cut = kept.length - random.int(1, 3)
    fs.writeFileSync(
      content,
      tear.how === "append"
        ? text.slice(whole.length)
        : tear.how === "truncate" && tear.afterwards === "restored"
          ? whole.slice(0, cut)
          : text
    )
    this.torn = { before: file, after, tear }
    return { how: tear.how, step: tear.step, occurrence: tear.occurrence, content }
  }

  private tornBy(random: Random, { how }: Tear): Files.File {
    const { kind, file } = this
    switch (how) {
      case "append":
        return Files.change(random, kind, file, "extend")
      case "truncate":
        return { ...file, rows: file.rows.slice(0, Math.ceil(file.rows.length * (0.4 + random.next() / 2))) }
      case "overwrite":
      case "replace": {
        const edited = kind.versions ? Files.change(random, kind, file, "edit") : file
        return Files.change(random, kind, edited, "sort")
      }
    }
  }

  /** What is to lie there for the next run; tells whether the file was torn at all. */
  endTear(): boolean {
    if (this.torn === undefined) return false
    const { after, before, tear } = this.torn
    this.torn = undefined
    if (fs.readFileSync(this.path, "utf8") === this.text(before)) return false
    if (tear.afterwards === "restored") {
      // Rows of the other version may have been sent.
      this.say(after)
      this.write()
    } else {
      this.file = after
      this.write()
    }
    return true
  }

  // Moved

  move({ how, other }: Extract<Event, { readonly kind: "move" }>): void {
    const before = this.path
    const folder = path.join(this.folder, `moved ${++this.moves}`)
    fs.mkdirSync(folder)
    this.path = path.join(folder, "people.csv")
    fs.copyFileSync(before, this.path)
    if (how === "rename") fs.rmSync(before)
    // Whoever imports it by mistake creates what no row of ours says.
    if (other) {
      const rows = this.file.rows.map((row) => ({ ...row, n: row.n + 500_000 }))
      fs.writeFileSync(before, this.text({ ...this.file, rows }))
    }
  }

  // Corrected apart from itself

  /** The reject file that was corrected and is not imported yet. */
  get outstanding(): Corrections.Correction | undefined {
    return this.corrections.find(({ state }) => state !== "done")
  }

  correct(
    random: Random,
    event: Extract<Event, { readonly kind: "correct rejects" }>,
    rejects: string
  ): Corrections.Correction | undefined {
    const correction = Corrections.correct({
      random,
      kind: this.kind,
      event,
      rejects,
      source: this.file,
      copy: path.join(this.folder, `corrected ${this.corrections.length}.csv`),
      next: this.file.next
    })
    if (correction === undefined) return undefined
    this.corrections.push(correction)
    const rows = [...correction.rows.values(), ...correction.added]
    this.file = { ...this.file, next: Math.max(this.file.next, ...rows.map(({ n }) => n + 1)) }
    for (const row of rows) {
      const cells = Files.cellsOf(this.kind, row)
      add(this.said, this.kind.natural(cells), JSON.stringify(cells))
      this.sayRow(row)
    }
    return correction
  }

  /** The file with its corrections, as far as they were imported. Each row keeps its line. */
  get effective(): Files.File {
    const taken = this.corrections.filter(({ state }) => state === "done")
    const correctionOf = (row: Files.Row) =>
      row.is === "invalid" || row.is === "refused"
        ? taken.findLast(({ rows }) => rows.has(row.n))?.rows.get(row.n)
        : undefined
    return { ...this.file, rows: this.file.rows.map((row) => correctionOf(row) ?? row) }
  }

  get added(): ReadonlyArray<Files.Row> {
    return this.corrections.filter(({ state }) => state === "done").flatMap(({ added }) => added)
  }

  /** Edited reject files that are no longer as they were edited. */
  get destroyed(): ReadonlyArray<string> {
    // The person may have corrected a file more than once.
    const last = new Map(
      this.corrections.filter(({ where }) => where === "in place").map((one) => [one.file, one] as const)
    )
    return [...last.values()].flatMap(({ bytes, file }) =>
      !fs.existsSync(file)
        ? [`${path.basename(file)} was corrected by a person, and is removed`]
        : fs.readFileSync(file).equals(bytes)
          ? []
          : [`${path.basename(file)} was corrected by a person, and is overwritten`]
    )
  }
}

const add = (into: Map<string, Set<string>>, key: string, value: string) => {
  const values = into.get(key)
  if (values === undefined) into.set(key, new Set([value]))
  else values.add(value)
}

/** The row of each object that is to be sent. */
const heads = (
  kind: Kind,
  { rows }: Files.File,
  duplicates: Script["duplicates"]
): ReadonlyMap<string, Cells> => {
  const found = new Map<string, Cells>()
  for (const row of rows) {
    if (row.is !== "valid") continue
    const cells = Files.cellsOf(kind, row)
    const natural = kind.natural(cells)
    if (duplicates === "last" || !found.has(natural)) found.set(natural, cells)
  }
  return found
}
