/** The secret that the digests of all ledgers of a state directory are keyed with. */
import { randomBytes } from "node:crypto"
import * as fs from "node:fs"
import { codeOf, damaged, failure, isAbsent, missing, readBytes, writeDraft } from "./StateFiles.ts"

/** Reads the secret, or makes it unless there are runs that need the one that is missing. Throws what the file system throws. */
export const read = (file: string, isNeeded: boolean): Uint8Array => {
  if (isAbsent(file)) {
    // With another secret, no row of these runs would be known again.
    if (isNeeded) throw failure(missing)
    // Only one of several processes that start at once may make the secret, and none may read half of it.
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
