/** `persona runs` and `persona report RUN`: their arguments. What they do is in `handlers/Runs.ts`. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../flags/ConnectionFlags.ts"

const config = { stateDirectory: ConnectionFlags.stateDirectory, json: ConnectionFlags.json }

const reportConfig = {
  run: Argument.String("run").pipe(Argument.withDescription("The run's id, or latest")),
  ...config
}

export type RunsInput = Command.Command.Config.Infer<typeof config>
export type ReportInput = Command.Command.Config.Infer<typeof reportConfig>

const handlers = Effect.promise(() => import("../handlers/Runs.ts"))

export const runs = Command.make("runs", config, (input) =>
  Effect.flatMap(handlers, (handle) => handle.runs(input))
).pipe(Command.withDescription("List the runs of this state directory"))

export const report = Command.make("report", reportConfig, (input) =>
  Effect.flatMap(handlers, (handle) => handle.report(input))
).pipe(Command.withDescription("Show what a run did"))
