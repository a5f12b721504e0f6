/** Draws the runs that something goes wrong in, and what happens after each of them. */
import type { EngineRequest } from "@effect-persona/importer/engines/EngineName"
import { drawEnding } from "./drawEnds.ts"
import { drawFaults } from "./drawFaults.ts"
import { changes } from "./files.ts"
import type { Random } from "./random.ts"
import type { Ending, Event, Phase, Setting } from "./script.ts"

export const drawPhase = (random: Random, script: Setting, index: number): Phase => {
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

/** The engine of a run that is not the first. */
const drawLaterEngine = (random: Random, { engine }: Setting): EngineRequest =>
  engine === "row" ? "row" : random.pick([engine, engine, engine, "row", "auto"])

export const drawLastEngine = (random: Random, setting: Setting): EngineRequest =>
  setting.engine === "row"
    ? "row"
    : random.pick([setting.engine, setting.engine, setting.engine, "row", "auto"])

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
