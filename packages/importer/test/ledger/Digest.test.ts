import { assert, describe, it } from "@effect/vitest"
import * as Digest from "../../src/ledger/Digest.ts"

describe("digest", () => {
  describe("make", () => {
    it("returns 16 bytes that depend on the secret, the purpose and the text", () => {
      const digester = Digest.make(secret(1))
      const digest = digester.digest("natural", "cust-1")
      assert.strictEqual(Digest.make(secret(1)).digest("natural", "cust-1"), digest)
      for (const other of [
        digester.digest("body", "cust-1"),
        digester.digest("natural", "cust-2"),
        Digest.make(secret(2)).digest("natural", "cust-1")
      ]) {
        assert.notStrictEqual(other, digest)
      }
    })

    it("returns a form for the ledger, which restores the bytes", () => {
      for (let i = 0; i < 100; i++) {
        const digest = Digest.make(secret(1)).digest("natural", String(i))
        const bytes = Digest.toBytes(digest)
        assert.strictEqual(bytes.byteLength, Digest.digestBytes)
        assert.strictEqual(Digest.fromBytes(bytes), digest)
      }
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
  Digest.idempotencyKey(run, operation, digest(natural), digest(body), attempt)

const digest = (n: number) => Digest.make(secret(1)).digest("natural", String(n))

const secret = (fill: number) => new Uint8Array(32).fill(fill)
