/**
 * Mapping files: which column fills which field, and how. JSON or YAML, kept beside the export and edited by hand.
 *
 * A mapping file is complete: columns that it does not name are ignored, whatever their headers. `map` and `set` of the
 * caller override the file's entry for the same field.
 */
import * as fs from "node:fs/promises"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Schema from "effect/Schema"
import * as SchemaIssue from "effect/SchemaIssue"
import { codeOf, writeWhole } from "./state/StateFiles.ts"
import { acceptable } from "./values/damage.ts"
import { MappingFileError, type MappingFileProblem } from "./MappingError.ts"
import type { Target } from "./Target.ts"
import { kinds } from "./targets/list-items/Fields.ts"
import { Transform } from "./mapping/Transform.ts"

const described = <S extends Schema.Top>(schema: S, description: string) => schema.annotate({ description })

const transforms = Schema.optionalKey(
  described(Schema.Array(Transform), "What is done with the cell, step by step")
)

/** Where the value of one field comes from. */
export const Entry = Schema.Union([
  described(Schema.String, "The column"),
  Schema.Struct({
    column: described(Schema.String, "A header, or a number from 1 where no header says that"),
    transforms
  }),
  Schema.Struct({
    columns: described(
      Schema.NonEmptyArray(Schema.String),
      "Columns that are joined; blank cells are passed by"
    ),
    join: Schema.optionalKey(described(Schema.String, "What stands between them; default one space")),
    transforms
  }),
  Schema.Struct({ constant: described(Schema.String, "The same value for every row") })
]).annotate({ identifier: "Entry" })
export type Entry = typeof Entry.Type

/** The content of a mapping file. */
export const MappingFile = Schema.Struct({
  $schema: Schema.optionalKey(described(Schema.String, "The address of this schema, for editors")),
  version: described(Schema.Literal(1), "The version of this format"),
  target: described(Schema.Literals(["accounts", "lists", "list-items"]), "What each row becomes"),
  kind: Schema.optionalKey(described(Schema.Literals(kinds), "The kind of list items")),
  preset: Schema.optionalKey(described(Schema.String, "Where the file came from; for people, not read")),
  header: Schema.optionalKey(
    described(Schema.Boolean, "Whether the first row names the columns; default true")
  ),
  fields: described(Schema.Record(Schema.String, Entry), "Where each field comes from, by the field's name"),
  ignore: Schema.optionalKey(described(Schema.Array(Schema.String), "Columns that are left out on purpose")),
  accept: Schema.optionalKey(
    described(Schema.Array(Schema.Literals(acceptable)), "Kinds of damage that are meant as they stand")
  ),
  listColumn: Schema.optionalKey(
    described(
      Schema.String,
      "The column that names each item's list, for one file with items of several lists"
    )
  )
}).annotate({ identifier: "MappingFile", description: "How the columns of a file become fields" })
export interface MappingFile extends Schema.Schema.Type<typeof MappingFile> {}

/** The JSON Schema of mapping files, for editors: `schemas/mapping.schema.json` of the package. */
export const jsonSchema = (): Readonly<Record<string, unknown>> => {
  const { definitions, schema } = Schema.toJsonSchemaDocument(MappingFile, { onExcessProperty: "error" })
  return {
    $schema: "https://json-schema.org/draft/2020-12/schema",
    $id: "urn:effect-persona:mapping:1",
    title: "A mapping of effect-persona",
    ...schema,
    $defs: definitions
  }
}

/** Whether the mapping file is for this target; a file without a kind fits list items of every kind. */
export const fits = (file: MappingFile, target: Target): boolean =>
  target._tag === "Accounts"
    ? file.target === "accounts"
    : target._tag === "Lists"
      ? file.target === "lists"
      : file.target === "list-items" && (file.kind === undefined || file.kind === target.kind)

/** The head of a mapping file for a target: version, target and kind. */
export const headOf = (target: Target): Pick<MappingFile, "version" | "target" | "kind"> =>
  target._tag === "Accounts"
    ? { version: 1, target: "accounts" }
    : target._tag === "Lists"
      ? { version: 1, target: "lists" }
      : { version: 1, target: "list-items", kind: target.kind }

/** Reads a mapping file. The name's end says whether it is JSON or YAML; JSON is YAML, too. */
export const read = Effect.fnUntraced(function* (
  path: string
): Effect.fn.Return<MappingFile, MappingFileError> {
  const text = yield* Effect.tryPromise({
    try: () => fs.readFile(path, "utf8"),
    catch: (error) =>
      new MappingFileError({ file: path, problems: [{ path: "", expected: unreadable(error) }] })
  })
  return yield* parse(path, text)
})

