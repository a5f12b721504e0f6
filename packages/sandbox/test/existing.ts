/** What has to exist in a sandbox before an operation can be called. */
import type * as Manifest from "@effect-persona/core/Manifest"
import type * as Sandbox from "@effect-persona/sandbox/Sandbox"
import { assert } from "@effect/vitest"
import { Effect } from "effect"
import { attributes, send } from "./support.ts"

const created = (path: string, body: unknown) =>
  Effect.map(send("POST", path, { body }), ({ json, text }) => {
    assert.isDefined(json.data?.id, `${path}: ${text}`)
    return String(json.data.id)
  })

const account = created("/accounts", attributes({}))
const inquiry = created("/inquiries", attributes({ "inquiry-template-id": "itmpl_1" }))

/** A verification of a kind, made by simulation; gives the object that a relationship of the inquiry leads to. */
const simulated = (kind: string, relationship: string) =>
  Effect.gen(function* () {
    const id = yield* inquiry
    const action = {
      type: "create_passed_verification",
      data: { "verification-template-id": `vtmpl_${kind}` }
    }
    const { json } = yield* send("POST", `/inquiries/${id}/perform-simulate-actions`, {
      body: { meta: { "simulate-actions": [action] } }
    })
    return String(json.data.relationships[relationship].data[0].id)
  })

const report = created("/reports", {
  data: { type: "report/watchlist", attributes: { query: { "name-first": "Jane" } } }
})

/** A file with one row, as JSON carries it. */
const csv = (text: string) => ({ filename: "rows.csv", data: Buffer.from(text).toString("base64") })

const order = {
  operation: "update",
  object: "account",
  "lookup-field": "token",
  rows: [{ token: "act_1", name_first: "Jane" }]
}

/** What makes the objects that paths name, by the name of the parameter. */
const makers: Readonly<Record<string, Effect.Effect<string, "dropped", Sandbox.Sandbox>>> = {
  "account-id": account,
  "inquiry-id": inquiry,
  "inquiry-session-id": Effect.flatMap(inquiry, (id) =>
    created("/inquiry-sessions", attributes({ "inquiry-id": id }))
  ),
  "case-id": created("/cases", attributes({ "case-template-id": "ctmpl_1" })),
  "report-id": report,
  "importer-id": created("/importer/accounts", attributes({ file: csv("name_first\nJane\n") })),
  "batch-job-id": created("/batch-jobs", attributes(order)),
  "list-id": created("/list/strings", attributes({ name: "Strings" }))
}

/** Files of importers, by the last segment of their path. */
const files: Readonly<Record<string, string>> = {
  accounts: "reference_id,name_first\ncust-1,Jane\n",
  "email-addresses": "value,match_type\na@example.com,email_address\n",
  geolocations: "latitude,longitude,radius_meters\n1,2,3\n",
  "government-id-numbers": "id_class,id_number\npp,1\n",
  "ip-addresses": "value\n192.0.2.1\n",
  names: "name_first,name_last\nJane,Doe\n",
  "phone-numbers": "value\n12025550100\n"
}

let count = 0

/** The lists that are there from the start are used again, and take nothing twice. */
const another = (): string => `item ${++count}`

/** Members of list items' requests, by the last segment of their path. */
const items: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  "browser-fingerprints": { value: "a" },
  countries: { "country-code": "US" },
  get "device-fingerprints"() {
    return { value: another() }
  },
  "email-addresses": { value: "a@example.com", "match-type": "email_address" },
  get fields() {
    return { "field-value": another() }
  },
  geolocations: { latitude: 1, longitude: 2, "radius-meters": 3 },
  "government-id-numbers": { "id-class": "pp", "id-number": "1" },
  "ip-addresses": { value: "192.0.2.1" },
  names: { "name-first": "Jane", "name-last": "Doe" },
  "phone-numbers": { value: "+12025550100" },
  strings: { value: "a" }
}

const kindOf = (segment: string): string =>
  segment === "countries" ? "country" : segment.replace(/(ss)es$|s$/, "$1")

/** The list of an item's kind: a new one, or the one that was there from the start. */
const listFor = (segment: string) =>
  segment === "fields" || segment === "device-fingerprints"
    ? Effect.map(send("GET", "/lists?page[size]=100"), ({ json }) => {
        const lists: ReadonlyArray<{ readonly type: string; readonly id: string }> = json.data
        return lists.find(({ type }) => type === `list/${kindOf(segment)}`)?.id
      })
    : created(`/list/${segment}`, attributes({ name: "Items" }))

