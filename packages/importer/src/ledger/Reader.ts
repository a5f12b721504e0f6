/** The reading half of the ledger: counts, rows in doubt, rejections, differences. */
import type { DatabaseSync } from "node:sqlite"
import { rowLine } from "./AddedLine.ts"
import { inDoubt } from "./Corrections.ts"
import type { Checkpoint, InDoubt, Refused, RejectionGroup } from "./Model.ts"
import * as ProblemGroups from "./ProblemGroups.ts"
import { metaOf, numberOf, single, textOf, withdrawn } from "./RowRecord.ts"
import type { Counts, Differing } from "../Outcome.ts"
import type { Group } from "../Problems.ts"

export class Reader {
  private readonly database: DatabaseSync

  constructor(database: DatabaseSync) {
    this.database = database
  }

  /** The current or last scan; 0 before the first. */
  private get scan(): number {
    return Number(this.getMeta("pass") ?? 0)
  }

  isWhole(): boolean {
    return this.getMeta("whole") === String(this.scan)
  }

  failed(): number {
    return (
      single(
        this.database,
        `SELECT count(*) AS n FROM known WHERE outcome IN ('Rejected', 'Unknown')
         OR (outcome IS NULL AND (doubt_since IS NOT NULL OR attempt > 1))`
      ) + single(this.database, "SELECT count(*) AS n FROM refused WHERE pass <> ?", withdrawn)
    )
  }

  checkpoint(): Checkpoint | undefined {
    const text = this.getMeta("checkpoint")
    return text === undefined || text === "" ? undefined : (JSON.parse(text) as Checkpoint)
  }

  refusals(from: number, to: number): ReadonlyMap<number, Refused> {
    const rows = this.database
      .prepare(
        `SELECT line, code, reason, pointer, NULL AS first_line FROM row
         WHERE outcome = 'Rejected' AND line BETWEEN ? AND ? AND pass = ?
         UNION ALL SELECT line, code, reason, pointer, first_line FROM refused
         WHERE line BETWEEN ? AND ? AND pass = ?`
      )
      .all(from, to, this.scan, from, to, this.scan)
    return new Map(
      rows.map((row) => [
        Number(row["line"]),
        {
          _tag: "Rejected",
          code: String(row["code"]),
          reason: String(row["reason"]),
          pointer: textOf(row["pointer"]),
          firstLine: numberOf(row["first_line"])
        }
      ])
    )
  }

  counts(before: number): Counts {
    // One pass over the table. Grouping by outcome takes half as long again.
    const row = this.database
      .prepare(
        `SELECT count(*) FILTER (WHERE outcome = 'Created') AS created,
         count(*) FILTER (WHERE outcome = 'Existing') AS existing,
         count(*) FILTER (WHERE outcome = 'Updated') AS updated,
         count(*) FILTER (WHERE outcome = 'Rejected') AS rejected,
         count(*) FILTER (WHERE outcome = 'Unknown' OR (outcome IS NULL AND doubt_since IS NOT NULL)) AS unknown,
         sum(differing) FILTER (WHERE outcome IN ('Existing', 'Updated')) AS differing,
         sum(after_doubt) FILTER (WHERE outcome = 'Existing') AS after_doubt,
         sum(counted) FILTER (WHERE outcome IN ('Created', 'Existing', 'Updated')) AS counted
         FROM known WHERE pass = ? AND line < ?`
      )
      .get(this.scan, before)
    const of = (column: string) => Number(row?.[column] ?? 0)
    const counts = {
      created: of("created"),
      existing: of("existing"),
      updated: of("updated"),
      rejected:
        of("rejected") +
        single(
          this.database,
          "SELECT count(*) AS n FROM refused WHERE pass = ? AND line < ?",
          this.scan,
          before
        ) +
        this.unsent(before),
      duplicates: single(this.database, "SELECT count(*) AS n FROM duplicate WHERE line < ?", before),
      unknown: of("unknown"),
      differing: of("differing"),
      existingAfterDoubt: of("after_doubt"),
      counted: of("counted")
    }
    const rows =
      counts.created + counts.existing + counts.updated + counts.rejected + counts.duplicates + counts.unknown
    return { rows, ...counts }
  }

  /** Lines that are still refused, because a crash kept their corrections from being sent. */
  private unsent(before: number): number {
    if (this.getMeta("added") === undefined) return 0
    return single(
      this.database,
      `SELECT count(*) AS n FROM refused WHERE pass = ? AND line IN (
         SELECT line FROM known WHERE pass = ? AND outcome IS NULL AND doubt_since IS NULL AND line < ?)`,
      withdrawn,
      this.scan,
      before
    )
  }

  inDoubt(limit: number): ReadonlyArray<InDoubt> {
    return this.database
      .prepare(
        `SELECT line, reason, pass, natural IN (SELECT natural FROM corrected) AS is_correction FROM known
         WHERE outcome = 'Unknown' OR (outcome IS NULL AND doubt_since IS NOT NULL) ORDER BY line LIMIT ?`
      )
      .all(limit)
      .map((row) => ({
        line: rowLine(Number(row["line"])),
        reason:
          row["is_correction"] === 1
            ? inDoubt.reason
            : row["reason"] === null
              ? "a request may have left and its answer is not known"
              : String(row["reason"]),
        orphan: row["pass"] !== this.scan
      }))
  }

  rejections(): ReadonlyArray<RejectionGroup> {
    return this.database
      .prepare(
        `SELECT code, reason, pointer, count(*) AS n, min(line) AS line FROM (
           SELECT code, reason, pointer, line FROM row WHERE outcome = 'Rejected' AND pass = ?
           UNION ALL SELECT code, reason, pointer, line FROM refused WHERE pass = ?
         ) GROUP BY code, reason, pointer ORDER BY n DESC, line`
      )
      .all(this.scan, this.scan)
      .map((row) => ({
        code: String(row["code"]),
        reason: String(row["reason"]),
        pointer: textOf(row["pointer"]),
        rows: Number(row["n"]),
        firstLine: rowLine(Number(row["line"]))
      }))
  }

  problems(): ReadonlyArray<Group> {
    return ProblemGroups.groups(this.database, this.scan)
  }

  differing(limit: number): ReadonlyArray<Differing> {
    return this.database
      .prepare(
        `SELECT line, fields FROM row LEFT JOIN difference USING (natural)
         WHERE differing = 1 AND outcome IN ('Existing', 'Updated') AND pass = ? ORDER BY line LIMIT ?`
      )
      .all(this.scan, limit)
      .map((row) => ({
        line: rowLine(Number(row["line"])),
        fields: JSON.parse(textOf(row["fields"]) ?? "[]") as ReadonlyArray<string>
      }))
  }

  getMeta(name: string): string | undefined {
    return metaOf(this.database, name)
  }
}
