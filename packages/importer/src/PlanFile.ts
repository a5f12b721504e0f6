/**
 * Plan files, for applying a plan later: the plan, its basis, and the options of the import.
 *
 * Only its owner can read the file: it contains the values set for every row as typed, like the `invocation.json` of a
 * run. It holds no values of the source.
 */
import * as Clock from "effect/Clock"
import * as Data from "effect/Data"
import * as Duration from "effect/Duration"
import * as Effect from "effect/Effect"
import { hash, randomBytes } from "node:crypto"
import * as fs from "node:fs"
import * as path from "node:path"
import { codeOf, makeFolder, writeWhole } from "./state/StateFiles.ts"
import * as RunConfig from "./state/RunConfig.ts"
import * as Settings from "./setup/Settings.ts"
import * as Plan from "./Plan.ts"
import { Declined } from "./RunError.ts"
import type * as Source from "./Source.ts"

/** A plan file cannot be written or read. */
export class PlanFileError extends Data.TaggedError("PlanFileError")<{
  readonly file: string
  readonly reason: "unreadable" | "unwritable" | "occupied" | "not-a-plan" | "newer" | "offline" | "once"
  /** A system code such as `ENOENT`, if any. */
  readonly code?: string | undefined
}> {
  override get message(): string {
    switch (this.reason) {
      case "unreadable":
        return `The plan ${this.file} cannot be read (${this.code}).`
      case "unwritable":
        return `The plan cannot be written to ${this.file} (${this.code}).`
      case "occupied":
        return `The plan was not written: ${this.file} exists already, and is not a plan as it was written. Name another file, or remove that one.`
      case "not-a-plan":
        return `${this.file} is not a plan.`
      case "newer":
        return `The plan ${this.file} was written by another version of this program. Plan again with this one.`
      case "offline":
        return "A plan that was made offline cannot be kept for apply: it does not know which environment its rows go to."
      case "once":
        return "The source can be read only once, so its plan cannot be kept for apply. Write it to a file and plan that."
    }
  }
}

/** The content of a plan file. */
export interface Kept {
  readonly file: string
  readonly createdAt: string
  readonly plan: Plan.Plan
  /** The options of the import. Paths are absolute. */
  readonly options: Plan.Options
}

const version = 1

/** Why a plan cannot be kept, or `undefined` if it can. */
export const obstacle = (plan: Plan.Plan, options: Plan.Options): "offline" | "once" | undefined =>
  plan.offline
    ? "offline"
    : Plan.canBeKept(Settings.of(options)) && plan.basis.source !== null
      ? undefined
      : "once"

/** The default place of a plan: `plans/<time>-<target>-<random>.json` of the state directory. */
export const defaultFile = (stateDirectory: string, plan: Plan.Plan): Effect.Effect<string> =>
  Effect.map(Clock.currentTimeMillis, (now) => {
    const time = new Date(now).toISOString().slice(0, 19).replaceAll(/[-:]/g, "")
    return path.join(stateDirectory, "plans", `${time}-${plan.target}-${randomBytes(3).toString("hex")}.json`)
  })

/**
 * Writes a plan file and returns the plan with its path. An unedited plan file is replaced as a whole; any other file
 * stays unchanged. Creates the folder if necessary.
 */
export const write = (
  file: string,
  plan: Plan.Plan,
  options: Plan.Options
): Effect.Effect<Plan.Plan, PlanFileError> =>
  Effect.gen(function* () {
    const reason = obstacle(plan, options)
    if (reason !== undefined) return yield* new PlanFileError({ file, reason })
    const createdAt = new Date(yield* Clock.currentTimeMillis).toISOString()
    const target = path.resolve(file)
    const kept: Plan.Plan = { ...plan, files: { ...plan.files, plan: target } }
    const content = { version, createdAt, plan: kept, options: encode(options) }
    const text = `${JSON.stringify({ ...content, seal: sealOf(content) }, null, 2)}\n`
    const isPlan = yield* Effect.catch(Effect.as(read(target), true), () => Effect.succeed(false))
    if (fs.existsSync(target) && !isPlan) return yield* new PlanFileError({ file, reason: "occupied" })
    yield* Effect.try({
      try: () => {
        makeFolder(path.dirname(target))
        writeWhole(target, text)
      },
      catch: (cause) => new PlanFileError({ file, reason: "unwritable", code: codeOf(cause) })
    })
    return kept
  })

