import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Manifest from "@effect-persona/core/Manifest"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"

describe("Manifest", () => {
  describe("all", () => {
    it("lists the 209 operations of the document, each once", () => {
      const spec = Manifest.all.filter((entry) => entry.origin === "spec")
      assert.lengthOf(spec, 209)
      assert.strictEqual(new Set(Manifest.all.map((entry) => entry.id)).size, Manifest.all.length)
      assert.strictEqual(
        new Set(Manifest.all.map((entry) => `${entry.module}.${entry.name}`)).size,
        Manifest.all.length
      )
      assert.strictEqual(
        new Set(Manifest.all.map((entry) => `${entry.method} ${entry.path}`)).size,
        Manifest.all.length
      )
    })

    it("names every parameter, those in the path as required", () => {
      for (const entry of Manifest.all) {
        const inPath = [...entry.path.matchAll(/\{([^}]+)\}/g)].map((match) => match[1])
        const listed = entry.parameters.filter((parameter) => parameter.in === "path")
        assert.deepStrictEqual(
          listed.map((parameter) => parameter.name),
          inPath
        )
        assert.isTrue(listed.every((parameter) => parameter.required))
      }
      assert.deepStrictEqual(Manifest.find("list-all-accounts")?.parameters.slice(0, 2), [
        { name: "filter[reference-id]", in: "query", required: false },
        { name: "page[after]", in: "query", required: false }
      ])
    })

    it("says how each operation may be repeated", () => {
      assert.strictEqual(repeat("Accounts.list"), "safe")
      assert.strictEqual(repeat("Accounts.search"), "safe")
      assert.strictEqual(repeat("Accounts.create"), "keyed")
      assert.strictEqual(repeat("Accounts.update"), "idempotent")
      assert.strictEqual(repeat("ListItems.archiveCountry"), "idempotent")
      assert.deepStrictEqual(
        Manifest.all
          .filter((entry) => entry.origin === "spec" && entry.repeat === "once")
          .map((entry) => entry.id),
        ["runAccountAction", "create-a-graph-query", "create-a-relay", "request-a-relay-challenge"]
      )
    })

    it("says which operations live beside the API, and what they need besides a body", () => {
      const elsewhere = Manifest.all.filter((entry) => entry.server !== undefined)
      assert.deepStrictEqual(
        elsewhere.map((entry) => [entry.id, entry.server]),
        ["create-a-relay", "request-a-relay-challenge", "generate-a-relay-claim"].map((id) => [
          id,
          "/api/privacy/v1"
        ])
      )
      assert.isTrue(elsewhere.every((entry) => entry.security === "none"))
      for (const entry of Manifest.all) {
        const headers = entry.parameters.filter((it) => it.in === "header").map((it) => it.name)
        assert.deepStrictEqual(
          headers,
          entry.id === "generate-a-relay-claim" ? ["persona-relay-secret", "authorization"] : []
        )
        assert.deepStrictEqual(entry.headers ?? [], headers)
      }
    })

    it("says where each list has its cursor", () => {
      assert.deepStrictEqual(
        withPaging("body").map((entry) => entry.id),
        ["search-accounts", "search-cases", "search-inquiries"]
      )
      assert.lengthOf(withPaging("query"), 23)
    })
  })

  describe("find", () => {
    it.each(["create-an-account", "createAnAccount", "Accounts.create"])(
      "finds an operation as %s",
      (name) => {
        assert.strictEqual(Manifest.find(name)?.id, "create-an-account")
      }
    )

    it("finds nothing under another name", () => {
      for (const name of ["create", "accounts.create", "constructor", ""])
        assert.isUndefined(Manifest.find(name))
    })
  })

  describe("load", () => {
    it.effect("loads the very operation that its module exports", () =>
      Effect.gen(function* () {
        const entry = Manifest.find("Accounts.create")
        assert.isDefined(entry)
        if (entry !== undefined) assert.strictEqual(yield* Manifest.load(entry), Accounts.create)
      })
    )

    it.effect("loads every operation, with the facts that the manifest states", () =>
      Effect.forEach(
        Manifest.all,
        Effect.fnUntraced(function* (entry) {
          const { module: _, name: __, parameters: ___, ...facts } = entry
          assert.deepInclude(Object.assign({}, yield* Manifest.load(entry)), facts)
        }),
        { discard: true }
      )
    )
  })
})

const repeat = (name: string) => Manifest.find(name)?.repeat

const withPaging = (paging: string) =>
  Manifest.all.filter((it) => it.origin === "spec" && it.paging === paging)
