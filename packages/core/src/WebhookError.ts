/**
 * Why a webhook request was refused. One outer error, {@link WebhookError}, with a reason, like `PersonaError`.
 *
 * No reason contains a secret, a signature or any part of a body: errors are safe to log.
 */
import * as Data from "effect/Data"

/** No secret to verify with: none was given, or an empty one. An empty one would let any sender sign. */
export class SecretMissing extends Data.TaggedError("SecretMissing")<{}> {}

/** The body arrived already parsed. A signature covers the bytes, which are lost by then. */
export class BodyNotRaw extends Data.TaggedError("BodyNotRaw")<{}> {}

/** The request has no `Persona-Signature` header. */
export class SignatureMissing extends Data.TaggedError("SignatureMissing")<{}> {}

/** The header is not `t=<seconds>,v1=<64 hex digits>`, once or several times. */
export class SignatureMalformed extends Data.TaggedError("SignatureMalformed")<{}> {}

/** No secret matches a signature over this body and its timestamp. */
export class SignatureMismatch extends Data.TaggedError("SignatureMismatch")<{}> {}

/** The signature is valid, but too old or too far in the future. */
export class TimestampOutsideTolerance extends Data.TaggedError("TimestampOutsideTolerance")<{
  /** Seconds since the signature was made, by this machine's clock; negative for a time in the future. */
  readonly ageSeconds: number
  readonly toleranceSeconds: number
}> {}

/** The body is larger than the handler accepts. It was not verified. */
export class BodyTooLarge extends Data.TaggedError("BodyTooLarge")<{ readonly maxBytes: number }> {}

/** The body is not an event, or does not have the form of the event that it names. */
export class InvalidEvent extends Data.TaggedError("InvalidEvent")<{
  /** Where in the body, as JSON pointers, and what was expected; never the value found. */
  readonly issues: ReadonlyArray<string>
}> {}

/** The webhook uses an inflection other than kebab-case, the only one supported. */
export class WrongInflection extends Data.TaggedError("WrongInflection")<{
  readonly found: "camel" | "snake"
}> {}

/** The errors of verifying a signature. */
export type SignatureReason =
  | SecretMissing
  | BodyNotRaw
  | SignatureMissing
  | SignatureMalformed
  | SignatureMismatch
  | TimestampOutsideTolerance

/** The errors of reading an event. */
export type EventReason = InvalidEvent | WrongInflection

/** Every reason. */
export type Reason = SignatureReason | EventReason | BodyTooLarge

/**
 * A webhook request was refused.
 *
 * @example
 * ```ts
 * Effect.catchReason(received, "WebhookError", "SignatureMismatch", () => Effect.succeed(undefined))
 * ```
 */
export class WebhookError<out R extends Reason = Reason> extends Data.TaggedError("WebhookError")<{
  readonly reason: Reason
}> {
  declare readonly reason: R

  override get message(): string {
    return `The webhook request was not taken: ${describe(this.reason)}`
  }
}

/** Makes the error of a reason. */
export const make = <R extends Reason>(reason: R): WebhookError<R> => new WebhookError<R>({ reason })

const describe = (reason: Reason): string => {
  switch (reason._tag) {
    case "SecretMissing":
      return "there is no secret to verify with, or it is empty"
    case "BodyNotRaw":
      return (
        "the body was parsed before it was verified, and a signature is made over the raw bytes; pass them as " +
        'they came (in Express, for example, with express.raw({ type: "*/*" }) on this route)'
      )
    case "SignatureMissing":
      return "it has no Persona-Signature header"
    case "SignatureMalformed":
      return "its Persona-Signature header is not of the form t=<seconds>,v1=<64 hex digits>"
    case "SignatureMismatch":
      return (
        "no signature fits the body and a secret; either the secret is of another webhook, or the body is not " +
        "the raw bytes that came (written again as JSON they differ)"
      )
    case "TimestampOutsideTolerance":
      return reason.ageSeconds >= 0
        ? `it was signed ${reason.ageSeconds} s ago, and ${reason.toleranceSeconds} s are tolerated`
        : `it was signed ${-reason.ageSeconds} s in the future, and ${reason.toleranceSeconds} s are tolerated; check this machine's clock`
    case "BodyTooLarge":
      return `its body has more than ${reason.maxBytes} bytes`
    case "InvalidEvent":
      return `its body is not an event as documented: ${reason.issues.join("; ")}`
    case "WrongInflection":
      return `its names are written in ${reason.found} case; set the webhook's api-key-inflection to kebab`
  }
}
