/**
 * Documents of simulated verifications, readable in three ways: as any document, and by their kind.
 */
import { notFound, ok, type Resource } from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import * as Redaction from "../../internal/state/Redaction.ts"
import { toMany, toOne } from "../../internal/state/Registry.ts"
import { type Context, type Opened, type Route, timestamp } from "../../internal/state/Resource.ts"
import type * as Events from "../events/Events.ts"
import * as Files from "./Files.ts"

export type Kind = "document/generic" | "document/government-id"

export interface State {
  readonly type: Kind
  readonly inquiryId: string
  readonly accountId: string | null
  readonly inquiryTemplateId: string | null
  readonly file: Files.Stored | null
  /** The data extracted from the document. */
  readonly person: Readonly<Record<string, unknown>>
  readonly redactedAt: number | null
}

export interface Documents extends Opened<Resource> {
  /** Makes a processed document with one picture. */
  readonly make: (
    state: Pick<State, "type" | "inquiryId" | "accountId" | "inquiryTemplateId" | "person">,
    now: number
  ) => Resource
}

const includes = [
  "inquiry",
  "template",
  "inquiry-template-version",
  "inquiry-template",
  "transaction",
  "document-files"
]

export const open = (context: Context, files: Files.Files, record: Events.Record): Documents => {
  const render = ({ createdAt, id, state }: Entities.Entity<State>): Resource => {
    const file = state.file === null ? null : files.render(state.file)
    const shared = {
      status: "processed",
      "created-at": timestamp(createdAt),
      "processed-at": timestamp(createdAt),
      "processed-at-ts": Math.floor(createdAt / 1000)
    }
    return {
      type: state.type,
      id,
      attributes:
        state.type === "document/generic"
          ? {
              ...shared,
              kind: "document",
              files: file === null ? [] : [file],
              "files-normalized": [],
              "document-type": null,
              fields: {}
            }
          : {
              ...shared,
              "front-photo": file,
              "back-photo": null,
              "selfie-photo": null,
              "id-class": "dl",
              ...state.person
            },
      relationships: {
        inquiry: toOne("inquiry", state.inquiryId),
        template: toOne("template", null),
        "inquiry-template": toOne("inquiry-template", state.inquiryTemplateId),
        "inquiry-template-version": toOne("inquiry-template-version", null),
        transaction: toOne("transaction", null),
        "document-files": toMany([])
      }
    }
  }
  const documents = Entities.make<State>(context, "document", "doc", render)
  Redaction.make(context, documents, {
    erase: (state) => {
      if (state.file !== null) files.forget(state.file)
      return { ...state, file: null, person: {} }
    }
  })

  const route = (path: Route["path"], type?: Kind): Route => ({
    method: "GET",
    path,
    permission: "document.read",
    includes,
    handle: documents.withOne((document) =>
      type === undefined || document.state.type === type ? ok({ data: render(document) }) : notFound()
    )
  })

  return {
    contents: () => documents.where("1").map(render),
    count: documents.count,
    make: (state, now) => {
      const file = files.keep("front-photo.png", Files.pixel)
      const document = render(documents.create({ ...state, file, redactedAt: null }, now))
      record("document.created", document, now)
      record("document.submitted", document, now)
      record("document.processed", document, now)
      return document
    },
    routes: [
      route("/documents/:id"),
      route("/document/generics/:id", "document/generic"),
      route("/document/government-ids/:id", "document/government-id")
    ]
  }
}
