/** Output that cannot be written: a full disk, a reader that has left, a file that takes only a part. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import type { Readable } from "node:stream"
import { temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, type Ended, launcher, persona } from "./support/persona.ts"
import { expectParagraph, expectReport, json } from "./support/report.ts"
import { serve } from "./support/sandbox.ts"

/** Each of these starts the command several times. */
const minutes = 180_000

const notWritten = /^Standard output cannot be written \(ENOSPC\), so its\s+contents\s+are\s+incomplete\./m

interface Where {
  readonly cwd: string
  readonly env?: Readonly<Record<string, string>> | undefined
  readonly node?: ReadonlyArray<string> | undefined
}

/**
 * Runs the command as a part of a shell's, such as `COMMAND > /dev/full`. The status is the command's own. It is killed
 * after a while: what spins does not hear a milder signal.
 */
const within = (
  shell: string,
  args: ReadonlyArray<string>,
  { cwd, env, node = [] }: Where
): Effect.Effect<Ended> =>
  Effect.promise(
    () =>
      new Promise((resolve) => {
        const script = shell.replace("COMMAND", `{ "$0" "$@"; echo $? >&3; }`)
        const child = spawn("sh", ["-c", script, process.execPath, ...node, launcher, ...args], {
          cwd,
          env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
          stdio: ["ignore", "pipe", "pipe", "pipe"],
          detached: true
        })
        const texts = ["", "", "", ""]
        for (const at of [1, 2, 3] as const) {
          const stream = child.stdio[at] as Readable
          stream.setEncoding("utf8").on("data", (text: string) => (texts[at] += text))
        }
        const timer = setTimeout(() => process.kill(-child.pid!, "SIGKILL"), 60_000)
        child.on("close", () => {
          clearTimeout(timer)
          const [, stdout = "", stderr = "", status = ""] = texts
          resolve({ status: status === "" ? null : Number(status), stdout, stderr })
        })
      })
  )

/** Runs the command while the readers of some of its streams have left before it writes. */
const unread = (
  left: ReadonlyArray<"stdout" | "stderr">,
  args: ReadonlyArray<string>,
  { cwd, env }: Where
): Effect.Effect<Ended> =>
  Effect.promise(
    () =>
      new Promise((resolve) => {
        const child = spawn(process.execPath, [launcher, ...args], {
          cwd,
          env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
          stdio: ["ignore", "pipe", "pipe"]
        })
        const texts = { stdout: "", stderr: "" }
        for (const name of ["stdout", "stderr"] as const) {
          if (left.includes(name)) child[name].destroy()
          else child[name].setEncoding("utf8").on("data", (text: string) => (texts[name] += text))
        }
        child.on("close", (status) => resolve({ status, ...texts }))
      })
  )

const people = (folder: string, rows: number) =>
  writeCsv(folder, "people.csv", [
    // A column that is left out is a warning before the first row, on standard error.
    ["reference-id", "name-first", "shoe"],
    ...Array.from({ length: rows }, (_, i) => [`p${i}`, "Ada", "43"])
  ])

describe("standard output on a full disk", () => {
  it.live(
    "ends every command with 3, and reports that its contents are incomplete",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        people(cwd, 3)
        const commands = [
          command`import accounts people.csv --sandbox --yes --json`,
          command`report latest --json`,
          command`problems latest`,
          command`runs`,
          command`plan accounts people.csv --offline --json`,
          command`map people.csv --target accounts`,
          command`api list-all-accounts --all --sandbox`,
          command`sandbox --port 0 --json`,
          command`--help`,
          command`--version`
        ]
        for (const args of commands) {
          const ended = yield* within("COMMAND > /dev/full", args, { cwd })
          assert.strictEqual(ended.status, 3, `${args.join(" ")}\n${ended.stderr}`)
          assert.match(ended.stderr, notWritten)
          expectParagraph(ended.stderr)
        }
        // The work itself was done, the first time.
        expectReport(json(yield* persona(command`report latest --json`, { cwd })), {
          created: 3,
          status: "finished"
        })
      }),
    minutes
  )

  it.live(
    "is detected if the disk takes only a part",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        // Standard output takes a hundred bytes, a part of the first write.
        const script = `import fs from "node:fs"
        import { syncBuiltinESMExports } from "node:module"
        const write = fs.writeSync
        let room = 100
        fs.writeSync = (fd, bytes, at = 0, ...rest) => {
          if (fd !== 1) return write(fd, bytes, at, ...rest)
          if (room === 0) throw Object.assign(new Error("full"), { code: "ENOSPC" })
          const written = write(fd, bytes, at, Math.min(room, bytes.length - at))
          room -= written
          return written
        }
        syncBuiltinESMExports()`
        const node = ["--import", `data:text/javascript,${encodeURIComponent(script)}`]
        const ended = yield* within("COMMAND > list.json", command`api --list --json`, { cwd, node })
        assert.strictEqual(ended.status, 3)
        assert.match(ended.stderr, notWritten)
        assert.strictEqual(fs.statSync(path.join(cwd, "list.json")).size, 100)
      }),
    minutes
  )
})

