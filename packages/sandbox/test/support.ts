/** Small helpers to talk to a sandbox without a socket. */
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import type { Contents } from "@effect-persona/sandbox/SandboxRecord"
import { Effect, Redacted } from "effect"

export const apiKey = "persona_sandbox_test"

export interface Reply {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly text: string
  /** Parsed as it comes; tests look at what they expect in it. */
  readonly json: any
}

export interface Send {
  readonly body?: unknown
  readonly key?: string
  readonly headers?: Readonly<Record<string, string>>
}

/** A sandbox with a known key and no rate limit, unless the options say otherwise. */
export const layer = (options: Sandbox.Options = {}) =>
  Sandbox.layer({ apiKey: Redacted.make(apiKey), rateLimit: 0, seed: 7, ...options })

export const wire = (method: string, path: string, { body, headers, key }: Send = {}) => ({
  method,
  target: `/api/v1${path}`,
  headers: {
    authorization: `Bearer ${apiKey}`,
    ...(key === undefined ? undefined : { "idempotency-key": key }),
    ...headers
  },
  body:
    body === undefined
      ? new Uint8Array()
      : Buffer.from(typeof body === "string" ? body : JSON.stringify(body))
})

/** Sends a request; a dropped answer is a failure. */
export const send = (method: string, path: string, options?: Send) =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox.Sandbox
    const answer = yield* sandbox.handle(wire(method, path, options))
    if (answer._tag === "Dropped") return yield* Effect.fail("dropped" as const)
    const reply: Reply = {
      status: answer.status,
      headers: answer.headers,
      text: answer.body,
      json: answer.headers["Content-Type"] === "application/json" ? JSON.parse(answer.body) : undefined
    }
    return reply
  })

export const attributes = (values: Readonly<Record<string, unknown>>, meta?: unknown) => ({
  data: { attributes: values },
  ...(meta === undefined ? undefined : { meta })
})

export const createAccount = (values: Readonly<Record<string, unknown>>, options?: Send) =>
  send("POST", "/accounts", { body: attributes(values), ...options })

/** Creates a list and gives its id. */
export const createList = (path: string, name = "Blocked") =>
  Effect.map(send("POST", `/list/${path}`, { body: attributes({ name }) }), ({ json }) =>
    String(json.data.id)
  )

type AccountContents = Contents["accounts"][number]

/** First, middle and last name of an account in the record. */
export const nameOf = (account: AccountContents | undefined) => {
  const parts = (account?.fields["name"]?.value ?? {}) as Readonly<
    Record<string, { readonly value: unknown }>
  >
  return [parts["first"]?.value, parts["middle"]?.value, parts["last"]?.value]
}

export const record = Effect.flatMap(Sandbox.Sandbox, (sandbox) => sandbox.record())
