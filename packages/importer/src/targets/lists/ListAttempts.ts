/**
 * The idempotency keys for creating lists. The keys exclude the run, so no ledger records the keys that a refusal has
 * ended; a file in the state directory does. Without it, a list that was refused for a missing permission would be
 * refused for a day, because the API repeats the answer stored under the key.
 */
import * as Effect from "effect/Effect"
import * as path from "node:path"
import { StateError } from "../../RunError.ts"
import { codeOf, damaged, failure, readObject, writeWhole } from "../../state/StateFiles.ts"

export interface ListAttempts {
  /** The first attempt whose key no refusal has ended, from 1. */
  readonly first: (list: string) => Effect.Effect<number, StateError>
  /** Durably records that a refusal may be stored under the key of an attempt. */
  readonly end: (list: string, attempt: number) => Effect.Effect<void, StateError>
}

/** Opens the attempts of a state directory. A list is identified by the key of its first attempt. */
export const open = (directory: string): ListAttempts => {
  const file = path.join(directory, "list-attempts.json")
  const attempt = <A>(run: () => A): Effect.Effect<A, StateError> =>
    Effect.try({
      try: run,
      catch: (cause) => new StateError({ directory, file, code: codeOf(cause) })
    })
  const read = (): Readonly<Record<string, number>> => {
    const all = readObject(file) ?? {}
    if (!Object.values(all).every((number) => typeof number === "number")) throw failure(damaged)
    return all as Readonly<Record<string, number>>
  }
  return {
    first: (list) => attempt(() => read()[list] ?? 1),
    end: (list, number) => attempt(() => writeWhole(file, JSON.stringify({ ...read(), [list]: number + 1 })))
  }
}
