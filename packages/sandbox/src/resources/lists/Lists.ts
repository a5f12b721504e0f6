/**
 * Lists of all kinds. Nine kinds can be created over the API; lists of the other two, which come from the vendor's
 * dashboard, are seeded through options. Lists cannot be renamed or restored from the archive.
 */
import {
  type Answer,
  badRequest,
  conflict,
  created,
  isRefusal,
  notFound,
  ok
} from "../../internal/request/Answer.ts"
import type { Resource } from "../../internal/request/Answer.ts"
import * as Pages from "../../internal/request/Pages.ts"
import {
  type Call,
  type Context,
  type Opened,
  type Route,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import type { Store } from "../../internal/state/Store.ts"
import { mustBe, requiredString } from "../../internal/request/Validation.ts"
import { type Kind, kinds } from "./ListKinds.ts"

/** An initial list. */
export interface ListSeed {
  readonly kind: Kind
  readonly name: string
  /** `lst_…`; generated if omitted. */
  readonly id?: string | undefined
}

/** A list in the record. */
export interface ListContents {
  readonly id: string
  readonly kind: string
  readonly name: string
  readonly status: "active" | "archived"
  readonly createdAt: string
  readonly archivedAt: string | null
}

export interface Row {
  readonly seq: number
  readonly id: string
  readonly kind: string
  readonly name: string
  /** 0 or 1; only name lists have it. */
  readonly fuzzy: number | null
  readonly created_at: number
  readonly updated_at: number
  readonly archived_at: number | null
}

/** Finds the list of an item. */
export const finder = (store: Store) => store.one<Row>("SELECT * FROM lists WHERE id = ?")

export const open = (context: Context, seeds: ReadonlyArray<ListSeed>): Opened<ListContents> => {
  const { counters, environment, store } = context
  store.define(`CREATE TABLE IF NOT EXISTS lists (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, name TEXT NOT NULL, fuzzy INTEGER,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL, archived_at INTEGER
  ) STRICT;
  CREATE INDEX IF NOT EXISTS lists_by_name ON lists (kind, name)`)
  const byId = finder(store)
  const insert = store.run(
    "INSERT INTO lists (id, kind, name, fuzzy, created_at, updated_at) VALUES (?, ?, ?, ?, ?, ?)"
  )
  const archive = store.run("UPDATE lists SET archived_at = ?, updated_at = ? WHERE id = ?")
  const named = store.one("SELECT 1 FROM lists WHERE kind = ? AND name = ?")
  const all = store.many<Row>("SELECT * FROM lists ORDER BY seq")
  const count = store.one<{ readonly total: number }>("SELECT count(*) AS total FROM lists")

  for (const { id, kind, name } of seeds) {
    // A reopened state already has its seeds, including archived ones.
    if ((id === undefined ? named(kind, name) : byId(id)) !== undefined) continue
    insert(
      id ?? environment.ids.next("lst"),
      kind,
      name,
      kind === "name" ? 0 : null,
      context.now,
      context.now
    )
  }

  const create =
    (kind: Kind) =>
    ({ attributes, now }: Call): Answer => {
      const name = requiredString(attributes, "name")
      if (isRefusal(name)) return name
      const fuzzy = attributes["allow-fuzzy-name-first"] ?? false
      if (typeof fuzzy !== "boolean") return mustBe("allow-fuzzy-name-first", "a boolean")
      const row: Row = {
        seq: 0,
        id: environment.ids.next("lst"),
        kind,
        name,
        fuzzy: kind === "name" ? Number(fuzzy) : null,
        created_at: now,
        updated_at: now,
        archived_at: null
      }
      insert(row.id, row.kind, row.name, row.fuzzy, now, now)
      counters.wrote("list.created")
      return created({ data: resource(row) })
    }

  const list = ({ query }: Call): Answer => {
    const status = query.filter.get("status")
    if (status !== undefined && status !== "active" && status !== "archived") {
      return badRequest("filter.status must be active or archived")
    }
    const where =
      status === undefined ? "1" : status === "active" ? "archived_at IS NULL" : "archived_at IS NOT NULL"
    return Pages.page<Row>({
      store,
      query,
      path: "/api/v1/lists",
      table: "lists",
      where: [where],
      render: resource
    })
  }

  const withList =
    (then: (row: Row, call: Call) => Answer) =>
    (call: Call): Answer => {
      const row = byId(call.params["id"] ?? "")
      return row === undefined ? notFound() : then(row, call)
    }

  const retrieve = withList((row) => ok({ data: resource(row) }))

  const remove = withList((row, { now }) => {
    if (row.archived_at !== null) return conflict("The list has already been archived")
    archive(now, now, row.id)
    counters.wrote("list.archived")
    return ok({ data: resource({ ...row, archived_at: now, updated_at: now }) })
  })

  return {
    contents: () => all().map(contents),
    count: () => count()?.total ?? 0,
    routes: [
      ...kinds
        .filter(({ creatable }) => creatable)
        .map(({ kind, path }): Route => ({
          method: "POST",
          path: `/list/${path}`,
          permission: "list.write",
          handle: create(kind)
        })),
      { method: "GET", path: "/lists", permission: "list.read", filters: ["status"], handle: list },
      { method: "GET", path: "/lists/:id", permission: "list.read", handle: retrieve },
      { method: "DELETE", path: "/lists/:id", permission: "list.write", handle: remove }
    ]
  }
}

const statusOf = (row: Row): "active" | "archived" => (row.archived_at === null ? "active" : "archived")

const resource = (row: Row): Resource => ({
  type: `list/${row.kind}`,
  id: row.id,
  attributes: {
    name: row.name,
    status: statusOf(row),
    "archived-at": timestampOrNull(row.archived_at),
    "created-at": timestamp(row.created_at),
    "updated-at": timestamp(row.updated_at),
    ...(row.fuzzy === null ? undefined : { "allow-fuzzy-name-first": row.fuzzy === 1 })
  },
  relationships: { "list-items": { data: [] } }
})

const contents = (row: Row): ListContents => ({
  id: row.id,
  kind: row.kind,
  name: row.name,
  status: statusOf(row),
  createdAt: timestamp(row.created_at),
  archivedAt: timestampOrNull(row.archived_at)
})
