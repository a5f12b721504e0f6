/** `persona limits`: its arguments. What it does is in `handlers/Limits.ts`. */
import * as Command from "effect/cli/Command"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../flags/ConnectionFlags.ts"

const config = { ...ConnectionFlags.flags, json: ConnectionFlags.json }

export type Input = Command.Command.Config.Infer<typeof config>

export const command = Command.make("limits", config, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../handlers/Limits.ts")),
    (handler) => handler.limits(input)
  )
).pipe(Command.withDescription("Show the live rate limits of the environment"))
