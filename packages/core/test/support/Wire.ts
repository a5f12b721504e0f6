/** A wire for tests: answers from a script, and a record of what was sent. */
import { Effect, Layer } from "effect"
import { HttpClient, HttpClientError, type HttpClientRequest, HttpClientResponse } from "effect/http"

export interface Sent {
  readonly method: string
  readonly url: string
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}

export type Scripted =
  | { readonly status: number; readonly body?: unknown; readonly headers?: Readonly<Record<string, string>> }
  | { readonly lose: string }
  | { readonly after: number; readonly answer: Scripted }

export interface Wire {
  readonly sent: Array<Sent>
  readonly layer: Layer.Layer<HttpClient.HttpClient>
}

/** Answers the n-th request with the n-th entry; the last one answers all that follow. */
export const script = (...answers: ReadonlyArray<Scripted>): Wire =>
  byRequest((_, count) => answers[Math.min(count, answers.length) - 1]!)

/** Answers a request by what it is, and by how many were sent with it. */
export const byRequest = (choose: (sent: Sent, count: number) => Scripted): Wire => {
  const sent: Array<Sent> = []
  const client = HttpClient.make((request) =>
    Effect.suspend(() => {
      const { headers, method, url } = request
      const one = { method, url, headers, body: textOf(request) }
      return answer(request, choose(one, sent.push(one)))
    })
  )
  return { sent, layer: Layer.succeed(HttpClient.HttpClient, client) }
}

const answer = (
  request: HttpClientRequest.HttpClientRequest,
  scripted: Scripted
): Effect.Effect<HttpClientResponse.HttpClientResponse, HttpClientError.HttpClientError> => {
  if ("after" in scripted) return Effect.delay(answer(request, scripted.answer), scripted.after)
  if ("lose" in scripted) {
    return Effect.fail(
      new HttpClientError.HttpClientError({
        reason: new HttpClientError.TransportError({
          request,
          cause: Object.assign(new Error("lost"), { code: scripted.lose })
        })
      })
    )
  }
  const { body, headers, status } = scripted
  return Effect.succeed(
    HttpClientResponse.fromWeb(
      request,
      new Response(typeof body === "string" ? body : JSON.stringify(body ?? { data: { id: "thing_1" } }), {
        status,
        headers: {
          "content-type": "application/json",
          "request-id": "req_1",
          "persona-environment-id": "env_1",
          ...headers
        }
      })
    )
  )
}

const textOf = (request: HttpClientRequest.HttpClientRequest): string =>
  request.body._tag === "Uint8Array" ? new TextDecoder().decode(request.body.body) : ""

/** The API's error body. */
export const errors = (title: string, pointer?: string) => ({
  errors: [{ title, details: "Ada Quill", ...(pointer === undefined ? {} : { source: { pointer } }) }]
})
