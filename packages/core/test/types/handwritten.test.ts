/** Types of the operations that are written by hand. The compiler is the test: `tsc` checks this file. */
import type * as File from "@effect-persona/core/File"
import type { Links } from "@effect-persona/core/JsonApi"
import * as Files from "@effect-persona/core/legacy/Files"
import * as LegacyDocuments from "@effect-persona/core/legacy/Documents"
import * as GovernmentIdVerifications from "@effect-persona/core/legacy/GovernmentIdVerifications"
import * as SelfieVerifications from "@effect-persona/core/legacy/SelfieVerifications"
import * as NewerAccounts from "@effect-persona/core/newer/Accounts"
import * as BatchJobs from "@effect-persona/core/newer/BatchJobs"
import * as NewerCases from "@effect-persona/core/newer/Cases"
import * as NewerReports from "@effect-persona/core/newer/Reports"
import * as WebhookEvents from "@effect-persona/core/newer/WebhookEvents"
import * as Pagination from "@effect-persona/core/Pagination"
import type {
  CommonReason,
  Conflict,
  NotFound,
  PersonaError,
  UnprocessableEntity
} from "@effect-persona/core/PersonaError"
import type * as Accounts from "@effect-persona/core/resources/Accounts"
import { describe, expectTypeOf, it } from "@effect/vitest"
import { Effect, type Stream } from "effect"

type ErrorOf<Operation extends (...args: never) => unknown> = Effect.Error<ReturnType<Operation>>
type All = NotFound | Conflict | UnprocessableEntity

const nothing = () => Effect.void
const file: File.Inline = { filename: "front.jpg", data: "" }

describe("types of operations that are written by hand", () => {
  it("fail with the documented reasons and the common ones", () => {
    expectTypeOf<ErrorOf<typeof Files.download>>().toEqualTypeOf<PersonaError<CommonReason | NotFound>>()
    expectTypeOf<ErrorOf<typeof BatchJobs.create>>().toEqualTypeOf<PersonaError<CommonReason | All>>()
    expectTypeOf<ErrorOf<typeof BatchJobs.retrieve>>().toEqualTypeOf<PersonaError<CommonReason | NotFound>>()
    expectTypeOf<ErrorOf<typeof BatchJobs.retrieveErrors>>().toEqualTypeOf<
      PersonaError<CommonReason | NotFound>
    >()
    expectTypeOf<ErrorOf<typeof WebhookEvents.search>>().toEqualTypeOf<
      PersonaError<CommonReason | Conflict | UnprocessableEntity>
    >()
    expectTypeOf<ErrorOf<typeof NewerAccounts.addObjects>>().toEqualTypeOf<PersonaError<CommonReason | All>>()
    expectTypeOf<ErrorOf<typeof NewerCases.addComment>>().toEqualTypeOf<PersonaError<CommonReason | All>>()
    expectTypeOf<ErrorOf<typeof LegacyDocuments.createGeneric>>().toEqualTypeOf<
      PersonaError<CommonReason | All>
    >()
    expectTypeOf<ErrorOf<typeof SelfieVerifications.submit>>().toEqualTypeOf<
      PersonaError<CommonReason | All>
    >()
  })

  it("offer only reasons to catch that can occur", () => {
    void (() => [
      BatchJobs.create({
        data: {
          attributes: { operation: "upsert", object: "account", lookupField: "reference_id", rows: [{}] }
        }
      }).pipe(Effect.catchReason("PersonaError", "NotFound", nothing)),
      BatchJobs.retrieve({ batchJobId: "mprtpr_1" }).pipe(
        // @ts-expect-error a read meets no conflict
        Effect.catchReason("PersonaError", "Conflict", nothing)
      ),
      WebhookEvents.search({}).pipe(
        // @ts-expect-error nothing is looked up
        Effect.catchReason("PersonaError", "NotFound", nothing)
      )
    ])
  })

  it("accept documented input and refuse the rest", () => {
    void (() => [
      LegacyDocuments.createGeneric({
        data: { attributes: { kind: "lease", files: [file] } },
        include: ["inquiry"]
      }),
      GovernmentIdVerifications.create({
        data: { attributes: { verificationTemplateId: "vtmpl_1", frontPhoto: { data: [file] } } }
      }),
      NewerReports.review({
        reportId: "rep_1",
        data: { attributes: { reviewType: "record", reviewStatus: "false_positive", recordToken: "scrre_1" } }
      }),
      SelfieVerifications.create({
        data: {
          attributes: {
            verificationTemplateId: "vtmpl_1",
            // @ts-expect-error a selfie has one photo of each side
            centerPhoto: { data: [file] }
          }
        }
      }),
      // @ts-expect-error a template is needed
      GovernmentIdVerifications.create({ data: { attributes: {} } }),
      // @ts-expect-error a document takes no tags
      LegacyDocuments.updateGeneric({ documentId: "doc_1", data: { attributes: { tags: [] } } }),
      // @ts-expect-error a comment is a message
      NewerCases.addComment({ caseId: "case_1", meta: { text: "x" } }),
      // @ts-expect-error submitting takes no body
      LegacyDocuments.submitGeneric({ documentId: "doc_1", data: {} })
    ])
  })

  it("answer with the resources of the others", () => {
    type Answer = Effect.Success<ReturnType<typeof NewerAccounts.addObjects>>
    expectTypeOf<Answer>().toEqualTypeOf<Accounts.AccountResponse>()
    expectTypeOf<Effect.Success<ReturnType<typeof Files.download>>>().toEqualTypeOf<File.Binary>()
  })

  it("are streamed like any list", () => {
    void (() => {
      const errors = Pagination.items(BatchJobs.retrieveErrors, { batchJobId: "mprtpr_1" })
      expectTypeOf<Stream.Success<typeof errors>>().toEqualTypeOf<BatchJobs.BatchJobRowError>()
      const events = Pagination.items(WebhookEvents.search, {
        query: { attribute: "status", operator: "eq", value: "failed" }
      })
      expectTypeOf<Stream.Success<typeof events>>().toEqualTypeOf<WebhookEvents.WebhookEvent>()
      expectTypeOf<WebhookEvents.WebhookEventPage["links"]>().toEqualTypeOf<Links | null | undefined>()
    })
  })
})
