/** Corrections to the vendor's document: one file each, which says what is wrong, how we know and what tests it. */
import { readdir, readFile } from "node:fs/promises"
import { type Document, Refusal } from "./document.ts"

/** One correction. Its operations are JSON Patch (RFC 6902): `test`, `add`, `replace` and `remove`. */
export interface Patch {
  readonly reason: string
  readonly evidence: string
  /** The test that fails without it. */
  readonly test: string
  readonly operations: ReadonlyArray<PatchOperation>
}

export type PatchOperation =
  | { readonly op: "test" | "add" | "replace"; readonly path: string; readonly value: unknown }
  | { readonly op: "remove"; readonly path: string }

const folder = new URL("./patches/", import.meta.url)

/** Applies every patch, in the order of their file names. */
export const applyAll = async (document: Document): Promise<Document> => {
  const names = (await readdir(folder)).filter((name) => name.endsWith(".json")).sort()
  let patched: unknown = document
  for (const name of names) {
    const patch = JSON.parse(await readFile(new URL(name, folder), "utf8")) as Patch
    patched = apply(patched, patch, name)
  }
  return patched as Document
}

/** Applies a patch to a copy. Throws when it no longer applies: the vendor may have corrected the document. */
export const apply = (document: unknown, patch: Patch, name: string): unknown => {
  const copy = structuredClone(document)
  for (const operation of patch.operations) {
    const refuse = (why: string): never => {
      throw new Refusal(`Patch ${name} does not apply: ${operation.op} ${operation.path}: ${why}`)
    }
    const keys = operation.path.split("/").slice(1).map(unescape)
    const last = keys.pop() ?? refuse("the path is empty")
    let parent: unknown = copy
    for (const key of keys) {
      parent = isContainer(parent) && Object.hasOwn(parent, key) ? parent[key] : refuse(`there is no ${key}`)
    }
    if (!isContainer(parent)) return refuse("the parent is no object or array")
    const exists = Object.hasOwn(parent, last)
    switch (operation.op) {
      case "test":
        if (!exists || !equal(parent[last], operation.value)) refuse("another value is there")
        break
      case "add":
        if (Array.isArray(parent) && last === "-") parent.push(operation.value)
        else if (exists) refuse("it is there already")
        else parent[last] = operation.value
        break
      case "replace":
        if (!exists) refuse("it is not there")
        parent[last] = operation.value
        break
      case "remove":
        if (!exists) refuse("it is not there")
        delete parent[last]
        break
    }
  }
  return copy
}

type Container = Record<string, unknown>

const isContainer = (value: unknown): value is Container => typeof value === "object" && value !== null

const unescape = (segment: string): string => segment.replaceAll("~1", "/").replaceAll("~0", "~")

const equal = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b)
