/**
 * The simulated environment: its identity, its API key, the offset of its clock, and its rate window. One row, stored
 * with the state, so a restart continues the same environment.
 */
import { randomBytes, randomInt } from "node:crypto"
import * as Ids from "./Ids.ts"
import type { Store } from "./Store.ts"

export interface Environment {
  readonly environmentId: string
  readonly organizationId: string
  readonly apiKey: string
  /** The id of the API key, not the key itself. */
  readonly apiKeyId: string
  readonly ids: Ids.Ids
  /** Reads the values that change over time; other processes may have changed them. */
  readonly clock: () => Clock
  /** The sandbox's time at this wall-clock time, in whole milliseconds; the wall clock may be a test's. */
  readonly now: (wall: number, clock?: Clock) => number
  readonly advance: (millis: number) => void
  readonly setWindow: (start: number, count: number) => void
  /** Base URL of file downloads. */
  readonly filesUrl: () => string
  readonly setFilesUrl: (url: string) => void
}

export interface Clock {
  readonly offset: number
  readonly windowStart: number
  readonly windowCount: number
}

export interface Options {
  readonly seed?: number | undefined
  readonly apiKey?: string | undefined
}

interface Row {
  readonly environmentId: string
  readonly organizationId: string
  readonly apiKey: string
  readonly apiKeyId: string
  readonly seed: number
  readonly epoch: number
}

/** Opens the environment, creating it for a new state. Call it in a transaction. */
export const open = (store: Store, options: Options): Environment => {
  store.define(`CREATE TABLE IF NOT EXISTS environment (
    only_row INTEGER PRIMARY KEY CHECK (only_row = 1),
    environmentId TEXT NOT NULL, organizationId TEXT NOT NULL,
    apiKey TEXT NOT NULL, apiKeyId TEXT NOT NULL,
    seed INTEGER NOT NULL, epoch INTEGER NOT NULL,
    clockOffset INTEGER NOT NULL, windowStart INTEGER NOT NULL, windowCount INTEGER NOT NULL
  ) STRICT`)
  const read = store.one<Row>("SELECT * FROM environment")
  const row = read() ?? create(store, options)
  const epoch = row.epoch + 1
  const apiKey = options.apiKey ?? row.apiKey
  store.run("UPDATE environment SET epoch = ?, apiKey = ?")(epoch, apiKey)

  const selectClock = store.one<Clock>(
    "SELECT clockOffset AS offset, windowStart, windowCount FROM environment"
  )
  const clock = () => selectClock()!
  const advance = store.run("UPDATE environment SET clockOffset = clockOffset + ?")
  const setWindow = store.run("UPDATE environment SET windowStart = ?, windowCount = ?")
  let filesUrl = "https://files.sandbox.invalid"
  return {
    environmentId: row.environmentId,
    organizationId: row.organizationId,
    apiKey,
    apiKeyId: row.apiKeyId,
    ids: Ids.make(row.seed, epoch),
    clock,
    now: (wall, { offset } = clock()) => Math.floor(wall) + offset,
    advance: (millis) => void advance(Math.floor(millis)),
    setWindow: (start, count) => void setWindow(start, count),
    filesUrl: () => filesUrl,
    setFilesUrl: (url) => {
      filesUrl = url
    }
  }
}

const create = (store: Store, options: Options): Row => {
  const seed = options.seed ?? randomInt(2 ** 32)
  const ids = Ids.make(seed, 0)
  const row: Row = {
    environmentId: ids.next("env"),
    organizationId: ids.next("org"),
    apiKeyId: ids.next("api"),
    // Never derived from the seed: a seed is no secret.
    apiKey: options.apiKey ?? `persona_sandbox_${randomBytes(16).toString("hex")}`,
    seed,
    epoch: 0
  }
  store.run("INSERT INTO environment VALUES (1, ?, ?, ?, ?, ?, ?, 0, 0, 0)")(
    row.environmentId,
    row.organizationId,
    row.apiKey,
    row.apiKeyId,
    row.seed,
    row.epoch
  )
  return row
}
