import * as PersonaError from "@effect-persona/core/PersonaError"
import type { Report } from "@effect-persona/importer/Report"
import * as RunError from "@effect-persona/importer/RunError"
import { Changed } from "@effect-persona/importer/SourceError"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Record } from "effect"
import { assertMessage } from "./support/message.ts"

describe("RunError", () => {
  for (const [name, error, said] of errors()) {
    it(`is one paragraph that says its facts and names no flag: ${name}`, () => {
      assertMessage(error.message, said)
    })
  }

  it("is here with every class", () => {
    const classes = new Set(errors().map(([, error]) => error.constructor))
    assert.deepStrictEqual(
      Object.values(RunError).filter((one) => !classes.has(one)),
      []
    )
  })

  it("has another message for every reason", () => {
    const messages = errors().map(([, { message }]) => message)
    assert.strictEqual(new Set(messages).size, messages.length)
  })

  describe("StateError", () => {
    it("says what a system code means", () => {
      assert.include(stateError("ENOSPC").message, "(ENOSPC: the disk is full)")
      assert.include(stateError("EUNHEARDOF").message, "(EUNHEARDOF)")
    })

    it("advises nothing of what is in a file that may not be opened", () => {
      assert.include(stateError("DAMAGED", "/state/digest.key").message, "restore it from a copy")
      const denied = stateError("EACCES", "/state/digest.key").message
      assert.notInclude(denied, "restore")
      assert.include(denied, "repair its permissions")
    })

    it("knows a file by its name, whatever separates the folders", () => {
      for (const file of ["/s/lock.db", String.raw`C:\s\lock.db`, "lock.db"]) {
        assert.include(stateError("DAMAGED", file).message, "It is only a lock")
      }
    })
  })

  it("names ten runs at most, and counts the others", () => {
    const readable = Array.from({ length: 12 }, (_, n) => `run-${n}`)
    const { message } = new RunError.UnreadableRuns({ directory: ".persona", unreadable: [], readable })
    assert.include(message, "run-9, and 2 more.")
    assert.notInclude(message, "run-10")
  })

  it.effect("can be handled by its tag, with its facts as fields", () =>
    Effect.gen(function* () {
      const failing = Effect.fail(new RunError.RunNotFound({ run: "r1", directory: ".persona" }))
      const run = yield* Effect.catchTag(failing, "RunNotFound", (error) => Effect.succeed(error.run))
      assert.strictEqual(run, "r1")
    })
  )
})

const stateError = (code: string, file?: string) =>
  new RunError.StateError({ directory: "/state", code, file })

type Row = readonly [name: string, error: Error, said: ReadonlyArray<string>]

/** Every error of a run, and every reason that it can have. */
function errors(): ReadonlyArray<Row> {
  return [
    ...stateErrors,
    ...ledgerErrors,
    ...runErrors,
    ...destinationErrors,
    ...listErrors,
    ...stops,
    ...changes
  ]
}

const stateErrors: ReadonlyArray<Row> = [
  [
    "StateError of the directory",
    new RunError.StateError({ directory: "/state", code: "EACCES" }),
    ["/state", "EACCES: this user may not"]
  ],
  ...["digest.key", "begin.db", "lock.db", "report.json", "invocation.json", "list-attempts.json", "x"].map(
    (name): Row => [
      `StateError of ${name}`,
      new RunError.StateError({ directory: "/state", code: "DAMAGED", file: `/state/${name}` }),
      [`/state/${name}`, "DAMAGED: it is damaged"]
    ]
  ),
  [
    "ReportError",
    new RunError.ReportError({ file: "report.json", code: "ENOSPC" }),
    ["report.json", "ENOSPC"]
  ],
  [
    "RejectsError",
    new RunError.RejectsError({ file: "rejects.csv", code: "EROFS" }),
    ["rejects.csv", "EROFS"]
  ]
]

const ledgerErrors: ReadonlyArray<Row> = ["DAMAGED", "MISSING", "file is not a database", "ENOSPC"].map(
  (code): Row => [
    `LedgerError of ${code}`,
    new RunError.LedgerError({ file: "ledger.db", operation: "open", code }),
    ["ledger.db", `open: ${code}`]
  ]
)

const unreadable = { run: "r1", createdAt: "2026-01-05T10:00:00Z", file: "r1/run.json", code: "EACCES" }
const info = { id: "r1", source: "rows.csv", status: "stopped" } as const

