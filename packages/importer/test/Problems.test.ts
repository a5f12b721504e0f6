import { assert, describe, it } from "@effect/vitest"
import type { Problem } from "../src/Mapping.ts"
import * as Problems from "../src/Problems.ts"

describe("Problems", () => {
  it("groups the same problem of many rows, the most frequent first, with the first lines", () => {
    const problems = Problems.make({ examples: 3 })
    for (let line = 2; line <= 1001; line++) {
      problems.add(line, line % 2 === 0 ? [problem("born", "not-a-date")] : [])
    }
    problems.add(3, [problem("mail", "not-an-email-address"), problem("born", "not-a-date")])
    assert.strictEqual(problems.rows(), 501)
    assert.deepStrictEqual(
      problems.groups().map(({ code, column, lines, rows }) => [column, code, rows, lines]),
      [
        ["born", "not-a-date", 501, [2, 4, 6]],
        ["mail", "not-an-email-address", 1, [3]]
      ]
    )
  })

  it("treats problems as one that differ only in the row's own data", () => {
    const problems = Problems.make()
    for (const line of [5, 9]) {
      const reason = `Line ${line} has 2 cells where 3 are expected`
      problems.add(line, [{ ...problem("", "cell-count"), reason, summary: "Fewer cells than expected" }])
    }
    assert.deepStrictEqual(
      problems.groups().map(({ reason, rows }) => [reason, rows]),
      [["Fewer cells than expected", 2]]
    )
  })

  it("counts a row once for a problem that it has twice", () => {
    const problems = Problems.make()
    problems.add(2, [problem("a", "x"), problem("a", "x")])
    assert.strictEqual(problems.groups()[0]?.rows, 1)
  })

  it("keeps a bounded number of groups and loses no row", () => {
    const problems = Problems.make({ maxGroups: 10 })
    for (let line = 1; line <= 1000; line++) problems.add(line, [problem(`c${line}`, "x")])
    const groups = problems.groups()
    assert.strictEqual(groups.length, 11)
    assert.strictEqual(groups[0]?.code, "other-problems")
    assert.strictEqual(
      groups.reduce((sum, { rows }) => sum + rows, 0),
      1000
    )
  })

  it("describes a group in words, with advice", () => {
    const problems = Problems.make()
    for (let line = 2; line <= 1300; line++) problems.add(line, [problem("born", "not-a-date")])
    problems.add(7, [problem("", "row")])
    assert.deepStrictEqual(problems.groups().map(Problems.describe), [
      "born: Wrong (1,299 rows, such as lines 2, 3, 4, 5 and 6). Mend it.",
      "Wrong (1 row, line 7). Mend it."
    ])
  })
})

const problem = (column: string, code: string): Problem => ({
  column,
  field: column,
  code,
  reason: "Wrong",
  suggestion: "Mend it"
})
