/**
 * The offer of each engine for the rows of a run: whether it can send them, its cost and its proof. Pure:
 * `Capabilities` queries the environment.
 */
import * as Cost from "../../plan/Cost.ts"
import type * as Estimate from "../../plan/Estimate.ts"
import type { Unkeyed } from "../../Policies.ts"
import type { Target } from "../../Target.ts"
import { customPrefix } from "../../targets/Field.ts"
import type { EngineName } from "../../Policies.ts"
import type { OnExisting } from "../../Policies.ts"
import * as UploadFile from "../upload/UploadFile.ts"
import type { Capabilities } from "./Capabilities.ts"
import type { EngineNote, EngineNoteCode } from "./EngineNote.ts"

/** Inputs of the choice. */
export interface Situation {
  readonly target: Target
  /** The fields that are mapped or set, by the vendor's names. */
  readonly fields: ReadonlyArray<string>
  /** The number of rows, if known. */
  readonly rows: number | undefined
  readonly onExisting: OnExisting
  readonly unkeyed: Unkeyed
  /** The account type for batch jobs: given by the user, or found. */
  readonly accountTypeId: string | undefined
  /** Whether the user has named no account type, so rows go to the environment's default. */
  readonly accountTypeIsDefault: boolean
  /** Whether a column names the list of each item. */
  readonly manyLists: boolean
  readonly pace: Estimate.Pace
  readonly capabilities: Capabilities
  /** Requests before the first row. @default 0 */
  readonly before?: number | undefined
  /** Average bytes of a row as sent. @default so few that a request reaches its row limit first */
  readonly rowBytes?: number | undefined
  /** The counts of a plan. @default every row is sent, and no object exists */
  readonly counted?: Counted | undefined
}

/** Counts of a plan. */
export interface Counted {
  /** The work of the row engine, if it sends all rows. */
  readonly row: Cost.Work
  /** Rows that batches can carry. */
  readonly together: Pick<Cost.Load, "rows" | "absent">
  /** The work left to the row engine if batches carry the other rows. */
  readonly single: Cost.Work
}

/**
 * What the report proves if all goes well:
 * - `ids`: for each row, whether its object was created, updated or existed already, with the object's id.
 * - `rows`: the same, without the ids of created objects.
 * - `counts`: only the numbers of rows created, updated and existing.
 *
 * Refused rows always have a line and a reason.
 */
export type Proof = "ids" | "rows" | "counts"

/** The offer of one engine for the rows. */
export interface Offer {
  readonly engine: EngineName
  readonly possible: boolean
  /** Why it is not possible, or its consequences for these rows. */
  readonly why: ReadonlyArray<EngineNote>
  /** Requests of the whole import. `null` if the number of rows is not known. */
  readonly requests: number | null
  /** Milliseconds. `null` if the import would never end, or the time is not known. */
  readonly estimatedMs: number | null
  readonly proof: Proof
  /** Whether the objects that the run created can be undone. */
  readonly undo: boolean
}

/** The offer of each engine: row, batch, upload. */
export const offersOf = (situation: Situation): readonly [row: Offer, batch: Offer, upload: Offer] => [
  rowOffer(situation),
  batchOffer(situation),
  uploadOffer(situation)
]

export const rowOffer = (situation: Situation): Offer => {
  const { before = 0, counted, pace, rows, target } = situation
  const work =
    counted?.row ??
    (rows === undefined
      ? undefined
      : { ...Cost.noWork, sent: rows, confirmed: target._tag === "Lists" ? rows : 0 })
  return {
    engine: "row",
    possible: true,
    why: [],
    ...priceOf(work && Cost.ofRows(work, before, pace)),
    proof: "ids",
    undo: true
  }
}

const batchOffer = (situation: Situation): Offer => {
  const { before = 0, onExisting, pace } = situation
  const reasons = againstBatch(situation)
  const counts = onExisting === "update"
  const load = loadOf(situation, !counts)
  return {
    engine: "batch",
    possible: reasons.length === 0,
    why: reasons.length > 0 ? reasons : meaningOfBatch(situation),
    ...priceOf(
      situation.target._tag === "Accounts" && load !== undefined
        ? Cost.ofBatch(load, { lookUp: !counts, readBack: false }, before, pace)
        : undefined
    ),
    proof: counts ? "counts" : "rows",
    undo: !counts
  }
}

const note = (code: EngineNoteCode, message: string): EngineNote => ({ code, message })

const againstBatch = (situation: Situation): ReadonlyArray<EngineNote> => {
  const { accountTypeId, capabilities, target } = situation
  if (target._tag !== "Accounts") return [note("accounts-only", "Batch jobs take accounts only.")]
  const reasons: Array<EngineNote> = []
  const add = (code: EngineNoteCode, message: string) => void reasons.push(note(code, message))
  if (capabilities.batch === "absent") add("not-offered", "The API has no batch jobs here (404).")
  if (capabilities.batch === "refused") {
    add("not-permitted", "The key may not create batch jobs (403): give it the permission in the dashboard.")
  }
  if (!isKeyed(situation)) {
    add("needs-reference-id", "A batch job finds accounts by their reference ids, and no row has one.")
  }
  if (accountTypeId === undefined) {
    add("needs-account-type", "A batch job has to name the account type, and none is known.")
  }
  const nested = situation.fields.filter(
    (field) => field.startsWith(customPrefix) && field.slice(customPrefix.length).includes(".")
  )
  if (nested.length > 0)
    add("nested-fields", `The rows of a batch job are flat, and these fields are not: ${named(nested)}.`)
  return reasons
}

