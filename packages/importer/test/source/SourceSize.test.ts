import * as Source from "@effect-persona/importer/Source"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Stream } from "effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { gzipSync } from "node:zlib"
import * as SourceSize from "../../src/source/SourceSize.ts"

describe("SourceSize", () => {
  describe("estimate", () => {
    it.effect("counts a small source exactly", () =>
      Effect.gen(function* () {
        const size = yield* SourceSize.estimate(Source.string("a.csv", "a,b\n1,2\n33,44\n"))
        assert.deepStrictEqual(size, { rows: 2, rowBytes: 5 })
      })
    )

    it.effect("assumes that the rows of a large file are as large as the first ones", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const rows = 60_000
          const plain = path.join(folder, "plain.csv")
          fs.writeFileSync(
            plain,
            text(rows, (i) => `"person-${i}","Ada, ""the"" First"`)
          )
          const size = yield* SourceSize.estimate(Source.file(plain))
          assert.closeTo(size!.rows! / rows, 1, 0.06)
          const half = path.join(folder, "half.csv")
          fs.copyFileSync(plain, half)
          const several = yield* SourceSize.estimate(Source.named([plain, half]))
          assert.closeTo(several!.rows! / (2 * rows), 1, 0.1)
        })
      )
    )

    it.effect("estimates from the bytes read if the text is compressed", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const rows = 200_000
          const file = path.join(folder, "rows.csv.gz")
          fs.writeFileSync(file, gzipSync(text(rows, (i) => `person-${(i * 7919) % rows},Ada`)))
          const size = yield* SourceSize.estimate(Source.file(file))
          assert.isAbove(size!.rows! / rows, 0.3)
          assert.isBelow(size!.rows! / rows, 3)
        })
      )
    )

    it.effect("skips sources that can be read only once, or not at all", () =>
      Effect.gen(function* () {
        const bytes = new TextEncoder().encode("a\n1\n")
        const once = Source.stream("pipe", Stream.make(bytes))
        assert.isUndefined(yield* SourceSize.estimate(once))
        const table = yield* Effect.scoped(
          Effect.flatMap(once.open, ({ windows }) => Stream.runCollect(windows))
        )
        assert.strictEqual(table[0]?.records.length, 1)
        assert.isUndefined(yield* SourceSize.estimate(Source.file("/nowhere.csv")))
      })
    )
  })
})

const text = (rows: number, row: (i: number) => string) =>
  ["reference-id,name-first", ...Array.from({ length: rows }, (_, i) => row(i)), ""].join("\n")

const inTemp = <A, E, R>(use: (folder: string) => Effect.Effect<A, E, R>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-size-"))),
    use,
    (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true, force: true }))
  )
