import { assert, describe, it } from "@effect/vitest"
import { Effect, Exit } from "effect"
import { createHash } from "node:crypto"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as Ledger from "../../src/ledger/Ledger.ts"
import * as RejectFiles from "../../src/rejects/RejectFiles.ts"
import { CrashListener } from "../../src/state/CrashPoints.ts"

describe("RejectFiles", () => {
  it.effect("replaces and removes unedited files", () =>
    Effect.gen(function* () {
      const { files, publish, text } = yield* scene
      assert.isNull(yield* files.current)
      yield* publish("one")
      assert.strictEqual(yield* publish("two"), "rejects.csv")
      assert.strictEqual(text("rejects.csv"), "two")
      assert.deepStrictEqual(yield* files.edited, [])
      yield* files.clear
      assert.isNull(text("rejects.csv"))
      assert.isNull(yield* files.current)
    })
  )

  it.effect(
    "uses the next number if a file was edited, or is not its own, and leaves that file unchanged",
    () =>
      Effect.gen(function* () {
        const { at, files, publish, text } = yield* scene
        yield* publish("one")
        fs.writeFileSync(at("rejects.csv"), "edited")
        fs.writeFileSync(at("rejects-2.csv"), "a copy by hand")
        assert.strictEqual(yield* publish("two"), "rejects-3.csv")
        assert.strictEqual(yield* publish("three"), "rejects-3.csv")
        assert.deepStrictEqual(yield* files.edited, [at("rejects.csv"), at("rejects-2.csv")])
        assert.deepStrictEqual(yield* files.all, ["rejects-3.csv", "rejects-2.csv", "rejects.csv"].map(at))
        yield* files.clear
        assert.deepStrictEqual(
          fs
            .readdirSync(at(""))
            .filter((name) => name.endsWith(".csv"))
            .toSorted(),
          ["rejects-2.csv", "rejects.csv"]
        )
        assert.strictEqual(text("rejects.csv"), "edited")
        assert.isNull(yield* files.current)
      })
  )

  it.effect("looks at the bytes right before it replaces them", () =>
    Effect.gen(function* () {
      const { at, publish, text } = yield* scene
      yield* publish("one")
      const saved = yield* Effect.provideService(publish("two"), CrashListener, (step, when) => {
        if (step === "name the reject file" && when === "before") fs.writeFileSync(at("rejects.csv"), "edt")
      })
      assert.strictEqual(saved, "rejects-2.csv")
      assert.strictEqual(text("rejects.csv"), "edt")
      assert.strictEqual(text("rejects-2.csv"), "two")
    })
  )

  it.effect("recognizes its bytes after a crash at any step", () =>
    Effect.gen(function* () {
      for (const when of ["before", "after"] as const) {
        const { at, files, publish, text } = yield* scene
        yield* publish("one")
        const died = yield* Effect.exit(
          Effect.provideService(publish("two"), CrashListener, (step, now) => {
            if (step === "name the reject file" && now === when) throw new Error("killed")
          })
        )
        assert.isTrue(Exit.isFailure(died))
        assert.strictEqual(text("rejects.csv"), when === "before" ? "one" : "two")
        assert.deepStrictEqual(yield* files.edited, [])
        assert.strictEqual(yield* files.current, at("rejects.csv"))
        assert.strictEqual(yield* publish("three"), "rejects.csv")
      }
    })
  )

  it.effect("leaves the file of an older version unchanged, which did not record its content", () =>
    Effect.gen(function* () {
      const { at, files, publish } = yield* scene
      fs.writeFileSync(at("rejects.csv"), "of an older version")
      assert.strictEqual(yield* files.current, at("rejects.csv"))
      assert.strictEqual(yield* publish("one"), "rejects-2.csv")
      assert.strictEqual(yield* files.current, at("rejects-2.csv"))
    })
  )
})

const scene = Effect.gen(function* () {
  const folder = yield* Effect.acquireRelease(
    Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-rejects-"))),
    (created) => Effect.sync(() => fs.rmSync(created, { recursive: true, force: true }))
  )
  const ledger = yield* Ledger.open({ file: path.join(folder, "ledger.db") })
  const files = RejectFiles.make(folder, ledger)
  const at = (name: string) => path.join(folder, name)
  return {
    files,
    at,
    publish: (content: string) => {
      fs.writeFileSync(at("draft"), content)
      const digest = createHash("sha256").update(content).digest("hex")
      return Effect.map(files.publish(at("draft"), { bytes: content.length, digest }), (file) =>
        path.basename(file)
      )
    },
    text: (name: string) => (fs.existsSync(at(name)) ? fs.readFileSync(at(name), "utf8") : null)
  }
})
