/**
 * Builds that are spoiled on purpose, each in one place. The certification has to catch every one of them; a
 * certification that passes what is broken says nothing.
 */
import type { EngineName } from "@effect-persona/importer/Policies"
import type { Patch } from "./build.ts"
import { draw } from "./drawScript.ts"
import type { Script } from "./script.ts"

export interface Sabotage {
  readonly name: string
  /** The engine that is spoiled, where trials about others would not notice. */
  readonly engine?: EngineName
  /** Whether a trial draws what is spoiled, where few do. */
  readonly about?: (script: Script) => boolean
  readonly patches: ReadonlyArray<Patch>
}

const ledger = "importer/src/ledger/Writer.ts"
const send = "importer/src/engines/row/RowDelivery.ts"
const sendOptions = "importer/src/engines/SendOptions.ts"
const decision = "importer/src/engines/row/Decision.ts"
const bulk = "importer/src/engines/bulk/BatchDelivery.ts"
const bulkSender = "importer/src/engines/bulk/BulkSender.ts"
const outcomes = "importer/src/engines/bulk/BatchOutcomes.ts"
const rejects = "importer/src/rejects/RejectFiles.ts"
const form = "importer/src/setup/SettleForm.ts"
const held = "importer/src/source/HeldFiles.ts"

/** A step that stays in an open transaction, which the next commit takes along. */
const openTransaction: Patch = {
  file: ledger,
  find: `private transaction<A>(run: () => A): A {
    this`,
  replace: `private transaction<A>(run: () => A): A {
    if (!this.database.isTransaction) this`
}

