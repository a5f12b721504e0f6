/** Simulated actions: transitions of an inquiry, and verifications that pass or fail. */
import { type Answer, badRequest, conflict, isRefusal, unprocessable } from "../../internal/request/Answer.ts"
import type { Call } from "../../internal/state/Resource.ts"
import type { Parts } from "./InquiryParts.ts"
import * as InquiryRequest from "./InquiryRequest.ts"
import * as InquiryStatus from "./InquiryStatus.ts"
import type { Inquiry } from "./InquiryStore.ts"
import { next } from "./InquiryTransitions.ts"

/** Performs the simulated actions of `meta.simulate-actions`, all of them or none. */
export const simulate = (
  { neighbours, store, transitions }: Parts,
  inquiry: Inquiry,
  { meta, now }: Call
): Answer => {
  const actions = meta["simulate-actions"]
  if (!Array.isArray(actions)) return badRequest("meta.simulate_actions must be an array")
  // All actions are checked before the first one is performed.
  const steps: Array<(current: Inquiry) => Inquiry> = []
  let { state } = inquiry
  for (const action of actions) {
    const type = String((action as { readonly type?: unknown } | null)?.type)
    const transition = InquiryStatus.simulated(type)
    if (transition !== undefined) {
      const moved = next(state, transition, now)
      if (isRefusal(moved)) return unprocessable(moved.details ?? moved.title, "/meta/simulate-actions")
      state = moved
      steps.push((current) => transitions.transit(current, moved, transition, now))
      continue
    }
    const outcome = /^create_(passed|failed)_verification$/.exec(type)?.[1]
    const templateId = (
      action as { readonly data?: { readonly "verification-template-id"?: unknown } } | null
    )?.data?.["verification-template-id"]
    if (outcome === undefined || typeof templateId !== "string") {
      return unprocessable("There is no such action, or it lacks its template", "/meta/simulate-actions")
    }
    if (state.redactedAt !== null) return conflict("The inquiry has been redacted")
    steps.push((current) => {
      const { accountId, fields, inquiryTemplateId, inquiryTemplateVersionId } = current.state
      const person = InquiryRequest.personIn(fields)
      neighbours.verifications.simulate(
        { inquiryId: current.id, accountId, inquiryTemplateId, inquiryTemplateVersionId, person },
        templateId,
        outcome === "passed",
        now
      )
      return current
    })
  }
  return store.answer(steps.reduce((current, step) => step(current), inquiry))
}
