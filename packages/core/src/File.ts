/**
 * Files on their way to the API, and from it.
 */
import * as Schema from "effect/Schema"
import type * as Stream from "effect/Stream"
import type { PersonaError } from "./PersonaError.ts"

/**
 * A file to upload, for example the CSV of an importer. A plain object will do where an operation asks for one;
 * what {@link fromBytes} and {@link fromString} make does not show its content when printed.
 */
export interface Upload {
  readonly filename: string
  readonly content: Uint8Array
}

class UploadedFile implements Upload {
  readonly filename: string
  readonly content: Uint8Array
  constructor(filename: string, content: Uint8Array) {
    this.filename = filename
    this.content = content
  }
  /** The content is somebody's data: it stays out of logs and snapshots. */
  toJSON(): unknown {
    return { filename: this.filename, bytes: this.content.byteLength }
  }
  [Symbol.for("nodejs.util.inspect.custom")](): unknown {
    return this.toJSON()
  }
}

/** Makes a file of bytes. They are not copied. */
export const fromBytes = (filename: string, content: Uint8Array): Upload =>
  new UploadedFile(filename, content)

/** Makes a file of text, in UTF-8. */
export const fromString = (filename: string, text: string): Upload =>
  new UploadedFile(filename, new TextEncoder().encode(text))

/** Whether a value was made by {@link fromBytes} or {@link fromString}: how uploads look inside an encoded request. */
export const isUpload = (value: unknown): value is Upload => value instanceof UploadedFile

/** Schema of {@link Upload}. */
export const Upload: Schema.Codec<Upload> = Schema.declare(isUpload, { expected: "a file" })

/** The bytes of a file that an operation answers with, as they arrive. */
export type Binary = Stream.Stream<Uint8Array, PersonaError>

/** Stands where an operation's success schema stands; a stream is handed over as it is. */
export const Binary: Schema.Codec<Binary, unknown> = Schema.Any
