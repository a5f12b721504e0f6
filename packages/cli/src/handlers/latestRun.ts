/** The run that a command shows: the named one, or the latest. */
import type { UnreadableRun } from "@effect-persona/importer/RunError"
import { type StateError, UnreadableRuns } from "@effect-persona/importer/RunError"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Effect from "effect/Effect"
import * as path from "node:path"
import { UsageError } from "../CommandError.ts"
import * as Output from "../render/Output.ts"
import { wrap } from "../render/text.ts"

export const noRuns = (stateDirectory: string): string =>
  `There are no runs in ${path.resolve(stateDirectory)}.`

/**
 * Opens the state directory, without creating it, and returns the selected run. Prints the names of unreadable runs;
 * fails with `UnreadableRuns` if one of them may be the latest.
 */
export const find = Effect.fnUntraced(function* (
  stateDirectory: string,
  given: string
): Effect.fn.Return<
  { readonly state: StateDirectory.StateDirectory; readonly id: string },
  StateError | UnreadableRuns | UsageError
> {
  const none = new UsageError({ message: noRuns(stateDirectory) })
  if (yield* StateDirectory.isNone(stateDirectory)) return yield* none
  const state = yield* StateDirectory.open(stateDirectory)
  if (given !== "latest") return { state, id: given }
  const { runs, unreadable } = yield* state.inventory
  const [latest] = runs
  // An id contains only the second, so a run of the same second may be later.
  const second = latest?.createdAt.slice(0, 19) ?? ""
  if (unreadable.some(({ createdAt }) => createdAt.slice(0, 19) >= second)) {
    const readable = runs.map(({ id }) => id)
    return yield* new UnreadableRuns({ directory: state.path, unreadable, readable })
  }
  if (latest === undefined) return yield* none
  yield* name(unreadable)
  return { state, id: latest.id }
})

/** Names the unreadable runs. */
export const name = (unreadable: ReadonlyArray<UnreadableRun>): Effect.Effect<void> =>
  Effect.forEach(
    unreadable,
    ({ code, file, run }) =>
      Output.note(
        wrap(
          `Run ${run} cannot be read: ${file} (${code}). Repair it or put it back from a copy. Until then an import cannot tell whether it belongs to that run, and begins only with --new-run.`
        )
      ),
    { discard: true }
  )
