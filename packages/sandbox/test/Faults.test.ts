import * as Faults from "@effect-persona/sandbox/Faults"
import { assert, describe, it } from "@effect/vitest"
import { Record as Records, Result, Schema } from "effect"

describe("Faults", () => {
  describe("Plan", () => {
    for (const [kind, actions] of Records.toEntries(accepted())) {
      it(`takes ${kind} as JSON, with everything and with as little as it needs`, () => {
        for (const action of actions) {
          assert.strictEqual(action.kind, kind)
          const plan: Faults.Plan = { rules: [{ match: {}, action }] }
          assert.deepStrictEqual(fromJson(JSON.stringify(plan)), plan)
        }
      })
    }

    it("takes every condition of a rule, a seed, and no rules at all", () => {
      const match: Faults.Match = {
        method: "post",
        path: "/list-item/",
        pattern: "/accounts/*",
        nth: 1,
        from: 2,
        every: 3,
        probability: 0.5
      }
      const plan: Faults.Plan = { seed: -7, rules: [{ match, action: { kind: "loseAnswer" } }] }
      assert.deepStrictEqual(fromJson(JSON.stringify(plan)), plan)
      for (const probability of [0, 1])
        assert.deepStrictEqual(problemOf({ kind: "cutBody" }, { probability }), [])
      assert.deepStrictEqual(fromJson(JSON.stringify(Faults.none)), { rules: [] })
    })

    for (const [name, action, at, expected] of refusedActions()) {
      it(`refuses an action and names the place: ${name}`, () => {
        const [message] = problemOf(action, {})
        assert.include(message, `at ["rules"][0]["action"]${at}`)
        assert.match(message ?? "", expected)
      })
    }

    for (const [match, at, expected] of refusedMatches()) {
      it(`refuses a condition and names it: ${JSON.stringify(match)}`, () => {
        const [message] = problemOf({ kind: "loseAnswer" }, match)
        assert.include(message, `at ["rules"][0]["match"]["${at}"]`)
        assert.match(message ?? "", expected)
      })
    }

    it("refuses what is no plan", () => {
      for (const [given, expected] of [
        [null, "Expected object"],
        [[], "Expected object"],
        [{}, 'Missing key\n  at ["rules"]'],
        [{ rules: {} }, 'Expected array\n  at ["rules"]'],
        [{ rules: [{ match: {} }] }, 'Missing key\n  at ["rules"][0]["action"]'],
        [{ rules: [{ action: { kind: "cutBody" } }] }, 'Missing key\n  at ["rules"][0]["match"]'],
        [{ seed: 1.5, rules: [] }, 'Expected an integer\n  at ["seed"]']
      ] as const) {
        assert.deepStrictEqual(problems(Faults.Plan, given), [expected])
      }
    })

    it("names the rule at fault by its number", () => {
      const rule = { match: {}, action: { kind: "cutBody" } }
      const [message] = problems(Faults.Plan, { rules: [rule, rule, { ...rule, match: { nth: 0 } }] })
      assert.include(message, '["rules"][2]["match"]["nth"]')
    })
  })

  describe("Refuse", () => {
    it("needs an attribute and a beginning, and quotes in the ways that there are", () => {
      const rule = { attribute: "name_first", startsWith: "No" }
      for (const given of [rule, ...Faults.QuoteAs.literals.map((quote) => ({ ...rule, quote }))]) {
        assert.deepStrictEqual(Schema.decodeUnknownSync(Faults.Refuse)(given), given)
      }
      assert.match(
        problems(Faults.Refuse, { attribute: "x" })[0] ?? "",
        /Missing key\n {2}at \["startsWith"\]/
      )
      assert.match(problems(Faults.Refuse, { ...rule, quote: "loud" })[0] ?? "", /at \["quote"\]/)
    })
  })
})

const rowErrors: Faults.Action = {
  kind: "job",
  outcome: "rowErrors",
  afterRows: 0,
  millis: 0,
  rows: [1, 1000],
  probability: 0.1,
  seed: 3,
  quote: "plain"
}

