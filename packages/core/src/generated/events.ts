// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import type { UnknownResource } from "../JsonApi.ts"
import type { Account } from "./schemas/Account.ts"
import type { AccountsIncludedObjects } from "./schemas/AccountsIncludedObjects.ts"
import type { Case } from "./schemas/Case.ts"
import type { CasesIncludedObjects } from "./schemas/CasesIncludedObjects.ts"
import type { Document } from "./schemas/Document.ts"
import type { DocumentIncludedObjects } from "./schemas/DocumentIncludedObjects.ts"
import type { GraphQuery } from "./schemas/GraphQuery.ts"
import type { ImporterPipelineRun } from "./schemas/ImporterPipeline.ts"
import type { ImporterPipelineRunsIncludedObjects } from "./schemas/ImporterPipelineRunsIncludedObjects.ts"
import type { Inquiry } from "./schemas/Inquiry.ts"
import type { InquiryIncludedObjects } from "./schemas/InquiryIncludedObjects.ts"
import type { InquirySession } from "./schemas/InquirySession.ts"
import type { InquirySessionsIncludedObjects } from "./schemas/InquirySessionsIncludedObjects.ts"
import type {
  ReportAddressLookup,
  ReportAdverseMedia,
  ReportBusinessAdverseMedia,
  ReportBusinessAssociatedPersons,
  ReportBusinessLookup,
  ReportBusinessRegistrationsLookup,
  ReportBusinessWatchlist,
  ReportCryptoAddressWatchlist,
  ReportEmailAddress,
  ReportPhoneRisk,
  ReportPoliticallyExposedPerson,
  ReportProfile,
  ReportProfileNonAuthoritative,
  ReportSentilinkScores,
  ReportSocialMedia,
  ReportSynthetic,
  ReportWatchlist
} from "./schemas/Report.ts"
import type { ReportsIncludedObjects } from "./schemas/ReportsIncludedObjects.ts"
import type { Selfie } from "./schemas/Selfie.ts"
import type { SelfieIncludedObjects } from "./schemas/SelfieIncludedObjects.ts"
import type { Transaction, TransactionType } from "./schemas/Transaction.ts"
import type { TransactionsIncludedObjects } from "./schemas/TransactionsIncludedObjects.ts"
import type { Verification } from "./schemas/Verification.ts"
import type { VerificationIncludedObjects } from "./schemas/VerificationIncludedObjects.ts"
import type { WorkflowRun } from "./schemas/Workflow.ts"
import type { WorkflowRunIncludedObjects } from "./schemas/WorkflowRunIncludedObjects.ts"

