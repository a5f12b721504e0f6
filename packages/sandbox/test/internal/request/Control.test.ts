import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as Sandbox from "../../../src/Sandbox.ts"
import { handle } from "../../../src/internal/request/Control.ts"
import { apiKey, layer } from "../../support.ts"

const post = (path: string, body: unknown) =>
  Effect.gen(function* () {
    const answer = yield* handle(yield* Sandbox.Sandbox, {
      method: "POST",
      target: `/_sandbox/${path}`,
      headers: { authorization: `Bearer ${apiKey}` },
      body: Buffer.from(JSON.stringify(body))
    })
    return answer
  })

describe("Control", () => {
  it.effect("takes a plan of faults and settings of bulk requests", () =>
    Effect.gen(function* () {
      const rule = { match: { method: "POST" }, action: { kind: "status", status: 422 } }
      const taken = yield* post("faults", { rules: [rule] })
      assert.strictEqual(taken.status, 200, taken.body)
      assert.strictEqual((yield* post("bulk", { batchJobs: false })).status, 200)
    }).pipe(Effect.provide(layer()))
  )

  const misspelt: ReadonlyArray<readonly [path: string, body: unknown]> = [
    ["faults", { rules: [{ match: { mehtod: "POST" }, action: { kind: "status", status: 422 } }] }],
    ["faults", { rules: [{ match: {}, action: { kind: "status", status: 422, resetSecond: 1 } }] }],
    ["faults", { rule: [] }],
    ["bulk", { batchjobs: false }],
    ["advance", { millis: 1, minutes: 1 }]
  ]
  for (const [path, body] of misspelt) {
    it.effect(`refuses a misspelt member rather than leave it out: ${path} ${JSON.stringify(body)}`, () =>
      Effect.gen(function* () {
        const answer = yield* post(path, body)
        assert.strictEqual(answer.status, 400)
        assert.match(answer.body, /mehtod|resetSecond|rule|batchjobs|minutes/)
      }).pipe(Effect.provide(layer()))
    )
  }
})
