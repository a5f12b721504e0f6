/** Creates, updates and upserts accounts; everything is checked before anything is written. */
import {
  conflict,
  isRefusal,
  notFound,
  type Refusal,
  type Resource,
  unprocessable
} from "../../internal/request/Answer.ts"
import type { Call, Context } from "../../internal/state/Resource.ts"
import { optionalString, pointer } from "../../internal/request/Validation.ts"
import * as AccountFields from "./AccountFields.ts"
import { type AccountTable, fromRow, type Row, type Values } from "./AccountTable.ts"
import type * as AccountTypes from "./AccountTypes.ts"
import type * as Events from "../events/Events.ts"
import type * as Tags from "./Tags.ts"

/** Dependencies of writing an account. */
export interface Parts {
  readonly context: Context
  readonly table: AccountTable
  readonly types: AccountTypes.Directory
  readonly tags: Tags.Tags
  readonly render: (row: Row) => Resource
  readonly record: Events.Record
}

/** An account after a write, and before it if it was an update. */
export interface Written {
  readonly row: Row
  readonly before: Row | undefined
  /** Values of the row, if available. */
  readonly values?: Values | undefined
}

/** How bulk writes of accounts work. */
export interface Writing {
  readonly now: number
  readonly upsert: boolean
  /** Whether added and removed tags of an update cause events. */
  readonly tagEvents: boolean
}

/** The account that another object will belong to. */
export interface Wanted {
  readonly referenceId: string | undefined
  /** @default the type "User" */
  readonly typeId: string | undefined
}

/** The values that result from these attributes. */
const valuesOf = (
  { context, tags }: Parts,
  attributes: Call["attributes"],
  type: AccountTypes.AccountType,
  current: Values
): Values | Refusal => {
  const refused = context.settings.refusal(attributes)
  if (refused !== undefined) return refused
  const referenceId = optionalString(attributes, "reference-id")
  if (isRefusal(referenceId)) return referenceId
  if (referenceId === "") {
    return unprocessable("data.attributes.reference_id must not be empty", pointer("reference-id"))
  }
  const status = optionalString(attributes, "account-status")
  if (isRefusal(status)) return status
  if (status !== undefined && !type.statuses.some(({ name }) => name === status)) {
    return unprocessable("The account type has no such status", pointer("account-status"))
  }
  const fields = AccountFields.apply(current.fields, attributes, {
    schemas: type.fields,
    file: (filename, byteSize) => ({
      filename,
      url: `https://files.sandbox.invalid/${encodeURIComponent(filename)}?access_token=${context.environment.ids.next("file")}`,
      "byte-size": byteSize
    })
  })
  if (isRefusal(fields)) return fields
  const named = attributes["tags"] === undefined ? current.tags : tags.fromAttribute(attributes["tags"])
  if (isRefusal(named)) return named
  return {
    referenceId: referenceId ?? (attributes["reference-id"] === null ? null : current.referenceId),
    status: status ?? current.status,
    tags: named,
    fields
  }
}

/** Updates an account. */
export const change = (
  parts: Parts,
  row: Row,
  { attributes, now }: Pick<Call, "attributes" | "now">
): Row | Refusal => {
  const type = parts.types.byId(row.type_id)
  if (type === undefined) return notFound()
  const next = valuesOf(parts, attributes, type, fromRow(row))
  if (isRefusal(next)) return next
  if (next.referenceId !== null && next.referenceId !== row.reference_id) {
    const other = parts.table.byReference(next.referenceId, row.type_id)
    if (other !== undefined && other.id !== row.id) return duplicate
  }
  return parts.tags.ensure(next.tags, pointer("tags")) ?? parts.table.save(row, next, now)
}

/** Creates an account, or updates the one that an upsert finds. */
export const write = (
  parts: Parts,
  attributes: Call["attributes"],
  upsert: boolean,
  now: number
): Written | Refusal => {
  const { table, tags, types } = parts
  const typeId = optionalString(attributes, "account-type-id")
  if (isRefusal(typeId)) return typeId
  const type = typeId === undefined ? types.default : types.byId(typeId)
  if (type === undefined) {
    return unprocessable("The account type does not exist", pointer("account-type-id"))
  }
  const referenceId = attributes["reference-id"]
  const before = typeof referenceId === "string" ? table.byReference(referenceId, type.id) : undefined
  if (upsert && before !== undefined) {
    const row = change(parts, before, { attributes, now })
    return isRefusal(row) ? row : { row, before }
  }
  const next = valuesOf(parts, attributes, type, {
    referenceId: null,
    status: type.statuses[0]?.name ?? "active",
    tags: [],
    fields: {}
  })
  if (isRefusal(next)) return next
  if (upsert && next.referenceId === null) {
    return unprocessable("An upsert needs the reference id", pointer("reference-id"))
  }
  if (before !== undefined) return duplicate
  return (
    tags.ensure(next.tags, pointer("tags")) ?? { row: table.add(type.id, next, now), before, values: next }
  )
}

/** Finds the account of a reference id, or creates one; without a reference id, always creates one. */
export const obtain = (
  { render, table, types }: Parts,
  { referenceId, typeId }: Wanted,
  now: number
): Resource | Refusal => {
  const type = typeId === undefined ? types.default : types.byId(typeId)
  if (type === undefined) return notFound("The account type does not exist")
  const existing = referenceId === undefined ? undefined : table.byReference(referenceId, type.id)
  const status = type.statuses[0]?.name ?? "active"
  const values = { referenceId: referenceId ?? null, status, tags: [], fields: {} }
  return render(existing ?? table.add(type.id, values, now))
}

/** Records added and removed tags. */
export const noteTags = (
  { record, render }: Parts,
  before: ReadonlyArray<string>,
  row: Row,
  now: number
): void => {
  const after = JSON.parse(row.tags) as ReadonlyArray<string>
  const added = after.some((name) => !before.includes(name))
  const removed = before.some((name) => !after.includes(name))
  if (added) record("account.tag-added", render(row), now)
  if (removed) record("account.tag-removed", render(row), now)
}

const noteChange = (
  parts: Parts,
  before: Row,
  after: Row,
  { now, tagEvents }: Omit<Writing, "upsert">
): "updated" => {
  if (tagEvents && before.tags !== after.tags) noteTags(parts, fromRow(before).tags, after, now)
  return "updated"
}

/** Creates an account or, if an upsert finds one, updates it, like `POST /accounts`. */
export const put = (
  parts: Parts,
  attributes: Call["attributes"],
  writing: Writing
): "created" | "updated" | Refusal => {
  const written = write(parts, attributes, writing.upsert, writing.now)
  if (isRefusal(written)) return written
  return written.before === undefined ? "created" : noteChange(parts, written.before, written.row, writing)
}

/** Updates an account like `PATCH /accounts/:id`; undefined if there is none. */
export const patch = (
  parts: Parts,
  id: string,
  attributes: Call["attributes"],
  writing: Omit<Writing, "upsert">
): "updated" | Refusal | undefined => {
  const row = parts.table.byId(id)
  if (row === undefined) return undefined
  const changed = change(parts, row, { attributes, now: writing.now })
  return isRefusal(changed) ? changed : noteChange(parts, row, changed, writing)
}

const duplicate = conflict("An account of this type already has this reference id")
