/**
 * How an import was started: what its run needs to be continued by its id alone.
 *
 * It lies in the run's folder, in a file of its own, `invocation.json`, which only its owner can read. It is not part of
 * the ledger, because the values that are set for every row stand in it as they were typed, and may be
 * personal; the ledger holds no value.
 */
import * as Arr from "effect/Array"
import * as Duration from "effect/Duration"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import * as path from "node:path"
import type { OnExisting } from "../Policies.ts"
import type { Duplicates } from "../mapping/Duplicates.ts"
import { type EngineRequest, engineRequests } from "../Policies.ts"
import type { MaxErrors } from "../Policies.ts"
import { damaged, failure, parseObject, readText, writeWhole } from "./StateFiles.ts"
import { acceptable } from "../values/damage.ts"
import { MappingFile } from "../MappingFile.ts"
import type { Unkeyed } from "../Policies.ts"
import * as Source from "../Source.ts"
import * as Spool from "../Spool.ts"

/** A file by its path, and how it is read. */
export interface File extends Source.Options {
  readonly file: string
}

/** Opens a file as a source. */
export const source = ({ file, ...reader }: File): Source.Source => Source.file(file, reader)

/** Opens what a run reads again. */
export const reopen = ({ names, options }: Source.Reopening): Source.Source => Source.named(names, options)

export interface RunConfig {
  /**
   * Files and patterns by their absolute paths, or one in the run's folder by its name there; `null` for a source that
   * cannot be opened again by its name alone.
   */
  readonly source: Source.Reopening | null
  readonly map: Readonly<Record<string, string>>
  readonly set: Readonly<Record<string, string>>
  /** What the mapping file said, which may be gone by now. */
  readonly mapping?: MappingFile | undefined
  readonly listColumn?: string | undefined
  readonly accept?: ReadonlyArray<(typeof acceptable)[number]> | undefined
  readonly onExisting: OnExisting
  readonly unkeyed: Unkeyed
  /** @default "first" */
  readonly duplicates?: Duplicates | undefined
  /** @default rows may be rejected without a limit */
  readonly maxErrors?: MaxErrors | undefined
  readonly keyMaxAge: Duration.Duration
  readonly concurrency: number
  /** What was asked for, not what was chosen: a run may change its engine midway. */
  readonly engine: EngineRequest
  readonly emitEvents: boolean
}

/** What opens the source again, or `null` where it can be read only once, as a pipe can. */
export const repeatable = (source: Source.Source): Source.Reopening | null => {
  if (Spool.isSpooled(source)) return { names: [Spool.fileName], options: source.options }
  const { reopen } = source
  if (reopen === undefined) return null
  const isOnce = reopen.names.some((name) => {
    const stat = fs.statSync(name, { throwIfNoEntry: false })
    // A pattern is the name of no file.
    return stat === undefined ? !Source.isPattern(name) : !stat.isFile()
  })
  return isOnce ? null : reopen
}

const kept = {
  // What a reader can be told grows; it judges its options itself when it opens the file.
  reader: Schema.Record(Schema.String, Schema.Union([Schema.String, Schema.Finite, Schema.Boolean])),
  map: Schema.Record(Schema.String, Schema.String),
  set: Schema.Record(Schema.String, Schema.String),
  onExisting: Schema.Literals(["skip", "update", "fail"]),
  unkeyed: Schema.Literals(["refuse", "derive", "allow"]),
  keyMaxAgeMillis: Schema.Finite,
  concurrency: Schema.Int
}

/** What is written: the version tells a later program what it may expect. */
const Stored = Schema.fromJsonString(
  Schema.Union([
    Schema.Struct({
      version: Schema.Literal(2),
      names: Schema.NullOr(Schema.NonEmptyArray(Schema.String)),
      ...kept,
      mapping: Schema.optionalKey(MappingFile),
      listColumn: Schema.optionalKey(Schema.String),
      accept: Schema.optionalKey(Schema.Array(Schema.Literals(acceptable))),
      duplicates: Schema.optionalKey(Schema.Literals(["first", "last", "reject"])),
      maxErrors: Schema.optionalKey(
        Schema.Union([Schema.Struct({ rows: Schema.Finite }), Schema.Struct({ share: Schema.Finite })])
      ),
      engine: Schema.optionalKey(Schema.Literals(engineRequests)),
      emitEvents: Schema.optionalKey(Schema.Boolean)
    }),
    // One file by its path, and nothing of mapping files.
    Schema.Struct({ version: Schema.Literal(1), file: Schema.NullOr(Schema.String), ...kept })
  ])
)

/** Its name in the folder of a run. */
export const runConfigName = "invocation.json"

/** Writes the invocation of a run, durably. Throws what the file system throws. */
export const write = (folder: string, runConfig: RunConfig): void => {
  const { keyMaxAge, source, ...rest } = runConfig
  const text = JSON.stringify({
    version: 2,
    names: source === null ? null : source.names.map((name) => nameIn(folder, name)),
    reader: source === null ? {} : source.options,
    ...rest,
    keyMaxAgeMillis: Math.min(Duration.toMillis(keyMaxAge), Number.MAX_SAFE_INTEGER)
  })
  const target = path.join(folder, runConfigName)
  if (readText(target) === text) return
  writeWhole(target, text)
}

/** What lies in the run's folder moves with it. */
const nameIn = (folder: string, name: string): string =>
  name === path.join(folder, Spool.fileName) ? Spool.fileName : name

/**
 * Reads the invocation of a run; `undefined` where none was kept, or one that this program does not understand. Throws
 * what the file system throws, and where the file is damaged.
 */
export const read = (folder: string): RunConfig | undefined => {
  const text = readText(path.join(folder, runConfigName))
  if (text === undefined) return undefined
  if (typeof parseObject(text)["version"] !== "number") throw failure(damaged)
  const stored = Option.getOrUndefined(Schema.decodeOption(Stored)(text))
  if (stored === undefined) return undefined
  const { keyMaxAgeMillis, reader, version: _, ...told } = stored
  const { names, rest } = "file" in told ? earlier(told) : latest(told)
  return {
    engine: "auto",
    emitEvents: true,
    ...rest,
    source:
      names === null
        ? null
        : { names: Arr.map(names, (name) => path.resolve(folder, name)), options: reader },
    keyMaxAge: Duration.millis(keyMaxAgeMillis)
  }
}

const latest = <A extends { readonly names: unknown }>({ names, ...rest }: A) => ({
  names: names as A["names"],
  rest
})

const earlier = <A extends { readonly file: string | null }>({ file, ...rest }: A) => ({
  names: file === null ? null : Arr.of(file),
  rest
})
