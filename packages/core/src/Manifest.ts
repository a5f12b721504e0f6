/**
 * Every operation as data: the command line lists them, the sandbox routes them, and the contract tests iterate over
 * them. The manifest contains no schema; an operation's module is loaded on demand.
 */
import * as Effect from "effect/Effect"
import { loaders } from "./generated/loaders.ts"
import { operations } from "./generated/manifest.ts"
import { legacy, legacyModules, newer, newerModules } from "./internal/manifest/handwritten.ts"
import type { Entry } from "./internal/manifest/entry.ts"
import type * as Operation from "./Operation.ts"

export type { Entry, Parameter } from "./internal/manifest/entry.ts"

/** A family of operations: facts, and modules by name. */
interface Source {
  readonly operations: ReadonlyArray<Entry>
  readonly modules: Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>>
}

/** Operations older or newer than the document are written by hand, in the same form. */
const sources: ReadonlyArray<Source> = [
  { operations, modules: loaders },
  { operations: legacy, modules: legacyModules },
  { operations: newer, modules: newerModules }
]

/** Every operation: those of the document by tag and path, then those written by hand. */
export const all: ReadonlyArray<Entry> = sources.flatMap((source) => source.operations)

let names: ReadonlyMap<string, Entry> | undefined

/** Finds an operation by its id (`create-an-account`), that id in camelCase, or its name (`Accounts.create`). */
export const find = (name: string): Entry | undefined => {
  names ??= new Map(
    all.flatMap((entry) =>
      [entry.id, camelCase(entry.id), `${entry.module}.${entry.name}`].map((key) => [key, entry])
    )
  )
  return names.get(name)
}

/** Loads the operation of an entry. */
export const load = (entry: Entry): Effect.Effect<Operation.Any> =>
  Effect.promise(async () => {
    const module = sources.find((source) => source.operations.includes(entry))?.modules[entry.module]
    const operation = (await module?.())?.[entry.name]
    if (operation === undefined)
      throw new Error(`${entry.module}.${entry.name} is in the manifest and nowhere else`)
    return operation as Operation.Any
  })

const camelCase = (id: string): string =>
  id.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase())
