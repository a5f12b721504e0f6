/** A plan for people. */
import type { Plan, Warning } from "@effect-persona/importer/Plan"
import * as path from "node:path"
import * as Advice from "./advice.ts"
import * as EngineSummary from "./EngineSummary.ts"
import { describeProblem } from "./problem.ts"
import { engineColumn, table, wrap } from "./text.ts"

/** The summary of a plan: counts, problems, cost, and what cannot be promised. */
export const render = (plan: Plan): string => {
  const lines: Array<string> = [headline(plan), "", counts(plan)]
  if (plan.ignored.length > 0) lines.push("", `left out       ${plan.ignored.join(", ")}`)
  lines.push(...details(plan))
  lines.push("", `planned with   ${plan.lookUps} requests`)
  if (plan.files.plan !== null) lines.push(`plan           ${relative(plan.files.plan)}`)
  return lines.join("\n")
}

/** The text between the mapping and the question of an import. */
export const beforeQuestion = (plan: Plan): string => ["", counts(plan), ...details(plan)].join("\n")

const headline = ({ continues, environment, list, source, target }: Plan): string => {
  const where = environment === undefined ? "" : ` in environment ${environment}`
  const into = list === undefined ? "" : ` into list ${list}`
  const run = continues === undefined ? "" : ` It would continue run ${continues}.`
  return `Plan for ${target} from ${source}${into}${where}. Nothing was sent.${run}`
}

const counts = (plan: Plan): string => {
  const rows: Array<ReadonlyArray<string | number>> = [
    ["rows", plan.rows, ""],
    ["  to create", plan.created, ""],
    ["  existing", plan.existing, differing(plan, plan.existing)],
    ["  to update", plan.updated, plan.existing === 0 ? differing(plan, plan.updated) : ""],
    ["  rejected", plan.rejected, ""],
    ["  duplicates", plan.duplicates, ""],
    ["  unknown", plan.unknown, ""]
  ]
  return table(rows.filter(([name, n]) => name === "rows" || name === "  to create" || n !== 0))
}

const differing = (plan: Plan, n: number): string =>
  n === 0 || plan.differing === 0
    ? ""
    : `(${plan.differing} differing${Object.keys(plan.differingFields).length === 0 ? "" : `: ${fields(plan)}`})`

const fields = ({ differingFields }: Plan): string => {
  const all = Object.entries(differingFields)
  const shown = all.slice(0, 6).map(([field, n]) => `${field} ${n}`)
  return [...shown, ...(all.length > 6 ? [`and ${all.length - 6} more fields`] : [])].join(", ")
}

const details = (plan: Plan): ReadonlyArray<string> => {
  const lines: Array<string> = []
  for (const group of plan.problems.slice(0, 10)) lines.push("", describeProblem(group))
  if (plan.problems.length > 10) lines.push("", `and ${plan.problems.length - 10} more problems`)
  lines.push("", `engine ${engineColumn(plan.engine)} ${cost(plan)}`, wrap(engineReason(plan)))
  lines.push(...EngineSummary.compare(plan.engines.filter(({ engine }) => engine !== plan.engine)))
  for (const warning of plan.warnings) lines.push("", describeWarning(warning))
  return lines
}

const engineReason = ({ engine, engineReason, engines }: Plan): string => {
  const notes = engines.find((offer) => offer.engine === engine)?.why ?? []
  return [engineReason, ...Advice.ofNotes(notes)].join(" ")
}

const describeWarning = ({ code, message }: Warning): string =>
  [`Warning: ${message}`, Advice.ofWarning(code)].filter((part) => part !== undefined).join(" ")

const cost = ({ estimatedMs, leave, limit, requests }: Plan): string => {
  const at = limit === null ? "without a rate limit" : `at ${limit} requests a minute`
  const left = leave === 0 ? "" : `, ${Math.round(leave * 100)} % of them left to others`
  return `${requests.toLocaleString("en-US")} requests, ${EngineSummary.time(estimatedMs)} ${at}${left}`
}

const relative = (file: string) => {
  const short = path.relative(process.cwd(), file)
  return short.startsWith("..") ? file : short
}
