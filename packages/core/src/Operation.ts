/**
 * An operation of the Persona API as a value: its name, its place on the wire, its input and output, its errors, and
 * whether it may be repeated. An operation is also the function that calls it.
 *
 * The modules under `resources/` hold one operation per endpoint; `Manifest` lists them all.
 */
import type * as Cause from "effect/Cause"
import type * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"
import * as Call from "./internal/call/call.ts"
import type { Definition, Operation } from "./internal/call/operation.ts"
import * as Wire from "./internal/wire/wire.ts"
import type { DocumentedReason } from "./PersonaError.ts"

export type { BodyEncoding, Facts, Origin, Paging, Repeat } from "./internal/call/facts.ts"
export type { Any, Definition, Failure, Operation, Reply, Schemas } from "./internal/call/operation.ts"
export type { CallOptions, ScopeOptions } from "./internal/call/options.ts"

/** Makes an operation from its definition. */
export const make = <Request, Success, Documented extends DocumentedReason = never>(
  definition: Definition<Request, Success>
): Operation<Request, Success, Documented> => Call.makeOperation(definition)

/**
 * Describes what is wrong with a request or an answer that its schema refuses, one line for each place, fifty at most:
 * `/data/attributes/name-first: expected a string`.
 *
 * Places are JSON pointers of wire names, as in the API's own errors. The lines never contain the value found, so they
 * are safe to log.
 */
export const describeIssues = (
  failure: Cause.Cause<unknown> | Schema.SchemaError | SchemaIssue.Issue
): ReadonlyArray<string> => Wire.issues(failure)
