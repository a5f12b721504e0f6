import { NodeHttpServer } from "@effect/platform-node"
import * as WebhookDeliveries from "@effect-persona/core/WebhookDeliveries"
import type { WebhookEvent } from "@effect-persona/core/WebhookEvent"
import * as WebhookHandler from "@effect-persona/core/WebhookHandler"
import * as WebhookSignature from "@effect-persona/core/WebhookSignature"
import { assert, describe, it } from "@effect/vitest"
import { Clock, Context, Deferred, Effect, Exit, Fiber, Layer, Redacted, Scope, Stream } from "effect"
import { HttpBody, HttpClient, HttpRouter, HttpServerRequest } from "effect/http"
import { TestClock } from "effect/testing"
import { DatabaseSync } from "node:sqlite"

describe("WebhookHandler", () => {
  describe("make", () => {
    it.effect("passes a verified event to the function, with the delivery's data", () =>
      Effect.gen(function* () {
        const seen: Array<unknown> = []
        const deliver = yield* handler((event, delivery) =>
          Effect.sync(() => void seen.push([event.id, event._tag, delivery.attemptsMade]))
        )
        assert.strictEqual(yield* deliver("evt_1"), 200)
        assert.deepStrictEqual(seen, [["evt_1", "account.created", 2]])
      })
    )

    it.effect("refuses an unsigned request, and never calls the function", () =>
      Effect.gen(function* () {
        const never = yield* raw(() => Effect.die("called"))
        const body = bodyOf("evt_1")
        const good = yield* WebhookSignature.sign(body, { secrets: secret })
        const other = yield* WebhookSignature.sign(body, { secrets: Redacted.make("other") })
        const old = yield* WebhookSignature.sign(body, { secrets: secret, timestamp: 0 })
        assert.strictEqual(yield* never(body, {}), 401)
        assert.strictEqual(yield* never(body, { "persona-signature": "t=1" }), 401)
        assert.strictEqual(yield* never(body, { "persona-signature": other }), 401)
        assert.strictEqual(yield* never(`${body} `, { "persona-signature": good }), 401)
        yield* TestClock.adjust("6 minutes")
        assert.strictEqual(yield* never(body, { "persona-signature": old }), 401)
      })
    )

    it.effect("refuses unreadable events, so the API shows the failure", () =>
      Effect.gen(function* () {
        const never = yield* raw(() => Effect.die("called"))
        for (const body of ["{", "null", bodyOf("evt_1").replace('"account"', "17")]) {
          const signature = yield* WebhookSignature.sign(body, { secrets: secret })
          assert.strictEqual(yield* never(body, { "persona-signature": signature }), 422)
        }
      })
    )

    it.effect("refuses a body above the limit before it verifies it", () =>
      Effect.gen(function* () {
        const call = yield* raw(() => Effect.void, { maxBodyBytes: 1000 })
        const large = "x".repeat(1001)
        assert.strictEqual(yield* call(large, {}), 413)
        assert.strictEqual(yield* call(large, { "content-length": "1001" }), 413)
        assert.strictEqual(yield* call("x".repeat(1000), {}), 401)
      })
    )

    it.effect("runs the function once for an event that is delivered again", () =>
      Effect.gen(function* () {
        let runs = 0
        const deliver = yield* handler(() => Effect.sync(() => void runs++))
        assert.deepStrictEqual(
          [
            yield* deliver("evt_1"),
            yield* deliver("evt_1"),
            yield* deliver("evt_2"),
            yield* deliver("evt_1")
          ],
          [200, 200, 200, 200]
        )
        assert.strictEqual(runs, 2)
      })
    )

    it.effect("requests redelivery while the first delivery is still being handled, then confirms it", () =>
      Effect.gen(function* () {
        let runs = 0
        const gate = yield* Deferred.make<void>()
        const deliver = yield* handler(() =>
          Effect.andThen(
            Effect.sync(() => void runs++),
            Deferred.await(gate)
          )
        )
        const first = yield* Effect.forkChild(deliver("evt_1"), { startImmediately: true })
        const others = yield* Effect.all([deliver("evt_1"), deliver("evt_1")], { concurrency: "unbounded" })
        assert.deepStrictEqual(others, [503, 503])
        yield* Deferred.succeed(gate, undefined)
        assert.strictEqual(yield* Fiber.join(first), 200)
        assert.strictEqual(yield* deliver("evt_1"), 200)
        assert.strictEqual(runs, 1)
      })
    )

    it.effect("does not remember an event whose function fails or dies", () =>
      Effect.gen(function* () {
        let runs = 0
        const deliver = yield* handler(() =>
          Effect.suspend(() => {
            runs++
            return runs === 1 ? Effect.fail("no database") : runs === 2 ? Effect.die("a bug") : Effect.void
          })
        )
        const statuses = [yield* deliver("e"), yield* deliver("e"), yield* deliver("e"), yield* deliver("e")]
        assert.deepStrictEqual(statuses, [500, 500, 200, 200])
        assert.strictEqual(runs, 3)
      })
    )

    it.effect("answers within four seconds, and lets the function continue", () =>
      Effect.gen(function* () {
        let done = 0
        const deliver = yield* handler(() =>
          Effect.delay(
            Effect.sync(() => void done++),
            "20 seconds"
          )
        )
        const first = yield* Effect.forkChild(deliver("evt_1"), { startImmediately: true })
        yield* settle
        yield* TestClock.adjust("3999 millis")
        assert.isUndefined(first.pollUnsafe())
        yield* TestClock.adjust("1 millis")
        assert.strictEqual(yield* Fiber.join(first), 503)
        yield* TestClock.adjust("3 seconds")
        assert.strictEqual(yield* deliver("evt_1"), 503)
        yield* TestClock.adjust("64 seconds")
        assert.strictEqual(done, 1)
        assert.strictEqual(yield* deliver("evt_1"), 200)
        assert.strictEqual(done, 1)
      })
    )

    it.effect("lets the function continue if the API hangs up", () =>
      Effect.gen(function* () {
        let done = 0
        const deliver = yield* handler(() =>
          Effect.delay(
            Effect.sync(() => void done++),
            "1 second"
          )
        )
        const first = yield* Effect.forkChild(deliver("evt_1"), { startImmediately: true })
        yield* settle
        yield* Fiber.interrupt(first)
        yield* TestClock.adjust("1 second")
        assert.strictEqual(done, 1)
        assert.strictEqual(yield* deliver("evt_1"), 200)
      })
    )

    it.effect("releases the event if it is closed while the function is running", () =>
      Effect.gen(function* () {
        const store = WebhookDeliveries.makeMemory()
        const scope = yield* Scope.make()
        let interrupted = false
        const deliver = yield* handler(
          () => Effect.onInterrupt(Effect.never, () => Effect.sync(() => void (interrupted = true))),
          { store }
        ).pipe(Scope.provide(scope))
        const first = yield* Effect.forkChild(deliver("evt_1"), { startImmediately: true })
        yield* settle
        yield* Scope.close(scope, Exit.void)
        assert.strictEqual(yield* Fiber.join(first), 503)
        assert.isTrue(interrupted)
        assert.strictEqual(yield* store.claim("evt_1"), "taken")
      })
    )

    it.effect("runs the function once for several processes that share a durable store", () =>
      Effect.gen(function* () {
        let runs = 0
        const store = sqliteStore()
        const handle = () =>
          Effect.delay(
            Effect.sync(() => void runs++),
            "1 second"
          )
        const one = yield* handler(handle, { store })
        const two = yield* handler(handle, { store })
        const deliveries = yield* Effect.forkChild(
          Effect.all([one("evt_1"), two("evt_1")], { concurrency: "unbounded" }),
          { startImmediately: true }
        )
        yield* settle
        yield* TestClock.adjust("1 second")
        assert.deepStrictEqual([...(yield* Fiber.join(deliveries))].sort(), [200, 503])
        assert.strictEqual(yield* two("evt_1"), 200)
        assert.strictEqual(runs, 1)
      })
    )

    it.effect("requests redelivery if the store is unavailable, and confirms completed work", () =>
      Effect.gen(function* () {
        let runs = 0
        const failing = new WebhookDeliveries.StoreError({ cause: "down" })
        const store = WebhookDeliveries.makeMemory()
        const handle = () => Effect.sync(() => void runs++)
        const blind = yield* handler(handle, { store: { ...store, claim: () => Effect.fail(failing) } })
        assert.strictEqual(yield* blind("evt_1"), 503)
        assert.strictEqual(runs, 0)
        const forgetful = yield* handler(handle, {
          store: { ...store, complete: () => Effect.fail(failing) }
        })
        assert.strictEqual(yield* forgetful("evt_1"), 200)
        assert.strictEqual(runs, 1)
      })
    )

    it.effect("provides the function's services", () =>
      Effect.gen(function* () {
        class Name extends Context.Service<Name, string>()("test/Name") {}
        const seen: Array<string> = []
        const deliver = yield* handler(() => Effect.map(Name, (name) => void seen.push(name))).pipe(
          Effect.provideService(Name, "Ada")
        )
        yield* deliver("evt_1")
        assert.deepStrictEqual(seen, ["Ada"])
      })
    )
  })

  describe("layer", () => {
    it.live("serves deliveries on a socket, with a body in pieces, and only POST", () => {
      const seen: Array<string> = []
      const routes = WebhookHandler.layer("/webhooks/persona", {
        secrets: secret,
        maxBodyBytes: 10_000,
        handle: (event) => Effect.sync(() => void seen.push(event.id))
      })
      return Effect.gen(function* () {
        const client = yield* HttpClient.HttpClient
        const send = Effect.fnUntraced(function* (body: string) {
          const signature = yield* WebhookSignature.sign(body, { secrets: secret })
          const bytes = new TextEncoder().encode(body)
          const response = yield* client.post("/webhooks/persona", {
            headers: { "persona-signature": signature },
            body: HttpBody.stream(
              Stream.fromIterable([bytes.subarray(0, 20), bytes.subarray(20)]),
              "application/json"
            )
          })
          return response.status
        })
        assert.strictEqual(yield* send(bodyOf("evt_1")), 200)
        assert.strictEqual(yield* send(bodyOf("evt_1")), 200)
        assert.strictEqual(yield* send(bodyOf("evt_2", "x".repeat(10_000))), 413)
        assert.strictEqual((yield* client.get("/webhooks/persona")).status, 404)
        assert.deepStrictEqual(seen, ["evt_1"])
      }).pipe(
        Effect.provide(
          HttpRouter.serve(routes, { disableLogger: true, disableListenLog: true }).pipe(
            Layer.provideMerge(NodeHttpServer.layerTest)
          )
        )
      )
    })
  })
})

