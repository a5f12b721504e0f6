/**
 * Accounts. A reference id is unique per account type, case-insensitively. A create with an existing reference id is a
 * 409, or an update if it requests an upsert.
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
import { type Call, type Context, type Opened, routesOf } from "../../internal/state/Resource.ts"
import * as AccountResource from "./AccountResource.ts"
import * as AccountTable from "./AccountTable.ts"
import { foldReferenceId, fromRow, type Row, type Values } from "./AccountTable.ts"
import * as AccountTypes from "./AccountTypes.ts"
import * as AccountWrites from "./AccountWrites.ts"
import type * as Events from "../events/Events.ts"
import * as Tags from "./Tags.ts"

export type { AccountContents } from "./AccountResource.ts"

const maximumReferenceIds = 100

const { accountType } = AccountResource

export interface Accounts extends Opened<AccountResource.AccountContents> {
  readonly find: (id: string) => Resource | undefined
  /** Finds the account of a reference id, or creates one; without a reference id, always creates one. */
  readonly obtain: (wanted: AccountWrites.Wanted, now: number) => Resource | Refusal
  /** Creates an account or, if an upsert finds one, updates it, like `POST /accounts`. */
  readonly put: (
    attributes: Call["attributes"],
    writing: AccountWrites.Writing
  ) => "created" | "updated" | Refusal
  /** Updates an account like `PATCH /accounts/:id`; undefined if there is none. */
  readonly patch: (
    id: string,
    attributes: Call["attributes"],
    writing: Omit<AccountWrites.Writing, "upsert">
  ) => "updated" | Refusal | undefined
  /** Ids of the accounts with a reference id, at most two: enough to tell one from several. */
  readonly named: (referenceId: string, typeId: string | undefined) => ReadonlyArray<string>
  readonly hasType: (typeId: string) => boolean
  /** All accounts, oldest first, in the form of answers. */
  readonly all: () => ReadonlyArray<Resource>
}

const route = routesOf("account", [accountType])

export const open = (context: Context, record: Events.Record): Accounts => {
  const { registry, store } = context
  const table = AccountTable.open(context)
  const types = AccountTypes.directory(store)
  const tags = Tags.make(context)

  const render = (row: Row, values: Values = fromRow(row)): Resource =>
    AccountResource.resource(row, values, types.byId(row.type_id)?.name ?? "")
  const parts: AccountWrites.Parts = { context, table, types, tags, render: (row) => render(row), record }

  /** Wraps an account for an answer, with its type on request. */
  const document = (answer: typeof ok, row: Row, query: Query, values?: Values): Success => {
    const data = render(row, values)
    const type = query.include?.includes(accountType) === true ? types.byId(row.type_id) : undefined
    return answer(type === undefined ? { data } : { data, included: [AccountTypes.render(type)] })
  }

  const create = (call: Call): Answer => {
    const upsert = upsertBy(call.meta["upsert-by"])
    if (isRefusal(upsert)) return upsert
    const written = AccountWrites.write(parts, call.attributes, upsert, call.now)
    if (isRefusal(written)) return written
    return document(written.before === undefined ? created : ok, written.row, call.query, written.values)
  }

  /** Finds the account of the path, then runs the function. */
  const withAccount =
    (then: (row: Row, call: Call) => Row | Refusal) =>
    (call: Call): Answer => {
      const row = table.byId(call.params["id"] ?? "")
      if (row === undefined) return notFound()
      const result = then(row, call)
      return isRefusal(result) ? result : document(ok, result, call.query)
    }

  const retag = (choose: Tags.Retag) =>
    withAccount((row, call) => {
      const current = fromRow(row)
      const chosen = choose(call, current.tags)
      if (isRefusal(chosen)) return chosen
      const saved = table.save(row, { ...current, tags: chosen }, call.now)
      AccountWrites.noteTags(parts, current.tags, saved, call.now)
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
    const redacted = table.redact(row, call.now)
    record("account.redacted", render(redacted), call.now)
    Redaction.belongingsOf(context, row.id, call.now)
    return redacted
  })

  const find: Accounts["find"] = (id) => {
    const row = table.byId(id)
    return row === undefined ? undefined : render(row)
  }
  registry.add("act", find)
  registry.add("acttp", (id) => {
    const type = types.byId(id)
    return type === undefined ? undefined : AccountTypes.render(type)
  })

  return {
    contents: () => table.all().map(AccountResource.contents),
    count: table.count,
    find,
    obtain: (wanted, now) => AccountWrites.obtain(parts, wanted, now),
    put: (attributes, writing) => AccountWrites.put(parts, attributes, writing),
    patch: (id, attributes, writing) => AccountWrites.patch(parts, id, attributes, writing),
    named: table.named,
    hasType: (typeId) => types.byId(typeId) !== undefined,
    all: () => table.all().map((row) => render(row)),
    routes: [
      route("POST", "/accounts", create),
      { ...route("GET", "/accounts", list), includes: [], filters: ["reference-id"] },
      route(
        "GET",
        "/accounts/:id",
        withAccount((row) => row)
      ),
      route(
        "PATCH",
        "/accounts/:id",
        withAccount((row, call) => AccountWrites.change(parts, row, call))
      ),
      route("DELETE", "/accounts/:id", remove),
      ...Tags.routes(
        tags,
        { path: "/accounts/:id", permission: "account.write", includes: [accountType] },
        retag
      )
    ]
  }
}

const upsertBy = (value: unknown): boolean | Refusal => {
  if (value === undefined || value === null) return false
  if (value === "reference-id" || value === "reference_id") return true
  return unprocessable("meta.upsert_by must name a unique field: reference-id", "/meta/upsert-by")
}
