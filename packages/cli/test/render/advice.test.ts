import { MappingError, NoReferenceId } from "@effect-persona/importer/MappingError"
import { PlanFileError } from "@effect-persona/importer/PlanFile"
import type { Report } from "@effect-persona/importer/Report"
import {
  DestinationError,
  EngineError,
  ImportStopped,
  NoRuns,
  RunNotFound,
  StateError
} from "@effect-persona/importer/RunError"
import { assert, describe, it } from "@effect/vitest"
import { explain } from "../../src/Exit.ts"
import * as Advice from "../../src/render/advice.ts"

const said = (error: unknown) => explain(error)?.replaceAll("\n", " ") ?? ""

const report = { run: "r1" } as Report

describe("advice", () => {
  describe("ofError", () => {
    const cases: ReadonlyArray<readonly [string, unknown, RegExp]> = [
      [
        "a state directory that cannot be used",
        new StateError({ directory: "/x", code: "EACCES" }),
        /--state-dir/
      ],
      [
        "an unknown run",
        new RunNotFound({ run: "r", directory: "/x" }),
        /List the runs with "persona runs"\.$/
      ],
      ["no runs", new NoRuns({ directory: "/x" }), /"persona import".*--state-dir\.$/],
      [
        "items without a list",
        new DestinationError({ reason: "no-list", what: "", candidates: [] }),
        /--list or --list-column\.$/
      ],
      [
        "two lists for an item",
        new DestinationError({ reason: "two-lists", what: "List", candidates: [] }),
        /--list and --list-column\.$/
      ],
      [
        "an engine that lacks an account type",
        new EngineError({ engine: "batch", why: [{ code: "needs-account-type", message: "No type." }] }),
        /No type\..*Give --account-type\. Leave --engine out, or give --engine row\.$/
      ],
      [
        "an engine that the API does not offer",
        new ImportStopped({ why: "engine", error: undefined, report }),
        /persona resume r1 --engine auto$/
      ],
      [
        "accounts without a reference id",
        new MappingError({ problems: [new NoReferenceId()], columns: ["a"], fields: [] }),
        /--map COLUMN=reference-id, --derive-reference-id and --allow-unkeyed/
      ],
      ["a plan in the way", new PlanFileError({ file: "p.json", reason: "occupied" }), /--save/],
      ["an offline plan", new PlanFileError({ file: "p.json", reason: "offline" }), /--offline or --save/],
      [
        "a file that is no plan",
        new PlanFileError({ file: "p.json", reason: "not-a-plan" }),
        /"persona plan"/
      ]
    ]
    for (const [what, error, says] of cases) {
      it(`names the flag or command for ${what}`, () => {
        assert.match(said(error), says)
      })
    }

    it("puts the command that continues after a canary on a line of its own", () => {
      const stopped = new ImportStopped({ why: "canary", error: undefined, report })
      assert.match(explain(stopped) ?? "", /To\sgo\son,\srun:\n\n {2}persona resume r1$/)
    })

    it("does not suggest another state directory if removing a lock is enough", () => {
      const lock = new StateError({ directory: "/x", file: "/x/begin.db", code: "DAMAGED" })
      assert.notInclude(said(lock), "--state-dir")
    })
  })

  it("names a flag for engine notes and warnings only if one helps", () => {
    const notes = [
      { code: "found-account-type", message: "" },
      { code: "tags", message: "" }
    ] as const
    assert.deepStrictEqual(Advice.ofNotes(notes), ["--account-type names another one."])
    assert.strictEqual(Advice.ofWarning("not-looked-up"), '"persona plan" looks them up.')
    assert.isUndefined(Advice.ofWarning("offline"))
    assert.isUndefined(Advice.ofProblem("not-a-date"))
  })
})
