/** The time of a trial: the clocks of both sides, and until when effects may still come. */
import { Effect } from "effect"
import type * as FastClock from "./clock.ts"
import type { World } from "./world.ts"

/** How much faster than the machine's clock those of a trial run. */
export const speed = 100

const hour = 3_600_000

export class Times {
  /** The client's. */
  clock: FastClock.Settings
  private readonly world: World
  /** Milliseconds by the machine's clock until which effects may still come. */
  private lateUntil = 0

  constructor(clock: FastClock.Settings, world: World) {
    this.clock = clock
    this.world = world
  }

  /** Time passes for both sides. */
  pass(hours: number): Effect.Effect<void> {
    this.setClientForward(hours)
    return this.setServerForward(hours)
  }

  setClientForward(hours: number): void {
    this.clock = { ...this.clock, offsetMillis: this.clock.offsetMillis + hours * hour }
  }

  setServerForward(hours: number): Effect.Effect<void> {
    return this.world.sandbox.advance(hours * hour)
  }

  /** Effects may come so much later than now, and on a busy machine a quarter of a second after that. */
  late(millis: number): void {
    this.lateUntil = Math.max(this.lateUntil, Date.now() + millis / speed + 250)
  }

  /** Waits for effects that come after their answers: "seconds later" does not mean days. */
  get settleLate(): Effect.Effect<void> {
    return Effect.suspend(() => Effect.sleep(Math.max(0, this.lateUntil - Date.now()) * speed))
  }
}
