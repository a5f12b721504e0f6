/** Every operation of the API, called from the command line. */
import * as Manifest from "@effect-persona/core/Manifest"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { existing } from "../packages/sandbox/test/existing.ts"
import * as Requests from "../packages/sandbox/test/requests.ts"
import { apiKey, layer } from "../packages/sandbox/test/support.ts"
import { temporaryDirectory } from "./support/files.ts"
import { persona } from "./support/persona.ts"

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

describe("persona api", () => {
  it.live(
    "calls each of the 235 operations, and prints what the API answers",
    () =>
      Effect.gen(function* () {
        const server = yield* SandboxServer.make()
        const env = { PERSONA_API_KEY: apiKey, PERSONA_BASE_URL: server.url }
        const cwd = yield* temporaryDirectory
        const problems: Array<string> = []
        let called = 0
        const call = Effect.fnUntraced(function* (entry: Manifest.Entry) {
          const args = yield* argumentsOf(entry)
          const file = path.join(cwd, entry.id)
          const ended = yield* persona(["api", entry.id, ...args, "--output", file], { cwd, env })
          called++
          if (ended.status !== 0 || ended.stderr !== "") {
            problems.push(`${entry.id}: ${ended.status} ${ended.stderr}`)
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
    300_000
  )
})
