/** Seeded files: what stands in them, how they change between two runs, and how they are written. */
import type { Cells, Kind } from "./kinds.ts"
import type { Random } from "./random.ts"

export interface Row {
  /** The object that it stands for; rows of one number are the same object. */
  readonly n: number
  readonly version: number
  readonly spelling: number
  /** `refused`: by the server alone. `unkeyed`: an account without a reference id. */
  readonly is: "valid" | "invalid" | "refused" | "unkeyed"
}

export interface File {
  readonly rows: ReadonlyArray<Row>
  readonly columns: ReadonlyArray<string>
  /** Numbers from here on stand for nothing yet. */
  readonly next: number
  readonly padding: number
}

export interface Shape {
  readonly rows: number
  /** The share of rows without a reference id, where the target can have them. */
  readonly unkeyed: number
  /** The share of rows that the server refuses, where the target can have them. */
  readonly refused: number
  /** Characters that a row has beside its values, up to: so many rows do not fit into one reading of the file. */
  readonly padding: number
}

export const make = (random: Random, kind: Kind, shape: Shape): File => {
  const rows: Array<Row> = []
  let next = 0
  while (rows.length < shape.rows) {
    const draw = random.next()
    if (draw < 0.08 && rows.length > 0) {
      const { n } = random.pick(rows)
      // Which of two rows is sent shows in what they say.
      const version = kind.versions && random.chance(0.5) ? random.int(1, 2) : 0
      rows.push({ n, version, spelling: random.int(0, kind.spellings - 1), is: "valid" })
    } else if (draw < 0.14) rows.push({ n: next++, version: 0, spelling: 0, is: "invalid" })
    else if (draw < 0.14 + shape.unkeyed) {
      // Some of them are equal.
      rows.push({ n: random.int(0, 2), version: 0, spelling: 0, is: "unkeyed" })
    } else if (draw > 1 - shape.refused && kind.refused !== undefined) {
      rows.push({ n: next++, version: 0, spelling: 0, is: "refused" })
    } else rows.push(fresh(random, kind, next++))
  }
  return {
    rows: rows.map((row) => (row.is === "valid" ? alike(row, rows) : row)),
    columns: kind.columns,
    // Rows without a reference id have numbers of their own, which others may stand for as well.
    next: Math.max(next, 3),
    padding: shape.padding
  }
}

const fresh = (random: Random, kind: Kind, n: number): Row => ({
  n,
  version: 0,
  spelling: random.chance(0.2) ? random.int(0, kind.spellings - 1) : 0,
  is: "valid"
})

/** A duplicate of an invalid row's number would be its corrected form; it gets that of a valid one's. */
const alike = (row: Row, rows: ReadonlyArray<Row>): Row =>
  rows.some((other) => other.n === row.n && (other.is === "invalid" || other.is === "refused"))
    ? { ...row, n: row.n + 100_000 }
    : row

/** What can happen to a file between two runs. */
export const changes = ["extend", "sort", "edit", "drop", "correct", "move columns"] as const
export type Change = (typeof changes)[number]

export const change = (random: Random, kind: Kind, file: File, what: Change): File => {
  switch (what) {
    case "extend": {
      const more = Array.from({ length: random.int(1, 8) }, (_, i) => fresh(random, kind, file.next + i))
      return { ...file, rows: [...file.rows, ...more], next: file.next + more.length }
    }
    case "sort":
      return { ...file, rows: random.shuffle(file.rows) }
    case "edit":
      // Where a row is nothing but its identity, an edited row is another one.
      return kind.versions
        ? {
            ...file,
            rows: file.rows.map((row) =>
              row.is === "valid" && random.chance(0.2) ? { ...row, version: row.version + 1 } : row
            )
          }
        : change(random, kind, change(random, kind, file, "drop"), "extend")
    case "drop":
      return { ...file, rows: file.rows.filter(() => !random.chance(0.1)) }
    case "correct":
      return {
        ...file,
        rows: file.rows.map((row) =>
          row.is === "invalid" || row.is === "refused" ? { ...row, is: "valid" } : row
        )
      }
    case "move columns":
      return { ...file, columns: random.shuffle(file.columns) }
  }
}

export const cellsOf = (kind: Kind, row: Row): Cells => {
  switch (row.is) {
    case "valid":
      return kind.cells(row.n, row.version, row.spelling)
    case "invalid":
      return kind.invalid(row.n)
    case "refused":
      return kind.refused!(row.n)
    case "unkeyed":
      return { ...kind.cells(row.n, row.version, 0), "reference-id": "" }
  }
}

/** The file's text. The row with index i stands on line i + 2. */
export const render = (kind: Kind, { columns, padding, rows }: File): string => {
  // What is read at a time ends within the padding, mostly, and so between two values of a row.
  const at = padding > 0 ? 1 : columns.length
  const line = (cells: ReadonlyArray<string>, remark: string) =>
    `${[...cells.slice(0, at), remark, ...cells.slice(at)].join(",")}\n`
  // A column that is not imported keeps a row without any value from being a blank line, and tells refused rows apart.
  const lines = rows.map((row) => {
    const cells = cellsOf(kind, row)
    return line(
      columns.map((column) => quoted(cells[column] ?? "")),
      `x${row.n}`.padEnd(paddingOf(row, padding), ".")
    )
  })
  return line(columns, "remark") + lines.join("")
}

/** Of different lengths, so that rows which are moved do not stand where others did. */
const paddingOf = ({ n, version }: Row, most: number): number =>
  most === 0 ? 0 : Math.ceil(most * (0.5 + ((n * 31 + version * 17) % 50) / 100))

export const quoted = (cell: string) => (/[",\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
