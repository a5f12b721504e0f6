/**
 * Kills an import in this process: at a durable step the state directory is set aside as it is on the disk, nothing
 * reaches the API from then on, and once the import has ended the state directory is what was set aside.
 */
import { PersonaClient } from "@effect-persona/core/PersonaClient"
import { Effect, Layer } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import * as fs from "node:fs"
import { CrashListener } from "../../src/state/CrashPoints.ts"
import type { World } from "./world.ts"

/** The step, as the importer names it, and which of its occurrences. */
export interface Kill {
  readonly step: string
  readonly when: "before" | "after"
  readonly nth: number
}

/** Runs an effect to the kill, if it comes so far; tells whether it did. */
export const killed = <A, E>(
  world: World,
  { nth, step, when }: Kill,
  effect: Effect.Effect<A, E, PersonaClient>
): Effect.Effect<boolean> =>
  Effect.gen(function* () {
    const aside = `${world.stateDirectory}.aside`
    let seen = 0
    let isDead = false
    const listener = (heard: string, at: "before" | "after") => {
      if (isDead || heard !== step || at !== when || ++seen !== nth) return
      isDead = true
      if (fs.existsSync(world.stateDirectory)) fs.cpSync(world.stateDirectory, aside, { recursive: true })
    }
    const client = Layer.effect(
      PersonaClient,
      Effect.map(PersonaClient, (service) => ({
        ...service,
        httpClient: HttpClient.transform(service.httpClient, (answer, request) =>
          Effect.suspend(() =>
            isDead
              ? Effect.succeed(HttpClientResponse.fromWeb(request, new Response("{}", { status: 401 })))
              : answer
          )
        )
      }))
    ).pipe(Layer.provide(world.client))
    yield* effect.pipe(Effect.provideService(CrashListener, listener), Effect.provide(client), Effect.exit)
    if (!isDead) return false
    fs.rmSync(world.stateDirectory, { recursive: true, force: true })
    if (fs.existsSync(aside)) fs.renameSync(aside, world.stateDirectory)
    return true
  })
