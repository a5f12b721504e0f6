/** What the public modules promise to callers. The compiler is the test: `tsc` checks this file. */
import * as Credentials from "@effect-persona/core/Credentials"
import * as IdempotencyKey from "@effect-persona/core/IdempotencyKey"
import type * as Operation from "@effect-persona/core/Operation"
import * as Pagination from "@effect-persona/core/Pagination"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import type * as PersonaError from "@effect-persona/core/PersonaError"
import * as PersonaPromise from "@effect-persona/core/PersonaPromise"
import * as RateBudget from "@effect-persona/core/RateBudget"
import * as RateStore from "@effect-persona/core/RateStore"
import * as RawRequest from "@effect-persona/core/RawRequest"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Lists from "@effect-persona/core/resources/Lists"
import type { Account } from "@effect-persona/core/schemas/Account"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Webhook from "@effect-persona/core/Webhook"
import * as WebhookDeliveries from "@effect-persona/core/WebhookDeliveries"
import type * as WebhookError from "@effect-persona/core/WebhookError"
import type * as WebhookEvent from "@effect-persona/core/WebhookEvent"
import * as WebhookHandler from "@effect-persona/core/WebhookHandler"
import { describe, expectTypeOf, it } from "@effect/vitest"
import { type Config, Context, Effect, Layer, type Redacted, type Schema, type Stream } from "effect"
import type { HttpClient, HttpRouter } from "effect/http"

declare const apiKey: Redacted.Redacted

