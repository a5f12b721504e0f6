/** What `persona api OPERATION --help` prints: the address, the input and the output of the operation. */
import * as Manifest from "@effect-persona/core/Manifest"
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import { outline } from "../render/outline.ts"
import { table } from "../render/text.ts"
import * as Output from "../render/Output.ts"

/** Prints the parameters of an operation; as data with `json`. */
export const describe = (entry: Manifest.Entry, json: boolean): Effect.Effect<void> =>
  Effect.flatMap(Manifest.load(entry), (operation) => {
    const { definitions, schema } = Schema.toJsonSchemaDocument(operation.schemas().request)
    const body = outline(schema, definitions).filter(({ path }) => isBody(entry, path))
    if (json) {
      const { id, method, origin, parameters, path, response, success, tag } = entry
      return Output.printJson({
        id,
        method,
        path,
        tag,
        origin,
        parameters: parameters.filter((parameter) => parameter.in !== "body"),
        body,
        success,
        errors: statusesOf(entry),
        response
      })
    }
    const parameters = entry.parameters.filter((parameter) => parameter.in !== "body")
    const paragraphs = [
      `${entry.id}: ${entry.method} ${entry.path}\n${originOf(entry)} In TypeScript: ${entry.name} of @effect-persona/core/resources/${entry.module}.`,
      ...(parameters.length === 0
        ? []
        : [
            `Parameters:\n${table(parameters.map((it) => [`  ${flagOf(it)}`, it.required ? "required" : ""]))}`
          ]),
      ...(body.length === 0
        ? []
        : [
            `Body, as one JSON object (--body)${entry.body === "json" ? "" : `, sent as ${entry.body === "form" ? "a form" : "multipart/form-data"}`}:\n${table(body.map((it) => [`  ${it.path}`, it.type, it.required ? "required" : ""]))}`
          ]),
      `Answers with ${entry.success.join(" or ")}${entry.response === "binary" ? " and a file: say where it goes with --output" : ""}${entry.paging === "none" ? "" : "; --all follows its pages"}. Documented errors: ${statusesOf(entry).join(", ")}.`
    ]
    return Output.print(paragraphs.join("\n\n"))
  })

/** Statuses that every operation documents. */
const everywhere = [400, 401, 403, 429]

const statusesOf = ({ errors }: Manifest.Entry) => [...everywhere, ...errors].toSorted((a, b) => a - b)

const isBody = (entry: Manifest.Entry, path: string): boolean =>
  entry.parameters.some(
    (parameter) =>
      parameter.in === "body" && (path === parameter.name || /^(\.|\[)/.test(after(path, parameter.name)))
  )

/** The rest of a path after a name, or nothing if the path begins differently. */
const after = (path: string, name: string) => (path.startsWith(name) ? path.slice(name.length) : "")

const flagOf = ({ in: where, name }: Manifest.Parameter) =>
  where === "path" ? `--path ${name}=…` : where === "query" ? `--query '${name}=…'` : `${name}: … (header)`

const originOf = ({ origin, tag }: Manifest.Entry) =>
  origin === "spec"
    ? `Tag ${tag}, of the API's document.`
    : origin === "legacy"
      ? `Tag ${tag}, of the older reference: not in the API's present document.`
      : `Tag ${tag}, of a newer version of the API: an environment may not have it yet.`
