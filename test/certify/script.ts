/**
 * The script of a trial, drawn from its seed: what is imported, what goes wrong while it runs, and what happens between
 * two runs. Everything that is drawn stands in it, so that a violation can be shown with all that led to it.
 */
import type { EngineName, EngineRequest } from "@effect-persona/importer/engines/EngineName"
import type * as Faults from "@effect-persona/sandbox/Faults"
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
type Setting = Omit<Script, "phases">

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

/** The engine of a run that is not the first. */
const drawLaterEngine = (random: Random, { engine }: Setting): EngineRequest =>
  engine === "row" ? "row" : random.pick([engine, engine, engine, "row", "auto"])

const drawLastEngine = (random: Random, setting: Setting): EngineRequest =>
  setting.engine === "row"
    ? "row"
    : random.pick([setting.engine, setting.engine, setting.engine, "row", "auto"])

/** The path of the requests of many rows. */
export const bulkPath = (engine: EngineName): string => (engine === "upload" ? "/importer/" : "/batch-jobs")

const drawPhase = (random: Random, script: Setting, index: number): Phase => {
  const { end, provoked } = drawEnding(random.fork("end"), script)
  return {
    command:
      index === 0 ? "import" : random.fork("command").pick(["import", "import", "import", "resume", "retry"]),
    engine: index === 0 ? script.engine : drawLaterEngine(random.fork("engine"), script),
    bulk: drawBulk(random.fork("bulk"), script),
    faults: drawFaults(random.fork("faults"), script, provoked),
    end,
    rival: random.chance(0.1),
    permissions: drawPermissions(random.fork("permissions"), script),
    after: drawEvents(random.fork("after"), script, end)
  }
}

const drawBulk = (random: Random, { engine }: Setting): Phase["bulk"] => {
  const draw = random.next()
  if (engine === "row" || draw > 0.12) return "open"
  return draw < 0.05 ? "lost" : { lostAfterMillis: random.int(20, 300) }
}

// Faults

/** What can go wrong on the way, by name. The part that is drawn is how often and for how long. */
const faultActions = {
  "request lost": () => ({ kind: "loseRequest" }),
  "answer lost": () => ({ kind: "loseAnswer" }),
  "answer cut": () => ({ kind: "cutBody" }),
  "500 with effect": () => ({ kind: "serverError", status: 500, when: "after" }),
  "500 without effect": () => ({ kind: "serverError", status: 500, when: "before" }),
  "JSON 503 with effect": () => ({ kind: "serverError", status: 503, when: "after" }),
  "JSON 503 without effect": () => ({ kind: "serverError", status: 503, when: "before" }),
  "HTML 502 with effect": () => ({ kind: "serverError", status: 502, when: "after", html: true }),
  "HTML 503 without effect": () => ({ kind: "serverError", status: 503, when: "before", html: true }),
  "HTML 504 with effect": () => ({ kind: "serverError", status: 504, when: "after", html: true }),
  "504, effect later": (random) => ({ kind: "lateEffect", millis: random.int(1, 20) * 1000 }),
  "effect delayed": (random) => ({ kind: "delay", millis: random.pick([2, 10, 70]) * 1000, when: "before" }),
  "answer delayed": (random) => ({ kind: "delay", millis: random.pick([2, 10, 70]) * 1000, when: "after" }),
  "429": (random) => ({ kind: "status", status: 429, resetSeconds: random.int(1, 3) }),
  "429 storm": () => ({ kind: "status", status: 429, resetSeconds: 1 }),
  "401": () => ({ kind: "status", status: 401 }),
  quota: () => ({ kind: "status", status: 429, title: "Quota exceeded" }),
  "409 stale": () => ({ kind: "status", status: 409, title: "Stale object error" }),
  "409 without a match": () => ({ kind: "status", status: 409 }),
  "400 idempotency": () => ({ kind: "status", status: 400, title: "Idempotency error" }),
  "422": () => ({ kind: "status", status: 422, title: "Record invalid" }),
  "job errored": (random) => ({ kind: "job", outcome: "errored", afterRows: random.int(0, 12) }),
  "job canceled": (random) => ({ kind: "job", outcome: "canceled", afterRows: random.int(0, 12) }),
  "job killed": (random) => ({ kind: "job", outcome: "killed", afterRows: random.int(0, 12) }),
  "job stuck": (random) => ({ kind: "job", outcome: "stuck", afterRows: random.int(0, 12) }),
  "job slow": (random) => ({ kind: "job", outcome: "slow", millis: random.pick([2, 10, 90]) * 1000 }),
  "rows refused for once": (random) => ({
    kind: "job",
    outcome: "rowErrors",
    probability: random.pick([0.05, 0.3]),
    seed: random.int(1, 1000)
  })
} as const satisfies Readonly<Record<string, (random: Random) => Faults.Action>>