describe("a reader that closes the stream", () => {
  it.live(
    "ends a command with 3 and without a word",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        for (const args of [command`api --list --json`, command`--help`]) {
          const ended = yield* within("COMMAND | true", args, { cwd })
          assert.deepStrictEqual(ended, { status: 3, stdout: "", stderr: "" })
        }
      }),
    minutes
  )

  it.live(
    "ends a long answer in the middle",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        const server = yield* serve()
        people(cwd, 500)
        yield* persona(command`import accounts people.csv --yes`, { cwd, env: server.env })
        const args = command`api list-all-accounts --all`
        const ended = yield* within("COMMAND | head -c 10", args, { cwd, env: server.env })
        assert.deepStrictEqual(ended, { status: 3, stdout: `{"data":[\n`, stderr: "" })
        // One who reads slowly gets all of it.
        const whole = yield* within("COMMAND | { sleep 1; cat; }", args, { cwd, env: server.env })
        assert.strictEqual(whole.status, 0)
        assert.strictEqual(
          (JSON.parse(whole.stdout) as { readonly data: ReadonlyArray<unknown> }).data.length,
          500
        )
      }),
    minutes
  )

  it.live(
    "does not end an import, whichever stream it read",
    () =>
      Effect.gen(function* () {
        const server = yield* serve({ rateLimit: 0 })
        for (const [left, status] of [
          [["stdout"], 3],
          [["stderr"], 0],
          [["stdout", "stderr"], 3],
          ["/dev/full", 0]
        ] as const) {
          const cwd = yield* temporaryDirectory
          people(cwd, 300)
          const args = command`import accounts people.csv --new-run --yes --json`
          const where = { cwd, env: server.env }
          const ended =
            left === "/dev/full"
              ? yield* within("COMMAND 2> /dev/full", args, where)
              : yield* unread(left, args, where)
          assert.strictEqual(ended.status, status, String(left))
          const report = json(yield* persona(command`report latest --json`, { cwd }))
          assert.deepStrictEqual([report.status, report.rows, report.unknown], ["finished", 300, 0])
        }
        assert.strictEqual((yield* server.record).counts.accounts, 300)
      }),
    minutes
  )
})

describe("--output", () => {
  it.live(
    "leaves the file unchanged if the answer is incomplete",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        const server = yield* serve()
        people(cwd, 150)
        yield* persona(command`import accounts people.csv --yes`, { cwd, env: server.env })
        const file = path.join(cwd, "all.json")
        const args = command`api list-all-accounts --all --query page[size]=100 --output all.json`
        assert.strictEqual((yield* persona(args, { cwd, env: server.env })).status, 0)
        const before = fs.readFileSync(file, "utf8")
        assert.strictEqual((JSON.parse(before) as { readonly data: ReadonlyArray<unknown> }).data.length, 150)
        assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
        yield* server.faults({
          match: { path: "/accounts", method: "GET", nth: 2 },
          action: { kind: "status", status: 404 }
        })
        assert.strictEqual((yield* persona(args, { cwd, env: server.env })).status, 3)
        assert.strictEqual(fs.readFileSync(file, "utf8"), before)
        assert.deepStrictEqual(
          fs.readdirSync(cwd).filter((name) => name.startsWith("all")),
          ["all.json"]
        )
        yield* server.faults()
        const full = yield* persona(command`api list-all-accounts --output /dev/full`, {
          cwd,
          env: server.env
        })
        assert.strictEqual(full.status, 2)
        assert.match(full.stderr, /^\/dev\/full cannot be written \(ENOSPC\)/)
        assert.isTrue(fs.statSync("/dev/full").isCharacterDevice())
      }),
    minutes
  )
})
