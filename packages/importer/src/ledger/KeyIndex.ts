/**
 * Finds rows by their digests.
 *
 * A digest stands anywhere in an index of all of them, so an index that is kept row by row writes a page for each. The
 * rows that came last are known by heart instead, and enter the index together, in its own order. After a crash they are
 * read again from where the index ends.
 */
import * as Context from "effect/Context"
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { type Digest, fromBytes, toBytes } from "./Digest.ts"
import { FreshKeys } from "./FreshKeys.ts"
import { metaOf, numberOf } from "./RowRecord.ts"

/** Rows that are known by heart at most: a few megabytes of them, and a tenth of a second to enter them. */
export const RecentRows = Context.Reference<number>("@effect-persona/importer/RecentRows", {
  defaultValue: () => 1 << 16
})

/** The id of no row. */
export const nobody = 0

export class Names {
  private readonly find: StatementSync
  private readonly enterRecent: StatementSync
  private readonly remove: StatementSync
  private readonly mark: StatementSync
  /** The rows that the index does not have yet, by their digests. */
  private readonly recent = new Map<Digest, number>()
  /** What the index has, if it is all of this process; `undefined` if there was something in it before. */
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

  /** The id of a row; of a row that there is not, an id that none has. */
  idOf(natural: Digest): number {
    const id = this.recent.get(natural)
    if (id !== undefined) return id
    if (this.entered?.mayHave(natural) === false) return nobody
    return numberOf(this.find.get(toBytes(natural))?.["row"]) ?? nobody
  }

  /** Gives an id to a row that is about to be written. None is given twice: the index would miss the second. */
  add(natural: Digest): number {
    this.last++
    this.recent.set(natural, this.last)
    return this.last
  }

  /** Forgets a row that is taken out. */
  delete(natural: Digest): void {
    if (!this.recent.delete(natural)) this.remove.run(toBytes(natural))
  }

  /** Whether so many rows are known by heart that they are to be entered. */
  get isFull(): boolean {
    return this.recent.size >= this.maxRecent
  }

  /** Writes the rows into the index that it does not have. `forget` follows once that is durable. */
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
