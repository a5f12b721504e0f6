/** The identity of a row: its natural key, or a substitute. */
import { derivedReferenceId, type Digester } from "../ledger/Digest.ts"
import type { Unkeyed } from "../Policies.ts"
import type { Entry } from "../ledger/Model.ts"
import type { Problem, Row, ValidRow } from "./Row.ts"

/** A mapper whose rows have an identity: one without a natural key gets what the caller decided for it. */
export const identifying =
  <A>(mapper: (record: A) => Row, unkeyed: Unkeyed): ((record: A) => Row) =>
  (record) => {
    const mapped = mapper(record)
    return mapped._tag === "Valid" ? withIdentity(mapped, unkeyed) : mapped
  }

const withIdentity = (row: ValidRow, unkeyed: Unkeyed): Row => {
  if (row.natural !== undefined || unkeyed === "allow") return row
  return unkeyed === "derive" ? derive(row) : { ...row, _tag: "Invalid", problems: [noReferenceId] }
}

const derive = (row: ValidRow): ValidRow => {
  const { data } = row.request as { readonly data: { readonly attributes: object } }
  const referenceId = derivedReferenceId(JSON.stringify(row.request))
  return {
    ...row,
    natural: referenceId,
    request: { data: { attributes: { referenceId, ...data.attributes } } }
  } as ValidRow
}

const noReferenceId: Problem = {
  column: "",
  field: "reference-id",
  code: "no-reference-id",
  reason: "The row has no reference id, so nothing would protect it from being created twice",
  suggestion: "Fill the column, or import again with derived reference ids"
}

/** A row as an entry of the ledger, with the bytes of its content, by which batches are packed. */
export interface Identified extends Entry {
  readonly size: number
}

/**
 * A row as an entry of the ledger. A row without a natural key is identified by its content, and by its number among
 * rows of equal content.
 */
export const entryOf = (row: ValidRow, line: number, digester: Digester): Identified => {
  const text = JSON.stringify(row.request)
  const body = digester.digest("body", text)
  if (row.natural !== undefined) {
    return {
      line,
      body,
      size: Buffer.byteLength(text),
      natural: digester.digest("natural", row.natural),
      again: undefined
    }
  }
  const occurrence = (n: number) => digester.digest("natural", `unkeyed\n${n}\n${text}`)
  return { line, body, size: Buffer.byteLength(text), natural: occurrence(1), again: occurrence }
}
