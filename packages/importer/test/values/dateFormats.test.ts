import { assert, describe, it } from "@effect/vitest"
import { infer } from "../../src/values/dateFormats.ts"

describe("dates", () => {
  const cases: ReadonlyArray<readonly [ReadonlyArray<string>, string]> = [
    [["1990-02-03", "1985-11-30"], "plain"],
    [[], "plain"],
    [["1990-02-03", "1985-11-30", "1990-02-30", "1991-01-01", "1992-01-01"], "plain"],
    [["03/02/1990", "31/12/1985"], "d/M/yyyy"],
    [["03/02/1990", "12/31/1985"], "M/d/yyyy"],
    [["03/02/1990", "11/12/1985"], "M/d/yyyy or d/M/yyyy"],
    [["31/12/1990", "12/31/1985"], "M/d/yyyy or d/M/yyyy, mixed"],
    [["3.2.1990", "30.11.1985"], "d.M.yyyy"],
    [["3-2-90", "30-11-85"], "d-M-yy"],
    [["1990/2/3", "1985/11/30"], "yyyy/M/d"],
    [["19900203", "19851130"], "yyyyMMdd"],
    [["3 Feb 1990", "30 Nov 1985"], "d MMM yyyy"],
    [["3-Feb-1990", "30-Nov-1985"], "d-MMM-yyyy"],
    [["Feb 3, 1990", "Nov 30, 1985"], "MMM d, yyyy"],
    [["February 3, 1990", "November 30, 1985"], "MMMM d, yyyy"],
    [["1990-02-03T10:00:00Z", "1985-11-30T00:00:00+01:00"], "iso"],
    [["2/13/1990 0:00", "11/30/1985 13:45"], "M/d/yyyy H:mm"],
    [["32907", "31381"], "excel"],
    [["1990", "1985"], "none"],
    [["yesterday", "tomorrow"], "none"],
    [["13/02/1990", "14/02/1990", "15/02/1990", "16/02/1990", "unknown"], "d/M/yyyy"]
  ]
  for (const [values, expected] of cases) {
    it(`reads ${values.join(", ") || "nothing"} as ${expected}`, () => {
      const found = infer(values, 2026)
      const said =
        found._tag === "Plain"
          ? "plain"
          : found._tag === "NoDates"
            ? "none"
            : found._tag === "Format"
              ? found.format
              : found.formats.join(" or ") + (found.mixed ? ", mixed" : "")
      assert.strictEqual(said, expected)
    })
  }
})
