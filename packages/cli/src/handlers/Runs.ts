/** What `persona runs` and `persona report` do: show past imports, from the records on this machine. */
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import { targetName } from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import type { ReportInput, RunsInput } from "../commands/Runs.ts"
import * as LatestRun from "./latestRun.ts"
import { table } from "../render/text.ts"
import * as Output from "../render/Output.ts"
import * as Summary from "../render/Summary.ts"

export const runs = ({ json, stateDirectory }: RunsInput) =>
  Effect.gen(function* () {
    const { runs, unreadable } = yield* inventory(stateDirectory)
    yield* LatestRun.name(unreadable)
    if (json) {
      return yield* Output.printJson([
        ...unreadable.map(({ code, createdAt, file, run }) => ({
          run,
          createdAt,
          status: "unreadable",
          target: null,
          environment: null,
          list: null,
          source: null,
          problem: { file, code }
        })),
        ...runs.map(({ createdAt, environment, id, list, source, status, target }) => ({
          run: id,
          createdAt,
          status,
          target: targetName(target),
          environment: environment ?? null,
          list: list ?? null,
          source
        }))
      ])
    }
    if (runs.length + unreadable.length === 0) return yield* Output.print(LatestRun.noRuns(stateDirectory))
    yield* Output.print(
      table([
        ["RUN", "STARTED", "STATUS", "TARGET", "SOURCE"],
        ...unreadable.map(({ createdAt, run }) => [run, minute(createdAt), "unreadable", "", ""]),
        ...runs.map((run) => [run.id, minute(run.createdAt), run.status, targetName(run.target), run.source])
      ])
    )
  })

export const report = ({ json, run, stateDirectory }: ReportInput) =>
  Effect.gen(function* () {
    const { id, state } = yield* LatestRun.find(stateDirectory, run)
    const { report } = yield* state.report(id)
    yield* json ? Output.printJson(report) : Output.print(Summary.render(report))
  })

/** Listing runs does not create a state directory. */
const inventory = Effect.fnUntraced(function* (stateDirectory: string) {
  if (yield* StateDirectory.isNone(stateDirectory)) return { runs: [], unreadable: [] }
  return yield* (yield* StateDirectory.open(stateDirectory)).inventory
})

const minute = (time: string) => time.slice(0, 16).replace("T", " ")
