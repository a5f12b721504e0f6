import * as File from "@effect-persona/core/File"
import * as Manifest from "@effect-persona/core/Manifest"
import type * as Operation from "@effect-persona/core/Operation"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Effect, Schema } from "effect"
import { isDeepStrictEqual } from "node:util"
import { dense } from "../support/dense.ts"

/** The seed makes each run the same. */
const options = { size: 8, seed: "persona" }

describe("arbitrary", () => {
  it.effect("requests of every operation are written, and read back unchanged", () =>
    Effect.gen(function* () {
      assert.deepStrictEqual(yield* check(Manifest.all, 30, ({ request }) => request), [])
    })
  )

  it.effect("requests with all their members are written, and read back unchanged", () =>
    Effect.gen(function* () {
      const failures = yield* check(
        Manifest.all,
        10,
        ({ request }) => request,
        ({ request }) => dense(request)
      )
      assert.deepStrictEqual(failures, [])
    })
  )

  it.effect("answers of every operation are read back unchanged, with any additional members", () =>
    Effect.gen(function* () {
      const json = Manifest.all.filter((entry) => entry.response === "json")
      assert.deepStrictEqual(yield* check(json, 15, ({ success }) => success), [])
    })
  )

  it.effect("requests need no parse options", () =>
    Effect.gen(function* () {
      const requests = Arbitrary.schema(Accounts.CreateRequest)
      for (const request of yield* Arbitrary.sampleEffect(requests, { ...options, count: 50 })) {
        assert.isTrue(Schema.is(Accounts.CreateRequest)(request))
        const wire = Schema.encodeSync(Accounts.CreateRequest)(request)
        assert.isTrue(isSame(request, Schema.decodeUnknownSync(Accounts.CreateRequest)(wire)))
      }
    })
  )
})

type Choice = (schemas: Operation.Schemas<unknown, unknown>) => Schema.Codec<unknown, unknown>

/** Checks one schema of each operation; gives what does not come back as it was. */
const check = Effect.fnUntraced(function* (
  entries: ReadonlyArray<Manifest.Entry>,
  runs: number,
  pick: Choice,
  generate: Choice = pick
) {
  const failures: Array<string> = []
  for (const entry of entries) {
    const schemas = (yield* Manifest.load(entry)).schemas()
    const schema = pick(schemas)
    const encode = Schema.encodeSync(schema, all)
    const decode = Schema.decodeUnknownSync(schema, all)
    const result = yield* Arbitrary.checkEffect(
      Arbitrary.schema(generate(schemas)),
      (value) => Effect.try(() => isSame(value, decode(encode(value)))),
      { ...options, runs }
    )
    const failure = Arbitrary.formatCheckFailure(result)
    if (failure !== undefined) failures.push(`${entry.id}: ${failure}`)
  }
  return failures
})

const all = { errors: "all", onExcessProperty: "error" } as const

/**
 * Whether two requests say the same. An undefined member is an absent one; a single string where several may
 * stand, and a list of strings, are written alike.
 */
const isSame = (given: unknown, read: unknown): boolean => {
  if (Array.isArray(read)) {
    if (typeof given === "string") return given === read.join(",")
    return (
      Array.isArray(given) &&
      ((given.length === read.length && given.every((item, at) => isSame(item, read[at]))) ||
        (given.length === 1 && given[0] === "" && read.length === 0))
    )
  }
  if (File.isUpload(read)) return isDeepStrictEqual(given, read)
  if (typeof given !== "object" || given === null) return Object.is(given, read)
  if (typeof read !== "object" || read === null) return false
  const names = new Set([...Object.keys(given), ...Object.keys(read)])
  return [...names].every((name) =>
    isSame(
      Object.getOwnPropertyDescriptor(given, name)?.value,
      Object.getOwnPropertyDescriptor(read, name)?.value
    )
  )
}
