/** What `persona runs` and `persona report` do: show what was imported, from the records on this machine. */
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import { targetName } from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import * as fs from "node:fs"
import * as path from "node:path"
import type { ReportInput, RunsInput } from "../commands/Runs.ts"
import { UsageError } from "../Exit.ts"
import { table } from "../internal/text.ts"
import * as Output from "../Output.ts"
import * as Summary from "../Summary.ts"

export const runs = ({ json, stateDirectory }: RunsInput) =>
  Effect.gen(function* () {
    const all = yield* allRuns(stateDirectory)
    if (json) {
      return yield* Output.printJson(
        all.map(({ createdAt, environment, id, list, source, status, target }) => ({
          run: id,
          createdAt,
          status,
          target: targetName(target),
          environment: environment ?? null,
          list: list ?? null,
          source
        }))
      )
    }
    if (all.length === 0) return yield* Output.print(noRuns(stateDirectory))
    yield* Output.print(
      table([
        ["RUN", "STARTED", "STATUS", "TARGET", "SOURCE"],
        ...all.map((run) => [
          run.id,
          run.createdAt.slice(0, 16).replace("T", " "),
          run.status,
          targetName(run.target),
          run.source
        ])
      ])
    )
  })

export const report = ({ json, run, stateDirectory }: ReportInput) =>
  Effect.gen(function* () {
    const all = yield* allRuns(stateDirectory)
    const id = run === "latest" ? all[0]?.id : run
    if (id === undefined) return yield* new UsageError({ message: noRuns(stateDirectory) })
    const state = yield* StateDirectory.open(stateDirectory)
    const { report } = yield* state.report(id)
    yield* json ? Output.printJson(report) : Output.print(Summary.render(report))
  })

/** Asking for runs does not make a state directory. */
const allRuns = (stateDirectory: string) =>
  fs.existsSync(stateDirectory)
    ? Effect.flatMap(StateDirectory.open(stateDirectory), (state) => state.runs)
    : Effect.succeed([])

const noRuns = (stateDirectory: string) => `There are no runs in ${path.resolve(stateDirectory)}.`
