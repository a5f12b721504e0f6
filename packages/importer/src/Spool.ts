/**
 * Spools standard input and pipes to a file. Without the file, a run of a single-read source could not be planned,
 * continued or retried.
 *
 * The file holds personal data and is readable by its owner only. It is written below `incoming/` of the state
 * directory, moves to the run's folder, and is removed when the run has no work left. The next opening of the state
 * directory removes files that a killed process left below `incoming/` (`state/Incoming.ts`).
 */
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as path from "node:path"
import { pipeline } from "node:stream/promises"
import type { SourceError } from "./SourceError.ts"
import * as Incoming from "./state/Incoming.ts"
import { unreadable } from "./source/Content.ts"
import { codeOf } from "./state/StateFiles.ts"
import { StateError } from "./RunError.ts"
import * as Source from "./Source.ts"

/** The file's name in the folder of a run. */
export const fileName = "input"

/** A source spooled to a file. */
export interface Spooled extends Source.Source {
  readonly options: Source.Options
  /** Moves the file into the run's folder, and replaces the run's earlier file. */
  readonly keepIn: (folder: string) => Effect.Effect<void, StateError>
}

export const isSpooled = (source: Source.Source): source is Spooled => "keepIn" in source

/** Whether the names are a source that can be read only once: `-` or a pipe. */
export const isNeeded = (names: ReadonlyArray<string>): boolean =>
  names.length === 1 && (names[0] === "-" || isPipe(names[0]!))

const isPipe = (name: string): boolean => {
  const stat = fs.statSync(name, { throwIfNoEntry: false })
  return stat !== undefined && !stat.isFile() && !stat.isDirectory()
}

/**
 * Copies standard input (`-`) or a pipe to a file, byte for byte, until its end. The scope removes the file, unless
 * `keepIn` has moved it to a run.
 */
export const make = Effect.fnUntraced(function* (
  stateDirectory: string,
  given: string,
  options: Source.Options = {}
): Effect.fn.Return<Spooled, SourceError | StateError, Scope.Scope> {
  const root = path.resolve(stateDirectory)
  const name = given === "-" ? "standard input" : given
  const attempt = <A>(run: () => A): Effect.Effect<A, StateError> =>
    Effect.try({
      try: run,
      catch: (cause) => new StateError({ directory: root, file: atFault(cause) ?? root, code: codeOf(cause) })
    })
  const place = yield* Effect.acquireRelease(
    attempt(() => Incoming.begin(root)),
    (place) => Effect.sync(() => Incoming.end(place))
  )
  let file = place.file
  yield* Effect.tryPromise({
    try: (signal) =>
      pipeline(
        given === "-" ? process.stdin : fs.createReadStream(given),
        fs.createWriteStream(file, { flags: "r+", flush: true }),
        { signal }
      ),
    catch: (error) =>
      isWriting(error, file)
        ? new StateError({ directory: root, file, code: codeOf(error) })
        : unreadable(name, error)
  })
  return {
    ...Source.kept({ name, identity: given === "-" ? "-" : path.resolve(given), file: () => file }, options),
    options,
    keepIn: (folder) =>
      attempt(() => {
        const to = path.join(folder, fileName)
        fs.renameSync(file, to)
        file = to
      })
  }
})

/** Whether writing the file failed, and not reading the input. */
const isWriting = (error: unknown, file: string): boolean => {
  const { path, syscall } = error as { readonly path?: unknown; readonly syscall?: unknown }
  return syscall === "write" || syscall === "fsync" || path === file
}

/** The path in the file system's error. It is a path of the state directory and holds no value of a row. */
const atFault = (cause: unknown): string | undefined => {
  const { path } = (cause ?? {}) as { readonly path?: unknown }
  return typeof path === "string" ? path : undefined
}

/** Removes a run's spooled file. Returns whether there was one. */
export const remove = (folder: string): Effect.Effect<boolean> =>
  Effect.sync(() => {
    const file = path.join(folder, fileName)
    if (!fs.existsSync(file)) return false
    fs.rmSync(file, { force: true })
    return true
  })
