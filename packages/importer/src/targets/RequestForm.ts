/**
 * The form of requests: what they say besides their rows, which is the account type or list that they name, how values
 * are written, and the version of the API.
 */
import type * as Operation from "@effect-persona/core/Operation"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** How an operation writes a request: the encoding of a sample that has every field. */
export const written = (operation: Operation.Any, sample: unknown): string => {
  const encoded = Schema.encodeUnknownExit(operation.schemas().request)(sample)
  return JSON.stringify([operation.id, operation.path, Exit.isSuccess(encoded) ? encoded.value : null])
}

/** The version of the API and the spelling of names that requests ask for. */
export const wire: Effect.Effect<string, never, PersonaClient.PersonaClient> = Effect.gen(function* () {
  const client = yield* PersonaClient.PersonaClient
  const { apiVersion } = yield* PersonaClient.CurrentOptions
  const headers = Redacted.value(client.headers)
  return JSON.stringify([apiVersion ?? headers["persona-version"], headers["key-inflection"]])
})
