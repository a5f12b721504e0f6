/**
 * Finds the id of a row by its digest.
 *
 * Digests are in random order, so an index that is kept row by row writes a page for each row. Instead, the last rows
 * are kept in memory and enter the index together, in its own order. After a crash they are read from the table again,
 * from where the index ends.
 */
import * as Context from "effect/Context"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { type Digest, fromBytes, toBytes } from "./Digest.ts"
import { FreshKeys } from "./FreshKeys.ts"
import { metaOf, numberOf } from "./RowRecord.ts"

/** Rows that are kept in memory at most: a few megabytes of them, and a tenth of a second to enter them. */
export const RecentRows = Context.Reference<number>("@effect-persona/importer/RecentRows", {
  defaultValue: () => 1 << 16
})

/** The id of a row that the ledger does not have. */
export const unknownId = 0

export class KeyIndex {
  private readonly find: StatementSync
  private readonly enterRecent: StatementSync
  private readonly remove: StatementSync
  private readonly mark: StatementSync
  /** Ids of the rows that the index does not have yet. */
  private readonly recent = new Map<Digest, number>()
  /** What the index has, if this process entered all of it; `undefined` if it had rows before. */
  private readonly entered: FreshKeys | undefined
  private readonly maxRecent: number
  private last: number
  private lastEntered: number

  constructor(database: DatabaseSync, maxRecent: number) {
    this.maxRecent = maxRecent
    this.find = database.prepare("SELECT row FROM name WHERE natural = ?")
    this.enterRecent = database.prepare(
      "INSERT INTO name SELECT natural, id FROM row WHERE id > ? ORDER BY natural"
    )
    this.remove = database.prepare("DELETE FROM name WHERE natural = ?")
    this.mark = database.prepare("INSERT OR REPLACE INTO meta VALUES ('named', ?)")
    this.lastEntered = Number(metaOf(database, "named") ?? 0)
    this.last = this.lastEntered
    this.entered = this.lastEntered === 0 ? new FreshKeys() : undefined
    const rows = database.prepare("SELECT id, natural FROM row WHERE id > ? ORDER BY id")
    for (const row of rows.iterate(this.lastEntered)) {
      this.last = Number(row["id"])
      this.recent.set(fromBytes(row["natural"]), this.last)
    }
  }

  /** The id of a row, or {@link unknownId}. */
  idOf(natural: Digest): number {
    const id = this.recent.get(natural)
    if (id !== undefined) return id
    if (this.entered?.mayHave(natural) === false) return unknownId
    return numberOf(this.find.get(toBytes(natural))?.["row"]) ?? unknownId
  }

  /** Gives an id to a row that is about to be written. No id is given twice: the index would miss the second row. */
  add(natural: Digest): number {
    this.last++
    this.recent.set(natural, this.last)
    return this.last
  }

  /** Removes a row that is deleted. */
  delete(natural: Digest): void {
    if (!this.recent.delete(natural)) this.remove.run(toBytes(natural))
  }

  /** Whether the rows in memory are to be entered. */
  get isFull(): boolean {
    return this.recent.size >= this.maxRecent
  }

  /** Enters the rows in memory into the index. `forget` follows once that is durable. */
  enter(): void {
    this.enterRecent.run(this.lastEntered)
    this.mark.run(String(this.last))
  }

  forget(): void {
    if (this.entered !== undefined) for (const natural of this.recent.keys()) this.entered.add(natural)
    this.recent.clear()
    this.lastEntered = this.last
  }
}
