/** Writes the table of events: what each carries, and how to load the schemas of that. */
import type { Event } from "../events.ts"
import { fileOf } from "./files.ts"
import { importLine } from "./schemas.ts"
import { type Names, Scope } from "./scope.ts"
import { quote } from "./text.ts"

export const renderEvents = (events: ReadonlyArray<Event>, names: Names, head: string): string => {
  const scope = new Scope(names)
  const resources = new Map(events.map((event) => [event.data, event.included]))
  const sorted = [...resources].sort(([a], [b]) => (a < b ? -1 : 1))
  const types = sorted.map(([data, included]) => {
    const others =
      included === undefined
        ? `ReadonlyArray<${scope.jsonApi("UnknownResource")}>`
        : scope.component(included, "answer")
    return entry(
      data,
      `{\n    readonly data: ${scope.component(data, "answer")}\n    readonly included: ${others}\n  }`
    )
  })
  const loaders = sorted.map(([data, included]) => {
    const others = included === undefined ? "" : `,\n    included: () => ${load(names, included)}`
    return `  ${quote(data)}: {\n    data: () => ${load(names, data)}${others}\n  }`
  })
  return `${head}
import type * as Schema from "effect/Schema"
${importLine([...scope.jsonApiTypes].sort(), "../JsonApi.ts", "import type")}
${scope
  .imports(undefined)
  .map(([file, identifiers]) => importLine(identifiers, `./schemas/${file}.ts`, "import type"))
  .join("\n")}

/** What the events of a resource carry: the resource, and those related to it. */
export interface Resources {
${types.join("\n")}
}

/** The resource that each described event is about. */
export interface Events {
${events.map(({ data, name }) => entry(name, quote(data))).join("\n")}
}

/** How to get at the schemas of a resource's events. */
export interface Loader {
  readonly data: () => Promise<Schema.Codec<unknown, unknown>>
  readonly included?: () => Promise<Schema.Codec<unknown, unknown>>
}

/** Loads the schemas of a resource when one of its events arrives. */
export const loaders: Readonly<Record<keyof Resources, Loader>> = {
${loaders.join(",\n")}
}

/** The resource of each described event, for lookups at run time. */
export const events: Events = {
${events.map(({ data, name }) => `  ${quote(name)}: ${quote(data)}`).join(",\n")}
}
`
}

const load = (names: Names, component: string): string =>
  `import("./schemas/${fileOf(component)}.ts").then((m) => m.${names.identifier(component, "answer")})`

const entry = (name: string, type: string): string => `  readonly ${quote(name)}: ${type}`
