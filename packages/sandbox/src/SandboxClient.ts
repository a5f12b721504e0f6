/**
 * An `HttpClient` for a sandbox in the same process, without a socket. Requests to any host go to the sandbox. A
 * dropped answer is a `TransportError`; a cut body fails on reading.
 */
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientRequest from "effect/http/HttpClientRequest"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Stream from "effect/Stream"
import { Sandbox, type Service } from "./Sandbox.ts"
import type { WireResponse } from "./Wire.ts"

/** An `HttpClient` whose requests are all handled by this sandbox. */
export const make = (sandbox: Service): HttpClient.HttpClient =>
  HttpClient.make((request, url) =>
    Effect.gen(function* () {
      const { body, contentType } = yield* bytes(request)
      const answer = yield* sandbox.handle({
        method: request.method,
        target: `${url.pathname}${url.search}`,
        headers:
          contentType === undefined ? request.headers : { "content-type": contentType, ...request.headers },
        body
      })
      if (answer._tag === "Dropped") {
        return yield* failed(request, "The sandbox dropped the connection")
      }
      return HttpClientResponse.fromWeb(request, response(answer))
    })
  )

/** Layer that provides the {@link make} client of the sandbox in context. */
export const layer: Layer.Layer<HttpClient.HttpClient, never, Sandbox> = Layer.effect(
  HttpClient.HttpClient,
  Effect.map(Sandbox, make)
)

interface Bytes {
  readonly body: Uint8Array
  readonly contentType?: string | undefined
}

const none = new Uint8Array()

const bytes = (
  request: HttpClientRequest.HttpClientRequest
): Effect.Effect<Bytes, HttpClientError.HttpClientError> => {
  const { body } = request
  switch (body._tag) {
    case "Empty":
      return Effect.succeed({ body: none })
    case "Uint8Array":
      return Effect.succeed({ body: body.body, contentType: body.contentType })
    case "Stream":
      return Stream.mkUint8Array(body.stream).pipe(
        Effect.map((collected) => ({ body: collected, contentType: body.contentType })),
        Effect.mapError((cause) => failed(request, "The body cannot be read", cause))
      )
    case "FormData":
      return read(request, () => body.formData)
    case "Raw":
      return read(request, () => body.body as Encodable)
  }
}

type Encodable = ConstructorParameters<typeof Response>[0]

/** Lets the platform encode a body. */
const read = (request: HttpClientRequest.HttpClientRequest, source: () => Encodable) =>
  Effect.tryPromise({
    try: async () => {
      const encoded = new Response(source())
      return {
        body: new Uint8Array(await encoded.arrayBuffer()),
        contentType: encoded.headers.get("content-type") ?? undefined
      }
    },
    catch: (cause) => failed(request, "The body cannot be read", cause)
  })

const response = ({ body, bytes, cutAfterBytes, headers, status }: WireResponse): Response => {
  const whole = bytes === undefined ? body : Buffer.from(bytes)
  if (cutAfterBytes === undefined) return new Response(whole, { status, headers })
  const part = (typeof whole === "string" ? Buffer.from(whole) : whole).subarray(0, cutAfterBytes)
  let sent = false
  const cut = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      if (sent) controller.error(new Error("The sandbox cut the body"))
      else controller.enqueue(part)
      sent = true
    }
  })
  return new Response(cut, { status, headers })
}

const failed = (request: HttpClientRequest.HttpClientRequest, description: string, cause?: unknown) =>
  new HttpClientError.HttpClientError({
    reason: new HttpClientError.TransportError({ request, description, cause })
  })
