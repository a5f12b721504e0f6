/** Files that change while they are read, and the moments at which they do. */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Target from "@effect-persona/importer/Target"
import { Effect } from "effect"
import * as HttpClient from "effect/http/HttpClient"
import * as fs from "node:fs"
import * as path from "node:path"
import * as zlib from "node:zlib"
import { CrashListener } from "../../src/state/CrashPoints.ts"
import * as World from "./world.ts"

/** Rows so large that a file has more than one chunk, and windows so small that a chunk has some. */
export const count = 300
export const window = 32
export const filler = "x".repeat(80)
export const header = "reference-id,name-first\n"
export const accounts = Target.Accounts.make({})

export const text = (length: number, row: (n: number) => string) =>
  Array.from({ length }, (_, n) => row(n)).join("")
export const pad = (n: number) => String(n).padStart(5, "0")
const nameOf = (n: number) => `Ada-${pad(n)}-${filler}`
export const rowOf = (n: number) => `id-${pad(n)},${nameOf(n)}\n`
export const rows = (from: number, length: number) => text(length, (n) => rowOf(from + n))

export const before = header + rows(0, count)

/** As many bytes, but no row stands where one stood, and no row is the same. */
export const after = (() => {
  const whole = header + text(count, (n) => `id-${pad(n)},Evelyn-${pad(n)}-${filler}\n`)
  return `${whole.slice(0, before.length - 1)}\n`
})()

/** Rows do not compress well, so that only a part of them was read when the change comes. */
export const bytesOf = (csv: string, packed: boolean): Buffer =>
  packed ? zlib.gzipSync(csv, { level: 0 }) : Buffer.from(csv)

/** Writes a file as one that has long been there. */
export const old = (file: string, csv: string | Buffer) => {
  fs.writeFileSync(file, csv)
  fs.utimesSync(file, new Date("2026-01-01T00:00:00Z"), new Date("2026-01-01T00:00:00Z"))
}

export const scene = Effect.fnUntraced(function* (target: Target.Target, packed: boolean) {
  const world = yield* World.make({ accountTypes: [{ name: "Person", id: "acttp_person" }] })
  const file = path.join(world.stateDirectory, "rows.csv")
  return {
    world,
    file,
    write: (csv: string) => old(file, bytesOf(csv, packed)),
    attempt: (options: Parameters<World.World["run"]>[2]) =>
      world.run("", target, {
        source: { file, window },
        ...(target._tag === "Accounts" ? {} : { map: { "reference-id": "name-last" } }),
        ...options
      }),
    seen: namesIn(world),
    passing: <A, E, R>(effect: Effect.Effect<A, E, R>) =>
      Effect.provide(World.whileTimePasses(effect), world.client)
  }
})

/** First names and values that the server holds. */
export const namesIn = (world: World.World) =>
  Effect.map(world.sandbox.record(), ({ contents }) => [
    ...contents!.accounts.map(
      (account) =>
        `${account.referenceId},${JSON.stringify(account).match(/(?:Ada|Eve|Evelyn|Late)[-\w]*/)?.[0]}`
    ),
    ...contents!.listItems.map(
      (item) => JSON.stringify(item).match(/(?:Ada|Eve|Evelyn|Late)[-\w]*/)?.[0] ?? "?"
    )
  ])

/** What stands in no row of the file as it was. */
export const strangers = (seen: ReadonlyArray<string>) => seen.filter((one) => !known.has(one))
const known = new Set(Array.from({ length: 4000 }, (_, n) => [`id-${pad(n)},${nameOf(n)}`, nameOf(n)]).flat())

/** Does something when a step is taken for the nth time. */
export const atStep = <A, E, R>(name: string, nth: number, act: () => void, effect: Effect.Effect<A, E, R>) =>
  Effect.suspend(() => {
    let met = 0
    return Effect.provideService(effect, CrashListener, (step, when) => {
      if (`${step}, ${when}` === name && ++met === nth) act()
    })
  })

/** Does something before the first request. */
export const atRequest = <A, E, R>(act: () => void, effect: Effect.Effect<A, E, R>) =>
  Effect.flatMap(PersonaClient.PersonaClient, (client) => {
    let met = 0
    const httpClient = HttpClient.transform(client.httpClient, (send) =>
      Effect.andThen(
        Effect.sync(() => void (met++ === 0 && act())),
        send
      )
    )
    return Effect.provideService(effect, PersonaClient.PersonaClient, { ...client, httpClient })
  })

/** Does something when the nth window of rows is about to be recorded. */
export const atWindow = <A, E, R>(nth: number, act: () => void, effect: Effect.Effect<A, E, R>) =>
  atStep("record intents, before", nth, act, effect)
