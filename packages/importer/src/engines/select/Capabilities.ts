/**
 * What an environment takes: whether it has batch jobs and importers, and whether the key may use them. Found by a
 * request that changes nothing, and remembered for each environment in `capabilities.json` of the state directory.
 *
 * What is available stays so until the API says otherwise. What was absent or refused is asked again after a day: an
 * environment gets new endpoints, and a key its permissions.
 */
import * as Pagination from "@effect-persona/core/Pagination"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as RawRequest from "@effect-persona/core/RawRequest"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Importers from "@effect-persona/core/resources/Importers"
import * as Clock from "effect/Clock"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import * as Schema from "effect/Schema"
import * as Stream from "effect/Stream"
import * as fs from "node:fs"
import * as path from "node:path"
import { readText, writeWhole } from "../../state/StateFiles.ts"

/**
 * Whether an environment takes what an engine sends. `absent`: it has no such endpoint (404); `refused`: the key may not
 * use it (403); `unknown`: it was not asked yet, or its answer did not tell.
 */
export type Capability = "available" | "absent" | "refused" | "unknown"

/** What is known of an environment. */
export interface Capabilities {
  readonly batch: Capability
  readonly upload: Capability
}

/** An engine that not every environment serves. */
export type Asked = "batch" | "upload"

/** What is remembered of an environment: its id, or the API's address where no id is known. Reads a file, and sends no request. */
export const known = (stateDirectory: string, environment: string, now: number): Capabilities => {
  const remembered = read(stateDirectory)[environment]
  const of = (engine: Asked): Capability => {
    const fact = remembered?.[engine]
    if (fact === undefined) return "unknown"
    const age = now - fact.at
    return fact.capability === "available" || (age >= 0 && age < askAgainMillis) ? fact.capability : "unknown"
  }
  return { batch: of("batch"), upload: of("upload") }
}

/** How long an absence or a refusal is believed, in milliseconds. */
export const askAgainMillis = 24 * 60 * 60 * 1000

/**
 * Remembers what was learned. What cannot be written is asked again another time, so it is no failure; and nothing makes
 * a state directory only to remember this.
 */
export const learn = (
  stateDirectory: string,
  environment: string,
  engine: Asked,
  capability: Capability,
  now: number
): Effect.Effect<void> =>
  capability === "unknown"
    ? Effect.void
    : Effect.ignore(
        Effect.try(() => {
          if (!fs.existsSync(stateDirectory)) return
          const all = read(stateDirectory)
          const environments = {
            ...all,
            [environment]: { ...all[environment], [engine]: { capability, at: now } }
          }
          writeWhole(path.join(stateDirectory, fileName), JSON.stringify({ version: 1, environments }))
        })
      )

export interface Options {
  readonly stateDirectory: string
  /** The environment's id, or the API's address where no id is known. */
  readonly environment: string
  /** What is to be found out. The rest is what is remembered. */
  readonly engines: ReadonlyArray<Asked>
}

/** What is remembered; and what is not, found out and remembered. At most one request for each engine. */
export const find = Effect.fnUntraced(function* ({
  engines,
  environment,
  stateDirectory
}: Options): Effect.fn.Return<Capabilities, never, PersonaClient> {
  const now = yield* Clock.currentTimeMillis
  let found = known(stateDirectory, environment, now)
  for (const engine of engines) {
    if (found[engine] !== "unknown") continue
    const capability = yield* probe(engine)
    found = { ...found, [engine]: capability }
    yield* learn(stateDirectory, environment, engine, capability, now)
  }
  return found
})

/** Asks the API whether it serves an engine. Changes nothing there. What cannot be found out is `unknown`. */
export const probe = (engine: Asked): Effect.Effect<Capability, never, PersonaClient> =>
  Effect.match(engine === "batch" ? emptyJob : firstImporter, {
    onSuccess: (): Capability => "available",
    onFailure: capabilityOf
  })

/**
 * A batch job of no rows, with which nothing could be done: a job has 1 to 1,000 rows (operation
 * `create-a-batch-job`). That the API refuses it with 400 or 422 is an assumption; should it accept it, the job is over
 * as it begins. The operation itself refuses such a request, hence this one.
 */
const emptyJob = RawRequest.send(
  {
    method: "POST",
    path: "/batch-jobs",
    params: {},
    body: {
      data: {
        attributes: {
          operation: "upsert",
          object: "account",
          "lookup-field": "reference_id",
          rows: []
        }
      }
    },
    operation: "probe-batch-jobs"
  },
  { retries: 1 }
)

/** A key that may list importers is assumed to be allowed to make them: no request tells without making one. */
const firstImporter = Importers.list({ page: { size: 1 } }, { retries: 1 })

/** What an error says of the endpoint. */
const capabilityOf = ({ reason, status }: PersonaError): Capability => {
  if (status === 404) return "absent"
  if (reason._tag === "Forbidden") return "refused"
  return status === 400 || status === 422 ? "available" : "unknown"
}

/**
 * The account type that accounts without one are taken to belong to: the one that the newest hundred accounts of the
 * environment share, if it is called "User". `undefined` where they are of several types, where there are none, or where
 * the key may not see them.
 *
 * The API does not list account types and does not say which is the default; that the default one is called "User" is an
 * assumption, which is why nothing else is taken for it.
 */
export const onlyAccountType: Effect.Effect<string | undefined, never, PersonaClient> = Pagination.pages(
  Accounts.list,
  {}
).pipe(
  // A page has a hundred, unless the server gives fewer.
  Stream.take(10),
  Stream.flatMap((page) => Stream.fromIterable(page.data)),
  Stream.take(100),
  Stream.runCollect,
  Effect.map((accounts) => {
    const types = new Map(
      accounts.map(({ attributes, relationships }) => [
        relationships?.accountType?.data?.id,
        attributes.accountTypeName
      ])
    )
    const [only] = types
    return types.size === 1 && only?.[1] === defaultTypeName ? (only[0] ?? undefined) : undefined
  }),
  Effect.orElseSucceed(() => undefined)
)

const defaultTypeName = "User"

const fileName = "capabilities.json"

const Fact = Schema.Struct({
  capability: Schema.Literals(["available", "absent", "refused"]),
  at: Schema.Finite
})

const Stored = Schema.fromJsonString(
  Schema.Struct({
    version: Schema.Literal(1),
    environments: Schema.Record(
      Schema.String,
      Schema.Struct({ batch: Schema.optionalKey(Fact), upload: Schema.optionalKey(Fact) })
    )
  })
)

const decode = Schema.decodeUnknownOption(Stored)

/** A damaged file is one in which nothing stands. */
const read = (stateDirectory: string): (typeof Stored.Type)["environments"] => {
  try {
    const text = readText(path.join(stateDirectory, fileName))
    return Option.getOrUndefined(decode(text))?.environments ?? {}
  } catch {
    return {}
  }
}
