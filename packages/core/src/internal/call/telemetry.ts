/** Spans and metrics of a call; see `Telemetry`. */
import * as Cause from "effect/Cause"
import * as Clock from "effect/Clock"
import type * as Context from "effect/Context"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as Fiber from "effect/Fiber"
import * as Metric from "effect/Metric"
import * as References from "effect/References"
import * as Tracer from "effect/Tracer"
import type { Facts } from "./facts.ts"
import type { Service } from "./client.ts"
import type { PersonaError } from "../../PersonaError.ts"
import * as Telemetry from "../../Telemetry.ts"
import type * as Answer from "./answer.ts"
import type { Progress } from "./progress.ts"

/** Wraps a call in a span if a tracer is installed. */
export const traced = <A>(
  fiber: Fiber.Fiber<unknown, unknown>,
  client: Service,
  facts: Facts,
  progress: Progress,
  call: Effect.Effect<A, PersonaError>
): Effect.Effect<A, PersonaError> => {
  // An invisible span would cost a tenth of the call.
  if (fiber.getRef(Tracer.Tracer) === Tracer.nativeTracer) return call
  return Effect.acquireUseRelease(
    Effect.makeSpan(facts.id, { kind: "client", attributes: before(client, facts) }),
    (span) => {
      progress.span = span
      return Effect.withParentSpan(call, span, { captureStackTrace: false })
    },
    (span, exit) =>
      Effect.sync(() => {
        for (const [name, value] of after(progress, exit)) span.attribute(name, value)
        const timed = fiber.getRef(References.TracerTimingEnabled)
        // A span never contains the body of a success.
        span.end(
          timed ? fiber.getRef(Clock.Clock).currentTimeNanosUnsafe() : 0n,
          Exit.isSuccess(exit) ? Exit.void : exit
        )
      })
  )
}

/** Attributes that are known before anything is sent. */
const before = (client: Service, facts: Facts): Record<string, unknown> => {
  const url = URL.canParse(client.baseUrl) ? new URL(client.baseUrl) : undefined
  const base = facts.server ?? (url?.pathname ?? "").replace(/\/$/, "")
  return {
    "persona.operation": facts.id,
    "http.request.method": facts.method,
    // A raw request whose path is not a template has no attribute: the path may name a person.
    ...(facts.path === "" ? {} : { "url.template": base + facts.path }),
    ...(url === undefined
      ? {}
      : {
          "server.address": url.hostname,
          "server.port": Number(url.port) || (url.protocol === "http:" ? 80 : 443)
        })
  }
}

const after = (progress: Progress, exit: Exit.Exit<unknown, PersonaError>): Array<[string, unknown]> => {
  const out: Array<[string, unknown]> = [
    ["persona.attempts", progress.attempts],
    ["persona.unanswered", progress.unanswered],
    ["persona.rate_refusals", progress.refusals],
    ["persona.wait.rate", progress.waitedForRate],
    ["persona.wait.retry", progress.waitedForRetry]
  ]
  if (progress.attempts > 1) out.push(["http.request.resend_count", progress.attempts - 1])
  if (progress.status !== undefined) out.push(["http.response.status_code", progress.status])
  for (const name of Telemetry.visibleHeaders) {
    const value = visible(progress.headers?.[name])
    if (value === undefined) continue
    if (name === "request-id") out.push(["persona.request_id", value])
    else if (name === "persona-environment-id") out.push(["persona.environment_id", value])
    else out.push([`http.response.header.${name}`, [value]])
  }
  const outcome = outcomeOf(exit)
  if (outcome !== "Success") out.push(["error.type", outcome])
  return out
}

/** Ids and numbers only: other content of a header is not shown. */
const visible = (value: string | undefined): string | undefined =>
  value !== undefined && /^(?:(?:req|env)_\w{1,60}|\d{1,9})$/.test(value) ? value : undefined

const outcomeOf = (exit: Exit.Exit<unknown, PersonaError>): string => {
  if (Exit.isSuccess(exit)) return "Success"
  const failure = exit.cause.reasons.find(Cause.isFailReason)
  if (failure !== undefined) return failure.error.reason._tag
  return Cause.hasInterruptsOnly(exit.cause) ? "Interrupted" : "Defect"
}

/** Adds an event to the span of a call. */
export const event = (
  clock: Clock.Clock,
  progress: Progress,
  name: "persona.retry" | "persona.rate_refused",
  attributes: Record<string, unknown>
): void => progress.span?.event(name, clock.currentTimeNanosUnsafe(), attributes)

/** Counts a request that was sent. */
export const sent = (context: Context.Context<never>, operation: string, outcome: string): void =>
  seriesOf(operation, "requests", outcome).updateUnsafe(1, context)

/** Counts a failed send by its cause. */
export const lost = (
  context: Context.Context<never>,
  operation: string,
  cause: Cause.Cause<Answer.Failed>
): void => {
  const failure = cause.reasons.find(Cause.isFailReason)
  const outcome = failure?.error.reason._tag ?? (Cause.hasInterruptsOnly(cause) ? "Interrupted" : "Defect")
  sent(context, operation, outcome)
}

/** Counts a send that repeats another. */
export const repeated = (context: Context.Context<never>, operation: string): void =>
  seriesOf(operation, "retries", "").updateUnsafe(1, context)

/** Records that a failed send is repeated now, after a wait. */
export const again = (
  context: Context.Context<never>,
  clock: Clock.Clock,
  progress: Progress,
  now: number
): void => {
  const { failed, operation } = progress
  const millis = failed === undefined ? 0 : now - failed.at
  progress.waitedForRetry += millis
  repeated(context, operation)
  waited(context, operation, "retry", millis)
  event(clock, progress, "persona.retry", { reason: failed?.reason, waited: millis })
}

/** Adds waited milliseconds. */
export const waited = (
  context: Context.Context<never>,
  operation: string,
  what: "rate" | "retry",
  millis: number
): void => seriesOf(operation, "waited", what).updateUnsafe(millis, context)

/** Records the remaining requests of the rate window from an answer. */
export const remaining = (context: Context.Context<never>, header: string | undefined): void => {
  if (header !== undefined && /^\s*\d{1,9}\s*$/.test(header)) {
    Telemetry.remaining.updateUnsafe(Number(header), context)
  }
}

type Kind = "requests" | "retries" | "waited"

/** One counter for each combination of attributes: making a counter costs more than counting. */
const series = new Map<string, Record<Kind, Map<string, Metric.Counter<number>>>>()

const seriesOf = (operation: string, kind: Kind, value: string): Metric.Counter<number> => {
  let own = series.get(operation)
  if (own === undefined) {
    own = { requests: new Map(), retries: new Map(), waited: new Map() }
    series.set(operation, own)
  }
  let counter = own[kind].get(value)
  if (counter === undefined) {
    counter = make(operation, kind, value)
    own[kind].set(value, counter)
  }
  return counter
}

const make = (operation: string, kind: Kind, value: string): Metric.Counter<number> => {
  switch (kind) {
    case "requests":
      return Metric.counter(Telemetry.requests, {
        description: "Requests sent",
        incremental: true,
        attributes: { operation, outcome: value }
      })
    case "retries":
      return Metric.counter(Telemetry.retries, {
        description: "Requests sent again after a failure",
        incremental: true,
        attributes: { operation }
      })
    case "waited":
      return Metric.counter(Telemetry.waited, {
        description: "Time that calls have waited",
        incremental: true,
        attributes: { operation, for: value, time_unit: "milliseconds" }
      })
  }
}
