/** Reads the operations: one flat request each, one answer, and the facts of the manifest. */
import {
  type Document,
  type Operation as Described,
  type Parameter,
  Refusal,
  resolve,
  type Schema,
  type Server
} from "./document.ts"
import { includable } from "./include.ts"
import type * as Model from "./model.ts"
import { functionName, moduleName } from "./names.ts"
import type { Reader } from "./shapes.ts"

/** Errors that every operation documents. */
const everywhere = new Set([400, 401, 403, 429])

/** Headers that the client sets by itself. */
const ownHeaders = new Set(["Key-Inflection", "Idempotency-Key", "Persona-Version"])

const isMethod = (name: string): name is Model.Operation["method"] =>
  ["GET", "POST", "PATCH", "DELETE"].includes(name)

/** All operations in the order of the document. */
export const readOperations = (document: Document, reader: Reader): ReadonlyArray<Model.Operation> => {
  const operations = Object.entries(document.paths).flatMap(([path, item]) =>
    Object.entries(item).flatMap(([key, described]) => {
      if (key === "servers") return []
      const method = key.toUpperCase()
      if (!isMethod(method)) throw new Refusal(`${path} has a method that is not understood: ${method}`)
      return [readOperation(document, reader, path, method, described as Described)]
    })
  )
  const taken = new Map<string, string>()
  for (const { id, module, name } of operations) {
    const other = taken.get(`${module}.${name}`)
    if (other !== undefined) throw new Refusal(`${other} and ${id} would both be called ${module}.${name}`)
    taken.set(`${module}.${name}`, id)
  }
  return operations
}

const readOperation = (
  document: Document,
  reader: Reader,
  path: string,
  method: Model.Operation["method"],
  described: Described
): Model.Operation => {
  const id = described.operationId
  const tag = described.tags[0]
  const parameters = (described.parameters ?? []).map((parameter) => resolve(document, parameter))
  const isSearch = method === "POST" && path.endsWith("/search")
  const body = bodyOf(document, described)
  const { answer, response } = answerOf(document, reader, id, described)
  const bodyAlternatives = body === undefined ? [] : bodyMembers(reader, id, body.schema)
  const inBody = new Set(bodyAlternatives.flat().map((member) => member.wire))
  const query = queryMembers(reader, id, parameters, includable(document, described)).filter(
    (member) => !(isSearch && inBody.has(member.wire))
  )
  const headers = headerMembers(document, described, parameters)
  const before = [...pathMembers(parameters), ...headers]
  const alternatives = (bodyAlternatives.length === 0 ? [[]] : bodyAlternatives).map((members) => [
    ...before,
    ...members,
    ...query
  ])
  alternatives.forEach((members) => checkFlat(id, members))
  const objects = alternatives.map((members): Model.Shape => ({
    kind: "object",
    members,
    bases: [],
    indexed: false
  }))
  const [only, ...more] = objects
  if (only === undefined) throw new Refusal(`${id} has no request`)
  return {
    id,
    method,
    path,
    tag,
    module: moduleName(tag),
    name: functionName({ id, method, path, tag }),
    page: described.externalDocs?.url,
    repeat: isSearch ? "safe" : repeatOf(method, parameters),
    paging: isSearch ? "body" : isPaged(query, answer) ? "query" : "none",
    query: query.map((member) => member.wire),
    body: body?.encoding,
    success: statuses(described).filter((status) => status < 300),
    errors: statuses(described).filter((status) => status >= 400 && !everywhere.has(status)),
    response,
    headers: headers.map((member) => member.wire),
    server: serverOf(document, path),
    usesKey: described.security === undefined,
    parameters: [
      ...before.map((member) => parameter(member, path.includes(`{${member.wire}}`) ? "path" : "header")),
      ...query.flatMap(flattened),
      ...(bodyAlternatives[0] ?? []).map((member) => parameter(member, "body"))
    ],
    request: more.length === 0 ? only : { kind: "either", shapes: objects },
    answer
  }
}

