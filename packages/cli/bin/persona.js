#!/usr/bin/env node
// Starts the command on a Node that can run it: this one, or the one that the project pins.
// Written for any Node that knows ES modules, so that an old one gets a sentence and not a syntax error.
import { spawn } from "node:child_process"
import { existsSync } from "node:fs"
import module from "node:module"
import { constants } from "node:os"
import { dirname, join } from "node:path"
import { fileURLToPath, pathToFileURL } from "node:url"

const launcher = fileURLToPath(import.meta.url)
const bundle = join(dirname(launcher), "..", "dist", "persona.js")

// An import lives on little memory, but makes much garbage, and V8 lets that pile up to several times what is in use.
// With these settings the process stays as small for a million rows as for ten thousand. They must be there at start.
const heapSettings = [
  "--max-semi-space-size=4",
  "--heap-growing-percent=50",
  "--no-allocation-site-pretenuring"
]
const flags = ["import", "plan", "apply", "resume", "retry"].includes(process.argv[2]) ? heapSettings : []

if (!existsSync(bundle)) {
  fail("The persona command has not been built. Run `npm run build` in the repository, then try again.")
} else if (canRun(process.versions.node)) {
  if (flags.some((flag) => !process.execArgv.includes(flag))) becomeNodeWith(flags)
  module.enableCompileCache()
  await import(pathToFileURL(bundle).href)
} else {
  const node = pinnedNode()
  if (node === undefined) {
    fail(
      `The persona command needs Node 22.19 or newer, and this is Node ${process.versions.node}. ` +
        "Install a newer Node, or add one to your project with `npm install --save-dev node@24`."
    )
  } else {
    const child = spawn(node, [...flags, launcher, ...process.argv.slice(2)], { stdio: "inherit" })
    // A signal from the terminal reaches the child by itself; one that was sent to this process does not.
    for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) {
      process.on(signal, () => {
        if (signal !== "SIGINT" || !process.stdin.isTTY) child.kill(signal)
      })
    }
    child.on("exit", (code, signal) => {
      process.exitCode = signal === null ? code : 128 + constants.signals[signal]
    })
    child.on("error", (error) => fail(`The pinned Node cannot be started (${error.code}).`))
  }
}

/** Replaces this process by one with more flags, where the platform can; without them it works as well, in more memory. */
function becomeNodeWith(flags) {
  if (typeof process.execve !== "function" || process.platform === "win32") return
  process.removeAllListeners("warning")
  const args = [process.execPath, ...process.execArgv, ...flags, launcher, ...process.argv.slice(2)]
  try {
    process.execve(process.execPath, args, process.env)
  } catch {
    // As it was.
  }
}

function canRun(version) {
  const [major, minor] = version.split(".").map(Number)
  return major > 22 || (major === 22 && minor >= 19)
}

/** The Node that the npm package `node` installs, looked for from here upwards and from the working directory. */
function pinnedNode() {
  for (const from of [import.meta.url, join(process.cwd(), "package.json")]) {
    try {
      const require = module.createRequire(from)
      const file = join(dirname(require.resolve("node/package.json")), "bin", "node")
      if (canRun(require("node/package.json").version) && existsSync(file)) return file
    } catch {
      // Not installed there.
    }
  }
  return undefined
}

function fail(message) {
  process.stderr.on("error", () => {})
  process.stderr.write(`${message}\n`)
  process.exitCode = 2
}
