/** What `persona api` does: calls any operation of the manifest by its name, in the API's own names. */
import * as Manifest from "@effect-persona/core/Manifest"
import * as Operation from "@effect-persona/core/Operation"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as fs from "node:fs"
import type { Input } from "../commands/Api.ts"
import * as Connection from "../Connection.ts"
import { UsageError } from "../Exit.ts"
import { nest } from "../internal/parameters.ts"
import { table } from "../internal/text.ts"
import * as Output from "../Output.ts"

export const api = (input: Input) =>
  input.list
    ? list(input.json)
    : Option.match(input.operation, {
        onNone: () => usage("Name an operation, or list them all with: persona api --list"),
        onSome: (name) => Effect.flatMap(prepare(name, input), (prepared) => call(prepared, input))
      })

const usage = (message: string) => Effect.fail(new UsageError({ message }))

const list = (json: boolean) =>
  json
    ? Output.printJson(
        Manifest.all.map(({ id, method, origin, path, tag }) => ({ id, method, path, tag, origin }))
      )
    : Output.print(
        table([
          ["OPERATION", "METHOD", "PATH", "TAG"],
          ...Manifest.all.map(({ id, method, path, tag }) => [id, method, path, tag])
        ])
      )

/** Checks what was given, before anything is asked of the network. */
const prepare = Effect.fnUntraced(function* (name: string, given: Input) {
  const entry = Manifest.find(name)
  if (entry === undefined) {
    return yield* usage(`There is no operation ${name}. List them all with: persona api --list`)
  }
  const where = `(${entry.method} ${entry.path})`
  const parameters = [...entry.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1]!)
  const missing = parameters.filter((parameter) => !given.path[parameter])
  if (missing.length > 0) {
    return yield* usage(
      `${entry.id} needs ${missing.map((parameter) => `--path ${parameter}=…`).join(" and ")} ${where}.`
    )
  }
  const unknown = Object.keys(given.path).filter((parameter) => !parameters.includes(parameter))
  if (unknown.length > 0) {
    return yield* usage(`${entry.id} has no path parameter ${unknown.join(", ")} ${where}.`)
  }
  const query = nest(given.query)
  if ("contradiction" in query) {
    return yield* usage(`--query ${query.contradiction} contradicts another --query.`)
  }
  const operation: Operation.Any = yield* Manifest.load(entry)
  const schemas = operation.schemas()
  // The request is given in the API's own names; its schema turns it into what the operation takes.
  const request = yield* Schema.decodeEffect(schemas.request, { onExcessProperty: "error" })({
    ...(yield* bodyOf(given.body)),
    ...query.nested,
    ...given.path
  }).pipe(
    Effect.catch((error) =>
      usage(
        `The request does not fit ${entry.id} ${where}: ${Operation.describeIssues(error).join("; ")}. Its parameters: ${describeParameters(entry)}.`
      )
    )
  )
  return { operation, request }
})

const call = (prepared: Effect.Success<ReturnType<typeof prepare>>, input: Input) =>
  Effect.gen(function* () {
    const { operation, request } = prepared
    const answer = yield* operation(request)
    if (answer instanceof Uint8Array) return yield* writeFile(answer)
    const wire = yield* Effect.orDie(Schema.encodeUnknownEffect(operation.schemas().success)(answer))
    yield* input.json ? Output.printJson(wire) : Output.print(JSON.stringify(wire, null, 2))
  }).pipe(Effect.provide(Connection.layer(input)))

/** A file goes to standard output as it is, but never onto a terminal. */
const writeFile = (bytes: Uint8Array) =>
  process.stdout.isTTY === true
    ? Effect.fail(
        new UsageError({ message: "The answer is a file. Say where it goes, for example: … > answer.pdf" })
      )
    : Effect.sync(() => void process.stdout.write(bytes))

const describeParameters = (entry: Manifest.Entry): string => {
  const names = entry.parameters.map((parameter) => `${parameter.name} (${parameter.in})`)
  return names.length === 0 ? "it takes none" : names.join(", ")
}

const bodyOf = (given: Option.Option<string>): Effect.Effect<Readonly<Record<string, unknown>>, UsageError> =>
  Option.match(given, {
    onNone: () => Effect.succeed({}),
    onSome: (text) =>
      Effect.try({
        try: () => objectOf(JSON.parse(text.startsWith("@") ? fs.readFileSync(text.slice(1), "utf8") : text)),
        catch: () =>
          new UsageError({
            message: "--body takes a JSON object, or @ and the name of a file that holds one."
          })
      })
  })

const objectOf = (value: unknown): Readonly<Record<string, unknown>> => {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    throw new TypeError("not an object")
  return value as Readonly<Record<string, unknown>>
}
