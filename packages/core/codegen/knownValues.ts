/**
 * Values that the API's documentation names in prose, where its schema says only "string". They are offered by
 * the editor and never required: the same prose says that there may be more.
 *
 * A key is a component or an operation, then the members that lead to the value, without `data`, `attributes`
 * and `relationships`. A key that no longer leads anywhere fails the run.
 */
const activeOrArchived = ["active", "archived"]
const activeOrInactive = ["active", "inactive"]
const processing = ["pending", "ready", "errored"]
const submission = ["initiated", "submitted", "processed", "errored"]
const caseActor = ["user", "workflow-run", "api-key"]
const caseAssigner = ["case-assignment-policy", "user", "workflow-run", "api-key"]
const businessMatch = ["not_applicable", "match", "partial_match", "no_match", "unavailable", "unknown"]
const level = ["high", "medium", "low"]
const operator = ["eq", "gt", "gte", "lt", "lte"]
const direction = ["asc", "desc"]
const inflection = ["camel", "kebab", "snake"]
const listItemMatch = ["email_address", "domain"]
const claim = [
  "live_human_presence",
  "age_over18_germany",
  "age_over18_united_kingdom",
  "age_over18_verified",
  "age_over18_france",
  "age_over18_italy",
  "age_over18_brazil",
  "age_over18_australia",
  "age_over16_australia",
  "age_over21_verified"
]

const apiVersion = [
  "2025-12-08",
  "2025-10-27",
  "2023-01-05",
  "2022-09-01",
  "2021-08-18",
  "2021-07-05",
  "2021-05-14",
  "2021-02-21",
  "2020-05-18"
]

export const knownValues: Readonly<Record<string, ReadonlyArray<string>>> = {
  "api-version": apiVersion,
  "field-schema-default-config.redaction-policy": ["none", "never"],
  "field-schema-default-config.write-policy": ["none", "write_once"],
  "field-schema-string.config.sanitize[]": ["html"],
  "api-key-shared-attributes.api-key-inflection": inflection,
  "create-an-api-key.api-key-inflection": inflection,
  "update-an-api-key.api-key-inflection": inflection,
  "webhook.api-key-inflection": inflection,
  "webhook-with-secret.api-key-inflection": inflection,
  "case-template.status": activeOrArchived,
  "case-queue.status": activeOrArchived,
  "case.creator-type": caseActor,
  "case.resolver-type": ["user", "workflow-run"],
  "case.assigner-type": ["case-assignment-policy", "user", "workflow-run"],
  "case.updater-type": caseAssigner,
  "inquiry.status": [
    "created",
    "pending",
    "completed",
    "expired",
    "failed",
    "needs_review",
    "approved",
    "declined"
  ],
  "report-shared-attributes.status": processing,
  "importer-shared-attributes.status": processing,
  "report-business-lookup.match-status-strength": businessMatch,
  "report-business-lookup.match-status-business-name": businessMatch,
  "report-business-lookup.match-status-address": businessMatch,
  "report-business-lookup.match-status-address-street": businessMatch,
  "report-business-lookup.match-status-address-city": businessMatch,
  "report-business-lookup.match-status-address-postal-code": businessMatch,
  "report-business-lookup.match-status-address-subdivision": businessMatch,
  "report-business-lookup.match-status-phone-number": businessMatch,
  "report-business-lookup.match-status-ein": businessMatch,
  "report-business-lookup.match-status-associated-person": businessMatch,
  "report-business-lookup.match-status-website": businessMatch,
  "report-email-address.email-reputation": level,
  "report-email-address.email-domain-reputation": level,
  "report-phone-risk.phone-type": [
    "FIXED_LINE",
    "MOBILE",
    "PREPAID",
    "TOLL_FREE",
    "VOIP",
    "PAGER",
    "PAYPHONE",
    "INVALID",
    "RESTRICTED_PREMIUM",
    "PERSONAL",
    "VOICEMAIL",
    "OTHER"
  ],
  "report-phone-risk.phone-risk-recommendation": ["block", "allow", "flag"],
  "report-phone-risk.phone-risk-sim-swap": ["very-low", "low", "medium", "high", "N/A"],
  "report-watchlist-entity.alias-type": ["primary_name", "aka"],
  "report-history-run.run-type": ["manual", "scheduled"],
  "verification-shared-attributes.status": [
    "initiated",
    "submitted",
    "tentatively_passed",
    "tentatively_failed",
    "passed",
    "failed",
    "requires_retry",
    "skipped",
    "canceled",
    "confirmed"
  ],
  "verification-shared-attributes.checks[].status": ["passed", "failed", "not_applicable"],
  "verification-shared-attributes.checks[].requirement": ["required", "not_required", "requires_retry"],
  "verification-selfie.capture-method": ["photo", "video"],
  "verification-selfie.photo-urls[].page": ["left_photo", "center_photo", "right_photo"],
  "document-shared-attributes.status": submission,
  "document-file.capture-method": ["auto", "manual", "upload", "api", "live"],
  "document-government-id.designations[]": [
    "commercial",
    "global_entry",
    "learners",
    "limited_term",
    "nexus",
    "non_domiciled",
    "permanent_resident",
    "provisional",
    "real_id",
    "restricted",
    "temporary",
    "veteran",
    "work_not_permitted"
  ],
  "selfie.status": submission,
  "inquiry-template.status": activeOrInactive,
  "inquiry-template-version.status": ["published", "draft"],
  "inquiry-session.status": ["new", "active", "expired"],
  "graph-query.status": ["submitted", "completed", "errored", "cancelled", "timed_out"],
  "network.service-type": ["residential", "mobile", "datacenter", "corporate", "education"],
  "network.proxy-type": ["residential", "mobile", "corporate", "vpn", "unknown", "tor"],
  "network.threat-level": ["unknown", "low", "medium", "high"],
  "list-item-shared-attributes.status": ["pending", "active", "archived"],
  "list-item-email-address.match-type": listItemMatch,
  "lists-shared-attributes.status": activeOrArchived,
  "create-an-email-address-list-item.match-type": listItemMatch,
  "workflow.status": ["paused", "running", "archived"],
  "workflow-deployment.status": activeOrInactive,
  "workflow-version.status": ["draft", "published", "archived"],
  "workflow-version.trigger-type": [
    "trigger-account",
    "trigger-api",
    "trigger-case",
    "trigger-direct",
    "trigger-event",
    "trigger-recurring",
    "trigger-schedule",
    "trigger-verification"
  ],
  "workflow-version.rollout-label": ["treatment", "control"],
  "importer-pipeline.status": activeOrInactive,
  "importer-pipeline.run-type": ["manual", "recurring"],
  "importer-pipeline.pipeline-config.sync-mode": ["upsert", "insert", "update"],
  "importer-pipeline-run.status": [
    "pending",
    "running",
    "paused",
    "canceled",
    "completed",
    "errored",
    "killed"
  ],
  "search-query.operator": operator,
  "search-accounts.sort.direction": direction,
  "search-cases.sort.direction": direction,
  "search-inquiries.sort.direction": direction,
  "create-a-relay.claim-type": claim,
  "request-a-relay-challenge.claim-type": claim
}
