/**
 * What `persona problems` does: groups the rejected rows of a run, from the records on this machine. Shows no value.
 */
import type { Group } from "@effect-persona/importer/Problems"
import type * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Input } from "../commands/Problems.ts"
import * as LatestRun from "./latestRun.ts"
import { listed, wrap } from "../render/text.ts"
import * as Output from "../render/Output.ts"
import { suggestionOf } from "../render/problem.ts"
import { relative } from "../render/Summary.ts"

export const problems = ({ json, run, stateDirectory }: Input) =>
  Effect.gen(function* () {
    const { id, state } = yield* LatestRun.find(
      stateDirectory,
      Option.getOrElse(run, () => "latest")
    )
    const found = yield* state.problems(id)
    yield* json ? Output.printJson(toJson(found)) : Output.print(render(found))
  })

const toJson = ({ groups, info, placeOf, rejected, rejects }: StateDirectory.StoredProblems) => ({
  run: info.id,
  status: info.status,
  rejected,
  problems: groups.map((group) => ({
    code: group.code,
    column: group.column,
    field: group.field,
    reason: group.reason,
    suggestion: suggestionOf(group) ?? null,
    rows: group.rows,
    lines: group.lines,
    places: group.lines.map(placeOf)
  })),
  files: { rejects }
})

const render = ({ groups, info, placeOf, rejected, rejects }: StateDirectory.StoredProblems): string => {
  const soFar = info.status === "running" ? " so far" : ""
  if (rejected === 0) return `Nothing was rejected${soFar} in run ${info.id}.`
  const headline = `${count(rejected)} rejected${soFar} in run ${info.id}, from ${info.source}.`
  const next =
    rejects === null
      ? "Correct the rows in the source and run the same command again."
      : `Correct them in ${relative(rejects)}, or in the source, and import that file with the same command as before.`
  return [headline, ...groups.map((group) => describe(group, placeOf)), wrap(next)].join("\n\n")
}

const describe = (group: Group, placeOf: StateDirectory.StoredProblems["placeOf"]): string => {
  const places = group.lines.map(placeOf)
  const column = group.column === "" ? "" : `${group.column}: `
  const such = group.rows > places.length ? "such as " : ""
  const word = places.length === 1 ? "line" : "lines"
  const suggestion = suggestionOf(group)
  return [
    wrap(`${column}${group.reason} (${group.code})`),
    `  ${count(group.rows)}, ${such}${word} ${listed(places, places.length)}`,
    ...(suggestion === undefined ? [] : [`  ${suggestion}.`])
  ].join("\n")
}

const count = (rows: number): string => `${rows.toLocaleString("en-US")} ${rows === 1 ? "row" : "rows"}`
