/** `persona import accounts|lists|list-items FILE…`: its arguments. What it does is in `handlers/Import.ts`. */
import * as Policies from "@effect-persona/importer/Policies"
import { listItemKinds } from "@effect-persona/importer/Target"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../flags/ConnectionFlags.ts"
import * as Pairs from "../flags/pairs.ts"
import * as SourceFlags from "../flags/SourceFlags.ts"

const { files } = SourceFlags

/** The flags of every import. */
export const flags = {
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
  mapping: Flag.String("mapping").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("A mapping file, as persona map writes it; --map and --set come before it"),
    Flag.optional
  ),
  accept: Flag.Literals("accept", Policies.acceptableDamage).pipe(
    Flag.withDescription("A kind of damage by spreadsheets that is meant as it stands; may be repeated"),
    Flag.atLeast(0)
  ),
  ...SourceFlags.flags,
  engine: Flag.Literals("engine", Policies.engineRequests).pipe(
    Flag.withDescription(
      "How rows are sent: one request for each, batch jobs, uploaded files, or chosen by what they cost and prove"
    ),
    Flag.withDefault("auto" as const)
  ),
  emitEvents: Flag.Boolean("emit-events").pipe(
    Flag.withDescription(
      "Whether batch jobs cause webhook events of changed accounts; --no-emit-events keeps them silent"
    ),
    Flag.withDefault(true)
  ),
  concurrency: Flag.Int("concurrency").pipe(
    Flag.withDescription("Requests in flight at most"),
    Flag.withDefault(16)
  ),
  onExisting: Flag.Literals("on-existing", Policies.onExistingPolicies).pipe(
    Flag.withDescription("What to do with a row that exists already"),
    Flag.withDefault("skip" as const)
  ),
  keyMaxAge: Flag.String("key-max-age").pipe(
    Flag.withDescription("Age from which an idempotency key is not sent again, such as 23h"),
    Flag.optional
  ),
  duplicates: Flag.Literals("duplicates", Policies.duplicatesPolicies).pipe(
    Flag.withDescription(
      "Which of several rows with one natural key is sent, or that later ones are rejected"
    ),
    Flag.withDefault(Policies.defaultDuplicates)
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

/** The flags of commands that send rows, in contrast to plans. */
export const safetyFlags = {
  canary: Flag.Int("canary").pipe(
    Flag.withMetavar("N"),
    Flag.withDescription("Stop once the first N rows are sent, to look at them; persona resume goes on"),
    Flag.optional
  ),
  maxErrors: Flag.String("max-errors").pipe(
    Flag.withMetavar("N|N%"),
    Flag.withDescription("Stop when more rows are rejected than this: a count, or a share such as 5%"),
    Flag.optional
  )
}

/** Additional flags of accounts. */
export const accountFlags = {
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

/** Additional flags of list items. */
export const listItemFlags = {
  kind: Flag.Literals("kind", listItemKinds).pipe(Flag.withDescription("What kind of items the list holds")),
  list: Flag.String("list").pipe(
    Flag.withDescription("The list's id (lst_…) or its name; a name that does not exist is created"),
    Flag.optional
  ),
  listColumn: Flag.String("list-column").pipe(
    Flag.withMetavar("COLUMN"),
    Flag.withDescription("The column that names the list of each item, by id or name, instead of --list"),
    Flag.optional
  )
}

/** The input of every import. */
export type Input = Command.Command.Config.Infer<typeof flags> & { readonly files: ReadonlyArray<string> }
export type Safety = Command.Command.Config.Infer<typeof safetyFlags>
export type AccountsInput = Input & Command.Command.Config.Infer<typeof accountFlags>
export type ListItemsInput = Input & Command.Command.Config.Infer<typeof listItemFlags>

const handlers = Effect.promise(() => import("../handlers/Import.ts"))

const accounts = Command.make("accounts", { files, ...flags, ...safetyFlags, ...accountFlags }, (input) =>
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
    },
    {
      command: "persona import accounts 'exports/*.csv.gz' --mapping crm.yaml",
      description: "Several files as one import, by a mapping that persona map has written"
    }
  ])
)

const lists = Command.make("lists", { files, ...flags, ...safetyFlags }, (input) =>
  Effect.flatMap(handlers, (handle) => handle.lists(input))
).pipe(
  Command.withDescription(
    "Create lists from a CSV file with the columns kind, name and allow-fuzzy-name-first"
  )
)

const listItems = Command.make("list-items", { files, ...listItemFlags, ...flags, ...safetyFlags }, (input) =>
  Effect.flatMap(handlers, (handle) => handle.listItems(input))
).pipe(
  Command.withDescription("Add the rows of a CSV file to a list"),
  Command.withExamples([
    {
      command:
        'persona import list-items domains.csv --kind email-address --list "Disposable domains" --map domain=value --set match-type=domain',
      description: "Block e-mail domains"
    },
    {
      command: "persona import list-items words.csv --kind string --list-column List",
      description: "Items of several lists, which a column names"
    }
  ])
)

export const command = Command.make("import").pipe(
  Command.withDescription("Import a CSV file, each row exactly once"),
  Command.withSubcommands([accounts, lists, listItems])
)
