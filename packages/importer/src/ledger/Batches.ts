/**
 * Rows that leave together in one request, as the ledger keeps them until their end is known, and afterwards: the rows of
 * a request mostly end alike, and are written once.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { Batch, Departure, Moment, Settled } from "./Ledger.ts"
import type { Outcome } from "../Outcome.ts"
import { type Digest, digestBytes, fromBytes, toBytes } from "./Digest.ts"
import type { Names } from "./KeyIndex.ts"
import { numberOf, textOf, upserting } from "./RowRecord.ts"

/** A row that was admitted and has left no trace yet. */
export interface Waiting {
  readonly body: Digest
  readonly line: number
}

export class Batches {
  private readonly names: Names
  /** Requests of this process: their rows belong to them until their end. Of others, rows may have left since. */
  private readonly own = new Set<number>()
  private readonly insert: StatementSync
  private readonly insertRow: StatementSync
  private readonly join: StatementSync
  private readonly leave: StatementSync
  private readonly clear: StatementSync
  private readonly name: StatementSync
  private readonly end: StatementSync
  private readonly remove: StatementSync
  private readonly unfinished: StatementSync

  constructor(database: DatabaseSync, names: Names) {
    this.names = names
    this.insert = database.prepare(
      `INSERT INTO chunk (engine, members, digest, first_sent, first_sent_server) VALUES (?, ?, ?, ?, ?) RETURNING id`
    )
    this.insertRow = database.prepare(
      `INSERT INTO row (id, natural, body, line, pass, attempt, doubt_since, updating, chunk, place)
       VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`
    )
    // A row has no key of its own in a request of many, so that no send of it alone can be a repeat. It ends as the request
    // ends, also where it was unknown before.
    this.join = database.prepare(
      `UPDATE row SET first_sent = NULL, first_sent_server = NULL, doubt_since = coalesce(doubt_since, ?),
       updating = updating | ?, outcome = NULL, reason = NULL, chunk = ?, place = ? WHERE id = ?`
    )
    this.leave = database.prepare("UPDATE row SET chunk = NULL, place = NULL WHERE id = ? AND chunk = ?")
    this.clear = database.prepare(
      `UPDATE row SET updating = CASE WHEN doubt_since = ?1 THEN updating & ~${upserting} ELSE updating END,
       doubt_since = CASE WHEN doubt_since = ?1 THEN NULL ELSE doubt_since END, chunk = NULL, place = NULL
       WHERE id = ?2 AND chunk = ?3 AND outcome IS NULL`
    )
    this.name = database.prepare("UPDATE chunk SET job = ? WHERE id = ?")
    // The members are known by their rows from now on.
    this.end = database.prepare(
      `UPDATE chunk SET members = x'', ended = 1, outcome = ?, until = ?, rest = ?, counted = ?, after_doubt = ?
       WHERE id = ?`
    )
    this.remove = database.prepare("DELETE FROM chunk WHERE id = ?")
    this.unfinished = database.prepare("SELECT * FROM chunk WHERE ended = 0 ORDER BY id")
  }

  /** Records that rows leave together. Those that wait are taken out of `waiting`. */
  depart(
    { digest, engine, members }: Departure,
    now: Moment,
    scan: number,
    waiting: Map<Digest, Waiting>
  ): Batch {
    const wall = Math.floor(now.wall)
    const server = now.server === undefined ? null : Math.floor(now.server)
    const since = server ?? wall
    const writes = engine === "batch" ? upserting : 0
    const id = Number(
      this.insert.get(engine, toBytes(members.join("")), toBytes(digest), wall, server)?.["id"]
    )
    for (let place = 0; place < members.length; place++) {
      const natural = members[place]!
      const row = waiting.get(natural)
      if (row === undefined) this.join.run(since, writes, id, place, this.names.idOf(natural))
      else {
        this.insertRow.run(
          this.names.add(natural),
          toBytes(natural),
          toBytes(row.body),
          row.line,
          scan,
          since,
          writes,
          id,
          place
        )
        waiting.delete(natural)
      }
    }
    this.own.add(id)
    return { id, engine, members, digest, firstSent: now, job: undefined }
  }

  accept(id: number, job: string): void {
    this.name.run(job, id)
  }

