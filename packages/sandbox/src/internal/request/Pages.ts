/**
 * Cursor pages over a table whose `seq` grows with creation and whose `id` is the cursor: newest first, `page[size]`
 * 1 to 100 (default 10), `page[after]` towards older, `page[before]` towards newer objects.
 */
import { badRequest, type Document, ok, type Refusal, type Resource, type Success } from "./Answer.ts"
import type { Query } from "./Query.ts"
import type { Store, Value } from "../state/Store.ts"

export interface Listing<Row> {
  readonly store: Store
  readonly query: Query
  /** Path of the list, for the links, for example `/api/v1/lists`. */
  readonly path: string
  readonly table: string
  /** A condition over the table's columns, with its values. */
  readonly where?: readonly [condition: string, ...values: ReadonlyArray<Value>]
  readonly render: (row: Row) => Resource
}

interface Position {
  readonly seq: number
  readonly id: string
}

export const page = <Row extends Position>(listing: Listing<Row>): Success | Refusal => {
  const { query, store, table } = listing
  const [condition, ...values] = listing.where ?? ["1"]
  const size = pageSize(query.page.get("size"))
  if (size === undefined) return badRequest("page.size must be an integer from 1 to 100")
  const after = query.page.get("after")
  const before = query.page.get("before")
  if (after !== undefined && before !== undefined) {
    return badRequest("page.after and page.before exclude each other")
  }

  const cursor = after ?? before
  let seq: number | undefined
  if (cursor !== undefined) {
    seq = store.one<Position>(`SELECT seq, id FROM ${table} WHERE id = ?`)(cursor)?.seq
    if (seq === undefined) return badRequest("The cursor does not exist")
  }
  const select = (bound: string, order: "ASC" | "DESC") =>
    store.many<Row>(`SELECT * FROM ${table} WHERE ${condition} AND ${bound} ORDER BY seq ${order} LIMIT ?`)
  const rows =
    seq === undefined
      ? select("1", "DESC")(...values, size)
      : before === undefined
        ? select("seq < ?", "DESC")(...values, seq, size)
        : select("seq > ?", "ASC")(...values, seq, size).toReversed()

  const exists = (bound: string, position: number) =>
    store.one(`SELECT 1 FROM ${table} WHERE ${condition} AND ${bound} LIMIT 1`)(...values, position) !==
    undefined
  const first = rows[0]
  const last = rows.at(-1)
  const document: Document = {
    data: rows.map(listing.render),
    links: {
      prev: first !== undefined && exists("seq > ?", first.seq) ? link(listing, "before", first.id) : null,
      next: last !== undefined && exists("seq < ?", last.seq) ? link(listing, "after", last.id) : null
    }
  }
  return ok(document)
}

const pageSize = (text: string | undefined): number | undefined => {
  if (text === undefined) return 10
  const size = /^\d{1,3}$/.test(text) ? Number(text) : 0
  return size >= 1 && size <= 100 ? size : undefined
}

const link = (listing: Pick<Listing<never>, "path" | "query">, direction: string, id: string): string => {
  const params = new URLSearchParams(listing.query.kept)
  params.append(`page[${direction}]`, id)
  return `${listing.path}?${params.toString()}`
}