/** Reads a plan file. Refuses an edited file, because its content is no longer the plan. */
export const read = (file: string): Effect.Effect<Kept, PlanFileError | Declined> =>
  Effect.gen(function* () {
    const text = yield* Effect.try({
      try: () => fs.readFileSync(file, "utf8"),
      catch: (cause) => new PlanFileError({ file, reason: "unreadable", code: codeOf(cause) })
    })
    const stored = yield* Effect.try({
      try: () => JSON.parse(text) as unknown,
      catch: () => new PlanFileError({ file, reason: "not-a-plan" })
    })
    if (!isContent(stored)) return yield* new PlanFileError({ file, reason: "not-a-plan" })
    const { seal, ...content } = stored
    if (content.version !== version) return yield* new PlanFileError({ file, reason: "newer" })
    if (seal !== sealOf(content)) {
      return yield* new Declined({
        why: `the plan ${file} was changed since it was made, so it does not say what was planned. Plan again.`
      })
    }
    return { file, createdAt: content.createdAt, plan: content.plan, options: decode(content.options) }
  })

/** A part of a plan's basis. */
export type Part = keyof Plan.Basis

/** The parts that have changed since the plan was made. */
export const differing = (planned: Plan.Basis, now: Partial<Plan.Basis>): ReadonlyArray<Part> =>
  (Object.keys(now) as ReadonlyArray<Part>).filter((part) => now[part] !== planned[part])

/** Refuses to apply a plan, naming the parts that have changed. */
export const refusal = (file: string, parts: ReadonlyArray<Part>): Declined =>
  new Declined({
    why: `the plan ${file} does not hold any more, because ${parts.map((part) => changed[part]).join(", and ")}. Plan again.`
  })

const changed: Readonly<Record<Part, string>> = {
  source: "the file has changed since (source)",
  mapping: "its columns become something else now (mapping)",
  environment: "this connection leads to another environment (environment)",
  place: "the list is not the one that was planned for (place)",
  policy: "this version of the program would treat rows in another way (policy)"
}

interface Content {
  readonly version: number
  readonly createdAt: string
  readonly plan: Plan.Plan
  readonly options: EncodedOptions
}

/** Whether all members are present. The seal covers their content. */
const isContent = (value: unknown): value is Content & { readonly seal: string } =>
  typeof value === "object" &&
  value !== null &&
  ["version", "createdAt", "plan", "options", "seal"].every((name) => name in value)

/** Detects accidental edits. It is not a signature: a user who can write a plan can also import. */
const sealOf = (content: object): string => hash("sha256", JSON.stringify(content), "hex")

/** Options as JSON. All are plain data except the source and the age. */
type EncodedOptions = Readonly<Record<string, unknown>> & {
  readonly source: Source.Reopening
  readonly keyMaxAgeMillis: number
}

const encode = (options: Plan.Options): EncodedOptions => {
  const { keyMaxAge: _, source: __, stateDirectory: ___, ...rest } = options
  const settings = Settings.of(options)
  return {
    ...rest,
    source: settings.source.reopen!,
    keyMaxAgeMillis: Math.min(Duration.toMillis(settings.keyMaxAge), Number.MAX_SAFE_INTEGER)
  }
}

const decode = ({ keyMaxAgeMillis, source, ...rest }: EncodedOptions): Plan.Options => ({
  // The checked seal shows that these are the options written by `encode`.
  ...(rest as unknown as Omit<Plan.Options, "source">),
  source: RunConfig.reopen(source),
  keyMaxAge: Duration.millis(keyMaxAgeMillis)
})
