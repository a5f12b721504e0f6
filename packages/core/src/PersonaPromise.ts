/**
 * Persona without Effect: the same operations and errors, as promises and async iterables.
 *
 * One instance has one connection pool and one rate budget, so make one and share it: calls that would exceed the rate
 * limit wait for each other.
 */
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import type * as HttpClient from "effect/http/HttpClient"
import * as Layer from "effect/Layer"
import * as ManagedRuntime from "effect/ManagedRuntime"
import * as Redacted from "effect/Redacted"
import * as Scope from "effect/Scope"
import * as Stream from "effect/Stream"
import type * as Operation from "./Operation.ts"
import * as Pagination from "./Pagination.ts"
import * as PersonaClient from "./PersonaClient.ts"
import { type DocumentedReason, PersonaError } from "./PersonaError.ts"
import * as RateBudget from "./RateBudget.ts"

/** Settings of one call. */
export interface CallOptions extends Operation.CallOptions {
  /** Aborts the call: requests in flight are aborted, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined
}

/** A connection to Persona. Promises reject with a `PersonaError`, whose `reason` says why. */
export interface PersonaPromise extends AsyncDisposable {
  /** Calls an operation and resolves to the decoded body. */
  readonly call: <Request, Success, D extends DocumentedReason>(
    operation: Operation.Operation<Request, Success, D>,
    request: NoInfer<Request>,
    options?: CallOptions
  ) => Promise<Success>
  /** Calls an operation and resolves to the decoded body with status, headers and request id. */
  readonly withResponse: <Request, Success, D extends DocumentedReason>(
    operation: Operation.Operation<Request, Success, D>,
    request: NoInfer<Request>,
    options?: CallOptions
  ) => Promise<Operation.Reply<Success>>
  /**
   * The items of a list, one after the other. A page is requested when the loop reaches it, so leaving the loop stops
   * the requests. `Array.fromAsync` collects all items. May also reject with `Pagination.CursorLoop`.
   */
  readonly items: <
    Request extends Pagination.PageRequest,
    P extends Pagination.Page<unknown>,
    D extends DocumentedReason
  >(
    operation: Operation.Operation<Request, P, D>,
    request: NoInfer<Request>,
    options?: CallOptions
  ) => AsyncGenerator<Pagination.Item<P>, void, void>
  /** The pages of a list, in the same way. */
  readonly pages: <
    Request extends Pagination.PageRequest,
    P extends Pagination.Page<unknown>,
    D extends DocumentedReason
  >(
    operation: Operation.Operation<Request, P, D>,
    request: NoInfer<Request>,
    options?: CallOptions
  ) => AsyncGenerator<P, void, void>
  /** Runs an effect that calls operations. It rejects with the error of the effect. */
  readonly run: <A, E>(
    effect: Effect.Effect<A, E, PersonaClient.PersonaClient>,
    options?: { readonly signal?: AbortSignal | undefined }
  ) => Promise<A>
  /** Aborts calls in flight and closes all connections. `await using` does this at the end of a block. */
  readonly close: () => Promise<void>
}

/** The instance was closed, before or during the call. */
export class Closed extends Error {
  override readonly name = "PersonaPromiseClosed"
}

export interface Options extends Omit<PersonaClient.Options, "apiKey"> {
  /** A key of one environment, `persona_sandbox_…` or `persona_production_…`. Plain text is redacted at once. */
  readonly apiKey: string | PersonaClient.Options["apiKey"]
  /** The usable share of the rate limit. */
  readonly rateBudget?: RateBudget.Options | undefined
  /**
   * The transport to the network.
   * @default `UndiciTransport.layer()`, loaded on the first call
   */
  readonly transport?: Layer.Layer<HttpClient.HttpClient> | undefined
}

/**
 * Makes a connection. Nothing happens before the first call.
 *
 * @example
 * ```ts
 * await using persona = PersonaPromise.make({ apiKey })
 * const account = await persona.call(Accounts.retrieve, { accountId: "act_1" })
 * ```
 */
export const make = ({ apiKey, rateBudget, transport, ...options }: Options): PersonaPromise =>
  fromLayer(
    PersonaClient.layerNoDeps({
      ...options,
      apiKey: typeof apiKey === "string" ? Redacted.make(apiKey) : apiKey
    }).pipe(Layer.provide(RateBudget.layer(rateBudget)), Layer.provide(transport ?? defaultTransport))
  )

/**
 * Makes a connection from a layer with a client, for example `PersonaClient.layerTest` in tests, or a client that
 * shares a rate budget. If the layer cannot be built, every call rejects with its error.
 */
export const fromLayer = <E>(layer: Layer.Layer<PersonaClient.PersonaClient, E>): PersonaPromise => {
  const runtime = ManagedRuntime.make(layer)
  let closed = false

  const run = async <A, E>(
    effect: Effect.Effect<A, E, PersonaClient.PersonaClient>,
    options?: { readonly signal?: AbortSignal | undefined }
  ): Promise<A> => {
    const signal = options?.signal
    signal?.throwIfAborted()
    if (closed) throw new Closed("This connection to Persona is closed")
    const exit = await runtime.runPromiseExit(effect, signal === undefined ? {} : { signal })
    if (Exit.isSuccess(exit)) return exit.value
    throw rejection(exit.cause, signal, closed)
  }

  async function* iterate<A, E>(
    stream: Stream.Stream<A, E, PersonaClient.PersonaClient>,
    signal: AbortSignal | undefined
  ): AsyncGenerator<A, void, void> {
    const scope = Scope.makeUnsafe()
    try {
      const pull = await run(Scope.provide(Stream.toPull(stream), scope), { signal })
      while (true) {
        const next = await run(
          Effect.catch(pull, (end) => (Cause.isDone(end) ? Effect.void : Effect.fail(end))),
          { signal }
        )
        if (next === undefined) return
        for (const item of next) {
          yield item
          // Between the items of a page, no request is in flight that the signal could abort.
          signal?.throwIfAborted()
        }
      }
    } finally {
      await Effect.runPromise(Scope.close(scope, Exit.void))
    }
  }

  const close = () => {
    closed = true
    return runtime.dispose()
  }
  return {
    run,
    call: (operation, request, options) => run(operation(request, options), options),
    withResponse: (operation, request, options) => run(operation.withResponse(request, options), options),
    items: (operation, request, options) =>
      iterate(Pagination.items(operation, request, options), options?.signal),
    pages: (operation, request, options) =>
      iterate(Pagination.pages(operation, request, options), options?.signal),
    close,
    [Symbol.asyncDispose]: close
  }
}

/**
 * Whether a caught error is a failure of this operation. It narrows the type to the reasons that the operation can
 * have.
 *
 * @example
 * ```ts
 * if (PersonaPromise.isFailureOf(Accounts.create, error) && error.reason._tag === "Conflict") return
 * ```
 */
export const isFailureOf = <Request, Success, D extends DocumentedReason>(
  operation: Operation.Operation<Request, Success, D>,
  error: unknown
): error is Operation.Failure<D> => error instanceof PersonaError && error.operation === operation.id

const defaultTransport = Layer.unwrap(
  Effect.promise(async () => (await import("./UndiciTransport.ts")).layer())
)

/** The value that a promise rejects with: the error, the defect, or both if both occurred. */
const rejection = (
  cause: Cause.Cause<unknown>,
  signal: AbortSignal | undefined,
  closed: boolean
): unknown => {
  const errors = cause.reasons.flatMap((reason) =>
    Cause.isFailReason(reason) ? [reason.error] : Cause.isDieReason(reason) ? [reason.defect] : []
  )
  if (errors.length === 1) return errors[0]
  if (errors.length > 1) return new AggregateError(errors, "The call failed for more than one reason")
  if (signal?.aborted === true) return signal.reason
  return closed
    ? new Closed("This connection to Persona was closed during the call")
    : new Error("The call was interrupted")
}
