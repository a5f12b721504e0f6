/** The actions on a case: they change its fields, status, assignee, comments and objects. */
import { badRequest, isRefusal, notFound, type Refusal } from "../../internal/request/Answer.ts"
import type { Registry } from "../../internal/state/Registry.ts"
import type { Call } from "../../internal/state/Resource.ts"
import { mustBe } from "../../internal/request/Validation.ts"
import type * as Events from "../events/Events.ts"
import type { Files } from "../verifications/Files.ts"
import type { Case, CaseStore, State } from "./CaseStore.ts"

export interface Parts {
  readonly store: CaseStore
  readonly files: Files
  readonly registry: Registry
  readonly record: Events.Record
}

/** Changes a case, or refuses with the reason. */
export type Change = (parts: Parts, one: Case, call: Call) => Case | Refusal

export const update: Change = ({ files, store }, one, call) => {
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
  return store.save(one, state, "case.updated", now)
}

export const setStatus: Change = ({ record, store }, one, { meta, now }) => {
  const { status } = meta
  if (typeof status !== "string" || status === "") return badRequest("meta.status is missing")
  const isResolved = /^resolved$/i.test(status)
  const state = { ...one.state, status, resolvedAt: isResolved ? now : null }
  const saved = store.save(one, state, "case.status-updated", now)
  if (isResolved) record("case.resolved", store.render(saved), now)
  return saved
}

export const assign: Change = ({ store }, one, { meta, now }) => {
  const assignee = meta["user-email-address"]
  if (typeof assignee !== "string") return badRequest("meta.user_email_address must be a string")
  return store.save(one, { ...one.state, assignee, assignedAt: now }, "case.assigned", now)
}

export const comment: Change = ({ store }, one, { meta, now }) => {
  const { message } = meta
  if (typeof message !== "string" || message === "") return badRequest("meta.message is missing")
  const { id } = store.comments.create({ message, caseId: one.id }, now)
  return store.save(one, { ...one.state, comments: [...one.state.comments, id] }, undefined, now)
}

export const setObjects =
  (choose: (current: ReadonlyArray<string>, named: ReadonlyArray<string>) => ReadonlyArray<string>): Change =>
  ({ registry, store }, one, { meta, now }) => {
    const named = objectIds(registry, meta)
    if (isRefusal(named)) return named
    const objects = [...new Set(choose(one.state.objects, named))]
    return store.save(one, { ...one.state, objects }, "case.updated", now)
  }

/** Ids in `meta.object-ids`; objects of stored kinds must exist. */
export const objectIds = (registry: Registry, meta: Call["meta"]): ReadonlyArray<string> | Refusal => {
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

/** The deadline of a case; values missing from the request stay unchanged. */
export const deadline = ({ meta, now }: Call, current: number | null): number | null => {
  const seconds = meta["sla-expires-in-seconds"]
  if (seconds === undefined) return current
  return typeof seconds === "number" ? now + seconds * 1000 : null
}

export const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
