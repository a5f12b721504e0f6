/** The launcher: a file that any Node can run, which finds one that can run the command. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { spawnSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { temporaryDirectory } from "./support/files.ts"
import { launcher, persona, start } from "./support/persona.ts"
import { expectParagraph } from "./support/report.ts"

/** Makes this Node say that it is an older one. */
const pretend = (version: string) => [
  "--import",
  `data:text/javascript,Object.defineProperty(process,"versions",{value:{...process.versions,node:"${version}"}})`
]

/** The launcher and what it launches, where no package can be found. */
const elsewhere = Effect.map(temporaryDirectory, (folder) => {
  const from = path.resolve(launcher, "../..")
  fs.mkdirSync(path.join(folder, "bin"))
  fs.copyFileSync(launcher, path.join(folder, "bin/persona.js"))
  fs.writeFileSync(path.join(folder, "package.json"), '{"type":"module"}')
  return {
    build: () => {
      fs.mkdirSync(path.join(folder, "dist"))
      fs.copyFileSync(path.join(from, "dist/persona.js"), path.join(folder, "dist/persona.js"))
      fs.cpSync(path.join(from, "dist/chunks"), path.join(folder, "dist/chunks"), { recursive: true })
    },
    run: (node: ReadonlyArray<string>, ...args: ReadonlyArray<string>) =>
      spawnSync(process.execPath, [...node, path.join(folder, "bin/persona.js"), ...args], {
        cwd: folder,
        encoding: "utf8",
        env: { PATH: process.env["PATH"], HOME: folder }
      })
  }
})

const warn = (what: string) => `process.emitWarning("${what}","ExperimentalWarning")`

describe.concurrent("the command", () => {
  it.live("loads a command's code when it is called, so help is quick", () =>
    Effect.gen(function* () {
      const script = `process.on("exit",()=>process.stderr.write(process.moduleLoadList.filter((name)=>/sqlite|http$/.test(name)).join()))`
      const node = ["--import", `data:text/javascript,${script}`]
      const cwd = yield* temporaryDirectory
      assert.strictEqual((yield* persona(["--help"], { node, cwd })).stderr, "")
      assert.include((yield* persona(["limits", "--sandbox"], { node, cwd })).stderr, "NativeModule sqlite")
    })
  )

  it.live("suppresses Node's warning about SQLite, and no other one", () =>
    Effect.gen(function* () {
      // Some of the versions of Node that are supported here warn of it, this one may not.
      const script = `setInterval(()=>{${warn("SQLite is an experimental feature and might change at any time")};${warn("Something else")}},20)`
      const running = yield* start(["sandbox", "--port", "0", "--json"], {
        node: ["--import", `data:text/javascript,setTimeout(()=>{${script}},400)`]
      })
      yield* running.firstLine
      yield* Effect.sleep("800 millis")
      yield* running.send("SIGTERM")
      const { stderr } = yield* running.ended
      assert.include(stderr, "Something else")
      assert.notInclude(stderr, "SQLite")
    })
  )
})

describe.concurrent("the launcher", () => {
  for (const version of ["18.20.4", "22.18.0"]) {
    it.live(`runs the command on the pinned Node when it is started by Node ${version}`, () =>
      Effect.gen(function* () {
        const ended = yield* persona(["api", "nope"], { node: pretend(version) })
        assert.deepStrictEqual([ended.status, ended.stdout], [2, ""])
        assert.match(ended.stderr, /^There is no operation nope/)
      })
    )
  }

  it.live("passes signals on to the Node that it has started", () =>
    Effect.gen(function* () {
      const running = yield* start(["sandbox", "--port", "0", "--json"], { node: pretend("20.0.0") })
      const { url } = JSON.parse(yield* running.firstLine) as { readonly url: string }
      yield* running.send("SIGTERM")
      const ended = yield* running.ended
      assert.strictEqual(ended.status, 130)
      const gone = yield* Effect.promise(() => fetch(url).catch(() => "refused"))
      assert.strictEqual(gone, "refused")
    })
  )

  it.live("names the requirement if there is no other Node", () =>
    Effect.gen(function* () {
      const copy = yield* elsewhere
      copy.build()
      const ended = copy.run(pretend("20.11.1"), "--version")
      assert.deepStrictEqual([ended.status, ended.stdout], [2, ""])
      assert.match(
        ended.stderr,
        /^The persona command needs Node 22\.19 or newer, and this is Node 20\.11\.1\./
      )
      expectParagraph(ended.stderr)
      assert.strictEqual(copy.run([], "--version").stdout, (yield* persona(["--version"])).stdout)
    })
  )

  it.live("names the requirement if the command has not been built", () =>
    Effect.gen(function* () {
      const copy = yield* elsewhere
      const ended = copy.run([], "--version")
      assert.deepStrictEqual([ended.status, ended.stdout], [2, ""])
      assert.match(ended.stderr, /^The persona command has not been built\. Run `npm run build`/)
    })
  )
})
