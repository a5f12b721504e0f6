/** What the command prints, as the tests read it. */
import type { Report } from "@effect-persona/importer/Report"
import { assert } from "@effect/vitest"
import type { Ended } from "./persona.ts"

/** The one JSON document on standard output; anything else there fails. */
export const json = <A = Report>({ stderr, stdout }: Ended): A => {
  const lines = stdout.split("\n")
  assert.deepStrictEqual(
    [lines.length, lines[1]],
    [2, ""],
    `standard output is not one line of JSON:\n${stdout}\nstandard error:\n${stderr}`
  )
  return JSON.parse(lines[0]!) as A
}

/** Compares some members of a report, and checks that its rows add up. */
export const expectReport = (report: Report, expected: Partial<Report>): void => {
  const members = Object.keys(expected) as ReadonlyArray<keyof Report>
  assert.deepStrictEqual(Object.fromEntries(members.map((name) => [name, report[name]])), expected)
  const { created, duplicates, existing, rejected, rows, unknown, updated } = report
  assert.strictEqual(rows, created + existing + updated + rejected + duplicates + unknown)
}

/** The command ended with a status, and said nothing on standard error but how far it was. */
export const expectQuiet = ({ status, stderr }: Ended, expected = 0): void => {
  const said = stderr.replaceAll(/^[\d,]+ rows, .*\n/gm, "")
  assert.deepStrictEqual([status, said], [expected, ""])
}

/** A failure is one paragraph for people: words and advice, no trace. */
export const expectParagraph = (stderr: string): void => {
  assert.notMatch(stderr, /^\s+at /m)
  assert.notMatch(stderr, /Error:|\[object|undefined|node:internal/)
  assert.match(stderr.trimEnd(), /[.!?]$/)
  assert.notMatch(stderr.trim(), /\n\s*\n/)
}
