import * as WebhookEvent from "@effect-persona/core/WebhookEvent"
import type { Account } from "@effect-persona/core/schemas/Account"
import type { Inquiry } from "@effect-persona/core/schemas/Inquiry"
import { Event } from "@effect-persona/core/schemas/Event"
import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Effect, Exit, Match, Schema } from "effect"
import { execFileSync } from "node:child_process"
import { readFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { type Content, type Document, resolve } from "../codegen/document.ts"
import { readEvents } from "../codegen/events.ts"
import { applyAll } from "../codegen/patch.ts"
import { documentOrSkip } from "./codegen/document.ts"

/** As many as the document describes; the number may grow with the document and must not shrink by an oversight. */
const described = 130
const examples = 131

describe("WebhookEvent", () => {
  it("knows every event that the document describes", (context) => {
    const names = Object.keys(webhooksOf(documentOrSkip(context)))
    assert.strictEqual(names.length, described)
    assert.deepStrictEqual([...WebhookEvent.names].sort(), names.sort())
  })

  it("knows 130 events without the document, too", () => {
    assert.strictEqual(WebhookEvent.names.length, described)
  })

  it.effect("reads every example of the document as its event, and writes it back without loss", (context) =>
    Effect.gen(function* () {
      const document = read(documentOrSkip(context))
      let seen = 0
      for (const [name, webhook] of Object.entries(webhooksOf(documentOrSkip(context)))) {
        const content = resolve<Content>(document, webhook.post.requestBody).content?.["application/json"]
        for (const example of Object.values(content?.examples ?? {})) {
          const body = resolve(document, example as { readonly value: unknown }).value
          const event = yield* WebhookEvent.decode(body)
          assert.strictEqual(event._tag, name)
          assert.strictEqual(String(event.name), name)
          assert.match(event.id, /^evt_/)
          assert.strictEqual(event.raw, body)
          const written = yield* WebhookEvent.encode(event as WebhookEvent.EventOf<"account.created">)
          assert.deepStrictEqual(withoutEmptyIncluded(JSON.parse(written)), withoutEmptyIncluded(body))
          seen++
        }
      }
      assert.strictEqual(seen, examples)
    })
  )

  it("refuses a document whose webhooks have another form", async (context) => {
    const patched = await applyAll(read(documentOrSkip(context)))
    assert.strictEqual(readEvents(patched).length, described)
    const webhooks = structuredClone(patched.webhooks) as Record<string, any>
    webhooks["account.created"] = webhooks["case.created"]
    assert.throws(() => readEvents({ ...patched, webhooks }), /account\.created carries another event/)
    delete webhooks["account.created"]
    const body = webhooks["case.created"].post.requestBody.content["application/json"].schema
    body.properties.data.allOf[1].properties.tomorrow = {}
    assert.throws(() => readEvents({ ...patched, webhooks }), /form that is not understood: tomorrow/)
  })

  describe("decode", () => {
    it.effect("returns the resource with TypeScript names, its related objects, and the original body", () =>
      Effect.gen(function* () {
        const body = inquiryEvent()
        const event = yield* WebhookEvent.decode(body)
        assert.isTrue(WebhookEvent.is(event, "inquiry.approved", "inquiry.declined"))
        if (!WebhookEvent.is(event, "inquiry.approved")) return
        assert.strictEqual(event.id, "evt_1")
        assert.strictEqual(event.createdAt, "2026-01-02T03:04:05.000Z")
        assert.strictEqual(event.data.attributes.referenceId, "cust-17")
        assert.deepStrictEqual(event.data.attributes.fields, { "kebab-key": { type: "string" } })
        assert.strictEqual(event.included[0]?.id, "act_1")
        assert.isUndefined(event.context)
        assert.strictEqual(event.raw, body)
      })
    )

    it.effect("keeps an event with an unknown name unchanged", () =>
      Effect.gen(function* () {
        for (const name of ["inquiry.teleported", "constructor", "__proto__", "UnknownEvent", ""]) {
          const body = inquiryEvent({ name })
          const event = yield* WebhookEvent.decode(body)
          assert.strictEqual(event._tag, "UnknownEvent")
          if (event._tag !== "UnknownEvent") return
          assert.strictEqual(String(event.name), name)
          assert.strictEqual(event.raw, body)
          assert.deepStrictEqual(event.data?.attributes, body.data.attributes.payload.data.attributes)
        }
        const bare = yield* WebhookEvent.decode({
          data: { type: "event", id: "evt_2", attributes: { name: "x", payload: "y", context: null } }
        })
        assert.deepInclude(bare, {
          _tag: "UnknownEvent",
          data: undefined,
          createdAt: undefined,
          context: undefined
        })
      })
    )

    it.effect("accepts what answers may contain: unknown members and values, nulls, missing attributes", () =>
      Effect.gen(function* () {
        const body = inquiryEvent({ context: { by: "a rule" }, "new-member": 1 })
        Object.assign(body.data.attributes.payload.data.attributes, {
          status: "pondering",
          "created-at": null,
          "attribute-of-tomorrow": [1]
        })
        const event = yield* WebhookEvent.decode(body)
        if (!WebhookEvent.is(event, "inquiry.approved")) return assert.fail(event._tag)
        assert.strictEqual(event.data.attributes.status, "pondering")
        assert.isNull(event.data.attributes.createdAt)
        assert.deepStrictEqual(Reflect.get(event.data.attributes, "attribute-of-tomorrow"), [1])
        assert.deepStrictEqual(event.context, { by: "a rule" })

        const sparse = inquiryEvent({
          payload: { data: { type: "inquiry", id: "inq_1" }, included: [{ type: "moon", id: "moon_1" }] }
        })
        const other = yield* WebhookEvent.decode(sparse)
        if (!WebhookEvent.is(other, "inquiry.approved")) return assert.fail(other._tag)
        assert.deepStrictEqual(other.data.attributes, {})
        assert.strictEqual(String(other.included[0]?.type), "moon")
      })
    )

    it.effect("reports where a known event does not match its name, without a value from it", () =>
      Effect.gen(function* () {
        const body = inquiryEvent({ payload: { data: { type: "inquiry", attributes: { status: 17 } } } })
        const error = yield* Effect.flip(WebhookEvent.decode(body))
        if (error.reason._tag !== "InvalidEvent") return assert.fail(error.reason._tag)
        assert.deepStrictEqual(error.reason.issues.map((issue) => issue.split(":")[0]).sort(), [
          "/data/attributes/payload/data/attributes/status",
          "/data/attributes/payload/data/id"
        ])
        assert.notInclude(error.message, "17")
      })
    )

    it.effect("names the setting when the webhook writes names in another style", () =>
      Effect.gen(function* () {
        for (const [key, found] of [
          ["created_at", "snake"],
          ["createdAt", "camel"]
        ] as const) {
          const body = inquiryEvent({ [key]: "2026-01-02T03:04:05.000Z" })
          Reflect.deleteProperty(body.data.attributes, "created-at")
          const error = yield* Effect.flip(WebhookEvent.decode(body))
          assert.deepInclude(error.reason, { _tag: "WrongInflection", found })
          assert.include(error.message, "api-key-inflection to kebab")
        }
      })
    )

    it.effect.prop(
      "fails with a typed error for any JSON that is not an event",
      { body: Schema.Json },
      ({ body }) =>
        Effect.gen(function* () {
          for (const given of [
            body,
            { data: body },
            { data: { type: "event", id: "evt_1", attributes: body } },
            inquiryEvent({ payload: body }),
            inquiryEvent({ payload: { data: { type: "inquiry", id: "inq_1", attributes: body } } })
          ]) {
            const exit = yield* Effect.exit(WebhookEvent.decode(given))
            if (Exit.isFailure(exit)) {
              assert.isTrue(exit.cause.reasons.every((reason) => reason._tag === "Fail"))
            }
          }
        })
    )
  })

  describe("fromResource", () => {
    it.effect("reads an event from the API's list as it would have been delivered", () =>
      Effect.gen(function* () {
        const body = inquiryEvent()
        Reflect.deleteProperty(body.data.attributes.payload, "included")
        const listed = yield* Schema.decodeEffect(Event)(body.data)
        const { raw: _, ...event } = yield* WebhookEvent.fromResource(listed)
        const { raw: __, ...delivered } = yield* WebhookEvent.decode(body)
        assert.deepStrictEqual(event, delivered)
      })
    )
  })

  describe("types", () => {
    it("narrow by tag", () => {
      assert.strictEqual(
        onEvent({ _tag: "UnknownEvent", name: "x" } as unknown as WebhookEvent.UnknownEvent),
        "x"
      )
    })

    it("narrow by name, which an unknown event cannot have", () => {
      void ((event: WebhookEvent.WebhookEvent) => {
        if (event.name === "account.created") expectTypeOf(event.data).toEqualTypeOf<Account>()
        // @ts-expect-error a name that is misspelt
        if (event.name === "account.crated") return
        // @ts-expect-error a name that is misspelt
        if (WebhookEvent.is(event, "account.crated")) return
      })
    })

    it("work with Match, which reports missing cases", () => {
      const describeEvent = Match.type<WebhookEvent.WebhookEvent>().pipe(
        Match.tag("inquiry.approved", "inquiry.declined", (event) => event.data.attributes.referenceId),
        Match.tag("UnknownEvent", (event) => String(event.name)),
        Match.orElse(() => "another")
      )
      void describeEvent
      void ((event: WebhookEvent.WebhookEvent) =>
        Match.value(event).pipe(
          Match.tag("account.created", () => 1),
          // @ts-expect-error 130 other members are left
          Match.exhaustive
        ))
    })
  })

  it("loads no schema when it is imported", () => {
    const script = `
      const { registerHooks } = await import("node:module")
      const loaded = []
      registerHooks({ load: (url, context, next) => (loaded.push(url), next(url, context)) })
      await import("@effect-persona/core/WebhookEvent")
      console.log(JSON.stringify(loaded.filter((url) => url.includes("/generated/schemas/"))))
    `
    const output = execFileSync(
      process.execPath,
      ["--conditions=@effect-persona/source", "--input-type=module", "-e", script],
      { cwd: fileURLToPath(new URL("..", import.meta.url)), encoding: "utf8" }
    )
    assert.deepStrictEqual(JSON.parse(output), [])
  })
})

const onEvent = (event: WebhookEvent.WebhookEvent): string => {
  switch (event._tag) {
    case "account.created":
      expectTypeOf(event.data).toEqualTypeOf<Account>()
      return event.data.attributes.referenceId ?? event.data.id
    case "inquiry.approved":
    case "inquiry.declined":
      expectTypeOf(event.data).toEqualTypeOf<Inquiry>()
      return event.name
    case "UnknownEvent":
      expectTypeOf(event.raw).toEqualTypeOf<unknown>()
      return String(event.name)
    default:
      expectTypeOf<WebhookEvent.WebhookEvent>(event)
      return event.id
  }
}

const inquiryEvent = (attributes: Readonly<Record<string, unknown>> = {}) => ({
  data: {
    type: "event",
    id: "evt_1",
    attributes: {
      name: "inquiry.approved",
      payload: {
        data: {
          type: "inquiry",
          id: "inq_1",
          attributes: {
            status: "approved",
            "reference-id": "cust-17",
            fields: { "kebab-key": { type: "string" } }
          }
        },
        included: [{ type: "account", id: "act_1", attributes: { "reference-id": "cust-17" } }]
      },
      "created-at": "2026-01-02T03:04:05.000Z",
      ...attributes
    }
  }
})

const read = (path: string): Document => JSON.parse(readFileSync(path, "utf8")) as Document

interface Webhook {
  readonly post: { readonly requestBody: Content }
}

const webhooksOf = (path: string) => read(path).webhooks as Readonly<Record<string, Webhook>>

/** An event says nothing of whether `included` was absent or empty. */
const withoutEmptyIncluded = (body: any): unknown => {
  const { payload } = body.data.attributes
  if (payload.included?.length === 0) Reflect.deleteProperty(payload, "included")
  return body
}
