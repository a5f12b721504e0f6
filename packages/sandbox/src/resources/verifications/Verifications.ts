/**
 * Verifications from simulated actions. The kind follows from the id of the verification template, since templates are
 * made in the vendor's dashboard: an id with "selfie", "database" or "document" in it means that kind, any other a
 * government ID.
 */
import { conflict, file, isRefusal, notFound, ok, type Resource } from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import * as Pdf from "../../internal/examples/Pdf.ts"
import * as Redaction from "../../internal/state/Redaction.ts"
import { toMany, toOne } from "../../internal/state/Registry.ts"
import {
  type Context,
  type Opened,
  routesOf,
  type Route,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import type * as Documents from "./Documents.ts"
import type * as Events from "../events/Events.ts"

const kinds = ["selfie", "database", "document", "government-id"] as const

export type Kind = (typeof kinds)[number]

interface State {
  readonly type: Kind
  readonly status: "passed" | "failed"
  readonly inquiryId: string
  readonly accountId: string | null
  readonly inquiryTemplateId: string | null
  readonly inquiryTemplateVersionId: string | null
  readonly templateId: string
  readonly document: { readonly type: string; readonly id: string } | null
  readonly person: Readonly<Record<string, unknown>>
  readonly isLocked: boolean
  readonly redactedAt: number | null
}

/** The context of a simulated verification. */
export interface Occasion {
  readonly inquiryId: string
  readonly accountId: string | null
  readonly inquiryTemplateId: string | null
  readonly inquiryTemplateVersionId: string | null
  /** Personal data in the vendor's flat names, such as `name-first`. */
  readonly person: Readonly<Record<string, unknown>>
}

export interface Verifications extends Opened<Resource> {
  readonly simulate: (occasion: Occasion, templateId: string, passed: boolean, now: number) => Resource
}

const includes = [
  "inquiry",
  "template",
  "inquiry-template-version",
  "inquiry-template",
  "transaction",
  "accounts",
  "document"
]

const route = routesOf("verification", includes)

export const open = (
  context: Context,
  documents: Documents.Documents,
  record: Events.Record
): Verifications => {
  const verifications = Entities.make<State>(context, "verification", "ver", render)
  const redact = Redaction.make(context, verifications, { erase: (state) => ({ ...state, person: {} }) })
  const answer = (verification: Entities.Entity<State>) => ok({ data: render(verification) })

  const lock = (isLocked: boolean) =>
    verifications.withOne((verification, { now }) =>
      verification.state.isLocked === isLocked
        ? conflict(`The verification is ${isLocked ? "already" : "not"} locked`)
        : answer(verifications.save(verification, { ...verification.state, isLocked }, now))
    )

  return {
    contents: () => verifications.where("1").map(render),
    count: verifications.count,
    simulate: (occasion, templateId, passed, now) => {
      const type = kinds.find((kind) => templateId.toLowerCase().includes(kind)) ?? "government-id"
      const { inquiryTemplateVersionId: _, ...shown } = occasion
      const document =
        type === "document"
          ? documents.make({ ...shown, type: "document/generic" }, now)
          : type === "government-id"
            ? documents.make({ ...shown, type: "document/government-id" }, now)
            : undefined
      const verification = verifications.create(
        {
          ...occasion,
          type,
          status: passed ? "passed" : "failed",
          templateId,
          document: document === undefined ? null : { type: document.type, id: document.id ?? "" },
          isLocked: false,
          redactedAt: null
        },
        now
      )
      const resource = render(verification)
      record("verification.created", resource, now)
      record("verification.submitted", resource, now)
      record(`verification.${verification.state.status}`, resource, now)
      return resource
    },
    routes: [
      route("GET", "/verifications/:id", verifications.withOne(answer)),
      ...kinds.map((kind) =>
        route(
          "GET",
          `/verification/${kind}s`.concat("/:id") as Route["path"],
          verifications.withOne((verification) =>
            verification.state.type === kind ? answer(verification) : notFound()
          )
        )
      ),
      route(
        "DELETE",
        "/verifications/:id",
        verifications.withOne((verification, { now }) => {
          const redacted = redact(verification, now)
          return isRefusal(redacted) ? redacted : answer(redacted)
        })
      ),
      route(
        "GET",
        "/verifications/:id/print",
        verifications.withOne(() => file("application/pdf", Pdf.blank))
      ),
      route("POST", "/verifications/:id/investigation-lock", lock(true)),
      route("POST", "/verifications/:id/investigation-unlock", lock(false))
    ]
  }
}

const checks: Readonly<Record<Kind, string>> = {
  selfie: "selfie_liveness_detection",
  database: "database_identity_comparison",
  document: "document_compromised_detection",
  "government-id": "id_compromised_detection"
}

const render = ({ createdAt, id, state }: Entities.Entity<State>): Resource => {
  const at = { "": timestamp(createdAt), ts: Math.floor(createdAt / 1000) }
  return {
    type: `verification/${state.type}`,
    id,
    attributes: {
      status: state.status,
      "created-at": at[""],
      "created-at-ts": at.ts,
      "submitted-at": at[""],
      "submitted-at-ts": at.ts,
      "completed-at": at[""],
      "completed-at-ts": at.ts,
      "redacted-at": timestampOrNull(state.redactedAt),
      "country-code": "US",
      tags: [],
      checks: [
        { name: checks[state.type], status: state.status, reasons: [], requirement: "required", metadata: {} }
      ],
      ...(state.type === "government-id" ? { "id-class": "dl", "capture-method": "upload" } : undefined),
      ...(state.type === "government-id" || state.type === "database" ? state.person : undefined)
    },
    relationships: {
      inquiry: toOne("inquiry", state.inquiryId),
      template: toOne("template", null),
      "inquiry-template": toOne("inquiry-template", state.inquiryTemplateId),
      "inquiry-template-version": toOne("inquiry-template-version", state.inquiryTemplateVersionId),
      transaction: toOne("transaction", null),
      "verification-template": toOne(`verification-template/${state.type}`, state.templateId),
      accounts: toMany(state.accountId === null ? [] : [{ type: "account", id: state.accountId }]),
      ...(state.document === null ? undefined : { document: { data: state.document } })
    }
  }
}
