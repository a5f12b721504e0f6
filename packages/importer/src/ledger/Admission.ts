/**
 * Admission: decides the disposition of one row of a scan, and the ledger's writes for it.
 *
 * It is a pure function of the row, the scan, and the ledger's facts about the row. The ledger reads before it and
 * writes after it, in the same transaction.
 */
import { addedLine } from "./AddedLine.ts"
import type { Digest } from "./Digest.ts"
import type { Attempt, Disposition, Moment } from "./Model.ts"
import { type Content, doubtSinceOf, type RowRecord, withdrawn } from "./RowRecord.ts"
import type { Outcome, Rejected } from "../Outcome.ts"

/** The reading that a row is a part of. */
export interface Scan {
  readonly number: number
  /** A retry sends only rows that failed before it. A correction reads reject files instead of the source. */
  readonly kind: "scan" | "retry" | "correction"
  /** Whether an admitted row is sent at once, so that it is in doubt from then on. */
  readonly departs: boolean
  /** Whether a row with the identity of an earlier row is rejected. Otherwise it is counted as a duplicate. */
  readonly rejectsDuplicates: boolean
  /** Whether it has read its source to the end. If so, rows that only earlier scans have read have left the source. */
  readonly isWhole: boolean
  readonly now: Moment
}

/** A row to decide about. */
export interface Row extends Content {
  /** The line given by the scan. */
  readonly given: number
  /** The ledger's line. Differs from `given` only in a correction whose reject file is older than the last scan. */
  readonly line: number
  /** Whether it has a natural key. Equal rows without one are distinguished by their number. */
  readonly isKeyed: boolean
  /** For a corrected row: its content when it was refused, according to its reject file. */
  readonly origin?: string | undefined
}

/** The result of a correction: the row that a refused row became outside its source. */
export interface Correction {
  readonly record: RowRecord
  /** `Unknown` while the correction is in doubt. */
  readonly outcome: Outcome
}

/** A row that was rejected because an earlier row, on `firstLine`, has its identity. */
export interface RejectedDuplicate {
  readonly line: number
  readonly body: Digest
  readonly firstLine: number
  /** Whether this correction has had a row for the line. */
  readonly isClaimed: boolean
}

/** The ledger's facts about a row. Most rows need the first two only, so the others may be read on demand. */
export interface Facts {
  /** The row with the same identity. */
  readonly record: RowRecord | undefined
  /** The line of a row with the same identity that is admitted, not sent, and kept in memory only. */
  readonly heldLine: number | undefined
  /** The row's correction, if the row is known to have been refused and corrected. */
  readonly correction: Correction | undefined
  /** Whether an earlier scan refused the row on this line before sending. */
  readonly wasRefused: boolean
  /** The line of the first row of the same identity, if this retry leaves that row out. */
  readonly leftOutLine: number | undefined
  /** Whether a row of the same identity is rejected as a duplicate, in any scan. */
  readonly hasRejectedDuplicate: boolean
  /** Whether this correction has had a row for the record's line. */
  readonly isRecordClaimed: boolean
  /** For a corrected row: whether the record is the refused row itself, or its correction. */
  readonly isRecordOwn: boolean
  /** The rejection of this very row, on this line, as a duplicate. */
  readonly ownRejection: Pick<RejectedDuplicate, "firstLine"> | undefined
  /** All rows of the same identity that are rejected as duplicates, by line. */
  readonly rejectedDuplicates: ReadonlyArray<RejectedDuplicate>
}