/** What the events of a resource carry: the resource, and those related to it. */
export interface Resources {
  readonly "account": {
    readonly data: Account
    readonly included: AccountsIncludedObjects
  }
  readonly "case": {
    readonly data: Case
    readonly included: CasesIncludedObjects
  }
  readonly "document": {
    readonly data: Document
    readonly included: DocumentIncludedObjects
  }
  readonly "graph-query": {
    readonly data: GraphQuery
    readonly included: ReadonlyArray<UnknownResource>
  }
  readonly "importer-pipeline-run": {
    readonly data: ImporterPipelineRun
    readonly included: ImporterPipelineRunsIncludedObjects
  }
  readonly "inquiry": {
    readonly data: Inquiry
    readonly included: InquiryIncludedObjects
  }
  readonly "inquiry-session": {
    readonly data: InquirySession
    readonly included: InquirySessionsIncludedObjects
  }
  readonly "report-address-lookup": {
    readonly data: ReportAddressLookup
    readonly included: ReportsIncludedObjects
  }
  readonly "report-adverse-media": {
    readonly data: ReportAdverseMedia
    readonly included: ReportsIncludedObjects
  }
  readonly "report-business-adverse-media": {
    readonly data: ReportBusinessAdverseMedia
    readonly included: ReportsIncludedObjects
  }
  readonly "report-business-associated-persons": {
    readonly data: ReportBusinessAssociatedPersons
    readonly included: ReportsIncludedObjects
  }
  readonly "report-business-lookup": {
    readonly data: ReportBusinessLookup
    readonly included: ReportsIncludedObjects
  }
  readonly "report-business-registrations-lookup": {
    readonly data: ReportBusinessRegistrationsLookup
    readonly included: ReportsIncludedObjects
  }
  readonly "report-business-watchlist": {
    readonly data: ReportBusinessWatchlist
    readonly included: ReportsIncludedObjects
  }
  readonly "report-crypto-address-watchlist": {
    readonly data: ReportCryptoAddressWatchlist
    readonly included: ReportsIncludedObjects
  }
  readonly "report-email-address": {
    readonly data: ReportEmailAddress
    readonly included: ReportsIncludedObjects
  }
  readonly "report-phone-risk": {
    readonly data: ReportPhoneRisk
    readonly included: ReportsIncludedObjects
  }
  readonly "report-politically-exposed-person": {
    readonly data: ReportPoliticallyExposedPerson
    readonly included: ReportsIncludedObjects
  }
  readonly "report-profile": {
    readonly data: ReportProfile
    readonly included: ReportsIncludedObjects
  }
  readonly "report-profile-non-authoritative": {
    readonly data: ReportProfileNonAuthoritative
    readonly included: ReportsIncludedObjects
  }
  readonly "report-sentilink-scores": {
    readonly data: ReportSentilinkScores
    readonly included: ReportsIncludedObjects
  }
  readonly "report-social-media": {
    readonly data: ReportSocialMedia
    readonly included: ReportsIncludedObjects
  }
  readonly "report-synthetic": {
    readonly data: ReportSynthetic
    readonly included: ReportsIncludedObjects
  }
  readonly "report-watchlist": {
    readonly data: ReportWatchlist
    readonly included: ReportsIncludedObjects
  }
  readonly "selfie": {
    readonly data: Selfie
    readonly included: SelfieIncludedObjects
  }
  readonly "transaction": {
    readonly data: Transaction
    readonly included: TransactionsIncludedObjects
  }
  readonly "transaction-type": {
    readonly data: TransactionType
    readonly included: ReadonlyArray<UnknownResource>
  }
  readonly "verification": {
    readonly data: Verification
    readonly included: VerificationIncludedObjects
  }
  readonly "workflow-run": {
    readonly data: WorkflowRun
    readonly included: WorkflowRunIncludedObjects
  }
}

