/**
 * Finds the id of a row by its digest.
 *
 * Digests are in random order, so an index updated row by row writes a page for each row. Instead, the latest rows are
 * kept in memory and enter the index together, in index order. After a crash they are read from the table again, from
 * the end of the index.
 */
import * as Context from "effect/Context"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { type Digest, fromBytes, toBytes } from "./Digest.ts"
import { FreshKeys } from "./FreshKeys.ts"
import { metaOf, numberOf } from "./RowRecord.ts"

/** The most rows kept in memory: a few megabytes, and a tenth of a second to enter them. */
export const RecentRows = Context.Reference<number>("@effect-persona/importer/RecentRows", {
  defaultValue: () => 1 << 16
})

/** The id for a row that is not in the ledger. */
export const unknownId = 0

export class KeyIndex {
  private readonly find: StatementSync
  private readonly enterRecent: StatementSync
  private readonly remove: StatementSync
  private readonly mark: StatementSync
  /** Ids of rows that are not in the index yet. */
  private readonly recent = new Map<Digest, number>()
  /** The digests in the index, if this process entered all of them. `undefined` if it opened with rows. */
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

  /** Assigns an id to a row that is about to be written. Ids are never reused: the index would miss the second row. */
  add(natural: Digest): number {
    this.last++
    this.recent.set(natural, this.last)
    return this.last
  }

  /** Removes a deleted row. */
  delete(natural: Digest): void {
    if (!this.recent.delete(natural)) this.remove.run(toBytes(natural))
  }

  /** Whether the rows in memory must enter the index. */
  get isFull(): boolean {
    return this.recent.size >= this.maxRecent
  }

  /** Enters the rows in memory into the index. Call `forget` once this is durable. */
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
