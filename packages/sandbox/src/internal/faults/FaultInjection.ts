/**
 * The path of a request between the client and the API: undisturbed, or with one of the faults on demand.
 */
import type * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Fiber from "effect/Fiber"
import type * as Scope from "effect/Scope"
import type * as Faults from "../../Faults.ts"
import { type Dropped, dropped, type WireResponse } from "../../Wire.ts"
import * as Answer from "../request/Answer.ts"
import type { Counters } from "../state/Counters.ts"
import type { Idempotency } from "../request/Idempotency.ts"
import type { Admitted, Arrived, Instead, RequestPipeline } from "../request/RequestPipeline.ts"
import * as QuotedTexts from "./QuotedTexts.ts"
import * as Request from "../request/Request.ts"
import type { Store } from "../state/Store.ts"

export interface FaultInjection {
  /** No fault: the request is admitted and performed in one transaction. */
  readonly serve: (arrival: Arrival) => WireResponse
  readonly strike: (arrival: Arrival, fault: Faults.Action) => Effect.Effect<WireResponse | Dropped>
}

export interface Arrival extends Arrived {
  readonly clock: Clock.Clock
}

export interface Options {
  readonly store: Store
  /** Work in progress ends with this scope. */
  readonly scope: Scope.Scope
  readonly origin: RequestPipeline
  readonly counters: Counters
  readonly idempotency: Idempotency
}

export const make = ({ counters, idempotency, origin, scope, store }: Options): FaultInjection => {
  const injected = (kind: Faults.Kind): void => store.transaction(() => counters.injected(kind))

  const admit = (arrival: Arrival) =>
    store.transaction(() => origin.admit(arrival, arrival.clock.currentTimeMillisUnsafe()))

  const perform = ({ clock }: Arrival, admitted: Admitted, instead?: Instead) =>
    store.transaction(() => origin.perform(admitted, clock.currentTimeMillisUnsafe(), instead))

  const serve: FaultInjection["serve"] = (arrival) =>
    store.transaction(() => {
      const wall = arrival.clock.currentTimeMillisUnsafe()
      const entry = origin.admit(arrival, wall)
      return entry._tag === "Admitted" ? origin.perform(entry, wall) : entry
    })

  /** Performs with an answer other than the handler's; a request that is not admitted keeps its own answer. */
  const serveInstead = (arrival: Arrival, kind: Faults.Kind, instead: Instead): WireResponse => {
    const entry = admit(arrival)
    if (entry._tag !== "Admitted") return entry
    injected(kind)
    return perform(arrival, entry, instead)
  }

  /**
   * Continues in the background after a delay, whether or not the client waits; the request's idempotency key is in
   * progress until then.
   */
  const later = <A>(entry: Admitted | WireResponse, millis: number, then: () => A) => {
    const key = entry._tag === "Admitted" ? entry.key?.name : undefined
    if (key !== undefined) idempotency.inProgress.add(key)
    return Effect.sleep(millis).pipe(
      Effect.andThen(Effect.sync(then)),
      Effect.ensuring(Effect.sync(() => key !== undefined && idempotency.inProgress.delete(key))),
      Effect.forkIn(scope, { startImmediately: true })
    )
  }

  const delay = (arrival: Arrival, { millis, when }: typeof Faults.Delay.Type) => {
    const entry = admit(arrival)
    injected("delay")
    const finish = () => (entry._tag === "Admitted" ? perform(arrival, entry) : entry)
    const early = when === "after" ? finish() : undefined
    return Effect.flatMap(
      later(entry, millis, () => early ?? finish()),
      Fiber.join
    )
  }

  const lateEffect = (
    arrival: Arrival,
    { millis }: typeof Faults.LateEffect.Type
  ): Effect.Effect<WireResponse> => {
    const entry = admit(arrival)
    if (entry._tag !== "Admitted") return Effect.succeed(entry)
    injected("lateEffect")
    return Effect.as(
      later(entry, millis, () => perform(arrival, entry)),
      fromProxy(504)
    )
  }

  /** The effect of the request is rolled back here: it happened elsewhere. */
  const elsewhere = (
    arrival: Arrival,
    { environmentId, kind }: typeof Faults.OtherEnvironment.Type
  ): WireResponse => {
    let response: WireResponse | undefined
    try {
      store.transaction(() => {
        const wall = arrival.clock.currentTimeMillisUnsafe()
        const entry = origin.admit(arrival, wall)
        response = entry._tag === "Admitted" ? origin.perform(entry, wall) : entry
        throw takenBack
      })
    } catch (defect) {
      if (defect !== takenBack || response === undefined) throw defect
    }
    counters.forget()
    injected(kind)
    const { headers } = response!
    return { ...response!, headers: { ...headers, "Persona-Environment-Id": environmentId } }
  }

  const strike: FaultInjection["strike"] = (arrival, fault) => {
    switch (fault.kind) {
      case "loseRequest": {
        injected(fault.kind)
        return Effect.succeed(dropped)
      }
      case "loseAnswer": {
        serve(arrival)
        injected(fault.kind)
        return Effect.succeed(dropped)
      }
      case "cutBody": {
        const response = serve(arrival)
        injected(fault.kind)
        return Effect.succeed({
          ...response,
          cutAfterBytes: Math.floor(Buffer.byteLength(response.bytes ?? response.body) / 2)
        })
      }
      case "delay":
        return delay(arrival, fault)
      case "lateEffect":
        return lateEffect(arrival, fault)
      case "otherEnvironment":
        return Effect.succeed(elsewhere(arrival, fault))
      case "job":
        return Effect.succeed(serve({ ...arrival, job: fault }))
      case "status": {
        const { details, kind, resetSeconds, status, title } = fault
        const refusal = Answer.injected(status, title, details)
        return Effect.succeed(serveInstead(arrival, kind, { refusal, effect: false, resetSeconds }))
      }
      case "quote": {
        const refusal = QuotedTexts.refusal(fault, Request.content(arrival.request))
        return Effect.succeed(serveInstead(arrival, fault.kind, { refusal, effect: false }))
      }
      case "serverError": {
        const { html, kind, status, when } = fault
        if (html !== true) {
          const instead = { refusal: Answer.injected(status), effect: when === "after" }
          return Effect.succeed(serveInstead(arrival, kind, instead))
        }
        if (when === "after") serve(arrival)
        injected(kind)
        return Effect.succeed(fromProxy(status))
      }
    }
  }

  return { serve, strike }
}

const takenBack = new Error("The transaction is taken back")

/** The answer of a proxy in front of the API: no JSON, no `Request-Id`. */
const fromProxy = (status: number): WireResponse => ({
  _tag: "WireResponse",
  status,
  headers: { "Content-Type": "text/html" },
  body: `<html><head><title>${status}</title></head><body><h1>${status}</h1></body></html>\n`
})
