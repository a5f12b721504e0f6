/** Which failed calls leave it in doubt whether the API has applied them. */
import type { PersonaError } from "@effect-persona/core/PersonaError"

/** Whether a failed call may have had its effect: by the sends before the last one, and by the last, which is decided on. */
export const doubtLeftBy = ({
  reason,
  unanswered
}: PersonaError): { readonly before: boolean; readonly last: boolean } => {
  const isLastDoubtful = doubtful.has(reason._tag)
  return { before: unanswered > (isLastDoubtful ? 1 : 0), last: isLastDoubtful && unanswered > 0 }
}

/** Reasons after which the call may have had its effect. */
const doubtful: ReadonlySet<string> = new Set([
  "TransportError",
  "Timeout",
  "RequestTimeout",
  "ServerError",
  "DecodeError",
  "OtherEnvironment"
])
