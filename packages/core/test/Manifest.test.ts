import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Manifest from "@effect-persona/core/Manifest"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { readFileSync } from "node:fs"
import type { Document } from "../codegen/document.ts"
import { functionName, moduleName } from "../codegen/names.ts"
import { documentOrSkip } from "./codegen/document.ts"

describe("Manifest", () => {
  describe("all", () => {
    it("lists the 209 operations of the document, 16 older and 10 newer ones, each once", () => {
      assert.deepStrictEqual(
        ["spec", "legacy", "newer"].map((origin) => lines(origin).length),
        [209, 16, 10]
      )
      assert.lengthOf(Manifest.all, 235)
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

    it("has exactly the document's operations of that origin, by method and path", (context) => {
      const { paths } = readDocument(documentOrSkip(context))
      const described = Object.entries(paths).flatMap(([path, item]) =>
        Object.keys(item)
          .filter((key) => ["get", "post", "put", "patch", "delete"].includes(key))
          .map((method) => `${method.toUpperCase()} ${path}`)
      )
      assert.sameMembers(
        Manifest.all
          .filter((entry) => entry.origin === "spec")
          .map((entry) => `${entry.method} ${entry.path}`),
        described
      )
      // What the document has is never written by hand.
      const others = Manifest.all.filter((entry) => entry.origin !== "spec")
      assert.deepStrictEqual(
        others.filter((entry) => described.includes(`${entry.method} ${entry.path}`)),
        []
      )
    })

    it("calls the operations that are written by hand as the generator would", () => {
      for (const entry of Manifest.all.filter((it) => it.origin !== "spec")) {
        assert.strictEqual(entry.module, moduleName(entry.tag))
        assert.strictEqual(entry.name, functionName(entry), entry.id)
      }
    })

    it("lists the legacy operations of the older reference and the newer ones of later documents", () => {
      assert.deepStrictEqual(lines("legacy"), [
        "GET /files/{token}/{filename}.{ext}",
        "PATCH /document/generics/{document-id}",
        "PATCH /document/government-ids/{document-id}",
        "PATCH /verification/government-ids/{verification-id}",
        "POST /document/generics",
        "POST /document/generics/{document-id}/submit",
        "POST /document/government-ids",
        "POST /document/government-ids/{document-id}/submit",
        "POST /verification/databases",
        "POST /verification/documents",
        "POST /verification/documents/{verification-id}/submit",
        "POST /verification/government-ids",
        "POST /verification/government-ids/{verification-id}/submit",
        "POST /verification/phone-numbers",
        "POST /verification/selfies",
        "POST /verification/selfies/{verification-id}/submit"
      ])
      assert.deepStrictEqual(lines("newer"), [
        "GET /batch-jobs/{batch-job-id}",
        "GET /batch-jobs/{batch-job-id}/errors",
        "POST /accounts/{account-id}/add-objects",
        "POST /accounts/{account-id}/remove-objects",
        "POST /batch-jobs",
        "POST /cases/{case-id}/add-comment",
        "POST /reports/{report-id}/review",
        "POST /transactions/{transaction-id}/add-objects",
        "POST /transactions/{transaction-id}/remove-objects",
        "POST /webhook-events/search"
      ])
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

    it("states how each operation may be repeated", () => {
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

    it("states which operations are outside the API, and what they need besides a body", () => {
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

    it("states where each list has its cursor", () => {
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

const readDocument = (path: string): Document => JSON.parse(readFileSync(path, "utf8")) as Document

const lines = (origin: string) =>
  Manifest.all
    .filter((entry) => entry.origin === origin)
    .map((entry) => `${entry.method} ${entry.path}`)
    .sort()
