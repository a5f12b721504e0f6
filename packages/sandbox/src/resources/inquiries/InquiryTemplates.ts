/**
 * Inquiry templates and their versions. They are made in the vendor's dashboard and only read through the API, so here
 * the first mention creates one: any id with the right prefix is accepted. One exists from the start.
 */
import { badRequest, notFound, ok, type Resource } from "../../internal/request/Answer.ts"
import { commaList } from "../../internal/request/Query.ts"
import * as Pages from "../../internal/request/Pages.ts"
import { type Context, type Opened, timestamp } from "../../internal/state/Resource.ts"
import { toOne } from "../../internal/state/Registry.ts"

export interface Template {
  readonly id: string
  readonly versionId: string
}

export interface InquiryTemplates extends Opened<Template> {
  /** The template of an id (`itmpl_…`), created if necessary; undefined if the id is of another kind. */
  readonly named: (id: string, now: number) => Template | undefined
  /** The template of a version's id (`itmplv_…`), created likewise. */
  readonly ofVersion: (versionId: string, now: number) => Template | undefined
}

interface Row {
  readonly seq: number
  readonly id: string
  readonly version_id: string
  readonly created_at: number
}

export const open = ({ environment, now, registry, store }: Context): InquiryTemplates => {
  store.define(`CREATE TABLE IF NOT EXISTS inquiry_templates (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, version_id TEXT NOT NULL UNIQUE, created_at INTEGER NOT NULL
  ) STRICT`)
  const byId = store.one<Row>("SELECT * FROM inquiry_templates WHERE id = ?")
  const byVersion = store.one<Row>("SELECT * FROM inquiry_templates WHERE version_id = ?")
  const all = store.many<Row>("SELECT * FROM inquiry_templates ORDER BY seq")
  const insert = store.run("INSERT INTO inquiry_templates (id, version_id, created_at) VALUES (?, ?, ?)")

  const plant = (id: string, versionId: string, at: number): Template => {
    insert(id, versionId, at)
    return { id, versionId }
  }
  if (all().length === 0) plant(environment.ids.next("itmpl"), environment.ids.next("itmplv"), now)

  registry.add("itmpl", (id) => rendered(byId(id), template))
  registry.add("itmplv", (id) => rendered(byVersion(id), version))
  registry.add("tmpl", (id) => ({ type: "template", id, attributes: { name: "Legacy template" } }))
  return {
    contents: () => all().map(fromRow),
    count: () => all().length,
    named: (id, at) => {
      const row = byId(id)
      if (row !== undefined) return fromRow(row)
      return id.startsWith("itmpl_") ? plant(id, environment.ids.next("itmplv"), at) : undefined
    },
    ofVersion: (versionId, at) => {
      const row = byVersion(versionId)
      if (row !== undefined) return fromRow(row)
      return versionId.startsWith("itmplv_") ? plant(environment.ids.next("itmpl"), versionId, at) : undefined
    },
    routes: [
      {
        method: "GET",
        path: "/inquiry-templates",
        permission: "inquiry.read",
        handle: ({ query }) =>
          Pages.page<Row>({
            store,
            query,
            path: "/api/v1/inquiry-templates",
            table: "inquiry_templates",
            render: template
          })
      },
      {
        method: "GET",
        path: "/inquiry-templates/:id",
        permission: "inquiry.read",
        includes: ["latest-published-version"],
        handle: ({ params }) => {
          const row = byId(params["id"] ?? "")
          return row === undefined ? notFound() : ok({ data: template(row) })
        }
      },
      {
        method: "GET",
        path: "/inquiry-template-versions",
        permission: "inquiry.read",
        filters: ["inquiry-template-id"],
        handle: ({ query }) => {
          const wanted = query.filter.get("inquiry-template-id")
          if (wanted === undefined) return badRequest("filter.inquiry_template_id is missing")
          const rows = commaList(wanted).flatMap((id) => byId(id) ?? [])
          return ok({ data: rows.map(version), links: { prev: null, next: null } })
        }
      }
    ]
  }
}

const fromRow = (row: Row): Template => ({ id: row.id, versionId: row.version_id })

const rendered = (row: Row | undefined, render: (row: Row) => Resource): Resource | undefined =>
  row === undefined ? undefined : render(row)

const template = (row: Row): Resource => ({
  type: "inquiry-template",
  id: row.id,
  attributes: {
    name: "Sandbox template",
    status: "active",
    "embedded-flow-domain-allowlist": [],
    "hosted-flow-subdomains": [],
    "hosted-flow-redirect-uri-schemes": [],
    "field-schemas": []
  },
  relationships: { "latest-published-version": toOne("inquiry-template-version", row.version_id) }
})

const version = (row: Row): Resource => ({
  type: "inquiry-template-version",
  id: row.version_id,
  attributes: {
    "name-display": "Sandbox template",
    description: null,
    status: "published",
    live: true,
    "enabled-locales": ["en"],
    "created-at": timestamp(row.created_at),
    "updated-at": timestamp(row.created_at),
    "published-at": timestamp(row.created_at)
  },
  relationships: { "inquiry-template": toOne("inquiry-template", row.id) }
})
