/** The form of an account in answers and in the record. */
import type { Resource } from "../../internal/request/Answer.ts"
import { timestamp, timestampOrNull } from "../../internal/state/Resource.ts"
import type * as AccountFields from "./AccountFields.ts"
import { fromRow, type Row, type Values } from "./AccountTable.ts"

/** An account in the record. */
export interface AccountContents {
  readonly id: string
  readonly accountTypeId: string
  readonly referenceId: string | null
  readonly status: string
  readonly tags: ReadonlyArray<string>
  readonly fields: AccountFields.Fields
  readonly createdAt: string
  readonly updatedAt: string
  readonly redactedAt: string | null
}

export const accountType = "account-type"

export const resource = (row: Row, { fields, tags }: Values, typeName: string): Resource => ({
  type: "account",
  id: row.id,
  attributes: {
    "reference-id": row.reference_id,
    "account-type-name": typeName,
    "account-status": row.status,
    "created-at": timestamp(row.created_at),
    "updated-at": timestamp(row.updated_at),
    "redacted-at": timestampOrNull(row.redacted_at),
    fields,
    tags
  },
  relationships: { [accountType]: { data: { type: accountType, id: row.type_id } } }
})

export const contents = (row: Row): AccountContents => ({
  id: row.id,
  accountTypeId: row.type_id,
  ...fromRow(row),
  createdAt: timestamp(row.created_at),
  updatedAt: timestamp(row.updated_at),
  redactedAt: timestampOrNull(row.redacted_at)
})
