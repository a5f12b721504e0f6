/** What the public modules promise to tests that use them. The compiler is the test: `tsc` checks this file. */
import type * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Faults from "@effect-persona/sandbox/Faults"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import * as SandboxPersona from "@effect-persona/sandbox/SandboxPersona"
import type { SandboxRecord } from "@effect-persona/sandbox/SandboxRecord"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import * as SandboxWebhooks from "@effect-persona/sandbox/SandboxWebhooks"
import { describe, expectTypeOf, it } from "@effect/vitest"
import type { Effect, Layer, Redacted } from "effect"
import type { HttpClient } from "effect/http"

describe("types of the public modules", () => {
  it("provide a sandbox, its client and its transport in one layer without requirements", () => {
    expectTypeOf(SandboxPersona.layer).returns.toEqualTypeOf<
      Layer.Layer<PersonaClient.PersonaClient | Sandbox.Sandbox | HttpClient.HttpClient, Sandbox.StateError>
    >()
    expectTypeOf(SandboxPersona.layerNoDeps).returns.toEqualTypeOf<
      Layer.Layer<PersonaClient.PersonaClient, never, Sandbox.Sandbox | HttpClient.HttpClient>
    >()
  })

  it("provide each part alone, over its sandbox", () => {
    expectTypeOf(Sandbox.layer).returns.toEqualTypeOf<Layer.Layer<Sandbox.Sandbox, Sandbox.StateError>>()
    expectTypeOf(SandboxClient.layer).toEqualTypeOf<
      Layer.Layer<HttpClient.HttpClient, never, Sandbox.Sandbox>
    >()
    expectTypeOf(SandboxServer.layer).returns.toEqualTypeOf<
      Layer.Layer<SandboxServer.SandboxServer, SandboxServer.ServeError, Sandbox.Sandbox>
    >()
    expectTypeOf(SandboxWebhooks.layer).toEqualTypeOf<
      Layer.Layer<never, never, Sandbox.Sandbox | HttpClient.HttpClient>
    >()
  })

  it("report the sandbox's state, and never fail", () => {
    expectTypeOf<Sandbox.Service["record"]>().returns.toEqualTypeOf<Effect.Effect<SandboxRecord>>()
    expectTypeOf<Sandbox.Service["apiKey"]>().toEqualTypeOf<Redacted.Redacted>()
  })

  it("accept the existing kinds of faults", () => {
    expectTypeOf<Faults.Kind>().toEqualTypeOf<
      | "loseAnswer"
      | "loseRequest"
      | "delay"
      | "status"
      | "serverError"
      | "cutBody"
      | "lateEffect"
      | "otherEnvironment"
      | "quote"
      | "job"
    >()
    expectTypeOf(Faults.none).toEqualTypeOf<Faults.Plan>()
    void (() => [
      Sandbox.layer({ rateLimit: 60, faults: { rules: [{ match: {}, action: { kind: "loseAnswer" } }] } }),
      // @ts-expect-error a fault that does not exist
      Sandbox.layer({ faults: { rules: [{ match: {}, action: { kind: "burn" } }] } }),
      // @ts-expect-error a misspelt option
      Sandbox.layer({ ratelimit: 60 })
    ])
  })
})
