import * as WebhookError from "@effect-persona/core/WebhookError"
import * as WebhookSignature from "@effect-persona/core/WebhookSignature"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Redacted, Result, Schema } from "effect"
import { TestClock } from "effect/testing"
import { createHmac } from "node:crypto"

describe("WebhookSignature", () => {
  describe("verify", () => {
    it.effect("accepts OpenSSL's signatures", () =>
      Effect.gen(function* () {
        yield* TestClock.setTime(1_792_000_000_000)
        for (const { body, digest, secret } of vectors) {
          const verified = yield* WebhookSignature.verify(body, `t=1792000000,v1=${digest}`, {
            secrets: Redacted.make(secret)
          })
          assert.deepStrictEqual(verified, { timestamp: 1_792_000_000 })
        }
      })
    )

    it.effect("accepts bytes, buffers and texts alike", () =>
      Effect.gen(function* () {
        yield* now
        const bytes = new TextEncoder().encode(text)
        const within = new Uint8Array([0, ...bytes, 0]).subarray(1, -1)
        for (const body of [text, bytes, within, Buffer.from(text), bytes.buffer]) {
          yield* WebhookSignature.verify(body, signed(text), { secrets: secret })
        }
      })
    )

    it.effect("reports the problem when it gets parsed JSON", () =>
      Effect.gen(function* () {
        for (const body of [JSON.parse(text), null, undefined, 5, [text]]) {
          const error = yield* Effect.flip(
            WebhookSignature.verify(body as string, signed(text), { secrets: secret })
          )
          assert.strictEqual(error.reason._tag, "BodyNotRaw")
          assert.include(error.message, "parsed before it was verified")
          assert.include(error.message, "raw bytes")
        }
      })
    )

    it.effect("accepts either secret and either signature while a secret is being rotated", () =>
      Effect.gen(function* () {
        yield* now
        const other = Redacted.make("wbhsec_other")
        const both = `${signed(text, "wbhsec_other")} ${signed(text)}`
        for (const [signature, secrets] of [
          [both, secret],
          [both, other],
          [both, [secret]],
          [signed(text), [other, secret]],
          [signed(text, "wbhsec_other"), [other, secret]],
          [`${signed(text)},v1=${"0".repeat(64)}`, secret],
          [`t=${seconds},v1=${"0".repeat(64)},v1=${hmac(text)}`, secret],
          // Joined on the way as if it were a list, and with a scheme of tomorrow.
          [`${signed(text, "wbhsec_gone")}, ${signed(text)}`, secret],
          [`t=${seconds},v0=abc,v1=${hmac(text)},v2=def`, secret],
          [`t=${seconds},v1=${hmac(text).toUpperCase()}`, secret]
        ] as const) {
          yield* WebhookSignature.verify(text, signature, { secrets })
        }
        const third = Redacted.make("wbhsec_third")
        assert.strictEqual(yield* refusal(text, both, { secrets: third }), "SignatureMismatch")
      })
    )

    it.effect("accepts each signature with its own time only", () =>
      Effect.gen(function* () {
        yield* now
        const exchanged = `t=${seconds + 1},v1=${hmac(text)} t=${seconds},v1=${hmac(text, "s", seconds + 1)}`
        assert.strictEqual(yield* refusal(text, exchanged), "SignatureMismatch")
      })
    )

    it.effect("tolerates five minutes in both directions, or the given tolerance", () =>
      Effect.gen(function* () {
        for (const [millis, tag] of [
          [-300_000, undefined],
          [300_000, undefined],
          [-301_000, "TimestampOutsideTolerance"],
          [301_000, "TimestampOutsideTolerance"]
        ] as const) {
          yield* TestClock.setTime(seconds * 1000 + millis)
          assert.strictEqual(yield* refusal(text, signed(text)), tag)
        }
        yield* TestClock.setTime((seconds + 3 * 86_400) * 1000)
        assert.strictEqual(
          yield* refusal(text, signed(text), { secrets: secret, tolerance: "2 days" }),
          "TimestampOutsideTolerance"
        )
        assert.strictEqual(
          yield* refusal(text, signed(text), { secrets: secret, tolerance: "3 days" }),
          undefined
        )
      })
    )

    it.effect("reports how far off the time is, and only if the signature is right", () =>
      Effect.gen(function* () {
        yield* TestClock.setTime((seconds + 729) * 1000)
        const late = yield* Effect.flip(WebhookSignature.verify(text, signed(text), { secrets: secret }))
        assert.include(late.message, "signed 729 s ago, and 300 s are tolerated")
        assert.strictEqual(yield* refusal(text, signed(text, "wbhsec_other")), "SignatureMismatch")
        yield* TestClock.setTime((seconds - 729) * 1000)
        const early = yield* Effect.flip(WebhookSignature.verify(text, signed(text), { secrets: secret }))
        assert.include(early.message, "729 s in the future")
      })
    )

    it.effect("refuses headers of another form, and never throws", () =>
      Effect.gen(function* () {
        yield* now
        const sample = "n3ulUDfqGSkzarlvyeg2oZe3qx3sQjbSno5s7Icx4dy8CbTPqu8xvQ5ZyEJy"
        for (const signature of [
          "nonsense",
          "t=,v1=",
          `v1=${hmac(text)}`,
          `t=${seconds}`,
          `v1=${hmac(text)},t=${seconds}`,
          `t=${seconds},v1=${hmac(text).slice(1)}`,
          `t=${seconds},v1=${sample}`,
          `t=-1,v1=${hmac(text)}`,
          `t=1e9,v1=${hmac(text)}`,
          `t=9999999999999,v1=${hmac(text)}`,
          `t=${seconds};v1=${hmac(text)}`,
          "=".repeat(100_000),
          Array.from({ length: 40 }, () => signed(text, "wbhsec_other")).join(" ")
        ]) {
          assert.strictEqual(yield* refusal(text, signature), "SignatureMalformed", signature.slice(0, 80))
        }
        for (const signature of [undefined, "", "  "]) {
          assert.strictEqual(yield* refusal(text, signature), "SignatureMissing")
        }
      })
    )

    it.effect.prop("refuses any text as a header without throwing", { signature: Schema.String }, (given) =>
      Effect.gen(function* () {
        const tag = yield* refusal(text, given.signature)
        assert.include(["SignatureMissing", "SignatureMalformed", "SignatureMismatch"], tag)
      })
    )

    it.effect.prop(
      "refuses any change of body, time, secret or signature",
      {
        body: Schema.Uint8Array.check(Schema.isMinLength(1)),
        secret: Schema.NonEmptyString,
        at: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 1_000_000 })),
        bit: Schema.Int.check(Schema.isBetween({ minimum: 0, maximum: 7 })),
        shift: Schema.Int.check(Schema.isBetween({ minimum: 1, maximum: 200 }))
      },
      ({ at, bit, body, secret: plain, shift }) =>
        Effect.gen(function* () {
          if (plain.trim() === "") return
          yield* now
          const secrets = Redacted.make(plain)
          const signature = yield* WebhookSignature.sign(body, { secrets })
          assert.strictEqual(yield* refusal(body, signature, { secrets }), undefined)

          const flipped = Uint8Array.from(body)
          flipped[at % body.length]! ^= 1 << bit
          assert.strictEqual(yield* refusal(flipped, signature, { secrets }), "SignatureMismatch")
          assert.strictEqual(yield* refusal(body.subarray(1), signature, { secrets }), "SignatureMismatch")
          const moved = signature.replace(`t=${seconds}`, `t=${seconds - shift}`)
          assert.strictEqual(yield* refusal(body, moved, { secrets }), "SignatureMismatch")
          const other = Redacted.make(`${plain}${bit}`)
          assert.strictEqual(yield* refusal(body, signature, { secrets: other }), "SignatureMismatch")
          const place = signature.length - 64 + (at % 64)
          const digit = (Number.parseInt(signature[place]!, 16) ^ (1 + bit)).toString(16)
          const altered = signature.slice(0, place) + digit + signature.slice(place + 1)
          assert.strictEqual(yield* refusal(body, altered, { secrets }), "SignatureMismatch")
        })
    )

    it.effect("refuses to verify without a secret, or with an empty one", () =>
      Effect.gen(function* () {
        yield* now
        const forged = `t=${seconds},v1=${hmac(text, "")}`
        for (const secrets of [[], Redacted.make(""), Redacted.make(" "), [secret, Redacted.make("")]]) {
          assert.strictEqual(yield* refusal(text, forged, { secrets }), "SecretMissing")
        }
      })
    )

    it.effect("names no secret, signature or body in an error", () =>
      Effect.gen(function* () {
        yield* now
        const error = yield* Effect.flip(
          WebhookSignature.verify(text, signed(text, "wbhsec_other"), { secrets: secret })
        )
        const shown = `${String(error)} ${JSON.stringify(error)} ${error.stack ?? ""}`
        for (const hidden of ["wbhsec", "Ada", hmac(text), hmac(text, "wbhsec_other")]) {
          assert.notInclude(shown, hidden)
        }
      })
    )
  })

  describe("sign", () => {
    it.effect("signs as the API does, now or at a given time", () =>
      Effect.gen(function* () {
        yield* now
        assert.strictEqual(yield* WebhookSignature.sign(text, { secrets: secret }), signed(text))
        assert.strictEqual(
          yield* WebhookSignature.sign(text, { secrets: secret, timestamp: 7 }),
          `t=7,v1=${hmac(text, Redacted.value(secret), 7)}`
        )
      })
    )

    it.effect("signs once with each secret", () =>
      Effect.gen(function* () {
        yield* now
        const secrets = [Redacted.make("wbhsec_other"), secret]
        assert.strictEqual(
          yield* WebhookSignature.sign(text, { secrets }),
          `${signed(text, "wbhsec_other")} ${signed(text)}`
        )
      })
    )
  })
})

