/**
 * Compares the server's own record with the file and with what the importer says of each row. Every sentence that comes
 * out of it is a violation of the promise: a row lost, doubled, or not told as it was.
 */
import type { Contents } from "@effect-persona/sandbox/SandboxRecord"
import type { Report } from "@effect-persona/importer/Report"
import { cellsOf, type File, type Row } from "./files.ts"
import type { Held, Kind } from "./kinds.ts"
import type { LedgerRow } from "./ledger.ts"
import type { Script } from "./script.ts"

/** What the conductor knows of a trial besides its script. */
export interface Known {
  readonly kind: Kind
  readonly script: Script
  readonly file: File
  /** The list that items go to now. */
  readonly list: string | undefined
  readonly contents: Contents
  readonly report: Report
  readonly ledger: ReadonlyArray<LedgerRow>
  /** What others made, before the first run and between two: its contents then by id. */
  readonly foreign: ReadonlyMap<string, string>
  readonly foreignLater: ReadonlyMap<string, string>
  /** What the file has ever said of an object: its contents by natural key. */
  readonly said: ReadonlyMap<string, ReadonlySet<string>>
  /** How many rows without a reference id the file has ever had at once, by content. */
  readonly unkeyedRows: ReadonlyMap<string, number>
  /** How often a refusal was injected that rejects a row. */
  readonly refusals: number
  /** How often a 409 was injected though nothing stood in the way. */
  readonly falseConflicts: number
  /** Runs of this import besides the one that is looked at: two processes may have begun at the same moment. */
  readonly otherRuns: number
  /** What the reject file says. */
  readonly rejected: ReadonlyArray<Reject>
}

/** A row in the reject file. */
export interface Reject {
  readonly line: number
  readonly reason: string
}

/** The first of the rows that stand for one object, which is the one that is sent. */
interface Head {
  readonly row: Row
  readonly line: number
  readonly natural: string
  readonly content: string
}

export const violations = (known: Known): ReadonlyArray<string> => {
  const { contents, kind, ledger, report } = known
  const found: Array<string> = []
  const held = kind.held(contents)
  const expected = expect(known)
  const byLine = new Map<number, LedgerRow>()
  for (const row of ledger) if (!byLine.has(row.line)) byLine.set(row.line, row)

  const counts = {
    created: 0,
    existing: 0,
    updated: 0,
    rejected: expected.refused.length,
    unknown: 0,
    afterDoubt: 0,
    differing: 0,
    counted: 0
  }
  const rejectedLines = [...expected.refused]
  const tell = (head: Head | undefined, what: string) =>
    found.push(head === undefined ? what : `line ${head.line} (${JSON.stringify(head.natural)}): ${what}`)
  for (const head of expected.heads) {
    const told = byLine.get(head.line)
    if (told === undefined) {
      tell(head, "the ledger has no record of it")
      continue
    }
    switch (told.outcome) {
      case "Created":
        counts.created++
        break
      case "Existing":
        counts.existing++
        if (told.afterDoubt) counts.afterDoubt++
        if (told.differing) counts.differing++
        break
      case "Updated":
        counts.updated++
        if (told.differing) counts.differing++
        break
      case "Rejected":
        counts.rejected++
        rejectedLines.push(head.line)
        break
      default:
        counts.unknown++
    }
    if (told.counted) counts.counted++
    if (head.row.is !== "unkeyed") {
      const objects = held.filter((object) => object.natural === head.natural && object.list === known.list)
      for (const what of judge(known, head, told, objects)) {
        tell(head, `${what}; ${JSON.stringify({ told, objects })}`)
      }
    }
  }

  if (report.status !== "finished") tell(undefined, `the last run ended as ${report.status}`)
  const compare = (name: string, said: number, is: number) => {
    if (said !== is) tell(undefined, `the report says ${said} ${name}, there are ${is}`)
  }
  compare("rows", report.rows, known.file.rows.length)
  compare("created", report.created, counts.created)
  compare("existing", report.existing, counts.existing)
  compare("updated", report.updated, counts.updated)
  compare("rejected", report.rejected, counts.rejected)
  compare("duplicates", report.duplicates, expected.duplicates)
  compare("unknown", report.unknown, counts.unknown)
  compare("existing after doubt", report.existingAfterDoubt, counts.afterDoubt)
  compare("differing", report.differing, counts.differing)
  compare("rows known by number", report.counted, counts.counted)
  const inFile = named(known.rejected.map(({ line }) => line))
  if (inFile !== named(rejectedLines))
    tell(undefined, `the reject file names the lines ${inFile}, rejected are ${named(rejectedLines)}`)
  if (known.rejected.some(({ reason }) => reason === ""))
    tell(undefined, "the reject file names a row without a reason")
  const unknownRows = report.unknownRows.filter(({ orphan }) => !orphan).length
  compare("unknown rows by name", unknownRows, counts.unknown)
  found.push(...together(known, expected.heads, byLine, held))
  found.push(...unkeyed(known, expected.heads, byLine, held), ...strays(known, held), ...changed(known, held))
  return found
}

