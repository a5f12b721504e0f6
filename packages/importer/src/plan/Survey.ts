/**
 * Reads a source once and determines what an import would do with each row: invalid rows, duplicates, rows settled by
 * an earlier run of the same import, and existing objects with the effect of the policy.
 *
 * A row costs its mapping and the digest of its natural key. Only rows that need a look-up are held, until they fill
 * some requests.
 */
import type { OnExisting } from "../Policies.ts"
import type { Found } from "../targets/Found.ts"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import * as Reconcile from "../engines/row/Reconcile.ts"
import type { Destination, Failure } from "../targets/Destination.ts"
import { lookUpSize } from "../targets/accounts/Destination.ts"
import * as Duplicates from "../mapping/Duplicates.ts"
import { batchRows } from "../engines/bulk/limits.ts"
import type { SourceError } from "../SourceError.ts"
import type { Attempt, Disposition, LedgerError } from "../ledger/Ledger.ts"
import type * as Mapping from "../Mapping.ts"
import type { Counts, Outcome } from "../Outcome.ts"
import * as Problems from "../Problems.ts"
import type * as Source from "../Source.ts"
import * as TagCensus from "../mapping/TagCensus.ts"
import type { EarlierRun } from "./EarlierRun.ts"
import { noWork, type Work } from "./Cost.ts"

export interface Options {
  readonly table: Source.Table
  readonly mapper: Mapping.RowMapper
  readonly destination: Destination<any>
  readonly policy: OnExisting
  /** Maps a record to a row with its identity. */
  readonly identify: (record: Source.SourceRecord) => Mapping.Row
  readonly duplicates: Duplicates.Duplicates
  /** Judges rows of one natural key. `undefined` if the earlier run does. */
  readonly judge: Duplicates.Judge | undefined
  /** Whether rows are looked up. Rows without a look-up count as new. */
  readonly lookUp: boolean
  /** The run that the import would continue. */
  readonly earlier: EarlierRun | undefined
  readonly keyMaxAgeMillis: number
}

export interface Survey {
  /** The counts that the row engine would report. */
  readonly counts: Counts
  /**
   * - `rows`: rows that batches can carry.
   * - `absent`: rows of these without an object at the API.
   * - `mixed`: rows of these in batches with both existing and absent objects.
   */
  readonly together: { readonly rows: number; readonly absent: number; readonly mixed: number }
  /** The work left to the row engine if batches carry the other rows. */
  readonly single: Work
  /** Rows that are `existing` or `updated` because a look-up found a usable object. */
  readonly found: { readonly existing: number; readonly updated: number; readonly differing: number }
  /** The number of objects that differ from their rows in each field, by the vendor's names. */
  readonly differingFields: Readonly<Record<string, number>>
  readonly problems: ReadonlyArray<Problems.Group>
  readonly work: Work
  /** Rows to send without protection against duplicate creation. */
  readonly unkeyed: number
  /** Rows that cannot be looked up because their reference id has a comma. */
  readonly commas: number
  /** Rows with a natural key that count as new without a look-up. */
  readonly notLookedUp: number
  /** Rows in doubt in an earlier run. */
  readonly inDoubt: number
  readonly tags: TagCensus.TagCensus
}

export const run = (
  options: Options
): Effect.Effect<Survey, SourceError | Failure | LedgerError, PersonaClient> =>
  Effect.suspend(() => {
    const surveyor = new Surveyor(options)
    return Effect.as(
      Effect.andThen(
        Stream.runForEach(options.table.windows, ({ records }) => surveyor.read(records)),
        Effect.suspend(() => surveyor.ask(true))
      ),
      surveyor
    ).pipe(Effect.map((done) => done.survey()))
  })

/** Reference ids that are looked up at the same time: some full requests. */
const asked = 10 * lookUpSize

/** A row that needs a look-up, and the known facts about it. */
interface Question {
  readonly row: Mapping.ValidRow
  readonly known: Disposition | undefined
  /** The number of batch rows before it. */
  readonly before: number
}

class Surveyor {
  private readonly options: Options
  private readonly problems = Problems.make()
  private readonly tags = TagCensus.make()
  private readonly differingFields = new Map<string, number>()
  private questions: Array<Question> = []
  private rows = 0
  private rejected = 0
  private duplicates = 0
  private unknown = 0
  private created = 0
  private existing = 0
  private updated = 0
  private differing = 0
  private existingAfterDoubt = 0
  private unkeyed = 0
  private commas = 0
  private notLookedUp = 0
  private inDoubt = 0
  private together = 0
  private single = 0
  /** The number of existing rows in each thousand of batch rows. */
  private readonly foundIn: Array<number> = []
  private readonly found = { all: 0, existing: 0, updated: 0, differing: 0 }
  private readonly work = { sent: 0, refused: 0, confirmed: 0, updates: 0, lookedUpTogether: 0 }

