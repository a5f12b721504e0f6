/** The place of a trial: a sandbox on a socket, and hands that act on it as others would. */
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { Effect, Redacted, Scope } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Request } from "./kinds.ts"
import { scratch } from "./scratch.ts"

export interface World {
  readonly sandbox: Sandbox.Service
  readonly url: string
  readonly apiKey: string
  readonly folder: string
  readonly record: Effect.Effect<SandboxRecord>
  /** Creates something in the name of others; gives its id. */
  readonly create: (request: Request) => Effect.Effect<string>
  readonly remove: (path: string) => Effect.Effect<void>
  /** From so many writing requests on, another environment answers; `undefined` ends that, and tells how many it got. */
  readonly divert: (afterWrites: number | undefined) => Effect.Effect<number>
  /** Requests that came under the key of another one. */
  readonly mismatches: () => number
}

export const make = (
  options: Sandbox.Options
): Effect.Effect<World, Sandbox.StateError | SandboxServer.ServeError, Scope.Scope> =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox.make(options)
    const scope = yield* Effect.scope
    let diversion: { left: number; readonly to: Sandbox.Service } | undefined
    let mismatches = 0
    const shown: Sandbox.Service = {
      ...sandbox,
      handle: (request) =>
        Effect.suspend(() => {
          if (diversion !== undefined && request.method !== "GET") diversion.left--
          const by = diversion !== undefined && diversion.left < 0 ? diversion.to : sandbox
          return Effect.map(by.handle(request), (answer) => {
            if (answer._tag === "WireResponse" && answer.status === 400 && isMismatch(answer.body))
              mismatches++
            return withWait(answer)
          })
        })
    }
    const server = yield* SandboxServer.make().pipe(Effect.provideService(Sandbox.Sandbox, shown))
    const apiKey = Redacted.value(sandbox.apiKey)
    const folder = yield* Effect.acquireRelease(
      Effect.sync(() => fs.mkdtempSync(path.join(scratch, "persona-certify-"))),
      (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true, force: true, maxRetries: 3 }))
    )
    const call = (method: string, target: string, body: unknown) =>
      Effect.flatMap(
        sandbox.handle({
          method,
          target: `/api/v1${target}`,
          headers: { authorization: `Bearer ${apiKey}`, "content-type": "application/json" },
          body: body === undefined ? new Uint8Array() : Buffer.from(JSON.stringify(body))
        }),
        (answer) =>
          answer._tag === "WireResponse" && answer.status < 300
            ? Effect.succeed(JSON.parse(answer.body) as { readonly data: { readonly id: string } })
            : Effect.die(new Error(`${method} ${target}: ${JSON.stringify(answer)}`))
      )
    return {
      sandbox,
      url: server.url,
      apiKey,
      folder,
      record: sandbox.record(),
      create: ({ body, path }) => Effect.map(call("POST", path, body), ({ data }) => data.id),
      remove: (path) => Effect.asVoid(call("DELETE", path, undefined)),
      divert: (afterWrites) =>
        Effect.orDie(
          Effect.gen(function* () {
            if (afterWrites !== undefined) {
              const to = yield* Effect.provideService(
                Sandbox.make({ ...options, seed: (options.seed ?? 0) + 1_000_000, apiKey: sandbox.apiKey }),
                Scope.Scope,
                scope
              )
              diversion = { left: afterWrites, to }
              return 0
            }
            const diverted = diversion === undefined ? 0 : Math.max(0, -diversion.left)
            diversion = undefined
            return diverted
          })
        ),
      mismatches: () => mismatches
    }
  })

/** A wait that the details name, in the header that names it. */
const withWait = (answer: Answer): Answer => {
  const seconds =
    answer._tag === "WireResponse" && answer.status === 429
      ? /Retry-After: (\d+)/.exec(answer.body)?.[1]
      : undefined
  return seconds === undefined || answer._tag !== "WireResponse"
    ? answer
    : { ...answer, headers: { ...answer.headers, "Retry-After": seconds } }
}

type Answer = Effect.Success<ReturnType<Sandbox.Service["handle"]>>

/** One on demand has the same title and other details. */
const isMismatch = (body: string): boolean => body.includes("This key was first used with other parameters")
