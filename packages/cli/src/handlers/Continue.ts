/** What `persona resume` and `persona retry` do: continue a run with its recorded settings. */
import { defaultBaseUrl } from "@effect-persona/core/PersonaClient"
import * as Importer from "@effect-persona/importer/Importer"
import type { Report } from "@effect-persona/importer/Report"
import type { NotContinuable } from "@effect-persona/importer/RunError"
import { defaultPath } from "@effect-persona/importer/StateDirectory"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { Input } from "../commands/Continue.ts"
import * as Connection from "./Connection.ts"
import { UsageError } from "../CommandError.ts"
import { quote } from "../render/commandLine.ts"
import { follow } from "./follow.ts"
import { checkConcurrency, parseKeyMaxAge } from "../flags/limits.ts"
import * as Summary from "../render/Summary.ts"

export const resume = (input: Input) => run(input, Importer.resume, Summary.render)

export const retry = (input: Input) =>
  run(input, Importer.retry, (report) =>
    report.nothingToDo ? nothingFailed(report) : Summary.render(report)
  )

const run = (input: Input, go: typeof Importer.resume, render: (report: Report) => string) =>
  Effect.gen(function* () {
    const concurrency = Option.getOrUndefined(input.concurrency)
    if (concurrency !== undefined) yield* checkConcurrency(concurrency)
    const given = Option.getOrUndefined(input.run)
    const [first, ...more] = input.source
    const keyMaxAge = Option.isSome(input.keyMaxAge)
      ? yield* parseKeyMaxAge(input.keyMaxAge.value)
      : undefined
    return yield* Effect.gen(function* () {
      const started = yield* go({
        run: given === "latest" ? undefined : given,
        stateDirectory: input.stateDirectory,
        files: first === undefined ? undefined : [first, ...more],
        concurrency,
        engine: Option.getOrUndefined(input.engine),
        keyMaxAge
      })
      yield* follow(started, { ...input, render })
    }).pipe(
      Effect.catchTag("NotContinuable", (error) => startAgain(error, input)),
      Effect.scoped,
      Effect.provide(Connection.layer({ ...input, concurrency }))
    )
  })

const nothingFailed = (report: Report): string =>
  report.status === "finished"
    ? `Nothing failed in run ${report.run}, so nothing was sent.`
    : `Nothing failed in run ${report.run}, so nothing was sent. It has not finished: persona resume ${report.run} continues it.`

/** The command that continues a run that its id alone cannot continue. */
const startAgain = (error: NotContinuable, input: Input) => {
  const { baseUrl, sourceIdentity, target } = error.info
  const words = ["persona", "import"]
  const names = sourceIdentity.split("\n")
  if (target._tag === "Accounts") words.push("accounts", ...names)
  else if (target._tag === "Lists") words.push("lists", ...names)
  else words.push("list-items", ...names, "--kind", target.kind)
  if (target._tag === "ListItems" && target.list !== undefined) words.push("--list", target.list)
  if (target._tag === "Accounts" && target.accountType !== undefined) {
    words.push("--account-type", target.accountType)
  }
  if (error.policies?.unkeyed === "derive") words.push("--derive-reference-id")
  if (error.policies?.unkeyed === "allow") words.push("--allow-unkeyed")
  if (error.policies !== undefined && error.policies.onExisting !== "skip") {
    words.push("--on-existing", error.policies.onExisting)
  }
  if (input.stateDirectory !== defaultPath) words.push("--state-dir", input.stateDirectory)
  if (input.sandbox) words.push("--sandbox")
  else if (baseUrl !== defaultBaseUrl) words.push("--base-url", baseUrl)
  const rest =
    error.policies === undefined ? " with the --map, --set and other flags that it was started with" : ""
  return new UsageError({
    message: `${error.message} Run this${rest}:\n\n  ${words.map(quote).join(" ")}`
  })
}
