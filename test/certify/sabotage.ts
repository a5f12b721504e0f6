/**
 * Builds that are spoiled on purpose, each in one place. The certification has to catch every one of them; a
 * certification that passes what is broken says nothing.
 */
import type { Patch } from "./build.ts"

export interface Sabotage {
  readonly name: string
  readonly patches: ReadonlyArray<Patch>
}

const ledger = "importer/src/internal/ledgerStore.ts"
const send = "importer/src/Send.ts"
const decision = "importer/src/Decision.ts"

export const sabotages: ReadonlyArray<Sabotage> = [
  {
    // The rows of a window stay in an open transaction, which the next commit takes along.
    name: "intent written after sending",
    patches: [
      {
        file: ledger,
        find: "return this.transaction(() => entries.map((entry) => this.admitOne(entry, now)))",
        replace: `if (!this.database.isTransaction) this.database.exec("BEGIN IMMEDIATE")
          return entries.map((entry) => this.admitOne(entry, now))`
      },
      {
        file: ledger,
        find: `private transaction<A>(run: () => A): A {
    this`,
        replace: `private transaction<A>(run: () => A): A {
    if (!this.database.isTransaction) this`
      }
    ]
  },
  {
    name: "key changed on retry",
    patches: [
      {
        file: "core/src/internal/call.ts",
        find: "client.httpClient.execute(request)",
        replace: `Effect.suspend(() => client.httpClient.execute(
          key === undefined ? request : HttpClientRequest.setHeader(request, "idempotency-key", randomUUID())
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
        return Effect.flatMap(Effect.succeed<Adoption.Found | undefined>(undefined), (found) =>`
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
      { file: send, find: "const retries = 8", replace: "const retries = 0" },
      {
        file: decision,
        find: `return { _tag: "Stop", why: reason.sent || row.keyInDoubt ? "no-answer" : "unreachable" }`,
        replace: `return { _tag: "NextAttempt", afterMillis: 0 }`
      }
    ]
  },
  {
    name: "key sent again however old it is",
    patches: [{ file: send, find: "maxAge: options.keyMaxAge", replace: `maxAge: "1000 days"` }]
  },
  {
    name: "run worked on by two processes",
    patches: [
      {
        file: "importer/src/internal/runLock.ts",
        find: "BEGIN EXCLUSIVE",
        replace: "SELECT 1"
      }
    ]
  }
]
