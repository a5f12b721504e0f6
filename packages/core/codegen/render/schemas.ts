/** Writes the files of `schemas/`. */
import type { Component } from "../model.ts"
import { declare } from "./declare.ts"
import { fileOf } from "./files.ts"
import { type Names, Scope } from "./scope.ts"

/** The text of each file, by its name without extension. */
export const renderSchemas = (
  components: ReadonlyArray<Component>,
  names: Names,
  head: string
): ReadonlyMap<string, string> => {
  const files = new Map<string, Array<Component>>()
  for (const component of components) {
    const file = fileOf(component.name)
    files.set(file, [...(files.get(file) ?? []), component])
  }
  return new Map(
    [...files].map(([file, members]) => {
      const scope = new Scope(names)
      const declarations = members.map(({ direction, name, shape }) => {
        const about =
          direction === "answer" ? `The API's \`${name}\` in answers.` : `The API's \`${name}\` in requests.`
        return declare(scope.component(name, direction), shape, { scope, direction, about })
      })
      return [file, [head, importsOf(scope, file).join("\n"), "", declarations.join("\n\n"), ""].join("\n")]
    })
  )
}

const importsOf = (scope: Scope, file: string): ReadonlyArray<string> => [
  `import type * as Schema from "effect/Schema"`,
  `import * as W from "../../internal/wire/wire.ts"`,
  ...jsonApiImport(scope),
  ...scope.imports(file).map(([from, names]) => importLine(names, `./${from}.ts`))
]

export const jsonApiImport = (scope: Scope): ReadonlyArray<string> =>
  scope.jsonApiTypes.size === 0
    ? []
    : [importLine([...scope.jsonApiTypes].sort(), "../../JsonApi.ts", "import type")]

/** An import or export list, one name a line where it does not fit. */
export const importLine = (names: ReadonlyArray<string>, from: string, keyword = "import"): string => {
  const line = `${keyword} { ${names.join(", ")} } from ${JSON.stringify(from)}`
  return line.length <= 110
    ? line
    : `${keyword} {\n${names.map((name) => `  ${name}`).join(",\n")}\n} from ${JSON.stringify(from)}`
}
