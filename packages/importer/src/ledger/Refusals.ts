/** Rows that are not sent: refused before sending, rejected as duplicates, or counted as duplicates. */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import type { RejectedDuplicate } from "./Admission.ts"
import { type Digest, fromBytes, toBytes } from "./Digest.ts"
import * as ProblemGroups from "./ProblemGroups.ts"
import type { Content } from "./RowRecord.ts"
import * as Duplicates from "../mapping/Duplicates.ts"
import type { Problem } from "../Mapping.ts"
import type { Rejected } from "../Outcome.ts"

export class Refusals {
  private readonly database: DatabaseSync
  /** Ids of kinds of problems, cached because a few kinds repeat for most rows. */
  private readonly kinds = new Map<string, number>()
  private readonly insert: StatementSync
  private readonly insertRejectedDuplicate: StatementSync
  private readonly insertDuplicate: StatementSync
  private readonly find: StatementSync
  private readonly findRejectedDuplicate: StatementSync
  private readonly findRejectedDuplicates: StatementSync
  private readonly findAnyRejectedDuplicate: StatementSync

  constructor(database: DatabaseSync) {
    this.database = database
    this.insert = database.prepare(
      "INSERT OR REPLACE INTO refused (line, pass, code, reason, pointer, record, kinds) VALUES (?, ?, ?, ?, ?, ?, ?)"
    )
    this.insertRejectedDuplicate = database.prepare(
      `INSERT OR REPLACE INTO refused (line, pass, code, reason, kinds, natural, body, first_line)
       VALUES (?, ?, ?, ?, ?, ?, ?, ?)`
    )
    this.insertDuplicate = database.prepare("INSERT INTO duplicate VALUES (?, ?)")
    this.find = database.prepare("SELECT 1 FROM refused WHERE line = ? AND pass < ?")
    this.findRejectedDuplicate = database.prepare(
      "SELECT first_line FROM refused WHERE line = ? AND natural = ? AND body = ? AND pass >= ?"
    )
    this.findAnyRejectedDuplicate = database.prepare("SELECT 1 FROM refused WHERE natural = ? LIMIT 1")
    this.findRejectedDuplicates = database.prepare(
      "SELECT line, body, first_line FROM refused WHERE natural = ? AND pass >= ? ORDER BY line"
    )
  }

  refuse(
    line: number,
    scan: number,
    { code, pointer, reason }: Rejected,
    problems: ReadonlyArray<Problem> | undefined,
    origin: string | undefined
  ): void {
    const kinds = problems === undefined ? null : this.kindsOf(problems)
    this.insert.run(
      line,
      scan,
      code,
      reason,
      pointer ?? null,
      origin === undefined ? null : toBytes(origin),
      kinds
    )
  }

  rejectDuplicate(line: number, scan: number, firstLine: number, content: Content | undefined): void {
    const problem = Duplicates.problem(firstLine)
    const { code, reason, summary } = problem
    const kinds = this.kindsOf([problem])
    this.insertRejectedDuplicate.run(
      line,
      scan,
      code,
      summary ?? reason,
      kinds,
      content === undefined ? null : toBytes(content.natural),
      content === undefined ? null : toBytes(content.body),
      firstLine
    )
  }

  countDuplicate(line: number, firstLine: number): void {
    this.insertDuplicate.run(line, firstLine)
  }

  /** Whether an earlier scan refused the row on a line. */
  wasRefused(line: number, scan: number): boolean {
    return this.find.get(line, scan) !== undefined
  }

  /** The rejection of a row on its line as a duplicate, in the given scan or later. */
  ownRejection(
    line: number,
    { body, natural }: Content,
    from: number
  ): { readonly firstLine: number } | undefined {
    const found = this.findRejectedDuplicate.get(line, toBytes(natural), toBytes(body), from)
    return found === undefined ? undefined : { firstLine: Number(found["first_line"]) }
  }

  /** Whether a row of an identity is rejected as a duplicate, in any scan. */
  hasRejectedDuplicate(natural: Digest): boolean {
    return this.findAnyRejectedDuplicate.get(toBytes(natural)) !== undefined
  }

  /** Rows of one identity that are rejected as duplicates in the given scan or later, by line. */
  rejectedDuplicates(natural: Digest, from: number): ReadonlyArray<Omit<RejectedDuplicate, "isClaimed">> {
    return this.findRejectedDuplicates.all(toBytes(natural), from).map((row) => ({
      line: Number(row["line"]),
      body: fromBytes(row["body"]),
      firstLine: Number(row["first_line"])
    }))
  }

  /** The ids of the problems' kinds. */
  private kindsOf(problems: ReadonlyArray<Problem>): string {
    const ids = new Set<number>()
    for (const { code, column, field, reason, suggestion = "", summary = reason } of problems) {
      const key = JSON.stringify([code, column, field, summary, suggestion])
      let id = this.kinds.get(key)
      if (id === undefined) {
        id = ProblemGroups.kindOf(this.database, [code, column, field, summary, suggestion])
        if (this.kinds.size < maxKinds) this.kinds.set(key, id)
      }
      ids.add(id)
    }
    return [...ids].join(",")
  }
}

/** Kinds of problems that are kept in memory. */
const maxKinds = 1000
