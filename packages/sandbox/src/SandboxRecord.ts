/**
 * The server's own record: what it holds and what it has been through. It is what a test compares a client's report
 * with, so it is read from the state and never from answers.
 */
import type { AccountContents } from "./resources/accounts/Accounts.ts"
import type { ListItemContents } from "./resources/lists/ListItems.ts"
import type { ListContents } from "./resources/lists/Lists.ts"

export type { Fields, FieldValue } from "./resources/accounts/AccountFields.ts"
export type { AccountContents } from "./resources/accounts/Accounts.ts"
export type { ListItemContents } from "./resources/lists/ListItems.ts"
export type { ListContents } from "./resources/lists/Lists.ts"

export interface SandboxRecord {
  readonly environmentId: string
  readonly organizationId: string
  /** RFC 3339 time by the sandbox's clock. */
  readonly now: string
  /** How many there are, archived and redacted ones included. */
  readonly counts: {
    readonly accounts: number
    readonly lists: number
    readonly listItems: number
    readonly batchJobs: number
    readonly importers: number
    readonly idempotencyKeys: number
  }
  /** Requests answered: method and path template, then status, then how many. Lost answers count, lost requests do not. */
  readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Effects by name, for example `account.created`; a replayed answer has none. */
  readonly writes: Readonly<Record<string, number>>
  /** Answers repeated from the idempotency layer. */
  readonly replays: number
  /** Requests refused with 400 "Idempotency error": their key was used before with another request. */
  readonly mismatches: number
  readonly faults: {
    /** Faults injected, by kind. */
    readonly injected: Readonly<Record<string, number>>
  }
  /** Everything there is, oldest first; absent when it was not asked for. */
  readonly contents?: Contents
}

export interface Contents {
  readonly accounts: ReadonlyArray<AccountContents>
  readonly lists: ReadonlyArray<ListContents>
  readonly listItems: ReadonlyArray<ListItemContents>
}
