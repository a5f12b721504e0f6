/** The secret key of all ledger digests in a state directory. */
import { randomBytes } from "node:crypto"
import * as fs from "node:fs"
import { codeOf, damaged, failure, isAbsent, missing, readBytes, writeDraft } from "./StateFiles.ts"

/**
 * Reads the secret, 32 bytes, or creates it. Throws `missing` if it is absent and `isNeeded`, `damaged` if its length
 * is wrong, and the file system's errors.
 */
export const read = (file: string, isNeeded: boolean): Uint8Array => {
  if (isAbsent(file)) {
    // With another secret, no row of these runs would match its digest.
    if (isNeeded) throw failure(missing)
    // Of several processes that start at once, only one may create the secret, and none may read a partial one.
    try {
      writeDraft(file, randomBytes(secretBytes), (draft) => fs.linkSync(draft, file))
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw error
    }
  }
  const secret = readBytes(file)
  if (secret?.length !== secretBytes) throw failure(damaged)
  return secret
}

const secretBytes = 32