/** The base path of the few operations that live beside the API. */
const serverOf = (document: Document, path: string): string | undefined => {
  const servers = document.paths[path]?.["servers"] as ReadonlyArray<Server> | undefined
  const url = servers?.[0]?.url
  return url === undefined ? undefined : new URL(url).pathname
}

const repeatOf = (
  method: Model.Operation["method"],
  parameters: ReadonlyArray<Parameter>
): Model.Operation["repeat"] => {
  if (method === "GET") return "safe"
  if (method !== "POST") return "idempotent"
  return parameters.some(({ name }) => name === "Idempotency-Key") ? "keyed" : "once"
}

/** Some lists answer with links and document no page. */
const isPaged = (query: ReadonlyArray<Model.Member>, answer: Model.Shape): boolean =>
  query.some((it) => it.wire === "page") ||
  (answer.kind === "object" && answer.members.some((it) => it.wire === "links"))

const statuses = (described: Described): ReadonlyArray<number> =>
  Object.keys(described.responses)
    .map(Number)
    .sort((a, b) => a - b)

const member = (wire: string, shape: Model.Shape, required: boolean): Model.Member => ({
  wire,
  shape,
  presence: required ? "required" : "optional",
  deprecated: false
})

const string: Model.Shape = { kind: "string", known: [], closed: false }

const pathMembers = (parameters: ReadonlyArray<Parameter>): ReadonlyArray<Model.Member> =>
  parameters.filter((it) => it.in === "path").map(({ name }) => member(name, { kind: "segment" }, true))

/** Headers of one operation only, in lower case as HTTP has them; a credential instead of the API key among them. */
const headerMembers = (
  document: Document,
  described: Described,
  parameters: ReadonlyArray<Parameter>
): ReadonlyArray<Model.Member> => {
  const credentials = (described.security ?? [])
    .flatMap((alternative) => Object.keys(alternative))
    .map((scheme) => document.components.securitySchemes[scheme])
    .filter((scheme) => scheme?.in === "header")
    .map((scheme) => member((scheme?.name ?? "").toLowerCase(), string, true))
  const headers = parameters
    .filter((it) => it.in === "header" && !ownHeaders.has(it.name))
    .map((it) => member(it.name.toLowerCase(), string, it.required === true))
  return [...headers, ...credentials]
}

/** Query parameters by their name before any bracket: `filter[status]` is a member of `filter`. */
const queryMembers = (
  reader: Reader,
  id: string,
  parameters: ReadonlyArray<Parameter>,
  included: ReadonlyArray<string>
): ReadonlyArray<Model.Member> => {
  const members = parameters
    .filter((it) => it.in === "query")
    .map((it) => {
      const required = it.required === true
      if (it.name === "include") return member(it.name, { kind: "include", known: included }, required)
      if (it.name === "fields") return member(it.name, { kind: "fieldsets" }, required)
      const [, group, inner] = /^(\w+)\[([^\]]+)\]$/.exec(it.name) ?? []
      const schema: Schema =
        group === undefined || inner === undefined
          ? it.schema
          : { type: "object", additionalProperties: false, properties: { [inner]: it.schema } }
      const wire = group ?? it.name
      const shape = reader.shape(schema, { direction: "request", root: id, path: [wire] })
      return member(wire, shape.kind === "boolean" ? { kind: "flag" } : commaLists(shape, schema), required)
    })
  const order = ["filter", "page", "include", "fields"]
  return members.sort((a, b) => order.indexOf(a.wire) - order.indexOf(b.wire))
}

/**
 * Filters that take several values. The document says so only in prose, or by a keyword that makes no sense on
 * a string and stands where the vendor's own source has "a string or an array".
 */
