/**
 * One call of an operation, from typed request to typed answer: the request is encoded once, its key is chosen once,
 * and it is sent until there is an answer or a repeat cannot help.
 */
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import type * as IdempotencyKey from "../../IdempotencyKey.ts"
import * as PersonaError from "../../PersonaError.ts"
import * as RetryPolicy from "../../RetryPolicy.ts"
import { monotonicMillis } from "./serverClock.ts"
import type * as Answer from "./answer.ts"
import { PersonaClient, type Service } from "./client.ts"
import { type Compiled, compile, encoding, type MakeRequest } from "./encodeRequest.ts"
import type { Facts } from "./facts.ts"
import type * as Operation from "./operation.ts"
import type { CallOptions } from "./options.ts"
import { Progress } from "./progress.ts"
import * as Scope from "./scope.ts"
import { makeKeyAge, repeat, send, type Time } from "./send.ts"
import type { Target } from "./encodeRequest.ts"
import * as Telemetry from "./telemetry.ts"

/** Makes the callable value of an operation. Its schemas are built and compiled on the first call. */
export const makeOperation = <Request, Success, Documented extends PersonaError.DocumentedReason>(
  definition: Operation.Definition<Request, Success>
): Operation.Operation<Request, Success, Documented> => {
  const facts = factsOf(definition)
  let compiled: Compiled | undefined
  const withResponse = (request: Request, options?: CallOptions) =>
    Effect.flatMap(PersonaClient, (client) => {
      compiled ??= compile(facts, definition.schemas())
      return call(client, compiled, encoding(client, compiled, request), request, options)
    }) as Effect.Effect<Operation.Reply<Success>, Operation.Failure<Documented>, PersonaClient>
  const operation = (request: Request, options?: CallOptions) =>
    Effect.map(withResponse(request, options), (reply) => reply.value)
  return Object.assign(operation, facts, { withResponse, schemas: definition.schemas })
}

const factsOf = (definition: Operation.Definition<any, any>): Facts => ({
  id: definition.id,
  method: definition.method,
  path: definition.path,
  tag: definition.tag,
  origin: definition.origin ?? "spec",
  repeat:
    definition.repeat ??
    (definition.method === "GET" ? "safe" : definition.method === "POST" ? "keyed" : "idempotent"),
  paging: definition.paging ?? "none",
  query: definition.query ?? [],
  body: definition.body,
  success: definition.success ?? [200],
  errors: definition.errors ?? [],
  response: definition.response ?? "json",
  ...(definition.headers === undefined ? {} : { headers: definition.headers }),
  ...(definition.server === undefined ? {} : { server: definition.server }),
  ...(definition.security === undefined ? {} : { security: definition.security })
})

/** Calls an operation with another way to read the body and to decode a success. */
export const callWith = (
  client: Service,
  operation: Operation.Any,
  request: unknown,
  options: CallOptions | undefined,
  given: Pick<Target, "receive" | "decode">
): Effect.Effect<Operation.Reply<unknown>, PersonaError.PersonaError> => {
  const compiled = compile(operation, operation.schemas())
  return call(client, { ...compiled, ...given }, encoding(client, compiled, request), request, options)
}

/** Calls a target. The request is encoded once, and its idempotency key is chosen once. */
export const call = (
  client: Service,
  target: Target,
  makeRequest: MakeRequest,
  given: unknown,
  options: CallOptions | undefined
): Effect.Effect<Operation.Reply<unknown>, PersonaError.PersonaError> =>
  Effect.withFiber((fiber) => {
    const { facts } = target
    const scope = fiber.getRef(Scope.CurrentOptions)
    const progress = new Progress(facts.id)
    const settings = Scope.settle(client, scope, options)
    const issues = Scope.optionIssues(scope, options)
    if (issues.length > 0) {
      return Effect.fail(progress.error(new PersonaError.InvalidRequest({ issues })))
    }
    const key = facts.method === "POST" ? keyOf(settings, facts, given) : undefined
    const request = makeRequest(headersOf(client, facts, settings, key))
    if (request instanceof PersonaError.InvalidRequest) return Effect.fail(progress.error(request))
    const clock = fiber.getRef(Clock.Clock)
    const monotonic = () => monotonicMillis(clock)
    const { attemptTimeout, retry, timeout } = settings
    const time: Time = { clock, monotonic, timeout, deadline: monotonic() + timeout, attemptTimeout }
    const keyAge = key === undefined ? undefined : makeKeyAge(key, client, clock, monotonic())
    const { context } = fiber
    const sending = send({ client, target, request, given, keyAge, time, progress, context })
    const mayRepeat = (failed: Answer.Failed) =>
      !failed.final && RetryPolicy.isWorthRepeating(failed.reason, facts.repeat)
    const sent = sending.pipe(
      // Schedules and their timeout cost as much as the rest of a call: only a failed call pays for them.
      retry.retries === 0
        ? (self) => self
        : Effect.catch((failed) =>
            mayRepeat(failed)
              ? repeat(sending, failed, retry, mayRepeat, time, progress)
              : Effect.fail(failed)
          ),
      Effect.mapError((failed) => progress.errorFrom(failed)),
      Effect.updateContext(target.surround)
    )
    return Telemetry.traced(fiber, client, facts, progress, sent)
  })

/** The global function: `node:crypto` would add a thirtieth to the cost of importing a resource. */
const randomUUID = (): string => crypto.randomUUID()

const keyOf = (
  { idempotencyKey, makeKey }: Scope.Settings,
  facts: Facts,
  request: unknown
): IdempotencyKey.IdempotencyKey => {
  const given = idempotencyKey ?? makeKey?.(facts, request)
  return given === undefined ? { value: randomUUID() } : typeof given === "string" ? { value: given } : given
}

const headersOf = (
  client: Service,
  facts: Facts,
  { headers: extra }: Scope.Settings,
  key: IdempotencyKey.IdempotencyKey | undefined
): Record<string, string> => {
  const headers: Record<string, string> = { ...Redacted.value(client.headers) }
  if (facts.security === "none") delete headers["authorization"]
  if (facts.response === "binary") headers["accept"] = "*/*"
  if (extra !== undefined) Object.assign(headers, extra)
  if (key !== undefined) headers["idempotency-key"] = key.value
  return headers
}
