/**
 * Every operation of the API, called from the command line. What is typed is parsed and obeyed in this process: a process
 * for each of them would take 0.7 s, and `api.test.ts` starts those that are about processes.
 */
import * as Manifest from "@effect-persona/core/Manifest"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { assert, describe, it } from "@effect/vitest"
import { Cause, Effect, Exit } from "effect"
import * as Command from "effect/cli/Command"
import * as fs from "node:fs"
import * as path from "node:path"
import * as Api from "../packages/cli/src/commands/Api.ts"
import * as ParserServices from "../packages/cli/src/flags/parserServices.ts"
import { existing } from "../packages/sandbox/test/existing.ts"
import * as Requests from "../packages/sandbox/test/requests.ts"
import { apiKey, layer } from "../packages/sandbox/test/support.ts"
import { temporaryDirectory } from "./support/files.ts"

const sandbox = layer({
  lists: [
    { kind: "device-fingerprint", name: "Devices" },
    { kind: "field", name: "Fields" }
  ]
})

/** The arguments with which the command sends a request of the operation. */
const argumentsOf = Effect.fnUntraced(function* (entry: Manifest.Entry) {
  const wire = Requests.wire(yield* Manifest.load(entry), yield* existing(entry))
  const named = (where: "path" | "header") =>
    entry.parameters
      .filter((parameter) => parameter.in === where && wire[parameter.name] !== undefined)
      .flatMap(({ name }) => [`--${where}`, `${name}=${String(wire[name])}`])
  const query = Object.entries(wire)
    .filter(([name]) => entry.query.includes(name))
    .flatMap(([name, value]) => flatten(name, value))
    .flatMap((pair) => ["--query", pair])
  const body = Object.fromEntries(
    entry.parameters.flatMap(({ in: where, name }) =>
      where === "body" && wire[name] !== undefined ? [[name, wire[name]]] : []
    )
  )
  const withBody = Object.keys(body).length === 0 ? [] : ["--body", JSON.stringify(body)]
  return [...named("path"), ...named("header"), ...query, ...withBody]
})

/** `{"a": {"b": 1}}` under the name `filter` is `filter[a][b]=1`. */
const flatten = (name: string, value: unknown): ReadonlyArray<string> =>
  typeof value === "object" && value !== null
    ? Object.entries(value).flatMap(([key, inner]) => flatten(`${name}[${key}]`, inner))
    : [`${name}=${String(value)}`]

const persona = (args: ReadonlyArray<string>) =>
  Command.runWith(Command.make("persona").pipe(Command.withSubcommands([Api.command])), { version: "0.0.0" })(
    args
  ).pipe(Effect.provide(ParserServices.layer))

describe("persona api", () => {
  it.live(
    "calls each of the 235 operations, and prints the API's answers",
    () =>
      Effect.gen(function* () {
        const server = yield* SandboxServer.make()
        const connection = ["--api-key", apiKey, "--base-url", server.url]
        const cwd = yield* temporaryDirectory
        const problems: Array<string> = []
        let called = 0
        const call = Effect.fnUntraced(function* (entry: Manifest.Entry) {
          const args = yield* argumentsOf(entry)
          const file = path.join(cwd, entry.id)
          const ended = yield* Effect.exit(
            persona(["api", entry.id, ...args, "--output", file, ...connection])
          )
          called++
          if (Exit.isFailure(ended)) {
            problems.push(`${entry.id}: ${Cause.pretty(ended.cause)}`)
            return
          }
          const answer = fs.readFileSync(file)
          if (entry.response === "binary") assert.isAbove(answer.length, 0, entry.id)
          else assert.strictEqual(typeof JSON.parse(answer.toString()), "object", entry.id)
        })
        yield* Effect.forEach(Manifest.all, call, { concurrency: 3, discard: true })
        assert.deepStrictEqual(problems, [])
        assert.strictEqual(called, 235)
      }).pipe(Effect.provide(sandbox)),
    60_000
  )
})
