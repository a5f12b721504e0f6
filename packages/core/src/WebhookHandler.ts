/**
 * A handler of webhook requests for routers of `effect/http`. It reads the raw body up to a limit, verifies the
 * signature, reads the event, runs your function once for it, and answers as the API expects.
 *
 * The answer follows the work: the API takes a success within 5 seconds for "handled" and never resends the event, so
 * an earlier answer would lose events in a crash. If your function needs longer, the handler answers 503 in time and
 * lets the function continue. The API resends the event after 3 s, 64 s, 12 minutes and so on, and then gets the
 * result. Work of more than a few seconds belongs in a queue: let the function enqueue the event.
 *
 * | what happened | answer |
 * | --- | --- |
 * | handled, now or before | 200 |
 * | the signature is missing or wrong, or too old | 401 |
 * | the body is too large | 413 |
 * | signed, but not an event that can be read | 422 |
 * | your function failed | 500; the event is not remembered |
 * | it is still at work, or the store cannot be reached | 503 |
 *
 * @see https://docs.withpersona.com/webhooks
 */
import * as ByteSize from "effect/ByteSize"
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Fiber from "effect/Fiber"
import * as HttpIncomingMessage from "effect/http/HttpIncomingMessage"
import * as HttpRouter from "effect/http/HttpRouter"
import * as HttpServerRequest from "effect/http/HttpServerRequest"
import * as HttpServerResponse from "effect/http/HttpServerResponse"
import * as Layer from "effect/Layer"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as Webhook from "./Webhook.ts"
import * as WebhookDeliveries from "./WebhookDeliveries.ts"
import * as WebhookError from "./WebhookError.ts"
import type { WebhookEvent } from "./WebhookEvent.ts"
import type * as WebhookSignature from "./WebhookSignature.ts"

export interface Options<E = never, R = never> extends WebhookSignature.Options {
  /**
   * Handles an event. It runs once for each event id, however many deliveries arrive. It runs again only if it failed
   * or the process ended meanwhile, so a repeated run must be safe. A failure is logged with its cause.
   */
  readonly handle: (event: WebhookEvent, delivery: Webhook.Delivery) => Effect.Effect<unknown, E, R>
  /**
   * Maximum bytes of a body. The API documents no limit of its own.
   * @default 5 MiB
   */
  readonly maxBodyBytes?: number | undefined
  /**
   * How long a delivery waits for `handle` before the answer is 503. The API waits 5 seconds.
   * @default "4 seconds"
   */
  readonly answerWithin?: Duration.Input | undefined
}

/**
 * Makes the handler as an effect for a custom route. The work outlives the request, since the API hangs up after 5
 * seconds. It is interrupted when the scope closes, and the event is then released.
 */
export const make = <E = never, R = never>(
  options: Options<E, R>
): Effect.Effect<
  Effect.Effect<HttpServerResponse.HttpServerResponse, never, HttpServerRequest.HttpServerRequest>,
  never,
  WebhookDeliveries.WebhookDeliveries | Scope.Scope | R
> =>
  Effect.contextWith((context: Context.Context<WebhookDeliveries.WebhookDeliveries | Scope.Scope | R>) => {
    const deliveries = Context.get(context, WebhookDeliveries.WebhookDeliveries)
    const scope = Context.get(context, Scope.Scope)
    const maxBytes = options.maxBodyBytes ?? 5 * 1024 * 1024
    const answerWithin = Duration.fromInputUnsafe(options.answerWithin ?? "4 seconds")
    const handle = (event: WebhookEvent, delivery: Webhook.Delivery) =>
      Effect.provideContext(Effect.scoped(options.handle(event, delivery)), context)
    const respond = Effect.gen(function* () {
      const request = yield* HttpServerRequest.HttpServerRequest
      const body = yield* bodyOf(request, maxBytes)
      const event = yield* Webhook.receive({ body, headers: request.headers }, options)
      const handling = handleOnce(deliveries, event, handle(event, Webhook.deliveryOf(request.headers)))
      const working = yield* Effect.forkIn(handling, scope)
      const ended = yield* Effect.timeoutOption(Fiber.await(working), answerWithin)
      if (Option.isNone(ended)) return later("still being handled")
      // A closing server interrupts the work, which releases its event.
      return Exit.isFailure(ended.value) && Cause.hasInterruptsOnly(ended.value.cause)
        ? later("interrupted")
        : yield* ended.value
    })
    return Effect.succeed(
      Effect.catch(respond, (error) =>
        Effect.as(Effect.logWarning(error.message), answer(statusOf(error.reason), error.reason._tag))
      )
    )
  })

