import * as Errors from "@effect-persona/core/PersonaError"
import { assert, describe, it } from "@effect/vitest"
import * as Decision from "../../../src/engines/row/Decision.ts"

describe("Decision", () => {
  describe("decide", () => {
    for (const [when, reason, status, expected] of rows()) {
      for (const [kind, situation] of Object.entries(kinds)) {
        const action = expected[kind as keyof typeof kinds]
        it(`${when}, ${kind}: ${action}`, () => {
          assert.strictEqual(spell(Decision.decide(reason, status, situation)), action)
        })
      }
    }

    describe("409 to a key that was sent before", () => {
      const conflict = new Errors.Conflict({ problems: [], stale: false })

      it("may mean that the first send is still in progress: ask once more with the same key", () => {
        for (const situation of Object.values(kinds)) {
          assert.strictEqual(
            spell(Decision.decide(conflict, 409, { ...situation, keyInDoubt: true })),
            "same key after 2000"
          )
        }
      })

      it("is settled by the next attempt if it repeats", () => {
        const asked = { keyInDoubt: true, askedAgain: true }
        assert.strictEqual(
          spell(Decision.decide(conflict, 409, { ...kinds.account, ...asked })),
          "next attempt after 0"
        )
        assert.strictEqual(
          spell(Decision.decide(conflict, 409, { ...kinds.item, ...asked })),
          "next attempt after 30000"
        )
      })

      it("leaves a row without a natural key unknown if it repeats", () => {
        const asked = { keyInDoubt: true, askedAgain: true }
        assert.strictEqual(spell(Decision.decide(conflict, 409, { ...kinds.unkeyed, ...asked })), "unknown")
      })
    })

    describe("409 to a list; the API accepts a second one", () => {
      const list = { ...kinds.account, refusesDuplicates: false }

      it("means that a request is in progress, so that only looking is safe", () => {
        const conflict = new Errors.Conflict({ problems: [], stale: false })
        for (const situation of [
          list,
          { ...list, keyInDoubt: true },
          { ...list, keyInDoubt: true, askedAgain: true }
        ]) {
          assert.strictEqual(spell(Decision.decide(conflict, 409, situation)), "look up")
        }
      })

      it("stops the run when nothing shows", () => {
        assert.strictEqual(spell(Decision.unmatched(list)), "stop: no-answer")
        assert.strictEqual(spell(Decision.unmatched(kinds.account)), "reject: conflict-without-match")
      })
    })

    describe("400 and 422 to a row that may have been applied before", () => {
      const refusal = new Errors.UnprocessableEntity({ problems: [] })
      const doubt = { rowInDoubt: true }

      it("rejects it only when it is not there", () => {
        const action = Decision.decide(refusal, 422, { ...kinds.account, ...doubt })
        assert.strictEqual(spell(action), "read back")
        assert.deepStrictEqual(
          action._tag === "ReadBack" ? action.absent : undefined,
          Decision.decide(refusal, 422, kinds.account)
        )
      })

      it("leaves it unknown if nothing can be looked up", () => {
        assert.strictEqual(spell(Decision.decide(refusal, 422, { ...kinds.item, ...doubt })), "unknown")
        assert.strictEqual(spell(Decision.decide(refusal, 422, { ...kinds.unkeyed, ...doubt })), "unknown")
      })
    })

    it("stops as unreachable only if nothing can have arrived", () => {
      const refused = new Errors.TransportError({ code: "ECONNREFUSED", sent: false })
      assert.strictEqual(spell(Decision.decide(refused, undefined, kinds.item)), "stop: unreachable")
      assert.strictEqual(
        spell(Decision.decide(refused, undefined, { ...kinds.item, keyInDoubt: true })),
        "stop: no-answer"
      )
    })

    it("names the pointer of a refusal, and the API's title, never its details", () => {
      const action = Decision.decide(
        new Errors.UnprocessableEntity({
          problems: [{ title: "Record invalid", pointer: "/data/attributes/birthdate" }]
        }),
        422,
        kinds.account
      )
      assert.deepStrictEqual(action, {
        _tag: "Reject",
        code: "unprocessable",
        reason: "The API refused the row: Record invalid",
        pointer: "/data/attributes/birthdate"
      })
    })

    it("waits for a quota as long as the answer says, and discards a key with a stored refusal", () => {
      const told = new Errors.QuotaExceeded({ retryAfterMillis: 9000, stored: false })
      assert.deepStrictEqual(Decision.decide(told, 429, kinds.item), {
        _tag: "Pause",
        millis: 9000,
        keyEnded: false
      })
      const stored = new Errors.QuotaExceeded({ retryAfterMillis: undefined, stored: true })
      assert.deepStrictEqual(Decision.decide(stored, 403, kinds.item), {
        _tag: "Pause",
        millis: 60_000,
        keyEnded: true
      })
    })
  })
})

