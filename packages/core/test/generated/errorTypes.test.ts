/** How calls can fail, and what they refuse to be given. The compiler is the test: `tsc` checks this file. */
import type { CommonReason, Conflict, NotFound, UnprocessableEntity } from "@effect-persona/core/PersonaError"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as ApiLogs from "@effect-persona/core/resources/ApiLogs"
import * as Events from "@effect-persona/core/resources/Events"
import * as Importers from "@effect-persona/core/resources/Importers"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as ListItems from "@effect-persona/core/resources/ListItems"
import * as Lists from "@effect-persona/core/resources/Lists"
import * as OAuth from "@effect-persona/core/resources/OAuth"
import * as RateLimits from "@effect-persona/core/resources/RateLimits"
import * as Relay from "@effect-persona/core/resources/Relay"
import * as Reports from "@effect-persona/core/resources/Reports"
import * as Transactions from "@effect-persona/core/resources/Transactions"
import * as Verifications from "@effect-persona/core/resources/Verifications"
import * as Webhooks from "@effect-persona/core/resources/Webhooks"
import { describe, expectTypeOf, it } from "@effect/vitest"
import { Effect } from "effect"

/** The reasons of an operation's error besides those that every call has. */
type Documented<Operation extends (...args: never) => unknown> = Exclude<ReasonOf<Operation>, CommonReason>

const nothing = () => Effect.void

type ReasonOf<Operation extends (...args: never) => unknown> =
  Effect.Error<ReturnType<Operation>> extends {
    readonly reason: infer Reason
  }
    ? Reason
    : never

describe("types of generated operations", () => {
  it("fail with every common reason", () => {
    expectTypeOf<Extract<ReasonOf<typeof Events.list>, CommonReason>>().toEqualTypeOf<CommonReason>()
    expectTypeOf<Extract<ReasonOf<typeof Accounts.create>, CommonReason>>().toEqualTypeOf<CommonReason>()
    expectTypeOf<CommonReason["_tag"]>().toEqualTypeOf<
      | "BadRequest"
      | "IdempotencyMismatch"
      | "Unauthorized"
      | "Forbidden"
      | "RequestTimeout"
      | "RateLimited"
      | "QuotaExceeded"
      | "ServerError"
      | "TransportError"
      | "Timeout"
      | "DecodeError"
      | "InvalidRequest"
      | "KeyExpired"
      | "UnexpectedStatus"
      | "CredentialsUnavailable"
      | "OtherEnvironment"
    >()
  })

  it("fail with exactly the documented reasons besides", () => {
    expectTypeOf<Documented<typeof RateLimits.list>>().toEqualTypeOf<never>()
    expectTypeOf<Documented<typeof Events.list>>().toEqualTypeOf<never>()
    expectTypeOf<Documented<typeof Importers.list>>().toEqualTypeOf<never>()
    expectTypeOf<Documented<typeof Accounts.list>>().toEqualTypeOf<NotFound>()
    expectTypeOf<Documented<typeof ApiLogs.list>>().toEqualTypeOf<NotFound>()
    expectTypeOf<Documented<typeof Verifications.print>>().toEqualTypeOf<NotFound>()
    expectTypeOf<Documented<typeof Inquiries.print>>().toEqualTypeOf<NotFound | Conflict>()
    expectTypeOf<Documented<typeof Accounts.create>>().toEqualTypeOf<Conflict | UnprocessableEntity>()
    expectTypeOf<Documented<typeof Lists.createCountryList>>().toEqualTypeOf<Conflict | UnprocessableEntity>()
    expectTypeOf<Documented<typeof Importers.importAccounts>>().toEqualTypeOf<
      Conflict | UnprocessableEntity
    >()
    expectTypeOf<Documented<typeof Relay.create>>().toEqualTypeOf<Conflict | UnprocessableEntity>()
    expectTypeOf<Documented<typeof Webhooks.create>>().toEqualTypeOf<Conflict | UnprocessableEntity>()
    type All = NotFound | Conflict | UnprocessableEntity
    expectTypeOf<Documented<typeof Accounts.redact>>().toEqualTypeOf<All>()
    expectTypeOf<Documented<typeof ListItems.createCountry>>().toEqualTypeOf<All>()
    expectTypeOf<Documented<typeof OAuth.createAccessToken>>().toEqualTypeOf<All>()
    expectTypeOf<Documented<typeof Reports.create>>().toEqualTypeOf<All>()
    expectTypeOf<Documented<typeof Transactions.create>>().toEqualTypeOf<All>()
  })

  it("offer only reasons to catch that can occur", () => {
    void (() => [
      Accounts.create({}).pipe(Effect.catchReason("PersonaError", "Conflict", nothing)),
      Accounts.create({}).pipe(Effect.catchReason("PersonaError", "RateLimited", nothing)),
      Accounts.list({}).pipe(Effect.catchReason("PersonaError", "NotFound", nothing)),
      Accounts.create({}).pipe(
        // @ts-expect-error nothing is looked up
        Effect.catchReason("PersonaError", "NotFound", nothing)
      ),
      Accounts.list({}).pipe(
        // @ts-expect-error a list meets no conflict
        Effect.catchReason("PersonaError", "Conflict", nothing)
      ),
      Inquiries.print({ inquiryId: "inq_1" }).pipe(
        // @ts-expect-error no body that could be unprocessable
        Effect.catchReason("PersonaError", "UnprocessableEntity", nothing)
      ),
      Events.list({}).pipe(
        // @ts-expect-error no such reason
        Effect.catchReason("PersonaError", "Teapot", nothing)
      )
    ])
  })

  it("refuse members that an operation does not have, wherever they stand", () => {
    void (() => [
      // @ts-expect-error beside the body
      Accounts.create({ data: {}, dryRun: true }),
      // @ts-expect-error in the body
      Accounts.create({ data: { type: "account" } }),
      // @ts-expect-error among the attributes
      Accounts.update({ accountId: "act_1", data: { attributes: { nickname: "Ada" } } }),
      // @ts-expect-error in meta
      Accounts.create({ meta: { upsert: true } }),
      // @ts-expect-error in a filter
      Accounts.list({ filter: { nameFirst: "Ada" } }),
      // @ts-expect-error in a page
      Events.list({ page: { number: 2 } }),
      // @ts-expect-error an attribute of another kind of list item
      ListItems.createCountry({ data: { attributes: { listId: "lst_1", value: "KP" } } }),
      // @ts-expect-error an attribute of another kind of report
      Reports.create({ data: { type: "report/watchlist", attributes: { query: { addressStreet1: "x" } } } }),
      // @ts-expect-error an operation that takes nothing
      RateLimits.list({ include: ["x"] })
    ])
  })

  it("accept undefined for a page and its parts", () => {
    const after = undefined as string | undefined
    void (() => [Accounts.list({ page: undefined }), Accounts.list({ page: { after, size: undefined } })])
  })
})
