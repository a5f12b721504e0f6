/**
 * The API's endpoint for batches as a run knows it: how many requests it took, how many it refused in a row, and
 * whether the run still uses it.
 */
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Effect from "effect/Effect"
import type { Stop } from "../Stop.ts"

/** Why a run does not use the endpoint: the API does not have it, refuses the key, or refuses each request. */
export interface Closed {
  readonly why: "absent" | "refused"
  readonly error: PersonaError | undefined
}

export class BulkEndpoint {
  private readonly onClosed: (closed: Closed) => Effect.Effect<void, Stop>
  private closed = false
  private jobs = 0
  private searches = 0
  private refusals = 0

  constructor(onClosed: (closed: Closed) => Effect.Effect<void, Stop>) {
    this.onClosed = onClosed
  }

  get isClosed(): boolean {
    return this.closed
  }

  /** Requests that the API took, and those of them that only searched for faulty rows. */
  get requests(): { readonly jobs: number; readonly searches: number } {
    return { jobs: this.jobs, searches: this.searches }
  }

  /** Counts a request that the API took. */
  taken(): void {
    this.jobs++
    this.refusals = 0
  }

  /** Counts a request that only searches for faulty rows. */
  searched(): void {
    this.jobs++
    this.searches++
  }

  /** Counts a request that was refused as a whole; closes the endpoint after too many of them. */
  refused(error: PersonaError): Effect.Effect<void, Stop> {
    return Effect.suspend(() =>
      ++this.refusals > maxRefusals ? this.close({ why: "refused", error }) : Effect.void
    )
  }

  /** Ends the use of the endpoint; the run hears of it once. */
  close(found: Closed): Effect.Effect<void, Stop> {
    return Effect.suspend(() => {
      if (this.closed) return Effect.void
      this.closed = true
      return this.onClosed(found)
    })
  }
}

/** Requests refused as a whole, one after another, after which the run tries no more. */
const maxRefusals = 12