const secret = Redacted.make("wbhsec_1")

const bodyOf = (id: string, note = "") =>
  JSON.stringify({
    data: {
      type: "event",
      id,
      attributes: {
        name: "account.created",
        payload: { data: { type: "account", id: "act_1", attributes: { "reference-id": note } } },
        "created-at": "2026-01-02T03:04:05.000Z"
      }
    }
  })

interface Settings {
  readonly maxBodyBytes?: number
  readonly store?: WebhookDeliveries.Service
}

/** A handler that is called with any body and headers, and gives the status. */
const raw = <E, R>(
  handle: WebhookHandler.Options<E, R>["handle"],
  { store = WebhookDeliveries.makeMemory(), ...settings }: Settings = {}
) =>
  Effect.map(
    WebhookHandler.make({ secrets: secret, handle, ...settings }).pipe(
      Effect.provideService(WebhookDeliveries.WebhookDeliveries, store)
    ),
    (handler) => (body: string, headers: Record<string, string>) =>
      Effect.map(
        Effect.provideService(
          handler,
          HttpServerRequest.HttpServerRequest,
          HttpServerRequest.fromWeb(new Request("http://here/", { method: "POST", body, headers }))
        ),
        (response) => response.status
      )
  )

/** A handler that is called with the id of an event, signed now. */
const handler = <E, R>(
  handle: (
    event: WebhookEvent,
    delivery: { readonly attemptsMade: number | undefined }
  ) => Effect.Effect<unknown, E, R>,
  settings?: Settings
) =>
  Effect.map(
    raw(handle, settings),
    (call) => (id: string) =>
      Effect.flatMap(WebhookSignature.sign(bodyOf(id), { secrets: secret }), (signature) =>
        call(bodyOf(id), { "persona-signature": signature, "persona-webhook-attempts-made": "2" })
      )
  )