  constructor(options: Options) {
    this.options = options
  }

  read(
    records: ReadonlyArray<Source.SourceRecord>
  ): Effect.Effect<void, Failure | LedgerError, PersonaClient> {
    const { earlier, identify, judge } = this.options
    const known: Array<Mapping.ValidRow> = []
    for (const record of records) {
      this.rows++
      const row = identify(record)
      if (row._tag === "Invalid") {
        this.reject(row.line, row.problems)
        continue
      }
      const verdict = judge?.(row)
      if (verdict !== undefined && verdict._tag !== "Unique") {
        if (verdict._tag === "Duplicate") this.duplicates++
        else this.reject(row.line, [verdict.problem])
      } else if (earlier === undefined) this.meet(row)
      else known.push(row)
    }
    if (known.length > 0) return this.recall(known)
    return this.questions.length >= asked ? this.ask() : Effect.void
  }

  /** Asks the earlier run for the dispositions of rows. */
  private recall(rows: ReadonlyArray<Mapping.ValidRow>) {
    const { duplicates, earlier, keyMaxAgeMillis } = this.options
    return Effect.gen({ self: this }, function* () {
      const wall = yield* Clock.currentTimeMillis
      const dispositions = yield* earlier!.admit(rows, { wall, server: undefined })
      for (const [i, disposition] of dispositions.entries()) {
        const row = rows[i]!
        switch (disposition._tag) {
          case "Send":
            this.meet(row)
            break
          case "Duplicate":
            if (duplicates === "reject") this.reject(row.line, [Duplicates.problem(disposition.firstLine)])
            else this.duplicates++
            break
          case "Settled":
            this.count(row, disposition.outcome)
            break
          case "Edited":
            this.meetEdited(row, disposition)
            break
          case "Resume":
            this.meetAgain(row, disposition, wall - disposition.attempt.firstSent.wall < keyMaxAgeMillis)
            break
          case "LeftOut":
            break
        }
      }
      if (this.questions.length >= asked) yield* this.ask()
    })
  }

  /** Handles a row that was never sent. */
  private meet(row: Mapping.ValidRow): void {
    this.tags.add(row.request)
    if (row.natural === undefined) this.unkeyed++
    if (row.hasComma) this.commas++
    const before = this.weigh(row)
    if (this.canLookUp(row)) this.questions.push({ row, known: undefined, before })
    else {
      if (row.natural !== undefined) this.notLookedUp++
      this.create()
    }
  }

  /** Counts a row as a batch row, or as a single row if no reference id finds it. Returns the batch rows before it. */
  private weigh(row: Mapping.ValidRow): number {
    const before = this.together
    if (row.natural === undefined || row.hasComma) this.single++
    else this.together++
    return before
  }

  /** Handles a row that was applied and has changed since. */
  private meetEdited(row: Mapping.ValidRow, known: Disposition): void {
    const before = this.weigh(row)
    if (this.canLookUp(row)) this.questions.push({ row, known, before })
    // A row that cannot be looked up stays unchanged.
    else this.count(row, { _tag: "Existing", resource: undefined, differing: true, afterDoubt: false })
  }

  /** Handles a row that an earlier run may have sent. */
  private meetAgain(
    row: Mapping.ValidRow,
    known: Extract<Disposition, { readonly _tag: "Resume" }>,
    isYoung: boolean
  ): void {
    this.inDoubt++
    const before = this.weigh(row)
    if (this.canLookUp(row)) this.questions.push({ row, known, before })
    else if (row.natural !== undefined || (known.sendable && isYoung)) this.create()
    else this.unknown++
  }

  private canLookUp(row: Mapping.ValidRow): boolean {
    const { destination, lookUp } = this.options
    return lookUp && row.natural !== undefined && destination.canLookUp(row.request)
  }

  private create(): void {
    this.created++
    this.work.sent++
    if (this.options.destination.confirm !== undefined) this.work.confirmed++
  }

