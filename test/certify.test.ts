/** The short form of `npm run certify`: few trials that have everything in them, and four of the spoiled builds. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { bundle, verify } from "./certify/build.ts"
import { cover } from "./certify/cover.ts"
import * as Coverage from "./certify/coverage.ts"
import { sabotages, seedsFor } from "./certify/sabotage.ts"
import * as Trials from "./certify/trials.ts"

let folder: string
let sound: string
const loaded = new Set<string>()
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-certify-test-"))
  sound = await bundle(folder, "worker", [], loaded)
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const minutes = 60_000

describe("certification", () => {
  describe("the trials", () => {
    let summary: Trials.Summary
    beforeAll(async () => {
      let seeds = cover({ margin: 2 })
      summary = await Trials.run({ bundle: sound, seeds, jobs: 2 })
      // A fault that was drawn may not have come, since a run can end before its turn.
      for (let round = 0; round < 4 && Coverage.missing(summary).length > 0; round++) {
        const rest = cover({ margin: 5, parts: Coverage.missing(summary), without: seeds })
        summary = Trials.join(summary, await Trials.run({ bundle: sound, seeds: rest, jobs: 2 }))
        seeds = [...seeds, ...rest]
      }
    }, 10 * minutes)

    it("find every row applied exactly once, and reported truthfully", () => {
      assert.deepStrictEqual(
        summary.failed.map(({ script, violations }) => ({
          repeat: `npm run certify -- --only ${script.seed}`,
          violations
        })),
        []
      )
    })

    it("cover every target, every engine, every fault, every event and every obstacle, and know every durable step", () => {
      assert.deepStrictEqual(Coverage.missing(summary), [])
    })
  })

  for (const name of [
    "intent written after sending",
    "new key after a lost answer",
    "rows that a job refused taken for applied",
    "lost answer of a job taken for nothing having happened"
  ]) {
    it(
      `catches a build that is spoiled: ${name}`,
      async () => {
        const spoiled = sabotages.find((sabotage) => sabotage.name === name)!
        const { caught } = await Trials.hunt({
          bundle: await bundle(folder, name.replaceAll(" ", "-"), spoiled.patches),
          sound,
          seeds: seedsFor(spoiled, 1, 200),
          jobs: 2
        })
        assert.isDefined(caught)
      },
      10 * minutes
    )
  }

  it("applies every one of its sabotages", async () => {
    for (const { name, patches } of sabotages) await verify(name, patches, loaded)
  })
})
