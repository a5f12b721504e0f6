/**
 * Compares the server's own record with the file and with what the importer says of each row. Every sentence that comes
 * out of it is a violation of the promise: a row lost, doubled, or not told as it was.
 */
import { parse } from "csv-parse/sync"
import * as fs from "node:fs"
import { lineOf } from "./corrections.ts"
import { expect, type Head } from "./expected.ts"
import { judge } from "./judge.ts"
import type { Known, Reject } from "./known.ts"
import * as Sums from "./sums.ts"

export const violations = (known: Known): ReadonlyArray<string> => {
  const { contents, kind, report } = known
  const found: Array<string> = []
  const held = kind.held(contents)
  const expected = expect(known, held)

  const counts = {
    created: 0,
    existing: 0,
    updated: 0,
    rejected: expected.refused.length,
    unknown: 0,
    afterDoubt: 0,
    differing: 0,
    counted: 0
  }
  const rejectedLines = [...expected.refused]
  const tell = (head: Head | undefined, what: string) =>
    found.push(
      head === undefined ? what : `line ${head.line ?? "added"} (${JSON.stringify(head.natural)}): ${what}`
    )
  for (const head of expected.heads) {
    const { told } = head
    if (told === undefined) {
      tell(head, "the ledger has no record of it")
      continue
    }
    switch (told.outcome) {
      case "Created":
        counts.created++
        break
      case "Existing":
        counts.existing++
        if (told.afterDoubt) counts.afterDoubt++
        if (told.differing) counts.differing++
        break
      case "Updated":
        counts.updated++
        if (told.differing) counts.differing++
        break
      case "Rejected":
        counts.rejected++
        rejectedLines.push(told.line)
        break
      default:
        counts.unknown++
    }
    if (told.counted) counts.counted++
    if (head.row.is !== "unkeyed") {
      const objects = held.filter((object) => object.natural === head.natural && object.list === known.list)
      for (const what of judge(known, head, told, objects)) {
        tell(head, `${what}; ${JSON.stringify({ told, objects })}`)
      }
    }
  }

  if (report.status !== "finished") tell(undefined, `the last run ended as ${report.status}`)
  const compare = (name: string, said: number, is: number) => {
    if (said !== is) tell(undefined, `the report says ${said} ${name}, there are ${is}`)
  }
  compare("rows", report.rows, known.file.rows.length + known.added.length)
  compare("created", report.created, counts.created)
  compare("existing", report.existing, counts.existing)
  compare("updated", report.updated, counts.updated)
  compare("rejected", report.rejected, counts.rejected)
  compare("duplicates", report.duplicates, expected.duplicates)
  compare("unknown", report.unknown, counts.unknown)
  compare("existing after doubt", report.existingAfterDoubt, counts.afterDoubt)
  compare("differing", report.differing, counts.differing)
  compare("rows known by number", report.counted, counts.counted)
  const inFile = named(known.rejected.map(({ line }) => line))
  if (inFile !== named(rejectedLines))
    tell(undefined, `the reject file names the lines ${inFile}, rejected are ${named(rejectedLines)}`)
  if (known.rejected.some(({ reason }) => reason === ""))
    tell(undefined, "the reject file names a row without a reason")
  const unknownRows = report.unknownRows.filter(({ orphan }) => !orphan).length
  compare("unknown rows by name", unknownRows, counts.unknown)
  found.push(...Sums.together(known, expected.heads, held), ...Sums.unkeyed(known, expected.heads, held))
  found.push(...Sums.strays(known, held), ...Sums.changed(known, held), ...Sums.mixed(known, held))
  return found
}

const named = (lines: ReadonlyArray<number>) => lines.toSorted((one, other) => one - other).join(", ")

/** What a reject file says of each row: its line, and why. */
export const rejectedIn = (file: string | null): ReadonlyArray<Reject> =>
  file === null
    ? []
    : parse(fs.readFileSync(file), { bom: true, columns: true, relax_column_count: true }).map(
        (record: unknown) => {
          const cells = record as Readonly<Record<string, string>>
          const line = Number(cells["persona-line"])
          return {
            // One that was added has no line of the source.
            line: Number.isNaN(line) ? (lineOf(cells["persona-row"] ?? "") ?? 0) : line,
            reason: cells["persona-reason"] ?? ""
          }
        }
      )
