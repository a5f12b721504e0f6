import * as Manifest from "@effect-persona/core/Manifest"
import { assert, describe, expect, it } from "@effect/vitest"
import { checkMembers, functionName, moduleName, title, typeName } from "../../codegen/names.ts"

describe("names", () => {
  it("names the operations as in the table", async () => {
    const rows = Manifest.all
      .filter((entry) => entry.origin === "spec")
      .map((entry) => `${entry.id} ${entry.module}.${entry.name} ${entry.method} ${entry.path}`)
      .sort()
    await expect(`${rows.join("\n")}\n`).toMatchFileSnapshot("./operations.txt")
  })

  describe("functionName", () => {
    it("follows method and path", () => {
      assert.strictEqual(name("GET", "/things", "Things"), "list")
      assert.strictEqual(name("POST", "/things", "Things"), "create")
      assert.strictEqual(name("GET", "/things/{thing-id}", "Things"), "retrieve")
      assert.strictEqual(name("PATCH", "/things/{thing-id}", "Things"), "update")
      assert.strictEqual(name("DELETE", "/things/{thing-id}", "Things"), "redact")
      assert.strictEqual(name("POST", "/things/search", "Things"), "search")
      assert.strictEqual(name("POST", "/things/{thing-id}/add-tag", "Things"), "addTag")
    })

    it("adds what the path names beyond the tag", () => {
      assert.strictEqual(name("POST", "/list-item/countries", "List Items"), "createCountry")
      assert.strictEqual(name("GET", "/connect/share-tokens", "Connect"), "listShareTokens")
      assert.strictEqual(name("GET", "/workflow-runs/{workflow-run-id}", "Workflows"), "retrieveRun")
    })

    it("refuses an invalid name", () => {
      assert.throws(() => name("POST", "/things/{thing-id}/delete", "Things"), /add it to the exceptions/)
    })
  })

  describe("moduleName", () => {
    it.each([
      ["API Keys", "ApiKeys"],
      ["eCBSV Database Verifications", "EcbsvDatabaseVerifications"],
      ["OAuth", "OAuth"],
      ["List Items", "ListItems"]
    ])("calls %s %s", (tag, module) => {
      assert.strictEqual(moduleName(tag), module)
    })
  })

  describe("typeName", () => {
    it("turns the name of a component into an identifier", () => {
      assert.strictEqual(typeName("list-item-country"), "ListItemCountry")
    })
  })

  describe("title", () => {
    it("is derived from the operation's id", () => {
      assert.strictEqual(title("create-an-account"), "Create an account")
      assert.strictEqual(
        title("retrieve-an-ecbsv-database-verification"),
        "Retrieve an eCBSV database verification"
      )
      assert.strictEqual(title("runAccountAction"), "Run account action")
      assert.strictEqual(title("inquiries-add-tag"), "Add tag (inquiries)")
    })
  })

  describe("checkMembers", () => {
    it("refuses two wire names with the same result", () => {
      assert.throws(
        () => checkMembers(["street-1", "street1"], "here"),
        /street-1 and street1 would both be called/
      )
    })
  })
})

const name = (method: string, path: string, tag: string) =>
  functionName({ id: "redact-a-thing", method, path, tag })