/** The resource that each described event is about. */
export interface Events {
  readonly "account.added-relation": "account"
  readonly "account.archived": "account"
  readonly "account.consolidated": "account"
  readonly "account.consolidated-with": "account"
  readonly "account.created": "account"
  readonly "account.redacted": "account"
  readonly "account.removed-relation": "account"
  readonly "account.restored": "account"
  readonly "account.status-updated": "account"
  readonly "account.tag-added": "account"
  readonly "account.tag-removed": "account"
  readonly "account.updated-fields": "account"
  readonly "account.updated-tags": "account"
  readonly "case.assigned": "case"
  readonly "case.created": "case"
  readonly "case.exported": "case"
  readonly "case.queue-updated": "case"
  readonly "case.redacted": "case"
  readonly "case.reopened": "case"
  readonly "case.resolved": "case"
  readonly "case.sla-expired": "case"
  readonly "case.status-updated": "case"
  readonly "case.updated-fields": "case"
  readonly "case.updated-tags": "case"
  readonly "document.created": "document"
  readonly "document.errored": "document"
  readonly "document.extracted": "document"
  readonly "document.pending": "document"
  readonly "document.processed": "document"
  readonly "document.submitted": "document"
  readonly "graph-query.cancelled": "graph-query"
  readonly "graph-query.completed": "graph-query"
  readonly "graph-query.errored": "graph-query"
  readonly "graph-query.reran": "graph-query"
  readonly "graph-query.timed-out": "graph-query"
  readonly "importer-pipeline-run.canceled": "importer-pipeline-run"
  readonly "importer-pipeline-run.completed": "importer-pipeline-run"
  readonly "importer-pipeline-run.errored": "importer-pipeline-run"
  readonly "importer-pipeline-run.paused": "importer-pipeline-run"
  readonly "importer-pipeline-run.resumed": "importer-pipeline-run"
  readonly "importer-pipeline-run.started": "importer-pipeline-run"
  readonly "inquiry-session.canceled": "inquiry-session"
  readonly "inquiry-session.expired": "inquiry-session"
  readonly "inquiry-session.started": "inquiry-session"
  readonly "inquiry.approved": "inquiry"
  readonly "inquiry.completed": "inquiry"
  readonly "inquiry.created": "inquiry"
  readonly "inquiry.declined": "inquiry"
  readonly "inquiry.expired": "inquiry"
  readonly "inquiry.failed": "inquiry"
  readonly "inquiry.marked-for-review": "inquiry"
  readonly "inquiry.redacted": "inquiry"
  readonly "inquiry.reusable-persona-created": "inquiry"
  readonly "inquiry.reusable-persona-used": "inquiry"
  readonly "inquiry.started": "inquiry"
  readonly "inquiry.transitioned": "inquiry"
  readonly "inquiry.updated-tags": "inquiry"
  readonly "report/address-lookup.errored": "report-address-lookup"
  readonly "report/address-lookup.ready": "report-address-lookup"
  readonly "report/address-lookup.submitted": "report-address-lookup"
  readonly "report/adverse-media.dismissed": "report-adverse-media"
  readonly "report/adverse-media.errored": "report-adverse-media"
  readonly "report/adverse-media.matched": "report-adverse-media"
  readonly "report/adverse-media.ready": "report-adverse-media"
  readonly "report/business-adverse-media.dismissed": "report-business-adverse-media"
  readonly "report/business-adverse-media.errored": "report-business-adverse-media"
  readonly "report/business-adverse-media.matched": "report-business-adverse-media"
  readonly "report/business-adverse-media.ready": "report-business-adverse-media"
  readonly "report/business-associated-persons.errored": "report-business-associated-persons"
  readonly "report/business-associated-persons.ready": "report-business-associated-persons"
  readonly "report/business-lookup.errored": "report-business-lookup"
  readonly "report/business-lookup.ready": "report-business-lookup"
  readonly "report/business-registrations-lookup.errored": "report-business-registrations-lookup"
  readonly "report/business-registrations-lookup.ready": "report-business-registrations-lookup"
  readonly "report/business-watchlist.dismissed": "report-business-watchlist"
  readonly "report/business-watchlist.errored": "report-business-watchlist"
  readonly "report/business-watchlist.matched": "report-business-watchlist"
  readonly "report/business-watchlist.ready": "report-business-watchlist"
  readonly "report/crypto-address-watchlist.errored": "report-crypto-address-watchlist"
  readonly "report/crypto-address-watchlist.matched": "report-crypto-address-watchlist"
  readonly "report/crypto-address-watchlist.ready": "report-crypto-address-watchlist"
  readonly "report/email-address.errored": "report-email-address"
  readonly "report/email-address.ready": "report-email-address"
  readonly "report/phone-number.errored": "report-phone-risk"
  readonly "report/phone-number.ready": "report-phone-risk"
  readonly "report/politically-exposed-person.dismissed": "report-politically-exposed-person"
  readonly "report/politically-exposed-person.errored": "report-politically-exposed-person"
  readonly "report/politically-exposed-person.matched": "report-politically-exposed-person"
  readonly "report/politically-exposed-person.ready": "report-politically-exposed-person"
  readonly "report/profile-non-authoritative.errored": "report-profile-non-authoritative"
  readonly "report/profile-non-authoritative.ready": "report-profile-non-authoritative"
  readonly "report/profile.errored": "report-profile"
  readonly "report/profile.ready": "report-profile"
  readonly "report/sentilink-scores.errored": "report-sentilink-scores"
  readonly "report/sentilink-scores.ready": "report-sentilink-scores"
  readonly "report/social-media.errored": "report-social-media"
  readonly "report/social-media.ready": "report-social-media"
  readonly "report/synthetic.errored": "report-synthetic"
  readonly "report/synthetic.ready": "report-synthetic"
  readonly "report/watchlist.dismissed": "report-watchlist"
  readonly "report/watchlist.errored": "report-watchlist"
  readonly "report/watchlist.matched": "report-watchlist"
  readonly "report/watchlist.ready": "report-watchlist"
  readonly "selfie.created": "selfie"
  readonly "selfie.errored": "selfie"
  readonly "selfie.processed": "selfie"
  readonly "selfie.submitted": "selfie"
  readonly "transaction-type.deleted-field": "transaction-type"
  readonly "transaction.added-relation": "transaction"
  readonly "transaction.created": "transaction"
  readonly "transaction.labeled": "transaction"
  readonly "transaction.redacted": "transaction"
  readonly "transaction.removed-relation": "transaction"
  readonly "transaction.sentinel-session-processed": "transaction"
  readonly "transaction.status-updated": "transaction"
  readonly "transaction.updated-fields": "transaction"
  readonly "verification.canceled": "verification"
  readonly "verification.created": "verification"
  readonly "verification.escalated": "verification"
  readonly "verification.failed": "verification"
  readonly "verification.passed": "verification"
  readonly "verification.requires-retry": "verification"
  readonly "verification.skipped": "verification"
  readonly "verification.submitted": "verification"
  readonly "verification.tentatively-failed": "verification"
  readonly "verification.tentatively-passed": "verification"
  readonly "verification.updated-tags": "verification"
  readonly "workflow-run.created": "workflow-run"
  readonly "workflow-run.errored": "workflow-run"
  readonly "workflow-run.resumed": "workflow-run"
}

