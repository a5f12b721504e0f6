/**
 * The script of a trial, drawn from its seed: what is imported, what goes wrong while it runs, and what happens between
 * two runs. Everything that is drawn stands in it, so that a violation can be shown with all that led to it.
 */
import type * as Faults from "@effect-persona/sandbox/Faults"
import type { FaultName } from "./faultNames.ts"
import type { Duplicates, EngineName, EngineRequest } from "@effect-persona/importer/Policies"
import { type Change, changes } from "./files.ts"
import type { Command, Disk, End, Tear as How } from "./instruction.ts"

export interface Script {
  readonly seed: number
  readonly kind: string
  /** The engine that the trial is about. Some of its runs may have another. */
  readonly engine: EngineName
  /** Accounts of a type of their own, which batch jobs have to name. */
  readonly isTyped: boolean
  /** Which columns accounts have: `few` are those that an uploaded file can have. */
  readonly columns: "many" | "few"
  /** Whether later runs may have any engine that takes such rows. */
  readonly mixesEngines: boolean
  readonly duplicates: Duplicates
  /** How the server's refusals quote what was sent, if they do. */
  readonly quotes: Faults.QuoteAs | undefined
  /** What a person does about rows that were refused. */
  readonly corrects: boolean
  /** Whether a wait is named in the midst of a rate window. */
  readonly isPaced: boolean
  /** Whether the rate budget is kept in a store, as the command keeps it. */
  readonly sharesRate: boolean
  /** Characters beside its values that a row has, up to. */
  readonly padding: number
  /** The order of the last runs, where rows were corrected: the corrected rows before the source, or after it. */
  readonly correctedAtLast: boolean
  readonly rows: number
  /** Rows in a request of many. */
  readonly batchRows: number
  /** How fast the API works on such a request; 0 for at once. */
  readonly rowsPerSecond: number
  /** For how long a job may stand still. */
  readonly patienceSeconds: number
  /** Rows that the server refuses, in percent. */
  readonly refusedPercent: number
  /** The engine of the runs without faults, with which the trial ends. */
  readonly lastEngine: EngineRequest
  readonly window: number
  readonly concurrency: number
  readonly onExisting: "skip" | "update" | "fail"
  readonly unkeyed: "refuse" | "derive" | "allow"
  readonly keyMaxAgeHours: number
  /** How the list of items is named: by an id, by the name of a list that is there, or by a name that is new. */
  readonly list: "id" | "name" | "new"
  /** Of the file's objects, how many somebody else has made before, in percent. */
  readonly foreignPercent: number
  readonly activationDelayMillis: number
  /** Requests a minute; 0 for no limit. */
  readonly rateLimit: number
  readonly phases: ReadonlyArray<Phase>
}

/** What is the same in all phases. */
export type Setting = Omit<Script, "phases">

/** A run that something goes wrong in, and what happens before the next one. */
export interface Phase {
  /** `correct` imports rejected rows that were corrected; the source, where there are none. */
  readonly command: Command | "correct"
  readonly engine: EngineRequest
  /** Whether the API takes requests of many rows: `lost` before the run, or so many milliseconds of the machine's time after its start. */
  readonly bulk: "open" | "lost" | { readonly lostAfterMillis: number }
  readonly faults: ReadonlyArray<Fault>
  readonly end: Ending
  /** A second process wants the same run at the same time. */
  readonly rival: boolean
  /** What the API key may do meanwhile. */
  readonly permissions: "all" | ReadonlyArray<string>
  /** From so many writes on, another environment answers. */
  readonly elsewhereAfter: number | undefined
  /** What befalls the file while it is read. */
  readonly tear: Tear | undefined
  readonly after: ReadonlyArray<Event>
}

export interface Fault {
  readonly name: FaultName
  readonly rule: Faults.Rule
}

