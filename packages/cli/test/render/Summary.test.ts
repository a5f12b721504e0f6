import type { Report } from "@effect-persona/importer/Report"
import { assert, describe, it } from "@effect/vitest"
import * as path from "node:path"
import { render } from "../../src/render/Summary.ts"

describe("Summary", () => {
  describe("render", () => {
    it("shows the imported rows, and only meaningful counts", () => {
      assert.strictEqual(
        render(report({ rows: 12, created: 12 })),
        [
          "Imported accounts from people.csv (run r1).",
          "",
          "rows       12",
          "  created  12",
          "",
          "engine         row",
          "14 requests, 1.5 s",
          "report         .persona/runs/r1/report.json"
        ].join("\n")
      )
    })

    it("shows every nonzero count with its parts", () => {
      const text = render(
        report({
          rows: 1234,
          created: 1000,
          existing: 200,
          differing: 3,
          existingAfterDoubt: 2,
          updated: 20,
          rejected: 10,
          duplicates: 3,
          unknown: 1,
          rateLimited: 2,
          files: {
            rejects: path.resolve(".persona/runs/r1/rejects.csv"),
            edited: [],
            report: "/elsewhere/report.json"
          }
        })
      )
      assert.strictEqual(
        text,
        [
          "Imported accounts from people.csv (run r1).",
          "",
          "rows          1234",
          "  created     1000",
          "  existing     200  (3 differing, 2 after doubt)",
          "  updated       20",
          "  rejected      10",
          "  duplicates     3",
          "  unknown        1",
          "",
          "engine         row",
          "14 requests, 2 answered 429, 1.5 s",
          "rejected rows  .persona/runs/r1/rejects.csv",
          "report         /elsewhere/report.json"
        ].join("\n")
      )
    })

    it("names edited reject files that were left unchanged", () => {
      const files = { rejects: null, report: null }
      const edited = [path.resolve("rejects.csv"), path.resolve("rejects-2.csv")]
      const of = (names: ReadonlyArray<string>) =>
        render(report({ files: { ...files, edited: names } })).replaceAll("\n", " ")
      assert.include(
        of(edited.slice(0, 1)),
        "rejects.csv was edited since it was written, so it is left as it is."
      )
      assert.include(of(edited), "rejects.csv, rejects-2.csv were edited since they were written")
      assert.notInclude(of([]), "edited")
    })

    it("shows created even if it is 0", () => {
      assert.match(render(report({ rows: 0, created: 0 })), /\nrows +0\n {2}created +0\n\n/)
    })

    it("reports that no work was left, and that nothing was written", () => {
      const text = render(report({ rows: 2, created: 2, nothingToDo: true, requests: 2, writes: 0 }))
      assert.match(
        text,
        /^Nothing was left to do: every row of people\.csv was settled before \(run r1\)\.\n/
      )
      assert.match(text, /\n2 requests, nothing written, 1\.5 s\n/)
    })

    it("explains how to continue a run that was stopped, interrupted or killed", () => {
      const first = (status: Report["status"]) => render(report({ status })).split("\n")[0]
      assert.match(first("stopped") ?? "", /^Stopped importing .* Run the same command again to continue\.$/)
      assert.match(first("interrupted") ?? "", /^Interrupted importing .* again to continue\.$/)
      assert.match(
        first("running") ?? "",
        /has not ended: .* its process was killed\. .* again to continue\.$/
      )
      assert.notInclude(render(report({ status: "running" })), "requests")
    })

    it("names the first five reasons and rows in doubt, and how many more there are", () => {
      const rejections = Array.from({ length: 7 }, (_, i) => ({
        code: `c${i}`,
        reason: `Reason ${i}`,
        pointer: undefined,
        rows: 7 - i,
        firstLine: i + 2
      }))
      const unknownRows = Array.from({ length: 9 }, (_, i) => ({
        line: i + 2,
        reason: "no answer",
        orphan: false
      }))
      const text = render(report({ rejected: 28, unknown: 12, rejections, unknownRows }))
      assert.match(
        text,
        /\n\n7 rejected, first on line 2: Reason 0\n\n6 rejected, first on line 3: Reason 1\n/
      )
      assert.match(text, /3 rejected, first on line 6: Reason 4\n\nand 2 more reasons\n/)
      assert.notInclude(text, "Reason 5")
      assert.match(text, /line 6 is unknown: no answer\n\nand 7 more are unknown\n/)
      assert.include(text, "\n\nWhat to do about them: persona problems r1\n")
    })

    it("reports what is known and unknown about rows that were sent together", () => {
      const batch = { engine: "batch", jobs: 1 } as const
      const counted = render(report({ ...batch, rows: 100, created: 70, updated: 30, counted: 100 }))
      assert.include(
        counted.replaceAll("\n", " "),
        "Created and updated are known as counts: 70 created, 30 updated, and not which. Rows that were sent together have no ids here."
      )
      assert.include(counted, "\nengine         batch, 1 job\n")
      const partly = render(report({ ...batch, rows: 1100, created: 1070, updated: 30, counted: 1000 }))
      assert.include(partly, "Created and updated are known as counts for 1000 of these rows")
      const known = render(report({ ...batch, rows: 9, created: 9 }))
      assert.include(known, "\n\nRows that were sent together have no ids here.\n\nengine ")
      for (const given of [
        { engine: "row", created: 9 },
        { engine: "upload", target: "accounts", created: 9 },
        { engine: "batch", rejected: 9 }
      ] as const) {
        assert.notInclude(render(report({ rows: 9, ...given })), "together")
      }
    })

    it("shows the uploaded files, and which of them only searched", () => {
      const upload = { engine: "upload", target: "list-items", rows: 9, created: 9 } as const
      assert.include(render(report({ ...upload, jobs: 1 })), "\nengine         upload, 1 file\n")
      assert.include(
        render(report({ ...upload, jobs: 12, searches: 10 })),
        "\nengine         upload, 12 files, 10 of them only to find rows at fault\n"
      )
      assert.include(render(report({ ...upload, status: "running" })), "\nengine         upload\n")
    })

    it("warns that rows went row by row after all", () => {
      const fellBack = "The API refused batch jobs (403), so the rows went row by row."
      assert.include(render(report({ engine: "batch", fellBack })), `\n\nWarning: ${fellBack}\n`)
    })

    it("names the first row that differs with its fields, and marks added rows", () => {
      const text = render(
        report({
          existing: 3,
          differing: 2,
          rejected: 1,
          differingRows: [
            { line: 4, fields: ["name-first", "tags"] },
            { line: 9, fields: [] }
          ],
          rejections: [{ code: "c", reason: "No", pointer: undefined, rows: 1, firstLine: "added 3" }]
        })
      )
      assert.include(text, "\n\n2 differing, first line 4 in name-first, tags\n")
      assert.include(text, "1 rejected, first on line added 3: No")
    })
  })
})

const report = (given: Partial<Report>): Report => ({
  run: "r1",
  status: "finished",
  target: "accounts",
  engine: "row",
  engineReason: "It was asked for.",
  fellBack: null,
  jobs: 0,
  searches: 0,
  environment: "env_1",
  list: undefined,
  source: "people.csv",
  rows: 0,
  leftOut: 0,
  created: 0,
  existing: 0,
  updated: 0,
  rejected: 0,
  duplicates: 0,
  unknown: 0,
  differing: 0,
  existingAfterDoubt: 0,
  counted: 0,
  requests: 14,
  writes: 12,
  rateLimited: 0,
  elapsedMs: 1500,
  nothingToDo: false,
  unknownRows: [],
  differingRows: [],
  rejections: [],
  files: { rejects: null, edited: [], report: path.resolve(".persona/runs/r1/report.json") },
  ...given
})