/** An account or a list, a list item, and an account without a reference id. */
const kinds = {
  account: {
    keyed: true,
    canLookUp: true,
    refusesDuplicates: true,
    keyInDoubt: false,
    rowInDoubt: false,
    askedAgain: false
  },
  item: {
    keyed: true,
    canLookUp: false,
    refusesDuplicates: true,
    keyInDoubt: false,
    rowInDoubt: false,
    askedAgain: false
  },
  unkeyed: {
    keyed: false,
    canLookUp: false,
    refusesDuplicates: true,
    keyInDoubt: false,
    rowInDoubt: false,
    askedAgain: false
  }
} as const satisfies Record<string, Decision.Situation>

type Expected = Readonly<Record<keyof typeof kinds, string>>

const all = (action: string): Expected => ({ account: action, item: action, unkeyed: action })

function rows(): ReadonlyArray<readonly [string, Errors.Reason, number | undefined, Expected]> {
  const problems: ReadonlyArray<Errors.Problem> = []
  return [
    [
      "no answer",
      new Errors.TransportError({ code: "ECONNRESET", sent: true }),
      undefined,
      all("stop: no-answer")
    ],
    ["timeout", new Errors.Timeout({ millis: 1 }), undefined, all("stop: no-answer")],
    ["408", new Errors.RequestTimeout(), 408, all("stop: no-answer")],
    [
      "5xx that nobody stored",
      new Errors.ServerError({ status: 502, stored: false }),
      502,
      all("stop: no-answer")
    ],
    [
      "stored 500",
      new Errors.ServerError({ status: 500, stored: true }),
      500,
      { account: "read back", item: "next attempt after 30000", unkeyed: "unknown" }
    ],
    [
      "2xx that cannot be decoded",
      new Errors.DecodeError({ issues: [] }),
      201,
      { account: "read back", item: "next attempt after 30000", unkeyed: "unknown" }
    ],
    [
      "key too old",
      new Errors.KeyExpired({ ageMillis: 2, maxAgeMillis: 1 }),
      undefined,
      { account: "read back", item: "next attempt after 0", unkeyed: "unknown" }
    ],
    [
      "idempotency mismatch",
      new Errors.IdempotencyMismatch(),
      400,
      { account: "read back", item: "next attempt after 0", unkeyed: "unknown" }
    ],
    [
      "409, first send",
      new Errors.Conflict({ problems, stale: false }),
      409,
      { account: "look up", item: "exists", unkeyed: "reject: conflict-without-match" }
    ],
    ["409 stale", new Errors.Conflict({ problems, stale: true }), 409, all("next attempt after 0")],
    ["400", new Errors.BadRequest({ problems }), 400, all("reject: bad-request")],
    ["422", new Errors.UnprocessableEntity({ problems }), 422, all("reject: unprocessable")],
    [
      "request that does not fit",
      new Errors.InvalidRequest({ issues: ["x"] }),
      undefined,
      all("reject: invalid-request")
    ],
    ["401", new Errors.Unauthorized(), 401, all("stop: unauthorized")],
    ["403", new Errors.Forbidden({ problems }), 403, all("stop: forbidden")],
    ["404", new Errors.NotFound({ problems }), 404, all("stop: not-found")],
    ["undocumented 404", new Errors.UnexpectedStatus({ problems }), 404, all("stop: not-found")],
    ["undocumented status", new Errors.UnexpectedStatus({ problems }), 418, all("stop: unexpected")],
    ["rate limit", new Errors.RateLimited({ retryAfterMillis: 1 }), 429, all("same key after 0")],
    ["quota", new Errors.QuotaExceeded({ retryAfterMillis: 5, stored: false }), 429, all("pause 5")]
  ]
}

const spell = (action: Decision.Action): string => {
  switch (action._tag) {
    case "SameKey":
      return `same key after ${action.afterMillis}`
    case "ReadBack":
      return "read back"
    case "NextAttempt":
      return `next attempt after ${action.afterMillis}`
    case "LookUp":
      return "look up"
    case "Exists":
      return "exists"
    case "Reject":
      return `reject: ${action.code}`
    case "Unknown":
      return "unknown"
    case "Pause":
      return `pause ${action.millis}`
    case "Stop":
      return `stop: ${action.why}`
  }
}
