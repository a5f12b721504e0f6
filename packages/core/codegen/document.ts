/** The vendor's OpenAPI document: where it is read from, which one it has to be, and what is in it. */
import { createHash } from "node:crypto"
import { readFile } from "node:fs/promises"

/** A JSON Schema, as far as the document uses the language. */
export interface Schema {
  readonly $ref?: string
  readonly type?: string | ReadonlyArray<string>
  readonly properties?: Readonly<Record<string, Schema>>
  readonly required?: ReadonlyArray<string>
  readonly items?: Schema
  readonly additionalProperties?: boolean | Schema
  readonly unevaluatedProperties?: boolean
  readonly allOf?: ReadonlyArray<Schema>
  readonly anyOf?: ReadonlyArray<Schema>
  readonly oneOf?: ReadonlyArray<Schema>
  readonly discriminator?: {
    readonly propertyName: string
    readonly mapping?: Readonly<Record<string, string>>
  }
  readonly enum?: ReadonlyArray<string>
  readonly const?: string
  readonly deprecated?: boolean
  readonly contentMediaType?: string
  readonly pattern?: string
  readonly minItems?: number
  readonly maxItems?: number
  readonly description?: string
}

export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header"
  readonly required?: boolean
  readonly schema: Schema
}

export interface Content {
  readonly content?: Readonly<
    Record<string, { readonly schema: Schema; readonly examples?: Readonly<Record<string, unknown>> }>
  >
}

export interface Operation {
  readonly operationId: string
  readonly tags: readonly [string]
  readonly externalDocs?: { readonly url: string }
  readonly parameters?: ReadonlyArray<Parameter | Reference>
  readonly requestBody?: Content | Reference
  readonly responses: Readonly<Record<string, Content | Reference>>
  readonly security?: ReadonlyArray<Readonly<Record<string, unknown>>>
}

export interface Reference {
  readonly $ref: string
}

export interface Document {
  readonly info: { readonly version: string }
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation | ReadonlyArray<Server>>>>>
  readonly webhooks?: unknown
  readonly components: {
    readonly schemas: Readonly<Record<string, Schema>>
    readonly securitySchemes: Readonly<Record<string, SecurityScheme>>
  }
}

export interface Server {
  readonly url: string
}

export interface SecurityScheme {
  readonly type: string
  readonly in?: string
  readonly name?: string
}

/** What is recorded of the document that the committed code was made from. */
export interface Recorded {
  readonly version: string
  readonly repository: string
  readonly commit: string
  readonly path: string
  readonly sha256: string
}

/** The document is not where it was looked for. */
export class DocumentNotFound extends Error {}

/** A problem that a person has to solve: in the document, in a patch or in a table of ours. */
export class Refusal extends Error {}

export const recordedAt = new URL("./document.json", import.meta.url)

export const readRecorded = async (): Promise<Recorded> =>
  JSON.parse(await readFile(recordedAt, "utf8")) as Recorded

/** Reads the document from a path or an http(s) URL. */
export const read = async (
  location: string
): Promise<{ readonly sha256: string; readonly document: Document }> => {
  const bytes = /^https?:/.test(location) ? await download(location) : await readLocal(location)
  return {
    sha256: createHash("sha256").update(bytes).digest("hex"),
    document: JSON.parse(bytes.toString("utf8")) as Document
  }
}

const download = async (url: string): Promise<Buffer> => {
  const response = await fetch(url)
  if (!response.ok) throw new DocumentNotFound(`${url} answered with ${response.status}`)
  return Buffer.from(await response.arrayBuffer())
}

const readLocal = (path: string): Promise<Buffer> =>
  readFile(path).catch((cause: unknown) => {
    throw new DocumentNotFound(
      `There is no OpenAPI document at ${path}; name one with --document PATH-or-URL`,
      { cause }
    )
  })

/** What a reference points to, anywhere in the document. */
export const resolve = <T>(document: Document, target: T | Reference): T => {
  if (!isReference(target)) return target
  const found = target.$ref
    .slice(2)
    .split("/")
    .reduce<unknown>((at, key) => (at as Readonly<Record<string, unknown>> | undefined)?.[key], document)
  if (found === undefined) throw new Refusal(`The document refers to ${target.$ref}, which it does not have`)
  return found as T
}

/** The name of the schema component that a reference points to. */
export const componentName = (ref: string): string => {
  const name = /^#\/components\/schemas\/([^/]+)$/.exec(ref)?.[1]
  if (name === undefined) throw new Refusal(`${ref} is not a schema component`)
  return name
}

const isReference = (value: unknown): value is Reference =>
  typeof value === "object" && value !== null && "$ref" in value