/** How to get at the schemas of a resource's events. */
export interface Loader {
  readonly data: () => Promise<Schema.Codec<unknown, unknown>>
  readonly included?: () => Promise<Schema.Codec<unknown, unknown>>
}

/** Loads the schemas of a resource when one of its events arrives. */
export const loaders: Readonly<Record<keyof Resources, Loader>> = {
  "account": {
    data: () => import("./schemas/Account.ts").then((m) => m.Account),
    included: () => import("./schemas/AccountsIncludedObjects.ts").then((m) => m.AccountsIncludedObjects)
  },
  "case": {
    data: () => import("./schemas/Case.ts").then((m) => m.Case),
    included: () => import("./schemas/CasesIncludedObjects.ts").then((m) => m.CasesIncludedObjects)
  },
  "document": {
    data: () => import("./schemas/Document.ts").then((m) => m.Document),
    included: () => import("./schemas/DocumentIncludedObjects.ts").then((m) => m.DocumentIncludedObjects)
  },
  "graph-query": {
    data: () => import("./schemas/GraphQuery.ts").then((m) => m.GraphQuery)
  },
  "importer-pipeline-run": {
    data: () => import("./schemas/ImporterPipeline.ts").then((m) => m.ImporterPipelineRun),
    included: () => import("./schemas/ImporterPipelineRunsIncludedObjects.ts").then((m) => m.ImporterPipelineRunsIncludedObjects)
  },
  "inquiry": {
    data: () => import("./schemas/Inquiry.ts").then((m) => m.Inquiry),
    included: () => import("./schemas/InquiryIncludedObjects.ts").then((m) => m.InquiryIncludedObjects)
  },
  "inquiry-session": {
    data: () => import("./schemas/InquirySession.ts").then((m) => m.InquirySession),
    included: () => import("./schemas/InquirySessionsIncludedObjects.ts").then((m) => m.InquirySessionsIncludedObjects)
  },
  "report-address-lookup": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportAddressLookup),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-adverse-media": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportAdverseMedia),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-business-adverse-media": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportBusinessAdverseMedia),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-business-associated-persons": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportBusinessAssociatedPersons),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-business-lookup": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportBusinessLookup),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-business-registrations-lookup": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportBusinessRegistrationsLookup),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-business-watchlist": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportBusinessWatchlist),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-crypto-address-watchlist": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportCryptoAddressWatchlist),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-email-address": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportEmailAddress),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-phone-risk": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportPhoneRisk),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-politically-exposed-person": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportPoliticallyExposedPerson),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-profile": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportProfile),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-profile-non-authoritative": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportProfileNonAuthoritative),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-sentilink-scores": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportSentilinkScores),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-social-media": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportSocialMedia),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-synthetic": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportSynthetic),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "report-watchlist": {
    data: () => import("./schemas/Report.ts").then((m) => m.ReportWatchlist),
    included: () => import("./schemas/ReportsIncludedObjects.ts").then((m) => m.ReportsIncludedObjects)
  },
  "selfie": {
    data: () => import("./schemas/Selfie.ts").then((m) => m.Selfie),
    included: () => import("./schemas/SelfieIncludedObjects.ts").then((m) => m.SelfieIncludedObjects)
  },
  "transaction": {
    data: () => import("./schemas/Transaction.ts").then((m) => m.Transaction),
    included: () => import("./schemas/TransactionsIncludedObjects.ts").then((m) => m.TransactionsIncludedObjects)
  },
  "transaction-type": {
    data: () => import("./schemas/Transaction.ts").then((m) => m.TransactionType)
  },
  "verification": {
    data: () => import("./schemas/Verification.ts").then((m) => m.Verification),
    included: () => import("./schemas/VerificationIncludedObjects.ts").then((m) => m.VerificationIncludedObjects)
  },
  "workflow-run": {
    data: () => import("./schemas/Workflow.ts").then((m) => m.WorkflowRun),
    included: () => import("./schemas/WorkflowRunIncludedObjects.ts").then((m) => m.WorkflowRunIncludedObjects)
  }
}

