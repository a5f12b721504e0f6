/** Writes `docs/certification.md`: what was tried, what went wrong meanwhile, and what came of it. */
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { steps } from "./drawEnds.ts"
import { faultNames, jobFaultNames } from "./faultNames.ts"
import { obstacles } from "./story.ts"
import { speed } from "./times.ts"
import type { Summary } from "./trials.ts"

export interface Facts {
  readonly summary: Summary
  readonly seed: number
  readonly jobs: number
  readonly caught: ReadonlyArray<Caught>
  /** What should have happened, and did not. */
  readonly missing: ReadonlyArray<string>
}

/** What became of a spoiled build. */
export interface Caught {
  readonly name: string
  readonly trials: number
  /** The first seed that caught it. */
  readonly seed: number | undefined
}

const root = path.resolve(import.meta.dirname, "../..")

export const defaultPath = path.join(root, "docs/certification.md")

export const brief = ({ failed, seconds, tally, trials }: Summary): string =>
  [
    `${trials} trials in ${seconds.toFixed(0)} s: ${tally.rows} rows, ${tally.requests} requests, ${tally.processes} processes,`,
    `${sum(tally.kills)} of them killed, ${sum(tally.faults)} faults injected.`,
    failed.length === 0
      ? "0 lost, 0 doubled, 0 unaccounted."
      : `${failed.length} FAILED, seeds ${failed.map(({ script }) => script.seed).join(", ")}.`,
    `${canariesOf(tally)}.`
  ].join(" ")

const canariesOf = ({ canaries }: Summary["tally"]): string =>
  `${canaries.searched} canaries searched for, ${canaries.found} found`

export const write = (file: string, facts: Facts): void => fs.writeFileSync(file, render(facts))

