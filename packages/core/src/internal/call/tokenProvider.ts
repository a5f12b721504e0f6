/** The client's source of tokens. */
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import type { CredentialsUnavailable } from "../../PersonaError.ts"

/** Provides the tokens of one client. */
export interface Provider {
  /** The token for the next request. */
  readonly current: Effect.Effect<Redacted.Redacted, CredentialsUnavailable>
  /** A token other than the one refused with 401, or `undefined` if there is none. */
  readonly replace: (
    refused: Redacted.Redacted
  ) => Effect.Effect<Redacted.Redacted | undefined, CredentialsUnavailable>
}
