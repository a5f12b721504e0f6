/**
 * The operation on phone number verifications that the API's older reference lists and its document of 2025-12-08
 * does not. Retrieving one has stayed, see `resources/PhoneNumberVerifications`.
 *
 * The vendor enables the creation of verifications for each organization; where it is not enabled the answer is
 * 403. Source: the vendor's public OpenAPI repository, commits of 2023-08-31 to 2025-01-13.
 */
import type * as Schema from "effect/Schema"
import { VerificationPhoneNumberResponse } from "../generated/resources/PhoneNumberVerifications.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets, Include } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export { VerificationPhoneNumberResponse } from "../generated/resources/PhoneNumberVerifications.ts"

/**
 * Create a phone number verification: `POST /verification/phone-numbers`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const create: Operation.Operation<
  CreateRequest,
  VerificationPhoneNumberResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-phone-number-verification",
  method: "POST",
  path: "/verification/phone-numbers",
  tag: "Phone Number Verifications",
  origin: "legacy",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateRequest, success: VerificationPhoneNumberResponse })
})

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: {
    readonly attributes?:
      | {
          readonly verificationTemplateId: string
          readonly phoneNumber: string
          readonly countryCode: string
        }
      | undefined
  }
  readonly meta?: { readonly debugForcedStatus?: string | undefined } | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.closed({
          "verification-template-id": W.required(W.string),
          "phone-number": W.required(W.string),
          "country-code": W.required(W.string)
        })
      })
    ),
    meta: W.closed({ "debug-forced-status": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)