const commaLists = (shape: Model.Shape, schema: Schema): Model.Shape => {
  if (shape.kind !== "object") return shape
  const members = shape.members.map((it): Model.Member => {
    const property = schema.properties?.[it.wire]
    const several =
      property?.type === "string" &&
      (property.unevaluatedProperties === false || /comma[- ]separated/i.test(property.description ?? ""))
    return several ? { ...it, shape: { kind: "commas", known: [] } } : it
  })
  return { ...shape, members }
}

const encodings = [
  ["multipart/form-data", "multipart"],
  ["application/x-www-form-urlencoded", "form"],
  ["application/json", "json"]
] as const

const bodyOf = (document: Document, described: Described) => {
  if (described.requestBody === undefined) return undefined
  const { content } = resolve(document, described.requestBody)
  for (const [type, encoding] of encodings) {
    const found = content?.[type]
    if (found !== undefined) return { encoding, schema: resolve(document, found.schema) }
  }
  throw new Refusal(`${described.operationId} has a body of an unknown content type`)
}

/** The members of a body, once for each form that it may have. */
const bodyMembers = (
  reader: Reader,
  id: string,
  schema: Schema
): ReadonlyArray<ReadonlyArray<Model.Member>> =>
  (schema.oneOf ?? [schema]).map((form) => reader.members(form, { direction: "request", root: id, path: [] }))

const checkFlat = (id: string, members: ReadonlyArray<Model.Member>): void => {
  const seen = new Set<string>()
  for (const { wire } of members) {
    if (seen.has(wire)) throw new Refusal(`${id} takes ${wire} in two places`)
    seen.add(wire)
  }
}

/** The document that an operation answers with; the same for all its success statuses. */
const answerOf = (document: Document, reader: Reader, id: string, described: Described) => {
  const answers = Object.entries(described.responses)
    .filter(([status]) => status.startsWith("2"))
    .map(([, response]) => resolve(document, response).content ?? {})
  const [first, ...others] = answers.map((content): Model.Shape => {
    const json = content["application/json"]
    return json === undefined ? { kind: "binary" } : documentShape(reader, id, json.schema)
  })
  if (first === undefined) throw new Refusal(`${id} has no success`)
  if (others.some((other) => JSON.stringify(other) !== JSON.stringify(first))) {
    throw new Refusal(`${id} answers differently with each success status`)
  }
  return { answer: first, response: first.kind === "binary" ? ("binary" as const) : ("json" as const) }
}

/**
 * The top of an answer. `data` is there whenever a document has it; documents without it (tokens, relays) are
 * worth nothing without what they promise.
 */
const documentShape = (reader: Reader, id: string, schema: Schema): Model.Shape => {
  const members = reader.members(schema, { direction: "answer", root: id, path: [] })
  const hasData = members.some((it) => it.wire === "data")
  const required = hasData ? ["data"] : (schema.required ?? [])
  return {
    kind: "object",
    members: members.map((it) => ({ ...it, presence: required.includes(it.wire) ? "required" : "optional" })),
    bases: [],
    indexed: false
  }
}

const parameter = (it: Model.Member, where: Model.Parameter["in"]): Model.Parameter => ({
  name: it.wire,
  in: where,
  required: it.presence === "required"
})

/** Query parameters as they are written in a URL: `filter[reference-id]`, `page[size]`. */
const flattened = (it: Model.Member): ReadonlyArray<Model.Parameter> => {
  if (it.shape.kind === "page") {
    return ["after", "before", "size"].map((name) => ({
      name: `page[${name}]`,
      in: "query",
      required: false
    }))
  }
  if (it.shape.kind === "fieldsets") return [{ name: "fields[TYPE]", in: "query", required: false }]
  if (it.shape.kind !== "object") return [parameter(it, "query")]
  return it.shape.members.flatMap((inner) =>
    flattened(inner).map(({ name, required }) => {
      const [, head, tail] = /^([^[]+)(.*)$/.exec(name) ?? []
      return {
        name: `${it.wire}[${head}]${tail}`,
        in: "query" as const,
        required: required && it.presence === "required"
      }
    })
  )
}
