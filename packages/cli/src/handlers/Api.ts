/** What `persona api` does: calls any operation of the manifest by its name, in the API's own names. */
import * as Download from "@effect-persona/core/Download"
import * as Manifest from "@effect-persona/core/Manifest"
import * as Operation from "@effect-persona/core/Operation"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Pagination from "@effect-persona/core/Pagination"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as fs from "node:fs"
import type { Input } from "../commands/Api.ts"
import * as Connection from "./Connection.ts"
import { UsageError } from "../CommandError.ts"
import { itsWords } from "../Exit.ts"
import { nest } from "../flags/parameters.ts"
import { table } from "../render/text.ts"
import * as Output from "../render/Output.ts"
import { describe } from "./ApiHelp.ts"

export const api = (input: Input) => {
  if (input.list) return list(input.json)
  if (Option.isNone(input.operation)) {
    return usage("Name an operation, or list them all with: persona api --list")
  }
  const name = input.operation.value
  const entry = Manifest.find(name)
  if (entry === undefined) {
    return usage(`There is no operation ${name}. List them all with: persona api --list`)
  }
  return input.describe
    ? describe(entry, input.json)
    : Effect.flatMap(prepare(entry, input), (prepared) =>
        Effect.tapErrorTag(call(entry, prepared, input), "PersonaError", sayItsWords)
      )
}

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

/** Checks the arguments before any request. */
const prepare = Effect.fnUntraced(function* (entry: Manifest.Entry, given: Input) {
  const where = `(${entry.method} ${entry.path})`
  const help = `See: persona api ${entry.id} --help`
  for (const kind of ["path", "header"] as const) {
    const declared = entry.parameters.filter((parameter) => parameter.in === kind)
    const missing = declared.filter(({ name, required }) => required && !given[kind][name])
    if (missing.length > 0) {
      return yield* usage(
        `${entry.id} needs ${missing.map(({ name }) => `--${kind} ${name}=…`).join(" and ")} ${where}.`
      )
    }
    const unknown = Object.keys(given[kind]).filter((name) => !declared.some((it) => it.name === name))
    if (unknown.length > 0) {
      return yield* usage(
        `${entry.id} has no ${kind === "path" ? "path parameter" : "header"} ${unknown.join(", ")} ${where}.`
      )
    }
  }
  if (Option.isSome(given.idempotencyKey) && entry.method !== "POST") {
    return yield* usage(`${entry.id} takes no idempotency key ${where}: only a POST does.`)
  }
  if (given.all && entry.paging === "none") {
    return yield* usage(`${entry.id} has no pages ${where}: leave --all out.`)
  }
  const query = nest(given.query)
  if ("contradiction" in query) {
    return yield* usage(`--query ${query.contradiction} contradicts another --query.`)
  }
  const operation: Operation.Any = yield* Manifest.load(entry)
  const schemas = operation.schemas()
  // The request uses the API's own names; its schema converts it to the operation's input.
  const request = yield* Schema.decodeEffect(schemas.request, { onExcessProperty: "error" })({
    ...(yield* bodyOf(given.body)),
    ...query.nested,
    ...given.header,
    ...given.path
  }).pipe(
    Effect.catch((error) =>
      usage(
        `The request does not fit ${entry.id} ${where}: ${Operation.describeIssues(error).join("; ")}. ${help}`
      )
    )
  )
  return { operation, request }
})

const call = (entry: Manifest.Entry, prepared: Effect.Success<ReturnType<typeof prepare>>, input: Input) =>
  Output.into(Option.getOrUndefined(input.output), entry.response, (answers) =>
    Effect.gen(function* () {
      const { operation, request } = prepared
      const encode = (answer: unknown) =>
        Effect.orDie(Schema.encodeUnknownEffect(operation.schemas().success)(answer))
      const indent = input.json ? undefined : 2
      if (input.all) return yield* everyPage(operation, request, encode, answers)
      const options = { idempotencyKey: Option.getOrUndefined(input.idempotencyKey) }
      if (entry.response === "binary") {
        const bytes = Download.of(operation as Operation.Operation<unknown, Uint8Array>, request, options)
        return yield* Stream.runForEach(bytes, answers.write)
      }
      const answer = yield* operation(request, options)
      yield* answers.write(`${Output.toJson(yield* encode(answer), indent)}\n`)
    })
  ).pipe(Effect.provide(Connection.layer(input)))

/** The API's words on a refusal may quote the request: they are shown only to the user at the terminal. */
const sayItsWords = (error: PersonaError): Effect.Effect<void> => {
  const words = process.stderr.isTTY === true ? itsWords(error) : undefined
  return words === undefined ? Effect.void : Output.note(words)
}

/**
 * All pages as one document, `{"data": […]}`, written as they arrive. Included objects follow in `included`, each once;
 * `--query include=…` requests them, and only they are held in memory.
 */
const everyPage = Effect.fnUntraced(function* (
  operation: Operation.Any,
  request: unknown,
  encode: (answer: unknown) => Effect.Effect<unknown>,
  answers: Output.Sink
) {
  const included = new Map<string, string>()
  let between = ""
  yield* answers.write(`{"data":[`)
  yield* Stream.runForEach(Pagination.pages(operation, request as Pagination.PageRequest), (page) =>
    Effect.gen(function* () {
      const wire = (yield* encode(page)) as WirePage
      for (const item of wire.data ?? []) {
        yield* answers.write(`${between}\n${Output.toJson(item)}`)
        between = ","
      }
      for (const item of wire.included ?? []) {
        included.set(JSON.stringify([item.type, item.id]), Output.toJson(item))
      }
    })
  )
  yield* answers.write(
    included.size === 0 ? "\n]}\n" : `\n],"included":[\n${[...included.values()].join(",\n")}\n]}\n`
  )
})

interface WirePage {
  readonly data?: ReadonlyArray<unknown> | null
  readonly included?: ReadonlyArray<{ readonly type?: unknown; readonly id?: unknown }> | null
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
