import * as PersonaClient from "@effect-persona/core/PersonaClient"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted } from "effect"
import { HttpClient, HttpClientResponse } from "effect/http"
import { TestClock } from "effect/testing"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as Capabilities from "../../../src/engines/select/Capabilities.ts"
import * as World from "../../support/world.ts"

const now = Date.UTC(2026, 0, 5, 10)
const day = 24 * 60 * 60 * 1000

describe("Capabilities", () => {
  describe("probe", () => {
    for (const [status, batch, upload] of [
      [200, "available", "available"],
      [202, "available", "unknown"],
      [400, "available", "available"],
      [422, "available", "available"],
      [404, "absent", "absent"],
      [403, "refused", "refused"],
      [401, "unknown", "unknown"],
      [500, "unknown", "unknown"]
    ] as const) {
      it.effect(`treats ${status} as batch ${batch} and upload ${upload}`, () =>
        Effect.gen(function* () {
          const wire = answering(status)
          const [ofBatch, ofUpload] = yield* World.whileTimePasses(
            Effect.all([Capabilities.probe("batch"), Capabilities.probe("upload")])
          ).pipe(Effect.provide(wire.client))
          assert.strictEqual(ofBatch, batch)
          if (status !== 202) assert.strictEqual(ofUpload, upload)
        })
      )
    }

    it.effect("asks with a job of no rows, and with the smallest page", () =>
      Effect.gen(function* () {
        const wire = answering(422)
        yield* Effect.all([Capabilities.probe("batch"), Capabilities.probe("upload")]).pipe(
          Effect.provide(wire.client)
        )
        const [job, page] = wire.requests
        assert.strictEqual(job!.split(" ").slice(0, 2).join(" "), "POST /api/v1/batch-jobs")
        assert.deepStrictEqual(JSON.parse(job!.split(" ")[2]!).data.attributes.rows, [])
        assert.match(page!, /^GET \/api\/v1\/importers\?page(\[|%5B)size(\]|%5D)=1$/)
        assert.lengthOf(wire.requests, 2)
      })
    )
  })

  describe("find", () => {
    it.effect("asks once, and remembers the answer for each environment", () =>
      inTemp((stateDirectory) =>
        Effect.gen(function* () {
          yield* TestClock.setTime(now)
          const wire = answering(404)
          const find = (environment: string, engines: ReadonlyArray<Capabilities.Asked>) =>
            Effect.provide(Capabilities.find({ stateDirectory, environment, engines }), wire.client)
          assert.deepStrictEqual(yield* find("env_1", ["batch"]), { batch: "absent", upload: "unknown" })
          assert.deepStrictEqual(yield* find("env_1", ["batch"]), { batch: "absent", upload: "unknown" })
          assert.lengthOf(wire.requests, 1)
          assert.deepStrictEqual(yield* find("env_1", ["batch", "upload"]), {
            batch: "absent",
            upload: "absent"
          })
          assert.deepStrictEqual(yield* find("env_2", ["upload"]), { batch: "unknown", upload: "absent" })
          assert.lengthOf(wire.requests, 3)
          yield* TestClock.adjust("25 hours")
          yield* find("env_1", ["batch"])
          assert.lengthOf(wire.requests, 4)
        })
      )
    )

    it.effect("stores no unknown capabilities", () =>
      inTemp((stateDirectory) =>
        Effect.gen(function* () {
          const wire = answering(401)
          const find = Capabilities.find({ stateDirectory, environment: "env_1", engines: ["batch"] })
          assert.strictEqual((yield* Effect.provide(find, wire.client)).batch, "unknown")
          yield* Effect.provide(find, wire.client)
          assert.lengthOf(wire.requests, 2)
          assert.deepStrictEqual(fs.readdirSync(stateDirectory), [])
        })
      )
    )
  })

  describe("known", () => {
    it.effect(
      "believes an absence and a refusal for a day, and an availability until it is contradicted",
      () =>
        inTemp((folder) =>
          Effect.gen(function* () {
            yield* Capabilities.learn(folder, "env_1", "batch", "absent", now)
            yield* Capabilities.learn(folder, "env_1", "upload", "available", now)
            const later = (millis: number) => Capabilities.known(folder, "env_1", now + millis)
            assert.deepStrictEqual(later(day - 1), { batch: "absent", upload: "available" })
            assert.deepStrictEqual(later(day), { batch: "unknown", upload: "available" })
            assert.deepStrictEqual(later(1000 * day), { batch: "unknown", upload: "available" })
            // A clock that was set back does not make a refusal last.
            assert.strictEqual(later(-1).batch, "unknown")
            yield* Capabilities.learn(folder, "env_1", "upload", "refused", now + day)
            assert.strictEqual(later(day + 1).upload, "refused")
          })
        )
    )

    it.effect("treats a damaged file as empty, and overwrites it", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const file = path.join(folder, "capabilities.json")
          for (const text of [
            "",
            "{",
            "[]",
            '{"version":2,"environments":{}}',
            '{"version":1,"environments":{"e":{"batch":{"capability":"grand","at":1}}}}'
          ]) {
            fs.writeFileSync(file, text)
            assert.deepStrictEqual(
              Capabilities.known(folder, "e", now),
              { batch: "unknown", upload: "unknown" },
              text
            )
          }
          yield* Capabilities.learn(folder, "e", "batch", "available", now)
          assert.strictEqual(Capabilities.known(folder, "e", now).batch, "available")
          assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
          assert.deepStrictEqual(fs.readdirSync(folder), ["capabilities.json"])
        })
      )
    )

    it.effect("creates no directory for its cache", () =>
      inTemp((folder) =>
        Effect.gen(function* () {
          const missing = path.join(folder, "none")
          yield* Capabilities.learn(missing, "e", "batch", "available", now)
          assert.isFalse(fs.existsSync(missing))
        })
      )
    )
  })

  describe("onlyAccountType", () => {
    it.effect("is the type of the default name that all the newest accounts share", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ accountTypes })
        assert.isUndefined(yield* found(world))
        yield* create(world, ["a", "b"])
        assert.match((yield* found(world))!, /^acttp_/)
        yield* create(world, ["c"], "acttp_member")
        assert.isUndefined(yield* found(world))
      })
    )

    it.effect("is empty if all accounts have another type, or are invisible", () =>
      Effect.gen(function* () {
        const world = yield* World.make({ accountTypes })
        yield* create(world, ["a", "b"], "acttp_member")
        assert.isUndefined(yield* found(world))
        const user = yield* World.make()
        yield* create(user, ["a"])
        yield* user.sandbox.setPermissions(["account.write"])
        assert.isUndefined(yield* found(user))
      })
    )
  })
})

