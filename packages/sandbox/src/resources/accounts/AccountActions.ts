/**
 * Actions on accounts other than writing: consolidation, relations, search. Relations and consolidations have tables of
 * their own, so accounts stay fast.
 */
import {
  accepted,
  type Answer,
  badRequest,
  conflict,
  notFound,
  ok,
  type Resource,
  unprocessable
} from "../../internal/request/Answer.ts"
import * as Search from "../../internal/request/Search.ts"
import { type Call, type Context, type Opened, routesOf } from "../../internal/state/Resource.ts"
import type { Accounts } from "./Accounts.ts"
import type * as Events from "../events/Events.ts"

export interface AccountActions extends Opened<never> {
  /** Whether an account has been consolidated into another one and accepts no new objects. */
  readonly isArchived: (id: string) => boolean
}

interface Consolidation {
  readonly source: string
  readonly destination: string
}

const route = routesOf("account", ["account-type"])

export const open = (context: Context, accounts: Accounts, record: Events.Record): AccountActions => {
  const { backgroundJobs, counters, store } = context
  store.define(`CREATE TABLE IF NOT EXISTS consolidations (
    source TEXT PRIMARY KEY, destination TEXT NOT NULL, done_at INTEGER
  ) STRICT;
  CREATE TABLE IF NOT EXISTS account_relations (
    seq INTEGER PRIMARY KEY, account TEXT NOT NULL, key TEXT NOT NULL, target TEXT NOT NULL,
    created_at INTEGER NOT NULL, UNIQUE (account, key, target)
  ) STRICT`)
  const bySource = store.one("SELECT 1 FROM consolidations WHERE source = ?")
  const isDone = store.one("SELECT 1 FROM consolidations WHERE source = ? AND done_at IS NOT NULL")
  const claim = store.run("INSERT INTO consolidations (source, destination) VALUES (?, ?)")
  const finish = store.run("UPDATE consolidations SET done_at = ? WHERE source = ?")
  const relate = store.run(
    "INSERT OR IGNORE INTO account_relations (account, key, target, created_at) VALUES (?, ?, ?, ?)"
  )
  const separate = store.run("DELETE FROM account_relations WHERE account = ? AND key = ? AND target = ?")
  const related = store.many<{ readonly target: string }>(`SELECT target FROM account_relations
    WHERE account = ? AND key = ? AND created_at >= ? AND created_at <= ? ORDER BY seq DESC`)

  backgroundJobs.define("consolidate", (argument, now) => {
    const { destination, source } = JSON.parse(argument) as Consolidation
    store.run(`UPDATE entities SET state = json_set(state, '$.accountId', ?)
      WHERE json_extract(state, '$.accountId') = ?`)(destination, source)
    finish(now, source)
    counters.wrote("account.consolidated")
    note("account.consolidated", source, now)
    note("account.archived", source, now)
    note("account.consolidated-with", destination, now)
  })

  const note = (name: string, id: string, now: number): void => {
    const account = accounts.find(id)
    if (account !== undefined) record(name, account, now)
  }

  const withAccount =
    (then: (account: Resource & { readonly id: string }, call: Call) => Answer) =>
    (call: Call): Answer => {
      const id = call.params["id"] ?? ""
      const account = accounts.find(id)
      return account === undefined ? notFound() : then({ ...account, id }, call)
    }

  const consolidate = withAccount((account, { meta, now }) => {
    const sources = meta["source-account-ids"]
    if (!isStrings(sources)) return badRequest("meta.source_account_ids must be an array of ids")
    if (sources.some((id) => accounts.find(id) === undefined)) return notFound()
    if (sources.includes(account.id)) {
      return unprocessable("An account cannot be consolidated into itself", "/meta/source-account-ids")
    }
    if ([...sources, account.id].some((id) => bySource(id) !== undefined)) {
      return conflict("One of the accounts has already been consolidated")
    }
    for (const source of new Set(sources)) {
      claim(source, account.id)
      backgroundJobs.add("consolidate", JSON.stringify({ source, destination: account.id }), now)
    }
    return accepted({ data: account })
  })

  const relation = (
    event: string,
    change: (account: string, key: string, target: string, now: number) => void
  ) =>
    withAccountRelation((account, key, target, now) => {
      change(account.id, key, target, now)
      record(event, account, now)
      return ok({ data: account })
    })

  function withAccountRelation(
    then: (account: Resource & { readonly id: string }, key: string, target: string, now: number) => Answer
  ) {
    return withAccount((account, { meta, now }) => {
      const key = meta["relation-schema-key"]
      const target = meta["target-object-id"]
      if (typeof key !== "string") return badRequest("meta.relation_schema_key must be a string")
      if (typeof target !== "string") return badRequest("meta.target_object_id must be a string")
      if (target.startsWith("act_") && accounts.find(target) === undefined) return notFound()
      return then(account, key, target, now)
    })
  }

  const relations = withAccount(({ id }, { query }) => {
    const key = query.filter.get("key")
    if (key === undefined) return badRequest("filter.key is missing")
    const from = Date.parse(query.filter.get("created-at-start") ?? "")
    const to = Date.parse(query.filter.get("created-at-end") ?? "")
    const targets = related(id, key, from || 0, to || Number.MAX_SAFE_INTEGER)
    return ok({
      data: targets.flatMap(({ target }) => accounts.find(target) ?? transaction(target)),
      links: { prev: null, next: null }
    })
  })

  return {
    contents: () => [],
    count: () => 0,
    isArchived: (id) => isDone(id) !== undefined,
    routes: [
      route("POST", "/accounts/:id/consolidate", consolidate),
      route(
        "POST",
        "/accounts/:id/add-relation",
        relation("account.added-relation", (account, key, target, now) => relate(account, key, target, now))
      ),
      route(
        "POST",
        "/accounts/:id/remove-relation",
        relation("account.removed-relation", (account, key, target) => separate(account, key, target))
      ),
      {
        ...route("GET", "/accounts/:id/relations", relations),
        filters: ["key", "created-at-start", "created-at-end"]
      },
      {
        ...route("POST", "/accounts/search", (call) =>
          Search.search(call, "/accounts/search", accounts.all(), {
            status: "account-status",
            type: "account-type-name",
            "identifiers.reference-id": "reference-id"
          })
        ),
        permission: "account.read",
        includes: []
      }
    ]
  }
}

const isStrings = (value: unknown): value is ReadonlyArray<string> =>
  Array.isArray(value) && value.every((one) => typeof one === "string")

/** Transactions are not stored; a named one is shown by its id. */
const transaction = (id: string): Resource => ({ type: "transaction", id, attributes: {} })
