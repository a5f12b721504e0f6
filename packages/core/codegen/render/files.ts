/** In which file of `schemas/` a component stands: few files load faster than many, small ones read better. */
import { pascalCase } from "../names.ts"

/** Families that are larger than their first word, or another word. */
const families: ReadonlyArray<readonly [prefix: string, file: string]> = [
  ["api-key", "ApiKey"],
  ["api-log", "ApiLog"],
  ["api-version", "ApiVersion"],
  ["field-schema", "FieldSchema"],
  ["graph-query", "GraphQuery"],
  ["importer-pipeline", "ImporterPipeline"],
  ["included-allowlist", "Webhook"],
  ["inquiry-session", "InquirySession"],
  ["inquiry-template", "InquiryTemplate"],
  ["list-item", "ListItem"],
  ["lists-", "List"],
  ["rate-limit", "RateLimit"],
  ["relationship-allowlist", "Webhook"],
  ["report-history", "ReportHistory"],
  ["report-template", "ReportTemplate"],
  ["search-query", "SearchQuery"],
  ["source-data", "SourceData"],
  ["theme-set", "ThemeSet"],
  ["user-audit-log", "UserAuditLog"],
  ["verification-database", "DatabaseVerification"],
  ["verification-digital-id", "DigitalIdVerification"],
  ["verification-shared", "VerificationShared"],
  ["verification-template", "VerificationTemplate"],
  ["address-fields", "DefaultFields"],
  ["default-fields", "DefaultFields"],
  ["account-type", "AccountType"],
  ["create-verification-action", "SimulateAction"],
  ["inquiry-status-action", "SimulateAction"],
  ["extraction-responses", "Document"],
  ["business-website-extracted-identity-record", "Verification"]
]

export const fileOf = (component: string): string => {
  if (component.endsWith("-included-objects")) return pascalCase(component.split("-"))
  if (/^report-.*-request(-attributes)?$/.test(component)) return "ReportRequest"
  const family = families.find(([prefix]) => component.startsWith(prefix))
  return family?.[1] ?? pascalCase(component.split("-").slice(0, 1))
}
