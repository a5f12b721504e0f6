/** Schema failures in words that are safe to log. */
import * as Cause from "effect/Cause"
import * as Schema from "effect/Schema"
import * as SchemaAST from "effect/SchemaAST"
import type * as SchemaIssue from "effect/SchemaIssue"

/** The annotation of a struct with the wire names of members that have another name in TypeScript. */
export const wireNames = "@effect-persona/core/wireNames"

/** More problems of one document would not help the reader. */
const enough = 50

/**
 * The problems of a schema failure: where, as a JSON pointer, and what was expected there; fifty at most. Pointers
 * consist of wire names in both directions, as in the API's own errors; an undeclared member has its given name. The
 * value found is never included, for any schema.
 */
export const issues = (
  failure: Cause.Cause<unknown> | Schema.SchemaError | SchemaIssue.Issue
): ReadonlyArray<string> => found(failure, false)

/** The same for an answer. An undeclared member is not named: its name comes from the server, and may be a value. */
export const answerIssues = (failure: Cause.Cause<unknown>): ReadonlyArray<string> => found(failure, true)

const found = (
  failure: Cause.Cause<unknown> | Schema.SchemaError | SchemaIssue.Issue,
  declaredOnly: boolean
): ReadonlyArray<string> => {
  if (Cause.isCause(failure)) {
    return failure.reasons.flatMap((reason) =>
      Cause.isFailReason(reason) && Schema.isSchemaError(reason.error)
        ? found(reason.error, declaredOnly)
        : []
    )
  }
  const out: Array<string> = []
  const shown = declaredOnly ? shownIn : asGiven
  collect(Schema.isSchemaError(failure) ? failure.issue : failure, "", none, out, shown)
  return out.slice(0, enough)
}

type Names = ReadonlyMap<unknown, string>

const none: Names = new Map()

/** The displayed name of a member of an object with this form. */
type Shown = (key: unknown, form: SchemaAST.AST | undefined) => unknown

const asGiven: Shown = (key) => key

const shownIn: Shown = (key, form) =>
  typeof key === "number" ||
  (form?._tag === "Objects" && form.propertySignatures.some(({ name }) => name === key))
    ? key
    : "…"

const collect = (
  issue: SchemaIssue.Issue,
  pointer: string,
  names: Names,
  out: Array<string>,
  shown: Shown,
  form?: SchemaAST.AST
): void => {
  const say = (problem: string) => void out.push(pointer === "" ? problem : `${pointer}: ${problem}`)
  switch (issue._tag) {
    case "Pointer": {
      const path = issue.path.map((key) => segment(names.get(key) ?? shown(key, form))).join("")
      const hint = issue.issue._tag === "UnexpectedKey" ? otherName(issue.path[0], names) : undefined
      return hint === undefined
        ? collect(issue.issue, pointer + path, none, out, shown)
        : void out.push(`${pointer}${segment(issue.path[0])}: expected the member under its name ${hint}`)
    }
    case "Composite": {
      const own = (issue.ast.annotations?.[wireNames] as Names | undefined) ?? names
      return issue.issues.forEach((inner) => collect(inner, pointer, own, out, shown, issue.ast))
    }
    case "AnyOf": {
      const meant = issue.issues.length === 1 ? issue.issues[0] : issue.issues.find(isInside)
      return meant === undefined
        ? say(`expected ${describe(issue.ast)}`)
        : collect(meant, pointer, names, out, shown, form)
    }
    case "Encoding":
      return collect(issue.issue, pointer, names, out, shown, form)
    case "Filter": {
      const expected = issue.filter.annotations?.["expected"]
      return typeof expected === "string"
        ? say(`expected ${expected}`)
        : collect(issue.issue, pointer, names, out, shown, form)
    }
    case "MissingKey":
      return say("is missing")
    case "UnexpectedKey":
      return say("expected no such member")
    case "InvalidType":
      return say(`expected ${describe(issue.ast)}`)
    case "InvalidValue":
      // A `message` may include the value; `expected` describes the schema.
      return say(`expected ${issue.annotations?.expected ?? "another value"}`)
    case "OneOf":
    case "Forbidden":
      return say("expected another value")
  }
}

const segment = (key: unknown): string => `/${String(key).replaceAll("~", "~0").replaceAll("/", "~1")}`

/** The correct name of a member that was given under its other name. */
const otherName = (given: unknown, names: Names): string | undefined =>
  names.get(given) ?? [...names].find(([, wire]) => wire === given)?.[0]?.toString()

/** Whether a value has the members of a form, so that the problem lies further inside. */
const isInside = (issue: SchemaIssue.Issue): boolean => {
  switch (issue._tag) {
    case "Composite":
      return issue.issues.every(isInside)
    case "AnyOf":
      return issue.issues.some(isInside)
    case "Encoding":
    case "Filter":
      return isInside(issue.issue)
    case "Pointer":
      return issue.issue._tag !== "MissingKey" && issue.issue._tag !== "UnexpectedKey"
    default:
      return false
  }
}

/** What a schema accepts, as the end of a sentence that starts with "expected". */
const describe = (ast: SchemaAST.AST): string => {
  const expected = ast.annotations?.["expected"]
  if (typeof expected === "string") return expected
  switch (ast._tag) {
    case "String":
    case "Number":
    case "Boolean":
      return `a ${ast._tag.toLowerCase()}`
    case "Arrays":
      return "an array"
    case "Objects":
      return "an object"
    case "Null":
      return "null"
    case "Never":
      return "no such member"
    case "Literal":
      return JSON.stringify(String(ast.literal))
    case "Suspend":
      return describe(ast.thunk())
    case "Union": {
      const forms = ast.types.map(SchemaAST.toEncoded)
      const literals = forms.flatMap((form) => (SchemaAST.isLiteral(form) ? [String(form.literal)] : []))
      const others = forms.filter((form) => !SchemaAST.isLiteral(form) && !isAbsence(form))
      const all = [...(literals.length === 0 ? [] : [oneOf(literals)]), ...others.map(describe)]
      return [...new Set(all)].join(", or ")
    }
    default:
      return "another type"
  }
}

/** Null and undefined members are not worth mentioning. */
const isAbsence = (ast: SchemaAST.AST): boolean => SchemaAST.isNull(ast) || SchemaAST.isUndefined(ast)

/** Names the values of a set; for a large set, only their number. */
export const oneOf = (values: ReadonlyArray<string>): string =>
  values.length === 1
    ? JSON.stringify(values[0])
    : values.length > 20
      ? `one of the ${values.length} documented values`
      : `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`