const meaningOfBatch = (situation: Situation): ReadonlyArray<EngineNote> => [
  situation.onExisting === "update"
    ? note(
        "counts-only",
        "How many rows were created and how many updated is a count, and no row has an id, so undo cannot take them back."
      )
    : note(
        "created-without-ids",
        "Every row is looked up first, so its outcome is known; created accounts have no id in the report."
      ),
  ...(situation.accountTypeIsDefault
    ? [
        note(
          "found-account-type",
          `The accounts get the type ${situation.accountTypeId}, that of the newest accounts of the environment.`
        )
      ]
    : []),
  ...singles(situation)
]

const uploadOffer = (situation: Situation): Offer => {
  const { before = 0, pace, target } = situation
  const reasons = againstUpload(situation)
  const accounts = target._tag === "Accounts"
  const load = loadOf(situation, accounts)
  return {
    engine: "upload",
    possible: reasons.length === 0,
    why: reasons.length > 0 ? reasons : meaningOfUpload(situation),
    ...priceOf(
      target._tag !== "Lists" && load !== undefined
        ? Cost.ofUpload(load, { lookUp: accounts, readBack: accounts }, before, pace)
        : undefined
    ),
    proof: accounts ? "ids" : "counts",
    undo: accounts
  }
}

const againstUpload = (situation: Situation): ReadonlyArray<EngineNote> => {
  const { accountTypeIsDefault, capabilities, fields, manyLists, onExisting, target } = situation
  const reasons: Array<EngineNote> = []
  const add = (code: EngineNoteCode, message: string) => void reasons.push(note(code, message))
  const shape = UploadFile.shapeOf(target)
  switch (target._tag) {
    case "Lists":
      return [note("no-lists", "Files of lists cannot be uploaded.")]
    case "Accounts": {
      if (!isKeyed(situation)) {
        add("needs-reference-id", "What a file created is found by reference ids, and no row has one.")
      }
      if (fields.includes("tags")) {
        add("tags", "How a file writes several tags is not documented, so files carry no tags.")
      }
      const columns = new Set(shape?.columns.map((column) => column.replaceAll("_", "-")))
      const others = fields.filter((field) => field !== "tags" && !columns.has(field))
      if (others.length > 0)
        add("fields-without-column", `A file of accounts has no column for ${named(others)}.`)
      if (!accountTypeIsDefault) {
        add(
          "cannot-name-account-type",
          "A file of accounts cannot name the account type: its accounts get the environment's default type."
        )
      }
      if (onExisting === "update") {
        add("cannot-update", "A file of accounts creates accounts and never updates any.")
      }
      break
    }
    case "ListItems": {
      if (shape === undefined) {
        return [note("no-importer", `The API has no importer for ${target.kind} items.`)]
      }
      if (manyLists) add("one-list", "A file has one list for all its rows, and a column names several.")
      if (onExisting === "fail") {
        add(
          "cannot-reject-existing",
          "The API counts the items that exist and does not name them, so they cannot be rejected."
        )
      }
    }
  }
  if (capabilities.upload === "absent") add("not-offered", "The API has no importers here (404).")
  if (capabilities.upload === "refused") {
    add("not-permitted", "The key may not use importers (403): give it the permission in the dashboard.")
  }
  return reasons
}

const meaningOfUpload = (situation: Situation): ReadonlyArray<EngineNote> =>
  situation.target._tag === "Accounts"
    ? [
        note(
          "looked-up-and-read-back",
          "Every row is looked up before and read back afterwards, so each has an id. The accounts get the environment's default type."
        ),
        ...singles(situation)
      ]
    : [
        note(
          "counts-only",
          "How many items were created and how many existed is a count, and no item has an id, so undo cannot take them back; the row engine keeps the ids."
        )
      ]

/** Whether reference ids distinguish the rows. */
const isKeyed = ({ fields, unkeyed }: Situation): boolean =>
  fields.includes("reference-id") || unkeyed === "derive"

/** The notes on rows that go one by one although batches carry the others. */
const singles = ({ counted, unkeyed }: Situation): ReadonlyArray<EngineNote> => {
  if (counted !== undefined && counted.single.sent === 0) return []
  return [
    note(
      "some-row-by-row",
      unkeyed === "allow"
        ? "Rows without a reference id, and those with a comma in it, are sent one by one in the same run."
        : "Rows with a comma in the reference id are sent one by one in the same run."
    )
  ]
}

const loadOf = ({ counted, rowBytes = 0, rows }: Situation, lookUp: boolean): Cost.Load | undefined => {
  if (counted !== undefined) {
    const { single, together } = counted
    return { rows: together.rows, absent: lookUp ? together.absent : together.rows, single, rowBytes }
  }
  return rows === undefined ? undefined : { rows, absent: rows, single: Cost.noWork, rowBytes }
}

const priceOf = (cost: Cost.Cost | undefined): Pick<Offer, "requests" | "estimatedMs"> =>
  cost ?? { requests: null, estimatedMs: null }

const named = (fields: ReadonlyArray<string>): string =>
  fields.length <= 4 ? fields.join(", ") : `${fields.slice(0, 4).join(", ")} and ${fields.length - 4} more`
