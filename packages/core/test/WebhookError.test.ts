import * as WebhookError from "@effect-persona/core/WebhookError"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"

describe("WebhookError", () => {
  it("says of every reason what is wrong, and with the numbers and names that it was given", () => {
    for (const [reason, said] of reasons) {
      const { message } = WebhookError.make(reason)
      assert.match(message, /^The webhook request was not taken: \S/, reason._tag)
      assert.match(message, said, reason._tag)
      assert.notMatch(message, /undefined|\n/, reason._tag)
    }
    assert.strictEqual(new Set(reasons.map(([reason]) => WebhookError.make(reason).message)).size, 10)
  })

  it("tells a late signature from one of a wrong clock", () => {
    const late = new WebhookError.TimestampOutsideTolerance({ ageSeconds: 301, toleranceSeconds: 300 })
    assert.notMatch(WebhookError.make(late).message, /clock|future/)
    const early = new WebhookError.TimestampOutsideTolerance({ ageSeconds: -301, toleranceSeconds: 300 })
    assert.match(WebhookError.make(early).message, /signed 301 s in the future.*check this machine's clock/)
  })

  it.effect("can be handled by its reason, with its facts as fields", () =>
    Effect.gen(function* () {
      const failing = Effect.fail(WebhookError.make(new WebhookError.BodyTooLarge({ maxBytes: 10 })))
      const maxBytes = yield* Effect.catchReason(failing, "WebhookError", "BodyTooLarge", (reason) =>
        Effect.succeed(reason.maxBytes)
      )
      assert.strictEqual(maxBytes, 10)
    })
  )

  it.effect("passes by a handler of another reason", () =>
    Effect.gen(function* () {
      const failing: Effect.Effect<never, WebhookError.WebhookError> = Effect.fail(
        WebhookError.make(new WebhookError.SecretMissing())
      )
      const error = yield* Effect.flip(
        Effect.catchReason(failing, "WebhookError", "SignatureMissing", () => Effect.succeed("handled"))
      )
      assert.strictEqual(error.reason._tag, "SecretMissing")
    })
  )
})

/** Every reason, and what its message says. */
const reasons: ReadonlyArray<readonly [WebhookError.Reason, RegExp]> = [
  [new WebhookError.SecretMissing(), /there is no secret to verify with/],
  [new WebhookError.BodyNotRaw(), /parsed before it was verified.*raw bytes/],
  [new WebhookError.SignatureMissing(), /no Persona-Signature header/],
  [new WebhookError.SignatureMalformed(), /t=<seconds>,v1=<64 hex digits>/],
  [new WebhookError.SignatureMismatch(), /no signature fits the body and a secret/],
  [
    new WebhookError.TimestampOutsideTolerance({ ageSeconds: 412, toleranceSeconds: 300 }),
    /signed 412 s ago, and 300 s are tolerated/
  ],
  [new WebhookError.BodyTooLarge({ maxBytes: 1024 }), /more than 1024 bytes/],
  [
    new WebhookError.InvalidEvent({ issues: ["/data: expected an object", "/id: expected a string"] }),
    /\/data: expected an object; \/id: expected a string/
  ],
  [new WebhookError.WrongInflection({ found: "camel" }), /in camel case.*api-key-inflection to kebab/],
  [new WebhookError.WrongInflection({ found: "snake" }), /in snake case/]
]
