/**
 * The public API of a package as a text for review: what each public module exports, by name, with its type. A module
 * that has moved changes nothing in it.
 *
 * A declaration that is exported under two names stands in full once. What a machine wrote would fill thousands of
 * lines: operations have one line each, the types beside them a digest that changes with them.
 */
import { hash } from "node:crypto"
import { readFileSync } from "node:fs"
import { join, posix } from "node:path"
import { type Declaration, type Declarations, parse, type Reference } from "./declarations.ts"

interface Manifest {
  readonly name: string
  readonly bin?: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | { readonly types?: string } | null>>
}

/** Modules that hold operations and what they take and give. */
const isBrief = (name: string) => /^(?:legacy|newer|resources|schemas)\//.test(name)

/** Where a name is declared. */
interface Place {
  readonly file: string
  readonly name: string
}

const keyOf = ({ file, name }: Place) => `${file} ${name}`

export const listingOf = (folder: string): string => {
  const manifest: Manifest = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"))
  const modules = modulesOf(manifest)
  const files = new Files(folder)
  const claimed = claim(files, modules)

  const sections: Array<string> = []
  for (const [command, path] of Object.entries(manifest.bin ?? {})) {
    sections.push(sectionOf(`the command ${command}`, [posix.normalize(path)], false))
  }
  /** What the types in the listing refer to. */
  const open: Array<Place> = []
  /** The text of a declaration, with the public names of what it refers to, as seen from a public module. */
  const textOf = (module: string, place: Place, text: string) =>
    files.rename(place.file, text, (referred) => {
      const owner = claimed.get(keyOf(referred))
      if (owner === undefined) open.push(referred)
      return owner === undefined ? referred.name : nameFrom(module, owner)
    })
  for (const [module, file] of modules) {
    const lines = files.exportsOf(file).map(([name, place]) => {
      if (place.name === "*") return `${name}: all of ${nameOfModule(modules, place.file)}`
      const owner = claimed.get(keyOf(place))!
      if (owner.module !== module || owner.name !== name) return `${name}: as ${nameFrom(module, owner)}`
      const texts = files
        .declarationsOf(place)
        .map((text) => textOf(module, place, text).replace(`const ${place.name}:`, `const ${name}:`))
      return isBrief(module) ? brief(name, texts) : texts.join("\n")
    })
    sections.push(sectionOf(module, lines, isBrief(module) || module === packageItself))
  }

  // What has no public name, but stands in the type of something that has one: a change of it is a change of the API.
  const closed = new Map<string, string>()
  for (let place = open.pop(); place !== undefined; place = open.pop()) {
    if (closed.has(keyOf(place))) continue
    closed.set(keyOf(place), "")
    const texts = files.declarationsOf(place).map((text) => textOf("", place!, text))
    closed.set(keyOf(place), texts.join("\n"))
  }
  if (closed.size > 0)
    sections.push(sectionOf("without a name, but part of a type above", [...closed.values()].sort(), false))
  return [
    `The public API of ${manifest.name}. "npm run api" writes this file, "npm run check" compares it.\n`,
    ...sections
  ].join("\n")
}

const sectionOf = (title: string, lines: ReadonlyArray<string>, isDense: boolean) =>
  `== ${title}\n\n${lines.join(isDense ? "\n" : "\n\n")}\n`

const packageItself = "the package itself"

/** Public modules by name, with their declaration files. */
const modulesOf = ({ exports }: Manifest): ReadonlyMap<string, string> => {
  const modules = new Map<string, string>()
  for (const [path, target] of Object.entries(exports)) {
    if (path.includes("*")) throw new Error(`exports has a pattern, "${path}": each module is named`)
    if (typeof target === "object" && target?.types !== undefined) {
      modules.set(path.replace(/^\.\/?/, "") || packageItself, posix.normalize(target.types))
    }
  }
  return modules
}

const nameOfModule = (modules: ReadonlyMap<string, string>, file: string): string => {
  for (const [name, at] of modules) if (at === file) return name
  throw new Error(`${file} is passed on as a whole and is not public itself`)
}

/** A public name. */
interface Owner {
  readonly module: string
  readonly name: string
}

const nameFrom = (module: string, owner: Owner): string =>
  owner.module === module ? owner.name : `${posix.basename(owner.module)}.${owner.name}`

