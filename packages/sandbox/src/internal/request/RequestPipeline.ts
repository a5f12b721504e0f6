/**
 * The API behind the wire, without faults. A request is first admitted (authentication, rate window, idempotency key),
 * then performed (version, permission, handler, serialization), and its answer is stored. Both steps are synchronous
 * and run in one transaction, unless a fault delays the second one.
 */
import type * as Faults from "../../Faults.ts"
import type { WireRequest, WireResponse } from "../../Wire.ts"
import * as Answer from "./Answer.ts"
import type { Counters } from "../state/Counters.ts"
import type { Environment } from "../state/Environment.ts"
import * as Idempotency from "./Idempotency.ts"
import { inflect } from "./Inflection.ts"
import * as Query from "./Query.ts"
import type { Registry } from "../state/Registry.ts"
import type { RateWindow, State as RateState } from "./RateWindow.ts"
import * as Request from "./Request.ts"
import type { Route } from "../state/Resource.ts"
import type { Found } from "./Routes.ts"
import { sparse } from "./Serialization.ts"

export interface RequestPipeline {
  /** Admits a request, or answers it without performing it. */
  readonly admit: (arrived: Arrived, wall: number) => Admitted | WireResponse
  /** Performs an admitted request and stores its answer under its key. */
  readonly perform: (admitted: Admitted, wall: number, instead?: Instead) => WireResponse
}

/** A request and its route; undefined if there is none. */
export interface Arrived {
  readonly request: WireRequest
  readonly target: Request.Target
  readonly found: Found | undefined
  /** The fault of the job that the request creates. */
  readonly job?: Faults.Job | undefined
}

export interface Admitted {
  readonly _tag: "Admitted"
  readonly request: WireRequest
  readonly query: Query.Query
  readonly body: unknown
  readonly found: Found | undefined
  /** For the counters: method and path template. */
  readonly routeName: string
  readonly rate: RateState | undefined
  readonly key: { readonly name: string; readonly fingerprint: string } | undefined
  readonly job: Faults.Job | undefined
}

/** An error on demand in place of the handler's answer, with or without the handler's effect. */
export interface Instead {
  readonly refusal: Answer.Refusal
  readonly effect: boolean
  /** Overrides `RateLimit-Reset`. */
  readonly resetSeconds?: number | undefined
}

export interface Options {
  readonly environment: Environment
  readonly counters: Counters
  readonly idempotency: Idempotency.Idempotency
  readonly rateWindow: RateWindow
  readonly windowMillis: number
  readonly registry: Registry
  readonly permitted: (permission: string) => boolean
}

