/**
 * The decisions of an earlier run on rows, from a private copy of its ledger. The ledger's own code decides on each row
 * as for the import, and the run stays unchanged, even while another process works on it.
 */
import { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as path from "node:path"
import { entryOf } from "../mapping/RowIdentity.ts"
import { type Disposition, LedgerError, type Moment } from "../ledger/Ledger.ts"
import type * as Mapping from "../Mapping.ts"
import type { SourceError } from "../errors/SourceError.ts"
import { type AmbiguousSource, RunNotFound, type StateError } from "../RunError.ts"
import * as Settings from "../setup/Settings.ts"
import * as StateDirectory from "../StateDirectory.ts"
import { RecentRows } from "../ledger/KeyIndex.ts"
import { newerVersion, openDatabase, openToRead } from "../ledger/Schema.ts"
import { Writer } from "../ledger/Writer.ts"

export interface EarlierRun {
  readonly id: string
  readonly accountType: string | undefined
  /** The dispositions of rows. Ask about each row once. */
  readonly admit: (
    rows: ReadonlyArray<Mapping.ValidRow>,
    now: Moment
  ) => Effect.Effect<ReadonlyArray<Disposition>, LedgerError>
}

/** Finds the run that the import would continue, and opens it for questions about rows. */
export const find = Effect.fnUntraced(function* (
  options: Pick<Settings.Options, "stateDirectory"> & { readonly newRun?: boolean | undefined },
  settings: Settings.ImportSettings,
  { environment, place }: Pick<Settings.Where, "environment" | "place">
): Effect.fn.Return<
  EarlierRun | undefined,
  SourceError | StateError | RunNotFound | LedgerError | AmbiguousSource,
  PersonaClient | Scope.Scope
> {
  const { stateDirectory = StateDirectory.defaultPath } = options
  if (options.newRun === true || place._tag === "NewList") return undefined
  // Looking for a run must not create a state directory.
  if (yield* StateDirectory.isNone(stateDirectory)) return undefined
  const { baseUrl } = yield* PersonaClient
  const state = yield* StateDirectory.open(stateDirectory)
  const listId = place._tag === "List" ? place.id : undefined
  const found = yield* Settings.findRun(
    state,
    settings.source,
    Settings.jobOf(settings, { environment, baseUrl }),
    listId,
    place._tag === "Lists" ? place : undefined
  )
  return found === undefined ? undefined : yield* open(state, found)
})

/** Copies the ledger of a run. The copy is deleted with the scope. */
export const open = Effect.fnUntraced(function* (
  state: StateDirectory.StateDirectory,
  { accountType, id }: Pick<StateDirectory.RunInfo, "id" | "accountType">
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
    // The copy is disposable.
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

/** SQLite's messages may quote a path (never a value), so only the code is kept. */
const codeOf = (cause: unknown): string => {
  const { code, errstr } = (cause ?? {}) as { readonly code?: unknown; readonly errstr?: unknown }
  if (code === newerVersion) return newerVersion
  return typeof errstr === "string" ? errstr : typeof code === "string" ? code : "failed"
}
