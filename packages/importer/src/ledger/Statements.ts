/** The SQL of single rows, prepared once: the tables `row` and `difference`. */
import type { DatabaseSync, StatementSync } from "node:sqlite"
import { updating } from "./RowRecord.ts"

export interface RowStatements {
  readonly find: StatementSync
  readonly insert: StatementSync
  /** The scan has read the row again, unchanged. */
  readonly notice: StatementSync
  /** The scan has read the row again, changed: its key has ended. */
  readonly alter: StatementSync
  /** A row whose intent was released is admitted again. */
  readonly readmit: StatementSync
  /** The row gets its next attempt. */
  readonly reopen: StatementSync
  /** A row that was only admitted is sent. */
  readonly send: StatementSync
  readonly settle: StatementSync
  readonly beginUpdate: StatementSync
  /** Deletes a row that was never sent. */
  readonly remove: StatementSync
  /** Releases the intent: no request was sent under the attempt. */
  readonly release: StatementSync
  readonly endKey: StatementSync
  readonly insertDifference: StatementSync
}

export const prepareRows = (database: DatabaseSync): RowStatements => ({
  find: database.prepare("SELECT * FROM known WHERE id = ?"),
  insert: database.prepare(
    `INSERT INTO row (id, natural, body, line, pass, attempt, first_sent, first_sent_server, doubt_since)
     VALUES (?, ?, ?, ?, ?, 1, ?, ?, ?)`
  ),
  notice: database.prepare("UPDATE row SET line = ?, pass = ? WHERE id = ?"),
  alter: database.prepare("UPDATE row SET line = ?, pass = ?, body = ?, first_sent = NULL WHERE id = ?"),
  readmit: database.prepare(
    `UPDATE row SET line = ?, pass = ?, body = ?, first_sent = ?, first_sent_server = ?, doubt_since = ?
     WHERE id = ?`
  ),
  reopen: database.prepare(
    `UPDATE row SET line = ?, pass = ?, body = ?, attempt = ?, first_sent = ?, first_sent_server = ?, doubt_since = ?,
     outcome = NULL, chunk = NULL, place = NULL, updating = ?, counted = 0, code = NULL, reason = NULL, pointer = NULL WHERE id = ?`
  ),
  send: database.prepare(
    `UPDATE row SET first_sent = ?, first_sent_server = ?, doubt_since = coalesce(doubt_since, ?), chunk = NULL,
     place = NULL WHERE id = ?`
  ),
  settle: database.prepare(
    `UPDATE row SET outcome = ?, resource = ?, differing = ?, after_doubt = ?, code = ?, reason = ?, pointer = ?,
     request = ?, counted = ? WHERE id = ?`
  ),
  beginUpdate: database.prepare(`UPDATE row SET updating = updating | ${updating} WHERE id = ?`),
  remove: database.prepare(
    "DELETE FROM row WHERE id = ? AND attempt = 1 AND outcome IS NULL AND chunk IS NULL"
  ),
  release: database.prepare(
    "UPDATE row SET attempt = ?, first_sent = NULL, first_sent_server = NULL, doubt_since = NULL WHERE id = ?"
  ),
  endKey: database.prepare("UPDATE row SET first_sent = NULL WHERE id = ?"),
  insertDifference: database.prepare("INSERT OR REPLACE INTO difference VALUES (?, ?)")
})
