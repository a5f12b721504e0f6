/** What is planned and imported in a world, from a file of accounts that a test writes. */
import * as Importer from "@effect-persona/importer/Importer"
import * as Plan from "@effect-persona/importer/Plan"
import * as Target from "@effect-persona/importer/Target"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import * as World from "./world.ts"

export const accounts = Target.Accounts.make({})
export const header = "reference-id,name-first\n"

export const people = (n: number) => header + Array.from({ length: n }, (_, i) => `p${i},Ada\n`).join("")

/** A world, and what is planned and imported in it. */
export const sceneOf = Effect.fnUntraced(function* (given: Parameters<typeof World.make>[0]) {
  const world = yield* World.make(given)
  const file = path.join(world.stateDirectory, "rows.csv")
  const options = (csv: string, given?: Partial<Plan.Options>): Plan.Options => {
    fs.writeFileSync(file, csv)
    return { source: { file }, target: accounts, stateDirectory: world.stateDirectory, ...given }
  }
  const passing = <A, E, R>(effect: Effect.Effect<A, E, R>) =>
    Effect.provide(World.whileTimePasses(effect), world.client)
  return {
    world,
    file,
    options,
    passing,
    plan: (csv: string, given?: Partial<Plan.Options>) => passing(Plan.make(options(csv, given))),
    load: (csv: string, given?: Partial<Plan.Options>) => passing(Importer.run(options(csv, given)))
  }
})

export const scene = Effect.suspend(() => sceneOf({}))
