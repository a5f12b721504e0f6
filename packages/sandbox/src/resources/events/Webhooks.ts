/**
 * Webhooks, and the deliveries of events. A delivery waits here until {@link SandboxWebhooks} sends it. A delivery that
 * is not accepted is repeated as often, and after the same pauses, as the vendor documents.
 */
import {
  conflict,
  created,
  isRefusal,
  ok,
  type Refusal,
  type Resource
} from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import { inflect, isInflection, type Inflection } from "../../internal/request/Inflection.ts"
import {
  type Call,
  type Context,
  type Opened,
  routesOf,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import { illFormed, mustBe, optionalString, requiredString } from "../../internal/request/Validation.ts"
import type { Events } from "./Events.ts"

interface Secret {
  readonly value: string
  readonly expiresAt: number | null
}

interface State {
  readonly status: "enabled" | "disabled" | "archived"
  readonly name: string
  readonly url: string
  readonly description: string | null
  readonly enabledEvents: ReadonlyArray<string>
  readonly inflection: Inflection
  /** Newest first. */
  readonly secrets: ReadonlyArray<Secret>
  /** Settings that are stored and shown, without effect here. */
  readonly others: Readonly<Record<string, unknown>>
}

type Webhook = Entities.Entity<State>

/** A request to a webhook's URL. */
export interface Delivery {
  readonly id: number
  readonly url: string
  readonly body: string
  /** Valid secrets, newest first. */
  readonly secrets: ReadonlyArray<string>
  /** Including this one. */
  readonly attemptsMade: number
  readonly attemptsLeft: number
  /** Seconds since 1970. */
  readonly firstAttemptedAt: number
  readonly sentAt: number
}

export interface Webhooks extends Opened<Resource> {
  /** Takes the deliveries that are due. Each is an attempt; report its outcome with {@link settle}. */
  readonly due: (now: number) => ReadonlyArray<Delivery>
  readonly settle: (id: number, accepted: boolean, now: number) => void
}

interface Row {
  readonly seq: number
  readonly webhook: string
  readonly body: string
  readonly attempts: number
  readonly first_at: number | null
}

/** Pauses before the second and later attempts, in seconds [docs: webhooks]. */
const pauses = [3, 64, 729, 4096, 15625, 46656, 117649]

/** How long a secret stays valid after a rotation without a duration. */
const overlapSeconds = 24 * 60 * 60

const route = routesOf("webhook")

export const open = (context: Context, events: Events): Webhooks => {
  const { counters, environment, store } = context
  store.define(`CREATE TABLE IF NOT EXISTS deliveries (
    seq INTEGER PRIMARY KEY, webhook TEXT NOT NULL, body TEXT NOT NULL, attempts INTEGER NOT NULL, first_at INTEGER,
    due INTEGER
  ) STRICT`)
  const insert = store.run("INSERT INTO deliveries (webhook, body, attempts, due) VALUES (?, ?, 0, ?)")
  const waiting = store.many<Row>("SELECT * FROM deliveries WHERE due <= ? ORDER BY seq LIMIT 100")
  const attempt = store.run(
    "UPDATE deliveries SET attempts = attempts + 1, first_at = coalesce(first_at, ?), due = NULL WHERE seq = ?"
  )
  const byId = store.one<Row>("SELECT * FROM deliveries WHERE seq = ?")
  const postpone = store.run("UPDATE deliveries SET due = ? WHERE seq = ?")
  const remove = store.run("DELETE FROM deliveries WHERE seq = ?")
  const cancel = store.run("DELETE FROM deliveries WHERE webhook = ?")
  const webhooks = Entities.make<State>(context, "webhook", "wbh", (webhook) => render(webhook))

  events.subscribe((event, now) => {
    const name = String(event.attributes["name"])
    const listening = webhooks.where("json_extract(state, '$.status') = 'enabled'")
    for (const { id, state } of listening) {
      if (!state.enabledEvents.includes("*") && !state.enabledEvents.includes(name)) continue
      insert(id, JSON.stringify(inflect({ data: event }, state.inflection)), now)
    }
  })

  const newSecret = (): Secret => ({ value: environment.ids.next("wbhsec"), expiresAt: null })

  /** A webhook after a create or an update. */
  const changed = ({ attributes }: Call, current: State): State | Refusal => {
    const name = optionalString(attributes, "name")
    if (isRefusal(name)) return name
    const url = optionalString(attributes, "url")
    if (isRefusal(url)) return url
    if (url !== undefined && !URL.canParse(url)) return illFormed("url", "a URL")
    const enabledEvents = attributes["enabled-events"] ?? current.enabledEvents
    if (!Array.isArray(enabledEvents)) return mustBe("enabled-events", "an array of names")
    const inflection = attributes["api-key-inflection"] ?? current.inflection
    if (typeof inflection !== "string" || !isInflection(inflection)) {
      return illFormed("api-key-inflection", "camel, kebab or snake")
    }
    const description = attributes["description"]
    const others = Object.entries(attributes).filter(([key]) => kept.has(key))
    return {
      ...current,
      name: name ?? current.name,
      url: url ?? current.url,
      description: description === undefined ? current.description : (description as string | null),
      enabledEvents: enabledEvents as ReadonlyArray<string>,
      inflection,
      others: { ...current.others, ...Object.fromEntries(others) }
    }
  }

  const create = (call: Call) => {
    for (const name of ["name", "url"]) {
      const refusal = requiredString(call.attributes, name)
      if (isRefusal(refusal)) return refusal
    }
    const state = changed(call, {
      status: "disabled",
      name: "",
      url: "",
      description: null,
      enabledEvents: [],
      inflection: "kebab",
      secrets: [newSecret()],
      others: {}
    })
    if (isRefusal(state)) return state
    counters.wrote("webhook.created")
    return created({ data: withSecrets(webhooks.create(state, call.now), call.now) })
  }

  const setStatus = (status: State["status"]) =>
    webhooks.withOne((webhook, { now }) => {
      if (webhook.state.status === status) return conflict(`The webhook is already ${status}`)
      if (webhook.state.status === "archived") return conflict("The webhook is archived")
      if (status !== "enabled") cancel(webhook.id)
      return ok({ data: render(webhooks.save(webhook, { ...webhook.state, status }, now)) })
    })

  const rotate = webhooks.withOne((webhook, { meta, now }) => {
    const seconds = meta["expires-in-seconds"]
    const expiresAt = now + (typeof seconds === "number" ? seconds : overlapSeconds) * 1000
    const old = valid(webhook.state.secrets, now).map((secret) => ({
      ...secret,
      expiresAt: Math.min(secret.expiresAt ?? expiresAt, expiresAt)
    }))
    const secrets = [newSecret(), ...old]
    return ok({ data: withSecrets(webhooks.save(webhook, { ...webhook.state, secrets }, now), now) })
  })

  return {
    contents: () => webhooks.where("1").map(render),
    count: webhooks.count,
    due: (now) =>
      waiting(now).flatMap((row) => {
        const webhook = webhooks.find(row.webhook)
        if (webhook === undefined) return []
        attempt(now, row.seq)
        const attemptsMade = row.attempts + 1
        return {
          id: row.seq,
          url: webhook.state.url,
          body: row.body,
          secrets: valid(webhook.state.secrets, now).map(({ value }) => value),
          attemptsMade,
          attemptsLeft: pauses.length + 1 - attemptsMade,
          firstAttemptedAt: Math.floor((row.first_at ?? now) / 1000),
          sentAt: Math.floor(now / 1000)
        }
      }),
    settle: (id, accepted, now) => {
      counters.wrote(accepted ? "webhook.delivered" : "webhook.refused")
      const pause = pauses[(byId(id)?.attempts ?? 0) - 1]
      if (accepted || pause === undefined) remove(id)
      else postpone(now + pause * 1000, id)
    },
    routes: [
      route("POST", "/webhooks", create),
      route("GET", "/webhooks", (call) => webhooks.page(call, { path: "/webhooks", render })),
      route(
        "GET",
        "/webhooks/:id",
        webhooks.withOne((webhook, { now }) => ok({ data: withSecrets(webhook, now) }))
      ),
      route(
        "PATCH",
        "/webhooks/:id",
        webhooks.withOne((webhook, call) => {
          const state = changed(call, webhook.state)
          return isRefusal(state) ? state : ok({ data: render(webhooks.save(webhook, state, call.now)) })
        })
      ),
      route("POST", "/webhooks/:id/enable", setStatus("enabled")),
      route("POST", "/webhooks/:id/disable", setStatus("disabled")),
      route("POST", "/webhooks/:id/archive", setStatus("archived")),
      route("POST", "/webhooks/:id/rotate-secret", rotate),
      route(
        "POST",
        "/webhooks/:id/clone",
        webhooks.withOne(({ state }, { now }) => {
          const clone: State = { ...state, status: "disabled", secrets: [newSecret()] }
          return ok({ data: withSecrets(webhooks.create(clone, now), now) })
        })
      )
    ]
  }
}

const kept = new Set([
  "api-version",
  "api-attributes-blocklist",
  "file-access-token-expires-in",
  "payload-filter",
  "custom-http-headers",
  "included-allowlist",
  "relationship-allowlist"
])

const valid = (secrets: ReadonlyArray<Secret>, now: number): ReadonlyArray<Secret> =>
  secrets.filter(({ expiresAt }) => expiresAt === null || expiresAt > now)

const render = ({ createdAt, id, state }: Webhook): Resource => ({
  type: "webhook",
  id,
  attributes: {
    status: state.status,
    url: state.url,
    name: state.name,
    description: state.description,
    "api-version": "2025-12-08",
    "api-key-inflection": state.inflection,
    "api-attributes-blocklist": [],
    "file-access-token-expires-in": 21600,
    "enabled-events": state.enabledEvents,
    ...state.others,
    "created-at": timestamp(createdAt)
  }
})

const withSecrets = (webhook: Webhook, now: number): Resource => {
  const resource = render(webhook)
  const secrets = valid(webhook.state.secrets, now)
  return {
    ...resource,
    attributes: {
      ...resource.attributes,
      secret: secrets[0]?.value ?? null,
      secrets: secrets.map(({ expiresAt, value }) => ({ value, "expires-at": timestampOrNull(expiresAt) }))
    }
  }
}