/** Digests by `printf '%s' "1792000000.$body" | openssl dgst -sha256 -hmac "$secret"`. */
const vectors = [
  {
    secret: "wbhsec_0b1c2d3e",
    body: '{"data":{"type":"event","id":"evt_1"}}',
    digest: "b9cf9852818f0be34e6fffd942285910ea7bb2c257b80ae366f2c711436dc34f"
  },
  {
    secret: "wbhsec_0b1c2d3e",
    body: "",
    digest: "f5d61da89d72384c6699becb0a170e2f6963c2fed31486257d991e144a6d3f71"
  },
  {
    secret: "clé secrète",
    body: '{"name":"Zoë 中"}\n',
    digest: "018e785d48995ab7183544bb89ca7ec39e0ed9abd0cfdf13b563edfccdf5541a"
  }
]

const seconds = 1_792_000_000
const now = TestClock.setTime(seconds * 1000)
const secret = Redacted.make("wbhsec_0b1c2d3e")
const text = '{"data":{"type":"event","attributes":{"name":"Ada"}}}'

const hmac = (body: string, key = Redacted.value(secret), at = seconds) =>
  createHmac("sha256", key).update(`${at}.${body}`).digest("hex")

const signed = (body: string, key = Redacted.value(secret)) => `t=${seconds},v1=${hmac(body, key)}`

const refusal = (
  body: WebhookSignature.RawBody,
  signature: string | undefined,
  options: WebhookSignature.Options = { secrets: secret }
) =>
  Effect.map(Effect.result(WebhookSignature.verify(body, signature, options)), (result) => {
    if (Result.isSuccess(result)) return undefined
    assert.instanceOf(result.failure, WebhookError.WebhookError)
    return result.failure.reason._tag
  })
