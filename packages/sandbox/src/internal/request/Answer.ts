/**
 * The answer of a resource: a document, or a refusal with an error body in the vendor's form. Titles are those of the
 * vendor's documents; details are our own words, and contain no value from the request.
 */

/** A JSON:API resource object. */
export interface Resource {
  readonly type: string
  readonly id?: string
  readonly attributes: Readonly<Record<string, unknown>>
  readonly relationships?: Readonly<Record<string, unknown>>
}

export interface Document {
  /** Absent only if the API answers without it. */
  readonly data?: Resource | ReadonlyArray<Resource>
  readonly meta?: Readonly<Record<string, unknown>>
  readonly links?: { readonly prev: string | null; readonly next: string | null }
  readonly included?: ReadonlyArray<Resource>
}

export interface Success {
  readonly _tag: "Success"
  readonly status: 200 | 201 | 202
  readonly document: Document
}

export interface Refusal {
  readonly _tag: "Refusal"
  readonly status: number
  readonly title: string
  readonly details?: string | undefined
  /** Points into the request's body, for example `/data/attributes/country-code`. */
  readonly pointer?: string | undefined
}

/** A file in place of a document. */
export interface File {
  readonly _tag: "File"
  readonly status: 200
  readonly contentType: string
  readonly bytes: Uint8Array
}

export type Answer = Success | File | Refusal

export const ok = (document: Document): Success => ({ _tag: "Success", status: 200, document })

export const created = (document: Document): Success => ({ _tag: "Success", status: 201, document })

/** The answer of an operation that continues in the background. */
export const accepted = (document: Document): Success => ({ _tag: "Success", status: 202, document })

export const file = (contentType: string, bytes: Uint8Array): File => ({
  _tag: "File",
  status: 200,
  contentType,
  bytes
})

export const refuse = (status: number, title: string, details?: string, pointer?: string): Refusal => ({
  _tag: "Refusal",
  status,
  title,
  details,
  pointer
})

export const isRefusal = (value: unknown): value is Refusal =>
  typeof value === "object" && value !== null && "_tag" in value && value._tag === "Refusal"

export const badRequest = (details: string, pointer?: string): Refusal =>
  refuse(400, "Bad Request", details, pointer)

export const idempotencyError: Refusal = refuse(
  400,
  "Idempotency error",
  "This key was first used with other parameters. Use another key."
)

export const unauthenticated: Refusal = refuse(401, "Must be authenticated to access this endpoint")

export const invalidToken: Refusal = refuse(401, "Token is invalid")

export const forbidden = (permission: string): Refusal =>
  refuse(403, "Forbidden", `This API key lacks the permission ${permission}`)

export const notFound = (details?: string): Refusal => refuse(404, "Record not found", details)

export const conflict = (details: string): Refusal => refuse(409, "Conflict", details)

export const tooLarge = (limitBytes: number): Refusal =>
  refuse(413, "Payload too large", `The body exceeds ${limitBytes} bytes`)

export const unprocessable = (details: string, pointer?: string): Refusal =>
  refuse(422, "Unprocessable entity", details, pointer)

export const rateLimited = (limit: number, windowSeconds: number): Refusal =>
  refuse(429, "Rate limit exceeded", `The limit is ${limit} requests in ${windowSeconds} seconds`)

const titles: Readonly<Record<number, string>> = {
  400: "Bad Request",
  401: "Token is invalid",
  403: "Forbidden",
  404: "Record not found",
  408: "Request Timeout",
  409: "Conflict",
  422: "Unprocessable entity",
  429: "Rate limit exceeded",
  500: "Internal server error",
  502: "Bad gateway",
  503: "Service unavailable",
  504: "Gateway timeout"
}

/** An error on demand, with the usual title of its status. */
export const injected = (status: number, title?: string, details?: string): Refusal =>
  refuse(status, title ?? titles[status] ?? "Error", details)

/** The error body; `undefined` members vanish in JSON. */
export const errorBody = (refusal: Refusal) => ({
  errors: [
    {
      title: refusal.title,
      details: refusal.details,
      source: refusal.pointer === undefined ? undefined : { pointer: refusal.pointer }
    }
  ]
})
