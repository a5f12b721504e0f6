/**
 * Whatever a server answers, reading it never throws.
 *
 * `PERSONA_CONTRACT_RUNS` sets how many random answers each operation gets (default 2).
 */
import * as Manifest from "@effect-persona/core/Manifest"
import { assert, describe, it } from "@effect/vitest"
import { Arbitrary, Cause, Effect, Exit, Schema } from "effect"
import * as Capture from "./capture.ts"

const runs = Number(process.env["PERSONA_CONTRACT_RUNS"] ?? 2)
const options = { size: 8, seed: "persona" } as const

describe("hostile answers", () => {
  it.live(
    "of any JSON end in the answer or in a typed error that does not repeat them, for every operation",
    () =>
      Effect.gen(function* () {
        let answer: Capture.Answer = { status: 200, body: null }
        const wire = Capture.make(() => answer)
        const failures: Array<string> = []
        yield* Effect.gen(function* () {
          for (const entry of Manifest.all) {
            const operation = yield* Manifest.load(entry)
            const schemas = operation.schemas()
            const [request] = yield* sample(schemas.request, 1)
            for (const body of yield* hostile(schemas.success, runs)) {
              for (const status of [entry.success[0] ?? 200, 400]) {
                answer = { status, body }
                const exit = yield* Effect.exit(operation(request))
                const problem = problemOf(exit, status)
                if (problem !== undefined) failures.push(`${entry.id} ${status}: ${problem}`)
              }
            }
          }
        }).pipe(Effect.provide(wire.layer))
        assert.deepStrictEqual(failures, [])
      }),
    120_000
  )
})

/** Stands in answers where it does not belong; no error may repeat it. */
const canary = "canary-4111"

const sample = (schema: Schema.Codec<unknown, unknown>, count: number) =>
  Effect.orDie(Arbitrary.sampleEffect(Arbitrary.schema(schema), { ...options, size: 4, count }))

/** Answers with a part that does not fit, and values that are nothing like an answer. */
const hostile = Effect.fnUntraced(function* (schema: Schema.Codec<unknown, unknown>, count: number) {
  const random = yield* sample(Schema.Json, count)
  const values: Array<unknown> = [...random]
  for (const [at, value] of (yield* sample(schema, count)).entries()) {
    if (value instanceof Uint8Array) continue
    const wire: unknown = JSON.parse(
      JSON.stringify(yield* Effect.orDie(Schema.encodeUnknownEffect(schema)(value)))
    )
    values.push(spoil(wire, random[at], at), spoil(wire, canary, at + 1), {
      data: [random[at]],
      links: canary
    })
  }
  return values
})

/** Puts something else in the place of one member. */
const spoil = (wire: unknown, other: unknown, at: number): unknown => {
  if (typeof wire !== "object" || wire === null) return other
  const keys = Object.keys(wire)
  const key = keys[at % Math.max(1, keys.length)]
  if (key === undefined) return other
  const inner = (wire as Record<string, unknown>)[key]
  return Object.assign(Array.isArray(wire) ? [...(wire as Array<unknown>)] : { ...wire }, {
    [key]: at % 3 === 0 ? other : spoil(inner, other, at + 1)
  })
}

const problemOf = (exit: Exit.Exit<unknown, unknown>, status: number): string | undefined => {
  if (Exit.isSuccess(exit)) return status >= 300 ? "succeeds" : undefined
  const [reason, ...more] = exit.cause.reasons
  if (reason === undefined || more.length > 0 || !Cause.isFailReason(reason)) return Cause.pretty(exit.cause)
  const { error } = reason
  if (!isPersonaError(error)) return `fails with ${String(error)}`
  if (`${String(error)} ${JSON.stringify(error)}`.includes(canary)) return "repeats what came"
  return status >= 300 && error.reason._tag === "DecodeError" ? "is decoded" : undefined
}

const isPersonaError = (error: unknown): error is { readonly reason: { readonly _tag: string } } =>
  typeof error === "object" && error !== null && "_tag" in error && error._tag === "PersonaError"
