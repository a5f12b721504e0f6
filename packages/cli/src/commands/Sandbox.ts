/** `persona sandbox`: its arguments. What it does is in `handlers/Sandbox.ts`. */
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../flags/ConnectionFlags.ts"

const config = {
  port: Flag.Int("port").pipe(
    Flag.withDescription("Port to listen on; 0 for any free one"),
    Flag.withDefault(4010)
  ),
  rateLimit: Flag.Int("rate-limit").pipe(
    Flag.withDescription("Requests a minute; 0 for no limit"),
    Flag.withDefault(300)
  ),
  apiKey: Flag.Redacted("api-key").pipe(
    Flag.withDescription("Key to accept; made up when left out"),
    Flag.optional
  ),
  state: Flag.String("state").pipe(
    Flag.withDescription("File that keeps the state; in memory when left out"),
    Flag.optional
  ),
  batchJobs: Flag.Boolean("batch-jobs").pipe(
    Flag.withDescription("Whether there are batch jobs; --no-batch-jobs answers 404, as older versions do"),
    Flag.withDefault(true)
  ),
  importers: Flag.Boolean("importers").pipe(
    Flag.withDescription("Whether the key may upload files; --no-importers answers 403"),
    Flag.withDefault(true)
  ),
  rowsPerSecond: Flag.Int("rows-per-second").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("How fast the rows of a batch job or an uploaded file are worked on; 0 for at once"),
    Flag.withDefault(1000)
  ),
  json: ConnectionFlags.json
}

export type Input = Command.Command.Config.Infer<typeof config>

export const command = Command.make("sandbox", config, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../handlers/Sandbox.ts")),
    (handler) => handler.sandbox(input)
  )
).pipe(Command.withDescription("Run a local stand-in for the Persona API"))
