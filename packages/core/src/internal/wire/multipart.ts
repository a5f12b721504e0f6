/**
 * Multipart bodies with the same bytes for the same content, so that a repeat under one idempotency key is the same
 * request. `FormData` draws a new boundary for every request, which the API may count as a change.
 */
import * as HttpBody from "effect/http/HttpBody"
import * as File from "../../File.ts"

/** Encodes nested members as parts named with brackets: `data[attributes][file]`. */
export const encode = (members: Readonly<Record<string, unknown>>): HttpBody.HttpBody => {
  const parts: Array<Part> = []
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return
    if (File.isUpload(value)) {
      parts.push({ name, filename: value.filename, content: value.content })
      return
    }
    if (typeof value === "object") {
      for (const [key, member] of Object.entries(value)) add(name === "" ? key : `${name}[${key}]`, member)
      return
    }
    parts.push({ name, filename: undefined, content: encoder.encode(String(value)) })
  }
  add("", members)
  const boundary = `persona-${digest(parts)}`
  const chunks: Array<Uint8Array> = []
  for (const part of parts) {
    const filename = part.filename === undefined ? "" : `; filename="${escape(part.filename)}"`
    const type = part.filename === undefined ? "" : "Content-Type: application/octet-stream\r\n"
    chunks.push(
      encoder.encode(
        `--${boundary}\r\nContent-Disposition: form-data; name="${escape(part.name)}"${filename}\r\n${type}\r\n`
      ),
      part.content,
      encoder.encode("\r\n")
    )
  }
  chunks.push(encoder.encode(`--${boundary}--\r\n`))
  return HttpBody.uint8Array(Buffer.concat(chunks), `multipart/form-data; boundary=${boundary}`)
}

interface Part {
  readonly name: string
  readonly filename: string | undefined
  readonly content: Uint8Array
}

const encoder = new TextEncoder()

/** A digest of the content cannot occur inside that content by accident. */
const digest = (parts: ReadonlyArray<Part>): string => {
  // Loaded on demand, since few programs need it.
  const hash = process.getBuiltinModule("node:crypto").createHash("sha256")
  for (const part of parts) hash.update(`${part.name}\n${part.filename ?? ""}\n`).update(part.content)
  return hash.digest("hex").slice(0, 40)
}

/** Quoting of names as browsers do it. */
const escape = (text: string): string => text.replace(/"/g, "%22").replace(/\r/g, "%0D").replace(/\n/g, "%0A")
