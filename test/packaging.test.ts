/**
 * What would be published works for somebody who has nothing of this repository: the packed packages are installed into
 * a project elsewhere, and used. Needs the npm registry, and `npm run build` before.
 */
import { assert, describe, it } from "@effect/vitest"
import { execFile } from "node:child_process"
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, dirname, join, posix } from "node:path"
import { promisify } from "node:util"
import { afterAll, beforeAll } from "vitest"
import { root } from "./docs/pages.ts"

const libraries = ["core", "importer", "sandbox"]
const packages = [...libraries, "cli"]

interface Packed {
  readonly name: string
  readonly filename: string
  readonly files: ReadonlyArray<{ readonly path: string }>
}

describe("the packed packages", () => {
  let directory: string
  let project: string
  let packed: ReadonlyMap<string, ReadonlySet<string>>

  beforeAll(async () => {
    assert.isTrue(existsSync(join(root, "packages/cli/dist/persona.js")), "npm run build comes first")
    directory = mkdtempSync(join(tmpdir(), "persona-packaging-"))
    project = join(directory, "project")
    mkdirSync(project)
    writeFileSync(join(project, "package.json"), JSON.stringify({ private: true, type: "module" }))
    const given = packages.map((name) => `./packages/${name}`)
    const { stdout } = await run("npm", ["pack", "--json", "--pack-destination", directory, ...given], root)
    // Older versions of npm give a list, newer ones an object by name.
    const answers: ReadonlyArray<Packed> = Object.values(JSON.parse(stdout))
    packed = new Map(
      answers.map(({ files, name }) => [name.split("/")[1]!, new Set(files.map(({ path }) => path))])
    )
    const tarballs = answers.map(({ filename }) => join(directory, filename))
    await run("npm", ["install", "--prefer-offline", "--no-audit", "--no-fund", ...tarballs], project)
  }, 120_000)
  afterAll(() => rmSync(directory, { recursive: true, force: true }), 60_000)

  for (const name of packages) {
    describe(name, () => {
      it("contains its license and its README, but no tests and no compiler files", () => {
        const files = [...packed.get(name)!]
        assert.includeMembers(files, ["package.json", "README.md", "LICENSE"])
        assert.deepStrictEqual(
          files.filter((path) => /(?:^|\/)test\/|\.test\.|tsbuildinfo|(?:^|\/)\.(?!persona)/.test(path)),
          []
        )
      })

      it("has only source maps with existing sources", () => {
        const files = packed.get(name)!
        for (const path of files) {
          if (!path.endsWith(".map")) continue
          const { sources } = JSON.parse(readFileSync(join(root, "packages", name, path), "utf8"))
          for (const source of sources) {
            const target = posix.join(posix.dirname(path), source)
            // An earlier build may have left the map of a module that is gone.
            if (existsSync(join(root, "packages", name, target))) {
              assert.isTrue(files.has(target), `${path} points to ${target}`)
            }
          }
        }
      })
    })
  }

  for (const name of libraries) {
    it(`${name} contains code and types of every module`, () => {
      const files = packed.get(name)!
      for (const path of readdirSync(join(root, "packages", name, "src"), {
        recursive: true,
        encoding: "utf8"
      })) {
        if (!path.endsWith(".ts")) continue
        for (const end of [".js", ".d.ts"]) assert.isTrue(files.has(`dist/${path.slice(0, -3)}${end}`), path)
      }
    })
  }

  it("the command is one bundle, which needs no other package", () => {
    const files = [...packed.get("cli")!].filter((path) => /^(?:dist|src)\//.test(path))
    assert.isAbove(files.length, 0)
    for (const path of files) assert.match(path, /^dist\/(?:persona\.js|chunks\/[^/]+\.js)$/)
    const manifest = JSON.parse(readFileSync(join(root, "packages/cli/package.json"), "utf8"))
    assert.deepStrictEqual(manifest.dependencies ?? {}, {})
  })

  it("npx persona prints its version and imports a file", async () => {
    const version = await run("npx", ["--no-install", "persona", "--version"], project)
    assert.match(version.stdout, /0\.1\.0/)
    writeFileSync(join(project, "people.csv"), "reference-id,name-first\n1,Ada\n2,Zoë\n")
    const given = [
      "--no-install",
      "persona",
      "import",
      "accounts",
      "people.csv",
      "--sandbox",
      "--yes",
      "--json"
    ]
    const { stdout } = await run("npx", given, project)
    assert.deepInclude(JSON.parse(stdout), { rows: 2, created: 2, status: "finished" })
  })

  it("an operation is called against the sandbox in memory", async () => {
    writeFileSync(join(project, "call.js"), script)
    const { stdout } = await run(process.execPath, ["call.js"], project)
    assert.deepStrictEqual(JSON.parse(stdout), { referenceId: "cust-1", writes: { "account.created": 1 } })
  })

  it("types resolve, and a misspelt attribute is an error", async () => {
    writeFileSync(join(project, "consumer.ts"), consumer)
    await compile(project, "consumer.ts", { noEmit: true })
  })

  it("types have public names, so a library can export values made with them", async () => {
    writeFileSync(join(project, "library.ts"), library)
    await compile(project, "library.ts", { declaration: true, emitDeclarationOnly: true, outDir: "types" })
    const imports = readFileSync(join(project, "types/library.d.ts"), "utf8").matchAll(
      /"(@effect-persona[^"]*)"/g
    )
    for (const [, name] of imports) assert.isTrue(isPublic(name!), `${name} is closed`)
  })

  it("closed modules cannot be imported", async () => {
    const closed = [
      "importer/pipeline/WorkerPool",
      "importer/Pass",
      "core/internal/call/call",
      "sandbox/resources/Lists"
    ]
    for (const module of closed) {
      const script = `import("@effect-persona/${module}").catch((error) => console.log(error.code))`
      const { stdout } = await run(process.execPath, ["--input-type=module", "--eval", script], project)
      assert.strictEqual(stdout.trim(), "ERR_PACKAGE_PATH_NOT_EXPORTED", module)
    }
  })
})

