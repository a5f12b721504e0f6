import { assert, describe, it } from "@effect/vitest"
import { Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import * as FaultSearch from "../../../src/engines/upload/FaultSearch.ts"
import { makeRandom } from "../../support/random.ts"

describe("FaultSearch", () => {
  describe("bound", () => {
    it("is min(n, 2k(⌈log2(n/k)⌉ + 2))", () => {
      const cases = [
        [1000, 0, 0],
        [1000, 1, 24],
        [1000, 7, 140],
        [1000, 50, 700],
        [1000, 1000, 1000],
        [10_000, 1, 32],
        [3, 1, 3]
      ]
      for (const [n, k, expected] of cases) assert.strictEqual(FaultSearch.bound(n!, k!), expected)
    })
  })

  describe("search", () => {
    it.effect(
      "holds its guarantees for stable faults: few uploads, nothing lost, no wrong fault, few suspects",
      () =>
        Effect.gen(function* () {
          for (const n of [1, 2, 3, 5, 8, 13, 64, 100, 317, 1000]) {
            for (const k of new Set([0, 1, 2, 7, 50, n - 1, n])) {
              if (k > n) continue
              for (const polls of [0, 1, 3]) {
                for (let seed = 1; seed <= 12; seed++) {
                  const random = makeRandom(seed * 7919 + n * 31 + k)
                  const faults = seed === 1 ? firstOf(k) : pick(n, k, random)
                  const { probe, probed } = server(faults)
                  const verdict = yield* FaultSearch.search(n, k, probe, {
                    polls,
                    concurrency: 1 + (seed % 8)
                  })
                  const of = `n ${n}, k ${k}, polls ${polls}, seed ${seed}`
                  const found = new Set([...verdict.faulty, ...verdict.suspects])
                  assert.isAtMost(verdict.uploads, FaultSearch.bound(n, k), of)
                  assert.strictEqual(verdict.uploads, probed(), of)
                  assert.isTrue(
                    [...faults].every((row) => found.has(row)),
                    of
                  )
                  assert.isTrue(
                    verdict.faulty.every((row) => faults.has(row)),
                    of
                  )
                  assert.isAtMost(verdict.suspects.length, FaultSearch.suspectsBound(n, k, polls), of)
                  assert.strictEqual(found.size, verdict.faulty.length + verdict.suspects.length, of)
                }
              }
            }
          }
        })
    )

    it.effect("needs about ten uploads for one row in a thousand, and leaves a handful to be sent", () =>
      Effect.gen(function* () {
        for (let row = 0; row < 1000; row += 37) {
          const verdict = yield* FaultSearch.search(1000, 1, server(new Set([row])).probe)
          assert.isAtMost(verdict.uploads, 10)
          assert.isAtMost(verdict.suspects.length, 4)
          assert.include(verdict.suspects, row)
        }
      })
    )

    it.effect("never costs more requests than sending the rows one by one, except for one last look", () =>
      Effect.gen(function* () {
        for (const polls of [0, 1, 2, 5]) {
          for (const k of [1, 3, 10, 40, 100, 200, 400, 800]) {
            let requests = 0
            for (let seed = 1; seed <= 10; seed++) {
              const { probe } = server(pick(1000, k, makeRandom(seed * 97 + k)))
              const verdict = yield* FaultSearch.search(1000, k, probe, { polls })
              requests += verdict.uploads * (1 + polls) + verdict.faulty.length + verdict.suspects.length
            }
            assert.isAtMost(requests / 10, 1000 + (1 + polls), `polls ${polls}, k ${k}`)
          }
        }
      })
    )

    it.effect("hands over a whole part that would cost more to search", () =>
      Effect.gen(function* () {
        for (const [n, k] of [
          [4, 1],
          [20, 5],
          [1000, 400]
        ] as const) {
          const verdict = yield* FaultSearch.search(n, k, server(pick(n, k, makeRandom(n))).probe, {
            polls: 2
          })
          assert.strictEqual(verdict.uploads, 0)
          assert.strictEqual(verdict.suspects.length, n)
        }
      })
    )

    it.effect("needs no upload if all rows are at fault, or none", () =>
      Effect.gen(function* () {
        const none = yield* FaultSearch.search(100, 0, needless)
        assert.deepStrictEqual(none, { faulty: [], suspects: [], uploads: 0 })
        const all = yield* FaultSearch.search(3, 3, needless)
        assert.deepStrictEqual(all, { faulty: [0, 1, 2], suspects: [], uploads: 0 })
      })
    )

    it.effect("hands over all rows if the count is impossible", () =>
      Effect.gen(function* () {
        for (const failed of [-1, 11, 2.5, Number.NaN]) {
          const verdict = yield* FaultSearch.search(10, failed, () => Effect.succeed(0))
          assert.strictEqual(verdict.suspects.length, 10)
        }
      })
    )

    it.effect(
      "never loses a row with intermittent faults, and clears only rows from an upload without errors",
      () =>
        Effect.gen(function* () {
          for (let seed = 1; seed <= 400; seed++) {
            const random = makeRandom(seed)
            const n = 1 + Math.floor(random() * 300)
            const permanent = pick(n, Math.floor(random() * Math.min(n, 6)), random)
            const fickle = random() * 0.02
            const isIn = new Set<number>()
            const send = (rows: ReadonlyArray<number>) => {
              let errors = 0
              for (const row of rows) {
                if (permanent.has(row) || random() < fickle) errors++
                else isIn.add(row)
              }
              return errors
            }
            const failed = send(Array.from({ length: n }, (_, at) => at))
            const verdict = yield* FaultSearch.search(n, failed, (rows) => Effect.sync(() => send(rows)), {
              polls: seed % 3
            })
            const named = new Set([...verdict.faulty, ...verdict.suspects])
            for (let row = 0; row < n; row++) assert.isTrue(isIn.has(row) || named.has(row), `seed ${seed}`)
            assert.isAtMost(verdict.uploads, FaultSearch.bound(n, failed), `seed ${seed}`)
          }
        })
    )

    it.effect("clears no row outside an upload without errors, for any counts", () =>
      Effect.gen(function* () {
        for (let seed = 1; seed <= 400; seed++) {
          const random = makeRandom(seed)
          const n = 1 + Math.floor(random() * 200)
          const k = 1 + Math.floor(random() * n)
          const clean = new Set<number>()
          const full = new Set<number>()
          const liar = (rows: ReadonlyArray<number>) =>
            Effect.sync(() => {
              const lie = [0, 1, rows.length, undefined, -1, 1e9, 0.5, Math.floor(random() * rows.length)]
              const count = lie[Math.floor(random() * lie.length)]
              for (const row of rows) {
                if (count === 0) clean.add(row)
                if (count === rows.length) full.add(row)
              }
              return count
            })
          const verdict = yield* FaultSearch.search(n, k, liar, { polls: seed % 2 })
          const named = new Set([...verdict.faulty, ...verdict.suspects])
          for (let row = 0; row < n; row++) assert.isTrue(clean.has(row) || named.has(row), `seed ${seed}`)
          if (k < n)
            assert.isTrue(
              verdict.faulty.every((row) => full.has(row)),
              `seed ${seed}`
            )
          assert.isAtMost(verdict.uploads, FaultSearch.bound(n, k), `seed ${seed}`)
        }
      })
    )

    it.effect("ends within the bound when every upload shows a fault, wherever it was", () =>
      Effect.gen(function* () {
        const verdict = yield* FaultSearch.search(1000, 1, () => Effect.succeed(1))
        assert.isAtMost(verdict.uploads, FaultSearch.bound(1000, 1))
        assert.strictEqual(verdict.suspects.length, 1000)
      })
    )

    it.effect("uploads several selections at the same time, up to its maximum", () =>
      Effect.gen(function* () {
        const { probe } = server(new Set([617]))
        let open = 0
        let most = 0
        const slow = (rows: ReadonlyArray<number>) =>
          Effect.acquireUseRelease(
            Effect.sync(() => void (most = Math.max(most, ++open))),
            () => Effect.delay(probe(rows), "10 seconds"),
            () => Effect.sync(() => void open--)
          )
        const fiber = yield* Effect.forkChild(FaultSearch.search(1000, 1, slow, { concurrency: 3 }))
        // Eight uploads in three rounds, and the last one for all that seem to be sound.
        yield* TestClock.adjust("39 seconds")
        assert.isUndefined(fiber.pollUnsafe())
        yield* TestClock.adjust("1 second")
        assert.isDefined(fiber.pollUnsafe())
        assert.strictEqual((yield* Fiber.join(fiber)).uploads, 9)
        assert.strictEqual(most, 3)
      })
    )

    it.effect("passes on the failure of an upload", () =>
      Effect.gen(function* () {
        const failed = yield* Effect.flip(FaultSearch.search(1000, 2, () => Effect.fail("refused")))
        assert.strictEqual(failed, "refused")
      })
    )
  })
})

const needless = () => Effect.die("no upload is needed")

/** A server whose faults stay. */
const server = (faults: ReadonlySet<number>) => {
  let uploads = 0
  return {
    probed: () => uploads,
    probe: (rows: ReadonlyArray<number>) =>
      Effect.sync(() => {
        uploads++
        return rows.filter((row) => faults.has(row)).length
      })
  }
}

const firstOf = (k: number): Set<number> => new Set(Array.from({ length: k }, (_, at) => at))

const pick = (n: number, k: number, random: () => number): Set<number> => {
  const rows = Array.from({ length: n }, (_, at) => at)
  for (let at = 0; at < k; at++) {
    const other = at + Math.floor(random() * (n - at))
    const row = rows[at]!
    rows[at] = rows[other]!
    rows[other] = row
  }
  return new Set(rows.slice(0, k))
}
