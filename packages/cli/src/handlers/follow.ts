/** Shows the progress of a run, prints its report, and ends with the status of the report. */
import type * as Importer from "@effect-persona/importer/Importer"
import type { Report } from "@effect-persona/importer/Report"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Scope from "effect/Scope"
import { Ended } from "../CommandError.ts"
import * as Output from "../render/Output.ts"
import * as ProgressLine from "../render/ProgressLine.ts"
import * as Summary from "../render/Summary.ts"
import { wrap } from "../render/text.ts"

export interface Options {
  readonly json: boolean
  readonly stateDirectory: string
  /** Formats the report for people. @default the summary of an import */
  readonly render?: ((report: Report) => string) | undefined
}

export const follow = Effect.fnUntraced(function* (
  started: Importer.Import,
  { json, render = Summary.render, stateDirectory }: Options
): Effect.fn.Return<void, Importer.RunError | Ended, Scope.Scope> {
  const progress = yield* Effect.forkScoped(ProgressLine.show(started.progress))
  yield* Effect.forkScoped(Effect.flatMap(started.fellBack, warn))
  const say = (report: Report) =>
    Effect.andThen(Fiber.await(progress), json ? Output.printJson(report) : Output.print(render(report)))
  /** The report of a run that failed with a local error. Its earlier work is recorded. */
  const sayRecorded = StateDirectory.open(stateDirectory).pipe(
    Effect.flatMap((state) => state.report(started.run)),
    Effect.flatMap(({ report }) => say(report)),
    Effect.ignore
  )
  const report = yield* started.report.pipe(
    Effect.onInterrupt(() =>
      started.stop.pipe(
        Effect.flatMap(say),
        Effect.catch((error) => ("report" in error ? say(error.report) : sayRecorded))
      )
    ),
    Effect.tapError((error) => ("report" in error ? say(error.report) : sayRecorded))
  )
  yield* say(report)
  if (report.leftOut > 0) {
    yield* Output.note(
      `${report.leftOut} rows were left out, because they are new or have changed since. To send them, run: persona resume ${report.run}`
    )
  }
  if (report.sourceChanged === true) {
    yield* Output.note(
      wrap(
        `${report.source} has changed since it was read. The rows that were read have been imported. To import the new contents, run the same command again.`
      )
    )
  }
  if (report.unknown > 0) return yield* new Ended({ status: 3 })
  if (report.rejected > 0) return yield* new Ended({ status: 1 })
})

/** Printed at once, above the progress line: the user may stop a run that will take hours instead of minutes. */
const warn = (fellBack: string): Effect.Effect<void> => Output.interject(wrap(`Warning: ${fellBack}`))
