/**
 * CSV importers, one of accounts and one for each of six kinds of lists: the file is accepted, its rows become accounts
 * or list items in the background, and the API reports only three counts.
 */
import {
  type Answer,
  created,
  isRefusal,
  notFound,
  ok,
  type Resource
} from "../../internal/request/Answer.ts"
import * as Pages from "../../internal/request/Pages.ts"
import {
  type Call,
  type Context,
  type Opened,
  type Route,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import { type Outcome, type Run, type Runs, table } from "./BulkJobRunner.ts"
import type { Accounts } from "../accounts/Accounts.ts"
import * as ImporterFile from "./ImporterFile.ts"
import type { ListItems } from "../lists/ListItems.ts"
import { type Kind, kinds, type ListKind } from "../lists/ListKinds.ts"

export interface Neighbours {
  readonly runs: Runs
  readonly accounts: Accounts
  readonly listItems: ListItems
}

/** The settings of an importer's run. */
interface Settings {
  readonly header: ReadonlyArray<string>
  readonly listId: string | null
}

const family = "importer/"

const prefix = "mprt"

const accountColumns = [
  "reference_id",
  "name_first",
  "name_middle",
  "name_last",
  "birthdate",
  "social_security_number",
  "tags"
]

const itemColumns: Partial<Readonly<Record<Kind, ReadonlyArray<string>>>> = {
  "email-address": ["value", "match_type"],
  geolocation: ["latitude", "longitude", "radius_meters"],
  "government-id-number": ["id_number", "id_class"],
  "ip-address": ["value"],
  name: ["name_first", "name_last"],
  "phone-number": ["value"]
}

export const open = (context: Context, { accounts, listItems, runs }: Neighbours): Opened<never> => {
  const { counters, registry, settings, store } = context

  /** An importer and the route that creates one; `list` finds the list named in the request. */
  const importer = (
    path: Route["path"],
    type: string,
    columns: ReadonlyArray<string>,
    list: (attributes: Call["attributes"]) => ReturnType<ListItems["listFor"]> | null,
    apply: (run: Run, settings: Settings, now: number) => (attributes: Call["attributes"]) => Outcome
  ): Route => {
    runs.define(type, {
      keepsErrors: false,
      open: (run, now) => {
        const own = JSON.parse(run.settings) as Settings
        const put = apply(run, own, now)
        return (row) => {
          const attributes = ImporterFile.attributesOf(own.header, row as ReadonlyArray<string>)
          const outcome = isRefusal(attributes) ? attributes : put(attributes)
          return isRefusal(outcome) && outcome.status === 409 ? "duplicate" : outcome
        }
      }
    })
    const create = ({ attributes, job, now }: Call): Answer => {
      const found = list(attributes)
      if (isRefusal(found)) return found
      const file = ImporterFile.read(attributes, columns, settings.bulk().maxRows)
      if (isRefusal(file)) return file
      const own: Settings = { header: file.header, listId: found?.id ?? null }
      const run = runs.begin({ kind: type, prefix, settings: own, rows: file.rows, fault: job }, now)
      counters.wrote("importer.created")
      return created({ data: render(run) })
    }
    return { method: "POST", path, permission: writePermission, handle: create }
  }

  const ofAccounts = importer(
    "/importer/accounts",
    `${family}account`,
    accountColumns,
    () => null,
    (_run, _settings, now) => (attributes) =>
      accounts.put(attributes, { now, upsert: false, tagEvents: false })
  )

  const ofItems = (kind: ListKind): ReadonlyArray<Route> => {
    const columns = itemColumns[kind.kind]
    if (columns === undefined) return []
    return [
      importer(
        `/importer/list-item/${kind.path}`,
        `${family}list-item/${kind.kind}`,
        columns,
        (attributes) => listItems.listFor(kind, attributes),
        (run, { listId }, now) => {
          // The list may have been archived meanwhile.
          const list = listItems.listFor(kind, { "list-id": listId })
          return (attributes) =>
            isRefusal(list) ? list : (listItems.put(kind, list, attributes, run.id, now) ?? "created")
        }
      )
    ]
  }

  const find = (id: string | undefined): Run | undefined => {
    const run = runs.find(id ?? "")
    return run?.kind.startsWith(family) === true ? run : undefined
  }

  const list = ({ query }: Call): Answer =>
    Pages.page<Run>({
      store,
      query,
      path: "/api/v1/importers",
      table,
      where: ["kind >= ? AND kind < ?", family, `${family}~`],
      render
    })

  registry.add(prefix, (id) => {
    const run = find(id)
    return run === undefined ? undefined : render(run)
  })

  return {
    contents: () => [],
    count: () => runs.count(family),
    routes: [
      ofAccounts,
      ...kinds.flatMap(ofItems),
      { method: "GET", path: "/importers", permission: readPermission, handle: list },
      {
        method: "GET",
        path: "/importers/:id",
        permission: readPermission,
        handle: ({ params }) => {
          const run = find(params["id"])
          return run === undefined ? notFound() : ok({ data: render(run) })
        }
      }
    ]
  }
}

const readPermission = "importer.read"

/** The permission for an upload. */
export const writePermission = "importer.write"

const render = (run: Run): Resource => ({
  type: run.kind,
  id: run.id,
  attributes: {
    status: statusOf(run),
    "created-at": timestamp(run.created_at),
    "completed-at": timestampOrNull(run.ended_at),
    "successful-count": run.created,
    "duplicate-count": run.duplicates,
    "error-count": run.errors
  }
})

const statusOf = ({ status }: Run): "pending" | "ready" | "errored" =>
  status === "pending" || status === "running" ? "pending" : status === "completed" ? "ready" : "errored"