/** Actions of every kind that are taken. */
function accepted(): Readonly<Record<Faults.Kind, ReadonlyArray<Faults.Action>>> {
  return {
    loseAnswer: [{ kind: "loseAnswer" }],
    loseRequest: [{ kind: "loseRequest" }],
    delay: [
      { kind: "delay", millis: 0, when: "before" },
      { kind: "delay", millis: 5000, when: "after" }
    ],
    status: [
      { kind: "status", status: 400 },
      { kind: "status", status: 429, title: "t", details: "d", resetSeconds: 0 },
      { kind: "status", status: 499 }
    ],
    quote: [
      { kind: "quote", status: 422 },
      ...Faults.QuoteAs.literals.map((as) => ({ kind: "quote" as const, status: 400, as })),
      { kind: "quote", status: 409, places: ["title", "details", "pointer"] }
    ],
    serverError: ([500, 502, 503, 504] as const).flatMap((status) => [
      { kind: "serverError", status, when: "before" },
      { kind: "serverError", status, when: "after", html: true }
    ]),
    cutBody: [{ kind: "cutBody" }],
    lateEffect: [{ kind: "lateEffect", millis: 100 }],
    otherEnvironment: [{ kind: "otherEnvironment", environmentId: "env_other" }],
    job: [
      ...(["errored", "canceled", "killed", "stuck", "slow"] as const).map((outcome) => ({
        kind: "job" as const,
        outcome
      })),
      rowErrors
    ]
  }
}

type Refused = readonly [name: string, action: unknown, at: string, expected: RegExp]

function refusedActions(): ReadonlyArray<Refused> {
  return [
    ["no kind", {}, "", /"loseAnswer".*"job"/],
    ["an unknown kind", { kind: "burn" }, "", /"loseAnswer".*"job"/],
    ["a negative delay", { kind: "delay", millis: -1, when: "before" }, '["millis"]', /equal to 0/],
    ["half a millisecond", { kind: "lateEffect", millis: 0.5 }, '["millis"]', /an integer/],
    ["a delay at no time", { kind: "delay", millis: 1 }, '["when"]', /Missing key/],
    [
      "a delay at another time",
      { kind: "delay", millis: 1, when: "during" },
      '["when"]',
      /"before" \| "after"/
    ],
    ["a status below 400", { kind: "status", status: 399 }, '["status"]', /between 400 and 499/],
    ["a status above 499", { kind: "quote", status: 500 }, '["status"]', /between 400 and 499/],
    ["a negative reset", { kind: "status", status: 429, resetSeconds: -1 }, '["resetSeconds"]', /equal to 0/],
    [
      "a server error that there is not",
      { kind: "serverError", status: 501, when: "before" },
      '["status"]',
      /500 \| 502 \| 503 \| 504/
    ],
    ["an unknown way to quote", { kind: "quote", status: 422, as: "rot13" }, '["as"]', /"plain".*"cut"/],
    ["an unknown place", { kind: "quote", status: 422, places: ["body"] }, '["places"][0]', /"pointer"/],
    ["no environment", { kind: "otherEnvironment" }, '["environmentId"]', /Missing key/],
    ["an unknown outcome", { kind: "job", outcome: "lost" }, '["outcome"]', /"errored".*"rowErrors"/],
    ["a row before the first", { kind: "job", outcome: "rowErrors", rows: [0] }, '["rows"][0]', /equal to 1/],
    [
      "a probability above 1",
      { kind: "job", outcome: "rowErrors", probability: 2 },
      '["probability"]',
      /0 and 1/
    ]
  ]
}

function refusedMatches() {
  return [
    [{ method: 5 }, "method", /Expected string/],
    [{ path: null }, "path", /Expected string/],
    [{ nth: 0 }, "nth", /greater than or equal to 1/],
    [{ from: 1.5 }, "from", /an integer/],
    [{ every: -2 }, "every", /greater than or equal to 1/],
    [{ probability: 1.1 }, "probability", /between 0 and 1/],
    [{ probability: "0.5" }, "probability", /number/]
  ] as const
}

/** As a running server reads it. */
const fromJson = Schema.decodeUnknownSync(Schema.fromJsonString(Faults.Plan))

const problems = (
  schema: typeof Faults.Plan | typeof Faults.Refuse,
  given: unknown
): ReadonlyArray<string> => {
  const decoded = Schema.decodeUnknownResult(schema)(given)
  return Result.isFailure(decoded) ? [decoded.failure.message] : []
}

const problemOf = (action: unknown, match: unknown) => problems(Faults.Plan, { rules: [{ match, action }] })
