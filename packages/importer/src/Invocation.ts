/**
 * How an import was started: what its run needs to be continued by its id alone.
 *
 * It lies in the run's folder, in a file of its own, `invocation.json`, which only its owner can read. It is not part of
 * the ledger, because the values that are set for every row stand in it as they were typed, and nobody can say that
 * none of them is personal; the ledger holds none.
 */
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import * as path from "node:path"
import type { OnExisting } from "./Adoption.ts"
import * as Source from "./Source.ts"

/** A file by its path, and how it is read. */
export interface File extends Source.Options {
  readonly file: string
}

/** Opens a file as a source. */
export const source = ({ file, ...reader }: File): Source.Source => Source.file(file, reader)

/** What happens to accounts without a reference id: they are refused, given a derived one, or sent as they are. */
export type Unkeyed = "refuse" | "derive" | "allow"

export interface Invocation {
  /** The file by its absolute path; `null` for a source that cannot be opened again by its name alone. */
  readonly file: File | null
  readonly map: Readonly<Record<string, string>>
  readonly set: Readonly<Record<string, string>>
  readonly onExisting: OnExisting
  readonly unkeyed: Unkeyed
  readonly keyMaxAge: Duration.Duration
  readonly concurrency: number
}

/** The file with its absolute path, or `null` where it can be read only once, as a pipe can. */
export const repeatable = (given: File): File | null => {
  const file = path.resolve(given.file)
  return fs.statSync(file, { throwIfNoEntry: false })?.isFile() === true ? { ...given, file } : null
}

/** What is written: the version tells a later program what it may expect. */
const Stored = Schema.fromJsonString(
  Schema.Struct({
    version: Schema.Literal(1),
    file: Schema.NullOr(Schema.String),
    // What a reader can be told grows; it judges its options itself when it opens the file.
    reader: Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Finite, Schema.Boolean])),
    map: Schema.Record(Schema.String, Schema.String),
    set: Schema.Record(Schema.String, Schema.String),
    onExisting: Schema.Literals(["skip", "update", "fail"]),
    unkeyed: Schema.Literals(["refuse", "derive", "allow"]),
    keyMaxAgeMillis: Schema.Finite,
    concurrency: Schema.Int
  })
)

const fileName = "invocation.json"

/** Writes the invocation of a run, durably. Throws what the file system throws. */
export const write = (folder: string, invocation: Invocation): void => {
  const { file: origin, keyMaxAge, ...rest } = invocation
  const { file, ...reader } = origin ?? { file: null }
  const text = JSON.stringify({
    version: 1,
    file,
    reader,
    ...rest,
    keyMaxAgeMillis: Math.min(Duration.toMillis(keyMaxAge), Number.MAX_SAFE_INTEGER)
  })
  const target = path.join(folder, fileName)
  if (readText(target) === text) return
  const draft = `${target}.${process.pid}`
  fs.writeFileSync(draft, text, { mode: 0o600, flush: true })
  fs.renameSync(draft, target)
}

/** Reads the invocation of a run; `undefined` where none was kept, or one that this program does not understand. */
export const read = (folder: string): Invocation | undefined => {
  const text = readText(path.join(folder, fileName))
  if (text === undefined) return undefined
  const stored = Option.getOrUndefined(Schema.decodeOption(Stored)(text))
  if (stored === undefined) return undefined
  const { file, keyMaxAgeMillis, reader, version: _, ...rest } = stored
  return {
    ...rest,
    file: file === null ? null : { ...reader, file },
    keyMaxAge: Duration.millis(keyMaxAgeMillis)
  }
}

const readText = (file: string): string | undefined =>
  fs.existsSync(file) ? fs.readFileSync(file, "utf8") : undefined
