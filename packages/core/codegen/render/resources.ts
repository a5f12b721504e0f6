/** Writes the modules of `resources/`, one for each tag: operations first, then what they take and answer. */
import type { Operation, Shape } from "../model.ts"
import { pascalCase, title } from "../names.ts"
import { declare } from "./declare.ts"
import { importLine, jsonApiImport } from "./schemas.ts"
import { type Names, Scope } from "./scope.ts"
import { block, comment, list, quote, width } from "./text.ts"

/** The text of each module, by its name. */
export const renderResources = (
  operations: ReadonlyArray<Operation>,
  names: Names,
  head: string
): ReadonlyMap<string, string> => {
  const modules = new Map<string, Array<Operation>>()
  for (const operation of operations) {
    modules.set(operation.module, [...(modules.get(operation.module) ?? []), operation])
  }
  return new Map([...modules].map(([module, members]) => [module, renderModule(members, names, head)]))
}

const renderModule = (operations: ReadonlyArray<Operation>, names: Names, head: string): string => {
  const scope = new Scope(names)
  const answers = new Answers(scope)
  const calls = operations.map((operation) => renderOperation(operation, answers.nameOf(operation)))
  const requests = operations.map((operation) =>
    declare(requestName(operation), operation.request, {
      scope,
      direction: "request",
      about: `What {@link ${operation.name}} takes.`,
      parts: pascalCase([operation.name])
    })
  )
  const documents = answers.declarations()
  const reasons = ["Conflict", "NotFound", "UnprocessableEntity"].filter((reason) =>
    operations.some((operation) => reasonsOf(operation).includes(reason))
  )
  const imported = scope.imports(undefined)
  const lines = [
    `import type * as Schema from "effect/Schema"`,
    ...(scope.usesFiles ? [`import * as File from "../../File.ts"`] : []),
    `import * as W from "../../internal/wire/wire.ts"`,
    ...jsonApiImport(scope),
    `import * as Operation from "../../Operation.ts"`,
    ...(reasons.length === 0 ? [] : [`import type { ${reasons.join(", ")} } from "../../PersonaError.ts"`]),
    ...imported.map(([from, identifiers]) => importLine(identifiers, `../schemas/${from}.ts`)),
    "",
    ...imported.map(([from, identifiers]) => importLine(identifiers, `../schemas/${from}.ts`, "export"))
  ]
  const about = comment([
    `The operations that the API's document tags "${operations[0]?.tag}".`,
    "",
    "Answers are open: what the document does not list is kept under its wire name, and is there at run time",
    "although the types do not show it."
  ])
  return [
    head,
    about,
    lines.join("\n").trimEnd(),
    "",
    [...calls, ...requests, ...documents].join("\n\n"),
    ""
  ].join("\n")
}

const requestName = (operation: Operation): string => `${pascalCase([operation.name])}Request`

/** The answers of a module. Operations that answer alike share a type. */
class Answers {
  private readonly byName = new Map<string, { readonly shape: Shape; readonly operations: Array<string> }>()
  private readonly scope: Scope

  constructor(scope: Scope) {
    this.scope = scope
  }

  nameOf(operation: Operation): string {
    const { answer } = operation
    if (answer.kind === "binary") {
      this.scope.usesFiles = true
      return "File.Binary"
    }
    const own = `${pascalCase([operation.name])}${this.suffix(answer)}`
    for (const name of [this.sharedName(answer) ?? own, own]) {
      const taken = this.byName.get(name)
      if (taken === undefined) this.byName.set(name, { shape: answer, operations: [operation.name] })
      else if (JSON.stringify(taken.shape) === JSON.stringify(answer)) taken.operations.push(operation.name)
      else continue
      return name
    }
    throw new Error(`${operation.id} has no name for its answer`)
  }

  declarations(): ReadonlyArray<string> {
    return [...this.byName].map(([name, { operations, shape }]) =>
      declare(name, shape, { scope: this.scope, direction: "answer", about: aboutAnswer(operations) })
    )
  }

  /** `AccountResponse` for one account, `AccountPage` for several. */
  private sharedName(answer: Shape): string | undefined {
    const data = dataOf(answer)
    const resource = data?.kind === "array" ? data.items : data
    return resource?.kind === "component"
      ? this.scope.component(resource.name, resource.direction) + this.suffix(answer)
      : undefined
  }

