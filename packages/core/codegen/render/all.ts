/** Writes everything below `src/generated/`. */
import type { Recorded } from "../document.ts"
import type { Event } from "../events.ts"
import type { Model } from "../model.ts"
import { renderEvents } from "./events.ts"
import { renderLoaders, renderManifest } from "./manifest.ts"
import { renderResources } from "./resources.ts"
import { renderSchemas } from "./schemas.ts"
import { Names } from "./scope.ts"

/** The text of each file, by its path below `src/generated/`. */
export const renderAll = (
  model: Model,
  events: ReadonlyArray<Event>,
  document: Pick<Recorded, "version" | "sha256">
): ReadonlyMap<string, string> => {
  const head = [
    "// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.",
    `// Source: Persona's OpenAPI document ${document.version},`,
    `// sha256 ${document.sha256}`
  ].join("\n")
  const names = new Names(model.components)
  const files = new Map<string, string>()
  for (const [name, text] of renderSchemas(model.components, names, head))
    files.set(`schemas/${name}.ts`, text)
  for (const [name, text] of renderResources(model.operations, names, head))
    files.set(`resources/${name}.ts`, text)
  files.set("events.ts", renderEvents(events, names, head))
  files.set("manifest.ts", renderManifest(model.operations, head))
  files.set("loaders.ts", renderLoaders(model.operations, head))
  return files
}
