import * as Plan from "@effect-persona/importer/Plan"
import * as PlanFile from "@effect-persona/importer/PlanFile"
import * as Source from "@effect-persona/importer/Source"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { header, scene } from "./support/planning.ts"

describe("PlanFile", () => {
  describe("write", () => {
    it.effect("replaces a plan as it was written, and nothing else that is there", () =>
      Effect.gen(function* () {
        const { options, passing, world } = yield* scene
        const given = options(`${header}a,Ada\n`)
        const plan = yield* passing(Plan.make(given))
        const file = path.join(world.stateDirectory, "plan.json")
        for (let again = 0; again < 2; again++) yield* PlanFile.write(file, plan, given)
        for (const text of [fs.readFileSync(file, "utf8").replace('"rows": 1', '"rows": 2'), "notes\n", ""]) {
          fs.writeFileSync(file, text)
          const refused = yield* Effect.flip(PlanFile.write(file, plan, given))
          assert.deepInclude(refused, { reason: "occupied" })
          assert.strictEqual(fs.readFileSync(file, "utf8"), text)
        }
      })
    )

    it.effect("keeps no plan that could not be applied", () =>
      Effect.gen(function* () {
        const { options, plan } = yield* scene
        const csv = `${header}a,Ada\n`
        const offline = yield* Plan.offline(options(csv))
        const refused = PlanFile.write("never.json", offline, options(csv))
        assert.deepInclude(yield* Effect.flip(refused), { reason: "offline" })
        const source = Source.string("rows.csv", csv)
        const once = PlanFile.write("never.json", yield* plan(csv, { source }), options(csv, { source }))
        assert.deepInclude(yield* Effect.flip(once), { reason: "once" })
      })
    )
  })
})
