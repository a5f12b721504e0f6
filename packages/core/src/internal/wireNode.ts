/**
 * The shapes of which requests and responses are made. A node reads a value from the wire or writes one to it in
 * a single pass: it renames members, checks JSON types and leaves what it does not know as it is.
 *
 * Nodes are plain objects below the schemas of `wire.ts`. They exist because one account crosses here in about a
 * microsecond, where the same structure made of structs and key renames takes ten, and an importer pays that for
 * every row.
 */
import type { Walk } from "./wireWalk.ts"

/** One shape. */
export interface Node {
  /** What is expected, as the end of a sentence that starts with "Expected". */
  readonly expected: string
  /** The result of `typeof` that alone decides, or `undefined` where more is to be done. */
  readonly primitive: string | undefined
  /** Whether a value looks like this shape at first sight: how a union without a discriminator chooses. */
  readonly fits: (value: unknown, decoding: boolean) => boolean
  /** Converts a value, or notes in the walk why that is impossible. */
  readonly convert: (value: unknown, walk: Walk) => unknown
}

export type Members = Readonly<Record<string, unknown>>

export const isMembers = (value: unknown): value is Members =>
  typeof value === "object" && value !== null && !Array.isArray(value)

/** A string or a boolean. */
export class Primitive implements Node {
  readonly expected: string
  readonly primitive: string
  constructor(primitive: "string" | "boolean") {
    this.primitive = primitive
    this.expected = `a ${primitive}`
  }
  fits(value: unknown): boolean {
    return typeof value === this.primitive
  }
  convert(value: unknown, walk: Walk): unknown {
    return typeof value === this.primitive ? value : walk.expected(this.expected)
  }
}

/** A number; on its way to the wire one that JSON can write. */
export class Numeric implements Node {
  readonly expected = "a number"
  readonly primitive = undefined
  fits(value: unknown): boolean {
    return typeof value === "number"
  }
  convert(value: unknown, walk: Walk): unknown {
    return typeof value === "number" && (walk.decoding || Number.isFinite(value))
      ? value
      : walk.expected("a number")
  }
}

/** A string out of a closed set. */
export class Literals implements Node {
  readonly expected: string
  readonly primitive = undefined
  private readonly values: ReadonlySet<unknown>
  constructor(values: ReadonlyArray<string>) {
    this.values = new Set(values)
    this.expected = listed(values)
  }
  fits(value: unknown): boolean {
    return this.values.has(value)
  }
  convert(value: unknown, walk: Walk): unknown {
    return this.values.has(value) ? value : walk.expected(this.expected)
  }
}

/** Any JSON value, kept as it is. */
export class Json implements Node {
  readonly expected = "a JSON value"
  readonly primitive = undefined
  fits(): boolean {
    return true
  }
  convert(value: unknown, walk: Walk): unknown {
    return walk.decoding || isJson(value, 0) ? value : walk.expected(this.expected)
  }
}

/** An object with free keys, kept as it is. */
export class Free implements Node {
  readonly expected = "an object"
  readonly primitive = undefined
  fits(value: unknown): boolean {
    return isMembers(value)
  }
  convert(value: unknown, walk: Walk): unknown {
    if (!isMembers(value)) return walk.expected(this.expected)
    return walk.decoding || isJson(value, 0) ? value : walk.expected("an object of JSON values")
  }
}

/** Deeper than any document, and shallow enough for a cycle to be found quickly. */
const deepest = 200

/** Whether `JSON.stringify` will write the value without losing it or throwing. */
const isJson = (value: unknown, depth: number): boolean => {
  switch (typeof value) {
    case "string":
    case "boolean":
    case "undefined":
      return true
    case "number":
      return Number.isFinite(value)
    case "object": {
      if (value === null) return true
      if (depth === deepest) return false
      if (Array.isArray(value)) return value.every((item) => isJson(item, depth + 1))
      if ("toJSON" in value) return typeof value.toJSON === "function"
      return Object.values(value).every((item) => isJson(item, depth + 1))
    }
    default:
      return false
  }
}

/** A shape or null. */
export class Nullable implements Node {
  readonly expected: string
  readonly primitive = undefined
  private readonly node: Node
  constructor(node: Node) {
    this.node = node
    this.expected = `${node.expected} or null`
  }
  fits(value: unknown, decoding: boolean): boolean {
    return value === null || this.node.fits(value, decoding)
  }
  convert(value: unknown, walk: Walk): unknown {
    return value === null ? null : this.node.convert(value, walk)
  }
}

/** An array of one shape. */
export class Items implements Node {
  readonly expected = "an array"
  readonly primitive = undefined
  private readonly node: Node
  constructor(node: Node) {
    this.node = node
  }
  fits(value: unknown): boolean {
    return Array.isArray(value)
  }
  convert(value: unknown, walk: Walk): unknown {
    if (!Array.isArray(value)) return walk.expected(this.expected)
    const out: Array<unknown> = []
    for (let i = 0; i < value.length; i++) {
      walk.path.push(String(i))
      out.push(this.node.convert(value[i], walk))
      walk.path.pop()
    }
    return out
  }
}

/** An object with free keys and values of one shape; the keys are kept as they are. */
export class Values implements Node {
  readonly expected = "an object"
  readonly primitive = undefined
  private readonly node: Node
  constructor(node: Node) {
    this.node = node
  }
  fits(value: unknown): boolean {
    return isMembers(value)
  }
  convert(value: unknown, walk: Walk): unknown {
    if (!isMembers(value)) return walk.expected(this.expected)
    const out: Record<string, unknown> = {}
    for (const key of Object.keys(value)) {
      if (value[key] === undefined) continue
      walk.path.push(key)
      assign(out, key, this.node.convert(value[key], walk))
      walk.path.pop()
    }
    return out
  }
}

/** Assigns like a literal would: `__proto__` is a key like any other. */
export const assign = (target: Record<string, unknown>, key: string, value: unknown): void => {
  if (key === "__proto__") {
    Object.defineProperty(target, key, { value, enumerable: true, configurable: true, writable: true })
  } else target[key] = value
}

/** A node that is made when it is first needed: how shapes refer to each other, and to themselves. */
export class Lazy implements Node {
  readonly primitive = undefined
  private readonly build: () => Node
  private built: Node | undefined
  constructor(build: () => Node) {
    this.build = build
  }
  get expected(): string {
    return this.node().expected
  }
  node(): Node {
    return (this.built ??= this.build())
  }
  fits(value: unknown, decoding: boolean): boolean {
    return this.node().fits(value, decoding)
  }
  convert(value: unknown, walk: Walk): unknown {
    return (this.built ??= this.build()).convert(value, walk)
  }
}

/** Whether members that are not declared are kept (answers) or refused (requests). */
export type Openness = "open" | "closed"

/** Names the values of a set; of a long one only their number. */
export const listed = (values: ReadonlyArray<string>): string =>
  values.length === 1
    ? JSON.stringify(values[0])
    : values.length > 20
      ? `one of the ${values.length} documented values`
      : `one of ${values.map((value) => JSON.stringify(value)).join(", ")}`
