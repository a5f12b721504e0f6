/**
 * The facts of the handwritten operations for the manifest, and their loaders. The facts are duplicated here so that
 * listing all operations loads none of them; a test compares the two.
 */
import type { Origin } from "../call/facts.ts"
import type { Entry, Parameter } from "./entry.ts"

type Stated = Pick<Entry, "id" | "module" | "name" | "method" | "path" | "tag"> & Partial<Entry>

const optional = (where: Parameter["in"], name: string): Parameter => ({ name, in: where, required: false })
const required = (where: Parameter["in"], name: string): Parameter => ({ name, in: where, required: true })

const path = (template: string): ReadonlyArray<Parameter> =>
  Array.from(template.matchAll(/\{([^}]+)\}/g), (match) => required("path", match[1] ?? ""))

const serialization = [optional("query", "include"), optional("query", "fields[TYPE]")]

/** Defaults: most operations answer with one resource, can be repeated under a key, and may answer 404. */
const entry =
  (origin: Origin) =>
  (stated: Stated, body: ReadonlyArray<Parameter> = []): Entry => ({
    origin,
    repeat: stated.method === "GET" ? "safe" : stated.method === "POST" ? "keyed" : "idempotent",
    paging: "none",
    query: ["include", "fields"],
    body: body.length === 0 ? undefined : "json",
    success: [200],
    errors: [404, 409, 422],
    response: "json",
    parameters: [...path(stated.path), ...serialization, ...body],
    ...stated
  })

const older = entry("legacy")
const later = entry("newer")

const data = [required("body", "data")]
const dataAndMeta = [...data, optional("body", "meta")]
const meta = [required("body", "meta")]

const documents = { module: "Documents", tag: "Documents" }
const governmentIds = { module: "GovernmentIdVerifications", tag: "Government ID Verifications" }
const documentVerifications = { module: "DocumentVerifications", tag: "Document Verifications" }
const selfies = { module: "SelfieVerifications", tag: "Selfie Verifications" }
const batchJobs = { module: "BatchJobs", tag: "Batch Jobs" }

/** Operations that only the API's older reference lists, by tag and path. */
export const legacy: ReadonlyArray<Entry> = [
  older(
    {
      id: "create-a-database-verification",
      module: "DatabaseVerifications",
      name: "create",
      method: "POST",
      path: "/verification/databases",
      tag: "Database Verifications",
      success: [201]
    },
    dataAndMeta
  ),
  older(
    {
      ...documentVerifications,
      id: "create-a-document-verification",
      name: "create",
      method: "POST",
      path: "/verification/documents",
      success: [201]
    },
    dataAndMeta
  ),
  older({
    ...documentVerifications,
    id: "submit-a-document-verification",
    name: "submit",
    method: "POST",
    path: "/verification/documents/{verification-id}/submit"
  }),
  older(
    {
      ...documents,
      id: "create-a-document",
      name: "createGeneric",
      method: "POST",
      path: "/document/generics",
      success: [201]
    },
    data
  ),
  older(
    {
      ...documents,
      id: "update-a-document",
      name: "updateGeneric",
      method: "PATCH",
      path: "/document/generics/{document-id}"
    },
    data
  ),
  older({
    ...documents,
    id: "submit-a-document",
    name: "submitGeneric",
    method: "POST",
    path: "/document/generics/{document-id}/submit"
  }),
  older(
    {
      ...documents,
      id: "create-a-government-id-document",
      name: "createGovernmentId",
      method: "POST",
      path: "/document/government-ids",
      success: [201]
    },
    data
  ),
  older(
    {
      ...documents,
      id: "update-a-government-id-document",
      name: "updateGovernmentId",
      method: "PATCH",
      path: "/document/government-ids/{document-id}"
    },
    data
  ),
  older({
    ...documents,
    id: "submit-a-government-id-document",
    name: "submitGovernmentId",
    method: "POST",
    path: "/document/government-ids/{document-id}/submit"
  }),
  older({
    id: "download-a-file",
    module: "Files",
    name: "download",
    method: "GET",
    path: "/files/{token}/{filename}.{ext}",
    tag: "Files",
    query: [],
    errors: [404],
    response: "binary",
    parameters: path("/files/{token}/{filename}.{ext}")
  }),
  older(
    {
      ...governmentIds,
      id: "create-a-gov-id-verification",
      name: "create",
      method: "POST",
      path: "/verification/government-ids",
      success: [201]
    },
    dataAndMeta
  ),
  older(
    {
      ...governmentIds,
      id: "update-a-government-id-verification",
      name: "update",
      method: "PATCH",
      path: "/verification/government-ids/{verification-id}"
    },
    data
  ),
  older({
    ...governmentIds,
    id: "submit-a-government-id-verification",
    name: "submit",
    method: "POST",
    path: "/verification/government-ids/{verification-id}/submit"
  }),
  older(
    {
      id: "create-a-phone-number-verification",
      module: "PhoneNumberVerifications",
      name: "create",
      method: "POST",
      path: "/verification/phone-numbers",
      tag: "Phone Number Verifications",
      success: [201]
    },
    dataAndMeta
  ),
  older(
    {
      ...selfies,
      id: "create-a-selfie-verification",
      name: "create",
      method: "POST",
      path: "/verification/selfies",
      success: [201]
    },
    dataAndMeta
  ),
  older({
    ...selfies,
    id: "submit-a-selfie-verification",
    name: "submit",
    method: "POST",
    path: "/verification/selfies/{verification-id}/submit"
  })
]