/** Lets promises and fibers come to rest: bodies are read, schemas loaded. */
const settle = Effect.promise(() => new Promise((resolve) => setTimeout(resolve, 50)))

/** How a store for several processes looks. What was taken more than ten minutes ago may be taken again. */
const sqliteStore = (): WebhookDeliveries.Service => {
  const db = new DatabaseSync(":memory:")
  db.exec("CREATE TABLE event (id TEXT PRIMARY KEY, done INTEGER NOT NULL, at INTEGER NOT NULL)")
  const take = db.prepare(
    `INSERT INTO event VALUES (?1, 0, ?2)
     ON CONFLICT (id) DO UPDATE SET at = ?2 WHERE done = 0 AND at < ?2 - 600000`
  )
  const look = db.prepare("SELECT done FROM event WHERE id = ?")
  const finish = db.prepare("UPDATE event SET done = 1 WHERE id = ?")
  const drop = db.prepare("DELETE FROM event WHERE id = ? AND done = 0")
  return {
    claim: (id) =>
      Effect.flatMap(Clock.currentTimeMillis, (now) =>
        attempt(() => {
          if (take.run(id, now).changes === 1) return "taken"
          return look.get(id)?.["done"] === 1 ? "done" : "busy"
        })
      ),
    complete: (id) => attempt(() => void finish.run(id)),
    release: (id) => attempt(() => void drop.run(id))
  }
}

const attempt = <A>(evaluate: () => A) =>
  Effect.try({ try: evaluate, catch: (cause) => new WebhookDeliveries.StoreError({ cause }) })
