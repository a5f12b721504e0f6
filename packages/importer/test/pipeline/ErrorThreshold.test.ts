import { assert, describe, it } from "@effect/vitest"
import * as ErrorThreshold from "../../src/pipeline/ErrorThreshold.ts"

const invalid = { code: "not-a-date", reason: "Not a date" }
const refused = { code: "unprocessable", reason: "Record invalid", pointer: "/data" }

describe("ErrorThreshold", () => {
  it("reports once that a count is used up, and the most frequent reasons", () => {
    const budget = ErrorThreshold.make({ rows: 2 })
    assert.isUndefined(budget.refuse(invalid, "local"))
    budget.admit()
    assert.isUndefined(budget.refuse(refused, "api"))
    const exceeded = budget.refuse(invalid, "local")
    assert.deepStrictEqual(exceeded, {
      why: "too-many-errors",
      rejected: 3,
      of: 3,
      most: { ...invalid, rows: 2 }
    })
    assert.isUndefined(budget.refuse(invalid, "local"))
    assert.match(
      ErrorThreshold.explainExceeded(exceeded!),
      /^3 of 3 rows were rejected.*Not a date \(2 rows\)\.$/
    )
  })

  it("allows no rejection with a count of 0", () => {
    assert.isDefined(ErrorThreshold.make({ rows: 0 }).refuse(invalid, "local"))
  })

  it("does not judge a share by the first rows", () => {
    const budget = ErrorThreshold.make({ share: 0.1 })
    for (let i = 0; i < ErrorThreshold.minimumRows - 1; i++)
      assert.isUndefined(budget.refuse(invalid, "local"))
    assert.isDefined(budget.refuse(invalid, "local"))
  })

  it("counts rows that are sent as good until they are refused", () => {
    const budget = ErrorThreshold.make({ share: 0.1 })
    for (let i = 0; i < 900; i++) budget.admit()
    for (let i = 0; i < 100; i++) assert.isUndefined(budget.refuse(invalid, "local"))
    assert.isDefined(budget.refuse(invalid, "local"))
  })

  it("stops without any budget when the API refuses all of the first rows for one reason", () => {
    const budget = ErrorThreshold.make(undefined)
    for (let i = 1; i < ErrorThreshold.sameRefusals; i++) assert.isUndefined(budget.refuse(refused, "api"))
    // What is refused before sending says nothing about the API.
    assert.isUndefined(budget.refuse(invalid, "local"))
    assert.deepInclude(budget.refuse(refused, "api"), { why: "same-refusal", rejected: 51 })
  })

  it("treats reasons as the same that differ only in masked parts and in numbers", () => {
    const reasons = [
      "Name … is taken since 7 days",
      "Name … is taken since 12 days",
      "Name … is … since 3 days",
      "… … is taken since 3 days"
    ]
    const budget = ErrorThreshold.make(undefined)
    for (let i = 1; i < ErrorThreshold.sameRefusals; i++) {
      assert.isUndefined(budget.refuse({ ...refused, reason: reasons[i % 3]! }, "api"))
    }
    const exceeded = budget.refuse({ ...refused, reason: reasons[0]! }, "api")
    assert.deepStrictEqual(exceeded?.most, {
      code: "unprocessable",
      reason: "Name … is … since … days",
      rows: ErrorThreshold.sameRefusals
    })
    const other = ErrorThreshold.make(undefined)
    for (let i = 0; i < 200; i++) {
      const reason = i === 20 ? "Name … is too long" : reasons[0]!
      assert.isUndefined(other.refuse({ ...refused, reason }, "api"))
    }
  })

  it("continues if one row was accepted, or refused for another reason, or because it exists", () => {
    const others: ReadonlyArray<(budget: ErrorThreshold.ErrorThreshold) => unknown> = [
      (budget) => budget.accept(),
      (budget) => budget.refuse({ ...refused, pointer: "/other" }, "api"),
      (budget) => budget.refuse({ code: "already-exists", reason: "It exists" }, "api")
    ]
    for (const meet of others) {
      const budget = ErrorThreshold.make(undefined)
      meet(budget)
      for (let i = 0; i < 200; i++) assert.isUndefined(budget.refuse(refused, "api"))
    }
  })

  it("never stops with a share of all rows", () => {
    const budget = ErrorThreshold.make({ share: 1 })
    for (let i = 0; i < 500; i++) assert.isUndefined(budget.refuse(refused, "api"))
  })
})