  /** Looks up waiting rows in full requests; at the end, also the rest. */
  ask(isEnd = false): Effect.Effect<void, Failure, PersonaClient> {
    const full = this.questions.length - (this.questions.length % lookUpSize)
    const questions = isEnd ? this.questions : this.questions.slice(0, full)
    if (questions.length === 0) return Effect.void
    this.questions = isEnd ? [] : this.questions.slice(full)
    const { destination } = this.options
    let rest = 0
    return Effect.forEach(
      questions,
      ({ before, known, row }) =>
        Effect.map(destination.lookUp(row.request, { fresh: false }), (found) => {
          if (known?._tag === "Edited") rest++
          if (found !== undefined) {
            const batch = Math.floor(before / batchRows)
            this.foundIn[batch] = (this.foundIn[batch] ?? 0) + 1
          }
          this.answer(row, known, found)
        }),
      { concurrency: destination.sharesLookUps ? "unbounded" : 1, discard: true }
    ).pipe(
      Effect.tap(() =>
        Effect.sync(() => {
          if (destination.sharesLookUps) this.work.lookedUpTogether += Math.ceil(rest / lookUpSize)
        })
      )
    )
  }

  private answer(row: Mapping.ValidRow, known: Disposition | undefined, found: Found | undefined): void {
    if (found === undefined) return this.create()
    this.found.all++
    const { destination, policy } = this.options
    if (known?._tag !== "Edited" && !destination.lookUpFirst) {
      // The import learns of the object by the API's refusal.
      this.work.sent++
      this.work.refused++
    }
    const attempt: Attempt | undefined = known?._tag === "Resume" ? known.attempt : undefined
    const outcome = Reconcile.reconcile(found, {
      inDoubt: attempt !== undefined,
      doubtSince: attempt?.doubtSince ?? 0,
      updating: attempt?.updating ?? false,
      upserting: attempt?.upserting ?? false,
      policy,
      canUpdate: destination.update !== undefined
    })
    if (found.differing.length > 0 && found.unusable === undefined && policy !== "fail") {
      for (const field of found.differing) {
        this.differingFields.set(field, (this.differingFields.get(field) ?? 0) + 1)
      }
    }
    const differs = found.differing.length > 0 ? 1 : 0
    if (outcome !== "update") {
      if (outcome._tag === "Existing" && found.unusable === undefined) {
        this.found.existing++
        this.found.differing += differs
      }
      return this.count(row, outcome)
    }
    this.work.updates++
    this.found.updated++
    this.found.differing += differs
    this.count(row, { _tag: "Updated", resource: found.id, differing: true })
  }

  private reject(line: number, problems: ReadonlyArray<Mapping.Problem>): void {
    this.rejected++
    this.problems.add(line, problems)
  }

  private count(row: Mapping.ValidRow, outcome: Outcome): void {
    switch (outcome._tag) {
      case "Created":
        this.created++
        break
      case "Existing":
        this.existing++
        if (outcome.differing) this.differing++
        if (outcome.afterDoubt) this.existingAfterDoubt++
        break
      case "Updated":
        this.updated++
        if (outcome.differing) this.differing++
        break
      case "Rejected":
        this.reject(row.line, [this.options.mapper.problemAt(outcome)])
        break
      case "Unknown":
        this.unknown++
        break
    }
  }

  /** The number of rows in thousands that have both existing and absent rows. */
  private mixed(): number {
    return this.foundIn.reduce((sum, found = 0, batch) => {
      const size = Math.min(batchRows, this.together - batch * batchRows)
      return found < size ? sum + size : sum
    }, 0)
  }

  survey(): Survey {
    const { commas, inDoubt, notLookedUp, tags, unkeyed } = this
    return {
      counts: {
        rows: this.rows,
        created: this.created,
        existing: this.existing,
        updated: this.updated,
        rejected: this.rejected,
        duplicates: this.duplicates,
        unknown: this.unknown,
        differing: this.differing,
        existingAfterDoubt: this.existingAfterDoubt,
        counted: 0
      },
      together: { rows: this.together, absent: this.together - this.found.all, mixed: this.mixed() },
      single: { ...noWork, sent: this.single },
      found: {
        existing: this.found.existing,
        updated: this.found.updated,
        differing: this.found.differing
      },
      differingFields: Object.fromEntries([...this.differingFields].toSorted((a, b) => b[1] - a[1])),
      problems: this.problems.groups(),
      work: this.work,
      unkeyed,
      commas,
      notLookedUp,
      inDoubt,
      tags
    }
  }
}
