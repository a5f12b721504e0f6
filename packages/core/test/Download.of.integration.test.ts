import * as Download from "@effect-persona/core/Download"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import type * as PersonaError from "@effect-persona/core/PersonaError"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import { assert, describe, expectTypeOf, it } from "@effect/vitest"
import { Deferred, Effect, Exit, Fiber, Layer, Redacted, Scope, Stream } from "effect"
import { FetchHttpClient, HttpClient } from "effect/http"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

const transports: ReadonlyArray<readonly [string, Layer.Layer<HttpClient.HttpClient>]> = [
  ["UndiciTransport", UndiciTransport.layer()],
  ["fetch", FetchHttpClient.layer]
]

describe("Download.of", () => {
  for (const [name, transport] of transports) {
    describe(`over ${name}`, () => {
      it.live("streams a file in parts, buffering little of a large one while its reader is slow", () =>
        Effect.gen(function* () {
          const total = (name === "fetch" ? 60 : 200) * mebibyte
          let sent = 0
          const { run } = yield* serving(transport, (_, response) => {
            response.writeHead(200, pdf)
            const part = Buffer.alloc(64 * 1024, 1)
            const write = () => {
              while (sent < total) {
                sent += part.length
                if (!response.write(part)) return response.once("drain", write)
              }
              return response.end()
            }
            write()
          })
          let read = 0
          let most = 0
          let pauses = 0
          yield* run(
            Stream.runForEach(print, (part) => {
              read += part.byteLength
              most = Math.max(most, sent - read)
              // The sender fills every buffer meanwhile.
              if (read < (pauses * total) / 4) return Effect.void
              pauses++
              return Effect.sleep("300 millis")
            })
          )
          assert.strictEqual(read, total)
          assert.strictEqual(pauses, 5)
          // Mostly the buffers of the two sockets.
          assert.isBelow(most, 24 * mebibyte)
        })
      )

      it.live("repeats failures before the first byte, and never after it", () =>
        Effect.gen(function* () {
          let requests = 0
          const { run } = yield* serving(transport, (request, response) => {
            requests++
            if (requests === 1) return void response.writeHead(500, pdf).end()
            response.writeHead(200, { ...pdf, "content-length": "10" })
            if (requests === 2) {
              response.flushHeaders()
              return void setTimeout(() => request.socket.destroy(), 20)
            }
            response.write("half", () => setTimeout(() => request.socket.destroy(), 20))
          })
          const parts: Array<string> = []
          const error = yield* run(
            print.pipe(
              Stream.runForEach((part) => Effect.sync(() => parts.push(Buffer.from(part).toString()))),
              Effect.flip
            )
          )
          assert.strictEqual(parts.join(""), "half")
          assert.strictEqual(requests, 3)
          assert.strictEqual(error.reason._tag, "TransportError")
          assert.deepInclude(error, {
            operation: "print-an-inquiry-pdf",
            status: 200,
            requestId: "req_1",
            attempts: 3
          })
        })
      )

      it.live("closes the connection when it is interrupted, and when no more is wanted", () =>
        Effect.gen(function* () {
          const closed: Array<Deferred.Deferred<void>> = []
          const { run } = yield* serving(transport, (request, response) => {
            const done = Deferred.makeUnsafe<void>()
            closed.push(done)
            request.socket.on("close", () => Effect.runFork(Deferred.succeed(done, undefined)))
            response.writeHead(200, pdf).write("the beginning")
          })
          const arrived = yield* Deferred.make<void>()
          const fiber = yield* Effect.forkChild(
            run(Stream.runForEach(print, () => Deferred.succeed(arrived, undefined)))
          )
          yield* Deferred.await(arrived)
          yield* Fiber.interrupt(fiber)
          yield* run(Stream.runDrain(Stream.take(print, 1)))
          assert.lengthOf(closed, 2)
          for (const done of closed) yield* Effect.timeout(Deferred.await(done), "5 seconds")
        })
      )

      it.live(
        "fails like the operation: for a missing object, a body that is not a file, an empty body",
        () =>
          Effect.gen(function* () {
            const answers: Array<(response: ServerResponse) => void> = [
              (response) =>
                response
                  .writeHead(404, { "content-type": "application/json" })
                  .end('{"errors":[{"title":"None"}]}'),
              (response) => response.writeHead(200, { "content-type": "application/json" }).end("{}"),
              (response) => response.writeHead(200, pdf).end()
            ]
            const { run } = yield* serving(transport, (_, response) => answers.shift()?.(response))
            const options = { retries: 0 }
            const tags: Array<string> = []
            for (let i = 0; i < 3; i++) {
              const stream = Download.of(Inquiries.print, { inquiryId: "inq_1" }, options)
              tags.push((yield* run(Effect.flip(Stream.runDrain(stream)))).reason._tag)
            }
            assert.deepStrictEqual(tags, ["NotFound", "DecodeError", "TransportError"])
          })
      )

      it.live("does not follow a redirect", () =>
        Effect.gen(function* () {
          const elsewhere: Array<IncomingMessage> = []
          const other = yield* serving(transport, (request, response) => {
            elsewhere.push(request)
            response.end("a file")
          })
          const { run } = yield* serving(transport, (_, response) =>
            response.writeHead(302, { location: `${other.url}/file` }).end()
          )
          const error = yield* run(Effect.flip(Stream.runDrain(print)))
          assert.strictEqual(error.reason._tag, "UnexpectedStatus")
          assert.lengthOf(elsewhere, 0)
        })
      )

      it.live("limits the wait for each part, stops at the given size, and waits for its reader", () =>
        Effect.gen(function* () {
          const { run } = yield* serving(transport, (request, response) => {
            response.writeHead(200, pdf).write("1234", () => setTimeout(() => response.write("5678"), 50))
            request.on("close", () => response.destroy())
          })
          const read: Array<string> = []
          const stream = Download.of(Inquiries.print, { inquiryId: "inq_1" }, { attemptTimeout: 300 })
          const stalled = yield* run(
            stream.pipe(
              Stream.runForEach((part) => {
                read.push(Buffer.from(part).toString())
                return Effect.sleep(500)
              }),
              Effect.flip
            )
          )
          assert.deepInclude(stalled.reason, { _tag: "Timeout", millis: 300 })
          assert.strictEqual(read.join(""), "12345678")
          const large = yield* run(
            Effect.flip(
              Stream.runDrain(Download.of(Inquiries.print, { inquiryId: "inq_1" }, { maxBytes: 5 }))
            )
          )
          assert.deepInclude(large.reason, { _tag: "TransportError", code: "FILE_TOO_LARGE" })
        })
      )
    })
  }

  it.effect("answers from a handler in tests", () =>
    Effect.gen(function* () {
      const file = yield* Stream.runCollect(print)
      assert.strictEqual(Buffer.concat(file).toString(), "%PDF")
    }).pipe(
      Effect.provide(
        PersonaClient.layerTest(
          PersonaClient.answer(Inquiries.print, () => Effect.succeed(new TextEncoder().encode("%PDF")))
        )
      )
    )
  )

  it("accepts operations that answer with a file, and has their errors", () => {
    expectTypeOf<Stream.Error<typeof print>["reason"]>().toEqualTypeOf<
      PersonaError.CommonReason | PersonaError.NotFound | PersonaError.Conflict
    >()
    // @ts-expect-error: an account is no file
    assert.isDefined(Download.of(Accounts.retrieve, { accountId: "act_1" }))
    // @ts-expect-error: the request is the operation's
    assert.isDefined(Download.of(Inquiries.print, { accountId: "act_1" }))
  })
})

