/** What `persona sandbox` does: runs the sandbox as a server until it is stopped. */
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import * as Effect from "effect/Effect"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Redacted from "effect/Redacted"
import type { Input } from "../commands/Sandbox.ts"
import { UsageError } from "../CommandError.ts"
import * as Output from "../render/Output.ts"

export const sandbox = (input: Input) =>
  Effect.gen(function* () {
    if (input.port < 0 || input.port > 65_535) {
      return yield* new UsageError({ message: "--port takes a number from 0 to 65535." })
    }
    if (input.rateLimit < 0) return yield* new UsageError({ message: "--rate-limit takes a number from 0." })
    if (input.rowsPerSecond < 0) {
      return yield* new UsageError({ message: "--rows-per-second takes a number from 0." })
    }
    return yield* serve(input)
  })

const serve = ({ apiKey, batchJobs, importers, json, port, rateLimit, rowsPerSecond, state }: Input) =>
  Effect.gen(function* () {
    const server = yield* SandboxServer.SandboxServer
    const key = Redacted.value(server.apiKey)
    yield* json
      ? Output.printJson({ url: server.url, apiKey: key })
      : Output.print(`Sandbox at ${server.url}\nAPI key ${key}\nStop it with Ctrl-C.`)
    // Without the printed address, no client can connect to the server.
    yield* Output.delivered
    return yield* Effect.never
  }).pipe(
    Effect.provide(
      SandboxServer.layer({ port }).pipe(
        Layer.provide(
          Sandbox.layer({
            apiKey: Option.getOrUndefined(apiKey),
            state: Option.getOrUndefined(state),
            rateLimit,
            batchJobs,
            importers,
            bulkRowsPerSecond: rowsPerSecond
          })
        )
      )
    )
  )
