/** Whether what is told of one row is true of the objects that stand for it. */
import type { Head } from "./expected.ts"
import { cellsOf } from "./files.ts"
import type { Held, Kind } from "./kinds.ts"
import type { LedgerRow } from "./ledger.ts"
import { isBulk, mayUpsert, type Script } from "./script.ts"

export interface JudgeGiven {
  readonly kind: Kind
  readonly script: Script
  readonly foreign: ReadonlyMap<string, string>
  readonly foreignLater: ReadonlyMap<string, string>
  readonly said: ReadonlyMap<string, ReadonlySet<string>>
  readonly refusals: number
  readonly falseConflicts: number
  readonly otherRuns: number
}

/** Whether what is told of a row is true of the objects that stand for it. */
export const judge = (
  known: JudgeGiven,
  head: Head,
  told: LedgerRow,
  objects: ReadonlyArray<Held>
): ReadonlyArray<string> => {
  const { foreign, foreignLater, kind, script } = known
  const found: Array<string> = []
  const standing = objects.filter(({ stands }) => stands)
  const isOthers = ({ id }: Held) => foreign.has(id) || foreignLater.has(id)
  const object = objects.find(({ id }) => id === told.resource) ?? standing[0] ?? objects[0]
  const isEdited = (known.said.get(head.natural)?.size ?? 0) > 1
  const isGone = object !== undefined && !object.stands
  const agrees = object === undefined || isGone || object.content === head.content
  /** What left with others has no id in the end. */
  const isTogether = told.resource === undefined && isBulk(script)
  if (standing.length > 1) found.push(`doubled: ${standing.length} of it stand`)
  const isUnknown = told.outcome === undefined || told.outcome === "Unknown"
  const canLookUp = kind.canLookUp(cellsOf(kind, head.row))
  // What the API refuses now it may have taken before, and of list items nobody can tell.
  if (head.row.is === "refused" && isUnknown && !canLookUp && script.phases.length > 0) return found
  // Where nothing can be looked up the API's 409 is believed.
  const isBelieved = objects.length === 0 && !canLookUp && known.falseConflicts > 0
  if (told.outcome === "Existing" && isBelieved) return found
  if (
    told.outcome === "Existing" &&
    script.onExisting === "fail" &&
    !told.afterDoubt &&
    !told.counted &&
    !isEdited
  )
    found.push("told as existing, but what exists was to be rejected")
  if (head.row.is === "refused" && told.outcome !== "Rejected")
    found.push(`told as ${told.outcome}, but the API refuses it`)
  if (told.outcome === "Rejected") {
    const own = objects.filter((one) => !isOthers(one))
    switch (told.code) {
      case "already-exists":
        if (script.onExisting !== "fail") found.push("rejected because it exists, which was not asked for")
        if (objects.length === 0 && !isBelieved) found.push("rejected because it exists, but it does not")
        if (own.length > 0 && !isEdited && known.otherRuns === 0)
          found.push("rejected because it exists, but this import created it")
        break
      case "unusable":
        if (objects.every(({ stands }) => stands)) found.push("rejected as unusable, but it can be used")
        break
      default:
        if (own.length > 0 && !isEdited) found.push(`rejected (${told.code}), but it was created`)
        if (known.refusals === 0 && head.row.is !== "refused")
          found.push(`rejected (${told.code}), but nothing refused it`)
    }
    return found
  }
  if (object === undefined) {
    found.push(isUnknown ? "unknown, and not there" : `lost: told as ${told.outcome}, not there`)
    return found
  }
  if (told.counted) {
    // Of the row itself it is said that it was applied, and no more.
    if (!agrees && script.onExisting === "update") found.push("applied, but it has other values")
    return found
  }
  switch (told.outcome) {
    case "Created":
      if (isTogether) {
        if (objects.every(isOthers)) found.push("told as created, but it was there before")
        if (!objects.some((one) => !one.stands || one.content === head.content))
          found.push("created, but with other values")
        break
      }
      if (object.id !== told.resource) found.push("created, but what was created is something else")
      if (foreign.has(object.id)) found.push("told as created, but it was there before")
      if (!agrees) found.push("created, but with other values")
      break
    case "Existing": {
      const others = objects.some(isOthers)
      const isOwn = !others && !isEdited && known.otherRuns === 0
      if (isOwn && !told.afterDoubt) found.push("told as existing, but this import created it")
      // A batch job makes the accounts of others agree, too: values do not tell who created one.
      const isUpserted = mayUpsert(script)
      if (isOwn && told.afterDoubt && canLookUp && !isUpserted)
        found.push("told as existing after doubt, but it can be known that this import created it")
      if (isOwn && told.afterDoubt && !isUpserted && !canDoubt(script))
        found.push("told as existing after doubt, but its key was never lost")
      if (canLookUp && !isGone && agrees === told.differing)
        found.push(told.differing ? "told as differing, but it agrees" : "told as existing, but it differs")
      if (canLookUp && told.differing && kind.versions && script.onExisting === "update")
        found.push("told as differing, but it was to be updated")
      break
    }
    case "Updated":
      if (script.onExisting !== "update") found.push("told as updated, which was not asked for")
      if (isTogether && !objects.some(isOthers) && !isEdited && known.otherRuns === 0)
        found.push("told as updated, but this import created it")
      if (!agrees) found.push("told as updated, but it has other values")
      break
    default:
      found.push("unknown, though it can be known")
  }
  return found
}

/**
 * Whether anything happened after which a list item's key cannot tell any more what became of it. Answers that are
 * merely lost, and processes that are merely killed, are no such thing: the same key brings the answer back.
 */
const canDoubt = ({ engine, lastEngine, phases }: Script): boolean =>
  // What left with others is not asked for under a key of its own by another engine.
  (phases.length > 0 && lastEngine !== engine) ||
  phases.some(
    ({ after, bulk, elsewhereAfter, engine: own, faults, permissions, tear }) =>
      own !== engine ||
      bulk !== "open" ||
      after.length > 0 ||
      permissions !== "all" ||
      elsewhereAfter !== undefined ||
      tear !== undefined ||
      faults.some(({ name }) => !harmless.has(name))
  )

const harmless: ReadonlySet<string> = new Set([
  "request lost",
  "answer lost",
  "answer cut",
  "HTML 502 with effect",
  "HTML 503 without effect",
  "HTML 504 with effect",
  "401",
  "429"
])
