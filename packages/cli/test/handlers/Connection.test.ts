import { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as RateLimits from "@effect-persona/core/resources/RateLimits"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import { afterEach, assert, beforeEach, describe, it, vi } from "@effect/vitest"
import { Effect, Option, Redacted } from "effect"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import * as Connection from "../../src/handlers/Connection.ts"
import * as ConnectionFlags from "../../src/flags/ConnectionFlags.ts"
import * as ParserServices from "../../src/flags/parserServices.ts"

beforeEach(() => {
  vi.stubEnv("PERSONA_API_KEY", undefined)
  vi.stubEnv("PERSONA_BASE_URL", undefined)
})
afterEach(() => void vi.unstubAllEnvs())

describe("Connection", () => {
  describe("layer", () => {
    it.effect("reads the key and the address from flags, else from the environment", () =>
      Effect.gen(function* () {
        vi.stubEnv("PERSONA_API_KEY", " persona_from_environment\n")
        vi.stubEnv("PERSONA_BASE_URL", "https://environment.example/api/v1")
        assert.deepStrictEqual(yield* connected({}), {
          authorization: "Bearer persona_from_environment",
          baseUrl: "https://environment.example/api/v1"
        })
        const given = {
          apiKey: Option.some(Redacted.make("persona_from_flag")),
          baseUrl: Option.some("http://127.0.0.1:4010/api/v1/")
        }
        assert.deepStrictEqual(yield* connected(given), {
          authorization: "Bearer persona_from_flag",
          baseUrl: "http://127.0.0.1:4010/api/v1"
        })
      })
    )

    it.effect("uses the real API by default", () =>
      Effect.gen(function* () {
        const { baseUrl } = yield* connected({ apiKey })
        assert.strictEqual(baseUrl, "https://api.withpersona.com/api/v1")
      })
    )

    refuses("a missing key", {}, /Set PERSONA_API_KEY/)
    refuses("a blank key", { apiKey: Option.some(Redacted.make(" ")) }, /Set PERSONA_API_KEY/)
    for (const key of ["two words", "lüne", "a\nb", "a\u0000b"]) {
      refuses(
        `a key that no header can hold (${JSON.stringify(key)})`,
        { apiKey: Option.some(Redacted.make(key)) },
        /characters that no key has/
      )
    }
    for (const address of [
      "withpersona.com",
      "ftp://x",
      "https://",
      "https://a b",
      "https://x?y=1",
      "http://u:p@x"
    ]) {
      refuses(
        `the address ${address}`,
        { baseUrl: Option.some(address) },
        /has to look like https:\/\/api\.withpersona\.com\/api\/v1/
      )
    }
    for (const leave of [-1, 100]) {
      refuses(`to leave ${leave} %`, { leave }, /--leave takes a percentage from 0 to 99/)
    }
    refuses(
      "an address for the embedded sandbox",
      { sandbox: true, baseUrl: Option.some("https://x/api/v1") },
      /exclude each other/
    )
    refuses("a negative limit of the sandbox", { sandbox: true, sandboxRateLimit: -1 }, /from 0/)

    it.live("shares the rate limit, and the reserved rest of it, with other commands with the same key", () =>
      Effect.acquireUseRelease(
        Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-cli-"))),
        (runtime) =>
          Effect.gen(function* () {
            vi.stubEnv("XDG_RUNTIME_DIR", runtime)
            assert.deepStrictEqual([yield* sendWith("one"), yield* sendWith("one")], [6, 0])
            assert.strictEqual(yield* sendWith("other"), 6)
          }),
        (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true }))
      )
    )

    it.effect("keeps the environment of the embedded sandbox between runs, for its owner only", () =>
      Effect.acquireUseRelease(
        Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-cli-"))),
        (stateDirectory) =>
          Effect.gen(function* () {
            const environment = RateLimits.list.withResponse({}).pipe(
              Effect.map((reply) => reply.environmentId),
              Effect.provide(Connection.layer({ ...settings, sandbox: true, stateDirectory }), {
                local: true
              })
            )
            const first = yield* environment
            assert.match(first ?? "", /^env_/)
            assert.strictEqual(yield* environment, first)
            assert.strictEqual(fs.statSync(path.join(stateDirectory, "sandbox")).mode & 0o777, 0o700)
          }),
        (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true }))
      )
    )

    it.effect("reports where the embedded sandbox cannot store its state", () =>
      Effect.gen(function* () {
        const file = path.join(import.meta.dirname, "Connection.test.ts")
        const error = yield* Effect.flip(
          Effect.provide(
            PersonaClient,
            Connection.layer({ ...settings, sandbox: true, stateDirectory: file })
          )
        )
        assert.match(error.message, /cannot be used \(ENOTDIR: .* use another one\.$/)
      })
    )
  })
})

describe("ConnectionFlags", () => {
  it.effect("stores state where the importer does by default", () =>
    Effect.gen(function* () {
      const [, directory] = yield* ConnectionFlags.stateDirectory
        .parse({ arguments: [], flags: {} })
        .pipe(Effect.provide(ParserServices.layer))
      assert.strictEqual(directory, StateDirectory.defaultPath)
    })
  )
})

// Helpers

const apiKey = Option.some(Redacted.make("persona_sandbox_x"))

const settings: ConnectionFlags.Settings = {
  apiKey: Option.none(),
  baseUrl: Option.none(),
  sandbox: false,
  sandboxRateLimit: 0,
  leave: 0,
  stateDirectory: "unused"
}

const connected = (given: Partial<ConnectionFlags.Settings>) =>
  PersonaClient.pipe(
    Effect.map(({ baseUrl, headers }) => ({
      authorization: Redacted.value(headers)["authorization"],
      baseUrl
    })),
    Effect.provide(Connection.layer({ ...settings, ...given }), { local: true })
  )

/** Sends as many requests as a command may, of a window of ten, leaving four of them; gives how many that were. */
const sendWith = (key: string) =>
  Effect.provide(
    Effect.gen(function* () {
      const { budget } = yield* PersonaClient
      let sent = 0
      while (sent < 20) {
        const permit = yield* budget.takeWithin(100)
        if (permit === undefined) break
        sent++
        yield* budget.settle(permit, {
          "ratelimit-limit": "10",
          "ratelimit-remaining": String(10 - sent),
          "ratelimit-reset": "60"
        })
      }
      return sent
    }),
    Connection.layer({ ...settings, apiKey: Option.some(Redacted.make(key)), leave: 40 }),
    { local: true }
  )

function refuses(what: string, given: Partial<ConnectionFlags.Settings>, says: RegExp) {
  it.effect(`refuses ${what}`, () =>
    Effect.gen(function* () {
      const key = "apiKey" in given || what === "a missing key" ? {} : { apiKey }
      const error = yield* Effect.flip(connected({ ...key, ...given }))
      assert.strictEqual(error._tag, "UsageError")
      assert.match(error.message, says)
    })
  )
}
