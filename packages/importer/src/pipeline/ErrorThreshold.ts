/**
 * The error threshold: the number of rejected rows that stops a run.
 *
 * - Rows that this invocation rejects count, whether the mapping or the API refused them. Rejections of earlier
 *   invocations do not.
 * - A share relates to the rows rejected or sent, and applies from {@link minimumRows} rows on.
 * - With any threshold, a run stops when the API refuses all of the first rows for the same reason, because it would
 *   refuse every row.
 */
import type { Rejected } from "../Outcome.ts"
import type { MaxErrors } from "../Policies.ts"

/** An exceeded threshold. */
export interface Exceeded {
  readonly why: "too-many-errors" | "same-refusal"
  /** Rows rejected by this invocation. */
  readonly rejected: number
  /** Rows rejected or sent by this invocation. */
  readonly of: number
  /** The most frequent reason, and its number of rows. */
  readonly most: { readonly code: string; readonly reason: string; readonly rows: number }
}

/** The number of rows from which a share is judged. */
export const minimumRows = 100

/** The number of refusals for one reason, without any other answer, that stops the run: every row would be refused. */
export const sameRefusals = 50

export interface ErrorThreshold {
  /** Counts a row that is about to be sent. */
  readonly admit: () => void
  /** Counts a sent row that the API did not refuse. */
  readonly accept: () => void
  /** Counts a row rejected by the importer or the API. Returns `Exceeded` once, when the threshold is exceeded. */
  readonly refuse: (rejected: Reason, by: "local" | "api") => Exceeded | undefined
}

type Reason = Pick<Rejected, "code" | "reason"> & { readonly pointer?: string | undefined }

export const make = (max: MaxErrors | undefined): ErrorThreshold => {
  let rejected = 0
  let admitted = 0
  let refusedLocally = 0
  /** The API's refusals, while they all have one reason. */
  let same: { reason: Reason | undefined; rows: number } | undefined = { reason: undefined, rows: 0 }
  let isOver = false
  const groups = new Map<string, { readonly code: string; readonly reason: string; rows: number }>()
  const isUnlimited = max !== undefined && "share" in max && max.share >= 1

  const isTooMany = (of: number): boolean =>
    max !== undefined &&
    ("rows" in max ? rejected > max.rows : of >= minimumRows && rejected > max.share * of)

  return {
    admit: () => void admitted++,
    accept: () => void (same = undefined),
    refuse: (reason, by) => {
      rejected++
      if (by === "local") refusedLocally++
      const key = keyOf(reason)
      const group = groups.get(key)
      if (group !== undefined) group.rows++
      else if (groups.size < maxGroups) groups.set(key, { code: reason.code, reason: reason.reason, rows: 1 })
      if (by === "api" && same !== undefined) {
        const common = same.reason === undefined ? reason : commonOf(same.reason, reason)
        same =
          common === undefined || !refusals.has(reason.code)
            ? undefined
            : { reason: common, rows: same.rows + 1 }
      }
      if (isOver || isUnlimited) return undefined
      const of = admitted + refusedLocally
      const isSame = same !== undefined && same.rows >= sameRefusals
      if (!isSame && !isTooMany(of)) return undefined
      isOver = true
      if (isSame && same?.reason !== undefined) {
        const { code, reason: text } = same.reason
        return { why: "same-refusal", rejected, of, most: { code, reason: text, rows: same.rows } }
      }
      const [most] = [...groups.values()].toSorted((a, b) => b.rows - a.rows)
      return { why: "too-many-errors", rejected, of, most: { ...most! } }
    }
  }
}

/** Codes of refusals that concern a row's content. Other codes depend on existing objects. */
const refusals: ReadonlySet<string> = new Set(["unprocessable", "bad-request", "invalid-request"])

/** Limit of distinct reasons: the number of different API messages has none. */
const maxGroups = 1000

const keyOf = ({ code, pointer, reason }: Reason) => `${code}\n${pointer ?? ""}\n${reason}`

/**
 * The common part of two reasons for different rows, if they mean the same. `…` replaces values of a row, and may
 * replace a word of the sentence too. Numbers may come from the row.
 */
const commonOf = (one: Reason, other: Reason): Reason | undefined => {
  if (one.code !== other.code || one.pointer !== other.pointer) return undefined
  if (one.reason === other.reason) return one
  const [first, second] = [withoutNumbers(one.reason), withoutNumbers(other.reason)]
  if (covers(first, second)) return { ...one, reason: first }
  return covers(second, first) ? { ...one, reason: second } : undefined
}

const withoutNumbers = (text: string): string => text.replaceAll(/\d+/g, "…")

/** Whether a text matches a pattern in which `…` replaces words. */
const covers = (pattern: string, text: string): boolean => {
  const [start = "", ...rest] = pattern.split("…")
  if (!text.startsWith(start)) return false
  if (rest.length === 0) return text === start
  const end = rest.pop()!
  let at = start.length
  for (const part of rest) {
    const found = text.indexOf(part, at)
    if (found === -1) return false
    at = found + part.length
  }
  return text.length >= at + end.length && text.endsWith(end)
}

/** Describes an exceeded threshold in sentences. */
export const explainExceeded = ({ most, of, rejected, why }: Exceeded): string =>
  why === "same-refusal"
    ? `the API refused all of the first ${most.rows} rows for the same reason, and would refuse the others, too: ${sentence(most.reason)}`
    : `${rejected} of ${of} rows were rejected, which is more than the error limit allows. Most often: ${sentence(`${most.reason} (${most.rows} ${most.rows === 1 ? "row" : "rows"})`)}`

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
