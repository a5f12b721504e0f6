/** The server of a measurement: the sandbox on a socket, in memory, without a rate limit. */
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { Effect, Layer, Redacted } from "effect"

Effect.gen(function* () {
  const { apiKey, url } = yield* SandboxServer.SandboxServer
  console.log(JSON.stringify({ url, key: Redacted.value(apiKey) }))
  return yield* Effect.never
}).pipe(
  Effect.provide(
    SandboxServer.layer().pipe(
      Layer.provide(
        Sandbox.layer({
          rateLimit: 0,
          bulkRowsPerSecond: 0,
          accountTypes: [{ name: "Customer", id: "acttp_bench" }]
        })
      )
    )
  ),
  Effect.runFork
)
