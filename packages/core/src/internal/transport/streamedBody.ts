/**
 * The body of an answer between undici and a stream. Bytes that the reader has not requested are buffered up to a
 * limit. Beyond it the connection is paused, so the sender waits for the slowest reader.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as HttpClientError from "effect/http/HttpClientError"
import * as Stream from "effect/Stream"
import type { Dispatcher } from "undici"
import * as AnswerRoom from "./answerRoom.ts"

export interface StreamedBody {
  /** The headers have arrived. */
  readonly start: (controller: Dispatcher.DispatchController) => void
  readonly push: (chunk: Buffer) => void
  /** The body has ended, complete or with an error. */
  readonly end: (exit: Exit.Exit<void, unknown>) => void
  /** The reader has stopped. */
  readonly close: () => void
  /** Can be run once. */
  readonly stream: Stream.Stream<Uint8Array, HttpClientError.HttpClientError>
  /** Reads the whole body, within the available room. */
  readonly whole: (room: AnswerRoom.AnswerRoom) => Effect.Effect<Buffer, HttpClientError.HttpClientError>
}

/** Buffered bytes at which the connection is paused. */
const highWaterMark = 256 * 1024

type Parts = readonly [Uint8Array, ...Array<Uint8Array>]

export const make = (toError: (cause: unknown) => HttpClientError.HttpClientError): StreamedBody => {
  let controller: Dispatcher.DispatchController | undefined
  let waiting: Array<Uint8Array> = []
  let size = 0
  let ended: Exit.Exit<void, unknown> | undefined
  let wake: (() => void) | undefined

  const notify = () => {
    const reader = wake
    wake = undefined
    reader?.()
  }

  /** The buffered parts, or the end; `undefined` if the reader has to wait. */
  const next = (): Effect.Effect<Parts, HttpClientError.HttpClientError | Cause.Done> | undefined => {
    const [first, ...others] = waiting
    if (first !== undefined) {
      waiting = []
      size = 0
      if (ended === undefined && controller?.paused === true) controller.resume()
      return Effect.succeed([first, ...others])
    }
    if (ended === undefined) return undefined
    return Exit.isSuccess(ended) ? Cause.done() : Effect.fail(toError(Cause.squash(ended.cause)))
  }

  const pull = Effect.suspend(
    () =>
      next() ??
      Effect.callback<Parts, HttpClientError.HttpClientError | Cause.Done>((resume) => {
        wake = () => resume(Effect.suspend(() => next() ?? pull))
        return Effect.sync(() => {
          wake = undefined
        })
      })
  )

  const abort = (error: Error) => {
    if (ended !== undefined) return
    ended = Exit.fail(error)
    waiting = []
    controller?.abort(error)
    notify()
  }

  const stream = Stream.fromPull(Effect.succeed(pull))

  return {
    start: (started) => {
      controller = started
      // Closed while the request was in flight.
      if (ended !== undefined) started.abort(new Error("interrupted"))
    },
    push: (chunk) => {
      if (ended !== undefined) return
      waiting.push(chunk)
      size += chunk.length
      if (size >= highWaterMark) controller?.pause()
      notify()
    },
    end: (exit) => {
      ended ??= exit
      notify()
    },
    close: () => abort(new Error("interrupted")),
    stream,
    whole: (room) =>
      Effect.suspend(() => {
        const parts: Array<Uint8Array> = []
        let bytes = 0
        let leave: (() => void) | undefined
        const turn = Effect.callback<void>((resume) => {
          leave = room.enter(() => resume(Effect.void))
        })
        return stream.pipe(
          Stream.runForEach((part) => {
            parts.push(part)
            bytes += part.byteLength
            if (bytes <= room.maxBytes)
              return bytes > room.shareBytes && leave === undefined ? turn : Effect.void
            const error = AnswerRoom.tooLarge()
            abort(error)
            return Effect.fail(toError(error))
          }),
          Effect.map(() => Buffer.concat(parts)),
          Effect.ensuring(Effect.sync(() => leave?.()))
        )
      })
  }
}