export const sabotages: ReadonlyArray<Sabotage> = [
  {
    // The rows of a window stay in an open transaction, which the next commit takes along.
    name: "intent written after sending",
    patches: [
      {
        file: ledger,
        find: "return this.transaction(() => entries.map((entry) => this.admitOne(entry)))",
        replace: `if (!this.database.isTransaction) this.database.exec("BEGIN IMMEDIATE")
          return entries.map((entry) => this.admitOne(entry))`
      },
      openTransaction
    ]
  },
  {
    name: "key changed on retry",
    patches: [
      {
        file: "core/src/internal/call/send.ts",
        find: "client.httpClient.execute(request)",
        replace: `Effect.suspend(() => client.httpClient.execute(
          request.headers["idempotency-key"] === undefined
            ? request
            : HttpClientRequest.setHeader(request, "idempotency-key", crypto.randomUUID())
        ))`
      }
    ]
  },
  {
    name: "read-back skipped",
    patches: [
      {
        file: send,
        find: `case "ReadBack":
        return Effect.flatMap(this.lookUp(), (found) =>`,
        replace: `case "ReadBack":
        return Effect.flatMap(Effect.succeed<Reconcile.Found | undefined>(undefined), (found) =>`
      }
    ]
  },
  {
    name: "outcome lost",
    patches: [
      {
        file: ledger,
        find: "for (const [natural, outcome, requestId] of this.pending)",
        replace: "for (const [natural, outcome, requestId] of this.pending.slice(1))"
      }
    ]
  },
  {
    name: "409 always taken as success",
    patches: [
      {
        file: decision,
        find: `if (reason.stale) return { _tag: "NextAttempt", afterMillis: 0 }`,
        replace: `return { _tag: "Exists" }`
      }
    ]
  },
  {
    name: "new key after a lost answer",
    patches: [
      { file: sendOptions, find: "const retries = 8", replace: "const retries = 0" },
      {
        file: decision,
        find: `return { _tag: "Stop", why: reason.sent || row.keyInDoubt ? "no-answer" : "unreachable" }`,
        replace: `return { _tag: "NextAttempt", afterMillis: 0 }`
      }
    ]
  },
  {
    name: "key sent again however old it is",
    patches: [{ file: sendOptions, find: "maxAge: keyMaxAge", replace: `maxAge: "1000 days"` }]
  },
  {
    name: "run worked on by two processes",
    patches: [
      {
        file: "importer/src/state/RunLock.ts",
        find: "BEGIN EXCLUSIVE",
        replace: "SELECT 1"
      }
    ]
  },
  {
    name: "rows left out of the index of their digests",
    patches: [
      {
        file: "importer/src/ledger/KeyIndex.ts",
        find: "this.enterRecent.run(this.lastEntered)",
        replace: "this.enterRecent.run(this.lastEntered + 1)"
      }
    ]
  },
  {
    name: "request of many rows recorded after sending",
    engine: "upload",
    patches: [
      {
        file: ledger,
        find: `return this.transaction(() => this.batches.depart(`,
        replace: `if (!this.database.isTransaction) this.database.exec("BEGIN IMMEDIATE")
    return ((run: () => Batch) => run())(() => this.batches.depart(`
      },
      openTransaction
    ]
  },
  {
    name: "key changed on repeat of a request of many rows, which is not in doubt",
    engine: "upload",
    patches: [
      {
        file: bulk,
        find: "idempotencyKey(runId, bulkOperation.operation, digest, part, id)",
        replace:
          "idempotencyKey(runId, bulkOperation.operation, digest, part, id).slice(0, 24) + String(Math.random()).slice(2, 14)"
      },
      {
        file: bulkSender,
        find: `job,
          inDoubt: true,`,
        replace: `job,
          inDoubt: false,`
      }
    ]
  },
  {
    name: "rows that a job refused taken for applied",
    engine: "batch",
    patches: [
      {
        file: outcomes,
        find: `ended.refused === 0 ? [] : yield* bulkOperation.refusedRows!(batch.job ?? "", requests)`,
        replace: "requests.slice(0, 0).map((): any => undefined)"
      },
      { file: outcomes, find: "ended.refused === rejected.size &&", replace: "" },
      { file: outcomes, find: "created + updated === applied.length &&", replace: "" }
    ]
  },
  {
    // For `skip` in particular: the rows are posted again, and what is there is changed.
    name: "lost answer of a job taken for nothing having happened",
    engine: "batch",
    patches: [
      {
        file: bulk,
        find: `const doubted = items.map((item) => BatchOutcomes.doubt(item, batch))
      if (destination.lookUpMany === undefined) {`,
        replace: `const doubted = items.map((item) => ({ ...item, inDoubt: false }))
      if (Number(round) > 0) {`
      }
    ]
  },
  {
    name: "counts believed though they do not add up",
    engine: "upload",
    patches: [
      {
        file: bulk,
        find: `ended.status === "failed" || (this.cannotSearch && ended.refused !== 0)
          ? this.settleDoubt(batch, items, round, ended.created)
          : this.settle(`,
        replace: "this.settle("
      },
      {
        file: outcomes,
        find: `if (!isAccountedFor) {`,
        replace: `if (!isAccountedFor && created === undefined) {`
      }
    ]
  },
  {
    name: "accounts that exist not looked up before a job",
    engine: "batch",
    patches: [
      {
        file: "importer/src/engines/batch/BatchJobs.ts",
        find: `lookUpFirst: policy !== "update"`,
        replace: "lookUpFirst: false"
      }
    ]
  },
  {
    name: "the first of equal rows sent instead of the last",
    about: ({ duplicates }) => duplicates === "last",
    patches: [
      {
        file: "importer/src/pipeline/Pipeline.ts",
        find: `options.duplicates === "last" && options.correction === undefined ? yield*`,
        replace: `options.duplicates === ("none" as never) && options.correction === undefined ? yield*`
      }
    ]
  },
  {
    name: "wait that a 429 names ignored",
    about: ({ isPaced }) => isPaced,
    patches: [
      {
        file: "core/src/internal/rate/rateWindow.ts",
        find: "state.resetAt = isPaused && !isFirst ? Math.max(state.resetAt, end) : end",
        replace: "state.resetAt = now"
      }
    ]
  },
  {
    name: "permits of before a 429 spent after it",
    about: ({ isPaced }) => isPaced,
    patches: [
      {
        file: "core/src/internal/rate/rateWindow.ts",
        find: "state.limit = told.limit ?? state.limit state.window++ return",
        replace: "state.limit = told.limit ?? state.limit\nreturn"
      }
    ]
  },
  {
    name: "edited reject file overwritten",
    about: ({ corrects }) => corrects,
    patches: [
      {
        file: rejects,
        find: "return stat !== undefined && stat.isFile() && stat.size === bytes && digestOf(file) === digest",
        replace: "return stat !== undefined && (bytes >= 0 || digestOf(file) === digest)"
      }
    ]
  },
  {
    name: "edited reject file removed",
    about: ({ corrects }) => corrects,
    patches: [
      {
        file: rejects,
        find: `const remove = (folder: string, written: ReadonlyArray<Entry>, name: string): void => {
          if (written.some((entry) => entry.name === name && isAsWritten(folder, entry))) {`,
        replace: `const remove = (folder: string, written: ReadonlyArray<Entry>, name: string): void => {
          if (written.length > 0) {`
      }
    ]
  },
  {
    name: "body of another engine sent under an old key",
    about: ({ kind, mixesEngines }) => mixesEngines && kind === "accounts",
    patches: [
      {
        file: form,
        find: "const { namedType = accountType ?? null } = info",
        replace: "const namedType = found ?? null"
      },
      {
        file: form,
        find: "if ((yield* ledger.getMeta(formEntry)) !== form) yield* ledger.endKeys({ [formEntry]: form })",
        replace: "if (form === undefined) yield* ledger.endKeys({ [formEntry]: form })"
      }
    ]
  },
  {
    name: "change of the source not noticed",
    about: ({ phases }) => phases.some(({ tear }) => tear !== undefined),
    patches: [
      {
        file: held,
        find: "export const changeBetween = (before: Version, now: Version | undefined): Changed | undefined => {",
        replace: `export const changeBetween = (before: Version, now: Version | undefined): Changed | undefined => {
          if (now !== undefined) return undefined`
      },
      { file: held, find: "return before === sum", replace: "return before === sum || sum >= 0" }
    ]
  },
  {
    name: "file that has moved not found again",
    about: ({ phases }) => phases.some(({ after }) => after.some(({ kind }) => kind === "move")),
    patches: [
      {
        file: "importer/src/setup/FindRun.ts",
        find: "const others = candidates.filter((info) => info !== named)",
        replace: "const others = candidates.slice(0, 0)"
      }
    ]
  },
  {
    name: "texts of the server not masked",
    about: ({ quotes }) => quotes !== undefined,
    patches: [
      {
        file: "importer/src/engines/refusals/RowMessage.ts",
        find: `const code = "unprocessable"`,
        replace: `const code = "unprocessable"
          if (typeof message === "string") return { code, reason: message.slice(0, 200), pointer: undefined }`
      }
    ]
  },
  {
    name: "another environment not noticed",
    about: ({ phases }) => phases.some(({ elsewhereAfter }) => elsewhereAfter !== undefined),
    patches: [
      {
        file: "core/src/internal/call/environmentGuard.ts",
        find: "guard.other ??= environmentId return false",
        replace: "return true"
      }
    ]
  }
]

/** Seeds of trials that can notice a spoiled build. */
export const seedsFor = function* (
  { about, engine }: Sabotage,
  from: number,
  count: number
): Generator<number> {
  for (let seed = from, left = count; left > 0; seed++) {
    const script = draw(seed)
    if ((engine !== undefined && script.engine !== engine) || about?.(script) === false) continue
    left--
    yield seed
  }
}
