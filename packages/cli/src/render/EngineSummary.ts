/**
 * The engine that sends the rows, for people: its method, the reason for it, and the cost and evidence of the others.
 */
import type * as Importer from "@effect-persona/importer/Importer"
import type { Choice, Offer } from "@effect-persona/importer/Importer"
import * as Effect from "effect/Effect"
import { duration, engineColumn, wrap } from "./text.ts"
import * as Advice from "./advice.ts"
import * as Output from "./Output.ts"

/**
 * The text before the first write: empty if there was no choice; one line if one request for each row is quick;
 * otherwise a comparison of the engines.
 */
export const lines = (choice: Choice): ReadonlyArray<string> => {
  const { because, engine, notes, offers, reason } = choice
  if (because === "no-limit" || because === "only-way") return []
  if (because === "asked" && engine === "row") return []
  const chosen = wrap([`Engine ${engine}: ${reason}`, ...Advice.ofNotes(notes)].join(" "))
  return because === "weighed" || because === "asked" ? [chosen, ...compare(offers)] : [chosen]
}

/** Prints it on standard error, except with `--json`. */
export const show = (
  { choice }: Pick<Importer.Preview, "choice">,
  { json }: { readonly json: boolean }
): Effect.Effect<void> => {
  const said = json ? [] : lines(choice)
  return said.length === 0 ? Effect.void : Output.note(said.join("\n"))
}

/** One line for each engine. */
export const compare = (offers: ReadonlyArray<Offer>): ReadonlyArray<string> =>
  offers.map((offer) => `  ${engineColumn(offer.engine)} ${describe(offer)}`)

const describe = ({ estimatedMs, possible, proof, requests, undo, why }: Offer): string => {
  if (!possible) return ["not possible:", why[0]?.message, ...Advice.ofNotes(why.slice(0, 1))].join(" ")
  const cost = requests === null ? "" : `${requests.toLocaleString("en-US")} requests, ${time(estimatedMs)}; `
  return `${cost}${proofs[proof]}; ${undo ? "can be undone" : "cannot be undone"}`
}

const proofs: Readonly<Record<Offer["proof"], string>> = {
  ids: "an id for each row",
  rows: "each row's end, without the ids of what is created",
  counts: "counts, without ids"
}

/** The duration of an import. */
export const time = (estimatedMs: number | null): string =>
  estimatedMs === null ? "never" : estimatedMs < 1000 ? "a moment" : `about ${duration(estimatedMs)}`
