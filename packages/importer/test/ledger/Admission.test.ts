import type * as Outcome from "@effect-persona/importer/Outcome"
import { assert, describe, it } from "@effect/vitest"
import { addedLine } from "../../src/ledger/AddedLine.ts"
import {
  decide,
  type Decision,
  type Facts,
  type Row,
  type Scan,
  type Write
} from "../../src/ledger/Admission.ts"
import type { Digest, Disposition } from "../../src/ledger/Ledger.ts"
import type { RowRecord } from "../../src/ledger/RowRecord.ts"

interface Case {
  readonly row?: Partial<Row>
  readonly facts?: Partial<Facts>
  readonly scan?: Partial<Scan>
  /** The disposition, then the writes in their order. */
  readonly expected: ReadonlyArray<string> | undefined
}

const digest = (name: string) => name.padEnd(16, ".") as Digest

const aRow: Row = { natural: digest("a"), body: digest("body"), given: 5, line: 5, isKeyed: true }

const aScan: Scan = {
  number: 2,
  kind: "scan",
  departs: true,
  rejectsDuplicates: false,
  isWhole: false,
  now: { wall: 1000, server: undefined }
}

const nothing: Facts = {
  record: undefined,
  heldLine: undefined,
  correction: undefined,
  wasRefused: false,
  leftOutLine: undefined,
  hasRejectedDuplicate: false,
  isRecordClaimed: false,
  isRecordOwn: false,
  ownRejection: undefined,
  rejectedDuplicates: []
}

/** A row that an earlier scan has read on another line. */
const released: RowRecord = {
  id: 1,
  natural: digest("a"),
  body: digest("body"),
  line: 4,
  scan: 1,
  attempt: 1,
  firstSent: undefined,
  firstSentServer: undefined,
  doubtSince: undefined,
  updating: false,
  upserting: false,
  outcome: undefined
}

const inDoubt: RowRecord = { ...released, firstSent: 500, doubtSince: 500 }

const settledAs = (outcome: Outcome.Outcome): RowRecord => ({ ...inDoubt, outcome })

const created = settledAs({ _tag: "Created", resource: "act_1" })

const refused = settledAs({ _tag: "Rejected", code: "bad-request", reason: "No", pointer: undefined })

const correctionOn = (line: number, record: Partial<RowRecord> = {}) => ({
  record: { ...created, natural: digest("new"), line, ...record },
  outcome: created.outcome!
})

const summary = ({ disposition, writes }: Decision): ReadonlyArray<string> => [
  described(disposition),
  ...writes.map(written)
]

const described = (disposition: Disposition): string => {
  switch (disposition._tag) {
    case "Send":
    case "Edited":
      return `${disposition._tag} ${disposition.attempt.number}`
    case "Resume":
      return `Resume ${disposition.attempt.number}${disposition.sendable ? " sendable" : ""}`
    case "Settled":
      return `Settled ${disposition.outcome._tag}`
    case "Duplicate":
      return `Duplicate of ${disposition.firstLine}`
    case "LeftOut":
      return "LeftOut"
  }
}

const written = (write: Write): string => {
  if (write._tag === "Move") return `Move ${place(write.from)} to ${place(write.to)}`
  const attempt = write._tag === "Reopen" ? ` as ${write.attempt}` : ""
  const sent = "sent" in write && write.sent !== undefined ? " sent" : ""
  const by = write._tag === "Claim" && write.by !== undefined ? " by row" : ""
  return `${write._tag} ${place(write.line)}${attempt}${sent}${by}`
}

const place = (line: number): string => (line < addedLine ? String(line) : `+${line - addedLine}`)

const check = (cases: Readonly<Record<string, Case>>) => {
  for (const [name, { expected, facts, row, scan }] of Object.entries(cases)) {
    it(name, () => {
      const decision = decide({ ...aRow, ...row }, { ...nothing, ...facts }, { ...aScan, ...scan })
      assert.deepStrictEqual(decision && summary(decision), expected)
    })
  }
}