const accountTypes = [{ name: "Member", id: "acttp_member" }]

const found = (world: World.World) => Effect.provide(Capabilities.onlyAccountType, world.client)

const create = (world: World.World, ids: ReadonlyArray<string>, accountType?: string) =>
  world.run(`reference-id\n${ids.join("\n")}\n`, {
    _tag: "Accounts",
    ...(accountType === undefined ? {} : { accountType })
  })

/** A client whose every request is answered with this status, and what it was asked. */
const answering = (status: number) => {
  const requests: Array<string> = []
  const body = status < 300 ? { data: [], links: {} } : { errors: [{ title: "No" }] }
  const transport = HttpClient.make((request, url) =>
    Effect.sync(() => {
      const sent = request.body._tag === "Uint8Array" ? ` ${new TextDecoder().decode(request.body.body)}` : ""
      requests.push(`${request.method} ${url.pathname}${url.search}${sent}`)
      return HttpClientResponse.fromWeb(
        request,
        new Response(JSON.stringify(body), {
          status,
          headers: { "content-type": "application/json", "request-id": "req_1" }
        })
      )
    })
  )
  const client = Layer.fresh(
    PersonaClient.layer({ apiKey: Redacted.make("key"), baseUrl: "http://wire.test/api/v1" })
  ).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, transport)))
  return { client, requests }
}

const inTemp = <A, E, R>(use: (folder: string) => Effect.Effect<A, E, R>) =>
  Effect.acquireUseRelease(
    Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-capabilities-"))),
    use,
    (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true, force: true }))
  )