/** A write of the ledger. */
export type Write =
  /** A new row. `sent` is `undefined` while it is not sent. */
  | (Content & { readonly _tag: "Insert"; readonly line: number; readonly sent: Moment | undefined })
  /** A new row that is not sent yet. Kept in memory only: a crash loses nothing with it. */
  | (Content & { readonly _tag: "Hold"; readonly line: number })
  /** The scan has read the row again, unchanged. */
  | { readonly _tag: "Notice"; readonly id: number; readonly line: number }
  /** The scan has read the row again, changed, while it is in doubt. */
  | { readonly _tag: "Alter"; readonly id: number; readonly line: number; readonly body: Digest }
  /** A row whose intent was released is admitted again. */
  | {
      readonly _tag: "Readmit"
      readonly id: number
      readonly line: number
      readonly body: Digest
      readonly sent: Moment | undefined
    }
  /** The row gets its next attempt. */
  | {
      readonly _tag: "Reopen"
      readonly id: number
      readonly line: number
      readonly body: Digest
      readonly attempt: number
      readonly sent: Moment | undefined
    }
  /** A retry leaves the row out, and other rows are rejected as its duplicates. Kept in memory only. */
  | { readonly _tag: "LeaveOut"; readonly natural: Digest; readonly line: number }
  | { readonly _tag: "CountDuplicate"; readonly line: number; readonly firstLine: number }
  | {
      readonly _tag: "RejectDuplicate"
      readonly line: number
      readonly firstLine: number
      /** The content by which a resubmitted row is recognized. */
      readonly content: Content | undefined
    }
  /** The correction has a row for the line: the refusal there is withdrawn, and leads to `by` from now on. */
  | {
      readonly _tag: "Claim"
      readonly line: number
      readonly by: Content | undefined
      readonly origin: string | undefined
    }
  /** The ledger's line of a row differs from its given line. */
  | { readonly _tag: "Move"; readonly from: number; readonly to: number }
  /** A line stays refused although another line takes over its row. */
  | {
      readonly _tag: "KeepRefused"
      readonly line: number
      readonly rejected: Rejected
      readonly content: Content
    }

export interface Decision {
  readonly disposition: Disposition
  /** In the order of writing. */
  readonly writes: ReadonlyArray<Write>
}

/** Decides about a row. `undefined` if an equal row has its identity: the caller then asks with its next occurrence. */
export const decide = (row: Row, facts: Facts, scan: Scan): Decision | undefined => {
  if (scan.kind === "correction") return decideCorrected(row, facts, scan)
  const { record } = facts
  if (record === undefined) return admitNew(row, facts, scan)
  // Rows added to reject files belong to every scan and to no source.
  if (record.scan !== scan.number || isAdded(record)) return admitKnown(row, record, facts, scan)
  if (!row.isKeyed) return undefined
  const { correction } = facts
  // If two rows have exchanged an identity, the first row that has it is new.
  return correction === undefined || correction.record.natural === row.natural
    ? duplicate(row.line, record.line, row, scan)
    : admitCorrection(correction, row.line, row, scan)
}

/** Counts a line as the row that its correction has produced. */
export const admitCorrection = (
  { outcome, record }: Correction,
  line: number,
  content: Content | undefined,
  scan: Scan
): Decision => {
  const disposition: Disposition = { _tag: "Settled", outcome }
  if (record.scan !== scan.number) {
    return { disposition, writes: [{ _tag: "Notice", id: record.id, line }] }
  }
  // The scan counts it already: as an added row, or on the line of the correction.
  return record.line === line || scan.kind === "correction"
    ? { disposition, writes: [] }
    : duplicate(line, record.line, content, scan)
}

const decideCorrected = (row: Row, facts: Facts, scan: Scan): Decision | undefined => {
  const { record } = facts
  if (record?.scan === scan.number && !row.isKeyed && isTaken(row, record, facts)) return undefined
  const { correction } = facts
  // The row has its content from before the correction: its reject file is older than another imported one.
  if (correction !== undefined && !isSame(correction.record, row)) {
    return admitCorrection(correction, row.line, row, scan)
  }
  const repeated = row.isKeyed ? repeatOf(row, facts, scan) : undefined
  if (repeated !== undefined) {
    const { line, firstLine } = repeated
    return after([...move(row.given, line)], duplicate(line, firstLine, row, scan))
  }
  if (record === undefined) return after(claim(row, row.line), admitNew(row, facts, scan))
  const line = lineOf(row, record, facts, scan)
  if (line === undefined) return duplicate(row.line, record.line, row, scan)
  return after(
    [...keepRefused(line, record, scan), ...claim(row, line)],
    admitKnown({ ...row, line }, record, facts, scan)
  )
}

