import { assert, describe, it } from "@effect/vitest"
import { isMultipart, Multipart } from "../../../src/internal/request/Multipart.ts"

const form = "multipart/form-data; boundary=xyz"

const body = (...parts: ReadonlyArray<readonly [disposition: string, content: string]>) =>
  Buffer.from(
    `${parts
      .map(
        ([disposition, content]) =>
          `--xyz\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${content}\r\n`
      )
      .join("")}--xyz--\r\n`
  )

const read = (bytes: Uint8Array, contentType = form) => {
  const found = new Multipart(bytes, contentType).read()
  return found === undefined ? undefined : (JSON.parse(JSON.stringify(found)) as unknown)
}

describe("Multipart", () => {
  it("reads parts that are named with brackets, and files as name and content in base64", () => {
    const found = read(
      body(
        ['name="data[attributes][list-id]"', "lst_1"],
        ['name="data[attributes][file]"; filename="a \u00e4.csv"', "a,b\r\n--xy\r\n1,2\r\n"]
      )
    )
    assert.deepStrictEqual(found, {
      data: {
        attributes: {
          "list-id": "lst_1",
          file: { filename: "a \u00e4.csv", data: Buffer.from("a,b\r\n--xy\r\n1,2\r\n").toString("base64") }
        }
      }
    })
  })

  it("reads a part data with JSON, and the file next to it", () => {
    const found = read(
      body(
        ['name="data"', JSON.stringify({ attributes: { "list-id": "lst_1" } })],
        ['name="file"; filename="a.csv"', "x"]
      )
    )
    assert.deepStrictEqual(found, {
      data: { attributes: { "list-id": "lst_1", file: { filename: "a.csv", data: "eA==" } } }
    })
  })

  it("reads quotes and line ends that browsers escape in names", () => {
    assert.deepStrictEqual(read(body(['name="data[attributes][file]"; filename="a%22b.csv"', "x"])), {
      data: { attributes: { file: { filename: 'a"b.csv', data: "eA==" } } }
    })
  })

  it("reads a quoted boundary, and the type in any case", () => {
    assert.deepStrictEqual(read(body(['name="a"', "1"]), 'Multipart/Form-Data; boundary="xyz"'), { a: 1 })
    assert.isTrue(isMultipart("Multipart/Form-Data; boundary=x"))
    assert.isFalse(isMultipart("application/json"))
    assert.isFalse(isMultipart(undefined))
  })

  const whole = body(['name="a"', "1"])
  const faulty: ReadonlyArray<readonly [string, Uint8Array, string?]> = [
    ["that is cut off", whole.subarray(0, whole.length - 8)],
    ["with another boundary", whole, "multipart/form-data; boundary=other"],
    ["without a boundary", whole, "multipart/form-data"],
    ["with a part that has no name", body(["", "1"])],
    [
      "with more than a hundred parts",
      body(...Array.from({ length: 101 }, () => ['name="a"', "1"] as const))
    ],
    ["nested too deep", body([`name="a${"[b]".repeat(8)}"`, "1"])],
    ["that names a value and an object alike", body(['name="a[b]"', "1"], ['name="a[b][c]"', "2"])]
  ]
  for (const [what, bytes, contentType] of faulty) {
    it(`refuses a body ${what}`, () => {
      assert.isUndefined(read(bytes, contentType))
    })
  }

  it("compares bodies by every byte", () => {
    assert.strictEqual(new Multipart(whole, form).digest, new Multipart(body(['name="a"', "1"]), form).digest)
    assert.notStrictEqual(
      new Multipart(whole, form).digest,
      new Multipart(body(['name="a"', "2"]), form).digest
    )
  })
})
