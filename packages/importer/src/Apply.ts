/**
 * Applies a plan: imports as it was planned, if everything it rests on is still the same. What has changed is named, and
 * nothing is sent then.
 */
import { PersonaClient } from "@effect-persona/core/PersonaClient"
import type * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as Importer from "./Importer.ts"
import * as Settings from "./setup/Settings.ts"
import * as Plan from "./Plan.ts"
import * as PlanFile from "./PlanFile.ts"
import type { Declined } from "./RunError.ts"
import * as Source from "./Source.ts"

export interface Options {
  /** Path of the plan file. */
  readonly plan: string
  /** @default ".persona" */
  readonly stateDirectory?: string | undefined
  /** @default as planned */
  readonly concurrency?: number | undefined
  /** @default 15 seconds */
  readonly drain?: Duration.Input | undefined
}

/** A plan that still holds, and of which nothing is written yet. */
export interface Prepared {
  readonly preview: Importer.Preview
  readonly plan: Plan.Plan
  /**
   * Starts the import in the background of a scope. Fails with `Declined` where the source has changed since the plan was
   * found to hold.
   */
  readonly start: Effect.Effect<Importer.Import, StartError, Scope.Scope>
}

/** Why a plan cannot be applied. Nothing has been written then. */
export type StartError = Importer.StartError | PlanFile.PlanFileError | Declined

/**
 * Starts the import of a plan in the background of a scope. A plan whose file, mapping, environment, list or policy has
 * changed ends with `Declined`, which names the parts. Objects that were made or changed in the environment meanwhile are
 * no obstacle: the policy applies to them.
 *
 * @example
 * ```ts
 * const started = yield* Apply.start({ plan: ".persona/plans/20260105T100000-accounts-1a2b3c.json" })
 * const report = yield* started.report
 * ```
 */
export const start = (
  options: Options
): Effect.Effect<Importer.Import, StartError, PersonaClient | Scope.Scope> =>
  Effect.flatMap(prepare(options), (prepared) => prepared.start)

/** Reads a plan and finds out whether it still holds; see `start`. Sends reads only. */
export const prepare = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Prepared, StartError, PersonaClient | Scope.Scope> {
  const { plan, ...kept } = yield* PlanFile.read(options.plan)
  const planned: Importer.Options = {
    ...kept.options,
    stateDirectory: options.stateDirectory,
    // What was agreed to is what that engine takes and proves.
    engine: plan.engine,
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    drain: options.drain
  }
  const settings = yield* Settings.held(planned)
  // What is sent is compared with what was read for this digest, chunk by chunk.
  const source = (yield* settings.source.digest) ?? null
  const { baseUrl } = yield* PersonaClient
  const { preview, start } = yield* Importer.prepare({ ...planned, source: settings.source })
  const parts = PlanFile.differing(plan.basis, {
    source,
    mapping: preview.mapper.digest,
    environment: preview.environment ?? baseUrl,
    place: Plan.placeOf(preview.place),
    policy: Plan.policyOf(settings)
  })
  if (parts.length > 0) return yield* PlanFile.refusal(options.plan, parts)
  // The answer to a question before the start may have taken hours.
  const still = Effect.andThen(
    Source.verify(settings.source),
    Effect.map(settings.source.digest, (digest) => digest === source)
  ).pipe(
    Effect.orElseSucceed(() => false),
    Effect.flatMap((same) => (same ? Effect.void : Effect.fail(PlanFile.refusal(options.plan, ["source"]))))
  )
  return { preview, plan, start: Effect.andThen(still, start) }
})
