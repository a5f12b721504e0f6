import { assert, describe, it } from "@effect/vitest"
import * as Digest from "../../src/internal/digest.ts"

describe("digest", () => {
  describe("make", () => {
    it("gives 16 bytes that depend on the secret, the purpose and the text", () => {
      const digester = Digest.make(secret(1))
      const bytes = digester.digest("natural", "cust-1")
      assert.strictEqual(bytes.byteLength, 16)
      assert.deepStrictEqual(Digest.make(secret(1)).digest("natural", "cust-1"), bytes)
      for (const other of [
        digester.digest("body", "cust-1"),
        digester.digest("natural", "cust-2"),
        Digest.make(secret(2)).digest("natural", "cust-1")
      ]) {
        assert.notDeepEqual(other, bytes)
      }
    })

    it("keeps nothing else alive", () => {
      assert.strictEqual(Digest.make(secret(1)).digest("natural", "x").buffer.byteLength, 16)
    })
  })

  describe("idempotencyKey", () => {
    it("is the same for the same attempt, and another for anything else", () => {
      const same = key("r", "o", 1, 2, 1)
      assert.strictEqual(key("r", "o", 1, 2, 1), same)
      assert.match(same, /^[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/)
      const others = [
        key("s", "o", 1, 2, 1),
        key("r", "p", 1, 2, 1),
        key("r", "o", 3, 2, 1),
        key("r", "o", 1, 3, 1),
        key("r", "o", 1, 2, 2)
      ]
      assert.strictEqual(new Set([same, ...others]).size, 6)
    })
  })

  describe("listKey", () => {
    it("is the same in every run and on every machine", () => {
      assert.strictEqual(
        Digest.listKey("create-a-country-list", "Embargo", 1),
        Digest.listKey("create-a-country-list", "Embargo", 1)
      )
      assert.notStrictEqual(
        Digest.listKey("create-a-country-list", "Embargo", 1),
        Digest.listKey("create-a-country-list", "Embargo", 2)
      )
    })
  })
})

const key = (run: string, operation: string, natural: number, body: number, attempt: number) =>
  Digest.idempotencyKey(run, operation, secret(natural), secret(body), attempt)

const secret = (fill: number) => new Uint8Array(32).fill(fill)
