/**
 * The reject files in the folder of a run: `rejects.csv`, `rejects-2.csv`, and so on.
 *
 * A user may edit a reject file in place. A file is replaced or removed only while it has the bytes that were written.
 * An edited file stays unchanged, and the next free number is used. The digest of a new file is durable before the file
 * has its name, so after a crash in between, the digests of both the old and the new file are known.
 */
import * as Effect from "effect/Effect"
import { createHash } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"
import { RejectsError } from "../errors/RejectsError.ts"
import type { Ledger, LedgerError } from "../ledger/Ledger.ts"
import { durableStep } from "../state/CrashPoints.ts"

/** The name of the first file. */
const fileName = "rejects.csv"

/** The entry of the ledger that says which of the files names the rejected rows, and what was written. */
const rejectsEntry = "rejects"

/** What was written under some name. */
export interface Written {
  readonly bytes: number
  /** SHA-256 in hexadecimal. */
  readonly digest: string
}

interface Entry extends Written {
  readonly name: string
}

interface Kept {
  /** The file that names the rejected rows; `null` when there are none. */
  readonly current: string | null
  /** What the files may hold if they are as they were written: before a crash, and after it. */
  readonly written: ReadonlyArray<Entry>
}

export interface RejectFiles {
  /** Where the first file is to be. */
  readonly file: string
  /** Gives a finished file its name: that of one which is as it was written, or the next free one. */
  readonly publish: (draft: string, written: Written) => Effect.Effect<string, RejectsError | LedgerError>
  /** Removes the files that are as they were written: no row is rejected any more. */
  readonly clear: Effect.Effect<void, LedgerError>
  /** The file that names the rejected rows. */
  readonly current: Effect.Effect<string | null, LedgerError>
  /** Files that were edited since they were written, or were never written by this run. */
  readonly edited: Effect.Effect<ReadonlyArray<string>, LedgerError>
  /** All files, the one that names the rejected rows first, then the latest. */
  readonly all: Effect.Effect<ReadonlyArray<string>, LedgerError>
}

export const make = (folder: string, ledger: Ledger): RejectFiles => {
  const at = (name: string) => path.join(folder, name)
  const kept = Effect.map(ledger.getMeta(rejectsEntry), parse)
  const keep = (value: Kept) => ledger.setMeta({ [rejectsEntry]: JSON.stringify(value) })
  return {
    file: at(fileName),
    publish: Effect.fnUntraced(function* (draft, written) {
      const { written: before } = yield* kept
      const own = before.filter((entry) => isAsWritten(folder, entry))
      const name = firstFree(folder, own)
      const others = own.filter((entry) => entry.name !== name || entry.digest !== written.digest)
      yield* keep({ current: name, written: [...others, { ...written, name }] })
      const named = yield* durableStep(
        "name the reject file",
        attempt(at(name), () => replace(folder, draft, name, own))
      )
      if (named !== name) yield* keep({ current: named, written: [...own, { ...written, name: named }] })
      // One under another name says what was true before.
      for (const { name: other } of own) if (other !== named) remove(folder, own, other)
      return at(named)
    }, Effect.uninterruptible),
    clear: Effect.gen(function* () {
      const { current, written } = yield* kept
      if (current === null && written.length === 0) return
      yield* durableStep(
        "remove the reject files",
        Effect.sync(() => {
          for (const { name } of written) remove(folder, written, name)
        })
      )
      yield* keep({ current: null, written: [] })
    }).pipe(Effect.uninterruptible),
    current: Effect.map(kept, (value) => currentOf(folder, value)),
    edited: Effect.map(kept, ({ written }) =>
      namesIn(folder)
        .filter((name) => !written.some((entry) => entry.name === name && isAsWritten(folder, entry)))
        .map(at)
    ),
    all: Effect.map(kept, (value) => {
      const current = currentOf(folder, value)
      const others = namesIn(folder).toReversed().map(at)
      return current === null ? others : [current, ...others.filter((other) => other !== current)]
    })
  }
}

