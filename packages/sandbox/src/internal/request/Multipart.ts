/**
 * Reads `multipart/form-data`. Parts are named with brackets (`data[attributes][file]`), as in the vendor's cookbook,
 * or one part `data` contains JSON. A file is converted to its form in a JSON body: its name, and its content in
 * base64.
 */
import * as MultipartParser from "effect/http/MultipartParser"
import { hash } from "node:crypto"

/** A body in parts. It is parsed on demand; a comparison includes every byte, also the boundary. */
export class Multipart {
  readonly digest: string
  private readonly body: Uint8Array
  private readonly contentType: string
  constructor(body: Uint8Array, contentType: string) {
    this.body = body
    this.contentType = contentType
    this.digest = hash("sha256", body, "base64")
  }
  /** The object of the parts; undefined if the body is malformed. */
  read(): Readonly<Record<string, unknown>> | undefined {
    const parts = split(this.body, this.contentType)
    return parts === undefined ? undefined : document(parts)
  }
}

export const isMultipart = (contentType: string | undefined): contentType is string =>
  contentType !== undefined && /^multipart\/form-data\b/i.test(contentType)

interface Part {
  readonly name: string
  readonly filename: string | undefined
  readonly content: Buffer
}

const maximumParts = 100

const split = (body: Uint8Array, contentType: string): ReadonlyArray<Part> | undefined => {
  const parts: Array<Part> = []
  let isWhole = false
  let isFaulty = false
  const parser = MultipartParser.make({
    headers: { "content-type": contentType },
    maxParts: maximumParts,
    maxFieldSize: body.length,
    // The body is in memory, so files are read whole, too.
    isFile: () => false,
    onField: ({ filename, name }, value) =>
      void parts.push({
        name: unescaped(name),
        filename: filename === undefined ? undefined : unescaped(filename),
        content: Buffer.from(value)
      }),
    onFile: () => () => {},
    onError: () => {
      isFaulty = true
    },
    onDone: () => {
      isWhole = true
    }
  })
  parser.write(body)
  parser.end()
  return isWhole && !isFaulty && parts.every(({ name }) => name !== "") ? parts : undefined
}

/** Quotes and line breaks, as the WHATWG's encoding of form data escapes them in names. */
const unescaped = (text: string): string =>
  text.replaceAll(/%(22|0D|0A)/g, (_, code: string) => String.fromCharCode(Number.parseInt(code, 16)))

type Members = Record<string, unknown>

const document = (parts: ReadonlyArray<Part>): Readonly<Members> | undefined => {
  const root = Object.create(null) as Members
  let spare: Part | undefined
  for (const part of parts) {
    const path = part.name.split(/\]?\[|\]$/).filter((step) => step !== "")
    if (path.length === 0 || path.length > 8) return undefined
    if (path.length === 1 && part.filename !== undefined) {
      // Next to `data` as JSON, any other part is the file.
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

/** The single part `data` contains JSON. */
const parsed = (part: Part): unknown => {
  try {
    return JSON.parse(part.content.toString()) as unknown
  } catch {
    return part.content.toString()
  }
}

/** The object at a key, created if there is none; undefined if there is another value. */
const members = (place: Members | undefined, key: string): Members | undefined => {
  if (place === undefined) return undefined
  if (!Object.hasOwn(place, key)) place[key] = Object.create(null) as Members
  const found = place[key]
  return typeof found === "object" && found !== null && !Array.isArray(found) ? (found as Members) : undefined
}
