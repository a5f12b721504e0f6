/**
 * Inquiry sessions: the visits of an inquiry. By default, an inquiry has at most 25.
 */
import {
  badRequest,
  conflict,
  notFound,
  ok,
  created,
  type Refusal,
  isRefusal,
  type Resource,
  unprocessable
} from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import { toOne } from "../../internal/state/Registry.ts"
import {
  type Context,
  type Opened,
  routesOf,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import { optionalString } from "../../internal/request/Validation.ts"
import type * as Events from "../events/Events.ts"

interface State {
  readonly inquiryId: string
  readonly status: "new" | "active" | "expired"
  readonly startedAt: number | null
  readonly expiredAt: number | null
}

export type Session = Entities.Entity<State>

export interface InquirySessions extends Opened<Resource> {
  /** Makes a session of an inquiry, unless it has reached its maximum. */
  readonly begin: (inquiryId: string, now: number) => Session | Refusal
  /** An unused session, created if there is none. */
  readonly unused: (inquiryId: string, now: number) => Session | Refusal
  readonly expireAll: (inquiryId: string, now: number) => ReadonlyArray<Session>
  /** A new token for a session. */
  readonly token: () => string
  /** A one-time link to a session. */
  readonly oneTimeLink: () => { readonly "one-time-link": string; readonly "one-time-link-short": string }
}

const maximum = 25

const includes = ["inquiry", "device", "network"]

const route = routesOf("inquiry", includes)

export const open = (context: Context, record: Events.Record): InquirySessions => {
  const { environment, registry } = context
  const sessions = Entities.make<State>(context, "inquiry-session", "iqse", render)
  const of = (inquiryId: string) => sessions.where("json_extract(state, '$.inquiryId') = ?", inquiryId)

  const begin: InquirySessions["begin"] = (inquiryId, now) => {
    if (of(inquiryId).length >= maximum) {
      return unprocessable(`An inquiry has at most ${maximum} sessions`)
    }
    return sessions.create({ inquiryId, status: "new", startedAt: null, expiredAt: null }, now)
  }

  const expire = (session: Session, now: number): Session => {
    const expired = sessions.save(session, { ...session.state, status: "expired", expiredAt: now }, now)
    record("inquiry-session.expired", render(expired), now)
    return expired
  }

  const expireAll: InquirySessions["expireAll"] = (inquiryId, now) =>
    of(inquiryId)
      .filter(({ state }) => state.status !== "expired")
      .map((session) => expire(session, now))

  const oneTimeLink: InquirySessions["oneTimeLink"] = () => {
    const code = environment.ids.next("code").slice("code_".length)
    return {
      "one-time-link": `https://inquiry.sandbox.invalid/verify?code=${code}`,
      "one-time-link-short": `https://link.sandbox.invalid/verify?code=${code.slice(0, 6)}`
    }
  }

  return {
    contents: () => sessions.where("1").map(render),
    count: sessions.count,
    begin,
    unused: (inquiryId, now) =>
      of(inquiryId).find(({ state }) => state.status === "new") ?? begin(inquiryId, now),
    expireAll,
    token: () => environment.ids.next("sandbox-session-token"),
    oneTimeLink,
    routes: [
      {
        ...route("GET", "/inquiry-sessions", (call) =>
          sessions.page(call, {
            path: "/inquiry-sessions",
            render,
            filters: { "inquiry-id": { member: "inquiryId" } }
          })
        ),
        includes: [],
        filters: ["inquiry-id"]
      },
      route("POST", "/inquiry-sessions", ({ attributes, now }) => {
        const inquiryId = optionalString(attributes, "inquiry-id")
        if (isRefusal(inquiryId)) return inquiryId
        if (inquiryId === undefined) return badRequest("data.attributes.inquiry_id is missing")
        if (registry.find(inquiryId)?.type !== "inquiry") return notFound()
        const session = begin(inquiryId, now)
        return isRefusal(session) ? session : created({ data: render(session) })
      }),
      route("POST", "/inquiry-sessions/expire-all", ({ meta, now }) => {
        const ids = meta["inquiry-ids"]
        if (!Array.isArray(ids)) return badRequest("meta.inquiry_ids must be an array of ids")
        return ok({ data: ids.flatMap((id) => expireAll(String(id), now)).map(render) })
      }),
      route(
        "GET",
        "/inquiry-sessions/:id",
        sessions.withOne((session) => ok({ data: render(session) }))
      ),
      route(
        "POST",
        "/inquiry-sessions/:id/expire",
        sessions.withOne((session, { now }) =>
          session.state.status === "expired"
            ? conflict("The session has already expired")
            : ok({ data: render(expire(session, now)) })
        )
      ),
      route(
        "POST",
        "/inquiry-sessions/:id/generate-one-time-link",
        sessions.withOne((session) =>
          session.state.status === "expired"
            ? conflict("The session has expired")
            : ok({ data: render(session), meta: oneTimeLink() })
        )
      )
    ]
  }
}

const render = ({ createdAt, id, state }: Session): Resource => ({
  type: "inquiry-session",
  id,
  attributes: {
    status: state.status,
    "created-at": timestamp(createdAt),
    "started-at": timestampOrNull(state.startedAt),
    "expired-at": timestampOrNull(state.expiredAt),
    "ip-address": null,
    "user-agent": null,
    "country-code": null
  },
  relationships: {
    inquiry: toOne("inquiry", state.inquiryId),
    device: toOne("device", null),
    network: toOne("network", null)
  }
})