describe("UndiciTransport.AnswerScope", () => {
  it.live("returns answers as streams, which can also be read whole, once and up to the limit", () =>
    Effect.gen(function* () {
      const { url } = yield* serving(UndiciTransport.layer(), (request, response) =>
        response.end(request.url === "/large" ? Buffer.alloc(2_000_000) : '{"a":1}')
      )
      const scope = yield* Scope.make()
      const ask = (path: string) =>
        Effect.provideService(HttpClient.get(`${url}${path}`), UndiciTransport.AnswerScope, scope)
      yield* Effect.gen(function* () {
        assert.deepStrictEqual(yield* Effect.flatMap(ask("/"), ({ json }) => json), { a: 1 })
        assert.strictEqual(yield* Effect.flatMap(ask("/"), ({ text }) => text), '{"a":1}')
        const error = yield* Effect.flip(Effect.flatMap(ask("/large"), ({ arrayBuffer }) => arrayBuffer))
        assert.strictEqual(error.reason._tag, "TransportError")
      }).pipe(Effect.provide(UndiciTransport.layer({ maxResponseBytes: 1_000_000 })))
      yield* Scope.close(scope, Exit.void)
    })
  )
})

const mebibyte = 1024 * 1024

const pdf = { "content-type": "application/pdf", "request-id": "req_1" }

const print = Download.of(Inquiries.print, { inquiryId: "inq_1" })

/** A server on a socket, and a client of it. */
const serving = (
  transport: Layer.Layer<HttpClient.HttpClient>,
  answer: (request: IncomingMessage, response: ServerResponse) => unknown
) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.callback<ReturnType<typeof createServer>>((resume) => {
        const server = createServer((request, response) => void answer(request, response))
        server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
      }),
      (server) =>
        Effect.callback<void>((resume) => {
          server.closeAllConnections()
          server.close(() => resume(Effect.void))
        })
    ),
    (server) => {
      const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
      const client = PersonaClient.layer({
        apiKey: Redacted.make("persona_sandbox_x"),
        baseUrl: `${url}/api/v1`,
        retry: { baseDelay: 1, retries: 2 }
      }).pipe(Layer.provide(transport))
      return {
        url,
        run: <A, E>(effect: Effect.Effect<A, E, PersonaClient.PersonaClient>) =>
          Effect.provide(effect, client)
      }
    }
  )
