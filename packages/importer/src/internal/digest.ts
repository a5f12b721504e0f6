/**
 * Digests that stand in for personal data in the ledger.
 *
 * Reference ids, addresses and phone numbers are easy to guess, so a plain hash of one would give it away. The
 * ledger holds digests keyed with a secret that lies beside it in the state directory, not in it.
 */
import { hash } from "node:crypto"

export interface Digester {
  /** 16 bytes that stand for a text. Equal texts of one purpose give equal bytes. */
  readonly digest: (purpose: Purpose, text: string) => Uint8Array
}

/** What a digest is for. Digests of different purposes never meet. */
export type Purpose = "natural" | "body" | "list"

/**
 * Makes a digester. The secret goes before and after the text in one plain hash: what an HMAC adds to that guards
 * against forgeries, which nobody could use here, and it takes twenty times as long.
 */
export const make = (secret: Uint8Array): Digester => {
  const key = Buffer.from(secret).toString("hex")
  return {
    digest: (purpose, text) => {
      const bytes = hash("sha256", `${key}\n${purpose}\n${text}\n${key}`, "buffer")
      // A copy of its own: a view would keep all 32 bytes, and the pool behind them, alive.
      return new Uint8Array(bytes.subarray(0, 16))
    }
  }
}

/**
 * The idempotency key of an attempt, derived so that nothing but the ledger's facts is needed to send the same
 * key again after a crash. It is opaque and reveals nothing of the row.
 */
export const idempotencyKey = (
  runId: string,
  operation: string,
  natural: Uint8Array,
  body: Uint8Array,
  attempt: number
): string =>
  asUuid(hash("sha256", `${runId}\n${operation}\n${hex(natural)}\n${hex(body)}\n${attempt}`, "hex"))

/**
 * The key under which a list is created by its name. The run is left out, so that two runs which need the same
 * list create it once.
 */
export const listKey = (operation: string, name: string, attempt: number): string =>
  asUuid(hash("sha256", `list\n${operation}\n${name}\n${attempt}`, "hex"))

/**
 * A reference id made of what a row says, for rows that have none. It is the same on every machine, so that a
 * file imported twice meets its own accounts.
 */
export const derivedReferenceId = (text: string): string =>
  `derived-${hash("sha256", text, "hex").slice(0, 32)}`

/** A digest of public facts, such as a mapping, to compare runs by. */
export const fingerprint = (facts: unknown): string =>
  hash("sha256", JSON.stringify(facts), "hex").slice(0, 32)

const hex = (bytes: Uint8Array) =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString("hex")

/** The form that the API's documentation recommends for keys. */
const asUuid = (digest: string) =>
  `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`
