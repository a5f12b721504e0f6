/** Run ids. */
import { randomBytes } from "node:crypto"

/** UTC time first, so that runs sort by age; then 64 random bits, since idempotency keys derive from the id. */
export const make = (now: Date): string =>
  `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}-${randomBytes(8).toString("hex")}`

/** The creation time in an id, as an ISO timestamp. */
export const timeOf = (id: string): string =>
  id.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)-.*$/, "$1-$2-$3T$4:$5:$6.000Z")

export const is = (name: string) => /^\d{8}T\d{6}-[0-9a-f]{16}$/.test(name)
