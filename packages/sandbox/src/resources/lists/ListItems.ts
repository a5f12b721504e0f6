/**
 * List items of all 11 kinds. An item is `pending` in the answer to its creation and active a moment later (see
 * `activationDelayMillis`). Only ACTIVE items refuse a duplicate: while an equal item is pending, or after it was
 * archived, an equal item can be created.
 */
import {
  type Answer,
  conflict,
  created,
  isRefusal,
  notFound,
  ok,
  type Refusal,
  type Resource,
  unprocessable
} from "../../internal/request/Answer.ts"
import { toOne } from "../../internal/state/Registry.ts"
import {
  type Call,
  type Context,
  type Opened,
  type Route,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import { optionalString, pointer } from "../../internal/request/Validation.ts"
import { type ListKind, kinds } from "./ListKinds.ts"
import * as Lists from "./Lists.ts"

export interface Options {
  /** How long an item stays pending, in milliseconds. */
  readonly activationDelayMillis: number
}

/** A list item in the record. */
export interface ListItemContents {
  readonly id: string
  readonly listId: string
  readonly kind: string
  readonly values: Readonly<Record<string, unknown>>
  /** The value that the server compares; the same for equal items. */
  readonly equality: string
  readonly createdAt: string
  readonly archivedAt: string | null
}

type Status = "pending" | "active" | "archived"

interface Row {
  readonly id: string
  readonly kind: string
  readonly list_id: string
  readonly equality: string
  readonly item: string
  readonly created_at: number
  readonly updated_at: number
  readonly active_at: number
  readonly archived_at: number | null
  /** The importer that created it, if any. */
  readonly importer_id: string | null
}

export interface ListItems extends Opened<ListItemContents> {
  /** The list of a kind that the attributes name. */
  readonly listFor: (kind: ListKind, attributes: Call["attributes"]) => Lists.Row | Refusal
  /** Adds an item for an importer, like a create; returns the reason if it is refused. */
  readonly put: (
    kind: ListKind,
    list: Lists.Row,
    attributes: Call["attributes"],
    importerId: string,
    now: number
  ) => Refusal | undefined
}

export const open = (context: Context, options: Options): ListItems => {
  const { counters, environment, settings, store } = context
  store.define(`CREATE TABLE IF NOT EXISTS list_items (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, list_id TEXT NOT NULL,
    equality TEXT NOT NULL, item TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, active_at INTEGER NOT NULL, archived_at INTEGER,
    importer_id TEXT
  ) STRICT;
  CREATE INDEX IF NOT EXISTS list_items_by_equality ON list_items (list_id, equality) WHERE archived_at IS NULL`)
  const listById = Lists.finder(store)
  const byId = store.one<Row>("SELECT * FROM list_items WHERE id = ? AND kind = ?")
  const activeTwin = store.one(`SELECT 1 FROM list_items
    WHERE list_id = ? AND equality = ? AND archived_at IS NULL AND (active_at <= ? OR importer_id = ?) LIMIT 1`)
  const insert = store.run(`INSERT INTO list_items
    (id, kind, list_id, equality, item, created_at, updated_at, active_at, importer_id)
    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`)
  const archive = store.run("UPDATE list_items SET archived_at = ?, updated_at = ? WHERE id = ?")
  const all = store.many<Row>("SELECT * FROM list_items ORDER BY seq")
  const count = store.one<{ readonly total: number }>("SELECT count(*) AS total FROM list_items")
  const creatorOf = ({ importer_id, kind }: Row) =>
    importer_id === null
      ? toOne("api-key", environment.apiKeyId)
      : toOne(`importer/list-item/${kind}`, importer_id)

  const listFor: ListItems["listFor"] = ({ kind }, attributes) => {
    const listId = optionalString(attributes, "list-id")
    if (isRefusal(listId)) return listId
    const list = listId === undefined ? undefined : listById(listId)
    if (list === undefined) return notFound("data.attributes.list_id does not name a list")
    if (list.kind !== kind) {
      return unprocessable("The list is of another kind than the item", pointer("list-id"))
    }
    return list.archived_at === null ? list : unprocessable("The list is archived", pointer("list-id"))
  }

  /** Adds an item to a list. Items of the same importer refuse a duplicate even while they are pending. */
  const add = (
    { kind, prefix, read }: ListKind,
    list: Lists.Row,
    attributes: Call["attributes"],
    importerId: string | null,
    now: number
  ): Row | Refusal => {
    const item = read(attributes)
    if (isRefusal(item)) return item
    const refused = settings.refusal(attributes)
    if (refused !== undefined) return refused
    if (activeTwin(list.id, item.equality, now, importerId) !== undefined) {
      return conflict(`${subject(kind)} already exists as an active item in list`)
    }
    const row: Row = {
      id: environment.ids.next(prefix),
      kind,
      list_id: list.id,
      equality: item.equality,
      item: JSON.stringify(item.values),
      created_at: now,
      updated_at: now,
      active_at: now + options.activationDelayMillis,
      archived_at: null,
      importer_id: importerId
    }
    insert(row.id, kind, row.list_id, row.equality, row.item, now, now, row.active_at, importerId)
    counters.wrote("list-item.created")
    return row
  }

  const create =
    (kind: ListKind) =>
    ({ attributes, now }: Call): Answer => {
      const list = listFor(kind, attributes)
      if (isRefusal(list)) return list
      const row = add(kind, list, attributes, null, now)
      return isRefusal(row) ? row : created({ data: resource(row, "pending") })
    }

  const resource = (row: Row, status: Status): Resource => ({
    type: `list-item/${row.kind}`,
    id: row.id,
    attributes: {
      status,
      "archived-at": timestampOrNull(row.archived_at),
      "redacted-at": null,
      "updated-at": timestamp(row.updated_at),
      "created-at": timestamp(row.created_at),
      "match-count": 0,
      ...values(row)
    },
    relationships: { creator: creatorOf(row) }
  })

  const withItem =
    (kind: ListKind, then: (row: Row, call: Call) => Answer) =>
    (call: Call): Answer => {
      const row = byId(call.params["id"] ?? "", kind.kind)
      return row === undefined ? notFound() : then(row, call)
    }

  const routes = (kind: ListKind): ReadonlyArray<Route> => [
    {
      method: "POST",
      path: `/list-item/${kind.path}`,
      permission: "list.write",
      handle: create(kind)
    },
    {
      method: "GET",
      path: `/list-item/${kind.path}/:id`,
      permission: "list.read",
      handle: withItem(kind, (row, { now }) => ok({ data: resource(row, statusOf(row, now)) }))
    },
    {
      method: "DELETE",
      path: `/list-item/${kind.path}/:id`,
      permission: "list.write",
      handle: withItem(kind, (row, { now }) => {
        if (row.archived_at !== null) return conflict("The list item has already been archived")
        archive(now, now, row.id)
        counters.wrote("list-item.archived")
        return ok({ data: resource({ ...row, archived_at: now, updated_at: now }, "archived") })
      })
    }
  ]

  return {
    listFor,
    put: (kind, list, attributes, importerId, now) => {
      const row = add(kind, list, attributes, importerId, now)
      return isRefusal(row) ? row : undefined
    },
    contents: () => all().map(contents),
    count: () => count()?.total ?? 0,
    routes: kinds.flatMap(routes)
  }
}

/** The beginning of the documented 409 for names, and the assumed one for other kinds. */
const subject = (kind: string): string =>
  kind === "name"
    ? "Name"
    : kind === "country"
      ? "Country code"
      : kind === "geolocation"
        ? "Location"
        : "Value"

const statusOf = (row: Row, now: number): Status =>
  row.archived_at !== null ? "archived" : row.active_at <= now ? "active" : "pending"

const values = (row: Row): ListItemContents["values"] => JSON.parse(row.item) as ListItemContents["values"]

const contents = (row: Row): ListItemContents => ({
  id: row.id,
  listId: row.list_id,
  kind: row.kind,
  values: values(row),
  equality: row.equality,
  createdAt: timestamp(row.created_at),
  archivedAt: timestampOrNull(row.archived_at)
})
