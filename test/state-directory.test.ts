/** A state directory that is in the way of a command: it cannot be made, is held, was left behind or is damaged. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawn, spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, type Ended, launcher, persona } from "./support/persona.ts"
import { expectParagraph, expectReport, json } from "./support/report.ts"
import { serve } from "./support/sandbox.ts"

/** Each of these starts the command several times. */
const minutes = 180_000

const people = (folder: string) => writeCsv(folder, "people.csv", [["reference-id"], ["a"], ["b"]])

describe("a state directory that cannot be created", () => {
  it.live(
    "ends a command with 2 instead of trying for ever",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        people(cwd)
        fs.writeFileSync(path.join(cwd, "file"), "")
        fs.symlinkSync(path.join(cwd, "nowhere"), path.join(cwd, "dangling"))
        // Folders of /proc are there and take no other one, with the code of one that is missing.
        for (const [place, ...all] of [
          [
            "/proc/persona",
            command`import accounts people.csv --yes --api-key k --base-url http://127.0.0.1:9/`,
            command`import accounts - --yes --api-key k --base-url http://127.0.0.1:9/`,
            command`limits --sandbox`
          ],
          ["file", command`limits --sandbox`],
          ["dangling", command`limits --sandbox`]
        ] as const) {
          for (const args of all) {
            // What spins does not hear a milder signal.
            const ended = spawnSync(process.execPath, [launcher, ...args, "--state-dir", place], {
              cwd,
              encoding: "utf8",
              input: "reference-id\na\n",
              timeout: 60_000,
              killSignal: "SIGKILL"
            })
            assert.deepStrictEqual([ended.status, ended.stdout], [2, ""], `${place} ${args.join(" ")}`)
            assert.match(ended.stderr, /^The state directory .* cannot be\s+used \((ENOENT|ENOTDIR): /)
            expectParagraph(ended.stderr)
          }
        }
        // There are none only where there is nothing.
        const nothing = yield* persona(command`runs --state-dir nowhere`, { cwd })
        assert.deepStrictEqual([nothing.status, nothing.stderr], [0, ""])
        for (const args of [command`runs --json`, command`report latest`]) {
          const ended = yield* persona([...args, "--state-dir", "dangling"], { cwd })
          assert.deepStrictEqual([ended.status, ended.stdout], [2, ""], args.join(" "))
          assert.notInclude(ended.stderr, "no runs")
        }
      }),
    minutes
  )
})

describe("a run that cannot be read", () => {
  it.live(
    "is named by every command that looks for runs, next to the readable ones",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        people(cwd)
        const importing = command`import accounts people.csv --sandbox --yes --json`
        const { run } = json(yield* persona(importing, { cwd }))
        const damaged = "20200101T000000-0123456789abcdef"
        const ledger = path.join(cwd, ".persona/runs", damaged, "ledger.db")
        fs.mkdirSync(path.dirname(ledger))
        fs.writeFileSync(ledger, "this is not a database, it is a text of some length")

        const listed = yield* persona(command`runs`, { cwd })
        assert.strictEqual(listed.status, 0)
        assert.match(listed.stdout, new RegExp(`^${run} .* finished `, "m"))
        assert.match(listed.stdout, new RegExp(`^${damaged} +2020-01-01 00:00 +unreadable`, "m"))
        for (const args of [command`runs`, command`report latest`, command`problems`]) {
          const ended = yield* persona([...args, "--json"], { cwd })
          assert.strictEqual(ended.status, 0)
          assert.include(ended.stderr, `Run ${damaged} cannot be read`)
          expectParagraph(ended.stderr)
          const document = json<unknown>(ended)
          if (Array.isArray(document)) {
            assert.deepStrictEqual(
              document.find((entry) => entry.run === damaged),
              {
                run: damaged,
                createdAt: "2020-01-01T00:00:00.000Z",
                status: "unreadable",
                target: null,
                environment: null,
                list: null,
                source: null,
                problem: { file: ledger, code: "file is not a database" }
              }
            )
          } else assert.strictEqual((document as { readonly run: string }).run, run)
        }
        for (const args of [command`resume --sandbox`, command`retry --sandbox`]) {
          const ended = yield* persona(args, { cwd })
          assert.deepStrictEqual([ended.status, ended.stdout], [2, ""])
          assert.include(
            ended.stderr.replaceAll(/\s+/g, " "),
            `${damaged} (${ledger}: file is not a database)`
          )
          assert.include(ended.stderr, run)
          expectParagraph(ended.stderr)
          assert.strictEqual((yield* persona([...args, run], { cwd })).status, 0)
        }
        const again = yield* persona(importing, { cwd })
        assert.deepStrictEqual([again.status, again.stdout], [3, ""])
        assert.match(again.stderr, /^The ledger \S* is\s+damaged \(read: file is not a database\)/)

        // Without another run, and later than all others, it is the latest.
        const later = path.join(cwd, ".persona/runs", "29990101T000000-0123456789abcdef")
        fs.renameSync(path.dirname(ledger), later)
        for (const args of [command`report latest`, command`problems`]) {
          const ended = yield* persona(args, { cwd })
          assert.deepStrictEqual([ended.status, ended.stdout], [2, ""])
          assert.include(ended.stderr, "29990101T000000-0123456789abcdef")
        }
        fs.rmSync(path.join(cwd, ".persona/runs", run), { recursive: true })
        const only = yield* persona(command`runs`, { cwd })
        assert.match(only.stdout, /unreadable/)
      }),
    minutes
  )
})

