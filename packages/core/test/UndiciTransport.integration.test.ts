import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as RawRequest from "@effect-persona/core/RawRequest"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import { assert, describe, it, layer } from "@effect/vitest"
import { Context, Deferred, Effect, Exit, Fiber, Layer, Redacted, Stream } from "effect"
import { FetchHttpClient, HttpBody, HttpClient, HttpClientError, HttpClientRequest } from "effect/http"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

describe("UndiciTransport", () => {
  layer(UndiciTransport.layer({ maxResponseBytes: 1_000_000 }), { excludeTestServices: true })(
    "layer",
    (it) => {
      it.effect("sends method, path, query, headers and body unchanged", () =>
        Effect.gen(function* () {
          const { url } = yield* echo
          const response = yield* HttpClient.execute(
            HttpClientRequest.post(`${url}/a%20b?x=%2B1`, {
              headers: { "idempotency-key": "k" },
              body: HttpBody.text('{"a":"ü"}', "application/json")
            })
          )
          assert.strictEqual(response.status, 201)
          assert.strictEqual(response.headers["request-id"], "req_1")
          assert.deepStrictEqual(yield* response.json, {
            method: "POST",
            url: "/a%20b?x=%2B1",
            key: "k",
            type: "application/json",
            body: '{"a":"ü"}'
          })
        })
      )

      it.effect("appends parameters stored separately from the address", () =>
        Effect.gen(function* () {
          const { url } = yield* echo
          const response = yield* HttpClient.get(`${url}/x`, { urlParams: { a: "1 2" } })
          assert.include(yield* response.text, '"/x?a=1+2"')
        })
      )

      it.effect("reads bodies in every form, as often as asked", () =>
        Effect.gen(function* () {
          const { url } = yield* serve((_, response) => response.end("12"))
          const response = yield* HttpClient.get(url)
          assert.strictEqual(yield* response.text, "12")
          assert.strictEqual(yield* response.json, 12)
          assert.strictEqual((yield* response.arrayBuffer).byteLength, 2)
          assert.strictEqual((yield* Stream.runCollect(response.stream)).length, 1)
        })
      )

      it.effect("fails as a transport error when the connection is reset, and when the body is cut", () =>
        Effect.gen(function* () {
          const reset = yield* serve((request) => request.socket.destroy())
          const cut = yield* serve((request, response) => {
            response.writeHead(200, { "content-length": "1000" })
            response.write("half", () => request.socket.destroy())
          })
          for (const { url } of [reset, cut]) {
            const error = yield* Effect.flip(HttpClient.get(url))
            assert.strictEqual(error.reason._tag, "TransportError")
          }
        })
      )

      it.effect("names the system's code when the port is closed", () =>
        Effect.gen(function* () {
          const { close, url } = yield* echo
          yield* close
          const error = yield* Effect.flip(HttpClient.get(url))
          assert.strictEqual(codeOf(error), "ECONNREFUSED")
        })
      )

      it.effect("aborts the request when it is interrupted", () =>
        Effect.gen(function* () {
          const arrived = yield* Deferred.make<void>()
          const aborted = yield* Deferred.make<void>()
          const run = Effect.runForkWith(Context.empty())
          const { url } = yield* serve((request) => {
            run(Deferred.succeed(arrived, undefined))
            request.socket.on("close", () => run(Deferred.succeed(aborted, undefined)))
          })
          const fiber = yield* Effect.forkChild(HttpClient.get(url))
          yield* Deferred.await(arrived)
          yield* Fiber.interrupt(fiber)
          yield* Deferred.await(aborted)
        })
      )

      it.effect("does not fill the memory with an endless answer", () =>
        Effect.gen(function* () {
          const { url } = yield* serve((_, response) => {
            const chunk = Buffer.alloc(100_000)
            const write = () => {
              while (!response.destroyed && response.write(chunk));
              response.once("drain", write)
            }
            write()
          })
          const error = yield* Effect.flip(HttpClient.get(url))
          assert.strictEqual(codeOf(error), "ANSWER_TOO_LARGE")
        })
      )

      it.effect("skips informational answers", () =>
        Effect.gen(function* () {
          const { url } = yield* serve((_, response) => {
            response.writeEarlyHints({ link: "</x>; rel=preload" })
            response.end("real")
          })
          assert.strictEqual(yield* Effect.flatMap(HttpClient.get(url), (response) => response.text), "real")
        })
      )

      it.effect("refuses addresses and headers that cannot be sent, without throwing", () =>
        Effect.gen(function* () {
          const { url } = yield* echo
          for (const request of [
            HttpClientRequest.get("not an address"),
            HttpClientRequest.get(url, { headers: { "x-broken": "a\r\nb: c" } })
          ]) {
            const exit = yield* Effect.exit(HttpClient.execute(request))
            assert.isTrue(
              Exit.isFailure(exit) && exit.cause.reasons.every((reason) => reason._tag === "Fail")
            )
          }
        })
      )
    }
  )

  describe("a redirect to another host", () => {
    for (const status of [301, 302, 303, 307, 308]) {
      it.live(`is not followed: ${status}`, () =>
        Effect.gen(function* () {
          const received: Array<string> = []
          const other = yield* serve((request, response) => {
            received.push(`${request.method} ${request.url} ${request.headers.authorization}`)
            response.end("{}")
          })
          const first = yield* serve((_, response) => {
            response.writeHead(status, { location: `${other.url}/taken` })
            response.end()
          })
          const calls = [
            Accounts.create({ data: { attributes: { referenceId: "a" } } }),
            Accounts.retrieve({ accountId: "act_1" }),
            Inquiries.print({ inquiryId: "inq_1" }),
            RawRequest.send({ method: "DELETE", path: "/x" })
          ]
          for (const call of calls) {
            const { reason } = yield* Effect.flip(Effect.provide(call, persona(first.url)))
            assert.strictEqual(reason._tag, "UnexpectedStatus")
          }
          assert.deepStrictEqual(received, [])
        })
      )
    }

    it.live("gets no key, even from a transport that follows it", () =>
      Effect.gen(function* () {
        const received: Array<string | undefined> = []
        const other = yield* serve((request, response) => {
          received.push(request.headers.authorization)
          response.end("{}")
        })
        const first = yield* serve((_, response) => {
          response.writeHead(307, { location: `${other.url}/taken` })
          response.end()
        })
        yield* Effect.exit(
          Effect.provide(
            Accounts.retrieve({ accountId: "act_1" }, { retries: 0 }),
            persona(first.url, FetchHttpClient.layer)
          )
        )
        assert.deepStrictEqual(received, [undefined])
      })
    )
  })

  it.live(
    "holds back requests that wait for a connection when a 429 arrives, and sends them after the wait",
    () =>
      Effect.gen(function* () {
        const arrivals: Array<number> = []
        let refusedAt = 0
        const { url } = yield* serve((_, response) => {
          const count = arrivals.push(performance.now())
          const limits = { "ratelimit-limit": "300", "ratelimit-remaining": "290", "ratelimit-reset": "60" }
          const isRefused = count === 2
          setTimeout(() => {
            if (isRefused) refusedAt = performance.now()
            response.writeHead(isRefused ? 429 : 200, {
              "content-type": "application/json",
              "request-id": "req_1",
              ...(isRefused ? { "retry-after": "1" } : limits)
            })
            response.end(JSON.stringify(isRefused ? { errors: [{ title: "Rate limit exceeded" }] } : {}))
          }, 50)
        })
        const get = RawRequest.withResponse({ method: "GET", path: "/x" }, { retries: 0 })
        const replies = yield* Effect.andThen(
          get,
          Effect.all(
            Array.from({ length: 6 }, () => get),
            { concurrency: "unbounded" }
          )
        ).pipe(Effect.provide(persona(url, UndiciTransport.layer({ connections: 1 }))))
        assert.lengthOf(arrivals, 1 + 1 + 6)
        for (const at of arrivals.slice(2)) assert.isAtLeast(at - refusedAt, 990)
        // What was kept back was not sent: no attempt is spent on it, and nothing is in doubt.
        for (const { attempts, unanswered } of replies) assert.deepEqual([attempts, unanswered], [1, 0])
      })
  )

  it.live("closes its connections with the layer", () =>
    Effect.gen(function* () {
      const { connections, url } = yield* echo
      yield* Effect.provide(HttpClient.get(url), Layer.fresh(UndiciTransport.layer()))
      yield* Effect.sleep("50 millis")
      assert.strictEqual(yield* connections, 0)
    })
  )
})

