import type * as Faults from "@effect-persona/sandbox/Faults"
import { assert, describe, it } from "@effect/vitest"
import * as FaultRules from "../../../src/internal/faults/FaultRules.ts"

const lose: Faults.Action = { kind: "loseAnswer" }
const cut: Faults.Action = { kind: "cutBody" }

/** Which of so many POSTs to a path are struck, counted from 1. */
const struck = (plan: Faults.Plan, count: number, path = "/accounts"): ReadonlyArray<number> => {
  const injector = FaultRules.make(plan)
  return Array.from({ length: count }, (_, i) => i + 1).filter(
    () => injector.pick("POST", path) !== undefined
  )
}

describe("Injector", () => {
  it("strikes every matching request without a narrower condition", () => {
    assert.deepStrictEqual(struck({ rules: [{ match: {}, action: lose }] }, 3), [1, 2, 3])
  })

  it("strikes the n-th, from the n-th on, and every n-th", () => {
    assert.deepStrictEqual(struck({ rules: [{ match: { from: 3 }, action: lose }] }, 5), [3, 4, 5])
    assert.deepStrictEqual(struck({ rules: [{ match: { nth: 2 }, action: lose }] }, 6), [2])
    assert.deepStrictEqual(struck({ rules: [{ match: { every: 2 }, action: lose }] }, 6), [2, 4, 6])
  })

  it("draws from its seed: the same plan strikes the same requests", () => {
    const first = struck(drawn(1), 1000)
    assert.deepStrictEqual(struck(drawn(1), 1000), first)
    assert.notDeepEqual(struck(drawn(2), 1000), first)
    assert.isTrue(first.length > 200 && first.length < 300)
  })

  it("matches by method, start of the path, and whole pattern", () => {
    assert.isTrue(picks({ method: "post" }, "POST", "/lists"))
    assert.isFalse(picks({ method: "GET" }, "POST", "/lists"))
    assert.isTrue(picks({ path: "/list-item/" }, "POST", "/list-item/names"))
    assert.isFalse(picks({ path: "/list-item/" }, "POST", "/lists"))
    assert.isTrue(picks({ pattern: "/accounts" }, "POST", "/accounts"))
    assert.isFalse(picks({ pattern: "/accounts" }, "POST", "/accounts/act_1"))
    assert.isTrue(picks({ pattern: "/accounts/*" }, "GET", "/accounts/act_1"))
    assert.isFalse(picks({ pattern: "/accounts/*" }, "GET", "/accounts/act_1/relations"))
  })

  it("lets the first firing rule act while all of them count", () => {
    const injector = FaultRules.make({
      rules: [
        { match: { nth: 2 }, action: lose },
        { match: { every: 2 }, action: cut }
      ]
    })
    const picked = Array.from({ length: 4 }, () => injector.pick("POST", "/accounts")?.kind)
    assert.deepStrictEqual(picked, [undefined, "loseAnswer", undefined, "cutBody"])
  })
})

const drawn = (seed: number): Faults.Plan => ({
  seed,
  rules: [{ match: { probability: 0.25 }, action: lose }]
})

const picks = (match: Faults.Match, method: string, path: string) =>
  FaultRules.make({ rules: [{ match, action: lose }] }).pick(method, path) !== undefined
