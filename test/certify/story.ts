/** What happens in a trial: told for people, counted for the certificate, and held against the importer. */
import type { Report } from "@effect-persona/importer/Report"
import type { Ended } from "./instruction.ts"
import type { Gone } from "./pool.ts"
import type { Ending } from "./script.ts"

/** Figures that are added up over trials. */
export interface Tally {
  readonly rows: number
  readonly processes: number
  readonly requests: number
  readonly faults: Readonly<Record<string, number>>
  /** Where processes were killed. */
  readonly kills: Readonly<Record<string, number>>
  /** How processes ended that were not killed. */
  readonly ends: Readonly<Record<string, number>>
  readonly events: Readonly<Record<string, number>>
  /** What stood in a run's way besides faults, and had its effect. */
  readonly obstacles: Readonly<Record<string, number>>
  /** Runs by the engine that they had, and by what became of it. */
  readonly engines: Readonly<Record<string, number>>
  readonly outcomes: Readonly<Record<string, number>>
  /** Workers that took a step and lived to tell, by step. */
  readonly steps: Readonly<Record<string, number>>
  /** Values of rows that were searched for where they must not be, and those that were found. */
  readonly canaries: Readonly<Record<"searched" | "found", number>>
}

/** What can stand in a run's way besides faults. */
export const obstacles = {
  fullDisk: "a disk that is full",
  readOnly: "a ledger that is read-only",
  fileSize: "a limit for the size of files",
  rival: "another process that works on the run",
  permission: "a permission that is taken away",
  rateLimit: "a small rate limit",
  late: "list items that become active late",
  lost: "requests of many rows that the API takes no more",
  elsewhere: "another environment that answers all at once",
  changed: "a source that was found to have changed",
  otherEngine: "a run that goes on with another engine",
  quoted: "a refusal that quotes what was sent",
  corrected: "a rejected row that a person corrects",
  addedRow: "a row that a person adds to a reject file"
} as const

type Counted = "faults" | "kills" | "ends" | "events" | "obstacles" | "steps" | "engines"

export class Story {
  readonly lines: Array<string> = []
  readonly violations: Array<string> = []
  readonly counts: Record<Counted, Record<string, number>> = {
    faults: {},
    kills: {},
    ends: {},
    events: {},
    obstacles: {},
    steps: {},
    engines: {}
  }

  count(what: Counted, name: string, times = 1): void {
    const counts = this.counts[what]
    if (times > 0) counts[name] = (counts[name] ?? 0) + times
  }

  obstacle(name: keyof typeof obstacles): void {
    this.count("obstacles", obstacles[name])
  }

  /** Takes note of how a run ended; gives the name of it. */
  hear({ code, ended, printed, signal }: Gone, end: Ending): string {
    if (signal === "SIGKILL") {
      const where = end.kind === "step" ? end.end.step : "at a random time"
      this.count("kills", where)
      this.lines.push(`killed: ${where}`)
      return "killed"
    }
    const name = endName(ended)
    this.count("ends", name)
    this.countEngine(ended)
    for (const step of ended?.steps ?? []) this.count("steps", step)
    this.lines.push(
      ended?._tag === "Report"
        ? `ended: ${name}, ${JSON.stringify(brief(ended.report))}`
        : `ended: ${name} (${ended?.message ?? `status ${code}, signal ${signal}`})`
    )
    if (ended === undefined || ended._tag === "Defect") {
      this.violations.push(
        `the importer broke: ${ended?.message ?? `status ${code}, signal ${signal}, ${printed}`}`
      )
    }
    return name
  }

  private countEngine(ended: Ended | undefined): void {
    if (ended === undefined || ended._tag === "Defect" || ended.report === undefined) return
    const { engine, fellBack, jobs, searches } = ended.report
    this.count("engines", `runs that ended by themselves, ${engine}`)
    if (fellBack !== null) this.count("engines", `runs that went on row by row, ${engine}`)
    this.count("engines", `requests of many rows, ${engine}`, jobs)
    this.count("engines", `of these, searches for rows at fault, ${engine}`, searches)
  }
}

const endName = (ended: Ended | undefined): string =>
  ended === undefined
    ? "broken"
    : ended._tag === "Report"
      ? ended.report.status
      : ended._tag === "Defect"
        ? "broken"
        : ended.error

const brief = (report: Report) => {
  const { created, duplicates, existing, existingAfterDoubt, rejected, requests, rows, unknown, updated } =
    report
  return { rows, created, existing, existingAfterDoubt, updated, rejected, duplicates, unknown, requests }
}
