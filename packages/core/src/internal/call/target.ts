/** What a call needs to know of its operation: how its answer is read and decoded, and in which context it is sent. */
import * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import type * as Exit from "effect/Exit"
import * as HttpClient from "effect/http/HttpClient"
import type * as HttpClientError from "effect/http/HttpClientError"
import type * as HttpClientResponse from "effect/http/HttpClientResponse"
import type * as Schema from "effect/Schema"
import type * as Answer from "./answer.ts"
import type { Facts } from "./facts.ts"
import * as Scope from "./scope.ts"

/** What a call needs to know of its operation. */
export interface Target {
  readonly facts: Facts
  readonly decode: (body: unknown) => Exit.Exit<unknown, Schema.SchemaError>
  /** What the operation takes, for the names in it. */
  readonly takes?: () => Schema.Codec<any, any>
  /** Reads an answer; whole, unless the caller gives another way. */
  readonly receive: Receive
  /** Says below this call which operation is under way, and that it is not to be traced there. */
  readonly surround: (context: Context.Context<never>) => Context.Context<never>
}

/** Makes an answer of what the transport gives for a request. */
export type Receive = (
  execute: Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError>
) => Effect.Effect<Answer.Answer, HttpClientError.HttpClientError>

/** Makes the target of an operation, or of a raw request. */
export const target = (facts: Facts, decode: Target["decode"]): Target => {
  const below = Context.make(Scope.CurrentOperation, facts).pipe(
    // The API is a third party: it gets no trace headers. And the transport's own span would hold the query.
    Context.add(HttpClient.TracerDisabledWhen, always),
    Context.add(HttpClient.TracerPropagationEnabled, false)
  )
  // Most calls share a few contexts, and merging one costs as much as a span.
  const known = new WeakMap<Context.Context<never>, Context.Context<never>>()
  return {
    facts,
    decode,
    receive: whole(facts),
    surround: (context) => {
      let made = known.get(context)
      if (made === undefined) {
        made = Context.merge(context, below)
        known.set(context, made)
      }
      return made
    }
  }
}

const always = () => true

const whole =
  (facts: Facts): Receive =>
  (execute) =>
    Effect.flatMap(execute, (response) =>
      Effect.map(bodyOf(facts, response), (body): Answer.Answer => ({
        status: response.status,
        headers: response.headers,
        ...body
      }))
    )

/** The body of an answer: text, or the bytes of a file. Errors are text in any case. */
const bodyOf = (
  facts: Facts,
  response: HttpClientResponse.HttpClientResponse
): Effect.Effect<Pick<Answer.Answer, "text" | "bytes">, HttpClientError.HttpClientError> =>
  facts.response === "binary" && response.status >= 200 && response.status < 300
    ? Effect.map(response.arrayBuffer, (buffer) => ({ text: "", bytes: new Uint8Array(buffer) }))
    : Effect.map(response.text, (text) => ({ text, bytes: undefined }))
