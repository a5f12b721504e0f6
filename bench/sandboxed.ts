/** Measurements that need a server: a fresh sandbox in a separate process, so none inherits the state of another. */
import { spawn } from "node:child_process"
import * as path from "node:path"

/** Runs a measurement against a fresh sandbox, which Node starts with these flags. */
export const withSandbox = async <A>(
  flags: ReadonlyArray<string>,
  use: (url: string, key: string) => Promise<A>
): Promise<A> => {
  const child = spawn(process.execPath, [...flags, path.join(import.meta.dirname, "sandbox.ts")], {
    stdio: ["ignore", "pipe", "inherit"]
  })
  try {
    const line = await new Promise<string>((resolve) =>
      child.stdout.once("data", (chunk) => resolve(String(chunk)))
    )
    const { key, url } = JSON.parse(line) as { readonly url: string; readonly key: string }
    return await use(url, key)
  } finally {
    child.kill()
  }
}
