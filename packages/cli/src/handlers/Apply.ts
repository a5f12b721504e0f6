/** What `persona apply` does: imports as planned, unless something has changed since. */
import * as Apply from "@effect-persona/importer/Apply"
import type * as Plan from "@effect-persona/importer/Plan"
import { Declined } from "@effect-persona/importer/RunError"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { ApplyInput } from "../commands/Plan.ts"
import * as Connection from "./Connection.ts"
import { ask, canAsk } from "./ask.ts"
import { withYes } from "../render/commandLine.ts"
import { follow } from "./follow.ts"
import { checkConcurrency } from "../flags/limits.ts"
import * as Waiting from "./waiting.ts"
import * as Output from "../render/Output.ts"
import * as PlanSummary from "../render/PlanSummary.ts"

export const apply = (input: ApplyInput) =>
  Effect.gen(function* () {
    const concurrency = Option.getOrUndefined(input.concurrency)
    if (concurrency !== undefined) yield* checkConcurrency(concurrency)
    return yield* Effect.gen(function* () {
      const { plan, start } = yield* Apply.prepare({
        plan: input.plan,
        stateDirectory: input.stateDirectory,
        concurrency
      })
      yield* consent(plan, input)
      yield* follow(yield* start, input)
    }).pipe(Waiting.told, Effect.scoped, Effect.provide(Connection.layer({ ...input, concurrency })))
  })

const consent = (plan: Plan.Plan, input: ApplyInput): Effect.Effect<void, Declined> =>
  Effect.gen(function* () {
    if (input.yes) return
    yield* Output.note(PlanSummary.render(plan))
    if (!canAsk()) {
      return yield* new Declined({
        why: `applying needs a yes, and there is no terminal to ask on. To go on, run:\n\n  ${withYes(process.argv.slice(2))}`
      })
    }
    if (!(yield* ask("Apply? (y/N) "))) return yield* new Declined({ why: "the answer was no." })
  })
