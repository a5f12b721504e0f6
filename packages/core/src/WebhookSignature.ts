/**
 * Signatures of webhook requests: an HMAC-SHA256 with the webhook's secret over the time of signing and the raw
 * bytes of the body. The header holds one signature, or several while a secret is being rotated:
 *
 *     Persona-Signature: t=1792000000,v1=<64 hex digits> t=1792000000,v1=<64 hex digits>
 *
 * @see https://docs.withpersona.com/webhooks-best-practices
 */
import * as Clock from "effect/Clock"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { createHmac, timingSafeEqual } from "node:crypto"
import { bytesOf } from "./internal/wire/webhookBytes.ts"
import * as WebhookError from "./WebhookError.ts"

/** The name of the header with the signature, in lower case. */
export const header = "persona-signature"

/**
 * A body as received. Bytes are best; a string must be their exact UTF-8 text. The output of a JSON parser does not
 * work.
 */
export type RawBody = Uint8Array | ArrayBuffer | string

/** The secret of a webhook (`wbhsec_…`), or all valid secrets during a rotation. */
export type Secrets = Redacted.Redacted | ReadonlyArray<Redacted.Redacted>

export interface Options {
  /** A signature by any of them is accepted. */
  readonly secrets: Secrets
  /**
   * Maximum difference between the time of signing and now, in both directions. The API documents none; nor does it
   * document whether it signs a redelivery anew. If late deliveries are refused, allow more here (`"3 days"` covers all
   * redeliveries) and rely on remembered event ids against replays.
   * @default "5 minutes"
   */
  readonly tolerance?: Duration.Input | undefined
}

/** The content of a valid signature. */
export interface Verified {
  /** When the request was signed, in seconds since 1970. */
  readonly timestamp: number
}

/**
 * Verifies the signature of a body against the value of its `Persona-Signature` header, in constant time. It never
 * throws, whatever the header contains.
 */
export const verify = Effect.fnUntraced(function* (
  body: RawBody,
  signature: string | undefined,
  options: Options
): Effect.fn.Return<Verified, WebhookError.WebhookError<WebhookError.SignatureReason>> {
  const secrets = secretsOf(options.secrets)
  if (secrets === undefined) return yield* refuse(new WebhookError.SecretMissing())
  const bytes = bytesOf(body)
  if (bytes === undefined) return yield* refuse(new WebhookError.BodyNotRaw())
  if (signature === undefined || signature.trim() === "") {
    return yield* refuse(new WebhookError.SignatureMissing())
  }
  const claims = parse(signature)
  if (claims === undefined) return yield* refuse(new WebhookError.SignatureMalformed())
  const now = yield* Clock.currentTimeMillis
  const tolerance = Duration.toMillis(Duration.fromInputUnsafe(options.tolerance ?? "5 minutes"))
  let outside: WebhookError.TimestampOutsideTolerance | undefined
  for (const { digests, timestamp } of claims) {
    const ours = secrets.map((secret) => digest(secret, timestamp, bytes))
    if (!digests.some((theirs) => ours.some((one) => timingSafeEqual(one, theirs)))) continue
    const age = now - Number(timestamp) * 1000
    if (Math.abs(age) <= tolerance) return { timestamp: Number(timestamp) }
    outside = new WebhookError.TimestampOutsideTolerance({
      ageSeconds: Math.round(age / 1000),
      toleranceSeconds: Math.round(tolerance / 1000)
    })
  }
  return yield* refuse(outside ?? new WebhookError.SignatureMismatch())
})

/**
 * Makes the value of a `Persona-Signature` header, for tests. With several secrets it contains several signatures, as
 * during a rotation.
 */
export const sign = Effect.fnUntraced(function* (
  body: RawBody,
  options: {
    readonly secrets: Secrets
    /**
     * Seconds since 1970.
     * @default now
     */
    readonly timestamp?: number | undefined
  }
): Effect.fn.Return<string, WebhookError.WebhookError<WebhookError.SecretMissing | WebhookError.BodyNotRaw>> {
  const secrets = secretsOf(options.secrets)
  if (secrets === undefined) return yield* refuse(new WebhookError.SecretMissing())
  const bytes = bytesOf(body)
  if (bytes === undefined) return yield* refuse(new WebhookError.BodyNotRaw())
  const timestamp = String(options.timestamp ?? Math.floor((yield* Clock.currentTimeMillis) / 1000))
  return secrets
    .map((secret) => `t=${timestamp},v1=${digest(secret, timestamp, bytes).toString("hex")}`)
    .join(" ")
})

const refuse = <R extends WebhookError.Reason>(
  reason: R
): Effect.Effect<never, WebhookError.WebhookError<R>> => Effect.fail(WebhookError.make(reason))

const digest = (secret: string, timestamp: string, body: Uint8Array): Buffer =>
  createHmac("sha256", secret).update(`${timestamp}.`).update(body).digest()

const secretsOf = (secrets: Secrets): ReadonlyArray<string> | undefined => {
  const values = (Redacted.isRedacted(secrets) ? [secrets] : secrets).map(Redacted.value)
  return values.length === 0 || values.some((value) => value.trim() === "") ? undefined : values
}

/** Signatures with the same claimed time. */
interface Claim {
  /** As written, since the text is part of the signed data. */
  readonly timestamp: string
  readonly digests: Array<Buffer>
}

/** Far more than a rotation needs. Each claim costs a digest of the body for each secret. */
const mostClaims = 8
const longestHeader = 4096

/**
 * Reads the header. Each `t=` begins a set, which includes the following `v1=`. Sets are separated by a space, or by a
 * comma where headers were joined in transit. Schemes other than `v1` are ignored, as are values that are not hex
 * digests.
 */
const parse = (signature: string): ReadonlyArray<Claim> | undefined => {
  if (signature.length > longestHeader) return undefined
  const claims: Array<Claim> = []
  let claim: Claim | undefined
  for (const part of signature.split(/[\s,]+/)) {
    if (part.startsWith("t=")) {
      const timestamp = part.slice(2)
      claim = /^\d{1,12}$/.test(timestamp) ? { timestamp, digests: [] } : undefined
      if (claim !== undefined) claims.push(claim)
    } else if (claim !== undefined && /^v1=[\da-f]{64}$/i.test(part)) {
      claim.digests.push(Buffer.from(part.slice(3), "hex"))
    }
  }
  const signed = claims.filter(({ digests }) => digests.length > 0)
  return signed.length === 0 || signed.length > mostClaims ? undefined : signed
}
