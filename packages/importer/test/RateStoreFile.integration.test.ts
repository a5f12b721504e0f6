import * as RateBudget from "@effect-persona/core/RateBudget"
import * as RateStoreFile from "@effect-persona/importer/RateStoreFile"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Logger, Redacted } from "effect"
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { DatabaseSync } from "node:sqlite"
import { fileURLToPath } from "node:url"

describe("RateStoreFile", () => {
  it.live("lets processes use a limit together: no 429, at least 95 % of it used, each its share", () =>
    Effect.gen(function* () {
      const run = yield* runner
      const sent = yield* Effect.all([run(8500, 8), run(8500, 8), run(8500, 8)], { concurrency: "unbounded" })
      const { refused, windows } = usage(sent.flat())
      assert.strictEqual(refused, 0)
      assert.isAtLeast(windows.length, 3)
      assert.isAtLeast(sum(windows), 0.95 * limit * windows.length)
      for (const answers of sent) assert.isAtLeast(answers.length, sent.flat().length / 10)
    }).pipe(Effect.provide(layer))
  )

  it.live("returns the permits of a killed process to the others with the next window", () =>
    Effect.gen(function* () {
      const run = yield* runner
      const sent = yield* Effect.all([run(60_000, 16, 2500), run(8500, 4)], { concurrency: "unbounded" })
      const { refused, windows } = usage(sent.flat())
      assert.strictEqual(refused, 0)
      assert.isAtLeast(windows.length, 3)
      // What the dead one held is lost for its last window, and for no other.
      const [, ...others] = windows.toSorted((a, b) => a - b)
      assert.isAtLeast(sum(others), 0.95 * limit * others.length)
    }).pipe(Effect.provide(layer))
  )

  it.live("voids the permits that other processes have leased when one of them is refused", () =>
    Effect.gen(function* () {
      const directory = path.join(yield* temporary, "rate")
      const [mine, yours] = [yield* budgetIn(directory), yield* budgetIn(directory)]
      const opener = yield* mine.take
      yield* mine.settle(opener, {
        "ratelimit-limit": "3000",
        "ratelimit-remaining": "3000",
        "ratelimit-reset": "60"
      })
      yield* Effect.sleep("200 millis")
      const refused = yield* yours.take
      yield* mine.take
      yield* yours.settle(refused, { "retry-after": "30" }, true)
      yield* Effect.sleep("60 millis")
      for (const budget of [mine, yours]) assert.strictEqual(yield* budget.takeWithin(50), undefined)
    })
  )

  it.live("creates a file that only its owner can read, in a folder of the same kind, without the key", () =>
    Effect.gen(function* () {
      const directory = path.join(yield* temporary, "rate")
      yield* use(directory)
      assert.strictEqual(fs.statSync(directory).mode & 0o777, 0o700)
      const files = fs.readdirSync(directory)
      assert.isAbove(files.length, 0)
      for (const file of files) {
        assert.strictEqual(fs.statSync(path.join(directory, file)).mode & 0o077, 0)
        assert.notInclude(fs.readFileSync(path.join(directory, file), "latin1") + file, "persona_sandbox")
      }
    })
  )

  it.live("blocks no process if the file is open to others, broken, or locked for long", () =>
    Effect.gen(function* () {
      const base = yield* temporary
      const open = path.join(base, "open")
      fs.mkdirSync(open)
      fs.chmodSync(open, 0o777)
      assert.deepStrictEqual((yield* use(open)).codes, ["NOT_PRIVATE"])

      const file = path.join(base, "file")
      fs.writeFileSync(file, "")
      assert.lengthOf((yield* use(path.join(file, "below"))).codes, 1)

      const broken = path.join(base, "broken")
      yield* use(broken)
      const [name = ""] = fs.readdirSync(broken)
      fs.writeFileSync(
        path.join(broken, name),
        "no database, but long enough to be taken for one\n".repeat(200)
      )
      assert.deepStrictEqual((yield* use(broken)).codes, ["file is not a database"])

      const locked = path.join(base, "locked")
      yield* use(locked)
      const holder = new DatabaseSync(path.join(locked, name))
      holder.exec("BEGIN IMMEDIATE")
      assert.deepStrictEqual((yield* use(locked)).codes, ["SQLITE_BUSY"])
      holder.exec("ROLLBACK")
      holder.close()
      assert.deepStrictEqual((yield* use(locked)).codes, [])
    })
  )

  it.live("is another file for another key and for another address", () =>
    Effect.gen(function* () {
      const directory = path.join(yield* temporary, "rate")
      const keys = [
        { baseUrl: "http://a.test/api/v1", apiKey: Redacted.make("one") },
        { baseUrl: "http://a.test/api/v1/", apiKey: Redacted.make("one") },
        { baseUrl: "http://b.test/api/v1", apiKey: Redacted.make("one") },
        { baseUrl: "http://a.test/api/v1", apiKey: Redacted.make("two") }
      ]
      for (const key of keys) yield* use(directory, key)
      assert.lengthOf(fs.readdirSync(directory), 3)
    })
  )
})

