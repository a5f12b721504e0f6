/**
 * Measures the cost of an interruption.
 *
 *   node bench/resume.ts                           both, with their default sizes
 *   node bench/resume.ts start --rows 1000000      from the start of `persona resume` to its first requests;
 *                              --folder FOLDER     keeps what it makes there, and uses what is there
 *   node bench/resume.ts requests --rows 100000    requests besides one a row: without faults, and after kill -9
 *
 * Needs the output of `npm run build`. The state of `start` comes from an import with answers from its own process,
 * killed after nine tenths of the rows. The measurement is the command as users run it, over a socket.
 */
import { type ChildProcess, spawn } from "node:child_process"
import * as fs from "node:fs"
import * as http from "node:http"
import type { AddressInfo } from "node:net"
import * as os from "node:os"
import * as path from "node:path"
import { parseArgs } from "node:util"

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    rows: { type: "string" },
    repeats: { type: "string", default: "3" },
    folder: { type: "string" }
  }
})

const here = import.meta.dirname
const launcher = path.join(here, "../packages/cli/bin/persona.js")
const quiet = "--disable-warning=ExperimentalWarning"
const folder = values.folder ?? fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-"))

const people = (rows: number): string => {
  const file = path.join(folder, `people-${rows}.csv`)
  if (fs.existsSync(file)) return file
  const out = fs.openSync(file, "w")
  fs.writeSync(out, "reference-id,name-first,name-last,email-address\n")
  for (let from = 0; from < rows; from += 10_000) {
    let text = ""
    for (let n = from; n < Math.min(rows, from + 10_000); n++) {
      text += `customer-${n},First ${n},"Last, ${n}",person-${n}@mail.example\n`
    }
    fs.writeSync(out, text)
  }
  fs.closeSync(out)
  return file
}

const ended = (child: ChildProcess): Promise<number | NodeJS.Signals | null> =>
  new Promise((resolve) => child.once("close", (code, signal) => resolve(signal ?? code)))

const seconds = (millis: number) => `${(millis / 1000).toFixed(2)} s`

const mebibytes = (file: string) => (fs.statSync(file).size / 2 ** 20).toFixed(0)

// From the start of the process to the first request

const start = async (rows: number) => {
  const file = people(rows)
  const state = path.join(folder, "state")
  const environment = "env_bench"
  if (!fs.existsSync(state)) {
    const before = performance.now()
    const answers = Math.floor(rows * 0.9)
    const fill = spawn(
      process.execPath,
      [quiet, path.join(here, "resume-state.ts"), file, state, environment, String(answers)],
      { stdio: ["ignore", "ignore", "inherit"] }
    )
    const how = await ended(fill)
    if (how !== "SIGKILL") throw new Error(`The import was to be killed, but ended with ${how}`)
    console.log(`Killed an import after ${answers} of ${rows} rows, ${seconds(performance.now() - before)}`)
  }
  const run = path.join(state, "runs", fs.readdirSync(path.join(state, "runs"))[0]!)
  console.log(
    `persona resume, file ${mebibytes(file)} MiB, ledger ${mebibytes(path.join(run, "ledger.db"))} MiB`
  )
  for (let i = 0; i < Number(values.repeats); i++) {
    const { first, firstRow } = await firstRequests(state, environment)
    console.log(
      `  persona resume: first request after ${seconds(first)}, first row after ${seconds(firstRow)}`
    )
  }
}

