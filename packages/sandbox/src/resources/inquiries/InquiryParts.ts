/** The parts of inquiries, and the related resources that they read and write. */
import type { AccountActions } from "../accounts/AccountActions.ts"
import type { Accounts } from "../accounts/Accounts.ts"
import type * as Tags from "../accounts/Tags.ts"
import type * as Events from "../events/Events.ts"
import type { Verifications } from "../verifications/Verifications.ts"
import type { InquirySessions } from "./InquirySessions.ts"
import type { InquiryStore } from "./InquiryStore.ts"
import type { InquiryTemplates } from "./InquiryTemplates.ts"
import type { InquiryTransitions } from "./InquiryTransitions.ts"

export interface Neighbours {
  readonly accounts: Accounts
  readonly accountActions: AccountActions
  readonly templates: InquiryTemplates
  readonly sessions: InquirySessions
  readonly verifications: Verifications
  readonly record: Events.Record
}

/** Dependencies of the routes of inquiries. */
export interface Parts {
  readonly neighbours: Neighbours
  readonly store: InquiryStore
  readonly tags: Tags.Tags
  readonly transitions: InquiryTransitions
}
