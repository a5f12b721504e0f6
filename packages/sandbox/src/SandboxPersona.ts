/**
 * A `PersonaClient` whose API is a sandbox in the same process: for tests of code that calls Persona, without a socket
 * and without a key.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as Sandbox from "./Sandbox.ts"
import * as SandboxClient from "./SandboxClient.ts"

/** Settings of the client that the sandbox does not determine. */
export type ClientOptions = Omit<PersonaClient.Options, "apiKey" | "baseUrl">

/**
 * Layer of a sandbox and its client. It also provides the sandbox, for faults, its clock and its record, and the
 * sandbox's `HttpClient`.
 *
 * There is no rate limit, unless the options set one: a test would wait for its window.
 */
export const layer = (
  options?: Sandbox.Options,
  client?: ClientOptions
): Layer.Layer<PersonaClient.PersonaClient | Sandbox.Sandbox | HttpClient.HttpClient, Sandbox.StateError> =>
  layerNoDeps(client).pipe(
    Layer.provideMerge(SandboxClient.layer),
    Layer.provideMerge(Sandbox.layer({ rateLimit: 0, ...options }))
  )

/** Layer of a client for the sandbox in context. */
export const layerNoDeps = (
  client?: ClientOptions
): Layer.Layer<PersonaClient.PersonaClient, never, Sandbox.Sandbox | HttpClient.HttpClient> =>
  Layer.unwrap(
    Effect.map(Sandbox.Sandbox, ({ apiKey }) =>
      PersonaClient.layer({ ...client, apiKey, baseUrl: "http://sandbox.invalid/api/v1" })
    )
  )
