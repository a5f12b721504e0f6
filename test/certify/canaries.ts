/**
 * Values of a trial's rows that are recognised wherever they turn up: words that begin alike, and numbers of ranges that
 * nothing else has. Only reject files may hold them.
 */
import * as fs from "node:fs"
import * as path from "node:path"

const prefix = "qzkanari"

/** A word for the n-th object of a trial. */
export const word = (n: number): string => `${prefix}${n.toString(36)}x`

/** The phone numbers and addresses of `kinds.ts`, which cannot hold words. */
const pattern = new RegExp(
  `${prefix}[0-9a-z]*|1555[01]\\d{6}|1444[01]\\d{6}|100\\.7[78]\\.\\d+\\.|198\\.18\\.\\d+\\.7|2001:db8::`,
  "i"
)

/** The first canary in a text. */
export const find = (text: string): string | undefined => pattern.exec(text)?.[0]

/** Files below a folder, other than reject files, that hold a canary: each with it. */
export const findBelow = (folder: string): ReadonlyArray<string> =>
  fs.existsSync(folder)
    ? fs
        .readdirSync(folder, { recursive: true, withFileTypes: true })
        .filter((entry) => entry.isFile() && !isRejects(entry.name))
        .flatMap((entry) => {
          const found = find(fs.readFileSync(path.join(entry.parentPath, entry.name), "latin1"))
          return found === undefined ? [] : [`${entry.name}: ${found}`]
        })
    : []

/** Also one that was being written when its process was killed. */
const isRejects = (name: string): boolean => /^rejects(?:-\d+)?\.csv(?:\.part)?$/.test(name)
