/** Problems of rows, for people. */
import * as Problems from "@effect-persona/importer/Problems"
import * as Advice from "./advice.ts"

/** A group of equal problems in a line or two, with what to do about it. */
export const describeProblem = (group: Problems.Group): string =>
  Problems.describe({ ...group, suggestion: suggestionOf(group) })

/** What to do about a problem, with the flag or command that does it. */
export const suggestionOf = ({ code, suggestion }: Problems.Group): string | undefined => {
  const advice = Advice.ofProblem(code)
  return suggestion === undefined || advice === undefined ? suggestion : `${suggestion} (${advice})`
}