/** Gives a finished file a name that no other file has. */
export const publishBeside = (file: string, draft: string): Effect.Effect<string, RejectsError> =>
  attempt(file, () => {
    let name = file
    for (let n = 2; fs.existsSync(name); n++) name = numbered(file, n)
    fs.renameSync(draft, name)
    return name
  })

/** A run of an older version has one file, and does not know what it wrote. */
const parse = (text: string | undefined): Kept =>
  text === undefined ? { current: fileName, written: [] } : (JSON.parse(text) as Kept)

const currentOf = (folder: string, { current, written }: Kept): string | null => {
  if (current === null) return null
  // A crash came before the file had the name, or a person has removed it.
  const name = [current, ...written.map(({ name }) => name).toReversed()].find((name) =>
    fs.existsSync(path.join(folder, name))
  )
  return name === undefined ? null : path.join(folder, name)
}

const numbered = (file: string, n: number): string => {
  const { dir, ext, name } = path.parse(file)
  return path.join(dir, n === 1 ? `${name}${ext}` : `${name}-${n}${ext}`)
}

const namePattern = /^rejects(?:-(\d{1,9}))?\.csv$/

/** The files that are there, by their numbers. */
const namesIn = (folder: string): ReadonlyArray<string> =>
  fs
    .readdirSync(folder)
    .flatMap((name) => {
      const found = namePattern.exec(name)
      return found === null ? [] : [{ name, n: Number(found[1] ?? 1) }]
    })
    .toSorted((a, b) => a.n - b.n)
    .map(({ name }) => name)

const firstFree = (folder: string, own: ReadonlyArray<Entry>): string => {
  for (let n = 1; ; n++) {
    const name = numbered(fileName, n)
    if (own.some((entry) => entry.name === name) || !fs.existsSync(path.join(folder, name))) return name
  }
}

/** Checks the bytes right before the file is replaced, because a user may have saved it a moment ago. */
const replace = (folder: string, draft: string, wanted: string, own: ReadonlyArray<Entry>): string => {
  let name = wanted
  while (!canBeReplaced(folder, name, own))
    name = firstFree(
      folder,
      own.filter((entry) => isAsWritten(folder, entry))
    )
  fs.renameSync(draft, path.join(folder, name))
  return name
}

const canBeReplaced = (folder: string, name: string, own: ReadonlyArray<Entry>): boolean =>
  !fs.existsSync(path.join(folder, name)) ||
  own.some((entry) => entry.name === name && isAsWritten(folder, entry))

const remove = (folder: string, written: ReadonlyArray<Entry>, name: string): void => {
  if (written.some((entry) => entry.name === name && isAsWritten(folder, entry))) {
    fs.rmSync(path.join(folder, name), { force: true })
  }
}

const isAsWritten = (folder: string, { bytes, digest, name }: Entry): boolean => {
  const file = path.join(folder, name)
  const stat = fs.lstatSync(file, { throwIfNoEntry: false })
  return stat !== undefined && stat.isFile() && stat.size === bytes && digestOf(file) === digest
}

const digestOf = (file: string): string | undefined => {
  const hash = createHash("sha256")
  const buffer = Buffer.allocUnsafe(1 << 18)
  try {
    const descriptor = fs.openSync(file, "r")
    try {
      for (let read = 0; (read = fs.readSync(descriptor, buffer)) > 0;) hash.update(buffer.subarray(0, read))
    } finally {
      fs.closeSync(descriptor)
    }
  } catch {
    // An unreadable file cannot be distinguished from an edited one.
    return undefined
  }
  return hash.digest("hex")
}

const attempt = <A>(file: string, run: () => A): Effect.Effect<A, RejectsError> =>
  Effect.try({
    try: run,
    catch: (cause) =>
      new RejectsError({
        file,
        code: String((cause as NodeJS.ErrnoException | null)?.code ?? "write failed")
      })
  })