const named = (lines: ReadonlyArray<number>) => lines.toSorted((one, other) => one - other).join(", ")

/**
 * Whether anything happened after which a list item's key cannot tell any more what became of it. Answers that are
 * merely lost, and processes that are merely killed, are no such thing: the same key brings the answer back.
 */
const canDoubt = ({ engine, lastEngine, phases }: Script): boolean =>
  // What left with others is not asked for under a key of its own by another engine.
  (phases.length > 0 && lastEngine !== engine) ||
  phases.some(
    ({ after, bulk, engine: own, faults, permissions }) =>
      own !== engine ||
      bulk !== "open" ||
      after.length > 0 ||
      permissions !== "all" ||
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

/** What the file asks for: the rows that are to be sent, and how many are refused or come twice. */
const expect = ({ file, kind, script }: Known) => {
  const seen = new Set<string>()
  const heads: Array<Head> = []
  const refused: Array<number> = []
  let duplicates = 0
  for (const [i, row] of file.rows.entries()) {
    const cells = cellsOf(kind, row)
    if (row.is === "invalid" || (row.is === "unkeyed" && script.unkeyed === "refuse")) {
      refused.push(i + 2)
      continue
    }
    const content = kind.content(cells)
    const natural = row.is === "unkeyed" ? `without a reference id: ${content}` : kind.natural(cells)
    if (seen.has(natural) && !(row.is === "unkeyed" && script.unkeyed === "allow")) duplicates++
    else heads.push({ row, line: i + 2, natural, content })
    seen.add(natural)
  }
  return { heads, refused, duplicates }
}

/** Whether what is told of a row is true of the objects that stand for it. */
const judge = (
  known: Known,
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
  const isTogether = told.resource === undefined && script.engine !== "row"
  if (standing.length > 1) found.push(`doubled: ${standing.length} of it stand`)
  const isUnknown = told.outcome === undefined || told.outcome === "Unknown"
  const canLookUp = kind.canLookUp(cellsOf(kind, head.row))
  // What the API refuses now it may have taken before, and of list items nobody can tell.
  if (head.row.is === "refused" && isUnknown && !canLookUp && script.phases.length > 0) return found
  if (head.row.is === "refused" && told.outcome !== "Rejected")
    found.push(`told as ${told.outcome}, but the API refuses it`)
  if (told.outcome === "Rejected") {
    const own = objects.filter((one) => !isOthers(one))
    switch (told.code) {
      case "already-exists":
        if (script.onExisting !== "fail") found.push("rejected because it exists, which was not asked for")
        if (objects.length === 0) found.push("rejected because it exists, but it does not")
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
  // Where nothing can be looked up the API's 409 is believed.
  if (object === undefined && told.outcome === "Existing" && !canLookUp && known.falseConflicts > 0)
    return found
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
      const isUpserted = script.engine === "batch"
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
 * Rows that left together, where only numbers are told: of all of them as many were created by this import as it says, or as
 * many more as it says may be its own.
 */
const together = (
  { foreign, foreignLater, ledger, list, otherRuns, said }: Known,
  heads: ReadonlyArray<Head>,
  byLine: ReadonlyMap<number, LedgerRow>,
  held: ReadonlyArray<Held>
): ReadonlyArray<string> => {
  let created = 0
  let own = 0
  let unsure = 0
  // Which of the rows that have left the file were which, nobody says either.
  const latest = Math.max(...ledger.map(({ pass }) => pass))
  let gone = ledger.filter(({ counted, pass }) => counted && pass < latest).length
  for (const { content, line, natural, row } of heads) {
    const told = byLine.get(line)
    if (told === undefined) continue
    const isUnsure = told.outcome === "Existing" && told.afterDoubt && told.resource === undefined
    const isOwn = held.some(
      (one) =>
        (row.is === "unkeyed" ? isDerived(one, content) : one.natural === natural) &&
        one.list === list &&
        !foreign.has(one.id) &&
        !foreignLater.has(one.id)
    )
    const isChanged = (said.get(natural)?.size ?? 0) > 1 || otherRuns > 0
    if (!told.counted && !isUnsure) {
      // It may have been one of them, until it said something else.
      if (isChanged) gone++
      continue
    }
    if (told.outcome === "Created") created++
    if (isOwn) own++
    // What an earlier row of the same said was applied before.
    if (isUnsure || (isOwn && isChanged)) unsure++
  }
  return created <= own + gone && own <= created + unsure + gone
    ? []
    : [`of rows known by number ${created} are told as created, but this import created ${own}`]
}

/** Whether an account has a reference id that was made of its content. */
const isDerived = (object: Held, content: string): boolean =>
  object.natural.startsWith("derived-") && object.content === content

/** Accounts without a reference id: as many as were created, or up to as many more as are unknown. */
const unkeyed = (
  { kind, script, unkeyedRows }: Known,
  heads: ReadonlyArray<Head>,
  byLine: ReadonlyMap<number, LedgerRow>,
  held: ReadonlyArray<Held>
): ReadonlyArray<string> => {
  if (kind.name !== "accounts" || script.unkeyed === "refuse") return []
  const groups = Map.groupBy(
    heads.filter(({ row }) => row.is === "unkeyed"),
    ({ content }) => content
  )
  const found: Array<string> = []
  for (const [content, group] of groups) {
    const told = group.map(({ line }) => byLine.get(line))
    // Whatever was redacted since has lost its content, but not its id.
    const resources = new Set(told.map((row) => row?.resource))
    const objects = held.filter(
      ({ content: is, id, natural }) =>
        resources.has(id) || (is === content && (natural === "" || natural.startsWith("derived-")))
    )
    const outcomes = told.map((row) => (row?.counted === true ? "Counted" : row?.outcome))
    const sure = outcomes.filter((outcome) => outcome === "Created").length
    const unsure = outcomes.filter((outcome) => outcome === undefined || outcome === "Unknown").length
    // Rows that have left the file since may have been applied before.
    const gone = script.unkeyed === "allow" ? (unkeyedRows.get(content) ?? 0) - group.length : 0
    const either = outcomes.filter((outcome) => outcome === "Counted").length
    const most = sure + unsure + either + gone
    // One that was redacted, and has no id in the ledger, may have been any of them.
    const blank = held.filter(
      ({ id, natural, stands }) => !stands && natural.startsWith("derived-") && !resources.has(id)
    )
    if (objects.length + blank.length < sure || objects.length > most) {
      found.push(
        `without a reference id: ${sure} created and ${unsure} unknown, but there are ${objects.length}`
      )
    }
    if (unsure > 0 && script.unkeyed === "derive") found.push("a row with a derived reference id is unknown")
  }
  return found
}

/** What was created though no row asks for it, or asks for it any more without being named. */
const strays = (known: Known, held: ReadonlyArray<Held>): ReadonlyArray<string> => {
  const { file, foreign, foreignLater, kind, ledger, report, script } = known
  const found: Array<string> = []
  const inFile = new Set(
    file.rows.filter(({ is }) => is === "valid").map((row) => kind.natural(cellsOf(kind, row)))
  )
  const resources = new Set(ledger.map(({ resource }) => resource))
  let unexplained = 0
  for (const object of held) {
    if (foreign.has(object.id) || foreignLater.has(object.id)) continue
    if (kind.name === "accounts" && (object.natural === "" || object.natural.startsWith("derived-"))) continue
    if (object.list !== known.list) continue
    if (!known.said.has(object.natural)) found.push(`${object.id} was created, but no row ever asked for it`)
    else if (!inFile.has(object.natural) && !resources.has(object.id)) unexplained++
  }
  // A row whose item was found after a doubt, and which has left the file since, has no id in the ledger.
  const latest = Math.max(...ledger.map(({ pass }) => pass))
  const explained =
    report.unknownRows.filter(({ orphan }) => orphan).length +
    ledger.filter(
      ({ outcome, pass, resource }) =>
        pass < latest &&
        resource === undefined &&
        // What left with others has no id in the end.
        (outcome === "Existing" ||
          (script.engine !== "row" && (outcome === "Created" || outcome === "Updated")))
    ).length
  if (unexplained > explained && known.otherRuns === 0) {
    found.push(`${unexplained} rows that have left the file were applied, ${explained} are named`)
  }
  const lists = known.contents.lists.filter(({ status }) => status === "active")
  if (kind.name !== "lists" && lists.length > 1) found.push(`${lists.length} lists stand, one was asked for`)
  return found
}

/** What others made and was changed, though it was to be left as it is. */
const changed = (
  { foreign, foreignLater, script }: Known,
  held: ReadonlyArray<Held>
): ReadonlyArray<string> =>
  script.onExisting === "update"
    ? []
    : held
        .filter(({ id, stands }) => stands && (foreign.has(id) || foreignLater.has(id)))
        .filter(({ content, id }) => content !== (foreign.get(id) ?? foreignLater.get(id)))
        .map(({ id }) => `${id} was there before and was to be left as it is, but was changed`)
