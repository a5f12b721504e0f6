/** The programs under `examples/` do what they say. */
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { execFileSync } from "node:child_process"
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import * as Embed from "../examples/embed.ts"
import * as Operations from "../examples/operations.ts"
import * as Promises from "../examples/promise.ts"
import * as Webhooks from "../examples/webhooks.ts"
import { root } from "./docs/pages.ts"

const sample = (file: string) => join(root, "examples/data", file)

describe("examples/operations.ts", () => {
  it.live("creates an account, handles the conflict of its duplicate, and lists one", () =>
    Effect.gen(function* () {
      const { ada, all, twin } = yield* Effect.provide(Operations.program, Operations.sandboxClient)
      assert.match(ada, /^act_/)
      assert.strictEqual(twin, "taken")
      assert.deepStrictEqual(all, ["cust-17"])
    })
  )
})

describe("examples/promise.ts", () => {
  it("creates accounts, handles the conflict of a duplicate, leaves a list early, and refuses a forged webhook", async () => {
    const { made, newest, refused } = await Promises.withSandbox(Promises.main)
    assert.match(made.join(), /^act_\w+,act_\w+,act_\w+,taken$/)
    assert.deepStrictEqual(newest, ["cust-3", "cust-2"])
    assert.strictEqual(refused, 401)
  })
})

describe("examples/webhooks.ts", () => {
  it.live("handles each event once, and refuses a signature of another secret", () =>
    Effect.gen(function* () {
      const { handled, statuses } = yield* Webhooks.program
      assert.deepStrictEqual(statuses, [200, 200, 200, 401])
      assert.deepStrictEqual(handled, ["inq_1: inquiry.approved", "forget cust-17"])
    })
  )
})

describe("examples/embed.ts", () => {
  it.live("imports, continues after a correction, and distinguishes errors by their tag", () =>
    inDirectory((directory) =>
      Effect.gen(function* () {
        const { apiKey, record } = yield* Sandbox.Sandbox
        const seen: Array<number> = []
        const file = join(directory, "domains.csv")
        const original = readFileSync(sample("blocked-domains.csv"), "utf8")
        writeFileSync(file, original)
        const first = yield* Embed.blockDomains({
          ...settings(directory, file, apiKey),
          onProgress: ({ settled }) => Effect.sync(() => void seen.push(settled))
        })
        assert.deepInclude(reportOf(first), { rows: 140, created: 137, rejected: 2, duplicates: 1 })
        assert.strictEqual(seen.at(-1), 140)

        writeFileSync(file, original.replace("someone@quickmail.example", "someone.example"))
        const second = yield* Embed.blockDomains(settings(directory, file, apiKey))
        assert.deepInclude(reportOf(second), { rows: 140, created: 138, rejected: 1, writes: 1 })
        const { counts, replays } = yield* record({ contents: false })
        assert.deepInclude(counts, { lists: 1, listItems: 138 })
        assert.strictEqual(replays, 0)

        writeFileSync(file, "address\nx.example\n")
        const third = yield* Embed.blockDomains(settings(directory, file, apiKey))
        assert.strictEqual(third._tag, "Wrong")
      }).pipe(Effect.provide(SandboxClient.layer.pipe(Layer.provideMerge(Sandbox.layer()))))
    )
  )

  it.live("reports that an import with a refused key continues later", () =>
    inDirectory((directory) =>
      Effect.gen(function* () {
        const sandbox = yield* Sandbox.Sandbox
        yield* sandbox.setFaults({
          rules: [{ match: { path: "/list-item/", nth: 3 }, action: { kind: "status", status: 401 } }]
        })
        const stopped = yield* Embed.blockDomains(
          settings(directory, sample("blocked-domains.csv"), sandbox.apiKey)
        )
        assert.strictEqual(stopped._tag, "Later")
        const done = yield* Embed.blockDomains(
          settings(directory, sample("blocked-domains.csv"), sandbox.apiKey)
        )
        assert.deepInclude(reportOf(done), { created: 137, rejected: 2, unknown: 0 })
        assert.strictEqual((yield* sandbox.record({ contents: false })).counts.listItems, 137)
      }).pipe(Effect.provide(SandboxClient.layer.pipe(Layer.provideMerge(Sandbox.layer()))))
    )
  )
})

describe("the examples", () => {
  for (const name of ["embed", "operations", "promise", "webhooks"]) {
    it(`run as documented: ${name}.ts`, () => {
      execFileSync(process.execPath, ["--conditions=@effect-persona/source", `examples/${name}.ts`], {
        cwd: root,
        stdio: "pipe"
      })
    })
  }

  it("run as documented: demo.ts", () => {
    const output = execFileSync(process.execPath, ["examples/demo.ts"], { cwd: root, encoding: "utf8" })
    assert.include(output, "Everything came out as it should.")
    assert.include(output, "Nothing was left to do")
  })
})

const settings = (directory: string, file: string, apiKey: Redacted.Redacted) => ({
  file,
  stateDirectory: join(directory, "state"),
  apiKey,
  baseUrl: "http://sandbox.invalid/api/v1",
  onProgress: () => Effect.void
})

const reportOf = (result: Embed.Result) => {
  assert.notStrictEqual(result._tag, "Wrong")
  return result._tag === "Wrong" ? {} : { ...result.report }
}

const inDirectory = <A, E, R>(use: (directory: string) => Effect.Effect<A, E, R>): Effect.Effect<A, E, R> =>
  Effect.acquireUseRelease(
    Effect.sync(() => mkdtempSync(join(tmpdir(), "persona-examples-"))),
    use,
    (directory) => Effect.sync(() => rmSync(directory, { recursive: true, force: true }))
  )