export type FaultName = keyof typeof faultActions
export const faultNames = Object.keys(faultActions) as ReadonlyArray<FaultName>

export const jobFaultNames: ReadonlySet<FaultName> = new Set([
  "job errored",
  "job canceled",
  "job killed",
  "job stuck",
  "job slow",
  "rows refused for once"
])

/** The ones that are hardest to survive come twice as often. */
const oftenFaultNames: ReadonlyArray<FaultName> = [
  ...faultNames.filter((name) => !jobFaultNames.has(name)),
  "answer lost",
  "500 with effect",
  "504, effect later"
]

/** These end a run at once, so they strike once. */
const onlyOnce: ReadonlySet<FaultName> = new Set(["401"])
/** These spare few rows the trouble of being refused. */
const seldom: ReadonlySet<FaultName> = new Set(["422", "409 without a match", "quota"])

const drawFaults = (
  random: Random,
  script: Setting,
  provoked: Provocation | undefined
): ReadonlyArray<Fault> => {
  const kinds = new Set<Faults.Kind>()
  const faults: Array<Fault> = []
  const add = (name: FaultName, match: Faults.Match) => {
    const action: Faults.Action = faultActions[name](random)
    // The record counts by kind, so that one of each is all that can be told apart.
    if (!isPossible(name, script, match) || kinds.has(action.kind)) return
    kinds.add(action.kind)
    faults.push({ name, rule: { match, action } })
  }
  if (provoked !== undefined) for (const name of random.pick(provoked.by)) add(name, provoked.match(random))
  // What only reading back can settle: the API takes a second list of a name, and a second account without a
  // reference id.
  if (script.kind === "lists" && random.chance(0.25)) {
    add("500 with effect", { method: "POST", path: createPath(script), every: random.int(1, 4) })
  }
  if (script.unkeyed === "allow" && random.chance(0.25)) {
    add("answer lost", { method: "POST", path: createPath(script), probability: 0.9 })
  }
  if (script.engine !== "row" && random.chance(0.4)) {
    const name = random.pick([...jobFaultNames])
    const match = { method: "POST", path: bulkPath(script.engine) }
    add(name, random.chance(0.5) ? { ...match, nth: random.int(1, 5) } : { ...match, probability: 0.4 })
  }
  for (let i = random.pick([0, 1, 1, 2, 2, 3]); i > 0; i--) {
    const name = random.pick(oftenFaultNames)
    add(name, drawMatch(random, name, script))
  }
  return faults
}

const isPossible = (name: FaultName, script: Setting, match: Faults.Match): boolean => {
  switch (name) {
    // The vendor's 409 is believed where nothing can be looked up.
    case "409 without a match":
      return script.kind === "accounts"
    // An API that takes an item in a file and refuses it alone contradicts itself: its refusal is believed.
    case "422":
      return script.engine !== "upload" || script.kind === "accounts" || match.path !== createPath(script)
    // An item that becomes active late protects nothing while it is not: only the wait after a stored 500 does.
    case "504, effect later":
    case "effect delayed":
    case "answer delayed":
      return script.activationDelayMillis === 0
    default:
      return true
  }
}

const createPath = ({ kind }: Setting) =>
  kind === "accounts" ? "/accounts" : kind === "lists" ? "/list/" : "/list-item/"

const drawMatch = (random: Random, name: FaultName, script: Setting): Faults.Match => {
  const isBulk = script.engine !== "row"
  // A request of many rows, as a rule.
  const create =
    isBulk && name !== "409 without a match" && random.chance(0.75)
      ? bulkPath(script.engine)
      : createPath(script)
  const most = isBulk ? 6 : 12
  // Three of four requests, whatever they are for.
  if (name === "429 storm") return { probability: 0.75 }
  const onlyCreates = seldom.has(name) || name === "409 stale" || name === "400 idempotency"
  const match: Faults.Match =
    onlyCreates || random.chance(0.6)
      ? { method: "POST", path: create }
      : random.pick<Faults.Match>([
          {},
          { method: "GET" },
          { method: "POST" },
          script.kind === "accounts" ? { method: "PATCH" } : { method: "POST", path: "/list/" },
          ...(isBulk
            ? [{ method: "GET", path: script.engine === "batch" ? "/batch-jobs" : "/importers" }]
            : [])
        ])
  if (onlyOnce.has(name)) return { ...match, nth: random.int(1, isBulk ? most : 20) }
  if (seldom.has(name)) return { ...match, nth: random.int(1, isBulk ? most : 20) }
  const draw = random.next()
  // A probability of 1 is an outage. One of refusals for the rate is waited out, however long it takes.
  return draw < 0.08 && name !== "429"
    ? { ...match, probability: 1 }
    : draw < 0.4
      ? { ...match, nth: random.int(1, most) }
      : { ...match, probability: random.pick([0.1, 0.3, 0.5]) }
}

