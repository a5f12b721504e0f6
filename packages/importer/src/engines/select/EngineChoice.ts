/**
 * Chooses the engine for the rows of a run, with the reason. Pure.
 *
 * The row engine has the strongest proof, so it is chosen if it finishes soon. For more rows, a faster engine that can
 * carry them is chosen, and the choice names what is given up.
 */
import * as Result from "effect/Result"
import { humanTime } from "../../plan/humanTime.ts"
import { EngineError } from "../../RunError.ts"
import type { EngineName, EngineRequest } from "../../Policies.ts"
import type { EngineNote } from "./EngineNote.ts"
import { type Offer, offersOf, rowOffer, type Situation } from "./Offers.ts"

/** The chosen engine and the reason. */
export interface Choice {
  readonly engine: EngineName
  readonly asked: EngineRequest
  readonly because: Because
  /** The reason in sentences, including what is given up. */
  readonly reason: string
  /** The consequences of the engine for the rows. `reason` contains their messages. */
  readonly notes: ReadonlyArray<EngineNote>
  /** All engines, possible or not: row, batch, upload. */
  readonly offers: ReadonlyArray<Offer>
}

/**
 * Why an engine is chosen.
 *
 * - `asked`: the user named it.
 * - `only-way`: no other engine can send these rows.
 * - `no-limit`: the API reports no rate limit.
 * - `quick`: one request for each row is quick enough.
 * - `size-unknown`: the number of rows is not known.
 * - `nothing-left`: no request of the rate limit is left.
 * - `weighed`: the engines were weighed against each other.
 */
export type Because =
  | "asked"
  | "only-way"
  | "no-limit"
  | "quick"
  | "size-unknown"
  | "nothing-left"
  | "weighed"

/**
 * How long the row engine may take before a faster one is considered, in milliseconds. Ten minutes are 3,000 rows at
 * the default limit: short enough to wait for, and few enough rows that a user may inspect each by its id afterwards.
 */
export const rowsAreQuick = 10 * 60_000

/** Chooses an engine. Fails with `EngineError` if the requested engine cannot send these rows. */
export const choose = (situation: Situation, asked: EngineRequest): Result.Result<Choice, EngineError> => {
  const offers = offersOf(situation)
  const [row, batch, upload] = offers
  const chosen = (
    engine: EngineName,
    because: Because,
    first: string,
    notes: ReadonlyArray<EngineNote> = [],
    last: ReadonlyArray<string> = []
  ) => {
    const reason = [first, ...notes.map(({ message }) => message), ...last].join(" ")
    return Result.succeed<Choice>({ engine, asked, because, reason, notes, offers })
  }
  if (asked === "row") return chosen("row", "asked", "It was asked for.")
  if (asked !== "auto") {
    const offer = asked === "batch" ? batch : upload
    return offer.possible
      ? chosen(asked, "asked", "It was asked for.", [...offer.why, ...doubt(situation, asked)])
      : Result.fail(new EngineError({ engine: asked, why: offer.why }))
  }
  const settled = settledBy(situation, row)
  if (settled !== undefined) return chosen("row", ...settled)
  const takes = `One request for each row would take about ${humanTime(row.estimatedMs!)}`
  const faster = [batch, upload].find(
    ({ estimatedMs, possible }) => possible && estimatedMs !== null && estimatedMs < row.estimatedMs!
  )
  const passedOver = faster === batch ? [] : faster === upload ? [batch] : [batch, upload]
  const without = passedOver.flatMap((offer) =>
    isWorthNaming(situation, offer) ? [`Not ${offer.engine}: ${offer.why[0]?.message}`] : []
  )
  if (faster === undefined) return chosen("row", "weighed", `${takes}, and nothing is faster.`, [], without)
  const { engine, estimatedMs, why } = faster
  const price = `${takes}; ${means[engine]} take about ${humanTime(estimatedMs!)}.`
  return chosen(engine, "weighed", price, [...why, ...doubt(situation, engine)], without)
}

/** Whether the environment's capabilities could change the choice. If not, no probe is needed. */
export const dependsOnEnvironment = (situation: Situation, asked: EngineRequest): boolean => {
  if (asked !== "auto") return asked !== "row"
  return settledBy(situation, rowOffer(situation)) === undefined
}

/** Why the row engine is chosen regardless of the others. `undefined` if the choice depends on them. */
const settledBy = (
  { pace, rows, target }: Situation,
  row: Offer
): readonly [because: Because, reason: string] | undefined => {
  if (target._tag === "Lists") return ["only-way", "Lists are created one by one."]
  if (pace.limit === undefined) {
    return [
      "no-limit",
      "The API tells no rate limit, so one request for each row is quick, and it proves most."
    ]
  }
  if (rows === undefined) {
    return ["size-unknown", "How many rows there are is known only when they have been read."]
  }
  if (row.estimatedMs === null) {
    return ["nothing-left", "No request is left to send, with any engine."]
  }
  return row.estimatedMs <= rowsAreQuick
    ? [
        "quick",
        `One request for each row takes about ${humanTime(row.estimatedMs)}, and that proves most: each has an id, and undo can take it back.`
      ]
    : undefined
}

const means: Readonly<Record<EngineName, string>> = {
  row: "single requests",
  batch: "batch jobs",
  upload: "uploaded files"
}

/** The note on an engine whose capability is not known yet: what happens if the API does not take it. */
const doubt = ({ capabilities }: Situation, engine: EngineName): ReadonlyArray<EngineNote> =>
  engine !== "row" && capabilities[engine] === "unknown"
    ? [
        {
          code: "not-tried-yet",
          message: `Whether the API accepts ${means[engine]} is not known yet; if it refuses them, the rows are sent one by one.`
        }
      ]
    : []

/** Whether to name the reason against an engine. Omitted for targets that the engine can never send. */
const isWorthNaming = ({ target }: Situation, { engine, possible }: Offer): boolean =>
  !possible && (target._tag === "Accounts" || (target._tag === "ListItems" && engine === "upload"))
