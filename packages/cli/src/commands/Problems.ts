/** `persona problems [RUN]`: its arguments. What it does is in `handlers/Problems.ts`. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../flags/ConnectionFlags.ts"

const config = {
  run: Argument.String("run").pipe(
    Argument.withDescription("The run's id; the latest when left out"),
    Argument.optional
  ),
  stateDirectory: ConnectionFlags.stateDirectory,
  json: ConnectionFlags.json
}

export type Input = Command.Command.Config.Infer<typeof config>

const handlers = Effect.promise(() => import("../handlers/Problems.ts"))

export const command = Command.make("problems", config, (input) =>
  Effect.flatMap(handlers, (handle) => handle.problems(input))
).pipe(Command.withDescription("Group the rejected rows of a run by what is wrong, with what to do"))