  /** Takes a departure back: the request has certainly not left. Rows that were in doubt before stay so. */
  withdraw({ firstSent, id, members }: Batch): void {
    const since = Math.floor(firstSent.server ?? firstSent.wall)
    for (const natural of members) this.clear.run(since, this.names.idOf(natural), id)
    this.remove.run(id)
    this.own.delete(id)
  }

  /**
   * Records what became of the rows of a chunk, as far as it can be said of many at once; gives those that are to be
   * written one by one. Rows that are not named are in doubt from now on, each for itself.
   */
  finish({ id, members }: Batch, settled: ReadonlyArray<Settled>): ReadonlyArray<Settled> {
    const { alike, left, single } = this.place(members, settled)
    for (const natural of left) this.leave.run(this.names.idOf(natural), id)
    if (!this.own.delete(id)) {
      this.end.run(null, members.length, null, 0, 0, id)
      return settled
    }
    // Up to some place rows have ended one way, from there on another; what fits neither is written for itself.
    const one = alike.find((row) => row !== undefined)?.outcome
    const turn = alike.findIndex((row) => row !== undefined && !isAlike(row.outcome, one))
    const until = turn === -1 ? members.length : turn
    const turned = turn === -1 ? undefined : alike[turn]?.outcome
    const rest = turned !== undefined && canFollow(turned, one) ? turned : undefined
    for (let place = until; place < alike.length; place++) {
      const row = alike[place]
      if (row !== undefined && !isAlike(row.outcome, rest)) single.push(row)
    }
    const there = [one, rest].find((outcome) => outcome?._tag === "Existing")
    this.end.run(
      one?._tag ?? null,
      until,
      rest?._tag ?? null,
      isCounted(one) ? 1 : 0,
      there?._tag === "Existing" && there.afterDoubt ? 1 : 0,
      id
    )
    return single
  }

  /** Rows in the places that they have in the request, those that end in their own way, and those that have no end. */
  private place(members: ReadonlyArray<Digest>, settled: ReadonlyArray<Settled>) {
    const alike: Array<Settled | undefined> = Array.from({ length: members.length }, () => undefined)
    const single: Array<Settled> = []
    const isInOrder =
      settled.length === members.length && settled.every(({ natural }, i) => natural === members[i])
    if (isInOrder) {
      for (let place = 0; place < settled.length; place++) {
        const row = settled[place]!
        if (isPlain(row.outcome)) alike[place] = row
        else single.push(row)
      }
      return { alike, single, left: [] }
    }
    const places = new Map(members.map((natural, place) => [natural, place]))
    for (const row of settled) {
      const place = places.get(row.natural)
      places.delete(row.natural)
      if (place !== undefined && isPlain(row.outcome)) alike[place] = row
      else single.push(row)
    }
    return { alike, single, left: [...places.values()].map((place) => members[place]!) }
  }

  all(): ReadonlyArray<Batch> {
    return this.unfinished.all().map((row) => {
      const members = row["members"] as Uint8Array
      return {
        id: Number(row["id"]),
        engine: String(row["engine"]) as Batch["engine"],
        members: Array.from({ length: members.length / digestBytes }, (_, i) =>
          fromBytes(members.subarray(i * digestBytes, (i + 1) * digestBytes))
        ),
        digest: fromBytes(row["digest"]),
        firstSent: { wall: Number(row["first_sent"]), server: numberOf(row["first_sent_server"]) },
        job: textOf(row["job"])
      }
    })
  }
}

/** Whether an outcome says nothing that is the row's own. */
const isPlain = (outcome: Outcome): boolean => {
  switch (outcome._tag) {
    case "Created":
      return outcome.resource === undefined
    case "Existing":
    case "Updated":
      return outcome.resource === undefined && !outcome.differing
    default:
      return false
  }
}

const isCounted = (outcome: Outcome | undefined): boolean =>
  outcome !== undefined && "counted" in outcome && outcome.counted === true

const isAlike = (one: Outcome, other: Outcome | undefined): boolean =>
  one._tag === other?._tag &&
  isCounted(one) === isCounted(other) &&
  (one._tag !== "Existing" || other._tag !== "Existing" || one.afterDoubt === other.afterDoubt)

/** Whether a chunk can hold the one beside the other. */
const canFollow = (one: Outcome, other: Outcome | undefined): boolean =>
  one._tag !== other?._tag && isCounted(one) === isCounted(other)
