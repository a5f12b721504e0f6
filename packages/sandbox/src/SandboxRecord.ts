/**
 * The server's own record of its objects and its history. Tests compare a client's report with it, so it is read from
 * the state and never from answers.
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
  /** Numbers of objects, including archived and redacted ones. */
  readonly counts: {
    readonly accounts: number
    readonly lists: number
    readonly listItems: number
    readonly batchJobs: number
    readonly importers: number
    readonly idempotencyKeys: number
  }
  /**
   * Answered requests: method and path template, then status, then how many. Lost answers count, lost requests do not.
   */
  readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>
  /** Effects by name, for example `account.created`; a replayed answer has none. */
  readonly writes: Readonly<Record<string, number>>
  /** Answers replayed by the idempotency layer. */
  readonly replays: number
  /** Requests refused with 400 "Idempotency error": their key was used before with another request. */
  readonly mismatches: number
  readonly faults: {
    /** Faults injected, by kind. */
    readonly injected: Readonly<Record<string, number>>
  }
  /** All objects, oldest first; absent if not requested. */
  readonly contents?: Contents
}

export interface Contents {
  readonly accounts: ReadonlyArray<AccountContents>
  readonly lists: ReadonlyArray<ListContents>
  readonly listItems: ReadonlyArray<ListItemContents>
}