/** Operations that only later versions of the API's document have, by tag and path. */
export const newer: ReadonlyArray<Entry> = [
  later(
    {
      id: "accounts-add-objects",
      module: "Accounts",
      name: "addObjects",
      method: "POST",
      path: "/accounts/{account-id}/add-objects",
      tag: "Accounts"
    },
    meta
  ),
  later(
    {
      id: "accounts-remove-objects",
      module: "Accounts",
      name: "removeObjects",
      method: "POST",
      path: "/accounts/{account-id}/remove-objects",
      tag: "Accounts"
    },
    meta
  ),
  later(
    {
      ...batchJobs,
      id: "create-a-batch-job",
      name: "create",
      method: "POST",
      path: "/batch-jobs",
      success: [202]
    },
    data
  ),
  later({
    ...batchJobs,
    id: "retrieve-a-batch-job",
    name: "retrieve",
    method: "GET",
    path: "/batch-jobs/{batch-job-id}",
    errors: [404]
  }),
  later({
    ...batchJobs,
    id: "retrieve-batch-job-errors",
    name: "retrieveErrors",
    method: "GET",
    path: "/batch-jobs/{batch-job-id}/errors",
    paging: "query",
    query: ["page"],
    errors: [404],
    parameters: [
      ...path("/batch-jobs/{batch-job-id}/errors"),
      ...["after", "before", "size"].map((name) => optional("query", `page[${name}]`))
    ]
  }),
  later(
    {
      id: "add-comment",
      module: "Cases",
      name: "addComment",
      method: "POST",
      path: "/cases/{case-id}/add-comment",
      tag: "Cases"
    },
    meta
  ),
  later(
    {
      id: "review-matches",
      module: "Reports",
      name: "review",
      method: "POST",
      path: "/reports/{report-id}/review",
      tag: "Reports"
    },
    data
  ),
  later(
    {
      id: "transactions-add-objects",
      module: "Transactions",
      name: "addObjects",
      method: "POST",
      path: "/transactions/{transaction-id}/add-objects",
      tag: "Transactions"
    },
    meta
  ),
  later(
    {
      id: "transactions-remove-objects",
      module: "Transactions",
      name: "removeObjects",
      method: "POST",
      path: "/transactions/{transaction-id}/remove-objects",
      tag: "Transactions"
    },
    meta
  ),
  later({
    id: "search-webhook-events",
    module: "WebhookEvents",
    name: "search",
    method: "POST",
    path: "/webhook-events/search",
    tag: "Webhook Events",
    repeat: "safe",
    paging: "body",
    query: ["fields"],
    body: "json",
    errors: [409, 422],
    parameters: [
      optional("query", "fields[TYPE]"),
      optional("body", "query"),
      optional("body", "sort"),
      optional("body", "page")
    ]
  })
]

type Loaders = Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>>

/** Loads a module of {@link legacy} operations. */
export const legacyModules: Loaders = {
  DatabaseVerifications: () => import("../../legacy/DatabaseVerifications.ts"),
  DocumentVerifications: () => import("../../legacy/DocumentVerifications.ts"),
  Documents: () => import("../../legacy/Documents.ts"),
  Files: () => import("../../legacy/Files.ts"),
  GovernmentIdVerifications: () => import("../../legacy/GovernmentIdVerifications.ts"),
  PhoneNumberVerifications: () => import("../../legacy/PhoneNumberVerifications.ts"),
  SelfieVerifications: () => import("../../legacy/SelfieVerifications.ts")
}

/** Loads a module of {@link newer} operations. */
export const newerModules: Loaders = {
  Accounts: () => import("../../newer/Accounts.ts"),
  BatchJobs: () => import("../../newer/BatchJobs.ts"),
  Cases: () => import("../../newer/Cases.ts"),
  Reports: () => import("../../newer/Reports.ts"),
  Transactions: () => import("../../newer/Transactions.ts"),
  WebhookEvents: () => import("../../newer/WebhookEvents.ts")
}