describe("package-lock.json", () => {
  it("names the optional packages of every platform, not only of the build machine", () => {
    const lock: {
      readonly packages: Readonly<Record<string, { readonly optionalDependencies?: object }>>
    } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8"))
    for (const [at, { optionalDependencies = {} }] of Object.entries(lock.packages)) {
      for (const name of Object.keys(optionalDependencies)) {
        const places = [`node_modules/${name}`, `${at}/node_modules/${name}`]
        assert.isTrue(
          places.some((place) => Object.hasOwn(lock.packages, place)),
          `${name} of ${at} is missing: npm ci refuses the lock file, and on its platform a tool will be missing`
        )
      }
    }
  })
})

const script = `
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import { Effect, Layer } from "effect"

const program = Effect.gen(function* () {
  const account = yield* Accounts.create({ data: { attributes: { referenceId: "cust-1" } } })
  const { writes } = yield* (yield* Sandbox.Sandbox).record()
  return { referenceId: account.data.attributes.referenceId, writes }
})
const client = Layer.unwrap(
  Effect.map(Sandbox.Sandbox, ({ apiKey }) => PersonaClient.layer({ apiKey, baseUrl: "http://sandbox.invalid/api/v1" }))
).pipe(Layer.provide(SandboxClient.layer), Layer.provideMerge(Sandbox.layer()))
console.log(JSON.stringify(await Effect.runPromise(Effect.provide(program, client))))
`

const consumer = `
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import { Importer, Source, Target } from "@effect-persona/importer"
import { Sandbox } from "@effect-persona/sandbox"
import { Effect, Layer } from "effect"
import type { HttpClient } from "effect/http"

export const id: Effect.Effect<string | undefined, unknown, PersonaClient.PersonaClient> = Accounts.retrieve({
  accountId: "act_1"
}).pipe(
  Effect.map((account) => account.data.id),
  Effect.catchReason("PersonaError", "NotFound", (reason) => Effect.succeed(reason.problems[0]?.title))
)
// @ts-expect-error requests are closed
Accounts.create({ data: { attributes: { nameFrist: "Ada" } } })

export const created: Effect.Effect<number, unknown, PersonaClient.PersonaClient> = Importer.run({
  source: Source.string("people.csv", "reference-id\\n1\\n"),
  target: Target.Accounts.make({})
}).pipe(Effect.map((report) => report.created))

export const transport: Layer.Layer<HttpClient.HttpClient> = UndiciTransport.layer()
export const sandbox = Sandbox.layer({ rateLimit: 0 })
`

