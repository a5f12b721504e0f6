/**
 * The script of a trial, drawn from its seed: what is imported, what goes wrong while it runs, and what happens between
 * two runs. Everything that is drawn stands in it, so that a violation can be shown with all that led to it.
 */
import type { EngineName, EngineRequest } from "@effect-persona/importer/engines/EngineName"
import type * as Faults from "@effect-persona/sandbox/Faults"
import { drawLastEngine, drawPhase } from "./drawPhases.ts"
import type { FaultName } from "./drawFaults.ts"
import { type Change, changes } from "./files.ts"
import type { Command, Disk, End } from "./instruction.ts"
import * as Kinds from "./kinds.ts"
import { make as makeRandom, type Random } from "./random.ts"

export interface Script {
  readonly seed: number
  readonly kind: string
  /** The engine that the trial is about. Some of its runs may have another. */
  readonly engine: EngineName
  /** Accounts of a type of their own, which batch jobs have to name. */
  readonly isTyped: boolean
  readonly rows: number
  /** Rows in a request of many. */
  readonly chunkRows: number
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
  readonly command: Command
  readonly engine: EngineRequest
  /** Whether the API takes requests of many rows: `lost` before the run, or so many milliseconds of the machine's time after its start. */
  readonly bulk: "open" | "lost" | { readonly lostAfterMillis: number }
  readonly faults: ReadonlyArray<Fault>
  readonly end: Ending
  /** A second process wants the same run at the same time. */
  readonly rival: boolean
  /** What the API key may do meanwhile. */
  readonly permissions: "all" | ReadonlyArray<string>
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

export type Event =
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
export const eventName = (event: Event): string =>
  event.kind === "file" ? `file: ${event.change}` : event.kind

/** Every event by its name, and the ways to continue a run. */
export const eventNames: ReadonlyArray<string> = [
  "resume",
  "retry",
  "prune keys",
  "time passes",
  "client's clock",
  "server's clock",
  "archive",
  "archive the list",
  "add",
  ...changes.map((change) => `file: ${change}` as const)
] satisfies ReadonlyArray<Command | Exclude<Event["kind"], "file"> | `file: ${Change}`>

export const draw = (seed: number): Script => {
  const random = makeRandom(seed)
  const engine = drawEngine(random.fork("engine"))
  const kind = drawKind(random.fork("kind"), engine)
  const shape = random.fork("shape")
  const bulk = random.fork("bulk")
  const isItems = kind !== "accounts" && kind !== "lists"
  const isBulk = engine !== "row"
  const isTyped = engine === "batch"
  const canBeNew = isItems && kind !== "device-fingerprint" && kind !== "field"
  const activationDelayMillis = isItems && shape.chance(0.1) ? shape.int(1, 20) * 1000 : 0
  const few = shape.int(8, 48)
  const rows = isBulk ? bulk.int(20, 120) : few
  const setting: Setting = {
    seed,
    kind,
    engine,
    isTyped,
    rows,
    chunkRows: bulk.int(5, 24),
    rowsPerSecond: bulk.pick([0, 1000, 1000, 20, 5]),
    patienceSeconds: bulk.pick([20, 60]),
    refusedPercent: isBulk ? bulk.pick([0, 3, 15]) : 0,
    lastEngine: engine,
    window: shape.pick([4, 8, 16, 64]),
    concurrency: shape.pick([1, 2, 4, 8, 16]),
    onExisting: policyFor(engine, kind, shape.pick(["skip", "skip", "update", "update", "fail"])),
    unkeyed: kind === "accounts" ? shape.pick(["refuse", "derive", "allow"]) : "refuse",
    keyMaxAgeHours: shape.pick([23, 23, 23, 12, 1]),
    list: canBeNew ? shape.pick(["id", "name", "new", "new"]) : shape.pick(["id", "name"]),
    foreignPercent: shape.pick([0, 10, 30]),
    activationDelayMillis,
    rateLimit: shape.chance(0.1) ? shape.int(20, 60) : 0
  }
  const count = random.fork("phases").pick([1, 1, 2, 2, 2, 3, 3, 4])
  const chooses = isBulk && bulk.chance(0.06)
  // Where nothing goes wrong there is no doubt either, and all that can be known has to be told.
  const isQuiet = isBulk && bulk.chance(0.12)
  const phases = Array.from({ length: isQuiet ? 0 : count }, (_, i) => {
    const phase = drawPhase(random.fork(`phase ${i}`), setting, i)
    return chooses ? { ...phase, engine: "auto" as const } : phase
  })
  return {
    ...setting,
    // The API has to tell a limit under which single requests would take long, or it is those that `auto` chooses.
    rateLimit: chooses ? Math.ceil(rows / 14) : setting.rateLimit,
    lastEngine: isQuiet ? engine : drawLastEngine(random.fork("last engine"), setting),
    phases
  }
}

const drawEngine = (random: Random): EngineName => random.pick(["row", "row", "batch", "upload"])

const drawKind = (random: Random, engine: EngineName): string => {
  const draw = random.next()
  switch (engine) {
    case "row":
      return draw < 0.38 ? "accounts" : draw < 0.58 ? "lists" : random.pick(Kinds.items).name
    case "batch":
      return "accounts"
    case "upload":
      return draw < 0.35 ? "accounts" : random.pick([...Kinds.uploadable])
  }
}

/** A file that is uploaded changes nothing, and cannot say which items are there already. */
const policyFor = (engine: EngineName, kind: string, policy: Setting["onExisting"]): Setting["onExisting"] =>
  engine !== "upload"
    ? policy
    : kind === "accounts"
      ? policy === "update"
        ? "skip"
        : policy
      : policy === "fail"
        ? "skip"
        : policy