// Ends

/** Faults that make a step come: any of these combinations. */
interface Provocation {
  readonly by: ReadonlyArray<ReadonlyArray<FaultName>>
  readonly match: (random: Random) => Faults.Match
}

/** A step at which a process is killed. */
interface Step {
  readonly name: string
  /** How many times it may come in a run. */
  readonly most: (script: Setting) => number
  readonly weight?: number
  /** Faults without which it hardly ever comes. */
  readonly provokedBy?: Provocation["by"]
  /** Only where things are changed that exist. */
  readonly isUpdate?: boolean
  /** Only where the target is items of a list. */
  readonly isItems?: boolean
  /** Only where the list of the items is created. */
  readonly isNewList?: boolean
  /** Only, or hardly ever, where rows go together. */
  readonly by?: "bulk" | "row"
}

const request = (name: string, most: Step["most"], rest: Partial<Step> = {}): Step => ({
  name,
  most,
  ...rest
})

/** A step of the ledger, before and after it is durable. */
const durable = (name: string, most: number, rest: Partial<Step> = {}): ReadonlyArray<Step> =>
  ["before", "after"].map((when) => ({ name: `${name}, ${when}`, most: () => most, ...rest }))

/** Requests of many rows, at most. */
const mostJobs = ({ chunkRows, rows }: Setting): number => Math.ceil(rows / chunkRows)

const allSteps: ReadonlyArray<Step> = [
  request("create leaves", ({ rows }) => rows, { weight: 2, by: "row" }),
  request("create has left", ({ rows }) => rows, { weight: 8, by: "row" }),
  request("create is answered", ({ rows }) => rows, { weight: 4, by: "row" }),
  request("job leaves", mostJobs, { weight: 2, by: "bulk" }),
  request("job has left", mostJobs, { weight: 8, by: "bulk" }),
  request("job is answered", mostJobs, { weight: 6, by: "bulk" }),
  request("poll leaves", mostJobs, { weight: 3, by: "bulk" }),
  request("poll is answered", mostJobs, { weight: 4, by: "bulk" }),
  ...durable("record a request", 6, { weight: 4, by: "bulk" }),
  ...durable("record a job", 6, { weight: 6, by: "bulk" }),
  ...durable("withdraw a request", 2, { weight: 2, by: "bulk", provokedBy: [["422"], ["401"]] }),
  request("look-up leaves", () => 4),
  request("look-up is answered", () => 4),
  request("update leaves", () => 3, { isUpdate: true }),
  request("update has left", () => 3, { isUpdate: true }),
  request("update is answered", () => 3, { isUpdate: true }),
  ...durable("make the state directory", 1),
  ...durable("make the run's folder", 1),
  ...durable("prepare", 1),
  ...durable("begin a pass", 1),
  ...durable("end a pass", 1, { weight: 2 }),
  ...durable("write", 3),
  ...durable("record intents", 5, { weight: 2 }),
  ...durable("record an attempt", 3, {
    weight: 2,
    provokedBy: [["500 with effect"], ["500 without effect"], ["409 stale"], ["400 idempotency"]]
  }),
  ...durable("record an update", 3, { isUpdate: true }),
  ...durable("record rejections", 3),
  ...durable("record an outcome", 40, { weight: 2 }),
  ...durable("record a checkpoint", 4),
  ...durable("release intents", 2, { weight: 3, provokedBy: [["401"]] }),
  // A refusal that meets a row which an earlier send has left in doubt.
  ...durable("end a key", 1, { weight: 2, provokedBy: [["request lost", "422"]], isItems: true }),
  ...durable("end a list's key", 1, { provokedBy: [["422"]], isNewList: true }),
  ...durable("record outcomes", 1),
  ...durable("flush", 1),
  ...durable("write the report", 1)
]

export const steps: ReadonlyArray<string> = allSteps.map(({ name }) => name)

