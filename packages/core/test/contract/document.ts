/**
 * The vendor's document as an independent judge: its JSON Schemas in ajv, and its examples.
 *
 * The judge reads the document itself, corrected by our patches, and nothing that the generator made of it. Formats
 * are not judged: the document's own examples break them, and some are invented.
 */
import { Ajv2020, type ValidateFunction } from "ajv/dist/2020.js"
import { readFileSync } from "node:fs"
import {
  type Content,
  type Document,
  type Operation,
  type Parameter,
  resolve,
  type Schema
} from "../../codegen/document.ts"
import { applyAll } from "../../codegen/patch.ts"
import type { Captured } from "./capture.ts"

export interface Judge {
  readonly document: Document
  /** The operation as the document describes it. */
  readonly operation: (method: string, path: string) => Operation
  /** What is wrong with a request by the document, in the validator's words; nothing when it is as described. */
  readonly faults: (operation: Operation, path: string, sent: Captured) => ReadonlyArray<string>
}

export const readDocument = (path: string): Document => JSON.parse(readFileSync(path, "utf8")) as Document

export const makeJudge = async (path: string): Promise<Judge> => {
  const document = await applyAll(readDocument(path))
  const body = new Ajv2020({ strict: false, validateFormats: false })
  const text = new Ajv2020({ strict: false, validateFormats: false, coerceTypes: true })
  for (const ajv of [body, text]) ajv.addSchema(document, "document")
  const compiled = new Map<Schema, ValidateFunction>()
  const validator = (ajv: Ajv2020, schema: Schema): ValidateFunction => {
    const known = compiled.get(schema)
    if (known !== undefined) return known
    const made = ajv.compile(absolute(schema) as object)
    compiled.set(schema, made)
    return made
  }
  const validate = (ajv: Ajv2020, schema: Schema, value: unknown, where: string): ReadonlyArray<string> => {
    const check = validator(ajv, schema)
    return check(value) ? [] : [`${where}${ajv.errorsText(check.errors, { dataVar: "" })}`]
  }

  /** The value of a parameter, or undefined where it is absent. Each is judged, and none may be unknown. */
  const parameterFaults = (
    parameters: ReadonlyArray<Parameter>,
    given: Readonly<Record<string, unknown>>,
    where: Parameter["in"]
  ): ReadonlyArray<string> => {
    const declared = parameters.filter((parameter) => parameter.in === where)
    return declared.flatMap((parameter) => {
      const value = given[where === "header" ? parameter.name.toLowerCase() : parameter.name]
      if (value === undefined) return parameter.required === true ? [`${where} lacks ${parameter.name}`] : []
      return validate(text, parameter.schema, value, `${where} ${parameter.name}`)
    })
  }

  return {
    document,
    operation: (method, template) => document.paths[template]?.[method.toLowerCase()] as Operation,
    faults: (operation, template, sent) => {
      const parameters = (operation.parameters ?? []).map((parameter) =>
        resolve<Parameter>(document, parameter)
      )
      const inPath = matchPath(template, sent.path)
      const query = deepObjects(sent.query, parameters)
      const names = new Set(parameters.filter((it) => it.in === "query").map((it) => it.name))
      const unknown = Object.keys(query).filter((name) => !names.has(name))
      return [
        ...(inPath === undefined ? [`${sent.path} is no ${template}`] : []),
        ...parameterFaults(parameters, inPath ?? {}, "path"),
        ...unknown.map((name) => `query has ${name}`),
        ...parameterFaults(parameters, query, "query"),
        ...parameterFaults(parameters, sent.headers, "header"),
        ...bodyFaults(document, operation, sent, (schema, value) => validate(body, schema, value, "body"))
      ]
    }
  }
}

/** A schema by itself refers to the document that it comes from. */
const absolute = (schema: unknown): unknown =>
  JSON.parse(JSON.stringify(schema), (key, value: unknown) =>
    key === "$ref" && typeof value === "string" && value.startsWith("#") ? `document${value}` : value
  )

const matchPath = (template: string, path: string): Record<string, string> | undefined => {
  const names: Array<string> = []
  const pattern = template.replace(/\{([^}]+)\}/g, (_, name: string) => {
    names.push(name)
    return "([^/]+)"
  })
  const match = new RegExp(`^${pattern}$`).exec(path)
  return match === null
    ? undefined
    : Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(match[at + 1] ?? "")]))
}

/** Query parameters in the form `deepObject`: `filter[identifier][key]=a`. A parameter may be named so itself. */
const deepObjects = (
  query: URLSearchParams,
  parameters: ReadonlyArray<Parameter>
): Record<string, unknown> => {
  const flat = new Set(parameters.filter((it) => it.in === "query").map((it) => it.name))
  const out: Record<string, any> = Object.create(null) as Record<string, any>
  for (const [name, value] of query) {
    if (flat.has(name)) {
      out[name] = value
      continue
    }
    const [first = "", ...rest] = [
      name.split("[", 1)[0] ?? "",
      ...Array.from(name.matchAll(/\[([^\]]*)\]/g), (it) => it[1] ?? "")
    ]
    let at = out
    let key = first
    for (const next of rest) {
      at = at[key] ??= Object.create(null) as Record<string, unknown>
      key = next
    }
    at[key] = value
  }
  return out
}

const bodyFaults = (
  document: Document,
  operation: Operation,
  sent: Captured,
  validate: (schema: Schema, value: unknown) => ReadonlyArray<string>
): ReadonlyArray<string> => {
  const described =
    operation.requestBody === undefined ? undefined : resolve<Content>(document, operation.requestBody)
  if (described === undefined)
    return sent.contentType === undefined ? [] : ["has a body that is not described"]
  if (sent.contentType === undefined) return []
  const [type = ""] = sent.contentType.split(";")
  const media = described.content?.[type]
  if (media === undefined) return [`has a body of type ${type}, which is not described`]
  return validate(media.schema, sent.body)
}

/** All examples of a request body or of an answer. */
export const examplesOf = (
  document: Document,
  content: Content | { readonly $ref: string }
): ReadonlyArray<unknown> =>
  Object.values(resolve<Content>(document, content).content ?? {})
    .flatMap((media) => Object.values(media.examples ?? {}))
    .map((example) => resolve(document, example as { readonly value: unknown }).value)

/** Every title of an error that the document gives as an example, with the status that it stands at. */
export const titlesOf = (document: Document): ReadonlyArray<readonly [number, string]> => {
  const found = new Map<string, readonly [number, string]>()
  const collect = (status: number, node: unknown): void => {
    if (typeof node !== "object" || node === null) return
    const { title } = node as { readonly title?: unknown }
    const titles = [title, ...(isTitle(title) && Array.isArray(title.examples) ? title.examples : [])]
    for (const it of titles) if (typeof it === "string") found.set(`${status} ${it}`, [status, it])
    for (const inner of Object.values(node)) collect(status, inner)
  }
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) {
      for (const [status, response] of Object.entries((operation as Operation).responses ?? {})) {
        if (Number(status) >= 400) collect(Number(status), resolve<Content>(document, response))
      }
    }
  }
  return [...found.values()].sort(([a, x], [b, y]) => a - b || x.localeCompare(y))
}

const isTitle = (value: unknown): value is { readonly examples?: unknown } =>
  typeof value === "object" && value !== null
