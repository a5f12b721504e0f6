/**
 * Digests that replace personal data in the ledger.
 *
 * Reference ids, addresses and phone numbers are easy to guess, so a plain hash would reveal them. The ledger holds
 * digests keyed with a secret. The secret is a separate file of the state directory, outside the ledger.
 */
import type { Branded } from "effect/Brand"
import { hash } from "node:crypto"
import type { SQLOutputValue } from "node:sqlite"

/**
 * The 16 bytes of a text's digest, as a string with one character for each byte. A string can be compared and used as a
 * map key directly; an array of bytes costs several times as much.
 */
export type Digest = Branded<string, "Digest">

export interface Digester {
  /** Equal texts of one purpose have equal digests. */
  readonly digest: (purpose: Purpose, text: string) => Digest
}

/** The purpose of a digest. Digests of different purposes are never equal. */
export type Purpose = "natural" | "body" | "list"

/**
 * Makes a digester. One plain hash covers the secret, the text, and the secret again. An HMAC would also protect
 * against forgeries, which gain nothing here, and takes twenty times as long.
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

/** One digest, or several concatenated, as stored in the ledger. */
export const toBytes = (digests: string): Uint8Array => Buffer.from(digests, "latin1")

/** A digest from its stored bytes. */
export const fromBytes = (bytes: Uint8Array | SQLOutputValue | undefined): Digest =>
  String.fromCharCode.apply(null, bytes as never) as Digest

/**
 * The idempotency key of an attempt, derived from the ledger's facts alone, so that the same key can be sent again
 * after a crash. It is opaque and reveals nothing about the row.
 */
export const idempotencyKey = (
  runId: string,
  operation: string,
  natural: Digest,
  body: Digest,
  attempt: number
): string =>
  asUuid(hash("sha256", `${runId}\n${operation}\n${hex(natural)}\n${hex(body)}\n${attempt}`, "hex"))

/** A digest of a batch's request: its form, and its rows in order. */
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
 * The idempotency key for creating a list by its name. It excludes the run, so two runs that need the same list create
 * it once.
 */
export const listKey = (operation: string, name: string, attempt: number): string =>
  asUuid(hash("sha256", `list\n${operation}\n${name}\n${attempt}`, "hex"))

/**
 * A reference id derived from a row's content, for rows that have none. It is the same on every machine, so a second
 * import of a file finds the accounts of the first.
 */
export const derivedReferenceId = (text: string): string =>
  `derived-${hash("sha256", text, "hex").slice(0, 32)}`

/** A digest of public facts, such as a mapping, for comparing runs. */
export const fingerprint = (facts: unknown): string =>
  hash("sha256", JSON.stringify(facts), "hex").slice(0, 32)

const hex = (digest: Digest) => Buffer.from(digest, "latin1").toString("hex")

/** The key format that the API's documentation recommends. */
const asUuid = (digest: string) =>
  `${digest.slice(0, 8)}-${digest.slice(8, 12)}-8${digest.slice(13, 16)}-a${digest.slice(17, 20)}-${digest.slice(20, 32)}`
