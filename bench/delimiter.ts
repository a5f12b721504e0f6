/**
 * Measures how often the delimiter of a file is detected: by the importer (`source/Dialect`), and by `delimiter_auto`
 * of `csv-parse`. The files are tables of people like those in exports, in each of four delimiters.
 *
 *   node --conditions=@effect-persona/source bench/delimiter.ts
 */
import { Source } from "@effect-persona/importer"
import { parse } from "csv-parse/sync"
import * as Effect from "effect/Effect"

type Table = ReadonlyArray<ReadonlyArray<string>>

/** A file without rows is refused with any delimiter, so there is none. */
const people = (rows: number): Table => [
  ["reference-id", "name-first", "name-last", "birthdate", "email-address"],
  ...Array.from({ length: rows }, (_, i) => [
    `u${i}`,
    `Zoë ${i}`,
    `Quill ${i}`,
    `1990-02-${10 + (i % 18)}`,
    `p${i}@mail.example`
  ])
]

/** Tables, by their difficulty. */
const tables: Readonly<Record<string, Table>> = {
  "plain, 50 rows": people(50),
  "plain, 50 rows, ASCII only": people(50).map((row) => row.map((cell) => cell.replace("ë", "e"))),
  "one row": people(1),
  "two columns": people(20).map((row) => row.slice(0, 2)),
  "addresses with commas in quotes": [
    ["id", "address"],
    ...Array.from({ length: 30 }, (_, i) => [`u${i}`, `${i} Main Street, Springfield, IL, USA`])
  ],
  "decimal commas": [
    ["id", "amount", "rate"],
    ...Array.from({ length: 30 }, (_, i) => [`u${i}`, `${i},50`, `0,${i}`])
  ],
  "lists in a cell": [
    ["id", "tags"],
    ...Array.from({ length: 30 }, (_, i) => [`u${i}`, "vip;wave-1;emea|north"])
  ],
  "line ends in quotes": [
    ["id", "note", "city"],
    ...Array.from({ length: 10 }, (_, i) => [`u${i}`, `first, line\nsecond; line\tthird | line`, "Bonn"])
  ],
  "many empty cells": [
    ["id", "a", "b", "c", "d", "e"],
    ...Array.from({ length: 20 }, (_, i) => [`u${i}`, "", "", "x", "", ""])
  ],
  "times and ratios with colons": [
    ["id", "seen", "ratio"],
    ...Array.from({ length: 20 }, (_, i) => [`u${i}`, `2026-11-30T10:${10 + i}:00Z`, `1:${i}`])
  ]
}

const write = (table: Table, delimiter: string): string =>
  table
    .map((row) =>
      row
        .map((cell) =>
          cell.includes(delimiter) || /["\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
        )
        .join(delimiter)
    )
    .join("\n") + "\n"

const ours = (text: string, columns: ReadonlyArray<string>): Promise<boolean> =>
  Effect.runPromise(
    Effect.scoped(
      Effect.map(
        Source.string("file.csv", text).open,
        (table) => JSON.stringify(table.columns) === JSON.stringify(columns)
      )
    )
  ).catch(() => false)

const theirs = (text: string, columns: ReadonlyArray<string>): boolean => {
  try {
    const [first] = parse(text, { delimiter_auto: true, relax_column_count: true }) as ReadonlyArray<
      ReadonlyArray<string>
    >
    return JSON.stringify(first) === JSON.stringify(columns)
  } catch {
    return false
  }
}

const sum = { ours: 0, theirs: 0, all: 0 }
for (const [name, table] of Object.entries(tables)) {
  const found = { ours: "", theirs: "" }
  for (const [delimiter, label] of [
    [",", "comma"],
    [";", "semicolon"],
    ["\t", "tab"],
    ["|", "pipe"]
  ] as const) {
    const text = write(table, delimiter)
    sum.all++
    if (await ours(text, table[0]!)) sum.ours++
    else found.ours += ` ${label}`
    if (theirs(text, table[0]!)) sum.theirs++
    else found.theirs += ` ${label}`
  }
  console.log(
    `${name.padEnd(34)} missed by the importer:${found.ours || " none"}; by delimiter_auto:${found.theirs || " none"}`
  )
}
console.log(`found: the importer ${sum.ours} of ${sum.all}, delimiter_auto ${sum.theirs} of ${sum.all}`)
