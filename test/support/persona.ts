/** The `persona` command as its users run it: a process of its own. */
import { Deferred, Effect, type Scope } from "effect"
import { type ChildProcess, spawn } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"

const repository = path.resolve(import.meta.dirname, "../..")

export const launcher = path.join(repository, "packages/cli/bin/persona.js")

if (!fs.existsSync(path.join(repository, "packages/cli/dist/persona.js"))) {
  throw new Error("The persona command is not built, so it cannot be tested: run `npm run build` first.")
}

/** How a process ended. */
export interface Ended {
  /** `null` when a signal killed it. */
  readonly status: number | null
  readonly stdout: string
  readonly stderr: string
}

/** A process under way. It is killed with the scope. */
export interface Running {
  readonly send: (signal: NodeJS.Signals) => Effect.Effect<void>
  readonly ended: Effect.Effect<Ended>
  /** The first line on standard output. */
  readonly firstLine: Effect.Effect<string>
}

export interface Options {
  readonly cwd?: string | undefined
  readonly env?: Readonly<Record<string, string>> | undefined
  /** What comes in on standard input. @default nothing */
  readonly input?: string | undefined
  /** Arguments of Node itself. */
  readonly node?: ReadonlyArray<string> | undefined
}

/** Starts the command. It has no terminal, and none of this process's settings but the path. */
export const start = (
  args: ReadonlyArray<string>,
  options: Options = {}
): Effect.Effect<Running, never, Scope.Scope> =>
  Effect.map(
    Effect.acquireRelease(
      Effect.sync(() => new Process(args, options)),
      (running) => running.kill
    ),
    (running) => running
  )

/** Runs the command to its end. */
export const persona = (args: ReadonlyArray<string>, options?: Options): Effect.Effect<Ended> =>
  Effect.scoped(Effect.flatMap(start(args, options), (running) => running.ended))

/** A command as it is typed. What is put in is one argument, whatever it holds; a list is as many as it has. */
export const command = (
  texts: TemplateStringsArray,
  ...values: ReadonlyArray<string | ReadonlyArray<string>>
): ReadonlyArray<string> =>
  texts.flatMap((text, i) => [
    ...text.split(/\s+/).filter((word) => word !== ""),
    ...[values[i] ?? []].flat()
  ])

class Process implements Running {
  readonly ended: Effect.Effect<Ended>
  readonly firstLine: Effect.Effect<string>
  private readonly child: ChildProcess
  private stdout = ""
  private stderr = ""

  constructor(args: ReadonlyArray<string>, { cwd, env, input, node = [] }: Options) {
    const end = Deferred.makeUnsafe<Ended>()
    const line = Deferred.makeUnsafe<string>()
    this.ended = Deferred.await(end)
    this.firstLine = Deferred.await(line)
    this.child = spawn(process.execPath, [...node, launcher, ...args], {
      cwd,
      env: { PATH: process.env["PATH"], HOME: process.env["HOME"], ...env },
      stdio: [input === undefined ? "ignore" : "pipe", "pipe", "pipe"]
    })
    // A command that does not read it ends with it open.
    this.child.stdin?.on("error", () => {}).end(input)
    this.child.stdout!.setEncoding("utf8").on("data", (text: string) => {
      this.stdout += text
      const at = this.stdout.indexOf("\n")
      if (at !== -1) Deferred.doneUnsafe(line, Effect.succeed(this.stdout.slice(0, at)))
    })
    this.child.stderr!.setEncoding("utf8").on("data", (text: string) => {
      this.stderr += text
    })
    this.child.on("close", (status) => {
      const ended = { status, stdout: this.stdout, stderr: this.stderr }
      Deferred.doneUnsafe(line, Effect.succeed(this.stdout))
      Deferred.doneUnsafe(end, Effect.succeed(ended))
    })
  }

  send(signal: NodeJS.Signals): Effect.Effect<void> {
    return Effect.sync(() => void this.child.kill(signal))
  }

  /** Ends what is still running. */
  get kill(): Effect.Effect<void> {
    return Effect.suspend(() =>
      this.child.exitCode === null && this.child.signalCode === null
        ? Effect.andThen(this.send("SIGKILL"), Effect.asVoid(this.ended))
        : Effect.void
    )
  }
}
