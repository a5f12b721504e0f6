/** `persona api OPERATION`: its arguments. What it does is in `handlers/Api.ts`. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../ConnectionFlags.ts"
import * as Pairs from "../internal/pairs.ts"

const config = {
  operation: Argument.String("operation").pipe(
    Argument.withDescription(
      "The operation's id, such as list-all-accounts, or its name, such as Accounts.list"
    ),
    Argument.optional
  ),
  path: Pairs.flag("path", { form: "NAME=VALUE", describe: "A parameter of the path", separator: "first" }),
  query: Pairs.flag("query", {
    form: "NAME=VALUE",
    describe: "A parameter of the query, such as page[size]=10",
    separator: "first"
  }),
  body: Flag.String("body").pipe(
    Flag.withDescription("The body as JSON with the API's own names, or @FILE"),
    Flag.optional
  ),
  list: Flag.Boolean("list").pipe(Flag.withDescription("List all operations"), Flag.withDefault(false)),
  ...ConnectionFlags.flags,
  json: ConnectionFlags.json
}

export type Input = Command.Command.Config.Infer<typeof config>

export const command = Command.make("api", config, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../handlers/Api.ts")),
    (handler) => handler.api(input)
  )
).pipe(
  Command.withDescription("Call any operation of the API"),
  Command.withExamples([
    { command: "persona api list-all-accounts --query 'page[size]=5'", description: "Call an operation" },
    {
      command: "persona api retrieve-an-account --path account-id=act_123",
      description: "With a path parameter"
    }
  ])
)
