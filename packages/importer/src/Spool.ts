/**
 * What can be read only once, kept in a file: standard input and pipes. Without it a run could not be continued, tried
 * again or planned.
 *
 * The file holds people's data. It is readable by its owner only; it comes in below `incoming/` of the state directory,
 * lies in the run's folder as long as anything of it is left to do, and is removed then. What a process that was killed
 * has left below `incoming/` is removed when the state directory is opened the next time (`state/Incoming.ts`).
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

/** Its name in the folder of a run. */
export const fileName = "input"

/** A source that was kept in a file. */
export interface Spooled extends Source.Source {
  readonly options: Source.Options
  /** Moves the file into the folder of the run that it belongs to, in place of what came before. */
  readonly keepIn: (folder: string) => Effect.Effect<void, StateError>
}

export const isSpooled = (source: Source.Source): source is Spooled => "keepIn" in source

/** Whether what a command line names can be read only once. */
export const isNeeded = (names: ReadonlyArray<string>): boolean =>
  names.length === 1 && (names[0] === "-" || isPipe(names[0]!))

const isPipe = (name: string): boolean => {
  const stat = fs.statSync(name, { throwIfNoEntry: false })
  return stat !== undefined && !stat.isFile() && !stat.isDirectory()
}

/**
 * Reads standard input (`-`) or a pipe to its end into a file, as the bytes come. The file is removed with the scope,
 * unless a run has taken it.
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

/** Whether it is the file that failed, and not what comes in. */
const isWriting = (error: unknown, file: string): boolean => {
  const { path, syscall } = error as { readonly path?: unknown; readonly syscall?: unknown }
  return syscall === "write" || syscall === "fsync" || path === file
}

/** The path that the file system names; a path of ours, and no value. */
const atFault = (cause: unknown): string | undefined => {
  const { path } = (cause ?? {}) as { readonly path?: unknown }
  return typeof path === "string" ? path : undefined
}

/** Removes what a run has kept; says whether there was anything. */
export const remove = (folder: string): Effect.Effect<boolean> =>
  Effect.sync(() => {
    const file = path.join(folder, fileName)
    if (!fs.existsSync(file)) return false
    fs.rmSync(file, { force: true })
    return true
  })
