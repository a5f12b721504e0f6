/**
 * What an earlier run knows of the rows, asked of a private copy of its ledger: the ledger's own code decides about each
 * row as it would for the import, and the run stays as it is, even while another process works on it.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as path from "node:path"
import { entryOf } from "../mapping/RowIdentity.ts"
import { type Disposition, LedgerError, type Moment } from "../ledger/Ledger.ts"
import type * as Mapping from "../Mapping.ts"
import { RunNotFound } from "../RunError.ts"
import type { RunInfo, StateDirectory } from "../StateDirectory.ts"
import { RecentRows } from "../ledger/KeyIndex.ts"
import { newerVersion, openDatabase, openToRead } from "../ledger/Schema.ts"
import { Writer } from "../ledger/Writer.ts"

export interface EarlierRun {
  readonly id: string
  readonly accountType: string | undefined
  /** What is to be done with rows, each of them asked about once. */
  readonly admit: (
    rows: ReadonlyArray<Mapping.ValidRow>,
    now: Moment
  ) => Effect.Effect<ReadonlyArray<Disposition>, LedgerError>
}

/** Copies the ledger of a run. The copy goes with the scope. */
export const open = Effect.fnUntraced(function* (
  state: StateDirectory,
  { accountType, id }: Pick<RunInfo, "id" | "accountType">
): Effect.fn.Return<EarlierRun, LedgerError | RunNotFound, Scope.Scope> {
  const file = path.join(state.path, "runs", id, "ledger.db")
  if (!fs.existsSync(file)) return yield* new RunNotFound({ run: id, directory: state.path })
  const attempt = <A>(operation: string, run: () => A): Effect.Effect<A, LedgerError> =>
    Effect.try({
      try: run,
      catch: (cause) => new LedgerError({ file, operation, code: codeOf(cause) })
    })
  const folder = yield* Effect.acquireRelease(
    attempt("copy", () => fs.mkdtempSync(path.join(state.path, "plan-"))),
    (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true, force: true }))
  )
  const copy = path.join(folder, "ledger.db")
  yield* attempt("copy", () => {
    const original = openToRead(file)
    try {
      original.prepare("VACUUM INTO ?").run(copy)
    } finally {
      original.close()
    }
  })
  const database = yield* Effect.acquireRelease(
    attempt("open", () => openDatabase({ file: copy })),
    (opened) => Effect.sync(() => opened.close())
  )
  const recentRows = yield* RecentRows
  const store = yield* attempt("prepare", () => {
    // Nothing in the copy has to survive.
    database.exec("PRAGMA synchronous = OFF")
    const store = new Writer(database, recentRows)
    store.beginScan(undefined, false)
    return store
  })
  return {
    id,
    accountType,
    admit: (rows, now) =>
      attempt("ask", () =>
        store.admit(
          rows.map((row) => entryOf(row, row.line, state.digester)),
          now
        )
      )
  }
})

/** SQLite's own words may quote a path, never a value; only its code is kept. */
const codeOf = (cause: unknown): string => {
  const { code, errstr } = (cause ?? {}) as { readonly code?: unknown; readonly errstr?: unknown }
  if (code === newerVersion) return newerVersion
  return typeof errstr === "string" ? errstr : typeof code === "string" ? code : "failed"
}
