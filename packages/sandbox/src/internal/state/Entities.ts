/**
 * Objects in small numbers (inquiries, cases, reports and the like), all in one table: an id, a kind, and a state as
 * JSON. Accounts and list items, which may number millions, have tables of their own.
 */
import {
  type Answer,
  badRequest,
  isRefusal,
  notFound,
  type Refusal,
  type Resource
} from "../request/Answer.ts"
import * as Pages from "../request/Pages.ts"
import { commaList } from "../request/Query.ts"
import type { Call, Context } from "./Resource.ts"
import type { Value } from "./Store.ts"

export interface Entity<State> {
  readonly id: string
  readonly state: State
  /** Milliseconds since 1970. */
  readonly createdAt: number
  readonly updatedAt: number
}

export interface Entities<State> {
  readonly find: (id: string) => Entity<State> | undefined
  readonly create: (state: State, now: number) => Entity<State>
  readonly save: (entity: Entity<State>, state: State, now: number) => Entity<State>
  /** All objects that meet a condition over `id`, `state`, `created_at` and `updated_at`, oldest first. */
  readonly where: (condition: string, ...values: ReadonlyArray<Value>) => ReadonlyArray<Entity<State>>
  /** A page of objects, newest first, by the query and its filters. */
  readonly page: (call: Call, listing: Listing<State>) => Answer
  /** Finds the object with the id from the path, then runs the function. */
  readonly withOne: (then: (entity: Entity<State>, call: Call) => Answer) => (call: Call) => Answer
  readonly count: () => number
}

export interface Listing<State> {
  /** Path of the list, for its links. */
  readonly path: string
  readonly render: (entity: Entity<State>) => Resource
  readonly filters?: Filters
  /** A condition in addition to the filters. */
  readonly where?: readonly [condition: string, ...values: ReadonlyArray<Value>]
}

/** Filters by name, and what each compares with its values, joined by commas. */
export type Filters = Readonly<Record<string, Filter>>

export type Filter =
  /** A member of the state, as a JSON path. */
  | { readonly member: string }
  /** A member that is an array; one of its values must match. */
  | { readonly anyOf: string }
  | { readonly column: "id" }
  | { readonly createdAt: ">=" | "<=" }

/** A table row, before its state is parsed. */
interface Row {
  readonly seq: number
  readonly id: string
  readonly state: string
  readonly created_at: number
  readonly updated_at: number
}

export const make = <State>(
  { environment, registry, store }: Context,
  kind: string,
  prefix: string,
  render: (entity: Entity<State>) => Resource
): Entities<State> => {
  store.define(`CREATE TABLE IF NOT EXISTS entities (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, kind TEXT NOT NULL, state TEXT NOT NULL,
    created_at INTEGER NOT NULL, updated_at INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS entities_by_kind ON entities (kind, seq)`)
  const byId = store.one<Row>("SELECT * FROM entities WHERE id = ? AND kind = ?")
  const insert = store.run(
    "INSERT INTO entities (id, kind, state, created_at, updated_at) VALUES (?, ?, ?, ?, ?)"
  )
  const update = store.run("UPDATE entities SET state = ?, updated_at = ? WHERE id = ?")
  const count = store.one<{ readonly total: number }>("SELECT count(*) AS total FROM entities WHERE kind = ?")

  const find: Entities<State>["find"] = (id) => {
    const row = byId(id, kind)
    return row === undefined ? undefined : fromRow<State>(row)
  }
  registry.add(prefix, (id) => {
    const entity = find(id)
    return entity === undefined ? undefined : render(entity)
  })
  return {
    find,
    create: (state, now) => {
      const id = environment.ids.next(prefix)
      insert(id, kind, JSON.stringify(state), now, now)
      return { id, state, createdAt: now, updatedAt: now }
    },
    save: (entity, state, now) => {
      update(JSON.stringify(state), now, entity.id)
      return { ...entity, state, updatedAt: now }
    },
    where: (condition, ...values) =>
      store
        .many<Row>(`SELECT * FROM entities WHERE kind = ? AND ${condition} ORDER BY seq`)(kind, ...values)
        .map((row) => fromRow<State>(row)),
    page: ({ query }, listing) => {
      const [own, ...ownValues] = listing.where ?? ["1"]
      const filters: Array<Comparison> = []
      for (const [name, text] of query.filter) {
        const filter = listing.filters?.[name]
        // A filter unknown to the list has been refused before.
        if (filter === undefined) continue
        const made = comparison(filter, text)
        if (isRefusal(made)) return made
        filters.push(made)
      }
      return Pages.page<Row>({
        store,
        query,
        path: `/api/v1${listing.path}`,
        table: "entities",
        where: [
          ["kind = ?", `(${own})`, ...filters.map(([condition]) => condition)].join(" AND "),
          kind,
          ...ownValues,
          ...filters.map(([, value]) => value)
        ],
        render: (row) => listing.render(fromRow<State>(row))
      })
    },
    withOne: (then) => (call) => {
      const entity = find(call.params["id"] ?? "")
      return entity === undefined ? notFound() : then(entity, call)
    },
    count: () => count(kind)?.total ?? 0
  }
}

const fromRow = <State>(row: Row): Entity<State> => ({
  id: row.id,
  state: JSON.parse(row.state) as State,
  createdAt: row.created_at,
  updatedAt: row.updated_at
})

type Comparison = readonly [condition: string, value: Value]

const comparison = (filter: Filter, text: string): Comparison | Refusal => {
  const wanted = JSON.stringify(commaList(text))
  if ("createdAt" in filter) {
    const time = Date.parse(text)
    return Number.isNaN(time)
      ? badRequest("A time to filter by must be RFC 3339")
      : [`created_at ${filter.createdAt} ?`, time]
  }
  if ("column" in filter) return ["id IN (SELECT value FROM json_each(?))", wanted]
  if ("member" in filter) {
    return [`json_extract(state, '$.${filter.member}') IN (SELECT value FROM json_each(?))`, wanted]
  }
  return [
    `EXISTS (SELECT 1 FROM json_each(state, '$.${filter.anyOf}') AS one
      WHERE one.value IN (SELECT value FROM json_each(?)))`,
    wanted
  ]
}
