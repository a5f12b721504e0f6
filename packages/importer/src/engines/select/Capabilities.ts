/**
 * The capabilities of an environment: whether it has batch jobs and importers, and whether the key may use them. Probed
 * by a request that changes nothing, and cached for each environment in `capabilities.json` of the state directory.
 *
 * `available` is cached until the API contradicts it. `absent` and `refused` are probed again after a day, because an
 * environment gets new endpoints, and a key new permissions.
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
 * Whether an environment accepts the requests of an engine. `absent`: the endpoint does not exist (404). `refused`: the
 * key may not use it (403). `unknown`: not probed yet, or the answer was inconclusive.
 */
export type Capability = "available" | "absent" | "refused" | "unknown"

/** The known capabilities of an environment. */
export interface Capabilities {
  readonly batch: Capability
  readonly upload: Capability
}

/** An engine that an environment may not serve. */
export type Asked = "batch" | "upload"

/**
 * The cached capabilities of an environment, by its id, or by the API's address if no id is known. Reads a file; sends
 * no request.
 */
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

/** How long an absence or a refusal is cached, in milliseconds. */
export const askAgainMillis = 24 * 60 * 60 * 1000

/**
 * Caches a capability. A failed write is no error: the environment is probed again later. Does not create a state
 * directory.
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
  /** The environment's id, or the API's address if no id is known. */
  readonly environment: string
  /** The engines to probe. The others come from the cache. */
  readonly engines: ReadonlyArray<Asked>
}

/** Returns cached capabilities; probes and caches the missing ones. At most one request for each engine. */
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

/** Asks the API whether it serves an engine, without changing anything there. `unknown` if inconclusive. */
export const probe = (engine: Asked): Effect.Effect<Capability, never, PersonaClient> =>
  Effect.match(engine === "batch" ? emptyJob : firstImporter, {
    onSuccess: (): Capability => "available",
    onFailure: capabilityOf
  })

/**
 * A batch job without rows, which cannot change anything: a job has 1 to 1,000 rows (operation `create-a-batch-job`).
 * The API is assumed to refuse it with 400 or 422. If the API accepts it, the job ends immediately. The SDK's operation
 * refuses a request without rows, so this one is raw.
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

/** A key that may list importers is assumed to be allowed to create them: only creating one could test this. */
const firstImporter = Importers.list({ page: { size: 1 } }, { retries: 1 })

/** The capability that an error implies. */
const capabilityOf = ({ reason, status }: PersonaError): Capability => {
  if (status === 404) return "absent"
  if (reason._tag === "Forbidden") return "refused"
  return status === 400 || status === 422 ? "available" : "unknown"
}

/**
 * The presumed default account type: the type shared by the newest hundred accounts of the environment, if it is called
 * "User". `undefined` if they have several types, if there are none, or if the key may not see them.
 *
 * The API does not list account types or name the default. That the default type is called "User" is an assumption, so
 * no other type is accepted.
 */
export const onlyAccountType: Effect.Effect<string | undefined, never, PersonaClient> = Pagination.pages(
  Accounts.list,
  {}
).pipe(
  // A page has a hundred accounts, unless the server gives fewer.
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

/** A damaged file counts as empty. */
const read = (stateDirectory: string): (typeof Stored.Type)["environments"] => {
  try {
    const text = readText(path.join(stateDirectory, fileName))
    return Option.getOrUndefined(decode(text))?.environments ?? {}
  } catch {
    return {}
  }
}
