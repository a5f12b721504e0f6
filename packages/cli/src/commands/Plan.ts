/**
 * `persona plan accounts|lists|list-items FILE…` and `persona apply PLAN`: their arguments. What they do is in
 * `handlers/Plan.ts` and `handlers/Apply.ts`.
 */
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../flags/ConnectionFlags.ts"
import * as SourceFlags from "../flags/SourceFlags.ts"
import * as Import from "./Import.ts"

/** A plan writes nothing, so it asks nothing. */
const { yes, ...importFlags } = Import.flags

const flags = {
  ...importFlags,
  offline: Flag.Boolean("offline").pipe(
    Flag.withDescription("Do all that needs neither a network nor a key"),
    Flag.withDefault(false)
  ),
  save: Flag.String("save").pipe(
    Flag.withMetavar("FILE"),
    Flag.withDescription("Where the plan is kept for persona apply; below the state directory when left out"),
    Flag.optional
  )
}

const { files } = SourceFlags

export type Input = Omit<Import.Input, "yes"> & Command.Command.Config.Infer<typeof flags>
export type AccountsInput = Input & Omit<Import.AccountsInput, "yes">
export type ListItemsInput = Input & Omit<Import.ListItemsInput, "yes">

const handlers = Effect.promise(() => import("../handlers/Plan.ts"))

const accounts = Command.make("accounts", { files, ...flags, ...Import.accountFlags }, (input) =>
  Effect.flatMap(handlers, (handle) => handle.accounts(input))
).pipe(Command.withDescription("Plan an import of accounts"))

const lists = Command.make("lists", { files, ...flags }, (input) =>
  Effect.flatMap(handlers, (handle) => handle.lists(input))
).pipe(Command.withDescription("Plan an import of lists"))

const listItems = Command.make("list-items", { files, ...Import.listItemFlags, ...flags }, (input) =>
  Effect.flatMap(handlers, (handle) => handle.listItems(input))
).pipe(Command.withDescription("Plan an import of the items of a list"))

export const plan = Command.make("plan").pipe(
  Command.withDescription("Tell what an import would do, and how long it would take, without a write"),
  Command.withSubcommands([accounts, lists, listItems])
)

const applyConfig = {
  plan: Argument.String("plan").pipe(Argument.withDescription("The plan, as persona plan has kept it")),
  ...ConnectionFlags.flags,
  concurrency: Flag.Int("concurrency").pipe(
    Flag.withDescription("Requests in flight at most; as planned when left out"),
    Flag.optional
  ),
  yes,
  json: ConnectionFlags.json
}

export type ApplyInput = Command.Command.Config.Infer<typeof applyConfig>

export const apply = Command.make("apply", applyConfig, (input) =>
  Effect.flatMap(
    Effect.promise(() => import("../handlers/Apply.ts")),
    (handler) => handler.apply(input)
  )
).pipe(Command.withDescription("Import as it was planned, if nothing has changed since"))
