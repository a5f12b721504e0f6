/**
 * The state of the API's bulk endpoint within a run: requests taken, consecutive refusals, and whether the run still
 * uses it.
 */
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Effect from "effect/Effect"
import type { Stop } from "../Stop.ts"

/** Why a run does not use the endpoint: the API lacks it, refuses the API key, or refuses every request. */
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

  /** Requests that the API took, and how many of them only searched for faulty rows. */
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

  /** Counts a request that was refused as a whole. Closes the endpoint after more than {@link maxRefusals} in a row. */
  refused(error: PersonaError): Effect.Effect<void, Stop> {
    return Effect.suspend(() =>
      ++this.refusals > maxRefusals ? this.close({ why: "refused", error }) : Effect.void
    )
  }

  /** Ends the use of the endpoint, and notifies the run once. */
  close(found: Closed): Effect.Effect<void, Stop> {
    return Effect.suspend(() => {
      if (this.closed) return Effect.void
      this.closed = true
      return this.onClosed(found)
    })
  }
}

/** Consecutive requests refused as a whole that the run tolerates before it stops using the endpoint. */
const maxRefusals = 12
