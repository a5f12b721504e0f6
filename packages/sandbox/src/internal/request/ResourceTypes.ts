/**
 * The subject of an operation's answers, by its path: the type of the resource, the prefix of its ids, the permission
 * that a key needs. The schemas of answers leave the type open, so it cannot be read from them.
 */
import type * as Manifest from "@effect-persona/core/Manifest"

export interface Kind {
  readonly type: string
  readonly prefix: string
  /** The part before `.read` and `.write`; undefined if any key may call it. */
  readonly permission: string | undefined
  readonly status: string
  /** Whether the answer is about an object other than the one in the path. */
  readonly makesAnother: boolean
}

type Facts = readonly [type: string, prefix: string, permission: string | undefined, status?: string]

/** By the first segments of the path; a longer entry takes precedence over a shorter one. */
const facts: ReadonlyArray<readonly [path: string, facts: Facts]> = [
  ["/accounts", ["account", "act", "account"]],
  ["/api-keys", ["api-key", "api", "api_key"]],
  ["/api-logs", ["api-log", "req", "api_log"]],
  ["/case-templates", ["case-template", "ctmpl", "case_template"]],
  ["/cases", ["case", "case", "case"]],
  ["/connect/connections", ["connect/connection", "cxn", undefined]],
  ["/connect/share-tokens", ["connect/share-token", "cnst", undefined]],
  ["/devices", ["device", "dev", "inquiry"]],
  ["/document", ["document/generic", "doc", "document", "processed"]],
  ["/events", ["event", "evt", "event"]],
  ["/graph-queries", ["graph-query", "grphq", undefined, "completed"]],
  ["/inquiry-sessions", ["inquiry-session", "iqse", "inquiry"]],
  ["/inquiry-template-versions", ["inquiry-template-version", "itmplv", "inquiry", "published"]],
  ["/inquiry-templates", ["inquiry-template-version", "itmplv", "inquiry", "published"]],
  ["/reports", ["report/watchlist", "rep", "report", "ready"]],
  ["/theme-sets", ["theme-set", "theset", "inquiry"]],
  ["/transaction-types", ["transaction-type", "txntp", "txn"]],
  ["/transactions", ["transaction", "txn", "txn", "created"]],
  ["/user-audit-logs", ["user-audit-log", "ual", "user_audit_log"]],
  ["/verification", ["verification/government-id", "ver", "verification", "passed"]],
  ["/webhook-events", ["webhook-event", "wbhevt", "webhook"]],
  ["/webhooks", ["webhook", "wbh", "webhook"]],
  ["/workflow-runs", ["workflow-run", "wfr", undefined, "completed"]],
  ["/workflow-versions", ["workflow-version", "wfv", undefined, "published"]],
  ["/workflows", ["workflow-run", "wfr", undefined, "completed"]]
]

const unknown: Facts = ["example", "example", undefined]

export const of = ({ id, path }: Manifest.Entry): Kind => {
  const [type, prefix, permission, status = "active"] =
    facts.find(([start]) => path.startsWith(start))?.[1] ?? unknown
  return {
    type:
      typeInPath(path) ??
      (id === "retrieve-inquiry-template-translations" ? "inquiry-template-translations" : type),
    prefix,
    permission,
    status,
    makesAnother: /\/(clone|trigger|translations)$/.test(path)
  }
}

/** The permission of an operation; searches read. */
export const permission = ({ permission }: Kind, { method, path }: Manifest.Entry): string | undefined => {
  if (path.endsWith("/trigger")) return "workflow.trigger"
  if (permission === undefined) return undefined
  return `${permission}.${method === "GET" || path.endsWith("/search") ? "read" : "write"}`
}

/** `/verification/aamvas/…` is about the type `verification/aamva`, and so on for documents. */
const typeInPath = (path: string): string | undefined => {
  const [, family, plural] = /^\/(verification|document)\/([a-z-]+)/.exec(path) ?? []
  return family === undefined || plural === undefined ? undefined : `${family}/${singular(plural)}`
}

const singular = (plural: string): string => plural.replace(/(ss)es$|s$/, "$1")