const render = ({ caught, jobs, missing, seed, summary }: Facts): string => {
  const { duplicates, engines, failed, seconds, tally, targets, trials } = summary
  const times = (names: ReadonlyArray<string>) =>
    Object.fromEntries(names.map((name) => [name, tally.faults[name] ?? 0]))
  const { version } = JSON.parse(
    fs.readFileSync(path.join(root, "packages/importer/package.json"), "utf8")
  ) as { readonly version: string }
  return `# Certification

<!-- Written by \`npm run certify\`; not to be edited. -->

${trials} trials, seeds ${seed} to ${seed + trials - 1}: ${
    failed.length === 0
      ? "**0 lost, 0 doubled, 0 unaccounted**"
      : `**${failed.length} failed**, seeds ${failed.map(({ script }) => script.seed).join(", ")}`
  }. **${canariesOf(tally)}.**

| | |
| --- | --- |
| date | ${new Date().toISOString().slice(0, 10)} |
| version | ${version} |
| Node | ${process.version} |
| machine | ${os.availableParallelism()} cores, ${os.platform()} ${os.arch()} |
| duration | ${Math.round(seconds / 60)} minutes (${Math.round(seconds)} s), ${jobs} trials at a time |
| rows in the files | ${tally.rows} |
| requests | ${tally.requests} |
| processes | ${tally.processes}, of which ${sum(tally.kills)} were killed with SIGKILL |
| faults injected | ${sum(tally.faults)} |

To repeat it: \`npm run certify -- --trials ${trials} --seed ${seed} --jobs ${jobs}\`. One trial, with all that happened in it:
\`npm run certify -- --only SEED\`; those about one engine: \`--engine batch\`. A script is the same every time; the order of events within a run is the machine's.

## What a trial is

A fresh sandbox on a socket; a file with duplicates, other spellings of the same, rows that are refused, and objects that
others have made before; up to four runs, each a process of its own, in which things go wrong as the seed says; the
later ones are the same import again, or \`resume\` or \`retry\`. Between two runs the file changes, keys are forgotten, time passes,
permissions come and go. Which of equal rows is sent follows \`--duplicates\`. A trial is about one of the three [engines](engines.md). With \`batch\` and \`upload\` it has requests
of 5 to 24 rows, some of which only the server refuses; jobs end early, stand still or come late; the API ceases to take such requests; and
later runs may have another engine. Then the import runs without faults until it is finished, in processes that have served
other runs before. Clocks of server and client run ${speed} times as fast as the machine's.

Besides, a trial may have one of these:

- **Corrections.** Some rows of the reject file are corrected and some added, where it lies or in a copy. Then the corrected file is
  imported, or the source is, or the run is resumed or retried, in any order and with kills in between. A reject file that was edited where it
  lies keeps its bytes from then on.
- **A torn source.** The file is overwritten in place, cut, continued, or replaced while a run reads it, and is restored afterwards or
  stays as it has become. Nothing is sent that no version of it has ever said.
- **A moved file**, renamed or copied, with another one in its old place or none, after a run that was killed, stopped or finished. It continues its run.
- **Changes of engine** in every direction that the target and the policy allow, also while rows are in doubt. No request comes under the
  key of another one.
- **Refusals that quote the row**: as it is, folded, encoded, in parts. Every row has values that are recognised anywhere, the
  *canaries*. After the trial the state directory but its reject files, all reports, errors and spans, and all that is printed, are searched for them.
- **A wait that a 429 names** while permits of the rate window are held and answers are under way. Nothing leaves before it is over.
- **Another environment** that answers all at once. The run stops with what is under way.

Then the server's own record is compared with the file and with the report, row by row. Every valid row stands exactly once
on the server, with its values; nothing else was created; what the report calls created was created by this import, what
it calls existing was there; the counts add up to the rows of the file, and no row is unknown, save rows without a
reference id that were sent on demand. Rows that have left the file are applied once or named. Rejected rows stand in the reject file with
their lines and reasons, and no others do. Where an engine tells of many rows by number only, the numbers have to be those of the server's
record; an item counts as created by this import or as one that may have been, never as somebody else's.

Some things are left out because nobody promises them. Where a row has no reference id, keys are not forgotten before their time.
Where list items become active late, no effect comes late and no key is forgotten before its time: until such an item is
active, only its key and the waits after a stored 500 and before a second file protect it. A list item that the API
refuses, after a request with it whose end nobody saw, may stay unknown, and is named: it cannot be looked up. An API that takes an item in a
file and then refuses the same item alone contradicts itself: its refusal is believed. Before the file is edited, jobs under way come to their ends: a job whose
name nobody knows cannot be awaited, and would put the older values over the newer ones.

## Spoiled builds

A certification that passes what is broken says nothing. So each of these builds, spoiled in one place, has to be caught
within 200 trials, of those that draw what is spoiled: \`npm run certify -- --sabotage\`.

| build | caught |
| --- | --- |
${caught.map(({ name, seed, trials }) => `| ${name} | ${seed === undefined ? `**not in ${trials} trials**` : `after ${trials} trials, by seed ${seed}`} |`).join("\n")}

## What has to happen

A certification fails, too, if one of its faults, events or obstacles never had its effect, if no process was killed at one
of the steps below, or if the importer took a durable step that is not among them. ${
    missing.length === 0 ? "All of it happened." : `**Not met**: ${missing.join("; ")}.`
  }

## Targets

${table(["target", "trials"], targets)}

## Engines

${table(["trials about", "trials"], engines)}

${table(["by engine", "times"], byName(tally.engines))}

${table(["equal rows", "trials"], byName(duplicates))}

## Faults injected

${table(["fault", "times"], times(faultNames.filter((name) => !jobFaultNames.has(name))))}

Of batch jobs and importers, which the API had taken:

${table(["fault", "times"], times([...jobFaultNames]))}

## Where processes were killed

${table(["step", "times"], Object.fromEntries(["at a random time", ...steps].map((step) => [step, tally.kills[step] ?? 0])))}

## What else stood in the way

Runs, or trials, in which it had its effect.

${table(["obstacle", "times"], Object.fromEntries(Object.values(obstacles).map((name) => [name, tally.obstacles[name] ?? 0])))}

## How processes ended that were not killed

${table(["end", "times"], tally.ends)}

## Between two runs, and how the later one was started

${table(["event", "times"], tally.events)}

## What became of the rows

${table(["outcome", "rows"], tally.outcomes)}
`
}

const byName = (counts: Readonly<Record<string, number>>): Readonly<Record<string, number>> =>
  Object.fromEntries(Object.entries(counts).toSorted(([one], [other]) => (one < other ? -1 : 1)))

const sum = (counts: Readonly<Record<string, number>>): number =>
  Object.values(counts).reduce((total, count) => total + count, 0)

const table = (head: readonly [string, string], counts: Readonly<Record<string, number>>): string =>
  [
    `| ${head.join(" | ")} |`,
    "| --- | ---: |",
    ...Object.entries(counts).map(([name, count]) => `| ${name} | ${count} |`)
  ].join("\n")
