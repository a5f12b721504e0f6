/** Runs commands as a reader would: in a directory with the sample files, with `persona` on the path. */
import { spawn } from "node:child_process"
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { delimiter, join } from "node:path"
import { root } from "./pages.ts"

export interface Ran {
  readonly status: number | null
  /** Standard output and standard error as they came. */
  readonly output: string
}

export interface Shell {
  readonly directory: string
  readonly run: (command: string, environment?: Readonly<Record<string, string>>) => Promise<Ran>
  readonly remove: () => void
}

/** Makes a directory with `examples/data` in it, and the means to run commands there. */
export const open = (): Shell => {
  const directory = mkdtempSync(join(tmpdir(), "persona-docs-"))
  cpSync(join(root, "examples/data"), join(directory, "examples/data"), { recursive: true })
  const bin = join(directory, ".bin")
  mkdirSync(bin)
  script(
    join(bin, "persona"),
    `exec "${process.execPath}" "${join(root, "packages/cli/bin/persona.js")}" "$@"`
  )
  // `npx persona` means the command of this repository. The real npx would ask the registry from here.
  script(join(bin, "npx"), 'exec "$@"')
  return {
    directory,
    run: (command, environment = {}) => run(command, directory, bin, environment),
    remove: () => rmSync(directory, { recursive: true, force: true })
  }
}

const script = (file: string, text: string) => {
  writeFileSync(file, `#!/bin/sh\n${text}\n`)
  chmodSync(file, 0o755)
}

const run = (
  command: string,
  cwd: string,
  bin: string,
  environment: Readonly<Record<string, string>>
): Promise<Ran> =>
  new Promise((resolve, reject) => {
    const { PERSONA_API_KEY: _key, PERSONA_BASE_URL: _url, ...inherited } = process.env
    const child = spawn("sh", ["-c", `exec 2>&1; ${command}`], {
      cwd,
      env: { ...inherited, PATH: `${bin}${delimiter}${inherited["PATH"]}`, ...environment },
      stdio: ["ignore", "pipe", "ignore"]
    })
    let output = ""
    child.stdout.setEncoding("utf8").on("data", (text: string) => void (output += text))
    child.on("error", reject)
    child.on("close", (status) => resolve({ status, output }))
  })

/** A sandbox server in a process of its own. */
export interface Server {
  readonly environment: { readonly PERSONA_BASE_URL: string; readonly PERSONA_API_KEY: string }
  readonly stop: () => void
}

/** Starts `persona sandbox` on a free port. */
export const serve = (): Promise<Server> =>
  new Promise((resolve, reject) => {
    const child = spawn(
      process.execPath,
      [join(root, "packages/cli/bin/persona.js"), "sandbox", "--port", "0", "--rate-limit", "0", "--json"],
      { stdio: ["ignore", "pipe", "inherit"] }
    )
    child.on("error", reject)
    child.on("exit", (status) => reject(new Error(`persona sandbox ended with ${status}`)))
    child.stdout.setEncoding("utf8").once("data", (line: string) => {
      const { apiKey, url } = JSON.parse(line)
      resolve({
        environment: { PERSONA_BASE_URL: url, PERSONA_API_KEY: apiKey },
        stop: () => void child.kill()
      })
    })
  })
