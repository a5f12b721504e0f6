/**
 * Accounts. A reference id is unique per account type, without regard to case; a create that meets an existing one is
 * a 409, or an update when it asks for an upsert.
 */
import {
  type Answer,
  badRequest,
  conflict,
  created,
  isRefusal,
  notFound,
  ok,
  type Refusal,
  type Resource,
  type Success,
  unprocessable
} from "../../internal/request/Answer.ts"
import * as Pages from "../../internal/request/Pages.ts"
import * as Redaction from "../../internal/state/Redaction.ts"
import { commaList, type Query } from "../../internal/request/Query.ts"
import {
  type Call,
  type Context,
  type Opened,
  routesOf,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import { optionalString, pointer } from "../../internal/request/Validation.ts"
import * as AccountFields from "./AccountFields.ts"
import * as AccountTypes from "./AccountTypes.ts"
import type * as Events from "../events/Events.ts"
import * as Tags from "./Tags.ts"

/** An account as the record shows it. */
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

interface Row {
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

/** What a create or update makes of an account. */
interface Values {
  readonly referenceId: string | null
  readonly status: string
  readonly tags: ReadonlyArray<string>
  readonly fields: AccountFields.Fields
}

/** An account as it has become, and as it was before an update. */
interface Written {
  readonly row: Row
  readonly before: Row | undefined
  /** Those of the row, where they are at hand. */
  readonly values?: Values | undefined
}

const maximumReferenceIds = 100

const accountType = "account-type"

/** How reference ids are compared. */
const foldReferenceId = (referenceId: string): string => referenceId.toLowerCase()

export interface Accounts extends Opened<AccountContents> {
  readonly find: (id: string) => Resource | undefined
  /** Finds the account of a reference id, or makes one; without a reference id always makes one. */
  readonly obtain: (wanted: Wanted, now: number) => Resource | Refusal
  /** Creates an account or, where an upsert finds one, updates it, as `POST /accounts` does. */
  readonly put: (attributes: Call["attributes"], writing: Writing) => "created" | "updated" | Refusal
  /** Updates an account as `PATCH /accounts/:id` does; undefined when there is none. */
  readonly patch: (
    id: string,
    attributes: Call["attributes"],
    writing: Omit<Writing, "upsert">
  ) => "updated" | Refusal | undefined
  /** Ids of the accounts that have a reference id, at most two of them: all that tells one from several. */
  readonly named: (referenceId: string, typeId: string | undefined) => ReadonlyArray<string>
  readonly hasType: (typeId: string) => boolean
  /** All accounts, oldest first, as answers show them. */
  readonly all: () => ReadonlyArray<Resource>
}

/** How accounts are written that come many at a time. */
export interface Writing {
  readonly now: number
  readonly upsert: boolean
  /** Whether tags that an update adds or removes leave events. */
  readonly tagEvents: boolean
}

/** An account that another object is to belong to. */
export interface Wanted {
  readonly referenceId: string | undefined
  /** @default the type "User" */
  readonly typeId: string | undefined
}

const route = routesOf("account", [accountType])

export const open = (context: Context, record: Events.Record): Accounts => {
  const { counters, environment, registry, settings, store } = context
  store.define(`CREATE TABLE IF NOT EXISTS accounts (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, type_id TEXT NOT NULL,
    reference_id TEXT, reference_fold TEXT, status TEXT NOT NULL,
    tags TEXT NOT NULL, fields TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, redacted_at INTEGER
  ) STRICT;
  CREATE UNIQUE INDEX IF NOT EXISTS accounts_by_reference ON accounts (reference_fold, type_id)
    WHERE reference_fold IS NOT NULL`)
  const types = AccountTypes.directory(store)
  const tags = Tags.make(context)

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
  // Leaves the index alone, which most updates do not touch.
  const updateRest = store.run(
    "UPDATE accounts SET status = ?, tags = ?, fields = ?, updated_at = ? WHERE seq = ?"
  )
  const redact = store.run("UPDATE accounts SET fields = '{}', redacted_at = ?, updated_at = ? WHERE id = ?")
  const all = store.many<Row>("SELECT * FROM accounts ORDER BY seq")
  const count = store.one<{ readonly total: number }>("SELECT count(*) AS total FROM accounts")

  const render = (row: Row, values: Values = fromRow(row)): Resource =>
    resource(row, values, types.byId(row.type_id)?.name ?? "")

  /** Wraps an account for an answer, with its type if asked for. */
  const document = (answer: typeof ok, row: Row, query: Query, values?: Values): Success => {
    const data = render(row, values)
    const type = query.include?.includes(accountType) === true ? types.byId(row.type_id) : undefined
    return answer(type === undefined ? { data } : { data, included: [AccountTypes.render(type)] })
  }

  /** The values that these attributes lead to; nothing is written. */
  const values = (
    attributes: Call["attributes"],
    type: AccountTypes.AccountType,
    current: Values
  ): Values | Refusal => {
    const refused = settings.refusal(attributes)
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
        url: `https://files.sandbox.invalid/${encodeURIComponent(filename)}?access_token=${environment.ids.next("file")}`,
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

  const save = (row: Row, next: Values, now: number): Row => {
    const fields = JSON.stringify(next.fields)
    const tagNames = JSON.stringify(next.tags)
    if (next.referenceId === row.reference_id) updateRest(next.status, tagNames, fields, now, row.seq)
    else {
      const fold = next.referenceId === null ? null : foldReferenceId(next.referenceId)
      update(next.referenceId, fold, next.status, tagNames, fields, now, row.seq)
    }
    counters.wrote("account.updated")
    return {
      ...row,
      reference_id: next.referenceId,
      status: next.status,
      tags: tagNames,
      fields,
      updated_at: now
    }
  }

  const change = (row: Row, { attributes, now }: Pick<Call, "attributes" | "now">): Row | Refusal => {
    const type = types.byId(row.type_id)
    if (type === undefined) return notFound()
    const next = values(attributes, type, fromRow(row))
    if (isRefusal(next)) return next
    if (next.referenceId !== null && next.referenceId !== row.reference_id) {
      const other = byReference(foldReferenceId(next.referenceId), row.type_id)
      if (other !== undefined && other.id !== row.id) return duplicate
    }
    return tags.ensure(next.tags, pointer("tags")) ?? save(row, next, now)
  }

  const create = (call: Call): Answer => {
    const upsert = upsertBy(call.meta["upsert-by"])
    if (isRefusal(upsert)) return upsert
    const written = write(call.attributes, upsert, call.now)
    if (isRefusal(written)) return written
    return document(written.before === undefined ? created : ok, written.row, call.query, written.values)
  }

  /** Creates an account, or updates the one that an upsert finds. */
  const write = (attributes: Call["attributes"], upsert: boolean, now: number): Written | Refusal => {
    const typeId = optionalString(attributes, "account-type-id")
    if (isRefusal(typeId)) return typeId
    const type = typeId === undefined ? types.default : types.byId(typeId)
    if (type === undefined) {
      return unprocessable("The account type does not exist", pointer("account-type-id"))
    }
    const referenceId = attributes["reference-id"]
    const before =
      typeof referenceId === "string" ? byReference(foldReferenceId(referenceId), type.id) : undefined
    if (upsert && before !== undefined) {
      const row = change(before, { attributes, now })
      return isRefusal(row) ? row : { row, before }
    }
    const next = values(attributes, type, {
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
    return tags.ensure(next.tags, pointer("tags")) ?? { row: add(type, next, now), before, values: next }
  }

  const add = (type: AccountTypes.AccountType, next: Values, now: number): Row => {
    const fold = next.referenceId === null ? null : foldReferenceId(next.referenceId)
    const row: Row = {
      seq: 0,
      id: environment.ids.next("act"),
      type_id: type.id,
      reference_id: next.referenceId,
      status: next.status,
      tags: JSON.stringify(next.tags),
      fields: JSON.stringify(next.fields),
      created_at: now,
      updated_at: now,
      redacted_at: null
    }
    insert(row.id, type.id, row.reference_id, fold, row.status, row.tags, row.fields, now, now)
    counters.wrote("account.created")
    return row
  }

  const obtain: Accounts["obtain"] = ({ referenceId, typeId }, now) => {
    const type = typeId === undefined ? types.default : types.byId(typeId)
    if (type === undefined) return notFound("The account type does not exist")
    const existing =
      referenceId === undefined ? undefined : byReference(foldReferenceId(referenceId), type.id)
    const status = type.statuses[0]?.name ?? "active"
    const values = { referenceId: referenceId ?? null, status, tags: [], fields: {} }
    return render(existing ?? add(type, values, now))
  }

  /** Notes that an account has got tags it did not have, or lost some. */
  const noteTags = (before: ReadonlyArray<string>, row: Row, now: number): void => {
    const after = JSON.parse(row.tags) as ReadonlyArray<string>
    const added = after.some((name) => !before.includes(name))
    const removed = before.some((name) => !after.includes(name))
    if (added) record("account.tag-added", render(row), now)
    if (removed) record("account.tag-removed", render(row), now)
  }

  const noteChange = (before: Row, after: Row, { now, tagEvents }: Omit<Writing, "upsert">): "updated" => {
    if (tagEvents && before.tags !== after.tags) noteTags(fromRow(before).tags, after, now)
    return "updated"
  }

  const put: Accounts["put"] = (attributes, writing) => {
    const written = write(attributes, writing.upsert, writing.now)
    if (isRefusal(written)) return written
    return written.before === undefined ? "created" : noteChange(written.before, written.row, writing)
  }

  const patch: Accounts["patch"] = (id, attributes, writing) => {
    const row = byId(id)
    if (row === undefined) return undefined
    const changed = change(row, { attributes, now: writing.now })
    return isRefusal(changed) ? changed : noteChange(row, changed, writing)
  }

  /** Finds the account of the path, then does the rest. */
  const withAccount =
    (then: (row: Row, call: Call) => Row | Refusal) =>
    (call: Call): Answer => {
      const row = byId(call.params["id"] ?? "")
      if (row === undefined) return notFound()
      const result = then(row, call)
      return isRefusal(result) ? result : document(ok, result, call.query)
    }

  const retag = (choose: Tags.Retag) =>
    withAccount((row, call) => {
      const current = fromRow(row)
      const chosen = choose(call, current.tags)
      if (isRefusal(chosen)) return chosen
      const saved = save(row, { ...current, tags: chosen }, call.now)
      noteTags(current.tags, saved, call.now)
      return saved
    })

  const list = ({ query }: Call): Answer => {
    const filter = query.filter.get("reference-id")
    const wanted = filter === undefined ? [] : commaList(filter)
    if (wanted.length > maximumReferenceIds) {
      return badRequest(`filter.reference_id takes at most ${maximumReferenceIds} reference ids`)
    }
    return Pages.page<Row>({
      store,
      query,
      path: "/api/v1/accounts",
      table: "accounts",
      render: (row) => render(row),
      ...(filter === undefined
        ? undefined
        : {
            where: [
              "reference_fold IN (SELECT value FROM json_each(?))",
              JSON.stringify(wanted.map(foldReferenceId))
            ]
          })
    })
  }

  const remove = withAccount((row, call) => {
    if (row.redacted_at !== null) return conflict("The account has already been redacted")
    redact(call.now, call.now, row.id)
    counters.wrote("account.redacted")
    const redacted = { ...row, fields: "{}", redacted_at: call.now, updated_at: call.now }
    record("account.redacted", render(redacted), call.now)
    Redaction.belongingsOf(context, row.id, call.now)
    return redacted
  })

  const find: Accounts["find"] = (id) => {
    const row = byId(id)
    return row === undefined ? undefined : render(row)
  }
  registry.add("act", find)
  registry.add("acttp", (id) => {
    const type = types.byId(id)
    return type === undefined ? undefined : AccountTypes.render(type)
  })

  return {
    contents: () => all().map(contents),
    count: () => count()?.total ?? 0,
    find,
    obtain,
    put,
    patch,
    named: (referenceId, typeId) =>
      idsByReference(foldReferenceId(referenceId), typeId ?? "", typeId ?? "\uffff").map(({ id }) => id),
    hasType: (typeId) => types.byId(typeId) !== undefined,
    all: () => all().map((row) => render(row)),
    routes: [
      route("POST", "/accounts", create),
      { ...route("GET", "/accounts", list), includes: [], filters: ["reference-id"] },
      route(
        "GET",
        "/accounts/:id",
        withAccount((row) => row)
      ),
      route("PATCH", "/accounts/:id", withAccount(change)),
      route("DELETE", "/accounts/:id", remove),
      ...Tags.routes(
        tags,
        { path: "/accounts/:id", permission: "account.write", includes: [accountType] },
        retag
      )
    ]
  }
}

const duplicate = conflict("An account of this type already has this reference id")

const upsertBy = (value: unknown): boolean | Refusal => {
  if (value === undefined || value === null) return false
  if (value === "reference-id" || value === "reference_id") return true
  return unprocessable("meta.upsert_by must name a unique field: reference-id", "/meta/upsert-by")
}

const fromRow = (row: Row): Values => ({
  referenceId: row.reference_id,
  status: row.status,
  tags: JSON.parse(row.tags) as ReadonlyArray<string>,
  fields: JSON.parse(row.fields) as AccountFields.Fields
})

const resource = (row: Row, { fields, tags }: Values, typeName: string): Resource => ({
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

const contents = (row: Row): AccountContents => ({
  id: row.id,
  accountTypeId: row.type_id,
  ...fromRow(row),
  createdAt: timestamp(row.created_at),
  updatedAt: timestamp(row.updated_at),
  redactedAt: timestampOrNull(row.redacted_at)
})
