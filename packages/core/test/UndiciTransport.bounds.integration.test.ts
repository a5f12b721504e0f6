/** Answers under way at the same time share one bound, over real sockets. */
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import { assert, describe, it } from "@effect/vitest"
import { Deferred, Effect, Fiber } from "effect"
import { HttpClient, type HttpClientError } from "effect/http"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"

const mebibyte = 1024 * 1024

describe("UndiciTransport", () => {
  describe("answers that are large", () => {
    it.live("are read one at a time, while small ones pass", () =>
      Effect.gen(function* () {
        const stalled = yield* stalling
        const first = yield* Effect.forkChild(sizeOf(`${stalled.url}/stall`))
        yield* Deferred.await(stalled.begun)
        const finished: Array<number> = []
        const others = yield* Effect.forkChild(
          Effect.forEach(
            Array.from({ length: 6 }),
            () => Effect.map(sizeOf(`${stalled.url}/large`), (size) => finished.push(size)),
            { concurrency: "unbounded", discard: true }
          )
        )
        yield* Effect.sleep("300 millis")
        assert.strictEqual(yield* sizeOf(`${stalled.url}/small`), 2)
        assert.deepStrictEqual(finished, [])
        stalled.goOn()
        assert.strictEqual(yield* Fiber.join(first), 4 * mebibyte)
        yield* Fiber.join(others)
        assert.deepStrictEqual(
          finished,
          Array.from({ length: 6 }, () => 4 * mebibyte)
        )
      }).pipe(Effect.provide(UndiciTransport.layer()))
    )

    it.live("yield their turn to the next if they are interrupted", () =>
      Effect.gen(function* () {
        const stalled = yield* stalling
        const first = yield* Effect.forkChild(sizeOf(`${stalled.url}/stall`))
        yield* Deferred.await(stalled.begun)
        const second = yield* Effect.forkChild(sizeOf(`${stalled.url}/large`))
        const waiting = yield* Effect.forkChild(sizeOf(`${stalled.url}/large`))
        yield* Effect.sleep("50 millis")
        // One that waits for its turn, and the one that has it.
        yield* Fiber.interrupt(waiting)
        yield* Fiber.interrupt(first)
        assert.strictEqual(yield* Fiber.join(second), 4 * mebibyte)
      }).pipe(Effect.provide(UndiciTransport.layer()))
    )

    it.live("share their turns with refusals that arrive in parts", () =>
      Effect.gen(function* () {
        const stalled = yield* stalling
        const first = yield* Effect.forkChild(sizeOf(`${stalled.url}/stall`))
        yield* Deferred.await(stalled.begun)
        const streamed = yield* Effect.forkChild(
          Effect.scoped(
            Effect.flatMap(Effect.scope, (scope) =>
              Effect.provideService(sizeOf(`${stalled.url}/large`), UndiciTransport.AnswerScope, scope)
            )
          )
        )
        yield* Effect.sleep("200 millis")
        assert.strictEqual(streamed.pollUnsafe(), undefined)
        stalled.goOn()
        yield* Fiber.join(first)
        assert.strictEqual(yield* Fiber.join(streamed), 4 * mebibyte)
      }).pipe(Effect.provide(UndiciTransport.layer()))
    )

    it.live("without an end fail one after the other, as do those that announce too much", () =>
      Effect.gen(function* () {
        const stalled = yield* stalling
        const errors = yield* Effect.all(
          Array.from({ length: 8 }, (_, i) =>
            Effect.flip(HttpClient.get(`${stalled.url}/${i % 4 === 3 ? "announced" : "endless"}`))
          ),
          { concurrency: "unbounded" }
        )
        for (const error of errors) assert.strictEqual(codeOf(error), "ANSWER_TOO_LARGE")
      }).pipe(Effect.provide(UndiciTransport.layer({ maxResponseBytes: 3 * mebibyte })))
    )
  })
})

const sizeOf = (url: string) =>
  Effect.flatMap(HttpClient.get(url), (response) =>
    Effect.map(response.arrayBuffer, (buffer) => buffer.byteLength)
  )

const codeOf = (error: HttpClientError.HttpClientError): unknown =>
  (error.reason.cause as { readonly code?: unknown } | undefined)?.code

/** A server whose first large answer stands still in the middle until it is told to go on. */
const stalling = Effect.gen(function* () {
  const begun = yield* Deferred.make<void>()
  const run = Effect.runForkWith(yield* Effect.context())
  let standing: ServerResponse | undefined
  const answer = ({ url }: IncomingMessage, response: ServerResponse) => {
    response.on("error", () => {})
    switch (url) {
      case "/small":
        return void response.end("ok")
      case "/large":
        return void response.end(Buffer.alloc(4 * mebibyte))
      case "/announced":
        response.writeHead(200, { "content-length": 4 * mebibyte })
        return void response.write("a")
      case "/stall":
        standing = response
        return void response.write(Buffer.alloc(2 * mebibyte), () => {
          // The client has to have read more than the share.
          setTimeout(() => run(Deferred.succeed(begun, undefined)), 50)
        })
      default: {
        const write = () => {
          while (!response.destroyed && response.write(Buffer.alloc(100_000)));
          response.once("drain", write)
        }
        return write()
      }
    }
  }
  const server = yield* Effect.acquireRelease(
    Effect.callback<ReturnType<typeof createServer>>((resume) => {
      const server = createServer(answer)
      server.listen(0, "127.0.0.1", () => resume(Effect.succeed(server)))
    }),
    (server) => Effect.sync(() => server.close().closeAllConnections())
  )
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}`, begun, goOn: () => standing?.end(Buffer.alloc(2 * mebibyte)) }
})
