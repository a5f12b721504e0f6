import { assert, describe, it } from "@effect/vitest"
import { Clock, Duration, Effect, Fiber } from "effect"
import { TestClock } from "effect/testing"
import * as JobPolling from "../../../src/engines/bulk/JobPolling.ts"

describe("JobPolling", () => {
  it.effect("first looks after 250 ms, and then less and less often, up to every 30 s", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "10 minutes" })
      const job = yield* jobOf("5 minutes")
      yield* passing(poller.await(job.look, isEnded))
      const gaps = job.looks.map((at, i) => at - (job.looks[i - 1] ?? 0))
      assert.deepStrictEqual(gaps.slice(0, 4), [250, 250, 375, 563])
      assert.isTrue(gaps.every((gap, i) => gap <= 30_000 && (i === 0 || gap >= gaps[i - 1]!)))
      assert.strictEqual(gaps.at(-1), 30_000)
      assert.isBelow(gaps.length, 25)
    })
  )

  it.effect(
    "converges on one or two polls a job for steady durations, without waiting much longer than needed",
    () =>
      Effect.gen(function* () {
        for (const millis of [40, 700, 4000, 25_000]) {
          const poller = yield* JobPolling.make({ overdue: "10 minutes" })
          const jobs: Array<Job> = []
          for (let i = 0; i < 60; i++) {
            const job = yield* jobOf(millis)
            yield* passing(poller.await(job.look, isEnded))
            jobs.push(job)
          }
          const learned = jobs.slice(20)
          assert.isAtMost(Math.max(...learned.map(({ looks }) => looks.length)), 2, `${millis} ms`)
          assert.isAtMost(mean(learned.map(({ looks }) => looks.length)), 1.5, `${millis} ms`)
          const late = mean(learned.map(({ looks }) => looks.at(-1)! - millis))
          assert.isAtMost(late, Math.max(250, millis * 0.25), `${millis} ms`)
        }
      })
  )

  it.effect("needs few looks when durations vary by half", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "10 minutes" })
      const counts: Array<number> = []
      for (let i = 0; i < 100; i++) {
        const job = yield* jobOf(2000 + ((i * 7919) % 2000))
        yield* passing(poller.await(job.look, isEnded))
        counts.push(job.looks.length)
      }
      assert.isAtMost(mean(counts.slice(20)), 2)
    })
  )

  it.effect("forgets one slow job soon", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "1 hour" })
      let last = yield* jobOf("1 second")
      for (let i = 0; i < 50; i++) {
        last = yield* jobOf(i === 20 ? "10 minutes" : "1 second")
        yield* passing(poller.await(last.look, isEnded))
        if (i === 21) assert.isAtMost(last.looks[0]!, 2500)
      }
      assert.isAtMost(last.looks.at(-1)!, 1250)
    })
  )

  it.effect("lets several fibers learn from each other", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "10 minutes" })
      for (let round = 0; round < 6; round++) {
        const jobs = yield* Effect.all([jobOf("8 seconds"), jobOf("8 seconds"), jobOf("8 seconds")])
        yield* passing(
          Effect.forEach(jobs, ({ look }) => poller.await(look, isEnded), { concurrency: "unbounded" })
        )
        if (round === 5) for (const { looks } of jobs) assert.isAtMost(looks.length, 2)
      }
    })
  )

  it.effect("counts concurrent jobs as one", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "10 minutes" })
      const counts: Array<number> = []
      for (let round = 0; round < 60; round++) {
        const jobs = yield* Effect.all(Array.from({ length: 16 }, () => jobOf("1 second")))
        yield* passing(
          Effect.forEach(jobs, ({ look }) => poller.await(look, isEnded), { concurrency: "unbounded" })
        )
        if (round >= 10) counts.push(...jobs.map(({ looks }) => looks.length))
      }
      assert.isAtMost(mean(counts), 1.2)
    })
  )

  it.effect("does not mistake delayed polls for long jobs", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "10 minutes" })
      let last = yield* jobOf("1 second")
      for (let i = 0; i < 30; i++) {
        last = yield* jobOf("1 second")
        yield* passing(poller.await(Effect.delay(last.look, "20 seconds"), isEnded))
      }
      assert.isAtMost(last.looks[0]!, 21_500)
    })
  )

  it.effect("gives up a job that does not end, at its deadline and after few polls", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "10 minutes" })
      const job = yield* jobOf("1 day")
      const error = yield* Effect.flip(passing(poller.await(job.look, isEnded)))
      assert.strictEqual(error._tag, "Overdue")
      assert.strictEqual(job.looks.at(-1), 600_000)
      assert.isAtMost(job.looks.length, 35)
    })
  )

  it.effect("leaves a slow but progressing job alone, until it has stalled for too long", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "1 minute" })
      const slow = yield* jobOf("20 minutes")
      yield* passing(poller.await(slow.look, isEnded, { progress: rowsRead }))
      assert.isAtLeast(slow.looks.at(-1)!, 20 * 60_000)

      const stuck = yield* jobOf("20 minutes")
      const stopped = (seen: Seen) => Math.min(5, rowsRead(seen))
      const error = yield* Effect.flip(passing(poller.await(stuck.look, isEnded, { progress: stopped })))
      assert.strictEqual(error._tag, "Overdue")
      // It moved last after 100 s, which was seen 30 s later at the latest.
      assert.isAtLeast(stuck.looks.at(-1)!, 160_000)
      assert.isAtMost(stuck.looks.at(-1)!, 190_000)
    })
  )

  it.effect("does not treat a falling number, or a missing one, as progress", () =>
    Effect.gen(function* () {
      for (const progress of [({ elapsed }: Seen) => 1e9 - elapsed, () => Number.NaN, () => undefined]) {
        const poller = yield* JobPolling.make({ overdue: "1 minute" })
        const job = yield* jobOf("1 day")
        yield* Effect.flip(passing(poller.await(job.look, isEnded, { progress })))
        assert.isAtMost(job.looks.at(-1)!, 61_000)
      }
    })
  )

  it.effect("polls a long-known job at once, once even after its deadline, and learns nothing from it", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "10 minutes" })
      const ended = yield* jobOf(0)
      yield* passing(poller.await(ended.look, isEnded, { age: "2 hours" }))
      assert.deepStrictEqual(ended.looks, [0])
      const stuck = yield* jobOf("1 day")
      const error = yield* Effect.flip(passing(poller.await(stuck.look, isEnded, { age: "2 hours" })))
      assert.strictEqual(error._tag, "Overdue")
      assert.deepStrictEqual(stuck.looks, [0])
      const next = yield* jobOf(0)
      yield* passing(poller.await(next.look, isEnded))
      assert.deepStrictEqual(next.looks, [250])
    })
  )

  it.effect("passes on the failure of a look", () =>
    Effect.gen(function* () {
      const poller = yield* JobPolling.make({ overdue: "10 minutes" })
      const failed = yield* Effect.flip(passing(poller.await(Effect.fail("down"), () => false)))
      assert.strictEqual(failed, "down")
    })
  )
})

interface Seen {
  readonly elapsed: number
  readonly ended: boolean
}

interface Job {
  readonly look: Effect.Effect<Seen>
  /** When it was looked at, in milliseconds from its acceptance. */
  readonly looks: Array<number>
}

/** One more every 20 seconds. */
const rowsRead = ({ elapsed }: Seen) => Math.floor(elapsed / 20_000)

const isEnded = ({ ended }: Seen) => ended

/** A job that is accepted now and ends after a while. */
const jobOf = (takes: Duration.Input): Effect.Effect<Job> =>
  Effect.map(Clock.currentTimeMillis, (accepted) => {
    const looks: Array<number> = []
    const look = Effect.map(Clock.currentTimeMillis, (now) => {
      looks.push(now - accepted)
      return { elapsed: now - accepted, ended: now - accepted >= Duration.toMillis(takes) }
    })
    return { look, looks }
  })

const passing = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
  Effect.gen(function* () {
    const fiber = yield* Effect.forkChild(effect)
    yield* TestClock.adjust("1 day")
    return yield* Fiber.join(fiber)
  })

const mean = (numbers: ReadonlyArray<number>) => numbers.reduce((sum, each) => sum + each, 0) / numbers.length