/** The public name under which each declaration stands in full: where it is declared, if that is public. */
const claim = (files: Files, modules: ReadonlyMap<string, string>): ReadonlyMap<string, Owner> => {
  const claimed = new Map<string, Owner>()
  for (const declares of [true, false]) {
    for (const [module, file] of modules) {
      for (const [name, place] of files.exportsOf(file)) {
        const key = keyOf(place)
        if ((place.file === file) === declares && !claimed.has(key)) claimed.set(key, { module, name })
      }
    }
  }
  return claimed
}

const brief = (name: string, texts: ReadonlyArray<string>): string =>
  texts.length === 1 && /^const \w+: Operation\.Operation</.test(texts[0]!)
    ? texts[0]!
    : `${name} ${hash("sha256", texts.join("\n")).slice(0, 10)}`

class Files {
  readonly #folder: string
  readonly #parsed = new Map<string, Declarations>()

  constructor(folder: string) {
    this.#folder = folder
  }

  /** What a module exports and where that is declared, by name. */
  exportsOf(file: string): ReadonlyArray<readonly [name: string, place: Place]> {
    const { exported, passedOn } = this.#parse(file)
    const own = [...exported].map((name) => [name, { file, name }] as const)
    const others = [...passedOn].map(([name, reference]) => [name, this.#placeOf(file, reference)!] as const)
    return [...own, ...others].sort(([a], [b]) => (a < b ? -1 : 1))
  }

  /** The declarations of a name. What a class extends by a helper of the compiler's stands in its place. */
  declarationsOf({ file, name }: Place): ReadonlyArray<string> {
    const { declared } = this.#parse(file)
    const found = declared.filter((one) => one.name === name)
    if (found.length === 0) throw new Error(`${file} declares no ${name}`)
    const base = declared
      .find((one) => one.name === `${name}_base`)
      ?.text.slice(`const ${name}_base: `.length)
    if (base === undefined) return found.map(({ text }) => text)
    const tag = /YieldableError & \{ readonly _tag: ("\w+"); \} & Readonly<A>$/.exec(
      base.replaceAll(/\s+/g, " ")
    )?.[1]
    const shown = tag === undefined ? base : `Data.TaggedError(${tag})`
    return found.map(({ text }) => text.replace(`${name}_base`, () => shown))
  }

  /** Gives what a type refers to other names, where it is of this package. */
  rename(file: string, text: string, nameOf: (place: Place) => string): string {
    const { declared, imports } = this.#parse(file)
    return text.replaceAll(token, (found, from, inFrom, name, member, at: number) => {
      if (from !== undefined) {
        const place = this.#placeOf(file, { from, name: inFrom })
        return place === undefined ? found : nameOf(place)
      }
      if (name === undefined) return found
      const reference = imports.get(name)
      if (reference === undefined) {
        // Words such as `boolean` may be names of values, to which a type refers by `typeof` only.
        const isAsked = text.startsWith("typeof ", at - "typeof ".length)
        const isThere = (one: Declaration) => one.name === name && (isAsked || !one.text.startsWith("const "))
        if (!declared.some(isThere)) return found
        return `${nameOf({ file, name })}${member === undefined ? "" : `.${member}`}`
      }
      const isWhole = reference.name === "*"
      const place = this.#placeOf(file, isWhole ? { ...reference, name: member } : reference)
      if (place === undefined) return found
      return isWhole || member === undefined ? nameOf(place) : `${nameOf(place)}.${member}`
    })
  }

  /** Where a name is declared in the end; `undefined` in another package. */
  #placeOf(file: string, { from, name }: Reference): Place | undefined {
    if (!from.startsWith(".")) return undefined
    const at = posix.join(posix.dirname(file), from.replace(/\.ts$/, ".d.ts"))
    const further = this.#parse(at).passedOn.get(name)
    return further === undefined ? { file: at, name } : this.#placeOf(at, further)
  }

  #parse(file: string): Declarations {
    const before = this.#parsed.get(file)
    if (before !== undefined) return before
    const parsed = parse(file, readFileSync(join(this.#folder, file), "utf8"))
    this.#parsed.set(file, parsed)
    return parsed
  }
}

/** A string, which is passed by; `import("…").Name`; a name, and the one behind its dot, but not that of a member. */
const token =
  /"(?:[^"\\\n]|\\.)*"(?!\)\.)|import\("([^"]+)"\)\.([\w$]+)|(?<![\w$.])([A-Za-z_$][\w$]*)(?![\w$]|\??:)(?:\.([A-Za-z_$][\w$]*))?/g
