/**
 * Lints the packages as they would be published: publint reads the manifest and what it leads to, attw resolves types
 * and code of every public module as TypeScript would do it for a module that imports it. Needs the declarations of
 * `tsc -b`, and the bundle that `npm install` makes.
 *
 *     npm run packed
 *
 * The packages are ES modules only, so `require` is left out.
 */
import { execFile } from "node:child_process"
import { mkdtempSync, rmSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"

const root = fileURLToPath(new URL("../../", import.meta.url))
const execute = promisify(execFile)

/** Gives what the program printed if it failed. */
const failureOf = async (program: string, given: ReadonlyArray<string>): Promise<string | undefined> => {
  try {
    await execute(join(root, "node_modules/.bin", program), given, { cwd: root, maxBuffer: 16 * 1024 * 1024 })
    return undefined
  } catch (error) {
    const { stderr, stdout } = error as { readonly stdout?: string; readonly stderr?: string }
    return `${stdout ?? ""}${stderr ?? ""}` || String(error)
  }
}

const lint = async (tarball: string): Promise<void> => {
  const failures = [
    await failureOf("publint", ["run", tarball, "--strict"]),
    await failureOf("attw", [tarball, "--profile", "esm-only", "--no-definitely-typed", "--no-color"])
  ]
  for (const failure of failures) {
    if (failure === undefined) continue
    process.exitCode = 1
    console.error(failure.trim())
  }
}

const folder = mkdtempSync(join(tmpdir(), "persona-packed-"))
try {
  const { stdout } = await execute(
    "npm",
    ["pack", "--workspaces", "--ignore-scripts", "--json", "--pack-destination", folder],
    { cwd: root, maxBuffer: 16 * 1024 * 1024 }
  )
  // Older versions of npm give a list, newer ones an object by name.
  const packed: ReadonlyArray<{ readonly filename: string }> = Object.values(JSON.parse(stdout))
  const tarballs = packed.map(({ filename }) => join(folder, filename))
  // The largest takes as long as the others together, so it goes beside them.
  const [first, ...others] = tarballs
  await Promise.all([
    lint(first!),
    others.reduce((done, one) => done.then(() => lint(one)), Promise.resolve())
  ])
} finally {
  rmSync(folder, { recursive: true, force: true })
}