describe("types of the public modules", () => {
  describe("PersonaClient", () => {
    it("leaves the transport to the caller, and the budget on request", () => {
      type Layers = typeof PersonaClient
      expectTypeOf<ReturnType<Layers["layer"]>>().toEqualTypeOf<
        Layer.Layer<PersonaClient.PersonaClient, never, HttpClient.HttpClient>
      >()
      expectTypeOf<ReturnType<Layers["layerConfig"]>>().toEqualTypeOf<
        Layer.Layer<PersonaClient.PersonaClient, Config.ConfigError, HttpClient.HttpClient>
      >()
      expectTypeOf<ReturnType<Layers["layerNoDeps"]>>().toEqualTypeOf<
        Layer.Layer<PersonaClient.PersonaClient, never, HttpClient.HttpClient | RateBudget.RateBudget>
      >()
      expectTypeOf<ReturnType<Layers["layerTest"]>>().toEqualTypeOf<
        Layer.Layer<PersonaClient.PersonaClient>
      >()
      expectTypeOf<ReturnType<typeof UndiciTransport.layer>>().toEqualTypeOf<
        Layer.Layer<HttpClient.HttpClient>
      >()
    })

    it("accepts redacted keys, or sources of keys", () => {
      expectTypeOf<PersonaClient.Options["apiKey"]>().toEqualTypeOf<
        Redacted.Redacted | Credentials.Credentials
      >()
      expectTypeOf<keyof PersonaClient.Options>().toEqualTypeOf<
        "apiKey" | "baseUrl" | "apiVersion" | "userAgent" | "attemptTimeout" | "timeout" | "retry"
      >()
      void (() => [
        PersonaClient.layer({ apiKey }),
        PersonaClient.layer({ apiKey: Credentials.perRequest(Effect.succeed(apiKey)) }),
        // @ts-expect-error a key that would be printed
        PersonaClient.layer({ apiKey: "persona_sandbox_x" }),
        // @ts-expect-error a client without a key
        PersonaClient.layer({}),
        // @ts-expect-error a misspelt option
        PersonaClient.layer({ apiKey, baseURL: "https://api.withpersona.com" })
      ])
    })

    it("preserves an effect's success, errors and requirements with options", () => {
      const called = Accounts.retrieve({ accountId: "act_1" })
      expectTypeOf(called.pipe(PersonaClient.withOptions({ retries: 2 }))).toEqualTypeOf(called)
    })

    it("answers in tests with a success of the operation, or one of its reasons", () => {
      void (() => [
        PersonaClient.answer(Lists.archive, () => Effect.never),
        // @ts-expect-error not a success of the operation
        PersonaClient.answer(Lists.archive, () => ({ data: 1 }))
      ])
    })
  })

  describe("operations", () => {
    it("fail with one error, with the documented reasons and the common ones", () => {
      type Called = ReturnType<typeof Accounts.retrieve>
      expectTypeOf<Called>().toEqualTypeOf<
        Effect.Effect<
          Accounts.AccountResponse,
          PersonaError.PersonaError<PersonaError.CommonReason | PersonaError.NotFound>,
          PersonaClient.PersonaClient
        >
      >()
      expectTypeOf<Operation.Failure<PersonaError.NotFound>>().toEqualTypeOf<Effect.Error<Called>>()
      void (() => [
        Accounts.retrieve({ accountId: "act_1" }).pipe(
          Effect.catchReason("PersonaError", "NotFound", (reason) => {
            expectTypeOf(reason).toEqualTypeOf<PersonaError.NotFound>()
            return Effect.void
          })
        ),
        Accounts.retrieve({ accountId: "act_1" }).pipe(
          // @ts-expect-error retrieving has no conflicts
          Effect.catchReason("PersonaError", "Conflict", () => Effect.void)
        )
      ])
    })

    it("return their facts with the success on request", () => {
      expectTypeOf<Effect.Success<ReturnType<typeof Accounts.retrieve.withResponse>>>().toEqualTypeOf<
        Operation.Reply<Accounts.AccountResponse>
      >()
      expectTypeOf<
        NonNullable<Parameters<typeof Accounts.retrieve>[1]>
      >().toEqualTypeOf<Operation.CallOptions>()
      expectTypeOf<Operation.CallOptions["idempotencyKey"]>().toEqualTypeOf<
        IdempotencyKey.IdempotencyKey | string | undefined
      >()
    })

    it("fail for any documented reason if the request is the caller's own", () => {
      const send = RawRequest.send<number>
      expectTypeOf<Effect.Error<ReturnType<typeof send>>>().toEqualTypeOf<
        PersonaError.PersonaError<PersonaError.CommonReason | PersonaError.DocumentedReason>
      >()
      expectTypeOf<Effect.Success<ReturnType<typeof RawRequest.send>>>().toEqualTypeOf<unknown>()
    })

    it("have schemas in addition to their types", () => {
      expectTypeOf(Accounts.CreateRequest).toEqualTypeOf<Schema.Codec<Accounts.CreateRequest, unknown>>()
    })
  })

  describe("Pagination", () => {
    it("streams the items of a page, and fails on a repeated cursor", () => {
      const items = Pagination.items(Accounts.list, {})
      expectTypeOf(items).toEqualTypeOf<
        Stream.Stream<
          Account,
          Operation.Failure<PersonaError.NotFound> | Pagination.CursorLoop,
          PersonaClient.PersonaClient
        >
      >()
      // @ts-expect-error an operation that has no pages
      void (() => Pagination.items(Accounts.retrieve, { accountId: "act_1" }))
    })
  })

  describe("RateBudget", () => {
    it("needs nothing, and accepts a store that may fail", () => {
      expectTypeOf<ReturnType<typeof RateBudget.layer>>().toEqualTypeOf<Layer.Layer<RateBudget.RateBudget>>()
      expectTypeOf(RateBudget.layerUnlimited).toEqualTypeOf<Layer.Layer<RateBudget.RateBudget>>()
      expectTypeOf(RateStore.memory).toEqualTypeOf<Effect.Effect<RateStore.RateStore>>()
      expectTypeOf<
        Effect.Error<ReturnType<RateStore.RateStore["modify"]>>
      >().toEqualTypeOf<RateStore.RateStoreError>()
    })
  })

  describe("Credentials", () => {
    it("can fail for one reason only", () => {
      void (() => [
        Credentials.rotating(Effect.succeed({ token: apiKey, expiresIn: "1 hour" })),
        // @ts-expect-error a failure that callers of operations would not know
        Credentials.rotating(Effect.fail("the vault is sealed")),
        // @ts-expect-error a token that would be printed
        Credentials.rotating(Effect.succeed({ token: "secret" }))
      ])
    })
  })

  describe("PersonaPromise", () => {
    const persona = {} as PersonaPromise.PersonaPromise

    it("accepts a key as text, since the caller cannot redact it", () => {
      expectTypeOf<PersonaPromise.Options["apiKey"]>().toEqualTypeOf<
        string | Redacted.Redacted | Credentials.Credentials
      >()
      expectTypeOf(PersonaPromise.make).returns.toEqualTypeOf<PersonaPromise.PersonaPromise>()
      expectTypeOf<PersonaPromise.PersonaPromise>().toExtend<AsyncDisposable>()
    })

    it("returns the successes of operations as promises, and lists as async iterables", () => {
      void (() => {
        expectTypeOf(persona.call(Accounts.retrieve, { accountId: "act_1" })).toEqualTypeOf<
          Promise<Accounts.AccountResponse>
        >()
        expectTypeOf(persona.withResponse(Accounts.retrieve, { accountId: "act_1" })).toEqualTypeOf<
          Promise<Operation.Reply<Accounts.AccountResponse>>
        >()
        expectTypeOf(persona.items(Accounts.list, {})).toEqualTypeOf<AsyncGenerator<Account, void, void>>()
        expectTypeOf(persona.run(Effect.as(PersonaClient.PersonaClient, 1))).toEqualTypeOf<Promise<number>>()
      })
      void (() => [
        // @ts-expect-error requests are closed
        persona.call(Accounts.retrieve, { accountId: "act_1", account: "act_2" })
      ])
      // An effect with needs of its own is not run.
      type Run = Parameters<PersonaPromise.PersonaPromise["run"]>[0]
      expectTypeOf<Effect.Effect<number, Error, PersonaClient.PersonaClient>>().toExtend<Run>()
      expectTypeOf<Effect.Effect<number, Error, RateBudget.RateBudget>>().not.toExtend<Run>()
    })

    it("narrows a caught error to the reasons of an operation", () => {
      const caught: unknown = undefined
      if (PersonaPromise.isFailureOf(Accounts.retrieve, caught)) {
        expectTypeOf(caught).toEqualTypeOf<Operation.Failure<PersonaError.NotFound>>()
      }
    })
  })

  describe("Webhook", () => {
    it("returns an event, or the reason against it", () => {
      expectTypeOf<ReturnType<typeof Webhook.receive>>().toEqualTypeOf<
        Effect.Effect<
          WebhookEvent.WebhookEvent,
          WebhookError.WebhookError<WebhookError.SignatureReason | WebhookError.EventReason>
        >
      >()
      void (() => [
        Webhook.receive({ body: "", headers: {} }, { secrets: apiKey }),
        // @ts-expect-error a secret that would be printed
        Webhook.receive({ body: "", headers: {} }, { secrets: "wbhsec_x" }),
        Webhook.receivePromise({ body: "", headers: {} }, { secrets: "wbhsec_x" })
      ])
    })

    it("needs a router, the handler's requirements, and the deliveries if the caller provides them", () => {
      class Mail extends Context.Service<Mail, { readonly send: Effect.Effect<void> }>()("test/Mail") {}
      const handle = () =>
        Effect.gen(function* () {
          yield* Effect.scope
          yield* (yield* Mail).send
        })
      void (() => {
        expectTypeOf(WebhookHandler.layer("/persona", { secrets: apiKey, handle })).toEqualTypeOf<
          Layer.Layer<never, never, HttpRouter.HttpRouter | Mail>
        >()
        expectTypeOf(WebhookHandler.layerNoDeps("/persona", { secrets: apiKey, handle })).toEqualTypeOf<
          Layer.Layer<never, never, HttpRouter.HttpRouter | WebhookDeliveries.WebhookDeliveries | Mail>
        >()
      })
    })
  })
})
