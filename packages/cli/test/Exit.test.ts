import { CursorLoop } from "@effect-persona/core/Pagination"
import * as PersonaError from "@effect-persona/core/PersonaError"
import { MappingError } from "@effect-persona/importer/MappingError"
import type { Report } from "@effect-persona/importer/Report"
import {
  BeginLocked,
  Declined,
  DestinationError,
  EngineError,
  ImportStopped,
  LedgerError,
  NoRuns,
  NotContinuable,
  AmbiguousSource,
  OtherEnvironment,
  RejectsError,
  ReportError,
  RunLocked,
  RunNotFound,
  SourceChanged,
  StateError,
  UnreadableRuns
} from "@effect-persona/importer/RunError"
import { Changed, EmptySource, SourceError } from "@effect-persona/importer/SourceError"
import type { RunInfo } from "@effect-persona/importer/StateDirectory"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { assert, describe, it } from "@effect/vitest"
import { Redacted } from "effect"
import { type CommandError, Ended, OutputError, UsageError } from "../src/CommandError.ts"
import {
  explain,
  explainDefect,
  explainOutput,
  itsWords,
  statusOf,
  statusWithoutOutput
} from "../src/Exit.ts"

const failure = (reason: PersonaError.Reason, status?: number) =>
  new PersonaError.PersonaError({
    operation: "create-an-account",
    reason,
    status,
    requestId: status === undefined ? undefined : "req_1",
    environmentId: undefined,
    attempts: 1,
    unanswered: 0
  })

const said = (error: unknown) => explain(error)?.replaceAll("\n", " ")

const elsewhere = failure(
  new PersonaError.OtherEnvironment({ expected: "env_a", actual: "env_b", sent: true }),
  201
)
const grown = new Changed({
  how: "grown",
  size: { before: 10, now: 20 },
  modified: { before: "2026-01-05T10:00:00.000Z", now: "2026-01-05T10:01:00.000Z" }
})

const errors: ReadonlyArray<readonly [number, CommandError]> = [
  [0, new Ended({ status: 0 })],
  [1, new Ended({ status: 1 })],
  [3, new Ended({ status: 3 })],
  [2, new UsageError({ message: "Wrong." })],
  [2, new SourceError({ file: "a.csv", reason: new EmptySource() })],
  [2, new MappingError({ problems: [], columns: ["a"], fields: [] })],
  [2, new DestinationError({ reason: "no-such-list", what: "lst_1", candidates: [] })],
  [
    2,
    new EngineError({
      engine: "batch",
      why: [{ code: "accounts-only", message: "Batch jobs take accounts only." }]
    })
  ],
  [2, new StateError({ directory: "/x", code: "EACCES" })],
  [2, new StateError({ directory: "/x", file: "/x/digest.key", code: "DAMAGED" })],
  [
    2,
    new UnreadableRuns({
      directory: "/x",
      unreadable: [{ run: "r", createdAt: "2026-01-01T00:00:00.000Z", file: "/x/ledger.db", code: "EISDIR" }],
      readable: ["s"]
    })
  ],
  [2, new Sandbox.StateError({ state: "/x", problem: "it cannot be opened" })],
  [2, new SandboxServer.ServeError({ host: "127.0.0.1", port: 4010, cause: new Error("secret") })],
  [2, new RunNotFound({ run: "r", directory: "/x" })],
  [2, new NoRuns({ directory: "/x" })],
  [2, new NotContinuable({ run: "r", why: "older", info: {} as RunInfo, policies: undefined })],
  [3, new ReportError({ file: "/x/report.json", code: "ENOSPC" })],
  [3, new LedgerError({ file: "/x/ledger.db", operation: "open", code: "disk I/O error" })],
  [3, new RejectsError({ file: "/x/rejects.csv", code: "ENOSPC" })],
  [3, new ImportStopped({ why: "no-answer", error: undefined, report: {} as Report })],
  [3, failure(new PersonaError.Unauthorized(), 401)],
  [3, failure(new PersonaError.TransportError({ code: "ECONNREFUSED", sent: false }))],
  [3, failure(new PersonaError.Forbidden({ problems: [] }), 403)],
  [3, new CursorLoop({ operation: "list-all-accounts", cursor: "act_1" })],
  [4, new Declined({ why: "the answer was no." })],
  [4, new RunLocked({ run: "r" })],
  [4, new ImportStopped({ why: "other-environment", error: elsewhere, report: {} as Report })],
  [4, elsewhere],
  [4, new SourceError({ file: "a.csv", reason: grown })],
  [
    4,
    new SourceChanged({
      file: "a.csv",
      change: grown,
      report: { created: 3, existing: 1, updated: 0 } as Report
    })
  ],
  [4, new BeginLocked({ file: "/x/begin.db", seconds: 60 })],
  [4, new AmbiguousSource({ source: "x.csv", runs: [{ id: "r", source: "y.csv", status: "stopped" }] })],
  [4, new OtherEnvironment({ run: "r", expected: "env_1", actual: "env_2" })]
]

