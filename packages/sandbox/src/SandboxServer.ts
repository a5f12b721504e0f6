/**
 * Serves a sandbox on a socket. It uses `node:http` directly, because faults need the socket. Besides the API under
 * `/api/v1` there are controls under `/_sandbox/`, opened by the same API key, for tests in other processes:
 *
 * | request | body or query |
 * | --- | --- |
 * | `POST /_sandbox/faults` | a {@link Faults.Plan} |
 * | `POST /_sandbox/prune-keys` | `{"olderThanMillis"?}`, answers `{"pruned"}` |
 * | `POST /_sandbox/advance` | `{"millis"}` |
 * | `POST /_sandbox/rate-limit` | `{"limit"}` |
 * | `POST /_sandbox/permissions` | `{"permissions": "all"}` or `{"permissions": ["account.read"]}` |
 * | `POST /_sandbox/bulk` | {@link Bulk.Settings} |
 * | `POST /_sandbox/refuses` | `{"refuses": [{"attribute", "startsWith"}]}` |
 * | `GET /_sandbox/record` | `?contents=false` leaves the contents out; answers a {@link SandboxRecord} |
 */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Data from "effect/Data"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import * as Layer from "effect/Layer"
import type * as Redacted from "effect/Redacted"
import type * as Scope from "effect/Scope"
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http"
import * as Answer from "./internal/request/Answer.ts"
import * as Control from "./internal/request/Control.ts"
import { Sandbox, type Service as SandboxService } from "./Sandbox.ts"
import * as SandboxWebhooks from "./SandboxWebhooks.ts"
import { type Dropped, dropped, type WireRequest, type WireResponse } from "./Wire.ts"

export interface Service {
  /** Address of the API, for example `http://127.0.0.1:4010/api/v1`. */
  readonly url: string
  /** Address of the controls, for example `http://127.0.0.1:4010/_sandbox`. */
  readonly controlUrl: string
  readonly port: number
  readonly apiKey: Redacted.Redacted
}

export class SandboxServer extends Context.Service<SandboxServer, Service>()(
  "@effect-persona/sandbox/SandboxServer"
) {}

export interface Options {
  /** 0 picks a free port. @default 0 */
  readonly port?: number | undefined
  /** @default "127.0.0.1" */
  readonly host?: string | undefined
  /** Larger bodies are answered with 413. @default 10 MiB */
  readonly maximumBodyBytes?: number | undefined
}

/** The server cannot listen, mostly because the port is taken. */
export class ServeError extends Data.TaggedError("ServeError")<{
  readonly host: string
  readonly port: number
  readonly cause: unknown
}> {
  override get message(): string {
    return `Cannot serve the sandbox on ${this.host}:${this.port}`
  }
}

/** Serves the sandbox in context until the scope closes. */
export const make = Effect.fnUntraced(function* (
  options: Options = {}
): Effect.fn.Return<Service, ServeError, Sandbox | Scope.Scope> {
  const host = options.host ?? "127.0.0.1"
  const limit = options.maximumBodyBytes ?? 10 * 1024 * 1024
  const sandbox = yield* Sandbox
  const run = Effect.runCallbackWith(yield* Effect.context())

  const server = createServer((incoming, outgoing) => {
    receive(incoming, limit, (body) => {
      if (body === undefined) {
        send(outgoing, tooLarge(limit))
        return
      }
      run(answer(sandbox, wireRequest(incoming, body)), {
        onExit: (exit) => send(outgoing, Exit.isSuccess(exit) ? exit.value : unanswered(exit.cause))
      })
    })
  })
  // Longer than any client keeps an idle connection, so that none is reset by surprise.
  server.keepAliveTimeout = 120_000

  const port = yield* Effect.acquireRelease(listen(server, host, options.port ?? 0), () => close(server))
  const origin = `http://${host.includes(":") ? `[${host}]` : host}:${port}`
  yield* sandbox.setFilesUrl(`${origin}/files`)
  yield* Layer.build(SandboxWebhooks.layer).pipe(
    Effect.provide(FetchHttpClient.layer),
    // A redirect does not count as accepted.
    Effect.provideService(FetchHttpClient.RequestInit, { redirect: "manual" })
  )
  return { url: `${origin}/api/v1`, controlUrl: `${origin}/_sandbox`, port, apiKey: sandbox.apiKey }
})

