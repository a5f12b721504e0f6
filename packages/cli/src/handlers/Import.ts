/** What `persona import` does: plan and apply in one go. */
import * as Importer from "@effect-persona/importer/Importer"
import { Declined } from "@effect-persona/importer/RunError"
import * as Target from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { AccountsInput, Input, ListItemsInput } from "../commands/Import.ts"
import * as Connection from "../Connection.ts"
import { UsageError } from "../Exit.ts"
import { ask, canAsk } from "../internal/ask.ts"
import { withYes } from "../internal/commandLine.ts"
import { follow } from "../internal/follow.ts"
import { checkConcurrency, parseKeyMaxAge } from "../internal/limits.ts"
import { listed, table } from "../internal/text.ts"
import * as Output from "../Output.ts"

export const accounts = (input: AccountsInput) =>
  input.deriveReferenceId && input.allowUnkeyed
    ? Effect.fail(
        new UsageError({ message: "--derive-reference-id and --allow-unkeyed exclude each other." })
      )
    : run(
        input,
        Target.Accounts.make(
          Option.isSome(input.accountType) ? { accountType: input.accountType.value } : {}
        ),
        input.deriveReferenceId ? "derive" : input.allowUnkeyed ? "allow" : "refuse"
      )

export const lists = (input: Input) => run(input, Target.Lists.make({}), "refuse")

export const listItems = (input: ListItemsInput) =>
  run(input, Target.ListItems.make({ kind: input.kind, list: input.list }), "refuse")

const run = (input: Input, target: Target.Target, unkeyed: Importer.Options["unkeyed"]) =>
  Effect.gen(function* () {
    const keyMaxAge = Option.isSome(input.keyMaxAge)
      ? yield* parseKeyMaxAge(input.keyMaxAge.value)
      : undefined
    yield* checkConcurrency(input.concurrency)
    const started = yield* Importer.start({
      source: {
        file: input.file,
        delimiter: Option.getOrUndefined(input.delimiter),
        header: input.header,
        comment: Option.getOrUndefined(input.comment)
      },
      target,
      map: input.map,
      set: input.set,
      stateDirectory: input.stateDirectory,
      concurrency: input.concurrency,
      onExisting: input.onExisting,
      unkeyed,
      keyMaxAge,
      newRun: input.newRun,
      confirm: (preview) => confirm(preview, input)
    })
    yield* follow(started, input)
  }).pipe(Effect.scoped, Effect.provide(Connection.layer(input)))

/** One question before the first write; where nobody can answer it, the command that needs no answer. */
const confirm = (preview: Importer.Preview, input: Input): Effect.Effect<boolean, Declined> =>
  Effect.gen(function* () {
    const { ignored } = preview.mapper
    if (ignored.length > 0) {
      yield* Output.note(`Columns that match no field are left out: ${listed(ignored, 8)}.`)
    }
    if (input.yes) return true
    yield* Output.note(describe(preview))
    if (!canAsk()) {
      return yield* new Declined({
        why: `importing needs a yes, and there is no terminal to ask on. To go on, run:\n\n  ${withYes(process.argv.slice(2))}`
      })
    }
    return yield* ask("Import? (y/N) ")
  })

const describe = ({ continues, environment, mapper, place, source, target }: Importer.Preview): string => {
  const where =
    place._tag === "Environment"
      ? ""
      : place._tag === "List"
        ? `, into the list "${place.name}" (${place.id})`
        : `, into a new list "${place.name}"`
  const fields = table(
    mapper.describe.map(({ column, field, how }) => [`  ${column ?? "(every row)"}`, `→ ${field}`, how])
  )
  const run = continues === undefined ? "" : `\nThis continues run ${continues}.`
  return `${Target.describe(target)} from ${source}${where}, in environment ${environment ?? "unknown"}:\n${fields}${run}`
}
