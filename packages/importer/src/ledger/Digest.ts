/**
 * Digests that stand in for personal data in the ledger.
 *
 * Reference ids, addresses and phone numbers are easy to guess, so a plain hash of one would give it away. The
 * ledger holds digests keyed with a secret that lies beside it in the state directory, not in it.
 */
import type { Branded } from "effect/Brand"
import { hash } from "node:crypto"
import type { SQLOutputValue } from "node:sqlite"

/**
 * 16 bytes that stand for a text, each as the character of its number. A text can be compared, and be the key of a map,
 * as it is; an array of bytes costs several times as much.
 */
export type Digest = Branded<string, "Digest">

export interface Digester {
  /** Equal texts of one purpose give equal digests. */
  readonly digest: (purpose: Purpose, text: string) => Digest
}

/** What a digest is for. Digests of different purposes never meet. */
export type Purpose = "natural" | "body" | "list"

/**
 * Makes a digester. The secret goes before and after the text in one plain hash: what an HMAC adds to that guards
 * against forgeries, which are of no use here, and it takes twenty times as long.
 */
export const make = (secret: Uint8Array): Digester => {
  const key = Buffer.from(secret).toString("hex")
  return {
    digest: (purpose, text) => short(hash("sha256", `${key}\n${purpose}\n${text}\n${key}`, "binary"))
  }
}

/** The first half of a hash. */
const short = (hash: string): Digest => hash.slice(0, digestBytes) as Digest

/** Length of a digest. */
export const digestBytes = 16

/** Digests, one or several in a row, as the ledger has them. */
export const toBytes = (digests: string): Uint8Array => Buffer.from(digests, "latin1")

/** A digest that the ledger has. */
export const fromBytes = (bytes: Uint8Array | SQLOutputValue | undefined): Digest =>
  String.fromCharCode.apply(null, bytes as never) as Digest

/**
 * The idempotency key of an attempt, derived so that nothing but the ledger's facts is needed to send the same
 * key again after a crash. It is opaque and reveals nothing of the row.
 */
export const idempotencyKey = (
  runId: string,
  operation: string,
  natural: Digest,
  body: Digest,
  attempt: number
): string =>
  asUuid(hash("sha256", `${runId}\n${operation}\n${hex(natural)}\n${hex(body)}\n${attempt}`, "hex"))

/** A digest of a request of many rows: its form, and its rows in their order. */
export const batchDigest = (
  form: string,
  rows: ReadonlyArray<{ readonly natural: Digest; readonly body: Digest }>
): Digest => {
  let digests = ""
  for (const { body, natural } of rows) digests += natural + body
  return short(hash("sha256", Buffer.concat([Buffer.from(`${form}\n`), toBytes(digests)]), "binary"))
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

const hex = (digest: Digest) => Buffer.from(digest, "latin1").toString("hex")

/** The form that the API's documentation recommends for keys. */
const asUuid = (digest: string) =>
  `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`
