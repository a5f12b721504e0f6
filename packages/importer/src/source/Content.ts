/**
 * The origin of a source's bytes: a file, a pipe, standard input, a stream, a text.
 *
 * A file is read through one open descriptor. Before records are delivered, the descriptor is checked for changes.
 */
import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import type * as Pull from "effect/Pull"
import type * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import * as fs from "node:fs/promises"
import {
  Changed,
  FileNotFound,
  IsDirectory,
  SourceError,
  type SourceReason,
  Unreadable
} from "../SourceError.ts"
import { changeBetween, type HeldFiles, versionAt } from "./HeldFiles.ts"
import { type Bytes, expanded } from "./Decompression.ts"

/** Bytes that can be read, expanded where they are compressed. */
export interface Content {
  readonly bytes: Bytes
  /** How many bytes were taken, before they were expanded. */
  readonly bytesRead: () => number
  /** How many there are, if that is known. */
  readonly total: number | undefined
  /** Whether the same bytes can be read again. */
  readonly repeatable: boolean
  /** That the file has changed since reading began. Says nothing of what is no file: a pipe, a stream, a text. */
  readonly changed: () => SourceError | undefined
}

export type Opening = Effect.Effect<Content, SourceError, Scope.Scope>

/** Opens a file by its path. */
export type Opener = (path: string) => Opening

/**
 * Bytes read and parsed at a time, about a hundred records. When more records are alive at once, V8 takes them for
 * long-lived and allocates them as such, and dead ones keep their cells alive: with 64 KiB the process often grew
 * from 135 to 285 MB. The smaller reads cost nothing that could be measured.
 */
export const chunkBytes = 1 << 14

/** A file. Also reads pipes and devices, which can be read only once. */
export const ofFile: Opener = (path) => opened(path, undefined)

/** The same for a file that is read several times: each reading has to find what the others did. */
export const ofHeld =
  (files: HeldFiles): Opener =>
  (path) =>
    opened(path, files)

const opened = Effect.fnUntraced(function* (
  path: string,
  files: HeldFiles | undefined
): Effect.fn.Return<Content, SourceError, Scope.Scope> {
  const attempt = <A>(run: () => Promise<A>) =>
    Effect.tryPromise({ try: run, catch: (error) => unreadable(path, error) })
  const held = files?.at(path)
  let isFile = true
  if (held?.handle === undefined) {
    // Looked at before it is opened: opening a directory succeeds here and fails there.
    const stat = yield* attempt(() => fs.stat(path))
    if (stat.isDirectory()) return yield* new SourceError({ file: path, reason: new IsDirectory() })
    isFile = stat.isFile()
  }
  const handle =
    held?.handle ??
    (yield* Effect.acquireRelease(
      attempt(() => fs.open(path, "r")),
      (handle) =>
        Effect.promise(() => {
          if (held?.handle === handle) return Promise.resolve()
          const closed = handle.close().catch(() => {})
          // Closing waits for a read under way, which on a pipe may never end.
          return isFile ? closed : Promise.resolve()
        })
    ))
  let position = 0
  const read = Effect.suspend(() => {
    const buffer = Buffer.allocUnsafe(chunkBytes)
    return attempt(() => handle.read(buffer, 0, chunkBytes, isFile ? position : null))
  })
  if (!isFile) {
    const pull: Bytes = Effect.flatMap(read, ({ buffer, bytesRead }) =>
      bytesRead === 0 ? Cause.done() : Effect.succeed(Arr.of(buffer.subarray(0, bytesRead)))
    )
    return yield* content(path, pull, undefined, false)
  }
  const version = held?.version ?? (yield* attempt(async () => versionAt(handle.fd)))
  const changed = (): SourceError | undefined => {
    try {
      const reason = changeBetween(version, versionAt(handle.fd))
      return reason && new SourceError({ file: path, reason })
    } catch (error) {
      return unreadable(path, error)
    }
  }
  const before = changed()
  if (before !== undefined) return yield* before
  if (held !== undefined) files?.keep(held, handle)
  const pull = Effect.flatMap(read, ({ buffer, bytesRead }): Bytes => {
    if (bytesRead === 0) return Cause.done()
    const chunk = buffer.subarray(0, bytesRead)
    const isSame = held === undefined || held.isSame(position, chunk, chunkBytes)
    position += bytesRead
    return isSame
      ? Effect.succeed(Arr.of(chunk))
      : Effect.fail(changed() ?? new SourceError({ file: path, reason: new Changed({ how: "differs" }) }))
  })
  return yield* content(path, pull, Number(version.size), true, changed)
})

/** Standard input, which ends with the scope. */
export const ofStandardInput = Effect.fnUntraced(function* (
  name: string
): Effect.fn.Return<Content, SourceError, Scope.Scope> {
  const input = yield* Effect.acquireRelease(
    Effect.sync(() => process.stdin),
    // Else the process would wait for an end that may never come.
    (input) => Effect.sync(() => input.destroy())
  )
  const chunks = input[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
  const pull: Bytes = Effect.flatMap(
    Effect.tryPromise({ try: () => chunks.next(), catch: (error) => unreadable(name, error) }),
    (next) => (next.done === true ? Cause.done() : Effect.succeed(Arr.of(next.value)))
  )
  return yield* content(name, pull, undefined, false)
})

export const ofStream = <E>(name: string, bytes: Stream.Stream<Uint8Array, E>): Opening =>
  Effect.flatMap(Stream.toPull(Stream.mapError(bytes, (error) => unreadable(name, error))), (pull) =>
    content(name, pull, undefined, false)
  )

export const ofBytes = (name: string, bytes: Uint8Array): Opening =>
  Effect.flatMap(Stream.toPull(Stream.make(bytes)), (pull) => content(name, pull, bytes.length, true))

const content = (
  name: string,
  pull: Bytes,
  total: number | undefined,
  repeatable: boolean,
  changed: Content["changed"] = () => undefined
): Effect.Effect<Content, SourceError, Scope.Scope> => {
  let bytesRead = 0
  const counted: Pull.Pull<Arr.NonEmptyReadonlyArray<Uint8Array>, SourceError> = Effect.map(
    pull,
    (chunks) => {
      for (const chunk of chunks) bytesRead += chunk.length
      return chunks
    }
  )
  return Effect.map(expanded(name, counted), (bytes) => ({
    bytes,
    bytesRead: () => bytesRead,
    total,
    repeatable,
    changed
  }))
}

/** Whether reading has ended because its file has changed. */
export const isChange = (error: SourceError | undefined): boolean => error?.reason._tag === "Changed"

/** Cuts what arrived into parts of a bearable size, however large it is. */
export function* partsOf(chunks: ReadonlyArray<Uint8Array>): Generator<Uint8Array, undefined> {
  for (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += chunkBytes) yield chunk.subarray(at, at + chunkBytes)
  }
  return undefined
}

/** An error of the system or of a stream as one that says only its code or tag. */
export const unreadable = (file: string, error: unknown): SourceError =>
  error instanceof SourceError ? error : new SourceError({ file, reason: systemReason(error) })

const systemReason = (error: unknown): SourceReason => {
  const code = codeOf(error)
  if (code === "ENOENT" || code === "ENOTDIR") return new FileNotFound()
  return code === "EISDIR" ? new IsDirectory() : new Unreadable({ code })
}

/** A system code, or an error's tag; never its message, which could hold anything. */
const codeOf = (error: unknown): string => {
  if (typeof error !== "object" || error === null) return "read failed"
  if ("code" in error && typeof error.code === "string") return error.code
  if ("_tag" in error && typeof error._tag === "string") return error._tag
  return "read failed"
}
