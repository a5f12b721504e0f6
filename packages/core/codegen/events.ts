/** Reads the webhooks of the document: which events there are, and what each of them carries. */
import { componentName, type Content, type Document, Refusal, type Schema } from "./document.ts"

/** One event: its name, and the components that its payload consists of. */
export interface Event {
  readonly name: string
  /** The resource that the event is about. */
  readonly data: string
  /** Resources related to it; some events have none. */
  readonly included: string | undefined
}

/** All events by name. What differs from the one form they have is refused, so that nothing is lost unnoticed. */
export const readEvents = (document: Document): ReadonlyArray<Event> =>
  Object.entries((document.webhooks ?? {}) as Readonly<Record<string, Webhook>>)
    .map(([name, webhook]) => readEvent(name, webhook))
    .sort((a, b) => (a.name < b.name ? -1 : 1))

interface Webhook {
  readonly post?: { readonly requestBody?: Content }
}

const readEvent = (name: string, { post }: Webhook): Event => {
  const body = post?.requestBody?.content?.["application/json"]?.schema
  const data = membersOf(name, body?.properties?.["data"], ["id", "type"])
  const attributes = membersOf(name, data["attributes"], ["context", "created-at"])
  if (attributes["name"]?.const !== name) throw new Refusal(`The webhook ${name} carries another event`)
  const payload = membersOf(name, attributes["payload"], ["included"])
  const included = payload["included"]
  return {
    name,
    data: referenceOf(name, payload["data"]),
    included: included === undefined ? undefined : referenceOf(name, included)
  }
}

/** What every event has beside the members that are read here. */
const shared = new Set([
  "#/components/schemas/webhook-body-shared-data",
  "#/components/schemas/webhook-body-shared-attributes"
])

const read = ["attributes", "name", "payload", "data"]

const membersOf = (
  name: string,
  schema: Schema | undefined,
  others: ReadonlyArray<string>
): Readonly<Record<string, Schema>> => {
  const parts = (schema?.allOf ?? [schema]).filter((part) => !shared.has(part?.$ref ?? ""))
  const members: Readonly<Record<string, Schema>> = Object.assign({}, ...parts.map((it) => it?.properties))
  const strange = Object.keys(members).filter((member) => !read.includes(member) && !others.includes(member))
  if (Object.keys(members).length === 0 || strange.length > 0) {
    throw new Refusal(`The webhook ${name} has a form that is not understood: ${strange.join(", ")}`)
  }
  return members
}

const referenceOf = (name: string, schema: Schema | undefined): string => {
  if (schema?.$ref === undefined) throw new Refusal(`The webhook ${name} has a payload without a component`)
  return componentName(schema.$ref)
}
