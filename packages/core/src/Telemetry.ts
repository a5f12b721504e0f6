/**
 * Observability of calls: metrics are always counted, spans are made if a tracer is installed.
 *
 * A call is one span of kind `client`, named by its operation (`create-an-account`). Its attributes follow the
 * semantic conventions for HTTP where these have a name, and start with `persona.` where they have none:
 *
 * | attribute | is |
 * | --- | --- |
 * | `http.request.method`, `server.address`, `server.port` | of the request |
 * | `url.template` | the path with the names of its parameters, never their values; there is no query in any form |
 * | `http.response.status_code`, `error.type` | of the last answer; the reason's `_tag` of a failed call |
 * | `http.request.resend_count` | sends after the first one, where there were any |
 * | `http.response.header.*` | of the last answer, those of {@link visibleHeaders} only |
 * | `persona.operation`, `persona.request_id`, `persona.environment_id` | which call, which request, which environment |
 * | `persona.attempts`, `persona.unanswered` | as in an error or a reply |
 * | `persona.rate_refusals` | answers of 429 for the rate |
 * | `persona.wait.rate`, `persona.wait.retry` | milliseconds spent waiting |
 *
 * Each repeat is an event `persona.retry` and each 429 an event `persona.rate_refused`. The span of a success does not
 * contain the body; the span of a failure contains the `PersonaError`, which has no key, no body and no query.
 *
 * The API gets no trace headers, and the transport's own spans are turned off: they would contain the query.
 */
import type * as Context from "effect/Context"
import * as Metric from "effect/Metric"
import type { Facts } from "./internal/call/facts.ts"
import * as Scope from "./internal/call/scope.ts"

/**
 * Requests that were sent, by `operation` and `outcome`: `Success`, the `_tag` of a reason, `RateRefused` for a
 * 429, `Interrupted`, or `Defect` for a bug.
 */
export const requests = "persona.client.requests"

/** Repeated sends of a call, by `operation`. The repeat after a 429 does not count. */
export const retries = "persona.client.retries"

/** Milliseconds that calls have waited, by `operation` and `for`: `rate` or `retry`. */
export const waited = "persona.client.waited"

/** Remaining requests of the rate window, from the last answer that reported them. */
export const remaining: Metric.Gauge<number> = /*#__PURE__*/ Metric.gauge("persona.client.budget.remaining", {
  description: "Requests left in the rate window, as the last answer told"
})

/** Headers of an answer that a span may show. A value is shown only if it has the documented form. */
export const visibleHeaders: ReadonlyArray<string> = [
  "request-id",
  "persona-environment-id",
  "ratelimit-limit",
  "ratelimit-remaining",
  "ratelimit-reset",
  "retry-after"
]

/** The operation whose request an `HttpClient` receives, for the caller's own layers around the transport. */
export const CurrentOperation: Context.Reference<Facts | undefined> = Scope.CurrentOperation
