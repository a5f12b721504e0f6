/**
 * Calls operations: one that creates, with a typed error; one that lists, page by page.
 *
 *     node --conditions=@effect-persona/source examples/operations.ts
 *
 * Run like this it talks to a sandbox in its own process; with `personaClient` the same program talks to Persona.
 */
import * as Pagination from "@effect-persona/core/Pagination"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import { Config, Effect, Layer, Stream } from "effect"

/** Creates an account and gives its id, or says that the reference id is taken. */
export const register = (referenceId: string, nameFirst: string) =>
  Accounts.create({ data: { attributes: { referenceId, nameFirst } } }).pipe(
    Effect.map((account) => account.data.id),
    Effect.catchReason("PersonaError", "Conflict", () => Effect.succeed("taken"))
  )

/** The reference ids of all accounts, newest first; each page is asked for when it is needed. */
export const referenceIds = Pagination.items(Accounts.list, {}).pipe(
  Stream.map((account) => account.attributes.referenceId)
)

export const program = Effect.gen(function* () {
  const ada = yield* register("cust-17", "Ada")
  const twin = yield* register("CUST-17", "Ada") // reference ids are compared without regard to case
  return { ada, twin, all: yield* Stream.runCollect(referenceIds) }
})

/** A client of Persona, with the key in the environment variable PERSONA_API_KEY. */
export const personaClient = PersonaClient.layerConfig({
  apiKey: Config.Redacted("PERSONA_API_KEY")
}).pipe(Layer.provide(UndiciTransport.layer()))

/** A client of a sandbox in this process. */
export const sandboxClient = Layer.unwrap(
  Effect.map(Sandbox.Sandbox, ({ apiKey }) =>
    PersonaClient.layer({ apiKey, baseUrl: "http://sandbox.invalid/api/v1" })
  )
).pipe(Layer.provide(SandboxClient.layer), Layer.provide(Sandbox.layer()))

if (import.meta.main) console.log(await Effect.runPromise(Effect.provide(program, sandboxClient)))
