/**
 * The idempotency layer of POST: the first answer to a key, its status and body, success or failure alike, is stored
 * with the effect in one transaction and repeated byte for byte until the key is dropped. The first request of a key is
 * stored as a digest of method, path, query and parsed body.
 */
import { hash } from "node:crypto"
import type { Store } from "../state/Store.ts"

export interface Idempotency {
  /** The stored answer of a key, `"mismatch"` if it was used for another request, undefined if it is free. */
  readonly find: (key: string, fingerprint: string, now: number) => Stored | "mismatch" | undefined
  readonly keep: (key: string, fingerprint: string, answer: Stored, now: number) => void
  /** Drops the keys of at least this age and returns how many. */
  readonly prune: (olderThanMillis: number, now: number) => number
  /** Keys whose first request is not answered yet; known to this process only. */
  readonly inProgress: Set<string>
  readonly count: () => number
}

export interface Stored {
  readonly status: number
  readonly body: string
}

interface Row extends Stored {
  readonly fingerprint: string
  readonly created_at: number
}

const lifetimeMillis = 24 * 60 * 60 * 1000

export const make = (store: Store): Idempotency => {
  store.define(`CREATE TABLE IF NOT EXISTS idempotency_keys (
    key TEXT NOT NULL UNIQUE, fingerprint TEXT NOT NULL, status INTEGER NOT NULL, body TEXT NOT NULL,
    created_at INTEGER NOT NULL
  ) STRICT`)
  const select = store.one<Row>("SELECT * FROM idempotency_keys WHERE key = ?")
  const insert = store.run("INSERT OR REPLACE INTO idempotency_keys VALUES (?, ?, ?, ?, ?)")
  const remove = store.run("DELETE FROM idempotency_keys WHERE created_at <= ?")
  const count = store.one<{ readonly total: number }>("SELECT count(*) AS total FROM idempotency_keys")
  return {
    find: (key, fingerprint, now) => {
      const row = select(key)
      if (row === undefined || now - row.created_at >= lifetimeMillis) return undefined
      return row.fingerprint === fingerprint ? row : "mismatch"
    },
    keep: (key, fingerprint, { body, status }, now) => void insert(key, fingerprint, status, body, now),
    prune: (olderThanMillis, now) => remove(now - olderThanMillis),
    inProgress: new Set(),
    count: () => count()?.total ?? 0
  }
}

/** Two requests are the same if these agree; the order of keys in the body does not matter. */
export const fingerprint = (method: string, path: string, query: string, body: unknown): string =>
  hash("sha256", `${method} ${path}?${query}\n${canonical(body)}`, "base64")

const canonical = (value: unknown): string => {
  if (typeof value === "string") return JSON.stringify(value)
  let text = ""
  if (Array.isArray(value)) {
    for (const member of value) text += `,${canonical(member)}`
    return `[${text.slice(1)}]`
  }
  if (typeof value !== "object" || value === null) return JSON.stringify(value) ?? ""
  const object = value as Readonly<Record<string, unknown>>
  for (const name of Object.keys(object).sort()) text += `,${JSON.stringify(name)}:${canonical(object[name])}`
  return `{${text.slice(1)}}`
}
