/** The short form of `npm run certify`: few trials that have everything in them, and three of the spoiled builds. */
import { afterAll, assert, beforeAll, describe, it } from "@effect/vitest"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { bundle } from "./certify/build.ts"
import { cover } from "./certify/cover.ts"
import * as Kinds from "./certify/kinds.ts"
import { sabotages } from "./certify/sabotage.ts"
import { faultNames } from "./certify/script.ts"
import * as Trials from "./certify/trials.ts"

let folder: string
beforeAll(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-certify-test-"))
})
afterAll(() => fs.rmSync(folder, { recursive: true, force: true }))

const minutes = 60_000

describe("certification", () => {
  const { parts, seeds } = cover(25)

  it("tries every target and every fault", () => {
    for (const kind of [Kinds.accounts, Kinds.lists, ...Kinds.items])
      assert.isTrue(parts.has(`target ${kind.name}`))
    for (const name of faultNames) assert.isTrue(parts.has(`fault ${name}`), name)
  })

  it(
    "finds every row applied exactly once, and told as it is",
    async () => {
      const worker = await bundle(folder, "worker")
      const { failed } = await Trials.run({ bundle: worker, seeds, jobs: 2 })
      assert.deepStrictEqual(
        failed.map(({ script, violations }) => ({
          repeat: `npm run certify -- --only ${script.seed}`,
          violations
        })),
        []
      )
    },
    5 * minutes
  )

  for (const name of [
    "intent written after sending",
    "409 always taken as success",
    "new key after a lost answer"
  ]) {
    it(
      `catches a build that is spoiled: ${name}`,
      async () => {
        const { patches } = sabotages.find((sabotage) => sabotage.name === name)!
        const worker = await bundle(folder, name.replaceAll(" ", "-"), patches)
        const { failed } = await Trials.run({
          bundle: worker,
          seeds: Array.from({ length: 40 }, (_, i) => i + 1),
          jobs: 2,
          untilViolation: true
        })
        assert.isNotEmpty(failed)
      },
      5 * minutes
    )
  }

  it("applies every one of its spoilings", async () => {
    for (const { name, patches } of sabotages) await bundle(folder, name.replaceAll(" ", "-"), patches)
  })
})
