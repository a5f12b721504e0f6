import * as Pagination from "@effect-persona/core/Pagination"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as PersonaError from "@effect-persona/core/PersonaError"
import * as PersonaPromise from "@effect-persona/core/PersonaPromise"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as RateLimits from "@effect-persona/core/resources/RateLimits"
import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Cause, Config, ConfigProvider, Effect, Layer } from "effect"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { inspect } from "node:util"
import * as Wire from "./support/Wire.ts"

describe("PersonaPromise", () => {
  describe("call", () => {
    it("calls an operation over a socket with the key as plain text", async () => {
      await serve(
        (request, response) => json(response, 200, account("act_1"), { "x-seen": request.url ?? "" }),
        async (baseUrl, requests) => {
          await using persona = PersonaPromise.make({ apiKey: "persona_sandbox_x", baseUrl })
          const answer = await persona.call(Accounts.retrieve, { accountId: "act_1" })
          assert.strictEqual(answer.data.attributes.referenceId, "cust-act_1")
          assert.strictEqual(requests[0]?.headers.authorization, "Bearer persona_sandbox_x")
        }
      )
    })

    it("passes options of the call on", async () => {
      const wire = Wire.script({ status: 500 }, { status: 201, body: account("act_1") })
      await using persona = PersonaPromise.make({ apiKey, transport: wire.layer })
      const request = { data: { attributes: { referenceId: "cust-17" } } }
      const error = await rejection(
        persona.call(Accounts.create, request, { idempotencyKey: "k", retries: 0 })
      )
      assert.instanceOf(error, PersonaError.PersonaError)
      assert.strictEqual(wire.sent.length, 1)
      assert.strictEqual(wire.sent[0]?.headers["idempotency-key"], "k")
    })

    it("rejects with the PersonaError itself, whose reasons are those of the operation", async () => {
      const wire = Wire.script({ status: 409, body: Wire.errors("Record not unique") })
      await using persona = PersonaPromise.make({ apiKey, transport: wire.layer })
      const error = await rejection(persona.call(Accounts.create, { data: { attributes: {} } }))
      assert.instanceOf(error, PersonaError.PersonaError)
      assert.isFalse(PersonaPromise.isFailureOf(Accounts.retrieve, error))
      if (!PersonaPromise.isFailureOf(Accounts.create, error)) return assert.fail(String(error))
      if (error.reason._tag !== "Conflict") return assert.fail(error.reason._tag)
      assert.strictEqual(error.reason.problems[0]?.title, "Record not unique")
      assert.strictEqual(error.requestId, "req_1")
    })

    it("rejects a request that does not fit the operation without sending it", async () => {
      const wire = Wire.script({ status: 200 })
      await using persona = PersonaPromise.make({ apiKey, transport: wire.layer })
      const wrong = { accountId: "act_1", acountId: "act_2" }
      const error = await rejection(persona.call(Accounts.retrieve, wrong))
      assert.include(String(error), "/acountId")
      assert.strictEqual(wire.sent.length, 0)
    })
  })

  describe("withResponse", () => {
    it("returns status, headers and request id with the body", async () => {
      const wire = Wire.script({ status: 200, body: account("act_1"), headers: { "x-more": "1" } })
      await using persona = PersonaPromise.make({ apiKey, transport: wire.layer })
      const reply = await persona.withResponse(Accounts.retrieve, { accountId: "act_1" })
      assert.deepInclude(reply, { status: 200, requestId: "req_1", attempts: 1 })
      assert.strictEqual(reply.headers["x-more"], "1")
      assert.strictEqual(reply.value.data.id, "act_1")
    })
  })

  describe("items", () => {
    it("returns the items of all pages", async () => {
      await list(3, async (persona, requests) => {
        const ids: Array<string> = []
        for await (const item of persona.items(Accounts.list, {})) ids.push(item.id)
        assert.deepStrictEqual(ids, ["act_1", "act_2", "act_3", "act_4", "act_5", "act_6"])
        assert.strictEqual(requests.length, 3)
      })
    })

    it("requests a page when the loop reaches it, and none after the loop has ended", async () => {
      await list(3, async (persona, requests) => {
        const counts: Array<number> = []
        for await (const item of persona.items(Accounts.list, {})) {
          counts.push(requests.length)
          if (item.id === "act_3") break
        }
        assert.deepStrictEqual(counts, [1, 1, 2])
        await new Promise((resolve) => setTimeout(resolve, 20))
        assert.strictEqual(requests.length, 2)
      })
    })

    it("requests nothing before its first step", async () => {
      await list(1, async (persona, requests) => {
        persona.items(Accounts.list, {})
        await new Promise((resolve) => setTimeout(resolve, 20))
        assert.strictEqual(requests.length, 0)
      })
    })

    it("rejects with the error of a page after the items before it", async () => {
      const wire = Wire.script({ status: 200, body: page(1, 2) }, { status: 401 })
      await using persona = PersonaPromise.make({ apiKey, transport: wire.layer })
      const ids: Array<string> = []
      const error = await rejection(
        (async () => {
          for await (const item of persona.items(Accounts.list, {})) ids.push(item.id)
        })()
      )
      if (!PersonaPromise.isFailureOf(Accounts.list, error)) return assert.fail(String(error))
      assert.strictEqual(error.reason._tag, "Unauthorized")
      assert.deepStrictEqual(ids, ["act_1", "act_2"])
    })

    it("ends the loop if a server returns one cursor twice", async () => {
      const wire = Wire.script({ status: 200, body: page(1, 2) })
      await using persona = PersonaPromise.make({ apiKey, transport: wire.layer })
      const error = await rejection(
        (async () => {
          for await (const _ of persona.items(Accounts.list, {}));
        })()
      )
      assert.instanceOf(error, Pagination.CursorLoop)
    })
  })

  describe("pages", () => {
    it("returns the pages with their links", async () => {
      await list(2, async (persona) => {
        const sizes: Array<number> = []
        for await (const page of persona.pages(Accounts.list, { page: { size: 2 } }))
          sizes.push(page.data.length)
        assert.deepStrictEqual(sizes, [2, 2])
      })
    })
  })

  describe("an AbortSignal", () => {
    it("that was aborted before rejects with its reason, and nothing is sent", async () => {
      const wire = Wire.script({ status: 200 })
      await using persona = PersonaPromise.make({ apiKey, transport: wire.layer })
      const reason = new Error("changed my mind")
      const signal = AbortSignal.abort(reason)
      assert.strictEqual(await rejection(persona.call(RateLimits.list, {}, { signal })), reason)
      assert.strictEqual(await rejection(persona.items(Accounts.list, {}, { signal }).next()), reason)
      assert.strictEqual(wire.sent.length, 0)
    })

    it("breaks a call off and rejects with its reason", async () => {
      const hungUp = Promise.withResolvers<void>()
      await serve(
        (_, response) => void response.once("close", hungUp.resolve),
        async (baseUrl, requests) => {
          await using persona = PersonaPromise.make({ apiKey, baseUrl })
          const controller = new AbortController()
          const call = rejection(persona.call(RateLimits.list, {}, { signal: controller.signal }))
          while (requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
          const reason = new Error("too slow")
          controller.abort(reason)
          assert.strictEqual(await call, reason)
          await hungUp.promise
          const timeout: unknown = await rejection(
            persona.call(RateLimits.list, {}, { signal: AbortSignal.timeout(20) })
          )
          assert.strictEqual((timeout as Error).name, "TimeoutError")
        }
      )
    })

    it("ends a loop between two items of a page", async () => {
      await list(2, async (persona, requests) => {
        const controller = new AbortController()
        const ids: Array<string> = []
        const error = await rejection(
          (async () => {
            for await (const item of persona.items(Accounts.list, {}, { signal: controller.signal })) {
              ids.push(item.id)
              controller.abort("enough")
            }
          })()
        )
        assert.strictEqual(error, "enough")
        assert.deepStrictEqual(ids, ["act_1"])
        assert.strictEqual(requests.length, 1)
      })
    })

    it("leaves no listener registered", async () => {
      const wire = Wire.script({ status: 200, body: { data: [] } })
      await using persona = PersonaPromise.make({ apiKey, transport: wire.layer })
      const { signal } = new AbortController()
      let listening = 0
      let most = 0
      const { addEventListener, removeEventListener } = signal
      signal.addEventListener = (...args: Parameters<typeof addEventListener>) => {
        most = Math.max(most, ++listening)
        addEventListener.apply(signal, args)
      }
      signal.removeEventListener = (...args: Parameters<typeof removeEventListener>) => {
        listening--
        removeEventListener.apply(signal, args)
      }
      await persona.call(RateLimits.list, {}, { signal })
      await persona.call(RateLimits.list, {}, { signal })
      assert.deepStrictEqual([listening, most], [0, 1])
    })
  })

  describe("make", () => {
    it("shares one rate budget among all calls of an instance", async () => {
      const wire = Wire.script({
        status: 200,
        body: { data: [] },
        headers: { "ratelimit-limit": "10", "ratelimit-remaining": "0", "ratelimit-reset": "30" }
      })
      await using persona = PersonaPromise.make({ apiKey, transport: wire.layer })
      await persona.call(RateLimits.list, {})
      const error = await rejection(persona.call(RateLimits.list, {}, { timeout: "50 millis" }))
      assert.instanceOf(error, PersonaError.PersonaError)
      assert.strictEqual(wire.sent.length, 1)
      await using other = PersonaPromise.make({ apiKey, transport: wire.layer })
      await other.call(RateLimits.list, {})
      assert.strictEqual(wire.sent.length, 2)
    })

    it("never shows the key", () => {
      const persona = PersonaPromise.make({ apiKey: "persona_sandbox_hidden" })
      assert.notInclude(inspect(persona, { depth: 10, showHidden: true }), "hidden")
      assert.notInclude(JSON.stringify(persona), "hidden")
    })
  })

  describe("close", () => {
    it("aborts calls in flight, and refuses later ones", async () => {
      await serve(
        () => {},
        async (baseUrl, requests) => {
          const persona = PersonaPromise.make({ apiKey, baseUrl })
          const call = rejection(persona.call(RateLimits.list, {}))
          while (requests.length === 0) await new Promise((resolve) => setTimeout(resolve, 5))
          await persona.close()
          assert.instanceOf(await call, PersonaPromise.Closed)
          assert.instanceOf(await rejection(persona.call(RateLimits.list, {})), PersonaPromise.Closed)
          await persona.close()
        }
      )
    })

    it("ends the loops of an instance", async () => {
      await list(2, async (persona) => {
        const items = persona.items(Accounts.list, {})
        await items.next()
        await items.next()
        await persona.close()
        assert.instanceOf(await rejection(items.next()), PersonaPromise.Closed)
      })
    })
  })

  describe("fromLayer", () => {
    it("accepts the test layer, and rejects with its complaint about an operation without a handler", async () => {
      const layer = PersonaClient.layerTest(PersonaClient.answer(RateLimits.list, () => ({ data: [] })))
      await using persona = PersonaPromise.fromLayer(layer)
      assert.deepStrictEqual((await persona.call(RateLimits.list, {})).data, [])
      const defect = await rejection(persona.call(Accounts.list, {}))
      assert.match(String(defect), /No handler answers GET \/accounts|list-all-accounts/)
    })

    it("rejects with the error of a layer that cannot be built", async () => {
      const layer = PersonaClient.layerConfig({ apiKey: Config.Redacted("PERSONA_API_KEY") }).pipe(
        Layer.provide(Wire.script({ status: 200 }).layer),
        Layer.provide(ConfigProvider.layer(ConfigProvider.fromUnknown({})))
      )
      await using persona = PersonaPromise.fromLayer(layer)
      assert.instanceOf(await rejection(persona.call(RateLimits.list, {})), Config.ConfigError)
    })
  })

  describe("run", () => {
    it("rejects with defects unchanged, and with both if there was also an error", async () => {
      await using persona = PersonaPromise.fromLayer(PersonaClient.layerTest())
      const bug = new Error("a bug")
      assert.strictEqual(await rejection(persona.run(Effect.die(bug))), bug)
      const both = await rejection(
        persona.run(Effect.failCause(Cause.combine(Cause.fail("refused"), Cause.die(bug))))
      )
      if (!(both instanceof AggregateError)) return assert.fail(String(both))
      assert.deepStrictEqual(both.errors, ["refused", bug])
    })

    it("does not hide a defect behind an abort", async () => {
      await using persona = PersonaPromise.fromLayer(PersonaClient.layerTest())
      const bug = new Error("a bug in a finalizer")
      const controller = new AbortController()
      const run = rejection(
        persona.run(
          Effect.onExit(Effect.never, () => Effect.die(bug)),
          { signal: controller.signal }
        )
      )
      await new Promise((resolve) => setTimeout(resolve, 5))
      controller.abort()
      assert.strictEqual(await run, bug)
    })
  })

  it("infers requests, answers and reasons from the operation", () => {
    void (async (persona: PersonaPromise.PersonaPromise) => {
      const made = await persona.call(Accounts.create, { data: { attributes: { referenceId: "x" } } })
      expectTypeOf(made).toEqualTypeOf<Accounts.AccountResponse>()
      for await (const item of persona.items(Accounts.list, { filter: { referenceId: "x" } })) {
        expectTypeOf(item).toEqualTypeOf<Accounts.AccountPage["data"][number]>()
      }
      // @ts-expect-error a path parameter is missing
      await persona.call(Accounts.retrieve, {})
      // @ts-expect-error a misspelt attribute
      await persona.call(Accounts.create, { data: { attributes: { referenceID: "x" } } })
      // @ts-expect-error an operation that gives no list
      persona.items(Accounts.retrieve, { accountId: "act_1" })
      // @ts-expect-error an option that is misspelt
      await persona.call(RateLimits.list, {}, { idempotencykey: "x" })
      const error: unknown = undefined
      if (PersonaPromise.isFailureOf(RateLimits.list, error)) {
        expectTypeOf(error.reason).toEqualTypeOf<PersonaError.CommonReason>()
        // @ts-expect-error this operation documents no conflict
        return error.reason._tag === "Conflict"
      }
      return error
    })
  })
})

const apiKey = "persona_sandbox_x"

const rejection = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => assert.fail("it was fulfilled"),
    (error: unknown) => error
  )

