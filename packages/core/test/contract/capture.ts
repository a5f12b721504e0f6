/** A client whose wire keeps what is sent, read back as a server reads it, and gives one answer to everything. */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import { Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"

export interface Captured {
  readonly method: string
  /** Below the base path, as it was sent. */
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly contentType: string | undefined
  /** Decoded by its type: JSON, or nested members of a form. A file counts as the text it holds. */
  readonly body: unknown
}

export interface Answer {
  readonly status: number
  readonly body: unknown
  readonly headers?: Readonly<Record<string, string>>
}

export interface Wire {
  /** What was sent last, once. */
  readonly take: () => Captured | undefined
  readonly layer: Layer.Layer<PersonaClient.PersonaClient>
}

const silence: Answer = { status: 400, body: { errors: [] } }

/** The layer makes one client with one rate budget; the answer may change from call to call. */
export const make = (answer: () => Answer = () => silence): Wire => {
  let last: Captured | undefined
  const client = HttpClient.make((request, url) =>
    Effect.promise(async () => {
      const bytes = request.body._tag === "Uint8Array" ? request.body.body : undefined
      const contentType = request.body._tag === "Uint8Array" ? request.body.contentType : undefined
      last = {
        method: request.method,
        path: url.pathname.replace(/^\/api\/(v1|privacy\/v1)/, ""),
        query: url.searchParams,
        headers: request.headers,
        contentType,
        body: bytes === undefined || contentType === undefined ? undefined : await read(bytes, contentType)
      }
      const { body, headers, status } = answer()
      return HttpClientResponse.fromWeb(
        request,
        new Response(body instanceof Uint8Array ? new Uint8Array(body) : JSON.stringify(body), {
          status,
          headers: {
            "content-type": body instanceof Uint8Array ? "application/pdf" : "application/json",
            ...headers
          }
        })
      )
    })
  )
  const layer = PersonaClient.layer({
    apiKey: Redacted.make("persona_sandbox_contract"),
    baseUrl: "http://persona.test/api/v1",
    retry: { retries: 0 }
  }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, client)))
  const take = () => {
    const taken = last
    last = undefined
    return taken
  }
  return { take, layer }
}

const read = async (bytes: Uint8Array, contentType: string): Promise<unknown> => {
  const body = new Uint8Array(bytes)
  if (contentType.startsWith("application/json")) return JSON.parse(new TextDecoder().decode(body))
  const form = await new Response(body, { headers: { "content-type": contentType } }).formData()
  const out: Record<string, any> = Object.create(null) as Record<string, any>
  for (const [name, value] of form) {
    const text = typeof value === "string" ? value : await value.text()
    const keys = [
      name.split("[", 1)[0] ?? "",
      ...Array.from(name.matchAll(/\[([^\]]*)\]/g), (it) => it[1] ?? "")
    ]
    const parent = keys.slice(0, -1).reduce((at, key) => (at[key] ??= Object.create(null)), out)
    parent[keys.at(-1) ?? ""] = text
  }
  return out
}
