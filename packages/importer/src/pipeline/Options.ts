/** What a scan is given: the source, the run, and every choice that was made. */
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
  /** The files of rejected rows, those of earlier scans included. */
  readonly rejectFiles: RejectFiles
  readonly requestCounters: RequestCounters
  readonly targetName: string
  /** The engine that was chosen, and why. */
  readonly engine: { readonly name: EngineName; readonly reason: string }
  /** Sends many rows in one request; `undefined` where each row has its own request. */
  readonly bulkOperation: BulkOperation<any> | undefined
  /** Recover requests that other engines sent in earlier scans. */
  readonly finishing: ReadonlyArray<BulkOperation<any>>
  /**
   * Called when the API turns out not to take requests of many rows. Gives a sentence that says so, and the rows go row
   * by row; a failure ends the run.
   */
  readonly onClosed: (closed: Closed) => Effect.Effect<string, Stop>
  readonly policy: OnExisting
  readonly unkeyed: Unkeyed
  /** Sends only what failed in earlier scans. */
  readonly retry: boolean
  /** The rows are rejected ones of this run, which come back corrected. */
  readonly correction: Correction | undefined
  readonly duplicates: Duplicates
  /** Stops once so many rows were sent and their outcomes are known. */
  readonly canary: number | undefined
  readonly maxErrors: MaxErrors | undefined
  readonly keyMaxAge: Duration.Input
  readonly concurrency: number
  readonly drain: Duration.Input
}

export interface Correction {
  /** Hold the rejected rows that do not come back: these stay rejected, and belong in the new file of rejected rows. */
  readonly originals: ReadonlyArray<Source.Source>
  /** The rows were corrected in the run's own file. */
  readonly isOwnFile: boolean
}