const drawStep = (random: Random, script: Setting): Step => {
  const canUpdate = script.kind === "accounts" && script.onExisting === "update" && script.foreignPercent > 0
  const toItems = script.kind !== "accounts" && script.kind !== "lists"
  const isBulk = script.engine !== "row"
  return random.pick(
    allSteps
      .filter(({ isItems }) => !isItems || toItems)
      .filter(({ by }) => by !== "bulk" || isBulk)
      .filter(({ isNewList, isUpdate }) => (!isUpdate || canUpdate) && (!isNewList || script.list === "new"))
      .flatMap((step) => Array.from({ length: weightOf(step, isBulk) }, () => step))
  )
}

const weightOf = (step: Step, isBulk: boolean): number =>
  isBulk && step.by === "row" ? 1 : (step.weight ?? 1) * (isRare(step) ? (isBulk ? 3 : 12) : 1)

/** What few trials can draw is drawn the more often by them. */
const isRare = ({ isNewList, isUpdate }: Step): boolean => isUpdate === true || isNewList === true

const drawEnding = (
  random: Random,
  script: Setting
): { readonly end: Ending; readonly provoked: Provocation | undefined } => {
  const draw = random.next()
  if (draw < 0.65) {
    const { by, isItems, isNewList, most, name, provokedBy } = drawStep(random, script)
    // Early occurrences more often: a late one may not come.
    const occurrence = 1 + Math.floor(random.next() ** 2 * most(script))
    const how = random.chance(0.1) ? "stop" : "kill"
    const match = (draws: Random): Faults.Match =>
      isNewList === true
        ? { method: "POST", path: "/list/", nth: 1 }
        : by === "bulk"
          ? { method: "POST", path: bulkPath(script.engine), every: draws.int(1, 3) }
          : { method: "POST", path: createPath(script), every: draws.int(isItems === true ? 2 : 1, 4) }
    return {
      end: { kind: "step", end: { step: name, occurrence, how } },
      provoked: provokedBy === undefined ? undefined : { by: provokedBy, match }
    }
  }
  return { end: drawOtherEnding(draw, random), provoked: undefined }
}

const drawOtherEnding = (draw: number, random: Random): Ending => {
  if (draw < 0.82) return { kind: "time", millis: random.int(30, 400) }
  if (draw < 0.86) return { kind: "disk", disk: { kind: "full", pages: random.int(0, 4) } }
  if (draw < 0.89) return { kind: "disk", disk: { kind: "read-only" } }
  if (draw < 0.92) return { kind: "file size", blocks: random.int(60, 500) }
  return { kind: "none" }
}

const drawPermissions = (random: Random, { engine, kind }: Setting): Phase["permissions"] => {
  if (!random.chance(0.07)) return "all"
  const resource = kind === "accounts" ? "account" : "list"
  if (engine !== "row") {
    const own = engine === "batch" ? "batch_job" : "importer"
    return random.pick([
      [],
      [`${resource}.read`, `${resource}.write`],
      [`${resource}.read`, `${resource}.write`, `${own}.write`],
      [`${resource}.write`, `${own}.read`, `${own}.write`],
      [`${resource}.read`, `${own}.read`, `${own}.write`]
    ])
  }
  return random.pick([[], [`${resource}.read`], [`${resource}.write`]])
}

// Between two runs

const drawEvents = (random: Random, script: Setting, end: Ending): ReadonlyArray<Event> => {
  const events: Array<Event> = []
  // Where a request had left, only the ledger can tell once its key is gone.
  const hasLeft = end.kind === "step" && /^(?:create|job|poll) |^record a (?:request|job)/.test(end.end.step)
  // Nothing but its key protects a row without a reference id, nor a list item while it is not active yet.
  const isProtected = script.unkeyed !== "allow" && script.activationDelayMillis === 0
  if (random.chance(hasLeft ? 0.6 : 0.2) && isProtected) events.push({ kind: "prune keys" })
  const draw = random.next()
  const isUnkeyed = script.unkeyed === "allow"
  const hours = random.pick(isUnkeyed ? [22.9, 23.1, 25, 72, 240] : [0.5, 13, 22.9, 23.1, 25, 72, 240])
  if (draw < (isUnkeyed ? 0.7 : 0.25)) events.push({ kind: "time passes", hours })
  else if (draw > 0.95) events.push({ kind: "client's clock", hours })
  else if (draw > 0.9) events.push({ kind: "server's clock", hours })
  if (random.chance(0.35)) events.push({ kind: "file", change: random.pick(changes) })
  if (random.chance(0.08)) events.push({ kind: "archive", percent: random.pick([10, 40]) })
  if (script.list === "new" && random.chance(0.04)) events.push({ kind: "archive the list" })
  if (random.chance(0.08)) events.push({ kind: "add", percent: random.pick([5, 20]) })
  return events
}
