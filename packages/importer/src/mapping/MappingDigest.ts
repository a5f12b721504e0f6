/** The digest of a mapping: two runs with the same digest make the same requests of the same records. */
import { hash } from "node:crypto"
import { customPrefix } from "../targets/Field.ts"
import type * as Target from "../Target.ts"
import type { Assigned } from "./ColumnMatching.ts"
import type { FieldSchemaLike } from "./CustomFields.ts"

export const digestOf = (
  target: Target.Target,
  assigned: ReadonlyArray<Assigned>,
  columns: ReadonlyArray<string>,
  listColumn: string | undefined,
  accepted: ReadonlySet<string>,
  fieldSchemas: ReadonlyArray<FieldSchemaLike> | undefined
): string => {
  // Columns of one name are told apart by their position.
  const columnOf = (name: string, position: number) =>
    columns.indexOf(name) === columns.lastIndexOf(name) ? name : `${name}\n${position}`
  const facts = [
    Object.entries(target).toSorted(([a], [b]) => (a < b ? -1 : 1)),
    assigned.map((entry) => {
      if (entry.how === "set") return ["set", entry.field.name, entry.text]
      if (entry.how !== "made") return ["column", entry.field.name, columnOf(entry.column, entry.position)]
      const sources = entry.columns.map((column, index) => columnOf(column, entry.positions[index]!))
      return ["made", entry.field.name, sources, entry.join, entry.transforms]
    }),
    // Absent settings are omitted, so that the digest of a plain mapping stays the same.
    ...(listColumn === undefined ? [] : [["list", listColumn]]),
    ...(accepted.size === 0 ? [] : [["accept", ...[...accepted].toSorted()]]),
    ...kindsOf(assigned, fieldSchemas)
  ]
  return hash("sha256", JSON.stringify(facts), "hex")
}

/** What custom fields are sent as, if the account type says so: `fields.age` as a number is another request. */
const kindsOf = (
  assigned: ReadonlyArray<Assigned>,
  fieldSchemas: ReadonlyArray<FieldSchemaLike> | undefined
): ReadonlyArray<ReadonlyArray<string>> =>
  fieldSchemas === undefined
    ? []
    : assigned
        .filter(({ field }) => field.name.startsWith(customPrefix) && field.kind.convert !== undefined)
        .map(({ field }) => ["kind", field.name, field.kind.name])
