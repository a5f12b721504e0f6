/** Whether the objects on the server, all together, are those that the file asks for and the importer tells of. */
import type { Head } from "./expected.ts"
import { cellsOf } from "./files.ts"
import type { Held } from "./kinds.ts"
import { isBulk, mayUpsert } from "./script.ts"
import type { Known } from "./known.ts"

/**
 * Rows that left together, where only numbers are told: of all of them as many were created by this import as it says, or as
 * many more as it says may be its own.
 */
export const together = (
  { foreign, foreignLater, ledger, list, otherRuns, said }: Known,
  heads: ReadonlyArray<Head>,
  held: ReadonlyArray<Held>
): ReadonlyArray<string> => {
  let created = 0
  let own = 0
  let unsure = 0
  // Which of the rows that have left the file were which, nobody says either.
  const latest = Math.max(...ledger.map(({ pass }) => pass))
  let gone = ledger.filter(({ counted, pass }) => counted && pass < latest).length
  for (const { content, natural, row, told } of heads) {
    if (told === undefined) continue
    const isUnsure = told.outcome === "Existing" && told.afterDoubt && told.resource === undefined
    const ofIt = held.filter(
      (one) =>
        (row.is === "unkeyed" ? isDerived(one, content) : one.natural === natural) &&
        one.list === list &&
        !foreign.has(one.id) &&
        !foreignLater.has(one.id)
    )
    const isOwn = ofIt.length > 0
    const isChanged = (said.get(natural)?.size ?? 0) > 1 || otherRuns > 0
    if (!told.counted && !isUnsure) {
      // It may have been one of them, until it said something else, or until others archived it and it was created anew.
      if (isChanged || (isOwn && ofIt.some(({ stands }) => !stands))) gone++
      continue
    }
    if (told.outcome === "Created") created++
    if (isOwn) own++
    // What an earlier row of the same said was applied before.
    if (isUnsure || (isOwn && isChanged)) unsure++
  }
  // One that was redacted has lost the content by which it is known.
  const blank = held.filter(
    ({ id, natural, stands }) =>
      !stands && natural.startsWith("derived-") && !foreign.has(id) && !foreignLater.has(id)
  ).length
  return created <= own + gone + blank && own <= created + unsure + gone
    ? []
    : [`of rows known by number ${created} are told as created, but this import created ${own}`]
}

/** Whether an account has a reference id that was made of its content. */
const isDerived = (object: Held, content: string): boolean =>
  object.natural.startsWith("derived-") && object.content === content

/** Accounts without a reference id: as many as were created, or up to as many more as are unknown. */
export const unkeyed = (
  { kind, otherRuns, script, unkeyedRows }: Known,
  heads: ReadonlyArray<Head>,
  held: ReadonlyArray<Held>
): ReadonlyArray<string> => {
  if (kind.name !== "accounts" || script.unkeyed === "refuse") return []
  const groups = Map.groupBy(
    heads.filter(({ row }) => row.is === "unkeyed"),
    ({ content }) => content
  )
  const found: Array<string> = []
  for (const [content, group] of groups) {
    const told = group.map((head) => head.told)
    // Whatever was redacted since has lost its content, but not its id.
    const resources = new Set(told.map((row) => row?.resource))
    const objects = held.filter(
      ({ content: is, id, natural }) =>
        resources.has(id) || (is === content && (natural === "" || natural.startsWith("derived-")))
    )
    // After a batch job of which nothing is known, an account may be this import's own or not; and what another run of
    // this import has created is there for this one.
    const isEither = (row: (typeof told)[number]) =>
      row?.counted === true ||
      (mayUpsert(script) && row?.afterDoubt === true) ||
      (otherRuns > 0 && script.unkeyed === "derive" && row?.outcome === "Existing")
    const outcomes = told.map((row) => (isEither(row) ? "Counted" : row?.outcome))
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
export const strays = (known: Known, held: ReadonlyArray<Held>): ReadonlyArray<string> => {
  const { file, foreign, foreignLater, kind, ledger, report, script } = known
  const found: Array<string> = []
  const inFile = new Set(
    [...file.rows, ...known.added]
      .filter(({ is }) => is === "valid")
      .map((row) => kind.natural(cellsOf(kind, row)))
  )
  const resources = new Set(ledger.map(({ resource }) => resource))
  const named = new Set(held.filter(({ id }) => resources.has(id)).map(({ natural }) => natural))
  let unexplained = 0
  for (const object of held) {
    if (foreign.has(object.id) || foreignLater.has(object.id)) continue
    if (kind.name === "accounts" && (object.natural === "" || object.natural.startsWith("derived-"))) continue
    if (object.list !== known.list) continue
    if (!known.said.has(object.natural)) found.push(`${object.id} was created, but no row ever asked for it`)
    // One that others archived before its answer was known has been made anew, and that one is named.
    else if (!object.stands && named.has(object.natural)) continue
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
        (outcome === "Existing" || (isBulk(script) && (outcome === "Created" || outcome === "Updated")))
    ).length
  if (unexplained > explained && known.otherRuns === 0) {
    found.push(`${unexplained} rows that have left the file were applied, ${explained} are named`)
  }
  const lists = known.contents.lists.filter(({ status }) => status === "active")
  if (kind.name !== "lists" && lists.length > 1) found.push(`${lists.length} lists stand, one was asked for`)
  return found
}

/** What others made and was changed, though it was to be left as it is. */
export const changed = (
  { foreign, foreignLater, script }: Known,
  held: ReadonlyArray<Held>
): ReadonlyArray<string> =>
  script.onExisting === "update"
    ? []
    : held
        .filter(({ id, stands }) => stands && (foreign.has(id) || foreignLater.has(id)))
        .filter(({ content, id }) => content !== (foreign.get(id) ?? foreignLater.get(id)))
        .map(({ id }) => `${id} was there before and was to be left as it is, but was changed`)

/** What stands with values that no version of the file has ever said: rows of a file that was torn while it was read. */
export const mixed = (
  { foreign, foreignLater, list, saidContents }: Known,
  held: ReadonlyArray<Held>
): ReadonlyArray<string> =>
  held
    .filter(({ id }) => !foreign.has(id) && !foreignLater.has(id))
    .filter((one) => one.stands && one.list === list)
    .filter(({ content, natural }) => {
      const key = natural.startsWith("derived-") ? "" : natural
      // Who was never asked for at all is told of elsewhere.
      return saidContents.get(key)?.has(content) === false
    })
    .map(({ id }) => `${id} says what no version of the file has ever said`)
