/**
 * Cases: opened from a template, with objects, comments, an assignee and a status of the template's. Templates are made
 * in the vendor's dashboard, so here any id with the right prefix is taken, and any status.
 */
import {
  badRequest,
  conflict,
  created,
  isRefusal,
  notFound,
  ok,
  type Refusal,
  type Resource
} from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import * as Redaction from "../../internal/state/Redaction.ts"
import { toMany, toOne } from "../../internal/state/Registry.ts"
import {
  type Call,
  type Context,
  type Opened,
  routesOf,
  type Route,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import * as Search from "../../internal/request/Search.ts"
import { mustBe, requiredString } from "../../internal/request/Validation.ts"
import type * as Events from "../events/Events.ts"
import type { Files, Stored } from "../verifications/Files.ts"
import * as Tags from "../accounts/Tags.ts"

interface State {
  readonly number: number
  readonly status: string
  readonly templateId: string
  readonly queueId: string | null
  readonly fields: Readonly<Record<string, unknown>>
  readonly tags: ReadonlyArray<string>
  readonly objects: ReadonlyArray<string>
  readonly comments: ReadonlyArray<string>
  readonly attachments: ReadonlyArray<Stored>
  readonly assignee: string | null
  readonly assignedAt: number | null
  readonly resolvedAt: number | null
  readonly slaExpiresAt: number | null
  readonly redactedAt: number | null
}

interface Comment {
  readonly message: string
  readonly caseId: string
}

type Case = Entities.Entity<State>

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
  const { counters, environment, registry } = context
  const comments = Entities.make<Comment>(context, "case-comment", "cscm", (comment) =>
    renderComment(comment)
  )
  const tags = Tags.make(context)

  const renderComment = ({ createdAt, id, state, updatedAt }: Entities.Entity<Comment>): Resource => ({
    type: "case-comment",
    id,
    attributes: {
      message: state.message,
      "created-at": timestamp(createdAt),
      "updated-at": timestamp(updatedAt),
      "commenter-id": environment.apiKeyId,
      "commenter-type": "api-key"
    }
  })

  const render = (one: Case): Resource => {
    const { id, state } = one
    const objects = (prefix: string, fallback: string) =>
      toMany(
        state.objects
          .filter((object) => object.startsWith(`${prefix}_`))
          .map((object) => ({ type: registry.find(object)?.type ?? fallback, id: object }))
      )
    return {
      type: "case",
      id,
      attributes: attributesOf(one, environment.apiKeyId, files),
      relationships: {
        accounts: objects("act", "account"),
        "case-comments": toMany(state.comments.map((comment) => ({ type: "case-comment", id: comment }))),
        "case-template": toOne("case-template", state.templateId),
        "case-queue": toOne("case-queue", state.queueId),
        inquiries: objects("inq", "inquiry"),
        reports: objects("rep", "report/watchlist"),
        verifications: objects("ver", "verification/government-id"),
        txns: objects("txn", "transaction")
      }
    }
  }
  const cases = Entities.make<State>(context, "case", "case", render)
  registry.add("ctmpl", (id) => template(id))

  const answer = (one: Case) => ok({ data: render(one) })
  const save = (one: Case, state: State, event: string | undefined, now: number): Case => {
    const saved = cases.save(one, state, now)
    counters.wrote("case.updated")
    if (event !== undefined) record(event, render(saved), now)
    return saved
  }
  const redact = Redaction.make(context, cases, {
    erase: (state) => {
      for (const attachment of state.attachments) files.forget(attachment)
      return { ...state, fields: {}, attachments: [] }
    },
    after: (one, now) => record("case.redacted", render(one), now)
  })

  /** Ids in `meta.object-ids`; those of kinds that are remembered have to exist. */
  const objectIds = (meta: Call["meta"]): ReadonlyArray<string> | Refusal => {
    const ids = meta["object-ids"] ?? []
    if (!Array.isArray(ids) || !ids.every((id) => typeof id === "string")) {
      return badRequest("meta.object_ids must be an array of ids")
    }
    const missing = (ids as ReadonlyArray<string>).some(
      (id) => /^(act|inq|rep|ver)_/.test(id) && registry.find(id) === undefined
    )
    return missing
      ? notFound("meta.object_ids names something that does not exist")
      : (ids as ReadonlyArray<string>)
  }

  const create = (call: Call) => {
    const { attributes, meta, now } = call
    const templateId = requiredString(attributes, "case-template-id")
    if (isRefusal(templateId)) return templateId
    if (!templateId.startsWith("ctmpl_")) return notFound("There is no such case template")
    const objects = objectIds(meta)
    if (isRefusal(objects)) return objects
    const fields = attributes["fields"] ?? {}
    if (!isObject(fields)) return mustBe("fields", "an object")
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
        slaExpiresAt: deadline(call, null),
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

  const update = change((one, call) => {
    const { attributes, now } = call
    const fields = attributes["fields"] ?? {}
    if (!isObject(fields)) return mustBe("fields", "an object")
    const added = attributes["attachments"] ?? []
    if (!Array.isArray(added)) return mustBe("attachments", "an array of files")
    const queueId = attributes["case-queue-id"]
    const attachments = added.map((file: unknown) => {
      const { data, filename } = isObject(file) ? file : {}
      return files.keep(String(filename ?? "attachment"), Buffer.from(String(data ?? ""), "base64"))
    })
    const state: State = {
      ...one.state,
      fields: { ...one.state.fields, ...fields },
      attachments: [...one.state.attachments, ...attachments],
      queueId: queueId === undefined ? one.state.queueId : typeof queueId === "string" ? queueId : null,
      slaExpiresAt: deadline(call, one.state.slaExpiresAt)
    }
    return save(one, state, "case.updated", now)
  })

  const setStatus = change((one, { meta, now }) => {
    const { status } = meta
    if (typeof status !== "string" || status === "") return badRequest("meta.status is missing")
    const isResolved = /^resolved$/i.test(status)
    const state = { ...one.state, status, resolvedAt: isResolved ? now : null }
    const saved = save(one, state, "case.status-updated", now)
    if (isResolved) record("case.resolved", render(saved), now)
    return saved
  })

  const assign = change((one, { meta, now }) => {
    const assignee = meta["user-email-address"]
    if (typeof assignee !== "string") return badRequest("meta.user_email_address must be a string")
    return save(one, { ...one.state, assignee, assignedAt: now }, "case.assigned", now)
  })

  const comment = change((one, { meta, now }) => {
    const { message } = meta
    if (typeof message !== "string" || message === "") return badRequest("meta.message is missing")
    const { id } = comments.create({ message, caseId: one.id }, now)
    return save(one, { ...one.state, comments: [...one.state.comments, id] }, undefined, now)
  })

  const setObjects = (
    choose: (current: ReadonlyArray<string>, named: ReadonlyArray<string>) => ReadonlyArray<string>
  ) =>
    change((one, { meta, now }) => {
      const named = objectIds(meta)
      if (isRefusal(named)) return named
      const objects = [...new Set(choose(one.state.objects, named))]
      return save(one, { ...one.state, objects }, "case.updated", now)
    })

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
      route("PATCH", "/cases/:id", update),
      route(
        "DELETE",
        "/cases/:id",
        cases.withOne((one, { now }) => {
          const redacted = redact(one, now)
          return isRefusal(redacted) ? redacted : answer(redacted)
        })
      ),
      route("POST", "/cases/:id/set-status", setStatus),
      route("POST", "/cases/:id/assign", assign),
      route("POST", "/cases/:id/add-comment", comment),
      route(
        "POST",
        "/cases/:id/add-objects",
        setObjects((current, named) => [...current, ...named])
      ),
      route(
        "POST",
        "/cases/:id/remove-objects",
        setObjects((current, named) => current.filter((id) => !named.includes(id)))
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

/** When the time to deal with a case is up; what a request does not say stays. */
const deadline = ({ meta, now }: Call, current: number | null): number | null => {
  const seconds = meta["sla-expires-in-seconds"]
  if (seconds === undefined) return current
  return typeof seconds === "number" ? now + seconds * 1000 : null
}

const filters: Entities.Filters = {
  status: { member: "status" },
  "case-template-id": { member: "templateId" },
  "account-id": { anyOf: "objects" },
  "inquiry-id": { anyOf: "objects" },
  "report-id": { anyOf: "objects" }
}

const template = (id: string): Resource | undefined =>
  id.startsWith("ctmpl_")
    ? {
        type: "case-template",
        id,
        attributes: {
          status: "active",
          name: "Sandbox template",
          resolutions: ["Resolved"],
          "created-at": timestamp(0),
          "updated-at": timestamp(0),
          "archived-at": null,
          "field-schemas": []
        }
      }
    : undefined

const attributesOf = (
  { createdAt, state, updatedAt }: Case,
  apiKeyId: string,
  files: Files
): Resource["attributes"] => ({
  status: state.status,
  name: `CASE-${state.number}`,
  resolution: state.resolvedAt === null ? null : state.status,
  "created-at": timestamp(createdAt),
  "updated-at": timestamp(updatedAt),
  "assigned-at": timestampOrNull(state.assignedAt),
  "resolved-at": timestampOrNull(state.resolvedAt),
  "redacted-at": timestampOrNull(state.redactedAt),
  "sla-expires-at": timestampOrNull(state.slaExpiresAt),
  "creator-id": apiKeyId,
  "creator-type": "api-key",
  "assignee-id": state.assignee,
  "assigner-id": state.assignee === null ? null : apiKeyId,
  "assigner-type": state.assignee === null ? null : "api-key",
  "resolver-id": state.resolvedAt === null ? null : apiKeyId,
  "resolver-type": state.resolvedAt === null ? null : "api-key",
  "updater-id": apiKeyId,
  "updater-type": "api-key",
  tags: state.tags,
  fields: state.fields,
  attachments: state.attachments.map(files.render)
})

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
