/** What `persona import` does: plan and apply in one go. */
import { defaultMaxAge } from "@effect-persona/core/IdempotencyKey"
import * as Importer from "@effect-persona/importer/Importer"
import type { Report } from "@effect-persona/importer/Report"
import { Declined } from "@effect-persona/importer/RunError"
import * as Source from "@effect-persona/importer/Source"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import * as Option from "effect/Option"
import type { AccountsInput, Input, ListItemsInput } from "../commands/Import.ts"
import * as Connection from "../Connection.ts"
import { Ended, UsageError } from "../Exit.ts"
import { ask, canAsk } from "../internal/ask.ts"
import { withYes } from "../internal/commandLine.ts"
import { listed, table } from "../internal/text.ts"
import * as Output from "../Output.ts"
import * as ProgressLine from "../ProgressLine.ts"
import * as Summary from "../Summary.ts"

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
    const keyMaxAge = yield* durationOf(input.keyMaxAge)
    if (input.concurrency < 1 || input.concurrency > 1024) {
      return yield* new UsageError({ message: "--concurrency takes a number from 1 to 1024." })
    }
    const started = yield* Importer.start({
      source: Source.file(input.file, {
        delimiter: Option.getOrUndefined(input.delimiter),
        header: input.header,
        comment: Option.getOrUndefined(input.comment)
      }),
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
    const progress = yield* Effect.forkScoped(ProgressLine.show(started.progress))
    const say = (report: Report) =>
      Effect.andThen(
        Fiber.await(progress),
        input.json ? Output.printJson(report) : Output.print(Summary.render(report))
      )
    /** Of a pass that failed for a reason of its own. What it did until then is recorded all the same. */
    const sayRecorded = StateDirectory.open(input.stateDirectory).pipe(
      Effect.flatMap((state) => state.report(started.run)),
      Effect.flatMap(({ report }) => say(report)),
      Effect.ignore
    )
    const report = yield* started.report.pipe(
      Effect.onInterrupt(() =>
        started.stop.pipe(
          Effect.flatMap(say),
          Effect.catch((error) => (error._tag === "ImportStopped" ? say(error.report) : sayRecorded))
        )
      ),
      Effect.tapError((error) => (error._tag === "ImportStopped" ? say(error.report) : sayRecorded))
    )
    yield* say(report)
    if (report.unknown > 0) return yield* new Ended({ status: 3 })
    if (report.rejected > 0) return yield* new Ended({ status: 1 })
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

const durationOf = (text: Option.Option<string>): Effect.Effect<Duration.Input, UsageError> => {
  if (Option.isNone(text)) return Effect.succeed(defaultMaxAge)
  const match = /^(\d{1,9})\s*(ms|s|m|min|h|d)$/.exec(text.value.trim())
  if (match === null) {
    return Effect.fail(new UsageError({ message: "--key-max-age takes a duration such as 90s, 30m or 23h." }))
  }
  const units = { ms: 1, s: 1000, m: 60_000, min: 60_000, h: 3_600_000, d: 86_400_000 }
  return Effect.succeed(Duration.millis(Number(match[1]) * units[match[2] as keyof typeof units]))
}
