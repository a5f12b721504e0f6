/** `POST /inquiries`: checks a request, and creates the inquiry with its account, session and link. */
import { type Answer, created, isRefusal, unprocessable } from "../../internal/request/Answer.ts"
import type { Call } from "../../internal/state/Resource.ts"
import { optionalString, pointer } from "../../internal/request/Validation.ts"
import type { Parts } from "./InquiryParts.ts"
import * as InquiryRequest from "./InquiryRequest.ts"

export const create = ({ neighbours, store, tags, transitions }: Parts, call: Call): Answer => {
  const { accountActions, accounts, sessions, templates } = neighbours
  const { attributes, meta, now } = call
  const named = tags.fromAttribute(attributes["tags"])
  if (isRefusal(named)) return named
  const fields = InquiryRequest.fields({}, attributes["fields"])
  if (isRefusal(fields)) return fields
  const note = optionalString(attributes, "note")
  if (isRefusal(note)) return note
  const creator = optionalString(attributes, "creator-email-address")
  if (isRefusal(creator)) return creator
  const accountId = optionalString(attributes, "account-id")
  if (typeof accountId === "string" && accountActions.isArchived(accountId)) {
    return unprocessable("The account has been consolidated into another one", pointer("account-id"))
  }
  const chosen = InquiryRequest.template(templates, call)
  if (isRefusal(chosen)) return chosen
  const refusal = tags.ensure(named, pointer("tags"))
  if (refusal !== undefined) return refusal
  const owner = InquiryRequest.account(accounts, call)
  if (isRefusal(owner)) return owner

  const seconds = InquiryRequest.seconds(meta["expiration-after-create-interval-seconds"])
  const inquiry = store.create(
    {
      ...chosen,
      status: "created",
      accountId: owner,
      referenceId:
        (owner === null ? undefined : (accounts.find(owner)?.attributes["reference-id"] as string)) ?? null,
      note: note ?? null,
      fields,
      tags: named,
      creator: creator ?? "API",
      reviewerComment: null,
      startedAt: null,
      completedAt: null,
      failedAt: null,
      markedForReviewAt: null,
      decisionedAt: null,
      expiredAt: null,
      redactedAt: null,
      expiresAt: seconds === null ? null : now + seconds * 1000,
      expiresAfter: {
        start: InquiryRequest.seconds(meta["expiration-after-start-interval-seconds"]),
        resume: InquiryRequest.seconds(meta["expiration-after-resume-interval-seconds"])
      }
    },
    now
  )
  transitions.watch(inquiry)
  const wantsSession = meta["auto-create-inquiry-session"] === true
  const wantsLink = meta["auto-create-one-time-link"] === true
  if (!wantsSession && !wantsLink) return created({ data: store.render(inquiry) })
  sessions.begin(inquiry.id, now)
  const noLink = { "one-time-link": null, "one-time-link-short": null }
  return created({
    data: store.render(inquiry),
    meta: {
      "session-token": wantsSession ? sessions.token() : null,
      ...(wantsLink ? sessions.oneTimeLink() : noLink)
    }
  })
}
