/**
 * Worker processes. A run that may be killed, or whose disk is spoiled, has a process of its own, started ahead of time.
 * One that has ended a run by itself is kept for the runs without faults: it is warm, and starting Node costs more than
 * such a run.
 */
import { type ChildProcess, fork, spawn } from "node:child_process"
import * as path from "node:path"
import type { Instruction, Told } from "./instruction.ts"

/** How a run ended. */
export interface Gone {
  readonly signal: NodeJS.Signals | null
  readonly code: number | null
  /** What the worker told; a killed one tells nothing. */
  readonly ended: Told | undefined
  /** Standard output and standard error. */
  readonly printed: string
}

/** One run of a worker's process. */
export interface Worker {
  readonly kill: () => void
  readonly gone: Promise<Gone>
}

export interface Pool {
  /** Runs in a process of its own. */
  readonly start: (instruction: Instruction) => Worker
  /** Runs in a process that has ended other runs in good order, where there is one. */
  readonly startWarm: (instruction: Instruction) => Worker
  /** Runs in a process whose files cannot grow beyond so many blocks of 512 bytes. It is not kept ready. */
  readonly startLimited: (instruction: Instruction, blocks: number) => Worker
  readonly close: () => Promise<void>
}

const flags = ["--disable-warning=ExperimentalWarning"]

/** Runs that one process serves at most, so that what a run leaves behind in it cannot add up unseen. */
const mostRuns = 20

/** Keeps so many workers of a bundle ready. */
export const make = (bundle: string, ready: number): Pool => {
  const alive = new Set<Process>()
  const idle: Array<Process> = []
  // What V8 compiled is kept for the workers that follow.
  const env = { ...process.env, NODE_COMPILE_CACHE: path.join(path.dirname(bundle), "compiled") }
  const keep = (child: ChildProcess) => {
    const started = new Process(child)
    alive.add(started)
    void started.closed.then(() => alive.delete(started))
    return started
  }
  const next = () => keep(fork(bundle, { execArgv: flags, env, stdio: ["ignore", "pipe", "pipe", "ipc"] }))
  const waiting = Array.from({ length: ready }, next)
  const fresh = () => {
    waiting.push(next())
    return waiting.shift()!
  }
  const run = (own: Process, instruction: Instruction, isKept: boolean): Worker => {
    const gone = own.run(instruction)
    void gone.then(({ ended }) => {
      const isSound = ended !== undefined && ended._tag !== "Defect"
      if (isKept && isSound && own.runs < mostRuns && idle.length < ready) idle.push(own)
      else own.end()
    })
    return { kill: () => own.kill(), gone }
  }
  return {
    start: (instruction) => run(fresh(), instruction, instruction.disk === undefined),
    startWarm: (instruction) => run(idle.pop() ?? fresh(), instruction, true),
    startLimited: (instruction, blocks) => {
      const args = ["-c", `ulimit -f ${blocks}; exec "$0" "$@"`, process.execPath, ...flags, bundle]
      return run(
        keep(spawn("/bin/sh", args, { stdio: ["ignore", "pipe", "pipe", "ipc"] })),
        instruction,
        false
      )
    },
    close: async () => {
      const last = [...alive]
      for (const own of last) own.kill()
      await Promise.all(last.map(({ closed }) => closed))
    }
  }
}

class Process {
  readonly closed: Promise<void>
  /** Runs that it was given. */
  runs = 0
  private readonly child: ChildProcess
  private printed = ""
  private tell: (told: Told) => void = () => {}

  constructor(child: ChildProcess) {
    this.child = child
    for (const output of [child.stdout!, child.stderr!]) {
      output.setEncoding("utf8").on("data", (text: string) => {
        this.printed += text
      })
    }
    child.on("message", (message: "ready" | Told) => {
      if (message !== "ready") this.tell(message)
    })
    this.closed = new Promise((resolve) => child.once("close", () => resolve()))
  }

  run(instruction: Instruction): Promise<Gone> {
    this.runs++
    this.printed = ""
    const told = new Promise<Told>((resolve) => (this.tell = resolve))
    // One that died meanwhile is found out by its end.
    this.child.send(instruction, () => {})
    return Promise.race([told, this.closed.then(() => undefined)]).then((ended) => ({
      ended,
      signal: this.child.signalCode,
      code: this.child.exitCode,
      printed: this.printed
    }))
  }

  /** Lets it exit. Of a child whose channel is closed here, Node does not tell the end. */
  end(): void {
    if (this.child.connected) this.child.send("end", () => {})
  }

  kill(): void {
    this.child.kill("SIGKILL")
  }
}
