/** What `persona plan` does: shows what an import would do, and keeps the plan for `persona apply`. */
import * as Plan from "@effect-persona/importer/Plan"
import * as PlanFile from "@effect-persona/importer/PlanFile"
import * as Spool from "@effect-persona/importer/Spool"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { AccountsInput, Input, ListItemsInput } from "../commands/Plan.ts"
import * as Connection from "./Connection.ts"
import { Ended, UsageError } from "../CommandError.ts"
import * as Output from "../render/Output.ts"
import * as PlanSummary from "../render/PlanSummary.ts"
import * as Import from "./Import.ts"

export const accounts = (input: AccountsInput) =>
  input.deriveReferenceId && input.allowUnkeyed
    ? Effect.fail(
        new UsageError({ message: "--derive-reference-id and --allow-unkeyed exclude each other." })
      )
    : run(
        input,
        Target.Accounts.make(
          Option.isSome(input.accountType) ? { accountType: input.accountType.value } : {}
        ),
        input.deriveReferenceId ? "derive" : input.allowUnkeyed ? "allow" : "refuse"
      )

export const lists = (input: Input) => run(input, Target.Lists.make({}), "refuse")

export const listItems = (input: ListItemsInput) =>
  run(
    input,
    Target.ListItems.make({
      kind: input.kind,
      ...(Option.isSome(input.list) ? { list: input.list.value } : {})
    }),
    "refuse",
    Option.getOrUndefined(input.listColumn)
  )

const run = (
  input: Input,
  target: Target.Target,
  unkeyed: Plan.Options["unkeyed"],
  listColumn?: string | undefined
) =>
  Effect.gen(function* () {
    // An unwritable plan fails before the source is read, which may take long.
    const reason = input.offline ? "offline" : Spool.isNeeded(input.files) ? "once" : undefined
    if (Option.isSome(input.save) && reason !== undefined) {
      return yield* new PlanFile.PlanFileError({ file: input.save.value, reason })
    }
    const options: Plan.Options = {
      ...(yield* Import.orderOf({ ...input, yes: true }, target, unkeyed, listColumn)),
      newRun: input.newRun
    }
    const plan = input.offline
      ? yield* Plan.offline(options)
      : yield* Effect.provide(Plan.make(options), Connection.layer(input))
    const kept = PlanFile.obstacle(plan, options) === undefined ? yield* keep(plan, options, input) : plan
    yield* input.json ? Output.printJson(kept) : Output.print(PlanSummary.render(kept))
    if (kept.rejected > 0) return yield* new Ended({ status: 1 })
  }).pipe(Effect.scoped)

const keep = Effect.fnUntraced(function* (plan: Plan.Plan, options: Plan.Options, input: Input) {
  if (Option.isSome(input.save)) return yield* PlanFile.write(input.save.value, plan, options)
  // The folder is created as by an import, so git ignores its content.
  const { path } = yield* StateDirectory.open(input.stateDirectory)
  return yield* PlanFile.write(yield* PlanFile.defaultFile(path, plan), plan, options)
})