describe("Exit", () => {
  describe("statusOf", () => {
    for (const [status, error] of errors) {
      it(`is ${status} for ${error._tag}`, () => {
        assert.strictEqual(statusOf(error), status)
      })
    }

    it("is 3 for a defect", () => {
      for (const error of [new Error("x"), { _tag: "New" }, "x", null, undefined]) {
        assert.strictEqual(statusOf(error as never), 3)
      }
    })
  })

  describe("explain", () => {
    for (const [, error] of errors) {
      if (error._tag === "Ended") continue
      it(`prints one paragraph about ${error._tag}`, () => {
        const text = explain(error) ?? assert.fail("nothing was said")
        assert.match(text, /^[\s\S]+[.!?]$/)
        assert.notMatch(text, /\n\n|\n\s+at |\.\.$|secret|undefined/)
        for (const line of text.split("\n")) assert.isAtMost(line.length, 100)
      })
    }

    it("prints nothing if everything has been printed", () => {
      assert.isUndefined(explain(new Ended({ status: 1 })))
      assert.isUndefined(explain(new OutputError({ code: "ENOSPC" })))
    })

    it("explains what to do about the address, the permission and the port", () => {
      assert.strictEqual(
        said(failure(new PersonaError.TransportError({ code: "ENOTFOUND", sent: false }))),
        "create-an-account failed: the server was not reached (ENOTFOUND). Check the address (--base-url or PERSONA_BASE_URL) and the network."
      )
      assert.match(
        said(failure(new PersonaError.UnexpectedStatus({ problems: [] }), 404)) ?? "",
        /\(request req_1\)\. Check the address .*: it ends in \/api\/v1\.$/
      )
      assert.match(
        said(failure(new PersonaError.Forbidden({ problems: [] }), 403)) ?? "",
        /Give the key the permission/
      )
      assert.match(
        said(new SandboxServer.ServeError({ host: "127.0.0.1", port: 80, cause: null })) ?? "",
        /^Cannot serve the sandbox on 127\.0\.0\.1:80\. The port may be taken: give another one with --port/
      )
    })

    it("puts a command to copy on a line of its own", () => {
      const command = `persona import accounts '${"long name ".repeat(20)}.csv' --yes`
      const text = explain(new Declined({ why: `there is no terminal. To go on, run:\n\n  ${command}` }))
      assert.strictEqual(text, `Nothing was sent: there is no terminal. To go on, run:\n\n  ${command}`)
    })

    it("has a default sentence for unlisted errors", () => {
      assert.strictEqual(explain({ _tag: "New" }), "The command failed.")
      assert.strictEqual(explain(undefined), "The command failed.")
    })
  })

  describe("output that cannot be written", () => {
    it("replaces a status that makes a promise about the output", () => {
      assert.deepStrictEqual([0, 1, 2, 3, 4, 130].map(statusWithoutOutput), [3, 3, 2, 3, 4, 130])
      assert.strictEqual(statusOf(new OutputError({ code: "EPIPE" })), 3)
    })

    it("is reported, unless its reader has closed it", () => {
      assert.match(explainOutput("ENOSPC") ?? "", /^Standard output cannot be written \(ENOSPC\)/)
      assert.isUndefined(explainOutput("EPIPE"))
    })
  })

  describe("explainDefect", () => {
    it("is one paragraph that names only existing flags", () => {
      assert.match(explainDefect, /^The persona command has stopped because of a bug/)
      assert.deepStrictEqual(
        [...explainDefect.matchAll(/--[a-z-]+/g)].map(([flag]) => flag),
        ["--version"]
      )
      assert.notInclude(explainDefect, "PERSONA_")
    })
  })
})

const refused = (said: PersonaError.Said) =>
  failure(
    new PersonaError.BadRequest({
      problems: [{ title: "Bad Request", pointer: "/data", said: Redacted.make(said) }]
    }),
    400
  )

describe("itsWords", () => {
  it("are the API's words in addition to the error's", () => {
    assert.strictEqual(
      itsWords(refused({ title: "Name taken", details: "by Quill", pointer: "/data/attributes/x" })),
      "The API says at /data/attributes/x: Name taken: by Quill"
    )
    assert.isUndefined(itsWords(refused({ title: "Bad Request", details: undefined, pointer: "/data" })))
    assert.isUndefined(itsWords(failure(new PersonaError.Unauthorized(), 401)))
  })

  it("stay out of the error's message", () => {
    const error = refused({ title: "Name taken", details: "by Quill", pointer: "/data/Quill" })
    assert.notMatch(explain(error) ?? "", /taken|Quill/)
  })
})
