/** What the command prints of a run that has ended. */
import { Effect } from "effect"
import { execFile } from "node:child_process"
import * as path from "node:path"

const launcher = path.resolve(import.meta.dirname, "../../packages/cli/bin/persona.js")

const commands = [["problems"], ["report"], ["report", "--json"], ["runs"]]

/** Standard output and standard error of the commands that tell of a run. */
export const printed = (stateDirectory: string): Effect.Effect<string> =>
  Effect.map(
    Effect.forEach(
      commands,
      (words) =>
        Effect.callback<string>((resume) => {
          execFile(
            process.execPath,
            [launcher, ...words, "--state-dir", stateDirectory],
            (_, stdout, stderr) => resume(Effect.succeed(`${stdout}\n${stderr}`))
          )
        }),
      { concurrency: 2 }
    ),
    (texts) => texts.join("\n")
  )
