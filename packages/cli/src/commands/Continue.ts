/** `persona resume [RUN]` and `persona retry [RUN]`: their arguments. What they do is in `handlers/Continue.ts`. */
import { engineRequests } from "@effect-persona/importer/Policies"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../flags/ConnectionFlags.ts"

const config = {
  run: Argument.String("run").pipe(
    Argument.withDescription(
      "The run's id; the latest that has not finished, else the latest, when left out"
    ),
    Argument.optional
  ),
  ...ConnectionFlags.flags,
  source: Flag.String("source").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("The run's source, where it has moved; may be repeated for several files"),
    Flag.atLeast(0)
  ),
  engine: Flag.Literals("engine", engineRequests).pipe(
    Flag.withDescription("How rows are sent from now on; as the run was started when left out"),
    Flag.optional
  ),
  concurrency: Flag.Int("concurrency").pipe(
    Flag.withDescription("Requests in flight at most; as the run was started when left out"),
    Flag.optional
  ),
  keyMaxAge: Flag.String("key-max-age").pipe(
    Flag.withDescription(
      "Age from which an idempotency key is not sent again; as the run was started when left out"
    ),
    Flag.optional
  ),
  yes: Flag.Boolean("yes").pipe(
    Flag.withAlias("y"),
    Flag.withDescription("Accepted for scripts: the import was agreed to when it began, so nothing is asked"),
    Flag.withDefault(false)
  ),
  json: ConnectionFlags.json
}

export type Input = Command.Command.Config.Infer<typeof config>

const handlers = Effect.promise(() => import("../handlers/Continue.ts"))

export const resume = Command.make("resume", config, (input) =>
  Effect.flatMap(handlers, (handle) => handle.resume(input))
).pipe(
  Command.withDescription("Continue a run where it stopped"),
  Command.withExamples([
    { command: "persona resume", description: "Continue the latest run that has not finished" }
  ])
)

export const retry = Command.make("retry", config, (input) =>
  Effect.flatMap(handlers, (handle) => handle.retry(input))
).pipe(
  Command.withDescription("Send again only what failed in a run"),
  Command.withExamples([
    { command: "persona retry", description: "Send again what was rejected in the latest run" }
  ])
)
