/** Draws the script of a trial from its seed. */
import * as Faults from "@effect-persona/sandbox/Faults"
import type { EngineName } from "@effect-persona/importer/Policies"
import { drawLastEngine, drawPhase } from "./drawPhases.ts"
import * as Kinds from "./kinds.ts"
import { make as makeRandom, type Random } from "./random.ts"
import type { Script, Setting, Theme } from "./script.ts"

export const draw = (seed: number): Script => {
  const random = makeRandom(seed)
  const engine = drawEngine(random.fork("engine"))
  const kind = drawKind(random.fork("kind"), engine)
  const shape = random.fork("shape")
  const bulk = random.fork("bulk")
  const theme = drawTheme(random.fork("theme"), kind)
  const isItems = kind !== "accounts" && kind !== "lists"
  const isBulk = engine !== "row"
  const mixesEngines = theme.mixesEngines
  const isTyped = engine === "batch" && !mixesEngines
  const canBeNew = isItems && kind !== "device-fingerprint" && kind !== "field"
  const activationDelayMillis = isItems && shape.chance(0.1) ? shape.int(1, 20) * 1000 : 0
  const few = shape.int(8, 48)
  const rows = isBulk ? bulk.int(20, 120) : theme.isTorn ? few + 24 : few
  const unkeyed = kind === "accounts" ? shape.pick(["refuse", "derive", "allow"] as const) : "refuse"
  const setting: Setting = {
    seed,
    kind,
    engine,
    isTyped,
    columns: engine === "upload" || (mixesEngines && shape.chance(0.5)) ? "few" : "many",
    mixesEngines,
    duplicates: random.fork("duplicates").pick(["first", "first", "last", "reject"]),
    quotes: drawQuotes(random.fork("quotes")),
    corrects: theme.corrects,
    isPaced: theme.isPaced,
    sharesRate: theme.isPaced && random.fork("shares rate").chance(0.5),
    padding: theme.isTorn ? shape.pick([1200, 2000, 3000]) : 0,
    correctedAtLast: random.fork("corrected").chance(0.5),
    rows,
    batchRows: bulk.int(5, 24),
    rowsPerSecond: bulk.pick([0, 1000, 1000, 20, 5]),
    patienceSeconds: bulk.pick([20, 60]),
    refusedPercent: isBulk || theme.corrects || theme.mixesEngines ? bulk.pick([0, 3, 15]) : 0,
    lastEngine: engine,
    window: shape.pick(theme.isTorn ? [4, 8] : [4, 8, 16, 64]),
    concurrency: shape.pick(theme.isTorn ? [1, 2, 4] : theme.isPaced ? [8, 16] : [1, 2, 4, 8, 16]),
    onExisting: policyFor(engine, kind, shape.pick(["skip", "skip", "update", "update", "fail"])),
    unkeyed,
    keyMaxAgeHours: shape.pick([23, 23, 23, 12, 1]),
    list: canBeNew ? shape.pick(["id", "name", "new", "new"]) : shape.pick(["id", "name"]),
    foreignPercent: shape.pick([0, 10, 30]),
    activationDelayMillis,
    rateLimit: theme.isPaced ? shape.int(40, 80) : shape.chance(0.1) ? shape.int(20, 60) : 0
  }
  const count = random.fork("phases").pick([1, 1, 2, 2, 2, 3, 3, 4])
  const chooses = isBulk && !mixesEngines && bulk.chance(0.06)
  // Where nothing goes wrong there is no doubt either, and all that can be known has to be told.
  const isQuiet = isBulk && !theme.isSpecial && bulk.chance(0.12)
  const phases = Array.from({ length: isQuiet ? 0 : count }, (_, i) => {
    const phase = drawPhase(random.fork(`phase ${i}`), setting, theme, i)
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

const drawTheme = (random: Random, kind: string): Theme => {
  const draw = random.next()
  const corrects = draw < 0.2
  const isTorn = draw >= 0.2 && draw < 0.35
  const isMoved = draw >= 0.35 && draw < 0.47
  // Other kinds know one engine only.
  const mixesEngines = (kind === "accounts" || Kinds.uploadable.has(kind)) && random.chance(0.3)
  const isPaced = draw >= 0.47 && draw < 0.53
  return { corrects, mixesEngines, isTorn, isMoved, isPaced, isSpecial: draw < 0.53 || mixesEngines }
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

const drawQuotes = (random: Random): Faults.QuoteAs | undefined =>
  random.chance(0.3) ? random.pick(Faults.QuoteAs.literals) : undefined
