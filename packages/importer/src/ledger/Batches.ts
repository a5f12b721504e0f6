/**
 * Batches: the rows of one request. Most rows of a batch share one outcome, which is written once.
 */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { type Digest, digestBytes, fromBytes, toBytes } from "./Digest.ts"
import type { KeyIndex } from "./KeyIndex.ts"
import type { Batch, Departure, Moment, Settled } from "./Model.ts"
import { doubtSinceOf, numberOf, sentColumns, textOf, upserting } from "./RowRecord.ts"
import type { HeldRow } from "./Rows.ts"
import type { Outcome } from "../Outcome.ts"

export class Batches {
  private readonly keys: KeyIndex
  /** Batches of this process: they keep their rows until they end. Rows of earlier batches may be sent singly since. */
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

  constructor(database: DatabaseSync, keys: KeyIndex) {
    this.keys = keys
    this.insert = database.prepare(
      `INSERT INTO chunk (engine, members, digest, first_sent, first_sent_server) VALUES (?, ?, ?, ?, ?) RETURNING id`
    )
    this.insertRow = database.prepare(
      `INSERT INTO row (id, natural, body, line, pass, attempt, doubt_since, updating, chunk, place)
       VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?, ?)`
    )
    // A row of a batch has no key of its own, so no single request for it can be a repeat. It takes the outcome of the
    // batch, even if its outcome was unknown before.
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
    // The rows name their batch, so the list of members is no longer needed.
    this.end = database.prepare(
      `UPDATE chunk SET members = x'', ended = 1, outcome = ?, until = ?, rest = ?, counted = ?, after_doubt = ?
       WHERE id = ?`
    )
    this.remove = database.prepare("DELETE FROM chunk WHERE id = ?")
    this.unfinished = database.prepare("SELECT * FROM chunk WHERE ended = 0 ORDER BY id")
  }

  /** Records that a batch is about to be sent, and removes its rows from `held`. */
  depart(
    { digest, engine, members }: Departure,
    now: Moment,
    scan: number,
    held: Map<Digest, HeldRow>
  ): Batch {
    const since = doubtSinceOf(now)
    const writes = engine === "batch" ? upserting : 0
    const id = Number(
      this.insert.get(engine, toBytes(members.join("")), toBytes(digest), ...sentColumns(now))?.["id"]
    )
    for (let place = 0; place < members.length; place++) {
      const natural = members[place]!
      const row = held.get(natural)
      if (row === undefined) this.join.run(since, writes, id, place, this.keys.idOf(natural))
      else {
        this.insertRow.run(
          this.keys.add(natural),
          toBytes(natural),
          toBytes(row.body),
          row.line,
          scan,
          since,
          writes,
          id,
          place
        )
        held.delete(natural)
      }
    }
    this.own.add(id)
    return { id, engine, members, digest, firstSent: now, job: undefined }
  }

  accept(id: number, job: string): void {
    this.name.run(job, id)
  }

  /** Withdraws a batch that was certainly not sent. Rows that were in doubt before stay in doubt. */
  withdraw({ firstSent, id, members }: Batch): void {
    const since = doubtSinceOf(firstSent)
    for (const natural of members) this.clear.run(since, this.keys.idOf(natural), id)
    this.remove.run(id)
    this.own.delete(id)
  }

  /**
   * Records the outcomes that many rows of a batch share, and returns the rows whose outcomes must be written one by
   * one. A row without an outcome is in doubt as a single row from now on.
   */
  finish({ id, members }: Batch, settled: ReadonlyArray<Settled>): ReadonlyArray<Settled> {
    const { alike, left, single } = this.place(members, settled)
    for (const natural of left) this.leave.run(this.keys.idOf(natural), id)
    if (!this.own.delete(id)) {
      this.end.run(null, members.length, null, 0, 0, id)
      return settled
    }
    // One outcome up to some position, another one after it. Rows with neither are written singly.
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

  /** Rows by position in the request, rows with an individual outcome, and rows without an outcome. */
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

/** Whether an outcome holds nothing specific to its row. */
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

/** Whether a batch can record both outcomes. */
const canFollow = (one: Outcome, other: Outcome | undefined): boolean =>
  one._tag !== other?._tag && isCounted(one) === isCounted(other)
