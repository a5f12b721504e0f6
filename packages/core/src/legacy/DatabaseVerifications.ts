/**
 * The operation on database verifications that the API's older reference lists and its document of 2025-12-08 does
 * not. Retrieving one has stayed, see `resources/DatabaseVerifications`.
 *
 * The vendor enables the creation of verifications for each organization; where it is not enabled the answer is
 * 403. Source: the vendor's public OpenAPI repository, commits of 2023-08-31 to 2025-01-13.
 */
import type * as Schema from "effect/Schema"
import { VerificationDatabaseResponse } from "../generated/resources/DatabaseVerifications.ts"
import * as W from "../internal/wire/wire.ts"
import type { Fieldsets, Include, Open } from "../JsonApi.ts"
import * as Operation from "../Operation.ts"
import type { Conflict, NotFound, UnprocessableEntity } from "../PersonaError.ts"

export { VerificationDatabaseResponse } from "../generated/resources/DatabaseVerifications.ts"

/**
 * Create a database verification: `POST /verification/databases`.
 *
 * Succeeds with 201. Documented failures: 404 `NotFound`, 409 `Conflict`, 422 `UnprocessableEntity`.
 */
export const create: Operation.Operation<
  CreateRequest,
  VerificationDatabaseResponse,
  NotFound | Conflict | UnprocessableEntity
> = /*#__PURE__*/ Operation.make({
  id: "create-a-database-verification",
  method: "POST",
  path: "/verification/databases",
  tag: "Database Verifications",
  origin: "legacy",
  query: ["include", "fields"],
  body: "json",
  success: [201],
  errors: [404, 409, 422],
  schemas: () => ({ request: CreateRequest, success: VerificationDatabaseResponse })
})

/** What {@link create} takes. */
export interface CreateRequest {
  readonly data: { readonly attributes?: CreateAttributes | undefined }
  readonly meta?:
    | {
        readonly debugForcedStatus?: string | undefined
        readonly processingMode?: Open<"sync" | "async"> | undefined
      }
    | undefined
  readonly include?: Include | undefined
  readonly fields?: Fieldsets | undefined
}

export interface CreateAttributes {
  readonly verificationTemplateId: string
  readonly countryCode: string
  readonly identificationNumber?: string | undefined
  readonly documentNumber?: string | undefined
  readonly documentIssuingDate?: string | undefined
  readonly documentExpirationDate?: string | undefined
  readonly documentIssuingSubdivision?: string | undefined
  readonly birthdate?: string | null | undefined
  readonly nameFirst?: string | null | undefined
  readonly nameMiddle?: string | null | undefined
  readonly nameLast?: string | null | undefined
  readonly phoneNumber?: string | null | undefined
  readonly emailAddress?: string | null | undefined
  readonly addressStreet1?: string | null | undefined
  readonly addressStreet2?: string | null | undefined
  readonly addressCity?: string | null | undefined
  readonly addressSubdivision?: string | null | undefined
  readonly addressPostalCode?: string | null | undefined
}

/** Schema of {@link CreateRequest}. */
export const CreateRequest: Schema.Codec<CreateRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    data: W.required(
      W.closed({
        attributes: W.closed({
          "verification-template-id": W.required(W.string),
          "country-code": W.required(W.string),
          "identification-number": W.string,
          "document-number": W.string,
          "document-issuing-date": W.string,
          "document-expiration-date": W.string,
          "document-issuing-subdivision": W.string,
          birthdate: W.nullable(W.string),
          "name-first": W.nullable(W.string),
          "name-middle": W.nullable(W.string),
          "name-last": W.nullable(W.string),
          "phone-number": W.nullable(W.string),
          "email-address": W.nullable(W.string),
          "address-street-1": W.nullable(W.string),
          "address-street-2": W.nullable(W.string),
          "address-city": W.nullable(W.string),
          "address-subdivision": W.nullable(W.string),
          "address-postal-code": W.nullable(W.string)
        })
      })
    ),
    meta: W.closed({ "debug-forced-status": W.string, "processing-mode": W.string }),
    include: W.commas,
    fields: W.fieldsets
  })
)
