import * as Manifest from "@effect-persona/core/Manifest"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit, Schema } from "effect"
import { readFileSync } from "node:fs"
import { type Content, type Document, type Operation, resolve } from "../../codegen/document.ts"
import * as W from "../../src/internal/wire.ts"
import { documentOrSkip } from "../codegen/document.ts"

/** As many as the document has; the number may grow with the document and must not shrink by an oversight. */
const answers = 212
const requests = 59

describe("the document's own examples", () => {
  it("of answers are read and written back without loss", async (context) => {
    const document = read(documentOrSkip(context))
    const seen = await each(document, async (entry, operation) => {
      const { success } = (await Effect.runPromise(Manifest.load(entry))).schemas()
      return Object.entries(operation.responses)
        .filter(([status]) => status.startsWith("2"))
        .flatMap(([, response]) => examplesOf(document, response))
        .map((example) => roundTrip(success, example, entry.id))
    })
    assert.strictEqual(seen, answers)
  })

  it("of requests are read and written back without loss", async (context) => {
    const document = read(documentOrSkip(context))
    const seen = await each(document, async (entry, operation) => {
      const { request } = (await Effect.runPromise(Manifest.load(entry))).schemas()
      const others = entry.parameters.filter(({ in: where }) => where === "path" || where === "header")
      const parameters = Object.fromEntries(others.map(({ name }) => [name, "given"]))
      return examplesOf(document, operation.requestBody ?? {}).map((example) =>
        roundTrip(request, { ...parameters, ...(example as object) }, entry.id)
      )
    })
    assert.strictEqual(seen, requests)
  })
})

const read = (path: string): Document => JSON.parse(readFileSync(path, "utf8")) as Document

const each = async (
  document: Document,
  visit: (entry: Manifest.Entry, operation: Operation) => Promise<ReadonlyArray<unknown>>
): Promise<number> => {
  let seen = 0
  for (const entry of Manifest.all) {
    if (entry.origin !== "spec") continue
    const operation = document.paths[entry.path]?.[entry.method.toLowerCase()] as Operation
    seen += (await visit(entry, operation)).length
  }
  return seen
}

const examplesOf = (
  document: Document,
  content: Content | { readonly $ref: string }
): ReadonlyArray<unknown> =>
  Object.values(resolve<Content>(document, content).content ?? {})
    .flatMap((media) => Object.values(media.examples ?? {}))
    .map((example) => resolve(document, example as { readonly value: unknown }).value)

const all = { errors: "all", onExcessProperty: "error" } as const

const roundTrip = (schema: Schema.Codec<unknown, unknown>, wire: unknown, id: string): void => {
  const decoded = Schema.decodeUnknownExit(schema, all)(wire)
  if (Exit.isFailure(decoded)) return assert.fail(`${id}: ${W.issues(decoded.cause).join("; ")}`)
  const encoded = Schema.encodeUnknownExit(schema, all)(decoded.value)
  if (Exit.isFailure(encoded)) return assert.fail(`${id}: ${W.issues(encoded.cause).join("; ")}`)
  assert.deepStrictEqual(encoded.value, wire, id)
}
