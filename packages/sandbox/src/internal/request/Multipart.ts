/**
 * Reads `multipart/form-data`. Parts are named with brackets (`data[attributes][file]`), as the vendor's cookbook has it,
 * or one part `data` holds JSON. A file becomes what it would be in a JSON body: its name, and its content in base64.
 */
import { hash } from "node:crypto"

/** A body in parts. It is read only where it is needed; for comparison its every byte counts, the boundary included. */
export class Multipart {
  readonly digest: string
  readonly #body: Buffer
  readonly #boundary: string
  constructor(body: Uint8Array, boundary: string) {
    this.#body = Buffer.from(body.buffer, body.byteOffset, body.byteLength)
    this.#boundary = boundary
    this.digest = hash("sha256", this.#body, "base64")
  }
  /** The object that the parts make up; undefined when the body is ill-formed. */
  read(): Readonly<Record<string, unknown>> | undefined {
    const parts = split(this.#body, this.#boundary)
    return parts === undefined ? undefined : document(parts)
  }
}

/** The boundary that a content type names; undefined when it is another type. */
export const boundary = (contentType: string | undefined): string | undefined => {
  if (contentType === undefined || !/^multipart\/form-data\s*;/i.test(contentType)) return undefined
  const [, quoted, plain] = /;\s*boundary=(?:"([^"]{1,200})"|([^\s;"]{1,200}))/i.exec(contentType) ?? []
  return quoted ?? plain
}

interface Part {
  readonly name: string
  readonly filename: string | undefined
  readonly content: Buffer
}

const maximumParts = 100

const split = (body: Buffer, boundary: string): ReadonlyArray<Part> | undefined => {
  // The first delimiter may stand at the very beginning, where no line break comes before it.
  const first = body.indexOf(`--${boundary}`)
  if (first === -1) return undefined
  const delimiter = `\r\n--${boundary}`
  const parts: Array<Part> = []
  let at = first + delimiter.length - 2
  while (body.toString("latin1", at, at + 2) !== "--") {
    const start = body.indexOf("\r\n", at)
    const end = start === -1 ? -1 : body.indexOf(delimiter, start)
    const part = end === -1 ? undefined : readPart(body.subarray(start + 2, end))
    if (part === undefined || parts.length === maximumParts) return undefined
    parts.push(part)
    at = end + delimiter.length
  }
  return parts
}

const readPart = (bytes: Buffer): Part | undefined => {
  const end = bytes.indexOf("\r\n\r\n")
  if (end === -1) return undefined
  const disposition = /^content-disposition:(.*)$/im.exec(bytes.toString("utf8", 0, end))?.[1] ?? ""
  const name = parameter(disposition, "name")
  if (name === undefined) return undefined
  return { name, filename: parameter(disposition, "filename"), content: bytes.subarray(end + 4) }
}

const parameter = (disposition: string, name: string): string | undefined =>
  new RegExp(`;\\s*${name}="([^"]*)"`, "i")
    .exec(disposition)?.[1]
    ?.replaceAll(/%(22|0D|0A)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

type Members = Record<string, unknown>

const document = (parts: ReadonlyArray<Part>): Readonly<Members> | undefined => {
  const root = Object.create(null) as Members
  let spare: Part | undefined
  for (const part of parts) {
    const path = part.name.split(/\]?\[|\]$/).filter((step) => step !== "")
    if (path.length === 0 || path.length > 8) return undefined
    if (path.length === 1 && part.filename !== undefined) {
      // Beside `data` as JSON, the file is whatever other part there is.
      spare = part
      continue
    }
    const place = path.slice(0, -1).reduce<Members | undefined>(members, root)
    if (place === undefined) return undefined
    place[path.at(-1) ?? ""] = path.length === 1 ? parsed(part) : value(part)
  }
  if (spare === undefined) return root
  const attributes = members(members(root, "data"), "attributes")
  if (attributes === undefined) return undefined
  attributes["file"] ??= value(spare)
  return root
}

const value = ({ content, filename }: Part): unknown =>
  filename === undefined ? content.toString() : { filename, data: content.toString("base64") }

/** The one part `data` holds JSON. */
const parsed = (part: Part): unknown => {
  try {
    return JSON.parse(part.content.toString()) as unknown
  } catch {
    return part.content.toString()
  }
}

/** The object at a key, made if there is none; undefined when there is something else. */
const members = (place: Members | undefined, key: string): Members | undefined => {
  if (place === undefined) return undefined
  if (!Object.hasOwn(place, key)) place[key] = Object.create(null) as Members
  const found = place[key]
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Members) : undefined
}
