/** Schema failures in words that are safe to log. */
import * as Cause from "effect/Cause"
import * as Schema from "effect/Schema"
import type * as SchemaIssue from "effect/SchemaIssue"

/**
 * The problems of a schema failure: where, as a JSON pointer of wire names, and what was expected there. The
 * value found is never named, whatever schema failed.
 */
export const issues = (
  failure: Cause.Cause<unknown> | Schema.SchemaError | SchemaIssue.Issue
): ReadonlyArray<string> => {
  if (Cause.isCause(failure)) {
    return failure.reasons.flatMap((reason) =>
      Cause.isFailReason(reason) && Schema.isSchemaError(reason.error) ? issues(reason.error) : []
    )
  }
  const out: Array<string> = []
  collect(Schema.isSchemaError(failure) ? failure.issue : failure, "", out)
  return out
}

const collect = (issue: SchemaIssue.Issue, pointer: string, out: Array<string>): void => {
  const say = (problem: string) => out.push(pointer === "" ? problem : `${pointer}: ${problem}`)
  switch (issue._tag) {
    case "Pointer":
      return collect(issue.issue, pointer + issue.path.map(segment).join(""), out)
    case "Composite":
      return issue.issues.forEach((inner) => collect(inner, pointer, out))
    case "AnyOf":
      return issue.issues.length === 0
        ? void say("expected one of the documented forms")
        : issue.issues.forEach((inner) => collect(inner, pointer, out))
    case "Encoding":
    case "Filter":
      return collect(issue.issue, pointer, out)
    case "MissingKey":
      return void say("is missing")
    case "UnexpectedKey":
      return void say("expected no such member")
    case "InvalidType":
      return void say(`expected ${typeName(issue.ast._tag)}`)
    case "InvalidValue":
      // A `message` may be made of the value; `expected` describes the schema.
      return void say(`expected ${issue.annotations?.expected ?? "another value"}`)
    case "OneOf":
    case "Forbidden":
      return void say("expected another value")
  }
}

const segment = (key: PropertyKey): string => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`

const typeName = (tag: string): string => {
  switch (tag) {
    case "String":
    case "Number":
    case "Boolean":
      return `a ${tag.toLowerCase()}`
    case "Arrays":
      return "an array"
    case "Objects":
      return "an object"
    case "Null":
      return "null"
    default:
      return "another type"
  }
}