  private suffix(answer: Shape): string {
    const links = answer.kind === "object" && answer.members.some((member) => member.wire === "links")
    return links || dataOf(answer)?.kind === "array" ? "Page" : "Response"
  }
}

const dataOf = (answer: Shape): Shape | undefined =>
  answer.kind === "object" ? answer.members.find((member) => member.wire === "data")?.shape : undefined

const aboutAnswer = (operations: ReadonlyArray<string>): string => {
  const links = operations.slice(0, operations.length > 3 ? 2 : 3).map((name) => `{@link ${name}}`)
  const all = operations.length > 3 ? [...links, "others"] : links
  const names = all.length === 1 ? all[0] : `${all.slice(0, -1).join(", ")} and ${all.at(-1)}`
  return `What ${names} ${operations.length === 1 ? "answers" : "answer"} with.`
}

const reasonNames: ReadonlyMap<number, string> = new Map([
  [404, "NotFound"],
  [409, "Conflict"],
  [422, "UnprocessableEntity"]
])

/** The reasons of a failure that only some operations document. */
const reasonsOf = (operation: Operation): ReadonlyArray<string> =>
  operation.errors.flatMap((status) => reasonNames.get(status) ?? [])

const renderOperation = (operation: Operation, answer: string): string => {
  const reasons = reasonsOf(operation)
  const types = [requestName(operation), answer, ...(reasons.length === 0 ? [] : [reasons.join(" | ")])]
  const defaults = { GET: "safe", POST: "keyed", PATCH: "idempotent", DELETE: "idempotent" }
  const properties = [
    `id: ${quote(operation.id)}`,
    `method: ${quote(operation.method)}`,
    `path: ${quote(operation.path)}`,
    `tag: ${quote(operation.tag)}`,
    ...(operation.repeat === defaults[operation.method] ? [] : [`repeat: ${quote(operation.repeat)}`]),
    ...(operation.paging === "none" ? [] : [`paging: ${quote(operation.paging)}`]),
    ...(operation.query.length === 0 ? [] : [`query: ${list(operation.query.map(quote), 9)}`]),
    ...(operation.body === undefined ? [] : [`body: ${quote(operation.body)}`]),
    ...(operation.success.join() === "200" ? [] : [`success: [${operation.success.join(", ")}]`]),
    ...(operation.errors.length === 0 ? [] : [`errors: [${operation.errors.join(", ")}]`]),
    ...(operation.response === "json" ? [] : [`response: ${quote(operation.response)}`]),
    ...rareFacts(operation),
    `schemas: () => ({ request: ${requestName(operation)}, success: ${answer} })`
  ]
  const object = block(properties.map((line, at) => (at < properties.length - 1 ? `${line},` : line)))
  const head = `export const ${operation.name}: Operation.Operation`
  const line = `${head}<${types.join(", ")}> = /*#__PURE__*/ Operation.make({`
  const typed = line.length <= width ? `<${types.join(", ")}>` : `<\n  ${types.join(",\n  ")}\n>`
  return `${comment(aboutOperation(operation))}\n${head}${typed} = /*#__PURE__*/ Operation.make(${object})`
}

/** Facts that only operations beside the API have. */
export const rareFacts = ({ headers, server, usesKey }: Operation): ReadonlyArray<string> => [
  ...(headers.length === 0 ? [] : [`headers: ${list(headers.map(quote), 11)}`]),
  ...(server === undefined ? [] : [`server: ${quote(server)}`]),
  ...(usesKey ? [] : [`security: "none"`])
]

const aboutOperation = (operation: Operation): ReadonlyArray<string> => {
  const failures = operation.errors.map((status) => {
    const reason = reasonNames.get(status)
    return reason === undefined ? `${status}` : `${status} \`${reason}\``
  })
  const documented = failures.length === 0 ? "" : ` Documented failures: ${failures.join(", ")}.`
  return [
    `${title(operation.id)}: \`${operation.method} ${operation.path}\`.`,
    "",
    `Succeeds with ${operation.success.join(" or ")}.${documented}`,
    ...(operation.page === undefined ? [] : ["", `@see ${operation.page}`])
  ]
}
