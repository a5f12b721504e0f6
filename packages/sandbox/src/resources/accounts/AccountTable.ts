/** The table of accounts: its rows, and the statements that read and write them. */
import type { Context } from "../../internal/state/Resource.ts"
import type * as AccountFields from "./AccountFields.ts"

/** A row of the table. */
export interface Row {
  readonly seq: number
  readonly id: string
  readonly type_id: string
  readonly reference_id: string | null
  readonly status: string
  readonly tags: string
  readonly fields: string
  readonly created_at: number
  readonly updated_at: number
  readonly redacted_at: number | null
}

/** The values of an account after a create or update. */
export interface Values {
  readonly referenceId: string | null
  readonly status: string
  readonly tags: ReadonlyArray<string>
  readonly fields: AccountFields.Fields
}

export interface AccountTable {
  readonly byId: (id: string) => Row | undefined
  readonly byReference: (referenceId: string, typeId: string) => Row | undefined
  /** Ids of the accounts with a reference id, at most two: enough to tell one from several. */
  readonly named: (referenceId: string, typeId: string | undefined) => ReadonlyArray<string>
  /** All accounts, oldest first. */
  readonly all: () => ReadonlyArray<Row>
  readonly count: () => number
  readonly add: (typeId: string, values: Values, now: number) => Row
  readonly save: (row: Row, values: Values, now: number) => Row
  /** Empties the fields of an account. */
  readonly redact: (row: Row, now: number) => Row
}

/** The form of reference ids for comparison. */
export const foldReferenceId = (referenceId: string): string => referenceId.toLowerCase()

const foldOrNull = (referenceId: string | null): string | null =>
  referenceId === null ? null : foldReferenceId(referenceId)

/** Reads the values of a row. */
export const fromRow = (row: Row): Values => ({
  referenceId: row.reference_id,
  status: row.status,
  tags: JSON.parse(row.tags) as ReadonlyArray<string>,
  fields: JSON.parse(row.fields) as AccountFields.Fields
})

export const open = ({ counters, environment, store }: Context): AccountTable => {
  store.define(`CREATE TABLE IF NOT EXISTS accounts (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type_id TEXT NOT NULL,
    reference_id TEXT, reference_fold TEXT, status TEXT NOT NULL,
    tags TEXT NOT NULL, fields TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, redacted_at INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS accounts_by_reference ON accounts (reference_fold, type_id)
    WHERE reference_fold IS NOT NULL`)
  const byId = store.one<Row>("SELECT * FROM accounts WHERE id = ?")
  const byReference = store.one<Row>("SELECT * FROM accounts WHERE reference_fold = ? AND type_id = ?")
  const idsByReference = store.many<Pick<Row, "id">>(
    "SELECT id FROM accounts WHERE reference_fold = ? AND type_id >= ? AND type_id <= ? LIMIT 2"
  )
  const insert = store.run(`INSERT INTO accounts
    (id, type_id, reference_id, reference_fold, status, tags, fields, created_at, updated_at)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const update = store.run(`UPDATE accounts
    SET reference_id = ?, reference_fold = ?, status = ?, tags = ?, fields = ?, updated_at = ? WHERE seq = ?`)
  // Leaves the index unchanged, which most updates do not affect.
  const updateRest = store.run(
    "UPDATE accounts SET status = ?, tags = ?, fields = ?, updated_at = ? WHERE seq = ?"
  )
  const redact = store.run("UPDATE accounts SET fields = '{}', redacted_at = ?, updated_at = ? WHERE id = ?")
  const all = store.many<Row>("SELECT * FROM accounts ORDER BY seq")
  const count = store.one<{ readonly total: number }>("SELECT count(*) AS total FROM accounts")

  return {
    byId,
    byReference: (referenceId, typeId) => byReference(foldReferenceId(referenceId), typeId),
    named: (referenceId, typeId) =>
      idsByReference(foldReferenceId(referenceId), typeId ?? "", typeId ?? "\uffff").map(({ id }) => id),
    all,
    count: () => count()?.total ?? 0,
    add: (typeId, values, now) => {
      const row: Row = {
        seq: 0,
        id: environment.ids.next("act"),
        type_id: typeId,
        reference_id: values.referenceId,
        status: values.status,
        tags: JSON.stringify(values.tags),
        fields: JSON.stringify(values.fields),
        created_at: now,
        updated_at: now,
        redacted_at: null
      }
      const fold = foldOrNull(values.referenceId)
      insert(row.id, typeId, row.reference_id, fold, row.status, row.tags, row.fields, now, now)
      counters.wrote("account.created")
      return row
    },
    save: (row, next, now) => {
      const { referenceId, status } = next
      const fields = JSON.stringify(next.fields)
      const tags = JSON.stringify(next.tags)
      if (referenceId === row.reference_id) updateRest(status, tags, fields, now, row.seq)
      else update(referenceId, foldOrNull(referenceId), status, tags, fields, now, row.seq)
      counters.wrote("account.updated")
      return { ...row, reference_id: referenceId, status, tags, fields, updated_at: now }
    },
    redact: (row, now) => {
      redact(now, now, row.id)
      counters.wrote("account.redacted")
      return { ...row, fields: "{}", redacted_at: now, updated_at: now }
    }
  }
}
