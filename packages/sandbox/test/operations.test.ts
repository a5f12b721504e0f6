/** Every operation of the manifest, called over the wire with a request made from its schema. */
import * as Manifest from "@effect-persona/core/Manifest"
import type * as Operation from "@effect-persona/core/Operation"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"
import { readFileSync } from "node:fs"
import { existing } from "./existing.ts"
import * as Requests from "./requests.ts"
import { layer } from "./support.ts"

describe("the operations of the manifest", () => {
  it("are 235", () => {
    assert.strictEqual(Manifest.all.length, 235)
  })

  it.live(
    "are all answered over a socket, with a body that matches their schemas",
    () =>
      Effect.gen(function* () {
        const problems: Array<string> = []
        const examples: Array<string> = []
        for (const entry of Manifest.all) {
          const operation = yield* Manifest.load(entry)
          const request = Requests.make(operation, yield* existing(entry))
          const { message, reply } = yield* operation
            .withResponse(request)
            .pipe(Effect.match({ onSuccess: succeeded, onFailure: failed }))
          if (reply === undefined) problems.push(`${entry.id}: ${message}`)
          else if (!entry.success.includes(reply.status)) problems.push(`${entry.id}: ${reply.status}`)
          else if (reply.headers["sandbox-answer"] === "example") examples.push(entry.id)
        }
        assert.deepStrictEqual(problems, [])
        assert.strictEqual(examples.length, 84)
        assert.deepStrictEqual(examples.toSorted(), documented().toSorted())
      }).pipe(Effect.provide(client)),
    60_000
  )
})

/** Ids of the operations that the page lists as answered with examples. */
const documented = (): ReadonlyArray<string> => {
  const page = readFileSync(new URL("../../../docs/sandbox.md", import.meta.url), "utf8")
  const [, list = ""] = /\n### Examples\n([\s\S]*?)\n##/.exec(page) ?? []
  return [...list.matchAll(/^\| [^|]+ \| (.+) \|$/gm)].flatMap(([, cell = ""]) =>
    [...cell.matchAll(/`([\w-]+)`/g)].map(([, id]) => id!)
  )
}

const client = Layer.unwrap(
  Effect.map(SandboxServer.SandboxServer, ({ apiKey, url }) =>
    PersonaClient.layer({ apiKey, baseUrl: url, retry: { retries: 0 } })
  )
).pipe(
  Layer.provide(NodeHttpClient.layerUndici),
  Layer.provideMerge(SandboxServer.layer()),
  Layer.provideMerge(
    layer({
      lists: [
        { kind: "device-fingerprint", name: "Devices" },
        { kind: "field", name: "Fields" }
      ]
    })
  )
)

interface Outcome {
  readonly message?: string
  readonly reply?: Operation.Reply<unknown>
}

const succeeded = (reply: Operation.Reply<unknown>): Outcome => ({ reply })
const failed = (error: { readonly message: string; readonly reason: unknown }): Outcome => ({
  message: `${error.message} ${JSON.stringify(error.reason)}`
})
