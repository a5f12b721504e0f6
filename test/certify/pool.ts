/** Worker processes: started ahead of time, used once, and gone. */
import { type ChildProcess, fork, spawn } from "node:child_process"
import * as path from "node:path"
import type { Instruction, Told } from "./instruction.ts"

/** How a worker's process ended. */
export interface Gone {
  readonly signal: NodeJS.Signals | null
  readonly code: number | null
  /** What it told before; a killed one tells nothing. */
  readonly ended: Told | undefined
  readonly stderr: string
}

export interface Worker {
  readonly start: (instruction: Instruction) => void
  readonly kill: () => void
  readonly gone: Promise<Gone>
}

export interface Pool {
  readonly take: () => Worker
  /** One whose files cannot grow beyond so many blocks of 512 bytes. It is not kept ready. */
  readonly takeLimited: (blocks: number) => Worker
  readonly close: () => Promise<void>
}

const flags = ["--disable-warning=ExperimentalWarning"]

/** Keeps so many workers of a bundle ready. */
export const make = (bundle: string, ready: number): Pool => {
  const alive = new Set<ChildWorker>()
  const keep = (child: ChildProcess) => {
    const worker = new ChildWorker(child)
    alive.add(worker)
    void worker.gone.then(() => alive.delete(worker))
    return worker
  }
  // What V8 compiled is kept for the workers that follow.
  const env = { ...process.env, NODE_COMPILE_CACHE: path.join(path.dirname(bundle), "compiled") }
  const next = () => keep(fork(bundle, { execArgv: flags, env, stdio: ["ignore", "ignore", "pipe", "ipc"] }))
  const waiting = Array.from({ length: ready }, next)
  return {
    take: () => {
      waiting.push(next())
      return waiting.shift()!
    },
    takeLimited: (blocks) =>
      keep(
        spawn("/bin/sh", ["-c", `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, ...flags, bundle], {
          stdio: ["ignore", "ignore", "pipe", "ipc"]
        })
      ),
    close: async () => {
      const last = [...alive]
      for (const worker of last) worker.kill()
      await Promise.all(last.map(({ gone }) => gone))
    }
  }
}

class ChildWorker implements Worker {
  readonly gone: Promise<Gone>
  private readonly child: ChildProcess
  private ended: Told | undefined

  constructor(child: ChildProcess) {
    this.child = child
    let stderr = ""
    child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      stderr += text
    })
    child.on("message", (message: "ready" | Told) => {
      if (message !== "ready") this.ended = message
    })
    this.gone = new Promise((resolve) =>
      child.once("close", (code, signal) => resolve({ code, signal, ended: this.ended, stderr }))
    )
  }

  start(instruction: Instruction): void {
    // One that died meanwhile is found out by its end.
    this.child.send(instruction, () => {})
  }

  kill(): void {
    this.child.kill("SIGKILL")
  }
}
