/** What `persona import` does: plan and apply in one command. */
import * as Importer from "@effect-persona/importer/Importer"
import type { MappingFileError } from "@effect-persona/importer/MappingError"
import * as MappingFile from "@effect-persona/importer/MappingFile"
import { Declined, type ImportStopped, type StateError } from "@effect-persona/importer/RunError"
import type { SourceError } from "@effect-persona/importer/SourceError"
import * as Target from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type * as Scope from "effect/Scope"
import type { AccountsInput, Input, ListItemsInput, Safety } from "../commands/Import.ts"
import * as Connection from "./Connection.ts"
import * as EngineSummary from "../render/EngineSummary.ts"
import { UsageError } from "../CommandError.ts"
import { ask, canAsk } from "./ask.ts"
import { withYes } from "../render/commandLine.ts"
import { follow } from "./follow.ts"
import { checkCanary, checkConcurrency, parseKeyMaxAge, parseMaxErrors } from "../flags/limits.ts"
import * as SourceInput from "./openSource.ts"
import { listed, oneLine, table, wrap } from "../render/text.ts"
import * as Waiting from "./waiting.ts"
import * as Output from "../render/Output.ts"
import * as PlanSummary from "../render/PlanSummary.ts"

export const accounts = (input: AccountsInput & Safety) =>
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

export const lists = (input: Input & Safety) => run(input, Target.Lists.make({}), "refuse")

export const listItems = (input: ListItemsInput & Safety) =>
  run(
    input,
    Target.ListItems.make({
      kind: input.kind,
      ...(Option.isSome(input.list) ? { list: input.list.value } : {})
    }),
    "refuse",
    Option.getOrUndefined(input.listColumn)
  )

const run = (
  input: Input & Safety,
  target: Target.Target,
  unkeyed: Importer.SharedOptions["unkeyed"],
  listColumn?: string | undefined
) =>
  Effect.gen(function* () {
    yield* SourceInput.requireYes(input.files, input.yes)
    const canary = Option.getOrUndefined(input.canary)
    yield* checkCanary(canary)
    const maxErrors = Option.isSome(input.maxErrors)
      ? yield* parseMaxErrors(input.maxErrors.value)
      : undefined
    const order = yield* orderOf(input, target, unkeyed, listColumn)
    yield* Effect.gen(function* () {
      const prepared = yield* Importer.prepare({ ...order, newRun: input.newRun, canary, maxErrors })
      yield* consent(prepared, input)
      yield* follow(yield* prepared.start, input)
    }).pipe(
      // The scope of the first run has ended, so its lock is free and this process can continue it.
      Effect.scoped,
      Effect.catchTag("ImportStopped", (stopped) =>
        stopped.why === "canary" && !input.json && canAsk()
          ? goOn(stopped, input)
          : Effect.fail<typeof stopped | Importer.ContinueError>(stopped)
      )
    )
  }).pipe(Waiting.told, Effect.scoped, Effect.provide(Connection.layer(input)))

/** The options of an import or a plan. Rows from a pipe are kept in a file until the scope ends. */
export const orderOf = Effect.fnUntraced(function* (
  input: Input,
  target: Target.Target,
  unkeyed: Importer.SharedOptions["unkeyed"],
  listColumn?: string | undefined
): Effect.fn.Return<
  Importer.SharedOptions,
  UsageError | MappingFileError | SourceError | StateError,
  Scope.Scope
> {
  const keyMaxAge = Option.isSome(input.keyMaxAge) ? yield* parseKeyMaxAge(input.keyMaxAge.value) : undefined
  yield* checkConcurrency(input.concurrency)
  const mapping = Option.isSome(input.mapping) ? yield* MappingFile.read(input.mapping.value) : undefined
  const reading = SourceInput.optionsOf(input, mapping)
  return {
    source: yield* SourceInput.open(input.files, input.stateDirectory, reading),
    target,
    map: input.map,
    set: input.set,
    mapping,
    listColumn,
    accept: input.accept.length === 0 ? undefined : input.accept,
    stateDirectory: input.stateDirectory,
    concurrency: input.concurrency,
    onExisting: input.onExisting,
    unkeyed,
    duplicates: input.duplicates,
    keyMaxAge,
    engine: input.engine,
    emitEvents: input.emitEvents,
    leave: input.leave / 100
  }
})