const limit = 50

const layer = SandboxServer.layer().pipe(
  Layer.provideMerge(Sandbox.layer({ rateLimit: limit, window: "2 seconds" }))
)

/** When a request was answered, and how many were left of its window. */
interface Sent {
  readonly at: number
  readonly remaining: number | "refused"
}

const temporary = Effect.acquireRelease(
  Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "rate-store-"))),
  (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true, force: true }))
)

/** Runs a process that sends for so long, or until it is killed some milliseconds after its first answer. */
const runner = Effect.gen(function* () {
  const server = yield* SandboxServer.SandboxServer
  const directory = path.join(yield* temporary, "rate")
  const worker = fileURLToPath(new URL("RateStoreFile.worker.ts", import.meta.url))
  const apiKey = Redacted.value(server.apiKey)
  return (millis: number, concurrency: number, killAfter?: number) =>
    Effect.callback<ReadonlyArray<Sent>>((resume) => {
      const child = spawn(
        process.execPath,
        [
          "--conditions=@effect-persona/source",
          worker,
          server.url,
          apiKey,
          directory,
          `${millis}`,
          `${concurrency}`
        ],
        { stdio: ["ignore", "pipe", "inherit"] }
      )
      let printed = ""
      child.stdout.on("data", (data: Buffer) => {
        if (printed === "" && killAfter !== undefined) setTimeout(() => child.kill("SIGKILL"), killAfter)
        printed += data.toString()
      })
      child.on("close", () => {
        const lines = printed.split("\n").flatMap((line): ReadonlyArray<Sent> => {
          const found = /^(\d+) (\d+|refused)$/.exec(line)
          if (found === null) return []
          return [{ at: Number(found[1]), remaining: found[2] === "refused" ? "refused" : Number(found[2]) }]
        })
        resume(Effect.succeed(lines))
      })
      return Effect.sync(() => child.kill("SIGKILL"))
    })
})

/** How much was used of each window but the last one, which the end has cut short. */
const usage = (sent: ReadonlyArray<Sent>) => {
  const windows: Array<number> = []
  let refused = 0
  for (const { remaining } of sent.toSorted((a, b) => a.at - b.at)) {
    if (remaining === "refused") refused++
    else if (remaining === limit - 1) windows.push(1)
    else windows[windows.length - 1] = Math.max(windows.at(-1) ?? 0, limit - remaining)
  }
  return { refused, windows: windows.slice(0, -1) }
}

/** A budget as another process would have it. */
const budgetIn = (directory: string) =>
  Effect.flatMap(
    RateStoreFile.make({ baseUrl: "http://api.test/api/v1", apiKey: Redacted.make("key"), directory }),
    (store) => RateBudget.make({ store })
  )

const sum = (numbers: ReadonlyArray<number>) => numbers.reduce((total, one) => total + one, 0)

/** Sends one request with a budget in the directory, and gives the codes of the warnings. */
const use = (
  directory: string,
  key: RateStoreFile.Options = {
    baseUrl: "http://api.test/api/v1",
    apiKey: Redacted.make("persona_sandbox_secret")
  }
) => {
  const codes: Array<string> = []
  const logger = Logger.make<unknown, void>(({ message }) => {
    codes.push(/cannot be used: (.*?)\. This/.exec(String(message))?.[1] ?? String(message))
  })
  return Effect.gen(function* () {
    const store = yield* RateStoreFile.make({ ...key, directory })
    const budget = yield* RateBudget.make({ store })
    for (let i = 0; i < 3; i++) {
      yield* budget.settle(yield* budget.take, {
        "ratelimit-limit": "300",
        "ratelimit-remaining": String(200 - i),
        "ratelimit-reset": "60"
      })
    }
    return { codes }
  }).pipe(Effect.scoped, Effect.provide(Logger.layer([logger])))
}
