import { assert, describe, it } from "@effect/vitest"
import * as Manifest from "@effect-persona/core/Manifest"
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { differences, render } from "../../codegen/main.ts"
import { title } from "../../codegen/names.ts"
import { documentOrSkip } from "./document.ts"

describe("codegen", () => {
  describe("main", () => {
    it("renders exactly the files that are committed", async (context) => {
      const { files } = await render(documentOrSkip(context), false)
      assert.deepStrictEqual(await differences(files), [])
    })

    it("renders the same twice", async (context) => {
      const document = documentOrSkip(context)
      assert.deepStrictEqual(await render(document, false), await render(document, false))
    })

    it("writes well-formed lines without sentences of the vendor's", async (context) => {
      const { files } = await render(documentOrSkip(context), false)
      for (const [path, text] of files) {
        assert.isFalse(/[ \t]$/m.test(text), path)
        assert.isTrue(text.startsWith("// Do not edit"), path)
        assert.isTrue(text.endsWith("\n") && !text.endsWith("\n\n"), path)
      }
      const titles = new Set(Manifest.all.map((entry) => title(entry.id)))
      const vendor = [...sentences(await descriptions(documentOrSkip(context)))].filter(
        (it) => !titles.has(it)
      )
      const everything = [...files.values()].join("\n")
      assert.isAbove(vendor.length, 500)
      assert.deepStrictEqual(
        vendor.filter((sentence) => everything.includes(sentence)),
        []
      )
    })

    it("refuses a document that is not there", async () => {
      await rejects(render("/nowhere/openapi.json", false), /There is no OpenAPI document at/)
    })

    it("refuses a document other than the recorded one, unless it is accepted", async () => {
      const folder = await mkdtemp(join(tmpdir(), "codegen-"))
      const path = join(folder, "openapi.json")
      await writeFile(
        path,
        JSON.stringify({ info: { version: "1" }, paths: {}, components: { schemas: {} } })
      )
      await rejects(render(path, false), /is not the recorded document 2025-12-08/)
      // Accepted, it gets as far as the patches, which are made for another one.
      await rejects(render(path, true), /Patch .* does not apply/)
      await rm(folder, { recursive: true })
    })
  })
})

const rejects = async (promise: Promise<unknown>, message: RegExp): Promise<void> => {
  const error: unknown = await promise.then(
    () => undefined,
    (error: unknown) => error
  )
  assert.instanceOf(error, Error)
  if (error instanceof Error) assert.match(error.message, message)
}

const descriptions = async (path: string): Promise<ReadonlyArray<string>> => {
  const found: Array<string> = []
  JSON.parse(await readFile(path, "utf8"), (key, value: unknown) => {
    if (key === "description" && typeof value === "string") found.push(value)
    return value
  })
  return found
}

/** Sentences long enough to be copied from the vendor. */
const sentences = (texts: ReadonlyArray<string>): ReadonlySet<string> =>
  new Set(
    texts
      .flatMap((text) => text.split(/(?<=[.!?])\s+|\n+/))
      .filter((sentence) => sentence.split(" ").length > 5)
  )
