/**
 * Shows an import from beginning to end, without a key and without the network: the sample files go through the real
 * `persona` command into the sandbox that is built into it.
 *
 *     npm run demo
 *
 * The state lies in `.persona/demo` and is made anew each time. The exit status is 0 when everything came out as the
 * sample files say it must.
 */
import { spawnSync } from "node:child_process"
import { existsSync, rmSync } from "node:fs"
import { join, relative } from "node:path"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("..", import.meta.url))
const command = join(root, "packages/cli/bin/persona.js")
const state = relative(process.cwd(), join(root, ".persona/demo"))
const data = (file: string) => relative(process.cwd(), join(root, "examples/data", file))

/** What the sample files are made to give: broken rows and duplicates are in them on purpose. */
const imports = [
  {
    title: "200 invented people become accounts",
    arguments: ["accounts", data("people.csv")],
    expected: { rows: 201, created: 197, rejected: 3, duplicates: 1, unknown: 0 }
  },
  {
    title: "Six lists are created",
    arguments: ["lists", data("lists.csv")],
    expected: { rows: 8, created: 6, rejected: 1, duplicates: 1, unknown: 0 }
  },
  {
    title: "Domains go into one of them",
    arguments: [
      "list-items",
      data("blocked-domains.csv"),
      "--kind",
      "email-address",
      "--list",
      "Blocked domains",
      "--map",
      "domain=value",
      "--set",
      "match-type=domain"
    ],
    expected: { rows: 140, created: 137, rejected: 2, duplicates: 1, unknown: 0 }
  }
]

const main = () => {
  // The command is one bundled file, which a fresh clone does not have yet.
  if (!existsSync(join(root, "packages/cli/dist/persona.js"))) run(join(root, "packages/cli/bundle.ts"))
  rmSync(join(root, ".persona/demo"), { recursive: true, force: true })
  const faults: Array<string> = []
  const runs: Array<string> = []

  for (const { arguments: given, expected, title } of imports) {
    say(title)
    // Status 1: finished, with rejected rows.
    if (persona("import", ...given, "--sandbox", "--yes") !== 1) faults.push(`${title}: another exit status`)
    const report = reportOf("latest")
    runs.push(report.run)
    for (const [name, count] of Object.entries(expected)) {
      if (report[name] !== count) faults.push(`${title}: ${name} is ${report[name]}, not ${count}`)
    }
  }

  say("The same people again: nothing is sent")
  persona("import", ...imports[0]!.arguments, "--sandbox", "--yes")
  const { files, writes } = reportOf(runs[0]!)
  if (writes !== 0) faults.push(`${writes} rows were sent again`)

  say("Everything that was done")
  persona("runs")
  console.log(`\nThe rejected rows, each with its line, its column and what to do:\n${files.rejects}`)

  say(
    faults.length === 0 ? "Everything came out as it should." : `Not as it should be:\n${faults.join("\n")}`
  )
  process.exitCode = faults.length === 0 ? 0 : 1
}

const say = (text: string) => console.log(`\n== ${text}\n`)

/** Runs the command for everybody to see, and gives its exit status. */
const persona = (...given: ReadonlyArray<string>): number | null => {
  const all = [...given, "--state-dir", state]
  console.log(`$ persona ${all.map((word) => (word.includes(" ") ? `"${word}"` : word)).join(" ")}`)
  return spawnSync(process.execPath, [command, ...all], { stdio: "inherit" }).status
}

const reportOf = (id: string) => JSON.parse(run(command, "report", id, "--json", "--state-dir", state))

/** Runs a file with Node and gives what it printed. */
const run = (...given: ReadonlyArray<string>): string => {
  const { status, stderr, stdout } = spawnSync(process.execPath, given, { encoding: "utf8" })
  if (status !== 0) throw new Error(`${given[0]} failed\n${stderr}`)
  return stdout
}

main()
