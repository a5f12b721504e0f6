/**
 * The client for the connection flags: the API itself, another address, or the embedded sandbox.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as RateBudget from "@effect-persona/core/RateBudget"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as RateStoreFile from "@effect-persona/importer/RateStoreFile"
import type { StateError } from "@effect-persona/importer/RunError"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import * as path from "node:path"
import type { Settings } from "../flags/ConnectionFlags.ts"
import { UsageError } from "../CommandError.ts"

/** Layer with the client for the flags. */
export const layer = (
  settings: Settings
): Layer.Layer<PersonaClient.PersonaClient, UsageError | StateError | Sandbox.StateError> =>
  Layer.unwrap(
    Effect.gen(function* () {
      if (settings.leave < 0 || settings.leave > 99) {
        return yield* new UsageError({ message: "--leave takes a percentage from 0 to 99." })
      }
      const leave = settings.leave / 100
      // Only this process sends to the embedded sandbox, so its budget needs no shared store.
      if (settings.sandbox) return Layer.provide(yield* embedded(settings), RateBudget.layer({ leave }))
      const apiKey = yield* apiKeyOf(settings)
      const baseUrl = yield* baseUrlOf(settings)
      return client({ apiKey, baseUrl }).pipe(
        Layer.provide(UndiciTransport.layer({ connections: settings.concurrency })),
        Layer.provide(sharedBudget({ apiKey, baseUrl: baseUrl ?? PersonaClient.defaultBaseUrl }, leave))
      )
    })
  )

/** One budget for all processes of this user that send with the key. */
const sharedBudget = (key: RateStoreFile.Options, leave: number): Layer.Layer<RateBudget.RateBudget> =>
  Layer.effect(
    RateBudget.RateBudget,
    Effect.flatMap(RateStoreFile.make(key), (store) => RateBudget.make({ leave, store }))
  )

const client = (options: { readonly apiKey: Redacted.Redacted; readonly baseUrl: string | undefined }) =>
  PersonaClient.layerNoDeps({ ...options, userAgent: "persona-cli" })

/** The sandbox of a state directory. Its state, its key and its environment persist between runs. */
const embedded = Effect.fnUntraced(function* (settings: Settings) {
  if (Option.isSome(settings.baseUrl)) {
    return yield* new UsageError({
      message: "--sandbox and --base-url exclude each other: the embedded sandbox has no address."
    })
  }
  if (settings.sandboxRateLimit < 0) {
    return yield* new UsageError({ message: "--sandbox-rate-limit takes a number from 0." })
  }
  const folder = yield* StateDirectory.folder(settings.stateDirectory, "sandbox")
  return Layer.unwrap(
    Effect.map(Sandbox.Sandbox, (sandbox) =>
      client({ apiKey: sandbox.apiKey, baseUrl: "http://sandbox.invalid/api/v1" }).pipe(
        Layer.provide(SandboxClient.layer)
      )
    )
  ).pipe(
    Layer.provide(
      Sandbox.layer({
        state: path.join(folder, "sandbox.db"),
        rateLimit: settings.sandboxRateLimit,
        // A trial run does not wait: jobs end at once.
        bulkRowsPerSecond: 0
      })
    )
  )
})

const apiKeyOf = (settings: Settings): Effect.Effect<Redacted.Redacted, UsageError> => {
  const given = Option.map(settings.apiKey, Redacted.value)
  const apiKey = Option.getOrUndefined(given)?.trim() ?? environmentVariable("PERSONA_API_KEY")
  if (apiKey === undefined || apiKey === "") {
    return Effect.fail(
      new UsageError({
        message:
          "There is no API key. Set PERSONA_API_KEY to a key of your environment (persona_sandbox_… or persona_production_…), or try the command on the embedded sandbox with --sandbox."
      })
    )
  }
  // Other characters are invalid in a header, and would fail like a network error.
  return /^[\x21-\x7e]+$/.test(apiKey)
    ? Effect.succeed(Redacted.make(apiKey))
    : Effect.fail(
        new UsageError({
          message: "The API key contains characters that no key has. Copy it again from the dashboard."
        })
      )
}

const baseUrlOf = (settings: Settings): Effect.Effect<string | undefined, UsageError> => {
  const baseUrl = Option.getOrUndefined(settings.baseUrl) ?? environmentVariable("PERSONA_BASE_URL")
  return baseUrl === undefined ||
    (URL.canParse(baseUrl) && /^https?:\/\/[^/?#\s@]+(\/[^?#\s]*)?$/i.test(baseUrl))
    ? Effect.succeed(baseUrl)
    : Effect.fail(
        new UsageError({
          message:
            "The address of the API (--base-url or PERSONA_BASE_URL) has to look like https://api.withpersona.com/api/v1."
        })
      )
}

const environmentVariable = (name: string): string | undefined => {
  const value = process.env[name]?.trim()
  return value === "" ? undefined : value
}