/**
 * Layer that adds the handler to the router at a path, for POST. Deliveries are remembered in the memory of this
 * process; see {@link layerNoDeps} for another store.
 *
 * @example
 * ```ts
 * const Webhooks = WebhookHandler.layer("/webhooks/persona", {
 *   secrets: secret,
 *   handle: (event) => Effect.log(event.name)
 * })
 * ```
 */
export const layer = <E = never, R = never>(
  path: HttpRouter.PathInput,
  options: Options<E, R>
): Layer.Layer<never, never, HttpRouter.HttpRouter | Exclude<R, Scope.Scope>> =>
  // The compiler cannot prove that `R` does not require the store.
  Layer.provide(layerNoDeps(path, options), WebhookDeliveries.layerMemory()) as Layer.Layer<
    never,
    never,
    HttpRouter.HttpRouter | Exclude<R, Scope.Scope>
  >

/** Layer whose caller provides the store of deliveries. */
export const layerNoDeps = <E = never, R = never>(
  path: HttpRouter.PathInput,
  options: Options<E, R>
): Layer.Layer<
  never,
  never,
  HttpRouter.HttpRouter | WebhookDeliveries.WebhookDeliveries | Exclude<R, Scope.Scope>
> => HttpRouter.use((router) => Effect.flatMap(make(options), (handler) => router.add("POST", path, handler)))

/** Handles an event unless it is done or busy, and records the result. */
const handleOnce = <E>(
  deliveries: WebhookDeliveries.Service,
  event: WebhookEvent,
  handle: Effect.Effect<unknown, E>
): Effect.Effect<HttpServerResponse.HttpServerResponse> => {
  const about = { "persona.event.id": event.id, "persona.event.name": String(event.name) }
  return Effect.uninterruptibleMask((restore) =>
    Effect.gen(function* () {
      const claim = yield* deliveries.claim(event.id)
      if (claim !== "taken") return claim === "done" ? answer(200) : later("being handled")
      const handled = yield* Effect.exit(restore(handle))
      if (Exit.isSuccess(handled)) {
        // The work is done: repeating it would be worse than forgetting the id.
        yield* Effect.catch(deliveries.complete(event.id), (error) =>
          Effect.logWarning("A handled webhook event could not be remembered", error)
        )
        return answer(200)
      }
      const interrupted = Cause.hasInterruptsOnly(handled.cause)
      if (!interrupted) yield* Effect.logError("A webhook event could not be handled", handled.cause)
      yield* deliveries.release(event.id)
      return interrupted ? later("interrupted") : answer(500, "not handled")
    })
  ).pipe(
    Effect.catch((error) =>
      Effect.as(Effect.logError("Webhook events cannot be remembered", error), later("no store"))
    ),
    Effect.annotateLogs(about),
    Effect.withSpan("persona.webhook", { attributes: about })
  )
}

/** The raw body, if it is not too large. */
const bodyOf = Effect.fnUntraced(function* (
  request: HttpServerRequest.HttpServerRequest,
  maxBytes: number
): Effect.fn.Return<
  Uint8Array,
  WebhookError.WebhookError<WebhookError.BodyTooLarge | WebhookError.InvalidEvent>
> {
  const tooLarge = WebhookError.make(new WebhookError.BodyTooLarge({ maxBytes }))
  if (Number(request.headers["content-length"] ?? 0) > maxBytes) return yield* tooLarge
  const buffer = yield* request.arrayBuffer.pipe(
    Effect.provideService(HttpIncomingMessage.MaxBodySize, ByteSize.bytes(maxBytes)),
    Effect.mapError(({ reason }) =>
      reason._tag === "RequestParseError" && reason.reason === "BodyTooLarge"
        ? tooLarge
        : WebhookError.make(new WebhookError.InvalidEvent({ issues: ["/: expected a body"] }))
    )
  )
  // Code before this handler may have read the body, with another limit.
  if (buffer.byteLength > maxBytes) return yield* tooLarge
  return new Uint8Array(buffer)
})

const statusOf = (reason: WebhookError.Reason): number => {
  switch (reason._tag) {
    case "BodyTooLarge":
      return 413
    case "InvalidEvent":
    case "WrongInflection":
      return 422
    case "SecretMissing":
    case "BodyNotRaw":
      return 500
    default:
      return 401
  }
}

/** An answer. Its text tells readers of the dashboard what happened. */
const answer = (status: number, text?: string): HttpServerResponse.HttpServerResponse =>
  text === undefined ? HttpServerResponse.empty({ status }) : HttpServerResponse.text(text, { status })

const later = (text: string) => answer(503, text)