/** Admits a row whose identity is not in the ledger. */
const admitNew = (row: Row, facts: Facts, scan: Scan): Decision => {
  const { body, isKeyed, line, natural } = row
  if (facts.heldLine !== undefined) return duplicate(line, facts.heldLine, row, scan)
  if (scan.kind === "retry") {
    if (facts.leftOutLine !== undefined) return duplicate(line, facts.leftOutLine, row, scan)
    if (!facts.wasRefused) {
      return leftOut(facts.hasRejectedDuplicate ? [{ _tag: "LeaveOut", natural, line }] : [])
    }
  }
  const isHeld = !scan.departs && scan.kind !== "correction" && isKeyed
  return {
    disposition: { _tag: "Send", attempt: newAttempt(row, 1, scan) },
    writes: [
      isHeld
        ? { _tag: "Hold", natural, body, line }
        : { _tag: "Insert", natural, body, line, sent: sentAt(scan) }
    ]
  }
}

/** Admits a row of the ledger that this scan has not read yet. */
const admitKnown = (row: Row, record: RowRecord, facts: Facts, scan: Scan): Decision => {
  const { body, line } = row
  const { id, outcome } = record
  const isUnchanged = body === record.body
  const notice: Write = { _tag: "Notice", id, line }
  if (outcome === undefined && record.doubtSince === undefined) {
    // Its intent was released: the row counts as new, except for its attempt number.
    if (scan.kind === "retry" && record.attempt === 1) return leftOut([])
    return {
      disposition: { _tag: "Send", attempt: newAttempt(row, record.attempt, scan) },
      writes: [{ _tag: "Readmit", id, line, body, sent: sentAt(scan) }]
    }
  }
  if (outcome === undefined || outcome._tag === "Unknown") {
    // The correction resolves a corrected row in doubt; the source still has the old content.
    const correction = isUnchanged || scan.kind === "correction" ? undefined : facts.correction
    if (correction !== undefined) return admitCorrection(correction, line, row, scan)
    return {
      disposition: {
        _tag: "Resume",
        attempt: { ...attemptOf(record), body },
        sendable: isUnchanged && record.firstSent !== undefined
      },
      // The old key belongs to the bytes of the unchanged row.
      writes: [isUnchanged ? notice : { _tag: "Alter", id, line, body }]
    }
  }
  const isFailed = outcome._tag === "Rejected"
  const isSettled = isUnchanged && !(scan.kind === "retry" && isFailed)
  if (scan.kind !== "correction" && (isFailed || !isSettled)) {
    // A refused row may have been corrected outside the source, which still has the old content.
    const { correction } = facts
    if (correction !== undefined) return admitCorrection(correction, line, undefined, scan)
  }
  if (isSettled) return { disposition: { _tag: "Settled", outcome }, writes: [notice] }
  // The next scan handles a row that was edited after its success.
  if (scan.kind === "retry" && !isFailed) return leftOut([notice])
  // The API holds a refusal under the old key, and the row may have another body now.
  const number = record.attempt + 1
  const attempt = newAttempt(row, number, scan)
  return {
    disposition: isFailed
      ? { _tag: "Send", attempt }
      : { _tag: "Edited", attempt, resource: outcome.resource },
    writes: [{ _tag: "Reopen", id, line, body, attempt: number, sent: sentAt(scan) }]
  }
}

const duplicate = (line: number, firstLine: number, content: Content | undefined, scan: Scan): Decision => ({
  disposition: { _tag: "Duplicate", firstLine },
  writes: [
    ...(scan.kind === "correction"
      ? [{ _tag: "Claim", line, by: undefined, origin: undefined } as const]
      : []),
    scan.rejectsDuplicates
      ? { _tag: "RejectDuplicate", line, firstLine, content: content && contentOf(content) }
      : { _tag: "CountDuplicate", line, firstLine }
  ]
})

/**
 * The line of a row that was rejected as a duplicate and is resubmitted unchanged: it stays rejected, at any position
 * in its file. A changed row also stays rejected if the earlier row has not been sent yet.
 */
