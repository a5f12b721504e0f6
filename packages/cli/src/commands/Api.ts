/** `persona api OPERATION`: its arguments. What it does is in `handlers/Api.ts`. */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../flags/ConnectionFlags.ts"
import * as Pairs from "../flags/pairs.ts"

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
  header: Pairs.flag("header", {
    form: "NAME=VALUE",
    describe: "A header that the operation declares",
    separator: "first"
  }),
  body: Flag.String("body").pipe(
    Flag.withDescription("The body as JSON with the API's own names, or @FILE"),
    Flag.optional
  ),
  idempotencyKey: Flag.String("idempotency-key").pipe(
    Flag.withMetavar("KEY"),
    Flag.withDescription("The idempotency key of a POST; by default a new one"),
    Flag.optional
  ),
  all: Flag.Boolean("all").pipe(
    Flag.withDescription("Follow the pages of a list to its end"),
    Flag.withDefault(false)
  ),
  output: Flag.String("output").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("Write the answer to a file that only you can read"),
    Flag.optional
  ),
  describe: Flag.Boolean("describe").pipe(
    Flag.withDescription("Print what the operation takes, as --help after its name does"),
    Flag.withDefault(false)
  ),
  list: Flag.Boolean("list").pipe(Flag.withDescription("List all operations"), Flag.withDefault(false)),
  ...ConnectionFlags.flags,
  json: ConnectionFlags.json
}

/** `persona api OPERATION --help` describes the operation; only `persona api --help` describes the command. */
export const askedAbout = (args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const [command, name, ...rest] = args
  return command === "api" && name !== undefined && !name.startsWith("-")
    ? [command, name, ...rest.map((it) => (it === "--help" || it === "-h" ? "--describe" : it))]
    : args
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
    { command: "persona api list-all-accounts --all", description: "Follow all pages" },
    { command: "persona api create-an-account --help", description: "See what an operation takes" },
    {
      command: "persona api retrieve-an-account --path account-id=act_123",
      description: "With a path parameter"
    }
  ])
)
