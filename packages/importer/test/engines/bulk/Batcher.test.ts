import { assert, describe, it } from "@effect/vitest"
import { Batcher, type Packed } from "../../../src/engines/bulk/Batcher.ts"
import type { Batch, Digest } from "../../../src/ledger/Ledger.ts"

describe("Batcher", () => {
  it("fills a batch up to a number of rows", () => {
    const batcher = make({ rows: 3 })
    const loads = rows(7)
      .map((row) => batcher.add(row))
      .filter((rowBatch) => rowBatch !== undefined)
    assert.deepStrictEqual(
      loads.map(({ items }) => items.map(numberOf)),
      [
        [0, 1, 2],
        [3, 4, 5]
      ]
    )
    assert.deepStrictEqual(
      batcher.rest().map(({ items }) => items.map(numberOf)),
      [[6]]
    )
    assert.deepStrictEqual(batcher.rest(), [])
  })

  it("fills a batch up to a number of bytes, and sends a larger row alone", () => {
    const batcher = make({ bytes: 25 })
    const [a, b, c, d] = rows(4)
    const large = { ...c!, bytes: 100 }
    const loads = [a!, b!, large, d!]
      .map((row) => batcher.add(row))
      .filter((rowBatch) => rowBatch !== undefined)
    assert.deepStrictEqual(
      loads.map(({ items }) => items.map(numberOf)),
      [[0, 1], [2]]
    )
    assert.deepStrictEqual(
      batcher.rest().map(({ items }) => items.map(numberOf)),
      [[3]]
    )
  })

  it("restores rows to the batch that they were sent in, in their old order", () => {
    const [a, b, c, d] = rows(4)
    const batch = chunkOf([c!, a!, d!])
    const batcher = make({ unfinished: [batch] })
    assert.isUndefined(batcher.add(a!))
    assert.isUndefined(batcher.add(b!))
    assert.isUndefined(batcher.add(c!))
    const rowBatch = batcher.add(d!)
    assert.deepStrictEqual(rowBatch?.items.map(numberOf), [2, 0, 3])
    assert.strictEqual(rowBatch?.before?.batch, batch)
    assert.deepStrictEqual(
      batcher.rest().map(({ items }) => items.map(numberOf)),
      [[1]]
    )
  })

  it("returns those of them that the source still has, each in its place, at its end", () => {
    const [a, b, c] = rows(3)
    const batcher = make({ unfinished: [chunkOf([c!, a!, b!])] })
    batcher.add(b!)
    const [rowBatch] = batcher.rest()
    assert.deepStrictEqual(
      rowBatch?.before?.items.map((item) => item && numberOf(item)),
      [undefined, undefined, 1]
    )
    assert.deepStrictEqual(rowBatch?.items.map(numberOf), [1])
  })

  it("accepts a row that was sent before, whether or not it would be batched now", () => {
    const [a, b] = rows(2)
    const batcher = make({ takes: () => false, unfinished: [chunkOf([a!])] })
    assert.isTrue(batcher.takes(a!))
    assert.isFalse(batcher.takes(b!))
  })
})

const make = (options: Partial<ConstructorParameters<typeof Batcher<Packed>>[0]>) =>
  new Batcher<Packed>({ takes: () => true, rows: 100, bytes: 1_000_000, unfinished: [], ...options })

const rows = (count: number): ReadonlyArray<Packed> =>
  Array.from({ length: count }, (_, i) => ({
    bytes: 10,
    job: {
      request: {},
      start: "create",
      keyed: true,
      attempt: {
        natural: digest(i),
        body: digest(0),
        number: 1,
        firstSent: { wall: 0, server: undefined },
        doubtSince: 0,
        updating: false,
        upserting: false
      }
    }
  }))

const digest = (n: number) => String.fromCharCode(n).repeat(16) as Digest

const numberOf = ({ job }: Packed): number => job.attempt.natural.charCodeAt(0)

const chunkOf = (members: ReadonlyArray<Packed>): Batch => ({
  id: 1,
  engine: "batch",
  members: members.map(({ job }) => job.attempt.natural),
  digest: digest(0),
  firstSent: { wall: 0, server: undefined },
  job: undefined
})
