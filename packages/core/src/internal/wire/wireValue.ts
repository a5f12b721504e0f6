/** Values with rules of their own: JSON, comma lists, query text, and files. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"
import * as File from "../../File.ts"
import { anyMembers, type Part, wireSide } from "./wireObject.ts"

/** Outgoing values must be representable in JSON; incoming ones always are. */
const carried = (from: Part, to: Part, expected: string): Part =>
  from.pipe(
    Schema.decodeTo(to, {
      decode: SchemaGetter.passthrough(),
      encode: SchemaGetter.transformEffect((value: unknown) =>
        isJson(value, 0) ? Effect.succeed(value) : Effect.fail(new SchemaIssue.InvalidValue({ expected }))
      )
    })
  )

/** Any JSON value, unchanged. */
export const json = (): Part => carried(Schema.Unknown, Schema.Unknown, "a JSON value")

/** An object with free keys, unchanged. */
export const free = (): Part => {
  const object = wireSide("an object", () => anyMembers)
  return carried(object, object, "an object of JSON values")
}

/** Deeper than any document, and shallow enough to detect a cycle quickly. */
const deepest = 200

/**
 * Whether `JSON.stringify` writes the value without losing it or throwing. More than `Schema.Json` allows: dates and
 * other values with a JSON form of their own, and undefined members.
 */
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
      // `Object.values` would make a list for every object.
      for (const name in value) {
        if (
          !isJson((value as Readonly<Record<string, unknown>>)[name], depth + 1) &&
          Object.hasOwn(value, name)
        ) {
          return false
        }
      }
      return true
    }
    default:
      return false
  }
}

/**
 * One value or several in one string, separated by commas: `a,b`. The API has no escape for a comma, so a list with a
 * value that contains one cannot be written.
 */
export const commas = (): Part => {
  const item = Schema.String.check(
    Schema.makeFilter((value) => !value.includes(","), { expected: "a string without commas" })
  )
  return Schema.String.pipe(
    Schema.decodeTo(
      Schema.Union([Schema.String, Schema.Array(item)]),
      SchemaTransformation.transform({
        decode: (text): string | ReadonlyArray<string> => (text === "" ? [] : text.split(",")),
        encode: (given) => (typeof given === "string" ? given : given.join(","))
      })
    )
  )
}

/** The size of a page, as a number or, in a query, as text. */
export const pageSize = (): Part => {
  const size = Schema.Int.check(
    Schema.isBetween({ minimum: 1, maximum: 100 }, { expected: "a whole number from 1 to 100" })
  )
  const text = Schema.String.check(
    Schema.isPattern(/^\d{1,3}$/, { expected: "a whole number from 1 to 100" })
  )
  return Schema.Union([size, text.pipe(Schema.decodeTo(size, SchemaTransformation.numberFromString))])
}

/** A boolean of a query, which arrives as text. */
export const queryBoolean = (): Part =>
  Schema.Union([
    Schema.Boolean,
    Schema.Literals(["true", "false"]).pipe(
      Schema.decodeTo(
        Schema.Boolean,
        SchemaTransformation.transform({
          decode: (text) => text === "true",
          encode: (value) => (value ? "true" : "false")
        })
      )
    )
  ])

/** A file to upload. In JSON its content is base64, as the API documents it. */
export const upload = (): Part => {
  const inJson = Schema.toCodecJson(File.Upload)
  const made = Schema.declare(File.isUpload, {
    expected: "a file",
    toCodecJson: () =>
      Schema.link<File.Upload>()(inJson, {
        decode: SchemaGetter.passthrough(),
        encode: SchemaGetter.passthrough()
      })
  })
  return Schema.Union([made, inJson]).pipe(
    Schema.decodeTo(
      File.Upload,
      SchemaTransformation.transform<File.Upload, File.Upload>({
        decode: (file) => file,
        encode: ({ content, filename }) => File.fromBytes(filename, content)
      })
    )
  )
}
