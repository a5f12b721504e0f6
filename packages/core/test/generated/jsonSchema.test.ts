import * as Manifest from "@effect-persona/core/Manifest"
import { Account } from "@effect-persona/core/schemas/Account"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Schema } from "effect"

describe("JSON Schema", () => {
  it.effect("of a request has exactly the parameters that the manifest lists", () =>
    Effect.gen(function* () {
      for (const entry of Manifest.all) {
        const { request } = (yield* Manifest.load(entry)).schemas()
        const { schema } = Schema.toJsonSchemaDocument(request, { onExcessProperty: "error" })
        const forms = (schema["anyOf"] ?? [schema]) as ReadonlyArray<typeof schema>
        assert.isTrue(
          forms.every((form) => form["additionalProperties"] === false),
          entry.id
        )
        const [form] = forms
        assert.sameMembers(Object.keys(form?.["properties"] ?? {}), [...new Set(heads(entry.parameters))])
        const required = heads(entry.parameters.filter((it) => it.required))
        assert.sameMembers((form?.["required"] ?? []) as Array<string>, [...new Set(required)])
      }
    })
  )

  it("of a component can be made separately", () => {
    const properties = Schema.toJsonSchemaDocument(Account).schema["properties"] as Record<string, unknown>
    assert.sameMembers(Object.keys(properties), ["type", "id", "attributes", "relationships"])
    assert.include(JSON.stringify(properties), `"reference-id"`)
  })

  it.effect("of an answer can be made for every operation", () =>
    Effect.gen(function* () {
      const operations = yield* Effect.forEach(
        Manifest.all.filter((entry) => entry.response === "json"),
        Manifest.load
      )
      for (const success of new Set(operations.map((operation) => operation.schemas().success))) {
        assert.strictEqual(Schema.toJsonSchemaDocument(success).schema["type"], "object")
      }
    })
  )
})

/** The members that parameters are parts of: `filter` of `filter[status]`. */
const heads = (parameters: ReadonlyArray<Manifest.Parameter>) =>
  parameters.map(({ name }) => name.replace(/\[.*/, ""))
