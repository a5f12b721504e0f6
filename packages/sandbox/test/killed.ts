/**
 * A process to be killed: opens the state file it is given and creates accounts without end, naming each one on stdout
 * once it is answered.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import { writeSync } from "node:fs"
import * as Sandbox from "../src/Sandbox.ts"
import { attributes, wire } from "./support.ts"

const main = Effect.gen(function* () {
  const sandbox = yield* Sandbox.make({ state: process.argv[2], rateLimit: 0 })
  const headers = { authorization: `Bearer ${Redacted.value(sandbox.apiKey)}` }
  for (let i = 0; ; i++) {
    const key = `${process.pid}-${i}`
    const body = attributes({ "reference-id": key })
    const answer = yield* sandbox.handle(wire("POST", "/accounts", { body, key, headers }))
    if (answer._tag === "WireResponse" && answer.status === 201) writeSync(1, `${key}\n`)
  }
})

await Effect.runPromise(Effect.scoped(main))
