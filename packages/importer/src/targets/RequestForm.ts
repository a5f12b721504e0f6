/**
 * The form of requests, which is their content besides the rows: the account type or list, the encoding of values, and
 * the version of the API.
 */
import type * as Operation from "@effect-persona/core/Operation"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"

/** The encoding of an operation's request, from a sample with every field. */
export const written = (operation: Operation.Any, sample: unknown): string => {
  const encoded = Schema.encodeUnknownExit(operation.schemas().request)(sample)
  return JSON.stringify([operation.id, operation.path, Exit.isSuccess(encoded) ? encoded.value : null])
}

/** The API version and the spelling of names in requests. */
export const wire: Effect.Effect<string, never, PersonaClient.PersonaClient> = Effect.gen(function* () {
  const client = yield* PersonaClient.PersonaClient
  const { apiVersion } = yield* PersonaClient.CurrentOptions
  const headers = Redacted.value(client.headers)
  return JSON.stringify([apiVersion ?? headers["persona-version"], headers["key-inflection"]])
})
