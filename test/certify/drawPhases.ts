/** Draws the runs that something goes wrong in, and what happens after each of them. */
import type { EngineName, EngineRequest } from "@effect-persona/importer/Policies"
import { drawEnding } from "./drawEnds.ts"
import { drawDoubt, drawFaults } from "./drawFaults.ts"
import { changes } from "./files.ts"
import { uploadable } from "./kinds.ts"
import type { Random } from "./random.ts"
import { type Ending, type Event, hows, type Phase, type Setting, type Tear, type Theme } from "./script.ts"

export const drawPhase = (random: Random, script: Setting, theme: Theme, index: number): Phase => {
  const command = index === 0 ? "import" : random.fork("command").pick(commandsFor(theme))
  const { end, provoked } = drawEnding(random.fork("end"), script, command === "correct")
  const tear =
    theme.isTorn && random.chance(index === 0 ? 1 : 0.2) ? drawTear(random.fork("tear"), script) : undefined
  // Before there is a reject file nothing can be corrected, and what is never read is not torn.
  const isPlain = ((theme.corrects && index === 0) || tear !== undefined) && random.fork("plain").chance(0.6)
  const elsewhere = random.fork("elsewhere")
  const elsewhereAfter = elsewhere.chance(0.04) ? elsewhere.int(2, 8) : undefined
  const engine = index === 0 ? script.engine : drawLaterEngine(random.fork("engine"), script)
  // Rows that one engine has left in doubt are taken up by another one while their keys are young.
  const handsOver = script.mixesEngines && !isPlain && random.fork("hands over").chance(0.5)
  return {
    command,
    engine,
    bulk: drawBulk(random.fork("bulk"), script),
    faults: isPlain
      ? []
      : handsOver
        ? drawDoubt(random.fork("doubt"), script, engine)
        : drawFaults(random.fork("faults"), script, provoked),
    end: isPlain || handsOver ? { kind: "none" } : end,
    // Which of two runs that have begun at once a file belongs to is a question to the user; and one that begins
    // elsewhere is another import.
    rival: !theme.isMoved && tear === undefined && elsewhereAfter === undefined && random.chance(0.1),
    permissions: isPlain ? "all" : drawPermissions(random.fork("permissions"), script),
    elsewhereAfter,
    tear,
    after: handsOver ? [] : drawEvents(random.fork("after"), script, theme, end)
  }
}

const commandsFor = ({ corrects }: Theme): ReadonlyArray<Phase["command"]> =>
  corrects
    ? ["import", "import", "correct", "correct", "correct", "resume", "retry"]
    : ["import", "import", "import", "resume", "retry"]

/** The file changes once some of it was read, and the rest mostly was not. */
const drawTear = (random: Random, { engine }: Setting): Tear => ({
  how: random.pick(["overwrite", "overwrite", "overwrite", ...hows]),
  step: random.chance(0.8) ? "record intents, after" : engine === "row" ? "create leaves" : "job leaves",
  occurrence: random.pick([1, 1, 2, 3]),
  afterwards: random.pick(["restored", "kept"])
})

const drawBulk = (random: Random, { engine }: Setting): Phase["bulk"] => {
  const draw = random.next()
  if (engine === "row" || draw > 0.12) return "open"
  return draw < 0.05 ? "lost" : { lostAfterMillis: random.int(20, 300) }
}

/** The engines that take such rows. */
const takers = ({ columns, isTyped, kind, onExisting }: Setting): ReadonlyArray<EngineName> => {
  const isAccounts = kind === "accounts"
  const uploads = isAccounts
    ? columns === "few" && !isTyped && onExisting !== "update"
    : uploadable.has(kind) && onExisting !== "fail"
  return ["row", ...(isAccounts ? (["batch"] as const) : []), ...(uploads ? (["upload"] as const) : [])]
}

/** The engine of a run that is not the first. */
const drawLaterEngine = (random: Random, script: Setting): EngineRequest => {
  const { engine, mixesEngines } = script
  if (mixesEngines) return random.pick(takers(script))
  return engine === "row" ? "row" : random.pick([engine, engine, engine, "row", "auto"])
}

export const drawLastEngine = drawLaterEngine

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

const drawEvents = (random: Random, script: Setting, theme: Theme, end: Ending): ReadonlyArray<Event> => {
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
  if (theme.corrects && random.chance(0.7)) {
    events.push({
      kind: "correct rejects",
      where: random.pick(["in place", "copy"]),
      percent: random.pick([30, 60, 100]),
      added: random.pick([0, 0, 1, 3])
    })
  }
  // A file that has another name and says something else from its beginning on is another import: nothing but its run
  // protects a row without a reference id.
  const isProtectedByRun = script.unkeyed !== "refuse"
  if (theme.isMoved && random.chance(0.6)) {
    const move: Event = { kind: "move", how: random.pick(["rename", "copy"]), other: random.chance(0.4) }
    if (!isProtectedByRun || !theme.isTorn) events.push(move)
  }
  // Rejected rows are known by the lines of the file that they were read from.
  if (random.chance(0.35)) {
    const change = random.pick(theme.corrects ? (["extend"] as const) : changes)
    events.push({ kind: "file", change: isProtectedByRun && theme.isMoved ? "extend" : change })
  }
  if (random.chance(0.08)) events.push({ kind: "archive", percent: random.pick([10, 40]) })
  // Corrections for a list that is gone are an import of their own, into the list that takes its place.
  if (script.list === "new" && random.chance(0.04) && !theme.corrects)
    events.push({ kind: "archive the list" })
  if (random.chance(0.08)) events.push({ kind: "add", percent: random.pick([5, 20]) })
  return events
}
