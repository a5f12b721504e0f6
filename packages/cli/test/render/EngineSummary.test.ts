import type { EngineRequest } from "@effect-persona/importer/Policies"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as Choice from "../../../importer/src/engines/select/EngineChoice.ts"
import type { Situation } from "../../../importer/src/engines/select/Offers.ts"
import * as EngineSummary from "../../src/render/EngineSummary.ts"

describe("EngineSummary", () => {
  describe("lines", () => {
    it("prints nothing if there was no choice", () => {
      assert.deepStrictEqual(lines({ pace: { ...pace, limit: undefined } }), [])
      assert.deepStrictEqual(lines({ target: Target.Lists.make({}), rows: 9000 }), [])
      assert.deepStrictEqual(lines({ rows: 9000 }, "row"), [])
    })

    it("gives the reason in one sentence if one request for each row is quick", () => {
      assert.deepStrictEqual(lines({ rows: 900 }), [
        "Engine row: One request for each row takes about 2 min, and that proves most: each has an id, and\nundo can take it back."
      ])
    })

    it("shows the cost and evidence of every engine, one per line, if they were compared", () => {
      const [why, ...others] = lines({ rows: 1_000_000 })
      assert.match(why!, /^Engine batch: One request for each row would take about 55 h 33 min/)
      assert.deepStrictEqual(others, [
        "  row     1,000,000 requests, about 55 h 33 min; an id for each row; can be undone",
        "  batch   12,500 requests, about 41 min 1 s; each row's end, without the ids of what is created; can be undone",
        "  upload  not possible: A file of accounts has no column for email-address."
      ])
    })

    it("shows the same for an engine that was asked for", () => {
      const said = lines({ rows: 10, onExisting: "update" }, "batch")
      assert.match(
        said[0]!.replaceAll("\n", " "),
        /^Engine batch: It was asked for\..* undo cannot take them back/
      )
      assert.match(said[2]!, /counts, without ids; cannot be undone$/)
    })
  })
})

const pace = { limit: 300, latencyMillis: 100, concurrency: 16 }

const lines = (given: Partial<Situation>, asked: EngineRequest = "auto") =>
  EngineSummary.lines(
    Result.getOrThrow(
      Choice.choose(
        {
          target: Target.Accounts.make({ accountType: "acttp_1" }),
          fields: ["reference-id", "email-address"],
          rows: 1,
          onExisting: "skip",
          unkeyed: "refuse",
          accountTypeId: "acttp_1",
          accountTypeIsDefault: true,
          manyLists: false,
          pace,
          capabilities: { batch: "available", upload: "available" },
          ...given
        },
        asked
      )
    )
  )