export const make = (options: Options): RequestPipeline => {
  const { counters, environment, idempotency, rateWindow, registry } = options

  const admit: RequestPipeline["admit"] = ({ found, job, request, target: { path, search } }, wall) => {
    const { method } = request
    const routeName = found === undefined ? `${method} (no such path)` : `${method} ${found.route.path}`
    const clock = environment.clock()
    const now = environment.now(wall, clock)
    const refuse = (refusal: Answer.Refusal, rate: RateState | undefined): WireResponse => {
      counters.answered(routeName, refusal.status)
      return respond(refused(refusal), now, rate)
    }

    const token = Request.bearer(request)
    if (token !== environment.apiKey && found?.route.open !== true) {
      const refusal = token === undefined ? Answer.unauthenticated : Answer.invalidToken
      counters.answered(routeName, refusal.status)
      return bare(refusal.status, errorText(refusal), now)
    }
    const admission = rateWindow.admit(clock, now)
    const rate = admission?.state
    if (admission?.admitted === false) {
      return refuse(Answer.rateLimited(admission.state.limit, options.windowMillis / 1000), rate)
    }

    const query = Query.parse(search)
    const body = method === "GET" || method === "DELETE" ? undefined : Request.content(request)
    const name = Request.idempotencyKey(request)
    const admitted: Admitted = {
      _tag: "Admitted",
      request,
      query,
      body,
      found,
      routeName,
      rate,
      job,
      key:
        name === undefined
          ? undefined
          : { name, fingerprint: Idempotency.fingerprint(method, path, query.text, body) }
    }
    if (admitted.key === undefined) return admitted
    if (idempotency.inProgress.has(admitted.key.name)) return refuse(inProgress, rate)
    const stored = idempotency.find(admitted.key.name, admitted.key.fingerprint, now)
    if (stored === undefined) return admitted
    if (stored === "mismatch") {
      counters.mismatched()
      return refuse(Answer.idempotencyError, rate)
    }
    counters.answered(routeName, stored.status)
    counters.replayed()
    return respond(stored, now, rate, found)
  }

  const perform: RequestPipeline["perform"] = (admitted, wall, instead) => {
    const { key, routeName } = admitted
    const now = environment.now(wall)
    const answer = instead?.effect === false ? refused(instead.refusal) : answered(admitted, now, instead)
    const { body, status } = answer
    counters.answered(routeName, status)
    // Authentication and rate limiting precede the idempotency layer, also for errors on demand.
    if (key !== undefined && status !== 401 && status !== 429) {
      idempotency.keep(key.name, key.fingerprint, { status, body }, now)
    }
    if (status === 401) return bare(status, body, now)
    const response = respond(answer, now, admitted.rate, admitted.found)
    return instead?.resetSeconds === undefined
      ? response
      : { ...response, headers: { ...response.headers, ...exhausted(instead.resetSeconds) } }
  }

  const answered = (admitted: Admitted, now: number, instead: Instead | undefined): Outgoing => {
    const own = answer(admitted, now)
    return instead === undefined ? own : refused(instead.refusal)
  }

  /** The handler's answer in wire form. */
  const answer = (admitted: Admitted, now: number): Outgoing => {
    const inflection = Request.inflection(admitted.request)
    if (Answer.isRefusal(inflection)) return refused(inflection)
    const result = Request.version(admitted.request) ?? handle(admitted, now)
    if (Answer.isRefusal(result)) return refused(result)
    if (result._tag === "File") return { status: result.status, body: "", file: result }
    const document = sparse(withIncluded(result.document, admitted.query, registry), admitted.query.fields)
    return { status: result.status, body: JSON.stringify(inflect(document, inflection)) }
  }

  const handle = ({ body, found, job, query, rate }: Admitted, now: number): Answer.Answer => {
    if (found === undefined) return Answer.notFound("There is no such path")
    const { params, route } = found
    if (route.permission !== undefined && !options.permitted(route.permission)) {
      return Answer.forbidden(route.permission)
    }
    // An example does not depend on the request, whose body need not be JSON.
    const envelope =
      route.example === true ? Request.nothing : (unknownParameter(route, query) ?? Request.envelope(body))
    if (Answer.isRefusal(envelope)) return envelope
    return route.handle({ ...envelope, params, query, now, rate, job })
  }

  /** An answer with the headers of every authenticated request. */
  const respond = (
    { body, file, status }: Outgoing,
    now: number,
    rate: RateState | undefined,
    found?: Found
  ): WireResponse => {
    const headers: Record<string, string> = {
      "Content-Type": file === undefined ? "application/json" : file.contentType,
      Date: httpDate(now),
      "Request-Id": environment.ids.next("req"),
      "Persona-Environment-Id": environment.environmentId,
      "Persona-Organization-Id": environment.organizationId
    }
    if (rate !== undefined) {
      headers["RateLimit-Limit"] = String(rate.limit)
      headers["RateLimit-Remaining"] = String(rate.remaining)
      headers["RateLimit-Reset"] = String(rate.resetSeconds)
    }
    if (found?.route.example === true && status < 300) headers["Sandbox-Answer"] = "example"
    return file === undefined
      ? { _tag: "WireResponse", status, headers, body }
      : { _tag: "WireResponse", status, headers, body, bytes: file.bytes }
  }

  return { admit, perform }
}

/** An answer to send; a file has no body to store. */
interface Outgoing extends Idempotency.Stored {
  readonly file?: Answer.File | undefined
}

/** An answer to an unauthenticated client. */
export const bare = (status: number, body: string, now: number): WireResponse => ({
  _tag: "WireResponse",
  status,
  headers: { "Content-Type": "application/json", Date: httpDate(now) },
  body
})

export const errorText = (refusal: Answer.Refusal): string => JSON.stringify(Answer.errorBody(refusal))

const unknownParameter = (route: Route, query: Query.Query): Answer.Refusal | undefined => {
  const include = query.include?.find((path) => route.includes?.includes(path.split(".", 1)[0]!) !== true)
  if (include !== undefined) return Answer.badRequest("include names nothing that can be included here")
  const filter = [...query.filter.keys()].find((name) => route.filters?.includes(name) !== true)
  return filter === undefined ? undefined : Answer.badRequest("filter names nothing to filter by here")
}

/** A resource requested with `include` has `included`, even if empty. */
const withIncluded = (
  document: Answer.Document,
  { include }: Query.Query,
  registry: Registry
): Answer.Document => {
  const { data } = document
  if (include === undefined || document.included !== undefined || data === undefined || isMany(data)) {
    return document
  }
  return { ...document, included: registry.included(data, include) }
}

const isMany = (
  data: Answer.Resource | ReadonlyArray<Answer.Resource>
): data is ReadonlyArray<Answer.Resource> => Array.isArray(data)

const refused = (refusal: Answer.Refusal): Idempotency.Stored => ({
  status: refusal.status,
  body: errorText(refusal)
})

const inProgress = Answer.conflict("The first request with this idempotency key is still in progress")

const exhausted = (resetSeconds: number) => ({
  "RateLimit-Remaining": "0",
  "RateLimit-Reset": String(resetSeconds)
})

let second = -1
let secondText = ""

/** The `Date` header; formatted once a second. */
const httpDate = (millis: number): string => {
  const current = Math.floor(millis / 1000)
  if (current !== second) {
    second = current
    secondText = new Date(current * 1000).toUTCString()
  }
  return secondText
}
