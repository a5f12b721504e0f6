/** Draws how a run ends: where its process is killed, or what its disk does to it. */
import type * as Faults from "@effect-persona/sandbox/Faults"
import { bulkPath, createPath } from "./drawFaults.ts"
import type { Provocation } from "./faultNames.ts"
import type { Random } from "./random.ts"
import type { Ending, Setting } from "./script.ts"

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
  /** Only where the last of equal rows is sent. */
  readonly isLast?: boolean
  /** Only where rejected rows come back corrected. */
  readonly isCorrection?: boolean
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
const mostJobs = ({ batchRows, rows }: Setting): number => Math.ceil(rows / batchRows)

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
  ...durable("name the reject file", 1, { weight: 2 }),
  ...durable("remove the reject files", 1),
  ...durable("flush", 1),
  ...durable("end keys", 1),
  ...durable("record duplicates", 3, { isLast: true }),
  ...durable("begin a correction", 1, { isCorrection: true, weight: 8 }),
  ...durable("write the report", 1)
]

export const steps: ReadonlyArray<string> = allSteps.map(({ name }) => name)

const drawStep = (random: Random, script: Setting, isCorrection: boolean): Step => {
  const canUpdate = script.kind === "accounts" && script.onExisting === "update" && script.foreignPercent > 0
  const toItems = script.kind !== "accounts" && script.kind !== "lists"
  const isBulk = script.engine !== "row"
  return random.pick(
    allSteps
      .filter(({ isItems }) => !isItems || toItems)
      .filter(({ isLast }) => !isLast || script.duplicates === "last")
      .filter((step) => step.isCorrection !== true || isCorrection)
      .filter(({ by }) => by !== "bulk" || isBulk)
      .filter(({ isNewList, isUpdate }) => (!isUpdate || canUpdate) && (!isNewList || script.list === "new"))
      .flatMap((step) => Array.from({ length: weightOf(step, isBulk) }, () => step))
  )
}

const weightOf = (step: Step, isBulk: boolean): number =>
  isBulk && step.by === "row" ? 1 : (step.weight ?? 1) * (isRare(step) ? (isBulk ? 3 : 12) : 1)

/** What few trials can draw is drawn the more often by them. */
const isRare = ({ isNewList, isUpdate }: Step): boolean => isUpdate === true || isNewList === true

export const drawEnding = (
  random: Random,
  script: Setting,
  isCorrection: boolean
): { readonly end: Ending; readonly provoked: Provocation | undefined } => {
  const draw = random.next()
  if (draw < 0.65) {
    const { by, isItems, isNewList, most, name, provokedBy } = drawStep(random, script, isCorrection)
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