/** After the first rows, whose report is on the screen, asks once before the others. */
const goOn = (stopped: ImportStopped, { stateDirectory }: Input) =>
  Effect.gen(function* () {
    if (!(yield* ask("Go on with the other rows? (y/N) "))) return yield* stopped
    const resumed = yield* Importer.resume({ run: stopped.report.run, stateDirectory })
    yield* follow(resumed, { json: false, stateDirectory })
  }).pipe(Effect.scoped)

/** Asks once before the first write; without a terminal, prints the command that asks nothing. */
const consent = ({ plan, preview }: Importer.Prepared, input: Input): Effect.Effect<void, Declined> =>
  Effect.gen(function* () {
    const { continues, mapper, movedFrom, rejectsOf, source } = preview
    const { ignored } = mapper
    if (rejectsOf !== undefined && rejectsOf !== continues) {
      yield* Output.note(
        wrap(
          `These are rows that run ${rejectsOf} rejected. That run is not in ${input.stateDirectory}, or it was started with other flags or for another place, so they are imported as a run of their own.`
        )
      )
    }
    if (movedFrom !== undefined) {
      yield* Output.note(
        wrap(
          `${source} begins with the rows that run ${continues} has read of ${movedFrom}, so it is taken for the same source and continues that run. If it is another source, give --new-run.`
        )
      )
    }
    if (ignored.length > 0) {
      yield* Output.note(`Columns that match no field are left out: ${listed(ignored, 8)}.`)
    }
    yield* EngineSummary.show(preview, input)
    if (input.yes) return
    yield* Output.note(describe(preview))
    if (!canAsk()) {
      return yield* new Declined({
        why: `importing needs a yes, and there is no terminal to ask on. To go on, run:\n\n  ${withYes(process.argv.slice(2))}`
      })
    }
    yield* showPlan(plan)
    if (!(yield* ask("Import? (y/N) "))) return yield* new Declined({ why: "the answer was no." })
  })

/** A failed plan does not suppress the question: the import reports the problem. */
const showPlan = (plan: Importer.Prepared["plan"]): Effect.Effect<void> =>
  plan.pipe(
    Effect.flatMap((counted) =>
      counted === undefined ? Effect.void : Output.note(PlanSummary.beforeQuestion(counted))
    ),
    Effect.catch((error) => Output.note(`The rows could not be counted beforehand: ${error.message}`))
  )

const describe = (preview: Importer.Preview): string => {
  const { continues, environment, mapper, place, rejectsOf, source, target } = preview
  const fields = table(
    mapper.describe.map(({ column, field, how }) => [`  ${column ?? "(every row)"}`, `→ ${field}`, how])
  )
  const run =
    continues === undefined
      ? ""
      : continues === rejectsOf
        ? `\nThese are rejected rows of run ${continues}, and complete it.`
        : `\nThis continues run ${continues}.`
  return `${Target.describe(target)} from ${source}${where(place)}, in environment ${environment ?? "unknown"}:\n${fields}${run}`
}

const where = (place: Importer.Preview["place"]): string => {
  switch (place._tag) {
    case "Environment":
      return ""
    case "List":
      return `, into the list "${place.name}" (${place.id})`
    case "NewList":
      return `, into a new list "${place.name}"`
    case "Lists": {
      const created = place.lists.filter(({ id }) => id === undefined)
      if (created.length === 0) return `, into ${place.lists.length} lists`
      // With the wrong column, names of lists would be values of rows: they are shown only to the user at the terminal.
      const names = canAsk()
        ? created.map(({ written }) => `"${oneLine(written)}"`)
        : created.map(({ line }) => `on line ${line}`)
      return `, into ${place.lists.length} lists, of which ${created.length} will be created (${listed(names, 8)})`
    }
  }
}