/** The resource of each described event, for lookups at run time. */
export const events: Events = {
  "account.added-relation": "account",
  "account.archived": "account",
  "account.consolidated": "account",
  "account.consolidated-with": "account",
  "account.created": "account",
  "account.redacted": "account",
  "account.removed-relation": "account",
  "account.restored": "account",
  "account.status-updated": "account",
  "account.tag-added": "account",
  "account.tag-removed": "account",
  "account.updated-fields": "account",
  "account.updated-tags": "account",
  "case.assigned": "case",
  "case.created": "case",
  "case.exported": "case",
  "case.queue-updated": "case",
  "case.redacted": "case",
  "case.reopened": "case",
  "case.resolved": "case",
  "case.sla-expired": "case",
  "case.status-updated": "case",
  "case.updated-fields": "case",
  "case.updated-tags": "case",
  "document.created": "document",
  "document.errored": "document",
  "document.extracted": "document",
  "document.pending": "document",
  "document.processed": "document",
  "document.submitted": "document",
  "graph-query.cancelled": "graph-query",
  "graph-query.completed": "graph-query",
  "graph-query.errored": "graph-query",
  "graph-query.reran": "graph-query",
  "graph-query.timed-out": "graph-query",
  "importer-pipeline-run.canceled": "importer-pipeline-run",
  "importer-pipeline-run.completed": "importer-pipeline-run",
  "importer-pipeline-run.errored": "importer-pipeline-run",
  "importer-pipeline-run.paused": "importer-pipeline-run",
  "importer-pipeline-run.resumed": "importer-pipeline-run",
  "importer-pipeline-run.started": "importer-pipeline-run",
  "inquiry-session.canceled": "inquiry-session",
  "inquiry-session.expired": "inquiry-session",
  "inquiry-session.started": "inquiry-session",
  "inquiry.approved": "inquiry",
  "inquiry.completed": "inquiry",
  "inquiry.created": "inquiry",
  "inquiry.declined": "inquiry",
  "inquiry.expired": "inquiry",
  "inquiry.failed": "inquiry",
  "inquiry.marked-for-review": "inquiry",
  "inquiry.redacted": "inquiry",
  "inquiry.reusable-persona-created": "inquiry",
  "inquiry.reusable-persona-used": "inquiry",
  "inquiry.started": "inquiry",
  "inquiry.transitioned": "inquiry",
  "inquiry.updated-tags": "inquiry",
  "report/address-lookup.errored": "report-address-lookup",
  "report/address-lookup.ready": "report-address-lookup",
  "report/address-lookup.submitted": "report-address-lookup",
  "report/adverse-media.dismissed": "report-adverse-media",
  "report/adverse-media.errored": "report-adverse-media",
  "report/adverse-media.matched": "report-adverse-media",
  "report/adverse-media.ready": "report-adverse-media",
  "report/business-adverse-media.dismissed": "report-business-adverse-media",
  "report/business-adverse-media.errored": "report-business-adverse-media",
  "report/business-adverse-media.matched": "report-business-adverse-media",
  "report/business-adverse-media.ready": "report-business-adverse-media",
  "report/business-associated-persons.errored": "report-business-associated-persons",
  "report/business-associated-persons.ready": "report-business-associated-persons",
  "report/business-lookup.errored": "report-business-lookup",
  "report/business-lookup.ready": "report-business-lookup",
  "report/business-registrations-lookup.errored": "report-business-registrations-lookup",
  "report/business-registrations-lookup.ready": "report-business-registrations-lookup",
  "report/business-watchlist.dismissed": "report-business-watchlist",
  "report/business-watchlist.errored": "report-business-watchlist",
  "report/business-watchlist.matched": "report-business-watchlist",
  "report/business-watchlist.ready": "report-business-watchlist",
  "report/crypto-address-watchlist.errored": "report-crypto-address-watchlist",
  "report/crypto-address-watchlist.matched": "report-crypto-address-watchlist",
  "report/crypto-address-watchlist.ready": "report-crypto-address-watchlist",
  "report/email-address.errored": "report-email-address",
  "report/email-address.ready": "report-email-address",
  "report/phone-number.errored": "report-phone-risk",
  "report/phone-number.ready": "report-phone-risk",
  "report/politically-exposed-person.dismissed": "report-politically-exposed-person",
  "report/politically-exposed-person.errored": "report-politically-exposed-person",
  "report/politically-exposed-person.matched": "report-politically-exposed-person",
  "report/politically-exposed-person.ready": "report-politically-exposed-person",
  "report/profile-non-authoritative.errored": "report-profile-non-authoritative",
  "report/profile-non-authoritative.ready": "report-profile-non-authoritative",
  "report/profile.errored": "report-profile",
  "report/profile.ready": "report-profile",
  "report/sentilink-scores.errored": "report-sentilink-scores",
  "report/sentilink-scores.ready": "report-sentilink-scores",
  "report/social-media.errored": "report-social-media",
  "report/social-media.ready": "report-social-media",
  "report/synthetic.errored": "report-synthetic",
  "report/synthetic.ready": "report-synthetic",
  "report/watchlist.dismissed": "report-watchlist",
  "report/watchlist.errored": "report-watchlist",
  "report/watchlist.matched": "report-watchlist",
  "report/watchlist.ready": "report-watchlist",
  "selfie.created": "selfie",
  "selfie.errored": "selfie",
  "selfie.processed": "selfie",
  "selfie.submitted": "selfie",
  "transaction-type.deleted-field": "transaction-type",
  "transaction.added-relation": "transaction",
  "transaction.created": "transaction",
  "transaction.labeled": "transaction",
  "transaction.redacted": "transaction",
  "transaction.removed-relation": "transaction",
  "transaction.sentinel-session-processed": "transaction",
  "transaction.status-updated": "transaction",
  "transaction.updated-fields": "transaction",
  "verification.canceled": "verification",
  "verification.created": "verification",
  "verification.escalated": "verification",
  "verification.failed": "verification",
  "verification.passed": "verification",
  "verification.requires-retry": "verification",
  "verification.skipped": "verification",
  "verification.submitted": "verification",
  "verification.tentatively-failed": "verification",
  "verification.tentatively-passed": "verification",
  "verification.updated-tags": "verification",
  "workflow-run.created": "workflow-run",
  "workflow-run.errored": "workflow-run",
  "workflow-run.resumed": "workflow-run"
}
