/** Determines which failed calls are in doubt: the API may have applied them. */
import type { PersonaError } from "@effect-persona/core/PersonaError"

/** Whether a failed call may have taken effect: `before` by a send before the last one, `last` by the last send. */
export const doubtLeftBy = ({
  reason,
  unanswered
}: PersonaError): { readonly before: boolean; readonly last: boolean } => {
  const isLastDoubtful = doubtful.has(reason._tag)
  return { before: unanswered > (isLastDoubtful ? 1 : 0), last: isLastDoubtful && unanswered > 0 }
}

/** Reasons after which the call may have taken effect. */
const doubtful: ReadonlySet<string> = new Set([
  "TransportError",
  "Timeout",
  "RequestTimeout",
  "ServerError",
  "DecodeError",
  "OtherEnvironment"
])
