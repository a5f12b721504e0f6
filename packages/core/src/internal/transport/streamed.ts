/**
 * Streamed answers. The caller provides {@link AnswerScope}. A transport that otherwise reads answers whole then
 * returns a stream, and closes the connection with that scope if the end was not reached.
 */
import * as Cause from "effect/Cause"
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as FetchHttpClient from "effect/http/FetchHttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Option from "effect/Option"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type * as Answer from "../call/answer.ts"

/** The scope of the answers to a region's requests, or `undefined` for answers that are read whole. */
export const AnswerScope: Context.Reference<Scope.Scope | undefined> = Context.Reference(
  "@effect-persona/core/AnswerScope",
  { defaultValue: (): Scope.Scope | undefined => undefined }
)

/** The parts of a file. The first has arrived. */
export type Parts = Stream.Stream<Uint8Array, HttpClientError.HttpClientError>

/** A success with its parts, or any other answer with its text. */
export interface Begun extends Omit<Answer.Answer, "bytes"> {
  /** `undefined` if the body is empty, or the answer is not a success. */
  readonly parts: Parts | undefined
  /** Closes the connection. The scope does the same in the end. */
  readonly close: Effect.Effect<void>
}

/** Sends a request and waits for the first part of the body; the rest is read on demand. */
export const begin = (
  execute: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>,
  scope: Scope.Scope
): Effect.Effect<Begun, HttpClientError.HttpClientError> =>
  Effect.uninterruptibleMask((restore) =>
    Effect.flatMap(Scope.fork(scope), (own) =>
      restore(
        Effect.flatMap(withoutRedirects(Effect.provideService(execute, AnswerScope, own)), (response) =>
          read(response, own)
        )
      ).pipe(Effect.onExit((exit) => (Exit.isSuccess(exit) ? Effect.void : Scope.close(own, exit))))
    )
  )

const read = (
  response: HttpClientResponse.HttpClientResponse,
  own: Scope.Closeable
): Effect.Effect<Begun, HttpClientError.HttpClientError> => {
  const { headers, status } = response
  const close = Scope.close(own, Exit.void)
  if (status < 200 || status >= 300) {
    const none = { status, headers, parts: undefined, close }
    return Effect.ensuring(
      // The target of a redirect is in its headers.
      status < 400
        ? Effect.succeed({ ...none, text: "" })
        : Effect.map(response.text, (text) => ({ ...none, text })),
      close
    )
  }
  return Effect.flatMap(Scope.provide(Stream.toPull(response.stream), own), (pull) => {
    // An empty part carries no information yet.
    const first: typeof pull = Effect.flatMap(pull, (parts) =>
      parts.some((part) => part.byteLength > 0) ? Effect.succeed(parts) : first
    )
    return first.pipe(
      Effect.map((parts): Parts =>
        Stream.concat(Stream.fromArray(parts), Stream.fromPull(Effect.succeed(pull)))
      ),
      Effect.catch((end) => (Cause.isDone(end) ? Effect.as(close, undefined) : Effect.fail(end))),
      Effect.map((parts): Begun => ({ status, headers, text: "", parts, close }))
    )
  })
}

/** `fetch` is the only transport that follows redirects. */
export const withoutRedirects = <A, E, R>(execute: Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.flatMap(Effect.serviceOption(FetchHttpClient.RequestInit), (given) =>
    Effect.provideService(execute, FetchHttpClient.RequestInit, {
      ...Option.getOrUndefined(given),
      redirect: "manual"
    })
  )
