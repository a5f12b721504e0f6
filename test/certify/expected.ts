/** What a file asks for: the rows that are to be sent, and those that are refused or come twice. */
import { cellsOf, type File, type Row } from "./files.ts"
import type { Held, Kind } from "./kinds.ts"
import type { LedgerRow } from "./ledger.ts"
import type { Script } from "./script.ts"

/** The one of the rows that stand for one object which is sent. */
export interface Head {
  readonly row: Row
  /** `undefined` for a row that was added to rejected ones. */
  readonly line: number | undefined
  readonly natural: string
  readonly content: string
  /** What the ledger says of it. */
  readonly told: LedgerRow | undefined
}

export interface Expected {
  readonly heads: ReadonlyArray<Head>
  /** Lines of rows that are refused before they are sent. */
  readonly refused: ReadonlyArray<number>
  readonly duplicates: number
}

export interface Given {
  readonly kind: Kind
  readonly script: Script
  readonly file: File
  readonly added: ReadonlyArray<Row>
  readonly ledger: ReadonlyArray<LedgerRow>
}

/** Lines of rows that were added to rejected ones begin here. */
const addedLine = 1_000_000_000_000

export const expect = ({ added, file, kind, ledger, script }: Given, held: ReadonlyArray<Held>): Expected => {
  const byLine = new Map<number, LedgerRow>()
  for (const row of ledger) if (!byLine.has(row.line)) byLine.set(row.line, row)
  const heads: Array<Head> = []
  const refused: Array<number> = []
  let duplicates = 0
  const seen = new Map<string, number>()
  for (const [i, row] of file.rows.entries()) {
    const line = i + 2
    if (row.is === "invalid" || (row.is === "unkeyed" && script.unkeyed === "refuse")) {
      refused.push(line)
      continue
    }
    const cells = cellsOf(kind, row)
    const content = kind.content(cells)
    const natural = row.is === "unkeyed" ? `without a reference id: ${content}` : kind.natural(cells)
    const head: Head = { row, line, natural, content, told: byLine.get(line) }
    const before = row.is === "unkeyed" && script.unkeyed === "allow" ? undefined : seen.get(natural)
    if (before === undefined) {
      seen.set(natural, heads.length)
      heads.push(head)
      continue
    }
    if (script.duplicates === "reject") {
      refused.push(line)
      continue
    }
    duplicates++
    if (script.duplicates === "last") heads[before] = head
  }
  return { heads: [...heads, ...headsOfAdded(kind, added, ledger, held)], refused, duplicates }
}

/** Which line an added row has, nothing but the ids of the objects tells. */
const headsOfAdded = (
  kind: Kind,
  added: ReadonlyArray<Row>,
  ledger: ReadonlyArray<LedgerRow>,
  held: ReadonlyArray<Held>
): ReadonlyArray<Head> => {
  const naturals = new Map(held.map(({ id, natural }) => [id, natural]))
  const left = ledger.filter(({ line }) => line >= addedLine)
  const take = (matches: (row: LedgerRow) => boolean): LedgerRow | undefined => {
    const at = left.findIndex(matches)
    return at === -1 ? undefined : left.splice(at, 1)[0]
  }
  const heads = added.map((row) => {
    const cells = cellsOf(kind, row)
    const natural = kind.natural(cells)
    return {
      row,
      line: undefined,
      natural,
      content: kind.content(cells),
      told: take(({ resource }) => resource !== undefined && naturals.get(resource) === natural)
    }
  })
  return heads.map((head) => ({ ...head, told: head.told ?? take(({ resource }) => resource === undefined) }))
}
