/** What a client asks for the token of each request. */
import type * as Effect from "effect/Effect"
import type * as Redacted from "effect/Redacted"
import type { CredentialsUnavailable } from "../../PersonaError.ts"

/** Gives the tokens of one client. */
export interface Provider {
  /** The token for the next request. */
  readonly current: Effect.Effect<Redacted.Redacted, CredentialsUnavailable>
  /** Another token than the one that was refused with 401, or `undefined` if there is none. */
  readonly replace: (
    refused: Redacted.Redacted
  ) => Effect.Effect<Redacted.Redacted | undefined, CredentialsUnavailable>
}
