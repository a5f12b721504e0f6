/** Notices about columns: lists named by a column, values damaged by a spreadsheet. */
import { columnNames } from "../mapping/ColumnMatching.ts"
import { plainName } from "../mapping/ColumnNames.ts"
import { listNames } from "../mapping/Synonyms.ts"
import { isRounded } from "../values/damage.ts"
import { nameOf, type Draft, type Seen } from "./Draft.ts"

/** One file may hold items of several lists. */
export const noticeLists = (draft: Draft): void => {
  const seen = draft.seen.find(
    ({ column, position }) =>
      !draft.states.has(position) && listNames.some((name) => plainName(name) === plainName(column))
  )
  if (seen === undefined || seen.values.length === 0) return
  draft.notices.push(
    `${seen.column} may name the list of each row. If it does, set listColumn in the mapping to it; else all rows go to one list.`
  )
}

/** Damage that can be seen in a column that is sent. */
export const noticeDamage = (draft: Draft, seen: Seen): void => {
  if (!Object.values(draft.fields).some((one) => columnNames(one).includes(seen.column))) return
  const rounded = seen.values.filter(isRounded).length
  const name = nameOf(draft, seen)
  if (rounded > 0) {
    draft.notices.push(
      `${name} has numbers that a spreadsheet has shortened (as 1.23E+11): digits are lost, and ${rounded} of ${seen.values.length} rows in the sample will be rejected. Export again with the column formatted as text.`
    )
  }
  const lost = seen.values.filter((value) => value.includes("\uFFFD")).length
  if (lost > 0) {
    draft.notices.push(
      `${name} holds replacement characters (U+FFFD) in ${lost} rows of the sample: an earlier conversion lost text. Export again as UTF-8.`
    )
  }
}
