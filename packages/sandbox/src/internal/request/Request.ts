/**
 * Reads a request: its path and query, the headers that apply to every operation, and the body's envelope.
 */
import type { WireRequest } from "../../Wire.ts"
import { badRequest, type Refusal } from "./Answer.ts"
import { type Inflection, isInflection, normalize } from "./Inflection.ts"
import * as Multipart from "./Multipart.ts"

/** The base path of the API; other paths on the host do not belong to it. */
export const base = "/api/v1"

export interface Target {
  /** Below `/api/v1`. */
  readonly path: string
  readonly search: string
}

/** The base path of the relays. Their paths are kept whole. */
export const privacyBase = "/api/privacy/v1"

/** The target below `/api/v1`, or undefined if it is elsewhere. */
export const target = ({ target }: WireRequest): Target | undefined => {
  const start = target.startsWith(`${base}/`)
    ? base.length
    : target.startsWith(`${privacyBase}/`)
      ? 0
      : undefined
  if (start === undefined) return undefined
  const mark = target.indexOf("?", start)
  return mark === -1
    ? { path: target.slice(start), search: "" }
    : { path: target.slice(start, mark), search: target.slice(mark + 1) }
}

/** The bearer token, or undefined if the request has none. */
export const bearer = ({ headers }: WireRequest): string | undefined =>
  /^Bearer\s+(\S.*)$/i.exec(headers["authorization"] ?? "")?.[1]

/** The key of a POST; on other methods the header has no effect. */
export const idempotencyKey = ({ headers, method }: WireRequest): string | undefined => {
  const key = headers["idempotency-key"]
  return method === "POST" && key !== undefined && key !== "" ? key : undefined
}

/** A body that is not JSON, kept for comparison. */
class NotJson {
  readonly text: string
  constructor(text: string) {
    this.text = text
  }
}

const decoder = new TextDecoder()

/** The parsed body; undefined if there is none. */
export const content = ({ body, headers }: WireRequest): unknown => {
  if (body.length === 0) return undefined
  const contentType = headers["content-type"]
  if (Multipart.isMultipart(contentType)) return new Multipart.Multipart(body, contentType)
  const text = decoder.decode(body)
  try {
    return JSON.parse(text) as unknown
  } catch {
    return new NotJson(text)
  }
}

const versions = new Set([
  "2026-09-29",
  "2025-12-08",
  "2025-10-27",
  "2023-01-05",
  "2022-09-01",
  "2021-08-18",
  "2021-07-05",
  "2021-05-14",
  "2021-02-21",
  "2020-05-18"
])

/** Refuses an unknown `Persona-Version`. Headers can arrive folded (`2023-01-05, 2023-01-05`). */
export const version = ({ headers }: WireRequest): Refusal | undefined => {
  const asked = headers["persona-version"]
  if (asked === undefined || asked.split(",").every((one) => versions.has(one.trim()))) return undefined
  return badRequest("Persona-Version names no version of the API")
}

export const inflection = ({ headers }: WireRequest): Inflection | Refusal => {
  const asked = headers["key-inflection"] ?? "kebab"
  return isInflection(asked) ? asked : badRequest("Key-Inflection must be camel, kebab or snake")
}

export interface Envelope {
  readonly attributes: Readonly<Record<string, unknown>>
  readonly meta: Readonly<Record<string, unknown>>
  readonly body: Readonly<Record<string, unknown>>
}

export const nothing: Envelope = { attributes: {}, meta: {}, body: {} }

/** `data.attributes` and `meta` of a parsed body; both are optional. */
export const envelope = (content: unknown): Envelope | Refusal => {
  if (content === undefined) return nothing
  const body = content instanceof Multipart.Multipart ? content.read() : content
  if (body === undefined) return badRequest("The body is not valid multipart/form-data")
  if (body instanceof NotJson) return badRequest("The body is not valid JSON")
  if (!isObject(body)) return badRequest("The body must be an object")
  const document = normalize(body) as Readonly<Record<string, unknown>>
  const data = document["data"] ?? {}
  if (!isObject(data)) return badRequest("data must be an object", "/data")
  const attributes = data["attributes"] ?? {}
  if (!isObject(attributes)) return badRequest("data.attributes must be an object", "/data/attributes")
  const meta = document["meta"] ?? {}
  if (!isObject(meta)) return badRequest("meta must be an object", "/meta")
  return { attributes, meta, body: document }
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value)