describe("Admission", () => {
  describe("decide", () => {
    describe("of a first scan", () => {
      check({
        "inserts a new row as sent": { expected: ["Send 1", "Insert 5 sent"] },
        "holds a new row in memory while it is not sent": {
          scan: { departs: false },
          expected: ["Send 1", "Hold 5"]
        },
        "inserts a new row without a key even while it is not sent": {
          scan: { departs: false },
          row: { isKeyed: false },
          expected: ["Send 1", "Insert 5"]
        }
      })
    })

    describe("of duplicates", () => {
      const counted: Case["expected"] = ["Duplicate of 2", "CountDuplicate 5"]
      const rejected: Case["expected"] = ["Duplicate of 2", "RejectDuplicate 5"]
      const read = { record: { ...created, scan: 2, line: 2 } }
      check({
        "counts a row whose identity this scan has read": { facts: read, expected: counted },
        "rejects it by policy": { facts: read, scan: { rejectsDuplicates: true }, expected: rejected },
        "counts a row whose identity is held in memory": { facts: { heldLine: 2 }, expected: counted },
        "rejects that by policy": {
          facts: { heldLine: 2 },
          scan: { rejectsDuplicates: true },
          expected: rejected
        },
        "asks for the next occurrence of a row without a key": {
          facts: read,
          row: { isKeyed: false },
          expected: undefined
        },
        "takes no added row for an earlier row of the source": {
          facts: { record: { ...created, scan: 2, line: addedLine + 1 } },
          expected: ["Settled Created", "Notice 5"]
        },
        "settles a row that has exchanged its identity with a corrected one": {
          facts: { ...read, correction: correctionOn(5, { natural: digest("other"), scan: 2 }) },
          expected: ["Settled Created"]
        },
        "counts it as a duplicate where the corrected row stands on another line": {
          facts: { ...read, correction: correctionOn(9, { natural: digest("other"), scan: 2 }) },
          expected: ["Duplicate of 9", "CountDuplicate 5"]
        }
      })
    })

    describe("of a later scan", () => {
      check({
        "leaves a settled row as it is": {
          facts: { record: created },
          expected: ["Settled Created", "Notice 5"]
        },
        "leaves a refused row as it is": {
          facts: { record: refused },
          expected: ["Settled Rejected", "Notice 5"]
        },
        "gives a changed row that was applied its next attempt": {
          facts: { record: { ...created, body: digest("old") } },
          expected: ["Edited 2", "Reopen 5 as 2 sent"]
        },
        "sends a refused row that was changed under the next key": {
          facts: { record: { ...refused, body: digest("old") } },
          expected: ["Send 2", "Reopen 5 as 2 sent"]
        },
        "does not date the next attempt before it is sent": {
          facts: { record: { ...refused, body: digest("old") } },
          scan: { departs: false },
          expected: ["Send 2", "Reopen 5 as 2"]
        },
        "sends a row whose intent was released under its own attempt": {
          facts: { record: { ...released, attempt: 3 } },
          expected: ["Send 3", "Readmit 5 sent"]
        },
        "settles a refused row as its correction": {
          facts: { record: refused, correction: correctionOn(5) },
          expected: ["Settled Created", "Notice 5"]
        },
        "does not ask for a correction of a settled, unchanged row": {
          facts: { record: created, correction: correctionOn(9) },
          expected: ["Settled Created", "Notice 5"]
        }
      })
    })

    describe("of rows in doubt", () => {
      check({
        "resumes an unchanged row with its own key": {
          facts: { record: inDoubt },
          expected: ["Resume 1 sendable", "Notice 5"]
        },
        "resumes a row with an unknown outcome": {
          facts: { record: { ...inDoubt, outcome: { _tag: "Unknown", reason: "no answer" } } },
          expected: ["Resume 1 sendable", "Notice 5"]
        },
        "does not send a row again whose key has ended": {
          facts: { record: { ...inDoubt, firstSent: undefined } },
          expected: ["Resume 1", "Notice 5"]
        },
        "does not send a changed row again, and ends its key": {
          facts: { record: { ...inDoubt, body: digest("old") } },
          expected: ["Resume 1", "Alter 5"]
        },
        "leaves a corrected row to its correction": {
          facts: { record: { ...inDoubt, body: digest("old") }, correction: correctionOn(5) },
          expected: ["Settled Created", "Notice 5"]
        },
        "resumes it in a retry, too": {
          facts: { record: inDoubt },
          scan: { kind: "retry" },
          expected: ["Resume 1 sendable", "Notice 5"]
        }
      })
    })

    describe("of a retry", () => {
      const kind = "retry"
      check({
        "leaves a new row out": { scan: { kind }, expected: ["LeftOut"] },
        "remembers a row that it leaves out, where others are rejected as its duplicates": {
          scan: { kind },
          facts: { hasRejectedDuplicate: true },
          expected: ["LeftOut", "LeaveOut 5"]
        },
        "rejects a duplicate again of a row that it leaves out": {
          scan: { kind, rejectsDuplicates: true },
          facts: { wasRefused: true, leftOutLine: 3 },
          expected: ["Duplicate of 3", "RejectDuplicate 5"]
        },
        "sends a row that was refused before sending": {
          scan: { kind },
          facts: { wasRefused: true },
          expected: ["Send 1", "Insert 5 sent"]
        },
        "sends a refused row under the next key": {
          scan: { kind },
          facts: { record: refused },
          expected: ["Send 2", "Reopen 5 as 2 sent"]
        },
        "leaves an applied row as it is": {
          scan: { kind },
          facts: { record: created },
          expected: ["Settled Created", "Notice 5"]
        },
        "leaves an edited row to the next scan": {
          scan: { kind },
          facts: { record: { ...created, body: digest("old") } },
          expected: ["LeftOut", "Notice 5"]
        },
        "leaves a row out whose only intent was released": {
          scan: { kind },
          facts: { record: released },
          expected: ["LeftOut"]
        },
        "sends a released row again that had failed": {
          scan: { kind },
          facts: { record: { ...released, attempt: 2 } },
          expected: ["Send 2", "Readmit 5 sent"]
        }
      })
    })

    describe("of a correction", () => {
      const kind = "correction"
      const another = { record: { ...created, scan: 2, line: 2 } }
      check({
        "claims the line of a new row": {
          scan: { kind },
          expected: ["Send 1", "Claim 5 by row", "Insert 5 sent"]
        },
        "never holds a row in memory": {
          scan: { kind, departs: false },
          expected: ["Send 1", "Claim 5 by row", "Insert 5"]
        },
        "notes the line of a row whose reject file is older": {
          scan: { kind },
          row: { given: 4 },
          expected: ["Send 1", "Claim 5 by row", "Move 4 to 5", "Insert 5 sent"]
        },
        "sends a refused row under the next key": {
          scan: { kind },
          facts: { record: { ...refused, scan: 2, line: 5, body: digest("old") } },
          expected: ["Send 2", "Claim 5 by row", "Reopen 5 as 2 sent"]
        },
        "counts a row with the identity of an applied one as a duplicate": {
          scan: { kind },
          facts: another,
          expected: ["Duplicate of 2", "Claim 5", "CountDuplicate 5"]
        },
        "rejects it by policy": {
          scan: { kind, rejectsDuplicates: true },
          facts: another,
          expected: ["Duplicate of 2", "Claim 5", "RejectDuplicate 5"]
        },
        "takes over the identity of a refused row, whose line stays refused": {
          scan: { kind },
          facts: { record: { ...refused, scan: 2, line: 2, body: digest("old") } },
          expected: ["Send 2", "KeepRefused 2", "Claim 5 by row", "Reopen 5 as 2 sent"]
        },
        "does not take over a line that the correction has had": {
          scan: { kind },
          facts: { record: { ...refused, scan: 2, line: 2 }, isRecordClaimed: true },
          expected: ["Duplicate of 2", "Claim 5", "CountDuplicate 5"]
        },
        "asks for the next occurrence of a row without a key": {
          scan: { kind },
          row: { isKeyed: false },
          facts: { record: { ...refused, scan: 2, line: 2 } },
          expected: undefined
        },
        "keeps the line of an added row that comes again": {
          scan: { kind },
          row: { given: addedLine + 7, line: addedLine + 7 },
          facts: { record: { ...created, scan: 2, line: addedLine + 1 } },
          expected: ["Settled Created", "Claim +1 by row", "Move +7 to +1", "Notice +1"]
        },
        "settles a row that has been corrected by another file": {
          scan: { kind },
          facts: { correction: correctionOn(5, { scan: 2, body: digest("new") }) },
          expected: ["Settled Created"]
        },
        "keeps an unchanged duplicate rejected on its own line": {
          scan: { kind, rejectsDuplicates: true },
          facts: { ownRejection: { firstLine: 3 } },
          expected: ["Duplicate of 3", "Claim 5", "RejectDuplicate 5"]
        },
        "keeps it rejected wherever it stands in its file": {
          scan: { kind, rejectsDuplicates: true },
          facts: { rejectedDuplicates: [{ line: 8, body: digest("body"), firstLine: 3, isClaimed: false }] },
          expected: ["Duplicate of 3", "Move 5 to 8", "Claim 8", "RejectDuplicate 8"]
        },
        "keeps a changed duplicate rejected while the first row is not sent": {
          scan: { kind, rejectsDuplicates: true },
          facts: { rejectedDuplicates: [{ line: 8, body: digest("old"), firstLine: 3, isClaimed: false }] },
          expected: ["Duplicate of 3", "Claim 5", "RejectDuplicate 5"]
        }
      })
    })

    // A retry, or an import after an edit, that was broken off: the rows behind are still those of the scan before.
    describe("of a correction while the scan is not at the end of its source", () => {
      const scan = { kind: "correction", rejectsDuplicates: true } as const
      const yetToRead = { record: { ...created, line: 2, body: digest("old") } }
      const ownRejection = { firstLine: 2 }
      check({
        "keeps an unchanged duplicate rejected": {
          scan,
          facts: { ...yetToRead, ownRejection },
          expected: ["Duplicate of 2", "Claim 5", "RejectDuplicate 5"]
        },
        "keeps a row with the identity of an applied one as a duplicate": {
          scan,
          facts: yetToRead,
          expected: ["Duplicate of 2", "Claim 5", "RejectDuplicate 5"]
        },
        "keeps a row with the identity of one in doubt as a duplicate": {
          scan,
          facts: { record: { ...inDoubt, line: 2, body: digest("old") } },
          expected: ["Duplicate of 2", "Claim 5", "RejectDuplicate 5"]
        },
        "resumes a row in doubt, wherever its source has it now": {
          scan,
          facts: { record: { ...inDoubt, line: 2 }, isRecordOwn: true },
          expected: ["Resume 1 sendable", "Claim 5 by row", "Notice 5"]
        },
        "sends a row with the identity of a refused one": {
          scan,
          facts: { record: { ...refused, line: 2, body: digest("old") } },
          expected: ["Send 2", "Claim 5 by row", "Reopen 5 as 2 sent"]
        },
        "sends a row with the identity of one that was never sent": {
          scan,
          facts: { record: { ...released, line: 2, body: digest("old") } },
          expected: ["Send 1", "Claim 5 by row", "Readmit 5 sent"]
        },
        "sends a duplicate of a row that has another identity now": {
          scan,
          facts: { record: { ...refused, scan: -1, line: 2, body: digest("old") }, ownRejection },
          expected: ["Send 2", "Claim 5 by row", "Reopen 5 as 2 sent"]
        },
        "sends a row with the identity of one that has left the source, as a whole scan shows": {
          scan: { ...scan, isWhole: true },
          facts: yetToRead,
          expected: ["Edited 2", "Claim 5 by row", "Reopen 5 as 2 sent"]
        }
      })
    })
  })
})
