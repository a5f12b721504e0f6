/**
 * Applies a plan: imports as planned, if the plan's basis is unchanged. Otherwise the error names the changes, and
 * nothing is sent.
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

/** A plan with an unchanged basis, before the first write. */
export interface Prepared {
  readonly preview: Importer.Preview
  readonly plan: Plan.Plan
  /**
   * Starts the import in the background of a scope. Fails with `Declined` if the source has changed since the basis was
   * checked.
   */
  readonly start: Effect.Effect<Importer.Import, StartError, Scope.Scope>
}

/** Why a plan cannot be applied. Nothing was written before it fails. */
export type StartError = Importer.StartError | PlanFile.PlanFileError | Declined

/**
 * Starts the import of a plan in the background of a scope. Fails with `Declined`, which names the parts, if the plan's
 * file, mapping, environment, list or policy has changed. Objects that were created or changed in the environment since
 * are no obstacle: the policy applies to them.
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
  // Nothing can have changed since the check but what the import itself notices.
  Effect.flatMap(checked(options), (found) => found.start)

/** Reads a plan and checks its basis; see `start`. Sends reads only. */
export const prepare = (options: Options): Effect.Effect<Prepared, StartError, PersonaClient | Scope.Scope> =>
  Effect.map(checked(options), ({ isStillSame, plan, preview, start }) => ({
    preview,
    plan,
    start: Effect.flatMap(isStillSame, (same) =>
      same ? start : Effect.fail(PlanFile.refusal(options.plan, ["source"]))
    )
  }))

/** A plan whose basis was checked, and the check of its source for a start that may be hours later. */
interface Checked extends Prepared {
  readonly isStillSame: Effect.Effect<boolean>
}

const checked = Effect.fnUntraced(function* (
  options: Options
): Effect.fn.Return<Checked, StartError, PersonaClient | Scope.Scope> {
  const { plan, ...kept } = yield* PlanFile.read(options.plan)
  const planned: Importer.Options = {
    ...kept.options,
    stateDirectory: options.stateDirectory,
    // The user has confirmed the cost and proof of the planned engine.
    engine: plan.engine,
    ...(options.concurrency === undefined ? {} : { concurrency: options.concurrency }),
    drain: options.drain
  }
  const settings = yield* Settings.held(planned)
  // The import compares its reading, chunk by chunk, with the reading for this digest.
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
  const isStillSame = Effect.andThen(
    Source.verify(settings.source),
    Effect.map(settings.source.digest, (digest) => digest === source)
  ).pipe(Effect.orElseSucceed(() => false))
  return { preview, plan, start, isStillSame }
})
