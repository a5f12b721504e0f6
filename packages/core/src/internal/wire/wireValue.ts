/** Values with rules of their own: JSON, comma lists, what a query turns into text, and files. */
import * as Effect from "effect/Effect"
import * as Schema from "effect/Schema"
import * as SchemaGetter from "effect/SchemaGetter"
import * as SchemaIssue from "effect/SchemaIssue"
import * as SchemaTransformation from "effect/SchemaTransformation"
import * as File from "../../File.ts"
import { anyMembers, type Part, wireSide } from "./wireObject.ts"

/** On its way to the wire a value must be one that JSON can carry; from there it cannot be another. */
const carried = (from: Part, to: Part, expected: string): Part =>
  from.pipe(
    Schema.decodeTo(to, {
      decode: SchemaGetter.passthrough(),
      encode: SchemaGetter.transformEffect((value: unknown) =>
        isJson(value, 0) ? Effect.succeed(value) : Effect.fail(new SchemaIssue.InvalidValue({ expected }))
      )
    })
  )

/** Any JSON value, kept as it is. */
export const json = (): Part => carried(Schema.Unknown, Schema.Unknown, "a JSON value")

/** An object with free keys, kept as it is. */
export const free = (): Part => {
  const object = wireSide("an object", () => anyMembers)
  return carried(object, object, "an object of JSON values")
}

/** Deeper than any document, and shallow enough for a cycle to be found quickly. */
const deepest = 200

/**
 * Whether `JSON.stringify` will write the value without losing it or throwing. More than `Schema.Json` allows:
 * dates and other values that know how to write themselves, and members that are undefined.
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
      // A list of the members' values would be made for every object.
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
 * One value or several in one string, separated by commas: `a,b`. The API knows no escape for a comma, so a list
 * with a value that contains one cannot be written.
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

/** A boolean of a query, where it arrives as text. */
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

/** A file to upload. One that arrives as JSON has its content in base64, as the API documents it. */
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
