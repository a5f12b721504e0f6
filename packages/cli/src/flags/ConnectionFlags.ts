/** The flags that select a Persona environment. `Connection`, loaded only to talk to it, interprets them. */
import * as Flag from "effect/cli/Flag"
import type * as Option from "effect/Option"
import type * as Redacted from "effect/Redacted"

export const stateDirectory = Flag.String("state-dir").pipe(
  Flag.withMetavar("DIRECTORY"),
  Flag.withDescription("Where runs and the embedded sandbox keep their state"),
  // A test compares it with the importer's own default, which would have to be loaded for it.
  Flag.withDefault(".persona")
)

export const json = Flag.Boolean("json").pipe(
  Flag.withDescription("Print one JSON document on standard output, and nothing else there"),
  Flag.withDefault(false)
)

/** The flags of every command that talks to Persona. */
export const flags = {
  apiKey: Flag.Redacted("api-key").pipe(
    Flag.withDescription(
      "API key; the environment variable PERSONA_API_KEY keeps it out of the process list"
    ),
    Flag.optional
  ),
  baseUrl: Flag.String("base-url").pipe(
    Flag.withDescription("Address of the API, or PERSONA_BASE_URL"),
    Flag.optional
  ),
  sandbox: Flag.Boolean("sandbox").pipe(
    Flag.withDescription("Use the embedded sandbox, whose state lies in the state directory"),
    Flag.withDefault(false)
  ),
  sandboxRateLimit: Flag.Int("sandbox-rate-limit").pipe(
    Flag.withDescription("Requests a minute that the embedded sandbox allows; 0 for no limit"),
    Flag.withDefault(0)
  ),
  leave: Flag.Int("leave").pipe(
    Flag.withDescription("Percent of the rate limit that is left to other users of the environment"),
    Flag.withDefault(0)
  ),
  stateDirectory
}

/** The values of the flags. */
export interface Settings {
  readonly apiKey: Option.Option<Redacted.Redacted>
  readonly baseUrl: Option.Option<string>
  readonly sandbox: boolean
  readonly sandboxRateLimit: number
  readonly leave: number
  readonly stateDirectory: string
  /** Maximum requests in flight, which is also the number of kept connections. */
  readonly concurrency?: number | undefined
}
