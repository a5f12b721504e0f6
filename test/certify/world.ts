/** The place of a trial: a sandbox on a socket, and hands that act on it as somebody else would. */
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { Effect, Redacted, type Scope } from "effect"
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
  /** Creates something in somebody else's name; gives its id. */
  readonly create: (request: Request) => Effect.Effect<string>
  readonly remove: (path: string) => Effect.Effect<void>
}

export const make = (
  options: Sandbox.Options
): Effect.Effect<World, Sandbox.StateError | SandboxServer.ServeError, Scope.Scope> =>
  Effect.gen(function* () {
    const sandbox = yield* Sandbox.make(options)
    const server = yield* SandboxServer.make().pipe(Effect.provideService(Sandbox.Sandbox, sandbox))
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
      remove: (path) => Effect.asVoid(call("DELETE", path, undefined))
    }
  })