/** Values, by their names on the wire, of what has to exist before an operation is called. */
export const existing = Effect.fnUntraced(function* (entry: Manifest.Entry) {
  const { method, path } = entry
  const values: Record<string, unknown> = {}
  for (const [name, make] of Object.entries(makers)) {
    if (path.includes(`{${name}}`) || entry.parameters.some((parameter) => parameter.name === name)) {
      values[name] = yield* make
    }
  }
  const segment = path.split("/")[2] ?? ""
  if (path.startsWith("/list-item/")) {
    const item = { ...items[segment], "list-id": yield* listFor(segment) }
    if (method === "POST") Object.assign(values, item)
    else {
      const id = yield* created(`/list-item/${segment}`, attributes(item))
      values["list-item-id"] = id
      // The lists that are there from the start are used again.
      if (method === "GET") return { ...values, afterwards: `/list-item/${segment}/${id}` }
    }
  }
  if (path.startsWith("/importer/")) {
    const kind = path.split("/").at(-1) ?? ""
    values["file"] = csv(files[kind] ?? "")
    if (kind !== "accounts") values["list-id"] = yield* listFor(kind)
  }
  if (path === "/batch-jobs") Object.assign(values, order)
  if (path.includes("{verification-id}")) {
    const kind = path.startsWith("/verification/") ? kindOf(segment) : "selfie"
    values["verification-id"] = yield* simulated(kind, "verifications")
  }
  if (path.includes("{document-id}")) {
    const kind = segment === "generics" ? "document" : "government-id"
    values["document-id"] = yield* simulated(kind, "documents")
  }
  if (path.includes("{event-id}")) {
    yield* inquiry
    values["event-id"] = (yield* send("GET", "/events")).json.data[0].id
  }
  if (path.includes("{account-type-id}")) {
    const { json } = yield* send("GET", `/accounts/${yield* account}`)
    values["account-type-id"] = json.data.relationships["account-type"].data.id
  }
  if (path.includes("{inquiry-template-id}")) {
    yield* inquiry
    values["inquiry-template-id"] = "itmpl_1"
  }
  if (path.startsWith("/case")) values["case-template-id"] = "ctmpl_1"
  if (method === "POST" && path === "/reports") {
    values["data"] = { type: "report/watchlist", attributes: { query: { "name-first": "Jane" } } }
  }
  if (path === "/inquiries") values["inquiry-template-id"] = "itmpl_1"
  if (path === "/inquiry-sessions") values["inquiry-id"] = yield* inquiry
  if (path.startsWith("/list/")) values["name"] = "List"
  if (path.startsWith("/files/")) {
    const id = yield* simulated("government-id", "documents")
    const { json } = yield* send("GET", `/documents/${id}`)
    const [, token] = String(json.data.attributes["front-photo"].url).split("access_token=")
    Object.assign(values, { token, filename: "front-photo", ext: "png" })
  }
  if (path.includes("{webhook-id}")) {
    values["webhook-id"] = yield* created(
      "/webhooks",
      attributes({ name: "Hook", url: "http://127.0.0.1:9/hook", "enabled-events": ["case.exported"] })
    )
  }
  if (path === "/webhooks") values["url"] = "http://127.0.0.1:9/hook"
  if (path.endsWith("/disable")) yield* send("POST", `/webhooks/${String(values["webhook-id"])}/enable`)
  if (/\/(add|remove)-tag$/.test(path)) values["tag-name"] = "a"
  if (path.endsWith("/set-tags")) values["tag-name"] = ["a"]
  if (path.endsWith("/consolidate")) values["source-account-ids"] = [yield* account]
  if (path.endsWith("/expire-all")) values["inquiry-ids"] = [yield* inquiry]
  if (path.endsWith("/set-status")) values["status"] = "Resolved"
  if (path === "/reports/{report-id}/resume") {
    yield* send("POST", `/reports/${String(values["report-id"])}/pause`)
  }
  if (path === "/verifications/{verification-id}/investigation-unlock") {
    yield* send("POST", `/verifications/${String(values["verification-id"])}/investigation-lock`)
  }
  return values
})
