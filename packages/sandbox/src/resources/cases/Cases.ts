/**
 * Cases: opened from a template, with objects, comments, an assignee and a status of the template. Templates are made
 * in the vendor's dashboard, so any id with the right prefix is accepted here, and any status.
 */
import {
  conflict,
  created,
  isRefusal,
  notFound,
  ok,
  type Refusal,
  type Resource
} from "../../internal/request/Answer.ts"
import type * as Entities from "../../internal/state/Entities.ts"
import * as Redaction from "../../internal/state/Redaction.ts"
import { type Call, type Context, type Opened, type Route, routesOf } from "../../internal/state/Resource.ts"
import * as Search from "../../internal/request/Search.ts"
import { mustBe, requiredString } from "../../internal/request/Validation.ts"
import type * as Events from "../events/Events.ts"
import type { Files } from "../verifications/Files.ts"
import * as Tags from "../accounts/Tags.ts"
import * as CaseActions from "./CaseActions.ts"
import * as CaseStore from "./CaseStore.ts"
import type { Case } from "./CaseStore.ts"
import { template } from "./CaseTemplates.ts"

const includes = [
  "accounts",
  "case-comments",
  "case-template",
  "case-queue",
  "inquiries",
  "reports",
  "verifications",
  "txns"
]

const route = routesOf("case", includes)

export const open = (context: Context, files: Files, record: Events.Record): Opened<Resource> => {
  const { counters, registry } = context
  const store = CaseStore.make(context, files, record)
  const { cases, render, save } = store
  const parts: CaseActions.Parts = { store, files, registry, record }
  const tags = Tags.make(context)
  registry.add("ctmpl", (id) => template(id))

  const answer = (one: Case) => ok({ data: render(one) })
  const redact = Redaction.make(context, cases, {
    erase: (state) => {
      for (const attachment of state.attachments) files.forget(attachment)
      return { ...state, fields: {}, attachments: [] }
    },
    after: (one, now) => record("case.redacted", render(one), now)
  })

  const create = (call: Call) => {
    const { attributes, meta, now } = call
    const templateId = requiredString(attributes, "case-template-id")
    if (isRefusal(templateId)) return templateId
    if (!templateId.startsWith("ctmpl_")) return notFound("There is no such case template")
    const objects = CaseActions.objectIds(registry, meta)
    if (isRefusal(objects)) return objects
    const fields = attributes["fields"] ?? {}
    if (!CaseActions.isObject(fields)) return mustBe("fields", "an object")
    const one = cases.create(
      {
        number: cases.count() + 1,
        status: "Open",
        templateId,
        queueId: typeof attributes["case-queue-id"] === "string" ? attributes["case-queue-id"] : null,
        fields,
        tags: [],
        objects: [...new Set(objects)],
        comments: [],
        attachments: [],
        assignee: null,
        assignedAt: null,
        resolvedAt: null,
        slaExpiresAt: CaseActions.deadline(call, null),
        redactedAt: null
      },
      now
    )
    counters.wrote("case.created")
    record("case.created", render(one), now)
    return created({ data: render(one) })
  }

  /** Changes a case that is not redacted. */
  const change = (then: (one: Case, call: Call) => Case | Refusal): Route["handle"] =>
    cases.withOne((one, call) => {
      if (one.state.redactedAt !== null) return conflict("The case has been redacted")
      const changed = then(one, call)
      return isRefusal(changed) ? changed : answer(changed)
    })
  const act = (action: CaseActions.Change) => change((one, call) => action(parts, one, call))

  return {
    contents: () => cases.where("1").map(render),
    count: cases.count,
    routes: [
      route("POST", "/cases", create),
      {
        ...route("GET", "/cases", (call) => cases.page(call, { path: "/cases", render, filters })),
        includes: [],
        filters: Object.keys(filters)
      },
      {
        ...route("POST", "/cases/search", (call) =>
          Search.search(call, "/cases/search", cases.where("1").map(render), {
            template: Search.relation("case-template"),
            state: "status",
            assignee: "assignee-id",
            "case-queue": Search.relation("case-queue"),
            resolver: "resolver-id"
          })
        ),
        permission: "case.read",
        includes: []
      },
      route("GET", "/cases/:id", cases.withOne(answer)),
      route("PATCH", "/cases/:id", act(CaseActions.update)),
      route(
        "DELETE",
        "/cases/:id",
        cases.withOne((one, { now }) => {
          const redacted = redact(one, now)
          return isRefusal(redacted) ? redacted : answer(redacted)
        })
      ),
      route("POST", "/cases/:id/set-status", act(CaseActions.setStatus)),
      route("POST", "/cases/:id/assign", act(CaseActions.assign)),
      route("POST", "/cases/:id/add-comment", act(CaseActions.comment)),
      route(
        "POST",
        "/cases/:id/add-objects",
        act(CaseActions.setObjects((current, named) => [...current, ...named]))
      ),
      route(
        "POST",
        "/cases/:id/remove-objects",
        act(CaseActions.setObjects((current, named) => current.filter((id) => !named.includes(id))))
      ),
      ...Tags.routes(tags, { path: "/cases/:id", permission: "case.write", includes }, (retag) =>
        change((one, call) => {
          const chosen = retag(call, one.state.tags)
          return isRefusal(chosen)
            ? chosen
            : save(one, { ...one.state, tags: chosen }, "case.updated-tags", call.now)
        })
      ),
      {
        method: "GET",
        path: "/case-templates/:id",
        permission: "case_template.read",
        handle: ({ params }) => {
          const found = template(params["id"] ?? "")
          return found === undefined ? notFound() : ok({ data: found })
        }
      }
    ]
  }
}

const filters: Entities.Filters = {
  status: { member: "status" },
  "case-template-id": { member: "templateId" },
  "account-id": { anyOf: "objects" },
  "inquiry-id": { anyOf: "objects" },
  "report-id": { anyOf: "objects" }
}
