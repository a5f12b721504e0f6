/** Counters of a scan, for progress. */
import type { Counts, Outcome } from "../Outcome.ts"

/** Counts the rows of this scan as they are read and settled. The report takes its counts from the ledger. */
export class Counters {
  read = 0
  duplicates = 0
  pausedMs = 0
  /** Rows that a retry does not send. */
  leftOut = 0
  /** Whether any row had to be sent. */
  sent = false
  private readonly outcomes: Record<Outcome["_tag"], number> = {
    Created: 0,
    Existing: 0,
    Updated: 0,
    Rejected: 0,
    Unknown: 0
  }

  private isEnded = false

  /** Adds the rows settled before the start position of this scan. */
  begin(counts: Counts) {
    if (this.isEnded) return
    this.read += counts.rows
    this.duplicates += counts.duplicates
    this.outcomes.Created += counts.created
    this.outcomes.Existing += counts.existing
    this.outcomes.Updated += counts.updated
    this.outcomes.Rejected += counts.rejected
    this.outcomes.Unknown += counts.unknown
  }

  /** Replaces the counters by the ledger's counts at the end. */
  end(counts: Counts) {
    this.isEnded = true
    this.read = counts.rows
    this.duplicates = counts.duplicates
    this.outcomes.Created = counts.created
    this.outcomes.Existing = counts.existing
    this.outcomes.Updated = counts.updated
    this.outcomes.Rejected = counts.rejected
    this.outcomes.Unknown = counts.unknown
  }

  count(outcome: Outcome["_tag"]) {
    this.outcomes[outcome]++
  }

  counts() {
    const { Created, Existing, Rejected, Unknown, Updated } = this.outcomes
    return {
      read: this.read,
      settled: Created + Existing + Rejected + Unknown + Updated + this.duplicates,
      created: Created,
      existing: Existing,
      updated: Updated,
      rejected: Rejected,
      duplicates: this.duplicates,
      unknown: Unknown,
      pausedMs: this.pausedMs
    }
  }
}
