/** Shapes with rules of their own: relationships, comma lists and uploads. */
import * as File from "../File.ts"
import { isMembers, type Node } from "./wireNode.ts"
import type { Walk } from "./wireWalk.ts"

/**
 * A relationship, kept as it is. The API answers a relationship without a target with null, with an empty
 * object or with an empty array, whatever is documented.
 */
export class Relationship implements Node {
  readonly expected = "an object"
  readonly primitive = undefined
  private readonly many: boolean
  constructor(many: boolean) {
    this.many = many
  }
  fits(value: unknown): boolean {
    return isMembers(value)
  }
  convert(value: unknown, walk: Walk): unknown {
    if (!isMembers(value)) return walk.expected(this.expected)
    const data = value["data"]
    if (data === undefined || data === null) return value
    walk.path.push("data")
    if (Array.isArray(data)) {
      if (!this.many && data.length > 0) walk.expected("at most one resource")
      for (let i = 0; i < data.length; i++) {
        walk.path.push(String(i))
        linkage(data[i], walk)
        walk.path.pop()
      }
    } else if (this.many) walk.expected("an array")
    else linkage(data, walk)
    walk.path.pop()
    return value
  }
}

const linkage = (value: unknown, walk: Walk): void => {
  if (!isMembers(value)) return walk.expected("a resource's type and id")
  for (const member of ["type", "id"]) {
    const given = value[member]
    if (given === undefined || given === null || typeof given === "string") continue
    walk.path.push(member)
    walk.expected("a string")
    walk.path.pop()
  }
}

/**
 * One value or several in one string, separated by commas: `a,b`. The API knows no escape for a comma, so a
 * list with a value that contains one cannot be written.
 */
export class Commas implements Node {
  readonly expected = "a string, or strings without commas"
  readonly primitive = undefined
  fits(value: unknown): boolean {
    return typeof value === "string" || Array.isArray(value)
  }
  convert(value: unknown, walk: Walk): unknown {
    if (walk.decoding) {
      return typeof value !== "string" ? walk.expected("a string") : value === "" ? [] : value.split(",")
    }
    if (typeof value === "string") return value
    const writable =
      Array.isArray(value) && value.every((item) => typeof item === "string" && !item.includes(","))
    return writable ? value.join(",") : walk.expected(this.expected)
  }
}

/** A number in a query, where it arrives as text. */
export class QueryNumber implements Node {
  readonly expected = "a number"
  readonly primitive = undefined
  fits(value: unknown): boolean {
    return typeof value === "number"
  }
  convert(value: unknown, walk: Walk): unknown {
    const number = walk.decoding && typeof value === "string" && value.trim() !== "" ? Number(value) : value
    return Number.isFinite(number) ? number : walk.expected(this.expected)
  }
}

/** A boolean in a query, where it arrives as text. */
export class QueryBoolean implements Node {
  readonly expected = "true or false"
  readonly primitive = "boolean"
  fits(value: unknown): boolean {
    return typeof value === "boolean"
  }
  convert(value: unknown, walk: Walk): unknown {
    if (typeof value === "boolean") return value
    return walk.decoding && (value === "true" || value === "false")
      ? value === "true"
      : walk.expected(this.expected)
  }
}

/** A file to upload. One that arrives as JSON has its content in base64, as the API documents it. */
export class FileUpload implements Node {
  readonly expected = "a file: its filename and its content as bytes"
  readonly primitive = undefined
  fits(value: unknown): boolean {
    return File.isUpload(value)
  }
  convert(value: unknown, walk: Walk): unknown {
    if (File.isUpload(value)) return value
    if (!isMembers(value) || typeof value["filename"] !== "string") return walk.expected(this.expected)
    const { content, data, filename } = value as Readonly<Record<string, unknown>> & {
      readonly filename: string
    }
    if (content instanceof Uint8Array) return File.fromBytes(filename, content)
    return walk.decoding && typeof data === "string"
      ? File.fromBytes(filename, Buffer.from(data, "base64"))
      : walk.expected(this.expected)
  }
}
