/**
 * The attributes of an inquiry in a request: its account, its template, and its fields.
 */
import {
  badRequest,
  isRefusal,
  notFound,
  type Refusal,
  unprocessable
} from "../../internal/request/Answer.ts"
import type { Call } from "../../internal/state/Resource.ts"
import { mustBe, optionalString, pointer } from "../../internal/request/Validation.ts"
import * as AccountFields from "../accounts/AccountFields.ts"
import type { Accounts } from "../accounts/Accounts.ts"
import type { InquiryTemplates } from "./InquiryTemplates.ts"

/** The ids of a template; the older kind has no versions. */
export interface Chosen {
  readonly templateId: string | null
  readonly inquiryTemplateId: string | null
  readonly inquiryTemplateVersionId: string | null
}

/** The account of a new inquiry: by its id, or by its reference id, created if necessary. */
export const account = (accounts: Accounts, call: Call): string | null | Refusal => {
  const id = optionalString(call.attributes, "account-id")
  const referenceId = optionalString(call.attributes, "reference-id")
  const autoReferenceId = call.meta["auto-create-account-reference-id"]
  const typeId = call.meta["auto-create-account-type-id"]
  if (isRefusal(id)) return id
  if (isRefusal(referenceId)) return referenceId
  if (id !== undefined) {
    if (accounts.find(id) === undefined) return notFound("data.attributes.account_id names no account")
    return id
  }
  if (call.meta["auto-create-account"] === false) {
    return autoReferenceId === undefined && typeId === undefined
      ? null
      : unprocessable(
          "meta.auto_create_account is false, so nothing else may be said of the account",
          "/meta"
        )
  }
  const wanted = typeof autoReferenceId === "string" ? autoReferenceId : referenceId
  const obtained = accounts.obtain(
    { referenceId: wanted, typeId: typeof typeId === "string" ? typeId : undefined },
    call.now
  )
  return isRefusal(obtained) ? obtained : (obtained.id ?? null)
}

/** The template of a new inquiry; a template named for the first time is created. */
export const template = (templates: InquiryTemplates, { attributes, now }: Call): Chosen | Refusal => {
  const none = { templateId: null, inquiryTemplateId: null, inquiryTemplateVersionId: null }
  const id = optionalString(attributes, "inquiry-template-id")
  const versionId = optionalString(attributes, "inquiry-template-version-id")
  const legacyId = optionalString(attributes, "template-id")
  if (isRefusal(id)) return id
  if (isRefusal(versionId)) return versionId
  if (isRefusal(legacyId)) return legacyId
  if (id === undefined && versionId === undefined) {
    if (legacyId === undefined) {
      return badRequest("data.attributes.inquiry_template_id is missing", pointer("inquiry-template-id"))
    }
    return legacyId.startsWith("tmpl_")
      ? { ...none, templateId: legacyId }
      : notFound("There is no such template")
  }
  const found = versionId === undefined ? templates.named(id ?? "", now) : templates.ofVersion(versionId, now)
  return found === undefined
    ? notFound("There is no such template")
    : { ...none, inquiryTemplateId: found.id, inquiryTemplateVersionId: found.versionId }
}

/** The fields after a request that sends some of them; values become `{type, value}`. */
export const fields = (current: AccountFields.Fields, given: unknown): AccountFields.Fields | Refusal => {
  if (given === undefined || given === null) return current
  if (typeof given !== "object" || Array.isArray(given)) return mustBe("fields", "an object")
  const changed = Object.entries(given).map(([key, value]) => [key, AccountFields.typed(value)] as const)
  return { ...current, ...Object.fromEntries(changed) }
}

const personal = [
  "name-first",
  "name-middle",
  "name-last",
  "birthdate",
  "address-street-1",
  "address-street-2",
  "address-city",
  "address-subdivision",
  "address-postal-code"
]

/** Personal data among the fields, with keys in either spelling. */
export const personIn = (fields: AccountFields.Fields): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    personal.map((name) => [name, (fields[name] ?? fields[name.replaceAll("-", "_")])?.value ?? null])
  )

/** A number of seconds, if given. */
export const seconds = (value: unknown): number | null => (typeof value === "number" ? value : null)