describe("a process that begins a run", () => {
  it.live(
    "is waited for, with a message after a second",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        const server = yield* serve()
        people(cwd)
        yield* persona(command`import accounts people.csv --yes`, { cwd, env: server.env })
        const holder = yield* Effect.acquireRelease(
          Effect.sync(() => new DatabaseSync(path.join(cwd, ".persona/begin.db"))),
          (database) => Effect.sync(() => database.close())
        )
        holder.exec("BEGIN EXCLUSIVE")
        const args = command`import accounts people.csv --yes --new-run --json`
        const child = spawn(process.execPath, [launcher, ...args], {
          cwd,
          env: { PATH: process.env["PATH"], ...server.env },
          stdio: ["ignore", "pipe", "pipe"]
        })
        yield* Effect.addFinalizer(() => Effect.sync(() => child.kill("SIGKILL")))
        const ended = yield* Effect.promise(
          () =>
            new Promise<Ended>((resolve) => {
              const texts = { stdout: "", stderr: "" }
              child.stdout.setEncoding("utf8").on("data", (text: string) => (texts.stdout += text))
              child.stderr.setEncoding("utf8").on("data", (text: string) => {
                texts.stderr += text
                // It goes on once it may.
                if (holder.isTransaction) holder.exec("ROLLBACK")
              })
              child.on("close", (status) => resolve({ status, ...texts }))
            })
        )
        assert.strictEqual(ended.status, 0)
        expectReport(json(ended), { rows: 2, existing: 2 })
        assert.match(ended.stderr, /^Another process is beginning a run here and holds\s.*begin\.db\./)
        expectParagraph(ended.stderr)
      }),
    minutes
  )
})

describe("rows from standard input", () => {
  it.live(
    "is removed by the next command when its process was killed, and not before",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        const incoming = path.join(cwd, ".persona/incoming")
        const args = command`import accounts - --sandbox --yes`
        const child = spawn(process.execPath, [launcher, ...args], {
          cwd,
          env: { PATH: process.env["PATH"] },
          stdio: ["pipe", "ignore", "ignore"]
        })
        yield* Effect.addFinalizer(() => Effect.sync(() => child.kill("SIGKILL")))
        child.stdin.on("error", () => {}).write("reference-id,name-last\na,Quill\n")
        const bytes = (): string =>
          fs.existsSync(incoming)
            ? fs
                .readdirSync(incoming)
                .map((name) => fs.readFileSync(path.join(incoming, name), "utf8"))
                .join("")
            : ""
        yield* Effect.sleep("50 millis").pipe(Effect.repeat({ until: () => bytes().includes("Quill") }))
        yield* persona(command`runs`, { cwd })
        assert.include(bytes(), "Quill")
        const gone = new Promise((resolve) => child.once("exit", resolve))
        child.kill("SIGKILL")
        yield* Effect.promise(() => gone)
        assert.include(bytes(), "Quill")
        yield* persona(command`runs`, { cwd })
        assert.deepStrictEqual(fs.readdirSync(incoming), [])
      }),
    minutes
  )
})