export type Ending =
  | { readonly kind: "none" }
  | { readonly kind: "step"; readonly end: End }
  /** SIGKILL so many milliseconds of the machine's time after the start. */
  | { readonly kind: "time"; readonly millis: number }
  | { readonly kind: "disk"; readonly disk: Disk }
  /** No file may grow beyond so many blocks of 512 bytes. */
  | { readonly kind: "file size"; readonly blocks: number }

export interface Tear {
  readonly how: How["how"]
  readonly step: string
  readonly occurrence: number
  /** Whether the file is as it was again before the next run, or stays as it has become. */
  readonly afterwards: "restored" | "kept"
}

export type Event =
  /** A person corrects some of the rejected rows, where they lie or in a copy, and may add some. */
  | {
      readonly kind: "correct rejects"
      readonly where: "in place" | "copy"
      readonly percent: number
      readonly added: number
    }
  /** The file has another name from now on; another one may stand in its old place. */
  | { readonly kind: "move"; readonly how: "rename" | "copy"; readonly other: boolean }
  | { readonly kind: "prune keys" }
  /** Time passes for both sides. */
  | { readonly kind: "time passes"; readonly hours: number }
  /** One side's clock is set forward. */
  | { readonly kind: "client's clock"; readonly hours: number }
  | { readonly kind: "server's clock"; readonly hours: number }
  | { readonly kind: "file"; readonly change: Change }
  /** Somebody archives (or redacts) some of the objects that are there, in percent. */
  | { readonly kind: "archive"; readonly percent: number }
  /** Somebody archives the list that the items go to. */
  | { readonly kind: "archive the list" }
  /** Somebody adds some of the file's objects, in percent. */
  | { readonly kind: "add"; readonly percent: number }

/** What an event is called in figures. */
export const eventName = (event: Event): string => {
  switch (event.kind) {
    case "file":
      return `file: ${event.change}`
    case "correct rejects":
      return `corrected rejects: ${event.where}`
    case "move":
      return `file moved: ${event.how}${event.other ? ", another in its place" : ""}`
    default:
      return event.kind
  }
}

/** What a file's change while it is read is called in figures. */
export const tearName = ({ afterwards, how }: Tear): string => `torn: ${how}, ${afterwards}`

/** How a file may change while it is read. */
export const hows = ["overwrite", "truncate", "append", "replace"] as const

const tearNames = hows.flatMap((how) =>
  (["restored", "kept"] as const).map((afterwards) => tearName({ afterwards, how, step: "", occurrence: 0 }))
)

/** Every event by its name, and the ways to continue a run. */
export const eventNames: ReadonlyArray<string> = [
  "resume",
  "retry",
  "correct",
  "prune keys",
  "time passes",
  "client's clock",
  "server's clock",
  "archive",
  "archive the list",
  "add",
  ...changes.map((change) => `file: ${change}` as const),
  "corrected rejects: in place",
  "corrected rejects: copy",
  "file moved: rename",
  "file moved: copy",
  "file moved: rename, another in its place",
  "file moved: copy, another in its place",
  ...tearNames
]

/** The engines of a trial's runs. */
export const enginesOf = ({ engine, lastEngine, phases }: Script): ReadonlySet<EngineRequest> =>
  new Set([engine, lastEngine, ...phases.map((phase) => phase.engine)])

/** Whether rows may go together in a trial. */
export const isBulk = (script: Script): boolean => [...enginesOf(script)].some((engine) => engine !== "row")

/** What a trial is about besides its engine. */
export interface Theme {
  readonly corrects: boolean
  readonly mixesEngines: boolean
  readonly isTorn: boolean
  readonly isMoved: boolean
  readonly isPaced: boolean
  readonly isSpecial: boolean
}

/** Whether a batch job may have brought accounts in, of others as well as its own. */
export const mayUpsert = ({ engine, lastEngine, phases }: Script): boolean =>
  [engine, lastEngine, ...phases.map((phase) => phase.engine)].some(
    (name) => name === "batch" || name === "auto"
  )