/** Layer that serves the sandbox in context. */
export const layer = (options?: Options): Layer.Layer<SandboxServer, ServeError, Sandbox> =>
  Layer.effect(SandboxServer, make(options))

const answer = (sandbox: SandboxService, request: WireRequest): Effect.Effect<WireResponse | Dropped> =>
  request.target.startsWith(Control.prefix) ? Control.handle(sandbox, request) : sandbox.handle(request)

/** Collects a body; returns undefined if it is too large, without keeping the excess. */
const receive = (
  incoming: IncomingMessage,
  limit: number,
  then: (body: Uint8Array | undefined) => void
): void => {
  const chunks: Array<Buffer> = []
  let size = 0
  incoming.on("data", (chunk: Buffer) => {
    size += chunk.length
    if (size <= limit) chunks.push(chunk)
  })
  incoming.on("end", () => {
    then(size > limit ? undefined : chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks))
  })
  // A client that disconnects in the middle of its request has sent no request.
  incoming.on("error", () => {})
}

const wireRequest = (incoming: IncomingMessage, body: Uint8Array): WireRequest => ({
  method: incoming.method ?? "GET",
  target: incoming.url ?? "/",
  // Only `set-cookie` is ever an array here, and no request has it.
  headers: incoming.headers as WireRequest["headers"],
  body
})

const send = (outgoing: ServerResponse, response: WireResponse | Dropped): void => {
  const { socket } = outgoing
  if (response._tag === "Dropped") {
    socket?.resetAndDestroy()
    return
  }
  const body = response.bytes ?? response.body
  const length = Buffer.byteLength(body)
  outgoing.writeHead(response.status, { ...response.headers, "Content-Length": length })
  if (response.cutAfterBytes === undefined) {
    // As a string it leaves in one write with the headers.
    outgoing.end(body)
    return
  }
  const part = bytesOf(body).subarray(0, response.cutAfterBytes)
  outgoing.write(part, () => socket?.destroy())
}

const bytesOf = (body: string | Uint8Array): Uint8Array =>
  typeof body === "string" ? Buffer.from(body) : body

const tooLarge = (limit: number): WireResponse => ({
  _tag: "WireResponse",
  status: 413,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(Answer.errorBody(Answer.tooLarge(limit)))
})

/** A sandbox that closes drops requests in progress; any other cause is a defect, unlike every simulated answer. */
const unanswered = (cause: Cause.Cause<never>): WireResponse | Dropped =>
  Cause.hasInterruptsOnly(cause)
    ? dropped
    : {
        _tag: "WireResponse",
        status: 500,
        headers: { "Content-Type": "text/plain" },
        body: "The sandbox itself has failed on this request. This is a bug.\n"
      }

const listen = (server: Server, host: string, port: number): Effect.Effect<number, ServeError> =>
  Effect.callback((resume) => {
    server.once("error", (cause) => resume(Effect.fail(new ServeError({ host, port, cause }))))
    server.listen(port, host, () => {
      const address = server.address()
      resume(Effect.succeed(typeof address === "object" && address !== null ? address.port : port))
    })
  })

/** Gives answers in progress a moment to finish; idle connections end at once. */
const close = (server: Server): Effect.Effect<void> =>
  Effect.callback((resume) => {
    const impatience = setTimeout(() => server.closeAllConnections(), 200)
    server.close(() => {
      clearTimeout(impatience)
      resume(Effect.void)
    })
    server.closeIdleConnections()
  })
