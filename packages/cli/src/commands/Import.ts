/** `persona import accounts|lists|list-items FILE`: its arguments. What it does is in `handlers/Import.ts`. */
import { kinds } from "@effect-persona/importer/targets/ListItems"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../ConnectionFlags.ts"
import * as Pairs from "../internal/pairs.ts"

const file = Argument.String("file").pipe(Argument.withDescription("The CSV file"))

const flags = {
  ...ConnectionFlags.flags,
  map: Pairs.flag("map", {
    form: "COLUMN=FIELD",
    describe: "What a column becomes, or nothing to leave it out; a column is a header, or a number from 1",
    separator: "last"
  }),
  set: Pairs.flag("set", {
    form: "FIELD=VALUE",
    describe: "The same value for every row",
    separator: "first"
  }),
  delimiter: Flag.String("delimiter").pipe(
    Flag.withDescription("comma, tab, semicolon, pipe, or a character; found by itself when left out"),
    Flag.optional
  ),
  header: Flag.Boolean("header").pipe(
    Flag.withDescription("Whether the first row names the columns; --no-header when it does not"),
    Flag.withDefault(true)
  ),
  comment: Flag.String("comment").pipe(
    Flag.withDescription("Lines that begin with this are left out"),
    Flag.optional
  ),
  engine: Flag.Literals("engine", ["auto", "row"]).pipe(
    Flag.withDescription("How rows are sent: one request for each, or chosen by itself"),
    Flag.withDefault("auto" as const)
  ),
  concurrency: Flag.Int("concurrency").pipe(
    Flag.withDescription("Requests in flight at most"),
    Flag.withDefault(16)
  ),
  onExisting: Flag.Literals("on-existing", ["skip", "update", "fail"]).pipe(
    Flag.withDescription("What to do with a row that exists already"),
    Flag.withDefault("skip" as const)
  ),
  keyMaxAge: Flag.String("key-max-age").pipe(
    Flag.withDescription("Age from which an idempotency key is not sent again, such as 23h"),
    Flag.optional
  ),
  newRun: Flag.Boolean("new-run").pipe(
    Flag.withDescription("Start afresh instead of continuing an earlier run"),
    Flag.withDefault(false)
  ),
  yes: Flag.Boolean("yes").pipe(
    Flag.withAlias("y"),
    Flag.withDescription("Do not ask before the first write"),
    Flag.withDefault(false)
  ),
  json: ConnectionFlags.json
}

const accountFlags = {
  deriveReferenceId: Flag.Boolean("derive-reference-id").pipe(
    Flag.withDescription("Give rows without a reference id one that is made of what they say"),
    Flag.withDefault(false)
  ),
  allowUnkeyed: Flag.Boolean("allow-unkeyed").pipe(
    Flag.withDescription(
      "Send rows without a reference id, though nothing protects them from being created twice"
    ),
    Flag.withDefault(false)
  ),
  accountType: Flag.String("account-type").pipe(
    Flag.withDescription("Id of the account type of every row (acttp_…)"),
    Flag.optional
  )
}

const listItemFlags = {
  kind: Flag.Literals("kind", kinds).pipe(Flag.withDescription("What kind of items the list holds")),
  list: Flag.String("list").pipe(
    Flag.withDescription("The list's id (lst_…) or its name; a name that does not exist is created")
  )
}

/** What was given to every import. */
export type Input = Command.Command.Config.Infer<typeof flags> & { readonly file: string }
export type AccountsInput = Input & Command.Command.Config.Infer<typeof accountFlags>
export type ListItemsInput = Input & Command.Command.Config.Infer<typeof listItemFlags>

const handlers = Effect.promise(() => import("../handlers/Import.ts"))

const accounts = Command.make("accounts", { file, ...flags, ...accountFlags }, (input) =>
  Effect.flatMap(handlers, (handle) => handle.accounts(input))
).pipe(
  Command.withDescription("Create accounts from a CSV file"),
  Command.withExamples([
    {
      command: "persona import accounts people.csv --sandbox",
      description: "Try it on the embedded sandbox"
    },
    {
      command: 'persona import accounts people.csv --map "User ID=reference-id"',
      description: "Say what a column becomes"
    }
  ])
)

const lists = Command.make("lists", { file, ...flags }, (input) =>
  Effect.flatMap(handlers, (handle) => handle.lists(input))
).pipe(
  Command.withDescription(
    "Create lists from a CSV file with the columns kind, name and allow-fuzzy-name-first"
  )
)

const listItems = Command.make("list-items", { file, ...listItemFlags, ...flags }, (input) =>
  Effect.flatMap(handlers, (handle) => handle.listItems(input))
).pipe(
  Command.withDescription("Add the rows of a CSV file to a list"),
  Command.withExamples([
    {
      command:
        'persona import list-items domains.csv --kind email-address --list "Disposable domains" --map domain=value --set match-type=domain',
      description: "Block e-mail domains"
    }
  ])
)

export const command = Command.make("import").pipe(
  Command.withDescription("Import a CSV file, each row exactly once"),
  Command.withSubcommands([accounts, lists, listItems])
)
