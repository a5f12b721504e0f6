/** Inputs of a scan: the source, the run, and all settings. */
import type { Stop } from "../engines/Stop.ts"
import type * as Duration from "effect/Duration"
import type * as Effect from "effect/Effect"
import type { BulkOperation } from "../engines/bulk/BulkOperation.ts"
import type { Closed } from "../engines/bulk/BulkEndpoint.ts"
import type { EngineName } from "../Policies.ts"
import type { OnExisting } from "../Policies.ts"
import type { Digester } from "../ledger/Digest.ts"
import type { Duplicates } from "../mapping/Duplicates.ts"
import type * as Mapping from "../Mapping.ts"
import type * as Rejects from "../rejects/RejectFile.ts"
import type { RejectFiles } from "../rejects/RejectFiles.ts"
import type * as Source from "../Source.ts"
import type { Unkeyed } from "../Policies.ts"
import type { Run } from "../StateDirectory.ts"
import type { Destination } from "../targets/Destination.ts"
import type { MaxErrors } from "../Policies.ts"
import type { RequestCounters } from "./RequestCounters.ts"

export interface Options {
  readonly source: Source.Source
  readonly table: Source.Table
  readonly mapper: Mapping.RowMapper
  readonly run: Run
  readonly digester: Digester
  readonly destination: Destination<any>
  readonly rejects: Rejects.Writer
  /** The reject files, including those of earlier scans. */
  readonly rejectFiles: RejectFiles
  readonly requestCounters: RequestCounters
  readonly targetName: string
  /** The chosen engine and the reason. */
  readonly engine: { readonly name: EngineName; readonly reason: string }
  /** Sends batches. `undefined` if each row has its own request. */
  readonly bulkOperation: BulkOperation<any> | undefined
  /** Recover batches that other engines sent in earlier scans. */
  readonly finishing: ReadonlyArray<BulkOperation<any>>
  /**
   * Called when the API turns out not to take batches. Returns a sentence about it, and the rows go one by one. A
   * failure ends the run.
   */
  readonly onClosed: (closed: Closed) => Effect.Effect<string, Stop>
  readonly policy: OnExisting
  readonly unkeyed: Unkeyed
  /** Sends only rows that failed in earlier scans. */
  readonly retry: boolean
  /** Set if the rows are rejected rows of this run, resubmitted corrected. */
  readonly correction: Correction | undefined
  readonly duplicates: Duplicates
  /** Stops once this many rows were sent and their outcomes are known. */
  readonly canary: number | undefined
  readonly maxErrors: MaxErrors | undefined
  readonly keyMaxAge: Duration.Input
  readonly concurrency: number
  readonly drain: Duration.Input
}

export interface Correction {
  /** Sources of the rejected rows that are not resubmitted: these stay rejected, and belong in the new reject file. */
  readonly originals: ReadonlyArray<Source.Source>
  /** Whether the rows were corrected in the run's own reject file. */
  readonly isOwnFile: boolean
}
