/** Writes the manifest: the facts of all operations without their schemas, and how to load them. */
import type { Operation, Parameter } from "../model.ts"
import { rareFacts } from "./resources.ts"
import { block, list, quote } from "./text.ts"

export const renderManifest = (operations: ReadonlyArray<Operation>, head: string): string => {
  const sorted = [...operations].sort(byTagAndPath)
  const entries = sorted.map((operation) => {
    const lines = [
      `id: ${quote(operation.id)}`,
      `module: ${quote(operation.module)}`,
      `name: ${quote(operation.name)}`,
      `method: ${quote(operation.method)}`,
      `path: ${quote(operation.path)}`,
      `tag: ${quote(operation.tag)}`,
      `origin: "spec"`,
      `repeat: ${quote(operation.repeat)}`,
      `paging: ${quote(operation.paging)}`,
      `query: ${list(operation.query.map(quote), 11)}`,
      `body: ${operation.body === undefined ? "undefined" : quote(operation.body)}`,
      `success: [${operation.success.join(", ")}]`,
      `errors: [${operation.errors.join(", ")}]`,
      `response: ${quote(operation.response)}`,
      ...rareFacts(operation),
      `parameters: ${list(operation.parameters.map(parameter), 16)}`
    ]
    return block(lines.map((line, at) => (at < lines.length - 1 ? `${line},` : line)))
  })
  return `${head}
import type { Entry, Parameter } from "../internal/manifest/entry.ts"

const optional = (where: Parameter["in"], name: string): Parameter => ({ name, in: where, required: false })
const required = (where: Parameter["in"], name: string): Parameter => ({ name, in: where, required: true })

/** The facts of every operation of the document, by tag and path. */
export const operations: ReadonlyArray<Entry> = [
${entries.map((entry) => `  ${entry.replaceAll("\n", "\n  ")}`).join(",\n")}
]
`
}

export const renderLoaders = (operations: ReadonlyArray<Operation>, head: string): string => {
  const modules = [...new Set(operations.map((operation) => operation.module))].sort()
  return `${head}

/** Loads a module of operations when one of them is called by name. */
export const loaders: Readonly<Record<string, () => Promise<Readonly<Record<string, unknown>>>>> = {
${modules.map((module) => `  ${module}: () => import("./resources/${module}.ts")`).join(",\n")}
}
`
}

const parameter = (it: Parameter): string =>
  `${it.required ? "required" : "optional"}(${quote(it.in)}, ${quote(it.name)})`

const methods = ["GET", "POST", "PATCH", "DELETE"]

const byTagAndPath = (a: Operation, b: Operation): number =>
  compare(a.tag, b.tag) || compare(a.path, b.path) || methods.indexOf(a.method) - methods.indexOf(b.method)

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0)
