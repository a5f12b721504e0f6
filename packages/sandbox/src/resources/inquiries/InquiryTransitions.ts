/** The transitions of an inquiry between statuses: by an action, by a simulation, or by expiry. */
import { conflict, isRefusal, type Refusal } from "../../internal/request/Answer.ts"
import type { Context } from "../../internal/state/Resource.ts"
import type { InquirySessions } from "./InquirySessions.ts"
import * as InquiryStatus from "./InquiryStatus.ts"
import type { Inquiry, InquiryStore, State } from "./InquiryStore.ts"

export interface InquiryTransitions {
  /** Makes a transition that `next` has allowed. */
  readonly transit: (inquiry: Inquiry, state: State, action: InquiryStatus.Action, now: number) => Inquiry
  /** Expires an inquiry when its time is up. */
  readonly watch: (inquiry: Inquiry) => void
}

export const next = (state: State, action: InquiryStatus.Action, now: number): State | Refusal => {
  const { from, stamp, to } = InquiryStatus.transitions[action]
  if (state.redactedAt !== null) return conflict("The inquiry has been redacted")
  if (!from.includes(state.status)) {
    return conflict(`An inquiry that is ${state.status} cannot become ${to}`)
  }
  const seconds = action === "start" ? state.expiresAfter.start : null
  return {
    ...state,
    status: to,
    [stamp]: now,
    expiresAt: seconds === null ? state.expiresAt : now + seconds * 1000
  }
}

export const make = (
  { backgroundJobs }: Context,
  store: InquiryStore,
  sessions: InquirySessions
): InquiryTransitions => {
  const { entities, save } = store
  const transit = (inquiry: Inquiry, state: State, action: InquiryStatus.Action, now: number): Inquiry => {
    const moved = save(inquiry, state, InquiryStatus.transitions[action].event, now)
    if (action === "expire") sessions.expireAll(inquiry.id, now)
    if (action === "start") watch(moved)
    return moved
  }

  const watch = ({ id, state }: Inquiry): void => {
    if (state.expiresAt !== null) backgroundJobs.addAt("expire-inquiry", id, state.expiresAt)
  }

  backgroundJobs.define("expire-inquiry", (id, now) => {
    const inquiry = entities.find(id)
    if (inquiry === undefined || inquiry.state.expiresAt === null || inquiry.state.expiresAt > now) return
    const state = next(inquiry.state, "expire", now)
    if (!isRefusal(state)) transit(inquiry, state, "expire", now)
  })

  return { transit, watch }
}
