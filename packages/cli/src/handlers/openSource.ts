/** Opens the source that the flags of `SourceFlags` describe. */
import { Declined, type StateError } from "@effect-persona/importer/RunError"
import * as Source from "@effect-persona/importer/Source"
import type { SourceError } from "@effect-persona/importer/SourceError"
import * as Spool from "@effect-persona/importer/Spool"
import * as Arr from "effect/Array"
import type * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { flags } from "../flags/SourceFlags.ts"
import { withYes } from "../render/commandLine.ts"

/** The given options of reading a source. */
export type Reading = Command.Command.Config.Infer<typeof flags>

/** The options of a source; a mapping may state that the file has no header. */
export const optionsOf = (
  input: Reading,
  mapping?: { readonly header?: boolean | undefined }
): Source.Options => {
  const given = {
    delimiter: Option.getOrUndefined(input.delimiter),
    comment: Option.getOrUndefined(input.comment),
    encoding: Option.getOrUndefined(input.encoding),
    maxRecordBytes: Option.getOrUndefined(input.maxRecordBytes),
    maxCellBytes: Option.getOrUndefined(input.maxCellBytes),
    maxColumns: Option.getOrUndefined(input.maxColumns)
  }
  return { ...given, header: input.header && mapping?.header !== false }
}

/**
 * Opens the named files and holds them: the rows shown before a question are the rows sent after it. Input that can be
 * read only once is first read to its end into a file of the state directory. That file is removed with the scope
 * unless a run takes it.
 */
export const open = (
  names: ReadonlyArray<string>,
  stateDirectory: string,
  options: Source.Options
): Effect.Effect<Source.Source, SourceError | StateError, Scope.Scope> =>
  Spool.isNeeded(names)
    ? Spool.make(stateDirectory, names[0]!, options)
    : Source.hold(Arr.isReadonlyArrayNonEmpty(names) ? Source.named(names, options) : Source.stdin(options))

/** With rows on standard input, a question cannot be answered. */
export const requireYes = (names: ReadonlyArray<string>, yes: boolean): Effect.Effect<void, Declined> =>
  names.includes("-") && !yes
    ? Effect.fail(
        new Declined({
          why: `rows come in on standard input, so a question cannot be answered there. To go on without one, run:\n\n  ${withYes(process.argv.slice(2))}`
        })
      )
    : Effect.void
