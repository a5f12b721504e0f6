/** What a person is told before the question of an import: what is in the file, what is wrong with it, and how long it takes. */
import { PersonaClient, type Service } from "@effect-persona/core/PersonaClient"
import type * as Importer from "@effect-persona/importer/Importer"
import * as Plan from "@effect-persona/importer/Plan"
import * as Effect from "effect/Effect"
import * as Output from "../render/Output.ts"
import * as PlanSummary from "../render/PlanSummary.ts"

/**
 * Reads the source and shows the plan of it, made without a look-up. What cannot be read is left to the import, which
 * says so: a plan that fails is no reason not to ask.
 */
export const show = (
  options: Plan.Options,
  preview: Importer.Preview,
  client: Service
): Effect.Effect<void> =>
  Plan.beforeImport(options, preview).pipe(
    Effect.flatMap((plan) =>
      plan === undefined ? Effect.void : Output.note(PlanSummary.beforeQuestion(plan))
    ),
    Effect.catch((error) => Output.note(`The rows could not be counted beforehand: ${error.message}`)),
    Effect.provideService(PersonaClient, client)
  )
