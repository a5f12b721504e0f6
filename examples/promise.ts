/**
 * Uses Persona without writing Effect: promises, async iteration, errors by their reason, webhooks.
 *
 *     node --conditions=@effect-persona/source examples/promise.ts
 *
 * Run like this it talks to a sandbox on a free port; `main` with a key of your own talks to Persona.
 */
import * as PersonaPromise from "@effect-persona/core/PersonaPromise"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Webhook from "@effect-persona/core/Webhook"
import { WebhookError } from "@effect-persona/core/WebhookError"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { Effect, Layer, Redacted } from "effect"

/** Creates an account and gives its id, or says that the reference id is taken. */
export const register = async (persona: PersonaPromise.PersonaPromise, referenceId: string) => {
  try {
    const account = await persona.call(Accounts.create, { data: { attributes: { referenceId } } })
    return account.data.id
  } catch (error) {
    if (PersonaPromise.isFailureOf(Accounts.create, error) && error.reason._tag === "Conflict") return "taken"
    throw error
  }
}

/** The newest accounts; leaving the loop ends the requests. */
export const newest = async (persona: PersonaPromise.PersonaPromise, count: number, signal: AbortSignal) => {
  const found: Array<string | null | undefined> = []
  for await (const account of persona.items(Accounts.list, { page: { size: 2 } }, { signal })) {
    found.push(account.attributes.referenceId)
    if (found.length === count) break
  }
  return found
}

/** A webhook in any server: the raw bytes and the headers go in, a status comes out. */
export const onWebhook = async (body: Uint8Array, headers: Headers, secret: string): Promise<number> => {
  try {
    const event = await Webhook.receivePromise({ body, headers }, { secrets: secret })
    if (event._tag === "inquiry.approved") console.log("approved:", event.data.attributes.referenceId)
    return 200 // event.id tells an event that comes again
  } catch (error) {
    if (error instanceof WebhookError) return 401
    throw error
  }
}

export const main = async (apiKey: string, baseUrl?: string) => {
  await using persona = PersonaPromise.make({ apiKey, baseUrl })
  const made: Array<string> = []
  for (const referenceId of ["cust-1", "cust-2", "cust-3", "CUST-3"]) {
    made.push(await register(persona, referenceId))
  }
  return {
    made,
    newest: await newest(persona, 2, AbortSignal.timeout(10_000)),
    refused: await onWebhook(new TextEncoder().encode("{}"), new Headers(), "wbhsec_1")
  }
}

/** The only Effect here: a server for the example to talk to. */
export const withSandbox = <A>(use: (apiKey: string, baseUrl: string) => Promise<A>): Promise<A> =>
  Effect.flatMap(SandboxServer.SandboxServer, ({ apiKey, url }) =>
    Effect.promise(() => use(Redacted.value(apiKey), url))
  ).pipe(Effect.provide(SandboxServer.layer().pipe(Layer.provide(Sandbox.layer()))), Effect.runPromise)

if (import.meta.main) console.log(await withSandbox(main))