/** Exports what it makes without saying its types, so that the compiler has to name them. */
const library = `
import * as Pagination from "@effect-persona/core/Pagination"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as PersonaPromise from "@effect-persona/core/PersonaPromise"
import * as RateBudget from "@effect-persona/core/RateBudget"
import * as RawRequest from "@effect-persona/core/RawRequest"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as WebhookHandler from "@effect-persona/core/WebhookHandler"
import * as Apply from "@effect-persona/importer/Apply"
import * as Importer from "@effect-persona/importer/Importer"
import * as Mapping from "@effect-persona/importer/Mapping"
import * as MappingFile from "@effect-persona/importer/MappingFile"
import * as MappingProposal from "@effect-persona/importer/MappingProposal"
import * as Plan from "@effect-persona/importer/Plan"
import * as RateStoreFile from "@effect-persona/importer/RateStoreFile"
import * as Source from "@effect-persona/importer/Source"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxPersona from "@effect-persona/sandbox/SandboxPersona"
import { Effect, Redacted } from "effect"

const apiKey = Redacted.make("persona_sandbox_x")
const options = { source: Source.file("people.csv"), target: Target.Accounts.make({}) }

export const account = (accountId: string) => Accounts.retrieve({ accountId })
export const accounts = Pagination.items(Accounts.list, {})
export const handler = PersonaClient.answer(Accounts.retrieve, () => Effect.never)
export const raw = RawRequest.withResponse({ method: "GET", path: "/accounts" })
export const persona = PersonaPromise.make({ apiKey: "persona_sandbox_x" })
export const retrieved = () => persona.withResponse(Accounts.retrieve, { accountId: "act_1" })
export const budget = RateBudget.make({ leave: 0.2 })
export const webhooks = WebhookHandler.layer("/persona", { secrets: apiKey, handle: () => Effect.void })

export const run = Importer.run(options)
export const started = Importer.start(options)
export const report = Effect.flatMap(started, ({ report }) => report)
export const stopped = Effect.catchTag(run, "ImportStopped", ({ error, exceeded, why }) => Effect.succeed({ error, exceeded, why }))
export const preview = (preview: Importer.Preview) => ({ place: preview.place, choice: preview.choice, mapper: preview.mapper })
export const lists = (report: Effect.Success<typeof run>) => [report.unknownRows, report.rejections] as const
export const plan = Plan.make(options)
export const warnings = Effect.map(plan, ({ engines, problems, warnings }) => ({ engines, problems, warnings }))
export const applied = Apply.start({ plan: "plan.json" })
export const mapper = Mapping.compile({ target: Target.Lists.make({}), columns: ["name"] })
export const mapping = MappingFile.read("mapping.yaml")
export const proposal = MappingProposal.propose({ target: options.target, columns: ["id"], rows: [] })
export const table = options.source.open
export const state = StateDirectory.open(".persona")
export const problems = Effect.flatMap(state, (state) => state.problems("run"))
export const store = RateStoreFile.make({ apiKey, baseUrl: PersonaClient.defaultBaseUrl })

export const sandbox = SandboxPersona.layer({ rateLimit: 60 })
export const contents = Effect.map(
  Effect.flatMap(Sandbox.Sandbox, (sandbox) => sandbox.record({ contents: true })),
  ({ contents }) => contents?.accounts
)
`

const isPublic = (name: string): boolean => {
  const [, folder, ...path] = name.split("/")
  const manifest = JSON.parse(readFileSync(join(root, "packages", folder!, "package.json"), "utf8"))
  return Object.hasOwn(manifest.exports, ["."].concat(path).join("/"))
}

const compile = (project: string, file: string, options: object) => {
  const compilerOptions = {
    module: "nodenext",
    target: "es2024",
    lib: ["es2024", "esnext.disposable", "dom"],
    types: [],
    strict: true,
    exactOptionalPropertyTypes: true,
    skipLibCheck: true,
    ...options
  }
  writeFileSync(join(project, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }))
  return run(join(root, "node_modules/.bin/tsc"), ["-p", "."], project)
}

const execute = promisify(execFile)

/** Runs a program with this Node, and without what npm told the test run about itself. */
const run = async (file: string, given: ReadonlyArray<string>, cwd: string) => {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !/^npm_|^PERSONA_|^NODE_OPTIONS$|^PATH$/i.test(name)
  )
  const env = {
    ...Object.fromEntries(inherited),
    PATH: `${dirname(process.execPath)}${delimiter}${process.env["PATH"]}`
  }
  try {
    return await execute(file, given, { cwd, env, maxBuffer: 64 * 1024 * 1024 })
  } catch (error) {
    const { stderr, stdout } = error as { readonly stdout: string; readonly stderr: string }
    throw new Error(`${file} ${given.join(" ")}\n${stdout}\n${stderr}`, { cause: error })
  }
}
