/** The warnings of a plan, in sentences. */
import * as Duration from "effect/Duration"
import type { Proof } from "../engines/select/Offers.ts"
import type { ImportSettings } from "../setup/Settings.ts"
import { maxActiveTags } from "../mapping/TagCensus.ts"
import type { ListItemKind } from "../Target.ts"
import type { Cost } from "./Cost.ts"
import type { Survey } from "./Survey.ts"

/** A warning: a stable code, and a sentence or two for the user. Holds no values of rows. */
export interface Warning {
  readonly code: Code
  readonly message: string
}

export type Code =
  | "offline"
  | "outlives-keys"
  | "no-requests-left"
  | "no-reference-id"
  | "reference-id-with-comma"
  | "not-looked-up"
  | "list-items-not-compared"
  | "equality-undefined"
  | "too-many-tags"
  | "counts-only"
  | "created-without-ids"
  | "in-doubt"
  | "read-once"
  | "rejected-rows"

export interface Facts {
  readonly settings: Pick<ImportSettings, "target" | "unkeyed" | "keyMaxAge">
  readonly survey: Survey
  readonly cost: Cost
  /** The proof of the chosen engine. */
  readonly proof: Proof
  readonly offline: boolean
  readonly newLists: number
  readonly readOnce: boolean
  /** The run that rejected the rows, if the import would continue it. */
  readonly rejectsOf: string | undefined
}

export const warningsOf = ({
  cost,
  newLists,
  offline,
  settings,
  proof,
  readOnce,
  rejectsOf,
  survey
}: Facts): ReadonlyArray<Warning> => {
  const { target } = settings
  const found: Array<Warning> = []
  const warn = (code: Code, message: string) => void found.push({ code, message })
  if (offline) {
    warn(
      "offline",
      "Nothing was asked of the API: every row that can be sent counts as created, and the time is that of the default limit of 300 requests a minute."
    )
  } else if (target._tag === "ListItems") {
    if (survey.counts.created > 0 && newLists === 0) {
      warn(
        "list-items-not-compared",
        "The API does not list the items of a list, so every row that can be sent counts as created; those that are there already will be existing."
      )
    }
  } else if (survey.notLookedUp > survey.commas) {
    warn(
      "not-looked-up",
      "Nothing was looked up: every row that can be sent counts as created; those that are there already will be existing."
    )
  }
  if (cost.estimatedMs === null) {
    warn("no-requests-left", "With so much of the limit left to others, no request is left to send.")
  } else if (cost.estimatedMs > Duration.toMillis(settings.keyMaxAge)) {
    warn(
      "outlives-keys",
      "The import takes longer than an idempotency key is sent again. A row whose answer is lost late is then looked up, where it can be; an item of a list is sent again, and the API's refusal of a second one settles it."
    )
  }
  if (survey.unkeyed > 0) {
    warn(
      "no-reference-id",
      `${rows(survey.unkeyed)} without a reference id: nothing protects them from being created twice, by this import or by another.`
    )
  }
  if (survey.commas > 0) {
    warn(
      "reference-id-with-comma",
      `${rows(survey.commas)} with a comma in the reference id, which the API cannot look up: they count as created, and those that are there already will be existing, without a comparison.`
    )
  }
  if (target._tag === "ListItems" && spellings.has(target.kind) && survey.counts.created > 0) {
    warn(
      "equality-undefined",
      `The API does not say which spellings of ${kindName(target.kind)} are equal. Spellings that differ by more than case count as different rows here; the API may call some of them existing.`
    )
  }
  if (survey.tags.isTooMany()) {
    warn(
      "too-many-tags",
      `The rows have more than ${count(maxActiveTags)} different tags, and an environment has at most that many: the API refuses the rows that would make more.`
    )
  }
  if (proof === "counts" && survey.together.rows > 0) {
    warn(
      "counts-only",
      target._tag === "ListItems"
        ? "The API counts the items of an uploaded file and names none: the report tells how many were created and how many were there already, no item has an id, and undo cannot take them back. The row engine keeps the ids."
        : "The API counts what a batch job creates and updates and names no account: the report tells how many of each there were, every account that exists counts as updated, no row has an id, and undo cannot take them back. The row engine keeps the ids."
    )
  }
  if (proof === "rows" && survey.together.absent > 0) {
    warn(
      "created-without-ids",
      "The API gives no ids of what a batch job creates: the report names each account that is created by its row only. The row engine keeps the ids."
    )
  }
  if (survey.inDoubt > 0) {
    warn(
      "in-doubt",
      `${rows(survey.inDoubt)} that an earlier run may have sent without learning the answer; the import finds out first, so their counts may differ.`
    )
  }
  if (rejectsOf !== undefined) {
    warn(
      "rejected-rows",
      `These are rejected rows of run ${rejectsOf}. The import completes that run and reports its totals; the counts here are those of this file alone.`
    )
  }
  if (readOnce) {
    warn("read-once", "The source can be read only once, so this plan cannot be kept and applied.")
  }
  return found
}

/** Kinds whose values have several spellings. The vendor's documents do not mention them. */
const spellings: ReadonlySet<ListItemKind> = new Set([
  "email-address",
  "phone-number",
  "ip-address",
  "geolocation",
  "government-id-number"
])

const kindName = (kind: ListItemKind): string => `${kind.replaceAll("-", " ")} items`

const count = (n: number): string => n.toLocaleString("en-US")

const rows = (n: number): string => `${count(n)} ${n === 1 ? "row" : "rows"}`