/** Resumes until the first row is on the wire. That row gets no answer, so every repeat finds the same state. */
const firstRequests = async (state: string, environment: string) => {
  let first: number | undefined
  const started = performance.now()
  const { promise, resolve } = Promise.withResolvers<number>()
  const server = http.createServer((request, response) => {
    first ??= performance.now() - started
    if (request.method !== "GET") return resolve(performance.now() - started)
    response.writeHead(200, { "content-type": "application/json", "persona-environment-id": environment })
    response.end(JSON.stringify({ data: [] }))
  })
  await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening))
  const { port } = server.address() as AddressInfo
  const child = spawn(process.execPath, [launcher, "resume", "--state-dir", state], {
    env: {
      ...process.env,
      PERSONA_API_KEY: "persona_sandbox_bench",
      PERSONA_BASE_URL: `http://127.0.0.1:${port}/api/v1`
    },
    stdio: ["ignore", "ignore", "inherit"]
  })
  const firstRow = await Promise.race([
    promise,
    ended(child).then((how) => {
      throw new Error(`persona resume ended with ${how} before it sent a row`)
    })
  ])
  child.kill("SIGKILL")
  await ended(child)
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  return { first: first!, firstRow }
}

// Requests besides one a row

const requests = async (rows: number) => {
  const file = people(rows)
  console.log(`Requests besides one a row, ${rows} accounts`)
  const untouched = await withSandbox(async (sandbox) => {
    await sandbox.persona("import", "accounts", file, "--yes", "--json")
    return sandbox.record()
  })
  say("without faults", untouched, rows)
  const crashed = await withSandbox(async (sandbox) => {
    const child = sandbox.start("import", "accounts", file, "--yes", "--json")
    for (;;) {
      const { counts } = await sandbox.record()
      if (counts.accounts >= rows / 2) break
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
    child.kill("SIGKILL")
    await ended(child)
    await sandbox.persona("resume", "--json")
    return sandbox.record()
  })
  say("killed in the middle, then resumed", crashed, rows)
}

interface Record_ {
  readonly counts: { readonly accounts: number }
  readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly replays: number
}

const say = (what: string, { counts, replays, requests }: Record_, rows: number) => {
  if (counts.accounts !== rows) throw new Error(`${what}: ${counts.accounts} of ${rows} accounts are there`)
  const all = Object.values(requests).flatMap((answers) => Object.values(answers))
  const extra = all.reduce((sum, n) => sum + n, 0) - rows
  const share = ((extra / rows) * 100).toFixed(3)
  console.log(
    `  ${what.padEnd(36)} ${String(extra).padStart(5)} (${share} %), ${replays} of them repeats under their key`
  )
}

interface Sandbox {
  readonly start: (...args: ReadonlyArray<string>) => ChildProcess
  readonly persona: (...args: ReadonlyArray<string>) => Promise<void>
  readonly record: () => Promise<Record_>
}

const withSandbox = async <A>(use: (sandbox: Sandbox) => Promise<A>): Promise<A> => {
  const child = spawn(process.execPath, [quiet, path.join(here, "sandbox.ts")], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  const state = fs.mkdtempSync(path.join(folder, "state-"))
  try {
    const line = await new Promise<string>((resolve) =>
      child.stdout.once("data", (chunk) => resolve(String(chunk)))
    )
    const { key, url } = JSON.parse(line) as { readonly url: string; readonly key: string }
    const start = (...args: ReadonlyArray<string>) =>
      spawn(process.execPath, [launcher, ...args, "--state-dir", state], {
        env: { ...process.env, PERSONA_API_KEY: key, PERSONA_BASE_URL: url },
        stdio: ["ignore", "ignore", "ignore"]
      })
    return await use({
      start,
      persona: async (...args) => {
        const how = await ended(start(...args))
        if (how !== 0) throw new Error(`persona ${args[0]} ended with ${how}`)
      },
      record: async () => {
        const answer = await fetch(new URL("/_sandbox/record?contents=false", url), {
          headers: { authorization: `Bearer ${key}` }
        })
        return (await answer.json()) as Record_
      }
    })
  } finally {
    child.kill()
  }
}

try {
  const [what] = positionals
  if (what === undefined || what === "start") await start(Number(values.rows ?? 1_000_000))
  if (what === undefined || what === "requests") await requests(Number(values.rows ?? 100_000))
} finally {
  if (values.folder === undefined) fs.rmSync(folder, { recursive: true })
}