const repeatOf = (
  { body, line }: Row,
  facts: Facts,
  scan: Scan
): Pick<RejectedDuplicate, "line" | "firstLine"> | undefined => {
  const { record } = facts
  if (record !== undefined && (!stands(record, scan) || record.line === line)) return undefined
  const firstLineOf = ({ firstLine }: { readonly firstLine: number }) => record?.line ?? firstLine
  const { ownRejection } = facts
  if (ownRejection !== undefined) return { line, firstLine: firstLineOf(ownRejection) }
  const { rejectedDuplicates } = facts
  const same = rejectedDuplicates.find((rejected) => rejected.body === body && !rejected.isClaimed)
  if (same !== undefined) return { line: same.line, firstLine: firstLineOf(same) }
  const [first] = rejectedDuplicates
  return record === undefined && first !== undefined ? { line, firstLine: first.firstLine } : undefined
}

/** Whether the source has the row, as far as the ledger knows. An unfinished scan may not have reached it yet. */
const stands = (record: RowRecord, scan: Scan): boolean =>
  record.scan === scan.number ||
  // A refused row is withdrawn when it is resubmitted with another identity.
  (!scan.isWhole && !(record.scan === withdrawn && record.outcome?._tag === "Rejected"))

/** Whether a row was applied or may have been. */
const isSent = ({ doubtSince, outcome }: RowRecord): boolean =>
  outcome === undefined ? doubtSince !== undefined : outcome._tag !== "Rejected"

/** Whether a row that this scan counts is a different row from that of a corrected line. */
const isTaken = ({ isKeyed, line }: Row, record: RowRecord, facts: Facts): boolean => {
  if (record.line === line) return false
  if (facts.isRecordClaimed) return true
  // An added row cannot be recognized by a line; it is resubmitted with the reject file that it was added to.
  if (isAdded(record) && line >= addedLine) return false
  // A refused row was not applied, so another row with its key is sent.
  return !(isKeyed && record.outcome?._tag === "Rejected")
}

/** The line under which a corrected row continues. `undefined` if the record belongs to another row. */
const lineOf = (row: Row, record: RowRecord, facts: Facts, scan: Scan): number | undefined => {
  if (record.scan !== scan.number) {
    return stands(record, scan) && isSent(record) && !facts.isRecordOwn && isTaken(row, record, facts)
      ? undefined
      : row.line
  }
  if (isTaken(row, record, facts)) return undefined
  return isAdded(record) && row.line >= addedLine ? record.line : row.line
}

/** The record's own line stays rejected until its own row is resubmitted corrected. */
const keepRefused = (line: number, record: RowRecord, scan: Scan): ReadonlyArray<Write> => {
  const { body, natural, outcome } = record
  return record.scan === scan.number &&
    record.line !== line &&
    !isAdded(record) &&
    outcome?._tag === "Rejected"
    ? [{ _tag: "KeepRefused", line: record.line, rejected: outcome, content: { natural, body } }]
    : []
}

const claim = (row: Row, line: number): ReadonlyArray<Write> => [
  { _tag: "Claim", line, by: contentOf(row), origin: row.origin },
  ...move(row.given, line)
]

const move = (from: number, to: number): ReadonlyArray<Write> =>
  from === to ? [] : [{ _tag: "Move", from, to }]

const after = (writes: ReadonlyArray<Write>, decision: Decision): Decision => ({
  ...decision,
  writes: [...writes, ...decision.writes]
})

const leftOut = (writes: ReadonlyArray<Write>): Decision => ({ disposition: { _tag: "LeftOut" }, writes })

const contentOf = ({ body, natural }: Content): Content => ({ natural, body })

const isSame = (one: Content, other: Content): boolean =>
  one.natural === other.natural && one.body === other.body

const isAdded = (record: RowRecord): boolean => record.line >= addedLine

const sentAt = ({ departs, now }: Scan): Moment | undefined => (departs ? now : undefined)

const newAttempt = ({ body, natural }: Content, number: number, { now }: Scan): Attempt => ({
  natural,
  body,
  number,
  firstSent: now,
  doubtSince: doubtSinceOf(now),
  updating: false,
  upserting: false
})

const attemptOf = (record: RowRecord): Attempt => ({
  natural: record.natural,
  body: record.body,
  number: record.attempt,
  firstSent: { wall: record.firstSent ?? 0, server: record.firstSentServer },
  doubtSince: record.doubtSince ?? 0,
  updating: record.updating,
  upserting: record.upserting
})