const persona = (url: string, transport = UndiciTransport.layer()) =>
  PersonaClient.layer({ apiKey: Redacted.make("persona_sandbox_secret"), baseUrl: `${url}/api/v1` }).pipe(
    Layer.provide(transport)
  )

const codeOf = (error: HttpClientError.HttpClientError): unknown =>
  (error.reason.cause as { readonly code?: unknown } | undefined)?.code

const serve = (answer: (request: IncomingMessage, response: ServerResponse) => void) =>
  Effect.acquireRelease(
    Effect.callback<ReturnType<typeof createServer>>((resume) => {
      const server = createServer(answer)
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) => Effect.sync(() => server.close().closeAllConnections())
  ).pipe(
    Effect.map((server) => ({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      close: Effect.promise(() => new Promise((resolve) => server.close(resolve).closeAllConnections())),
      connections: Effect.promise(
        () => new Promise<number>((resolve) => server.getConnections((_, count) => resolve(count)))
      )
    }))
  )

const echo = serve((request, response) => {
  const chunks: Array<Buffer> = []
  request.on("data", (chunk: Buffer) => chunks.push(chunk))
  request.on("end", () => {
    response.writeHead(201, { "request-id": "req_1" })
    response.end(
      JSON.stringify({
        method: request.method,
        url: request.url,
        key: request.headers["idempotency-key"],
        type: request.headers["content-type"],
        body: Buffer.concat(chunks).toString("utf8")
      })
    )
  })
})
