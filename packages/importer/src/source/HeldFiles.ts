/**
 * Holds files, so that all readings find the same bytes.
 *
 * A version is the system's metadata of a file: device, inode, size and time of the last write. It comes from the open
 * descriptor, so it describes the bytes that are read, even if the path points elsewhere by now. If two versions have
 * equal metadata, checksums of chunks that are read twice distinguish them: 8 bytes of memory for 16 KiB of file.
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import { type BigIntStats, fstatSync } from "node:fs"
import * as fs from "node:fs/promises"
import { crc32 } from "node:zlib"
import { Changed } from "../SourceError.ts"

export type Version = Pick<BigIntStats, "dev" | "ino" | "size" | "mtimeNs">

/** What an open descriptor reads. */
export const versionAt = (descriptor: number): Version => fstatSync(descriptor, { bigint: true })

/** What has happened between two versions; `undefined` if they are one. */
export const changeBetween = (before: Version, now: Version | undefined): Changed | undefined => {
  const size = { before: Number(before.size), now: now === undefined ? undefined : Number(now.size) }
  const modified = { before: timeOf(before), now: now === undefined ? undefined : timeOf(now) }
  const changed = (how: Changed["how"]) => new Changed({ how, size, modified })
  if (now === undefined) return changed("gone")
  if (now.dev !== before.dev || now.ino !== before.ino) return changed("replaced")
  if (now.size !== before.size) return changed(now.size > before.size ? "grown" : "cut")
  return now.mtimeNs === before.mtimeNs ? undefined : changed("overwritten")
}

const timeOf = ({ mtimeNs }: Version): string => new Date(Number(mtimeNs / 1_000_000n)).toISOString()

/** One of the files. */
export class HeldFile {
  /** The file when holding began. */
  readonly version: Version
  /** Stays open for all readings, while there are not too many files. */
  handle: fs.FileHandle | undefined = undefined
  private readonly sums: Array<number> = []

  constructor(version: Version) {
    this.version = version
  }

  /** Compares a chunk with the one that was read there before, if there was one. */
  isSame(position: number, chunk: Uint8Array, chunkBytes: number): boolean {
    // Another reading may be cut into other chunks where a read has given less than was asked for.
    const isWhole = chunk.length === chunkBytes || BigInt(position + chunk.length) === this.version.size
    if (!isWhole || position % chunkBytes !== 0) return true
    const sum = crc32(chunk)
    const before = (this.sums[position / chunkBytes] ??= sum)
    return before === sum
  }
}

export class HeldFiles {
  private readonly files = new Map<string, HeldFile>()
  private open = 0

  /** The file at a path; `undefined` for what was no file when holding began. */
  at(path: string): HeldFile | undefined {
    return this.files.get(path)
  }

  /** Keeps a descriptor open for the readings to come, if there is room for one more. */
  keep(file: HeldFile, handle: fs.FileHandle): void {
    if (file.handle !== undefined || this.open === maxOpen) return
    this.open++
    file.handle = handle
  }

  /** The first path that leads to something else by now. */
  async changed(): Promise<{ readonly file: string; readonly reason: Changed } | undefined> {
    for (const [file, { version }] of this.files) {
      const reason = changeBetween(version, await versionOf(file))
      if (reason !== undefined) return { file, reason }
    }
    return undefined
  }

  async begin(paths: ReadonlyArray<string>): Promise<void> {
    for (const path of paths) {
      const version = await versionOf(path)
      if (version !== undefined) this.files.set(path, new HeldFile(version))
    }
  }

  async close(): Promise<void> {
    for (const file of this.files.values()) await file.handle?.close().catch(() => {})
  }
}

/** Descriptors that stay open: of more files, the others are opened anew for each reading and compared. */
const maxOpen = 32

/** The version of a file by its path; `undefined` where there is none. */
const versionOf = (path: string): Promise<Version | undefined> =>
  fs.stat(path, { bigint: true }).then(
    (stat) => (stat.isFile() ? stat : undefined),
    () => undefined
  )

/** Takes note of files as they are now. What was opened of them is closed with the scope. */
export const hold = (paths: ReadonlyArray<string>): Effect.Effect<HeldFiles, never, Scope.Scope> =>
  Effect.tap(
    Effect.acquireRelease(
      Effect.sync(() => new HeldFiles()),
      (files) => Effect.promise(() => files.close())
    ),
    (files) => Effect.promise(() => files.begin(paths))
  )
