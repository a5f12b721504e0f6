/**
 * Loaded into the command before it starts: takes room or the right to write away from the ledgers that it opens, as a
 * full disk and a read-only one do. `SPOIL` is `read-only`, or `full` with the pages that are left, as in `full:2`.
 */
import { DatabaseSync } from "node:sqlite"

const [kind, pages] = (process.env["SPOIL"] ?? "").split(":")
const { exec } = DatabaseSync.prototype

DatabaseSync.prototype.exec = function (sql) {
  exec.call(this, sql)
  // Every ledger that is opened for writing says this, and no other database does.
  if (sql !== "PRAGMA synchronous = FULL") return
  if (kind === "read-only") exec.call(this, "PRAGMA query_only = ON")
  if (kind === "full") {
    const { page_count } = this.prepare("PRAGMA page_count").get() as { readonly page_count: number }
    exec.call(this, `PRAGMA max_page_count = ${page_count + Number(pages)}`)
  }
}
