/** Sandboxes that the command talks to over a socket. */
import type * as Faults from "@effect-persona/sandbox/Faults"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import type { Contents, SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { Effect, Redacted, type Scope } from "effect"

export interface Server {
  readonly url: string
  /** What the command needs in its environment to find the server. */
  readonly env: Readonly<Record<"PERSONA_API_KEY" | "PERSONA_BASE_URL", string>>
  readonly faults: (...rules: ReadonlyArray<Faults.Rule>) => Effect.Effect<void>
  /** Requests a minute from now on; 0 for no limit. */
  readonly rateLimit: (limit: number) => Effect.Effect<void>
  /** What the server holds. */
  readonly contents: Effect.Effect<Contents>
  readonly record: Effect.Effect<SandboxRecord>
}

export const apiKey = "persona_sandbox_canary0f1e2d3c4b5a"

/** Serves a sandbox without a rate limit until the scope ends. */
export const serve = (options: Sandbox.Options = {}): Effect.Effect<Server, never, Scope.Scope> =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox.make({ apiKey: Redacted.make(apiKey), rateLimit: 0, ...options })
    const server = yield* SandboxServer.make().pipe(Effect.provideService(Sandbox.Sandbox, sandbox))
    return {
      url: server.url,
      env: { PERSONA_API_KEY: apiKey, PERSONA_BASE_URL: server.url },
      faults: (...rules) => sandbox.setFaults({ seed: 1, rules }),
      rateLimit: sandbox.setRateLimit,
      contents: Effect.map(sandbox.record(), (record) => record.contents!),
      record: sandbox.record({ contents: false })
    } satisfies Server
  }).pipe(Effect.orDie)

/** Waits until the server holds so many things. */
export const waitFor = (
  server: Server,
  kind: "accounts" | "lists" | "listItems",
  atLeast: number
): Effect.Effect<void> =>
  Effect.suspend(() =>
    Effect.flatMap(server.record, ({ counts }) =>
      counts[kind] >= atLeast
        ? Effect.void
        : Effect.andThen(Effect.sleep("20 millis"), waitFor(server, kind, atLeast))
    )
  )
