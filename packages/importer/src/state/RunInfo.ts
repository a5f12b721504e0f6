/** The identity and status of a run, stored in its ledger. */
import * as Effect from "effect/Effect"
import * as Ledger from "../ledger/Ledger.ts"
import type { Status } from "../Report.ts"
import type { Target } from "../Target.ts"
import { damaged, parseObject } from "./StateFiles.ts"

/** The identity and status of a run, readable without its lock. */
export interface RunInfo {
  readonly id: string
  readonly createdAt: string
  readonly target: Target
  /** The source's name. */
  readonly source: string
  /** Identifies the source in a later invocation, for example the absolute path of a file. */
  readonly sourceIdentity: string
  /** The source's identities before it was moved, latest first. */
  readonly formerIdentities?: ReadonlyArray<string> | undefined
  /** Digest of the run's settings without its source: target, mapping, environment, policy. */
  readonly job: string
  readonly environment: string | undefined
  readonly baseUrl: string
  readonly list: string | undefined
  /**
   * For items whose list is named in a column: the id of each list that rows of this run may have been sent to, by a
   * keyed digest of the column's value.
   */
  readonly lists?: Readonly<Record<string, string>> | undefined
  /** The account type of the rows: given by the user, or looked up for an engine that requires it. */
  readonly accountType?: string | undefined
  /**
   * The account type in requests for one row, settled before the first of them with every engine; `null` for none, so
   * that the API uses its default. A request repeated under the same idempotency key must have the same account type.
   */
  readonly namedType?: string | null | undefined
  /** Digest of the source's bytes as last read to the end. */
  readonly sourceDigest: string | undefined
  readonly status: Status | "running"
}

/** The ledger's meta entry for it. */
export const infoEntry = "run"

export const parse = (text: string, file: string): Effect.Effect<RunInfo, Ledger.LedgerError> =>
  Effect.try({
    try: () => parseObject(text) as unknown as RunInfo,
    catch: () => new Ledger.LedgerError({ file, operation: "read", code: damaged })
  })
