import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as File from "../../../src/File.ts"
import * as Multipart from "../../../src/internal/wire/multipart.ts"

describe("multipart", () => {
  it("names parts with brackets, and is read back correctly by others", () =>
    Effect.gen(function* () {
      const form = yield* parsed({
        data: { attributes: { "list-id": "lst_1", file: File.fromString('a"b.csv', "value\n1\n") } }
      })
      assert.deepStrictEqual([...form.keys()], ["data[attributes][list-id]", "data[attributes][file]"])
      assert.strictEqual(form.get("data[attributes][list-id]"), "lst_1")
      const file = form.get("data[attributes][file]")
      assert.isTrue(file instanceof Blob)
      assert.strictEqual(yield* Effect.promise(() => (file as Blob).text()), "value\n1\n")
    }).pipe(Effect.runPromise))

  it("writes the same bytes for the same content, and another boundary for another", () => {
    assert.deepStrictEqual(encode("a"), encode("a"))
    assert.notStrictEqual(encode("a").contentType, encode("b").contentType)
  })
})

const encode = (text: string) => bytes({ data: { file: File.fromString("a.csv", text) } })

const bytes = (members: Readonly<Record<string, unknown>>) => {
  const body = Multipart.encode(members)
  if (body._tag !== "Uint8Array") throw new Error("A multipart body is bytes")
  return body
}

const parsed = (members: Readonly<Record<string, unknown>>) =>
  Effect.promise(() => {
    const { body, contentType } = bytes(members)
    return new Response(new Uint8Array(body), { headers: { "content-type": contentType } }).formData()
  })