const resource = (id: string) => ({ type: "account", id, attributes: { "reference-id": `cust-${id}` } })

const account = (id: string) => ({ data: resource(id) })

const page = (...ids: ReadonlyArray<number>) => ({
  data: ids.map((id) => resource(`act_${id}`)),
  links: { prev: null, next: `/api/v1/accounts?page%5Bafter%5D=act_${ids.at(-1)}` }
})

const json = (
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {}
) =>
  void response
    .writeHead(status, { "content-type": "application/json", ...headers })
    .end(JSON.stringify(body))

const serve = async (
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  use: (baseUrl: string, requests: ReadonlyArray<IncomingMessage>) => Promise<void>
): Promise<void> => {
  const requests: Array<IncomingMessage> = []
  const server = createServer((request, response) => {
    requests.push(request)
    answer(request, response)
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}/api/v1`, requests)
  } finally {
    server.closeAllConnections()
    server.close()
  }
}

/** A server with a list of two accounts a page. */
const list = (
  pages: number,
  use: (persona: PersonaPromise.PersonaPromise, requests: ReadonlyArray<IncomingMessage>) => Promise<void>
): Promise<void> =>
  serve(
    (request, response) => {
      const after = Number(/act_(\d+)/.exec(request.url ?? "")?.[1] ?? 0)
      const { data, links } = page(after + 1, after + 2)
      json(response, 200, { data, links: after + 2 < pages * 2 ? links : { prev: null, next: null } })
    },
    async (baseUrl, requests) => {
      await using persona = PersonaPromise.make({ apiKey, baseUrl })
      await use(persona, requests)
    }
  )
