/**
 * Files sent to the API, and received from it.
 */
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"

/**
 * A file to upload, for example the CSV of an importer. Operations also accept a plain object; files made by
 * {@link fromBytes} and {@link fromString} do not show their content when printed.
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
  /** The content is personal data: it stays out of logs and snapshots. */
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

/** Whether a value was made by {@link fromBytes} or {@link fromString}: the form of uploads in an encoded request. */
export const isUpload = (value: unknown): value is Upload => value instanceof UploadedFile

/** A file inside a JSON body, with its content in base64: the form of photos and papers. */
export interface Inline {
  readonly filename: string
  readonly data: string
}

/** Converts a file to upload into a file for a JSON body. */
export const inline = (file: Upload): Inline => ({
  filename: file.filename,
  data: Buffer.from(file.content.buffer, file.content.byteOffset, file.content.byteLength).toString("base64")
})

/**
 * Schema of {@link Upload}. It accepts plain objects, too. In JSON the content is base64:
 * `{ "filename": "a.csv", "data": "dmFsdWUK" }`.
 */
export const Upload: Schema.Codec<Upload> = Schema.declare(
  (value): value is Upload =>
    isUpload(value) ||
    (typeof value === "object" &&
      value !== null &&
      "filename" in value &&
      typeof value.filename === "string" &&
      "content" in value &&
      value.content instanceof Uint8Array),
  {
    expected: "a file: its filename and its content as bytes",
    toCodecJson: () =>
      Schema.link<Upload>()(
        Schema.Struct({ filename: Schema.String, data: Schema.Uint8ArrayFromBase64 }).annotate({
          expected: "an object with filename and data in base64"
        }),
        {
          decode: SchemaGetter.transform(({ data, filename }) => fromBytes(filename, data)),
          encode: SchemaGetter.transform(({ content, filename }) => ({ filename, data: content }))
        }
      ),
    toCodecArbitrary: () =>
      Schema.link<Upload>()(Schema.Struct({ filename: Schema.String, content: Schema.Uint8Array }), {
        decode: SchemaGetter.transform(({ content, filename }) => fromBytes(filename, content)),
        encode: SchemaGetter.passthrough()
      })
  }
)

/** The bytes of a file that an operation answers with. The file is complete: a cut one is an error. */
export type Binary = Uint8Array

/** Schema of {@link Binary}. */
export const Binary: Schema.Codec<Binary, unknown> = Schema.Uint8Array.annotate({ expected: "a file" })
