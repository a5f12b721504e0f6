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
      // A text takes half the time of a buffer, and the bytes of its own keep nothing else alive.
      const digits = hash("sha256", `${key}\n${purpose}\n${text}\n${key}`, "binary")
      const bytes = new Uint8Array(16)
      for (let i = 0; i < 16; i++) bytes[i] = digits.charCodeAt(i)
      return bytes
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

/** A digest of a request of many rows: its form, and its rows in their order. */
export const chunkDigest = (
  form: string,
  rows: ReadonlyArray<{ readonly natural: Uint8Array; readonly body: Uint8Array }>
): Uint8Array => {
  const parts: Array<Uint8Array> = [Buffer.from(`${form}\n`)]
  for (const { body, natural } of rows) parts.push(natural, body)
  return new Uint8Array(hash("sha256", Buffer.concat(parts), "buffer").subarray(0, 16))
}

/** The key of the same request in another form. */
export const keyVariant = (key: string, form: string): string =>
  asUuid(hash("sha256", `${key}\n${form}`, "hex"))

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
