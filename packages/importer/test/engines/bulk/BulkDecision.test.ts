import * as Reason from "@effect-persona/core/PersonaError"
import { assert, describe, it } from "@effect/vitest"
import * as BulkDecision from "../../../src/engines/bulk/BulkDecision.ts"

describe("BulkDecision", () => {
  describe("decide", () => {
    const table: ReadonlyArray<
      readonly [what: string, reason: Reason.Reason, status: number, says: string, inDoubt: string]
    > = [
      ["no answer", new Reason.TransportError({ code: "ECONNRESET", sent: true }), 0, "Stop", "Stop"],
      ["a stored failure", new Reason.ServerError({ status: 500, stored: true }), 500, "Doubt", "Doubt"],
      ["a failure of a proxy", new Reason.ServerError({ status: 502, stored: false }), 502, "Stop", "Stop"],
      [
        "a key that is too old",
        new Reason.KeyExpired({ ageMillis: 1, maxAgeMillis: 0 }),
        0,
        "Doubt",
        "Doubt"
      ],
      ["another request under the key", new Reason.IdempotencyMismatch(), 400, "Doubt", "Doubt"],
      ["a conflict", new Reason.Conflict({ problems: [], stale: false }), 409, "Repeat", "Repeat"],
      ["a refusal", new Reason.UnprocessableEntity({ problems: [] }), 422, "Divide", "Doubt"],
      ["a malformed request", new Reason.BadRequest({ problems: [] }), 400, "Divide", "Doubt"],
      ["too large a request", new Reason.UnexpectedStatus({ problems: [] }), 413, "Divide", "Doubt"],
      ["a door that is not there", new Reason.NotFound({ problems: [] }), 404, "Closed", "Doubt"],
      ["an undocumented 404", new Reason.UnexpectedStatus({ problems: [] }), 404, "Closed", "Doubt"],
      ["a missing permission", new Reason.Forbidden({ problems: [] }), 403, "Closed", "Doubt"],
      ["a missing key", new Reason.Unauthorized(), 401, "Stop", "Stop"],
      ["something undocumented", new Reason.UnexpectedStatus({ problems: [] }), 418, "Stop", "Doubt"]
    ]
    for (const [what, reason, status, says, inDoubt] of table) {
      it(`${what}: ${says}; after an earlier send that may have been accepted: ${inDoubt}`, () => {
        assert.strictEqual(BulkDecision.decide(reason, status, { inDoubt: false, repeats: 0 })._tag, says)
        assert.strictEqual(BulkDecision.decide(reason, status, { inDoubt: true, repeats: 0 })._tag, inDoubt)
      })
    }

    it("asks again under a key that somebody works on, and not for ever", () => {
      const conflict = new Reason.Conflict({ problems: [], stale: false })
      assert.strictEqual(BulkDecision.decide(conflict, 409, { inDoubt: false, repeats: 4 })._tag, "Repeat")
      assert.strictEqual(BulkDecision.decide(conflict, 409, { inDoubt: false, repeats: 5 })._tag, "Doubt")
    })

    it("repeats a request with an unreadable answer: the key has it stored", () => {
      const cut = new Reason.DecodeError({ issues: [] })
      assert.strictEqual(BulkDecision.decide(cut, 201, { inDoubt: false, repeats: 0 })._tag, "Repeat")
      assert.strictEqual(BulkDecision.decide(cut, 201, { inDoubt: false, repeats: 1 })._tag, "Doubt")
    })

    it("uses a new key after a quota with a stored refusal, and the same one otherwise", () => {
      const stored = new Reason.QuotaExceeded({ retryAfterMillis: 5000, stored: true })
      assert.deepStrictEqual(BulkDecision.decide(stored, 429, { inDoubt: false, repeats: 0 }), {
        _tag: "Anew",
        afterMillis: 5000
      })
      const passing = new Reason.QuotaExceeded({ retryAfterMillis: 5000, stored: false })
      assert.deepStrictEqual(BulkDecision.decide(passing, 429, { inDoubt: true, repeats: 0 }), {
        _tag: "Repeat",
        afterMillis: 5000,
        pause: true
      })
    })
  })
})
