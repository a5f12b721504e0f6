/**
 * Reads a declaration file as `tsc` writes it: one statement after the other, each beginning in the first column. What
 * it does not know it refuses, so that nothing is left out of a listing unseen.
 */

/** A name that a module takes from another one. `*` stands for the module as a whole. */
export interface Reference {
  readonly from: string
  readonly name: string
}

export interface Declaration {
  readonly name: string
  /** Without comments, `export` and `declare`. */
  readonly text: string
}

export interface Declarations {
  /** Names that are local to the module, by what they stand for elsewhere. */
  readonly imports: ReadonlyMap<string, Reference>
  /** All declarations. A name may have several: a value and a type, or overloads. */
  readonly declared: ReadonlyArray<Declaration>
  /** The names of what is exported of them. */
  readonly exported: ReadonlySet<string>
  /** What is exported from other modules, by the name that it has here. */
  readonly passedOn: ReadonlyMap<string, Reference>
}

export const parse = (file: string, text: string): Declarations => {
  const imports = new Map<string, Reference>()
  const declared: Array<Declaration> = []
  const exported = new Set<string>()
  const passedOn = new Map<string, Reference>()
  for (const statement of statements(withoutComments(text))) {
    const [, verb, kind, list, from] = clause.exec(statement) ?? []
    if (verb === "import") {
      for (const [name, local] of namesOf(kind, list)) imports.set(local, { from: from!, name })
    } else if (verb === "export" && from !== undefined) {
      for (const [name, local] of namesOf(kind, list)) passedOn.set(local, { from, name })
    } else if (verb === "export") {
      for (const [name, local] of namesOf(kind, list)) {
        const imported = imports.get(name)
        if (imported !== undefined) passedOn.set(local, imported)
        else if (name === local) exported.add(name)
        else throw new Error(`${file}: an export under another name: ${statement}`)
      }
    } else {
      const name = declaration.exec(statement)?.[1]
      if (name === undefined) throw new Error(`${file}: not a declaration that is known: ${statement}`)
      if (statement.startsWith("export ")) exported.add(name)
      declared.push({ name, text: statement.replace(/^(?:export )?(?:declare )?/, "").replace(/;$/, "") })
    }
  }
  return { imports, declared, exported, passedOn }
}

/** `import` and `export` with a list of names, or with the whole of a module. */
const clause = /^(import|export) (?:type )?(?:\* as (\w+)|\{([^}]*)\})(?: from "([^"]+)")?;$/

const declaration =
  /^(?:export )?(?:declare )?(?:const|function|abstract class|class|interface|type|enum|namespace) ([\w$]+)/

const namesOf = (
  whole: string | undefined,
  list: string | undefined
): ReadonlyArray<readonly [name: string, local: string]> =>
  whole === undefined
    ? list!.split(",").flatMap((part) => {
        const [name, local] = part
          .trim()
          .replace(/^type /, "")
          .split(" as ")
        return name === "" || name === undefined ? [] : [[name, local ?? name] as const]
      })
    : [["*", whole]]

const statements = (text: string): ReadonlyArray<string> => {
  const found: Array<string> = []
  for (const line of text.split("\n")) {
    if (line.trim() === "") continue
    if (/^[a-z]/.test(line)) found.push(line)
    else found.push(`${found.pop()}\n${line}`)
  }
  return found
}

/** Comments end at the first sign that ends them; strings are passed by, since they may look like one. */
const withoutComments = (text: string): string =>
  text
    .replaceAll(
      /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|`(?:[^`\\]|\\.)*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
      (found) => (found.startsWith("/") ? "" : found)
    )
    .split("\n")
    .map((line) => line.trimEnd())
    .join("\n")
