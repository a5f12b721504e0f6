/** Inputs and outputs of the ledger: rows, attempts, batches, and the disposition of each row. */
import type { Digest } from "./Digest.ts"
import type { Problem } from "../Mapping.ts"
import type { Outcome, Rejected, RowLine } from "../Outcome.ts"
import type { Mark } from "../Source.ts"

export interface Options {
  readonly file: string
  /** Opens the ledger for reading only, to report on a run that another process may be working on. */
  readonly readOnly?: boolean | undefined
}

/** A position in the source before which every row is settled. */
export interface Checkpoint {
  readonly mark: Mark
  /** Whether rows before it were rejected. A reject file must list them. */
  readonly rejected: boolean
}

/** A valid row of a scan. */
export interface Entry {
  readonly line: number
  readonly natural: Digest
  readonly body: Digest
  /**
   * For a row without a natural key: its identity as the n-th of several equal rows, from 2. Rows that repeat a natural
   * key are duplicates instead.
   */
  readonly again?: ((occurrence: number) => Digest) | undefined
  /** For a corrected row: its content when it was refused, according to its reject file. */
  readonly origin?: string | undefined
}

/** A row that was refused before sending. */
export interface Refusal {
  readonly line: number
  readonly rejected: Rejected
  /** All problems of the row. @default only the one in `rejected` */
  readonly problems?: ReadonlyArray<Problem> | undefined
  /** A digest of the source record. Later scans recognize the row by it. @default the row is not recognized */
  readonly record?: Digest | undefined
  /** For a corrected row that is refused again: its original content, according to its reject file. */
  readonly origin?: string | undefined
}

/** A rejected row, as the ledger holds it. */
export interface Refused extends Rejected {
  /** For a duplicate: the line of the earlier row with the same identity. */
  readonly firstLine: number | undefined
}

/** Lines of rows that were added to a reject file, and therefore have no line in the source. */
export interface AddedLines {
  /** Returns the next free line. */
  readonly next: () => number
  /** The ledger's line of a row by its given line, where the two differ. Grows during the correction. */
  readonly moved: ReadonlyMap<number, number>
}

/** A moment by both clocks, in milliseconds since the epoch. */
export interface Moment {
  readonly wall: number
  /** By the API's clock, if an answer has carried its time. */
  readonly server: number | undefined
}

/** An attempt to send a row. The idempotency key is derived from it. */
export interface Attempt {
  readonly natural: Digest
  readonly body: Digest
  /** Counts from 1; each attempt has its own key. */
  readonly number: number
  /** When a request under this attempt's key may first have been sent. */
  readonly firstSent: Moment
  /**
   * When a request for this row may first have been applied without an answer, under any key. Uses the API's clock if
   * known, because the value is compared with the API's creation times.
   */
  readonly doubtSince: number
  /** An update of the existing object may have been sent. */
  readonly updating: boolean
  /** An upsert may have been sent: the object then has the row's values, even if another client created it. */
  readonly upserting: boolean
}

/** The ledger's decision on a row of a scan. */
export type Disposition =
  /** New: send it. The intent is recorded. */
  | { readonly _tag: "Send"; readonly attempt: Attempt }
  /**
   * In doubt: an earlier scan may have sent it and has no answer. If `sendable`, the same bytes can be sent again under
   * the same key: the row has not changed, and no refusal has ended its key.
   */
  | { readonly _tag: "Resume"; readonly attempt: Attempt; readonly sendable: boolean }
  /** Settled in an earlier scan, and unchanged since. */
  | { readonly _tag: "Settled"; readonly outcome: Outcome }
  /** Settled in an earlier scan, and changed since. */
  | { readonly _tag: "Edited"; readonly attempt: Attempt; readonly resource: string | undefined }
  /** An earlier row of this scan has the same identity. */
  | { readonly _tag: "Duplicate"; readonly firstLine: number }
  /** Left out of a retry, because the row has not failed. */
  | { readonly _tag: "LeftOut" }

/** A batch that is about to be sent. */
export interface Departure {
  readonly engine: Batch["engine"]
  /** The rows by their identities, in the order of the request. */
  readonly members: ReadonlyArray<Digest>
  /** A digest of the whole request, to check whether the same request can be sent again. */
  readonly digest: Digest
}

/** A batch whose request may have been sent, and that has not ended yet. */
export interface Batch extends Departure {
  /** Unique in a run, even after a withdrawal. The idempotency key is derived from it. */
  readonly id: number
  readonly engine: "batch" | "upload"
  readonly firstSent: Moment
  /** The id of the API's job, once an answer has named it. */
  readonly job: string | undefined
}

/** The outcome of a row of a batch. */
export interface Settled {
  readonly natural: Digest
  readonly outcome: Outcome
  readonly requestId: string | undefined
}

/** A row with an unknown outcome. */
export interface InDoubt {
  readonly line: RowLine
  readonly reason: string
  /** The row was not in the source at its last reading. */
  readonly orphan: boolean
}

export interface RejectionGroup {
  readonly code: string
  readonly reason: string
  readonly pointer: string | undefined
  readonly rows: number
  readonly firstLine: RowLine
}
