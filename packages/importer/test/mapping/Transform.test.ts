import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Transform from "../../src/mapping/Transform.ts"

describe("Transform", () => {
  for (const { cell, expected, transforms } of cases()) {
    it.effect(
      `turns ${JSON.stringify(cell)} into ${JSON.stringify(expected)} by ${JSON.stringify(transforms)}`,
      () =>
        Effect.gen(function* () {
          const step = yield* compiled(transforms)
          const result = step(cell, ["", "Germany"])
          assert.strictEqual(typeof result === "string" ? result : `!${result.code}`, expected)
          // A refusal is for logs and files of others, too.
          if (typeof result !== "string" && cell.length > 3) assert.notInclude(JSON.stringify(result), cell)
        })
    )
  }

  it.effect("reports what is wrong with a setting", () =>
    Effect.gen(function* () {
      const unusable: ReadonlyArray<readonly [Transform.Transform, string]> = [
        [{ date: "dd/MM" }, "day, month and year"],
        [{ date: "dd/MM/yy" }, "latestYear"],
        [{ date: "DD/MM/YYYY" }, "not a date token"],
        [{ date: "dd/MM/yyyy X" }, "not a date token"],
        [{ phone: { country: "Germany" } }, "two-letter"],
        [{ split: "" }, "between the tags"],
        [{ pad: 0 }, "length"]
      ]
      for (const [transform, expected] of unusable) {
        const libraries = yield* Effect.promise(() => Transform.load([transform]))
        const step = Transform.compile([transform], libraries, () => -1)
        assert.include(typeof step === "function" ? "" : step.expected, expected)
      }
    })
  )

  it.effect("loads libraries only for steps that need them", () =>
    Effect.gen(function* () {
      const light: ReadonlyArray<Transform.Transform> = ["trim", "hash", { date: "iso" }, { split: "," }]
      assert.isFalse(Transform.needsLoading(light))
      assert.deepStrictEqual(yield* Effect.promise(() => Transform.load(light)), {})
      assert.isTrue(Transform.needsLoading(["country"]))
    })
  )
})

const compiled = Effect.fnUntraced(function* (transforms: ReadonlyArray<Transform.Transform>) {
  const libraries = yield* Effect.promise(() => Transform.load(transforms))
  const step = Transform.compile(transforms, libraries, () => 1)
  return typeof step === "function" ? step : assert.fail(step.expected)
})

interface Case {
  readonly transforms: ReadonlyArray<Transform.Transform>
  readonly cell: string
  /** A refusal's code behind an exclamation mark. */
  readonly expected: string
}

function cases(): ReadonlyArray<Case> {
  const all: Array<Case> = []
  const by = (
    transform: Transform.Transform | ReadonlyArray<Transform.Transform>,
    rows: Readonly<Record<string, string>>
  ) => {
    const transforms = (
      Array.isArray(transform) ? transform : [transform]
    ) as ReadonlyArray<Transform.Transform>
    for (const [cell, expected] of Object.entries(rows)) all.push({ transforms, cell, expected })
  }
  by("trim", { "  a b ": "a b", "\u00a0x": "x" })
  by("lower", { "ÄB c": "äb c" })
  by("upper", { "ß é": "SS É" })
  by("title", {
    "O'BRIEN-smith": "O'Brien-Smith",
    "élodie DE LA tour": "Élodie De La Tour",
    "7th son": "7th Son"
  })
  by("hash", { abc: "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad" })
  by("unescape", { "'=1+1": "=1+1", "''t Hooft": "'t Hooft", plain: "plain" })
  by("country", {
    "United States": "US",
    usa: "US",
    DEU: "DE",
    Deutschland: "DE",
    "the Netherlands": "NL",
    "Côte d’Ivoire": "CI",
    "cote d'ivoire": "CI",
    "U.K.": "GB",
    "South Korea": "KR",
    Österreich: "AT",
    "ESTADOS UNIDOS": "US",
    gb: "GB",
    Atlantis: "!unknown-country"
  })
  by(
    { date: "dd/MM/yyyy" },
    {
      "03/02/1990": "1990-02-03",
      " 03/02/1990 ": "1990-02-03",
      "3/2/1990": "!not-a-date",
      "31/02/1990": "!no-such-day",
      "02/13/1990": "!no-such-day",
      "03/02/90": "!not-a-date",
      "03-02-1990": "!not-a-date"
    }
  )
  by(
    { date: "d.M.yyyy" },
    { "3.2.1990": "1990-02-03", "29.02.2000": "2000-02-29", "29.2.1900": "!no-such-day" }
  )
  by(
    { date: "MMM d, yyyy" },
    { "Feb 3, 1990": "1990-02-03", "SEP 10, 2001": "2001-09-10", "Feb 3 1990": "!not-a-date" }
  )
  by(
    { date: "d MMMM yyyy" },
    { "3 February 1990": "1990-02-03", "3 Feb 1990": "1990-02-03", "3 Foo 1990": "!not-a-date" }
  )
  by({ date: "M/d/yyyy h:mm a" }, { "2/3/1990 12:00 AM": "1990-02-03" })
  by({ date: "d'th of' MMMM yyyy" }, { "3th of May 1990": "1990-05-03" })
  by(
    { date: { format: "dd/MM/yy", latestYear: 2026 } },
    {
      "03/02/90": "1990-02-03",
      "03/02/26": "2026-02-03",
      "03/02/27": "1927-02-03"
    }
  )
  by({ date: "yyyyMMdd" }, { "19900203": "1990-02-03", "1990023": "!not-a-date" })
  by(
    { date: "iso" },
    {
      "1990-02-03T23:30:00-08:00": "1990-02-03",
      "1990-02-03 00:00:00": "1990-02-03",
      "1990-02-03": "1990-02-03",
      "1990-02-30T00:00": "!no-such-day",
      "03.02.1990": "!not-a-date"
    }
  )
  by(
    { date: "excel" },
    {
      "32907": "1990-02-03",
      "32907.5": "1990-02-03",
      "1": "1900-01-01",
      "59": "1900-02-28",
      "60": "!not-a-date",
      "61": "1900-03-01",
      "0": "!not-a-date",
      "1990-02-03": "!not-a-date"
    }
  )
  by(
    { phone: { country: "US" } },
    {
      "(202) 555-0123": "+12025550123",
      "+49 30 23125001": "+493023125001",
      "0049 30 23125001": "+493023125001",
      "555": "!not-a-phone-number",
      "call me": "!not-a-phone-number"
    }
  )
  by({ phone: { country: { column: "Country" }, form: "digits" } }, { "030 23125001": "493023125001" })
  by({ phone: {} }, { "+1 202 555 0123": "+12025550123", "202 555 0123": "!phone-without-country" })
  by({ split: "," }, { "a, b,c": "a; b;c", "a;b": "!tag-with-semicolon" })
  by({ words: "first" }, { "Ada van Dyk": "Ada", Ada: "Ada" })
  by({ words: "rest" }, { "Ada van Dyk": "van Dyk", Ada: "" })
  by({ words: "last" }, { "Mary Ann Quill": "Quill", Ada: "Ada" })
  by({ words: "all-but-last" }, { "Mary Ann Quill": "Mary Ann", Ada: "" })
  by({ pad: 5 }, { "2139": "02139", "97201": "97201", "K1A 0B1": "K1A 0B1" })
  by({ default: "none" }, { "": "none", "  ": "none", x: "x" })
  by(["trim", "upper", { default: "DE" }], { " us ": "US", "": "DE" })
  by([{ default: "Germany" }, "country"], { "": "DE", France: "FR" })
  return all
}