const runErrors: ReadonlyArray<Row> = [
  ["RunLocked", new RunError.RunLocked({ run: "r1" }), ["Run r1"]],
  ["BeginLocked", new RunError.BeginLocked({ file: "begin.db", seconds: 30 }), ["begin.db", "30 seconds"]],
  [
    "UnreadableRuns",
    new RunError.UnreadableRuns({ directory: "/state", unreadable: [unreadable], readable: ["r2", "r3"] }),
    ["/state", "r1 (r1/run.json: EACCES)", "r2, r3"]
  ],
  [
    "UnreadableRuns, none of them readable",
    new RunError.UnreadableRuns({ directory: "/state", unreadable: [unreadable], readable: [] }),
    ["There is no other run."]
  ],
  ["RunNotFound", new RunError.RunNotFound({ run: "r1", directory: "/state" }), ["r1", "/state"]],
  [
    "AmbiguousSource",
    new RunError.AmbiguousSource({
      source: "rows.csv",
      runs: [info, { ...info, id: "r2", source: "a.csv" }]
    }),
    ["rows.csv", "r1 (from rows.csv)", "r2 (from a.csv)"]
  ],
  ["NoRuns", new RunError.NoRuns({ directory: "/state" }), ["/state"]],
  [
    "OtherEnvironment",
    new RunError.OtherEnvironment({ run: "r1", expected: "env_1", actual: "env_2" }),
    ["Run r1", "env_1", "env_2"]
  ],
  ...(["older", "once"] as const).map((why): Row => [
    `NotContinuable, ${why}`,
    new RunError.NotContinuable({ run: "r1", why, info: info as never, policies: undefined }),
    ["Run r1"]
  ]),
  [
    "EngineError",
    new RunError.EngineError({
      engine: "upload",
      why: [
        { code: "cannot-update", message: "It never updates." },
        { code: "tags", message: "It has no column for tags." }
      ]
    }),
    ["upload engine", "It never updates. It has no column for tags."]
  ],
  ["Declined", new RunError.Declined({ why: "the file has changed." }), ["the file has changed."]]
]

const destinationErrors = Record.toEntries<RunError.DestinationError["reason"], ReadonlyArray<string>>({
  "ambiguous-name": ["Blocked", "lst_1, lst_2"],
  "not-creatable": ["Blocked"],
  "no-such-list": ["Blocked"],
  "wrong-kind": ["Blocked", "lst_1, lst_2"],
  archived: ["Blocked"],
  "no-such-account-type": ["Blocked"],
  gone: ["Blocked"],
  "no-list": [],
  "two-lists": ["Blocked"],
  "no-list-items": ["Blocked"]
}).map(([reason, said]): Row => [
  `DestinationError, ${reason}`,
  new RunError.DestinationError({ reason, what: "Blocked", candidates: ["lst_1", "lst_2"] }),
  said
])

const listErrors = Record.toEntries<RunError.ListProblem["reason"], ReadonlyArray<string>>({
  "ambiguous-name": ["lst_1, lst_2"],
  "not-creatable": [],
  "no-such-list": [],
  "wrong-kind": ["lst_1, lst_2"],
  archived: [],
  gone: [],
  "too-many": ["lst_1, lst_2"]
}).map(([reason, said]): Row => [
  `ListsError, ${reason}`,
  new RunError.ListsError({
    column: "List",
    problems: [{ reason, line: 17, candidates: ["lst_1", "lst_2"] }],
    more: 3
  }),
  [`column "List"`, "Line 17: ", "3 more", ...said]
])

const personaError = (reason: PersonaError.Reason) =>
  new PersonaError.PersonaError({
    operation: "create-an-account",
    reason,
    status: 403,
    requestId: "req_1",
    environmentId: "env_1",
    attempts: 1,
    unanswered: 0
  })

/** Only the counts of a report stand in messages. */
const report = { created: 4, existing: 2, updated: 1 } as Report

const most = { code: "not-a-date", reason: "born: Not a date", rows: 9 }

type Given = Partial<Pick<RunError.ImportStopped, "error" | "exceeded">>

const stops = Record.toEntries<RunError.StopReason, readonly [said: ReadonlyArray<string>, given?: Given]>({
  unreachable: [["cannot be reached"]],
  "no-answer": [["does not answer"]],
  unauthorized: [["PERSONA_API_KEY"]],
  forbidden: [
    ["may not do this", "create-an-account failed with 403", "req_1"],
    { error: personaError(new PersonaError.Forbidden({ problems: [] })) }
  ],
  "not-found": [["no longer exists"]],
  unexpected: [["does not document"]],
  engine: [["Another engine"]],
  canary: [["the first rows were sent"]],
  "other-environment": [
    ["env_2 answered instead of env_1", "an address of env_1"],
    {
      error: personaError(
        new PersonaError.OtherEnvironment({ expected: "env_1", actual: "env_2", sent: true })
      )
    }
  ],
  "too-many-errors": [
    ["12 of 100 rows", "born: Not a date (9 rows)"],
    { exceeded: { why: "too-many-errors", rejected: 12, of: 100, most } }
  ],
  "same-refusal": [
    ["first 9 rows", "born: Not a date."],
    { exceeded: { why: "same-refusal", rejected: 50, of: 50, most } }
  ]
}).map(([why, [said, given]]): Row => [
  `ImportStopped, ${why}`,
  new RunError.ImportStopped({ why, error: undefined, report, ...given }),
  ["The import stopped", ...said]
])

const size = { before: 900, now: 1000 }
const modified = { before: "2026-01-05T10:00:00Z", now: "2026-01-05T10:00:09Z" }

const changes = Record.toEntries<Changed["how"], ReadonlyArray<string>>({
  grown: ["from 900 to 1000 bytes"],
  cut: ["from 900 to 1000 bytes"],
  overwritten: ["2026-01-05T10:00:09Z", "1000 bytes"],
  differs: [],
  replaced: [],
  gone: [],
  matches: []
}).map(([how, said]): Row => [
  `SourceChanged, ${how}`,
  new RunError.SourceChanged({ file: "rows.csv", change: new Changed({ how, size, modified }), report }),
  ["rows.csv: ", "7 rows are applied", ...said]
])