/** Parses a mapping. `name` is the file name that errors show. */
export const parse = Effect.fnUntraced(function* (
  name: string,
  text: string
): Effect.fn.Return<MappingFile, MappingFileError> {
  const failed = (problems: ReadonlyArray<MappingFileProblem>) =>
    new MappingFileError({ file: name, problems })
  if (text.length > maxCharacters) {
    return yield* failed([
      { path: "", expected: "it is larger than a mapping can be; name the mapping, not the data" }
    ])
  }
  const yaml = yield* loadYaml
  const document = yaml.parseDocument(text, { prettyErrors: true, uniqueKeys: true, stringKeys: true })
  const [syntax] = document.errors
  if (syntax !== undefined) {
    const place = syntax.linePos?.[0]
    const where = place === undefined ? "" : ` at line ${place.line}, column ${place.col}`
    return yield* failed([
      {
        path: "",
        expected: `it is neither JSON nor YAML${where}; check brackets, quotes and indentation there`
      }
    ])
  }
  const value: unknown = yield* Effect.try({
    // Nested aliases can expand a few lines into a very large value.
    try: () => document.toJS({ maxAliasCount: 100 }) as unknown,
    catch: () =>
      failed([{ path: "", expected: "it repeats itself too often by aliases; write the parts out" }])
  })
  if (typeof value === "object" && value !== null && "version" in value && value.version !== 1) {
    return yield* failed([
      {
        path: "version",
        expected: "this version of the format is not known here; write version 1, or update the program"
      }
    ])
  }
  if (typeof value !== "object" || value === null || Array.isArray(value)) return yield* failed([noMapping])
  const exit = decode(value)
  return Exit.isSuccess(exit) ? exit.value : yield* failed(problemsOf(exit.cause, value))
})

/** Bundlers give only the default export of a CommonJS module. */
const loadYaml = Effect.promise(async () => (await import("yaml")).default)

const noMapping: MappingFileProblem = {
  path: "",
  expected: "it is no mapping; give version, target and fields"
}

const maxCharacters = 1 << 20

const decode = Schema.decodeUnknownExit(MappingFile, { errors: "all", onExcessProperty: "error" })

const unreadable = (error: unknown): string => {
  const code =
    typeof error === "object" && error !== null && "code" in error ? String(error.code) : "read failed"
  return code === "ENOENT"
    ? "there is no such file; check the path"
    : code === "EISDIR"
      ? "this is a directory; name a file in it"
      : `it cannot be read (${code}); check that you may read it`
}

const formatter = SchemaIssue.makeFormatterStandardSchemaV1()

/** One problem per path. The value is not repeated: it may be a constant. */
const problemsOf = (
  cause: Cause.Cause<Schema.SchemaError>,
  value: unknown
): ReadonlyArray<MappingFileProblem> => {
  const error = cause.reasons.find(Cause.isFailReason)?.error
  const issues = error === undefined ? [] : formatter(error.issue).issues
  const problems = new Map<string, MappingFileProblem>()
  for (const { message, path = [] } of issues) {
    const keys = path.map((part) => (typeof part === "object" ? part.key : part))
    const place = problemAt(keys, message, value)
    if (!problems.has(place.path)) problems.set(place.path, place)
  }
  return problems.size === 0 ? [noMapping] : [...problems.values()]
}

const problemAt = (keys: ReadonlyArray<PropertyKey>, message: string, value: unknown): MappingFileProblem => {
  // Entries and steps are unions: one problem per entry or step, not one per member.
  const [root, field, part, index] = keys
  if (root === "fields" && field !== undefined) {
    if (part === "transforms" && index !== undefined) {
      return { path: `fields.${String(field)}.transforms[${String(index)}]`, expected: stepHelp }
    }
    const known = typeof value === "object" && value !== null
    return {
      path: `fields.${String(field)}`,
      expected: known ? entryHelp : message
    }
  }
  const path = keys.map(String).join(".")
  if (message.includes("excess")) {
    return {
      path,
      expected: `nothing of this name is known here; known are ${Object.keys(MappingFile.fields).join(", ")}`
    }
  }
  return { path, expected: message.startsWith("Missing") ? "it is missing" : lower(message) }
}

const lower = (text: string) => text.charAt(0).toLowerCase() + text.slice(1)

const entryHelp = "give a column, or {column, transforms}, or {columns, join, transforms}, or {constant}"
const stepHelp =
  "give trim, lower, upper, title, country, hash, unescape, or one of {date}, {phone: {country, form}}, {split}, {words}, {pad}, {default}"

/** Writes a mapping as JSON or, if the name ends in .yaml or .yml, as YAML. */
export const render = Effect.fnUntraced(function* (
  name: string,
  mapping: MappingFile
): Effect.fn.Return<string> {
  if (!/\.ya?ml$/i.test(name)) return `${JSON.stringify(mapping, undefined, 2)}\n`
  const yaml = yield* loadYaml
  return yaml.stringify(mapping)
})

/**
 * Writes a mapping file, readable by its owner only: constants and defaults may hold personal data. Fails if the file
 * exists, unless `replace` is set.
 */
export const write = Effect.fnUntraced(function* (
  path: string,
  mapping: MappingFile,
  options: { readonly replace?: boolean | undefined } = {}
): Effect.fn.Return<void, MappingFileError> {
  const text = yield* render(path, mapping)
  yield* Effect.try({
    try: () => writeWhole(path, text, { replace: options.replace === true }),
    catch: (error) => {
      const code = codeOf(error)
      const expected =
        code === "EEXIST"
          ? "it is there already; give another name, or say that it may be replaced"
          : `it cannot be written (${code}); choose a folder that you may write to`
      return new MappingFileError({ file: path, problems: [{ path: "", expected }] })
    }
  })
})
