/**
 * What a certification has to have met. A kind of fault that ceases to happen, or a new durable step at which nobody
 * is killed, would pass unnoticed otherwise: what does not happen breaks nothing.
 */
import { duplicatesPolicies, engineNames } from "@effect-persona/importer/Policies"
import * as Kinds from "./kinds.ts"
import { steps } from "./drawEnds.ts"
import { faultNames } from "./faultNames.ts"
import * as Script from "./script.ts"
import { obstacles } from "./story.ts"
import type { Summary } from "./trials.ts"

/** What few trials, chosen by `cover`, meet each time they are run. */
export const missing = ({
  duplicates,
  engines,
  tally,
  targets
}: Pick<Summary, "duplicates" | "engines" | "tally" | "targets">): ReadonlyArray<string> => [
  ...absent(
    "target",
    [Kinds.accounts, Kinds.lists, ...Kinds.items].map(({ name }) => name),
    targets
  ),
  ...absent("engine", engineNames, engines),
  ...absent("duplicates", duplicatesPolicies, duplicates),
  ...absent("fault", faultNames, tally.faults),
  ...absent("event", Script.eventNames, tally.events),
  ...absent("obstacle", Object.values(obstacles), tally.obstacles),
  ...Object.keys(tally.steps)
    .filter((step) => !known.has(step))
    .map((step) => `a step that no trial kills at: ${step}`)
]

/** What many trials meet besides: a kill at every step. */
export const missingKills = ({ tally }: Pick<Summary, "tally">): ReadonlyArray<string> =>
  absent("kill", [...steps, "at a random time"], tally.kills)

const absent = (
  what: string,
  names: ReadonlyArray<string>,
  counts: Readonly<Record<string, number>>
): ReadonlyArray<string> =>
  names.filter((name) => (counts[name] ?? 0) === 0).map((name) => `${what}: ${name}`)

/** Steps of the ledger that only read. */
const reading = [
  "open",
  "read",
  "count",
  "list rejections",
  "list rows in doubt",
  "list requests",
  "list differing rows",
  "list problems"
]

const known: ReadonlySet<string> = new Set([
  ...steps,
  ...reading.flatMap((step) => [`${step}, before`, `${step}, after`])
])
