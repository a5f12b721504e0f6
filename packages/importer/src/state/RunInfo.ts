/** What a run is and where it stands, as its ledger keeps it. */
import * as Effect from "effect/Effect"
import * as Ledger from "../ledger/Ledger.ts"
import type { Status } from "../Report.ts"
import type { Target } from "../Target.ts"
import { damaged, parseObject } from "./StateFiles.ts"

/** What a run is and where it stands, without opening it for work. */
export interface RunInfo {
  readonly id: string
  readonly createdAt: string
  readonly target: Target
  /** The source's name. */
  readonly source: string
  /** What the source is found by again: the absolute path of a file. */
  readonly sourceIdentity: string
  /** What it was found by before it was moved, the latest first. */
  readonly formerIdentities?: ReadonlyArray<string> | undefined
  /** Digest of everything that makes this run the same as another but its source: target, mapping, environment, policy. */
  readonly job: string
  readonly environment: string | undefined
  readonly baseUrl: string
  readonly list: string | undefined
  /**
   * Of items whose lists a column names: the id of each list that rows of this run may have gone to, by a keyed digest
   * of what the column says.
   */
  readonly lists?: Readonly<Record<string, string>> | undefined
  /** The account type of the rows: the one that was named, or found for an engine that has to name it. */
  readonly accountType?: string | undefined
  /**
   * The account type that requests for one row name, settled before the first of them whatever the engine; `null` for
   * none, so that the API takes its default. What goes out under a key again has to say the same.
   */
  readonly namedType?: string | null | undefined
  /** Digest of the source's bytes as last read to the end. */
  readonly sourceDigest: string | undefined
  readonly status: Status | "running"
}

/** The entry of the ledger that has it. */
export const infoEntry = "run"

export const parse = (text: string, file: string): Effect.Effect<RunInfo, Ledger.LedgerError> =>
  Effect.try({
    try: () => parseObject(text) as unknown as RunInfo,
    catch: () => new Ledger.LedgerError({ file, operation: "read", code: damaged })
  })
