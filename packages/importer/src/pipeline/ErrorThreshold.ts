/**
 * Error threshold: how many rows may be rejected before a run stops.
 *
 * Rows that this invocation rejects count, whether their fields did not fit or the API refused them; what earlier
 * invocations rejected does not. A share is one of the rows that were rejected or sent, and is not judged by the first
 * few of them. Whatever the threshold, a run stops when the API refuses all of the first rows for one and the same reason:
 * it would refuse every row.
 */
import type { Rejected } from "../Outcome.ts"
import type { MaxErrors } from "../Policies.ts"

/** A threshold that is exceeded. */
export interface Exceeded {
  readonly why: "too-many-errors" | "same-refusal"
  /** Rows rejected by this invocation. */
  readonly rejected: number
  /** Of so many that were rejected or sent. */
  readonly of: number
  /** What was wrong most often, and how often. */
  readonly most: { readonly code: string; readonly reason: string; readonly rows: number }
}

/** A share is judged from so many rows on. */
export const minimumRows = 100

/** So many refusals for the same reason, and no other answer, say that every row would be refused. */
export const sameRefusals = 50

export interface ErrorThreshold {
  /** A row is about to be sent. */
  readonly admit: () => void
  /** A row that was sent was not refused. */
  readonly accept: () => void
  /** A row was rejected, by us or by the API. Tells once when the threshold is exceeded. */
  readonly refuse: (rejected: Reason, by: "local" | "api") => Exceeded | undefined
}

type Reason = Pick<Rejected, "code" | "reason"> & { readonly pointer?: string | undefined }

export const make = (max: MaxErrors | undefined): ErrorThreshold => {
  let rejected = 0
  let admitted = 0
  let refusedLocally = 0
  /** Refusals by the API, as long as they are all for one reason. */
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

/** Refusals of what a row says; others depend on what is there already. */
const refusals: ReadonlySet<string> = new Set(["unprocessable", "bad-request", "invalid-request"])

/** Reasons that are told apart; there is no limit to what an API can say. */
const maxGroups = 1000

const keyOf = ({ code, pointer, reason }: Reason) => `${code}\n${pointer ?? ""}\n${reason}`

/**
 * What two reasons say of different rows, if it is the same. Where a value of the row stood is `…`, and it may have taken a
 * word of the sentence with it; numbers may be the row's.
 */
const commonOf = (one: Reason, other: Reason): Reason | undefined => {
  if (one.code !== other.code || one.pointer !== other.pointer) return undefined
  if (one.reason === other.reason) return one
  const [first, second] = [withoutNumbers(one.reason), withoutNumbers(other.reason)]
  if (covers(first, second)) return { ...one, reason: first }
  return covers(second, first) ? { ...one, reason: second } : undefined
}

const withoutNumbers = (text: string): string => text.replaceAll(/\d+/g, "…")

/** Whether a text is another one with words left out. */
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

/** What happened, in sentences. */
export const explainExceeded = ({ most, of, rejected, why }: Exceeded): string =>
  why === "same-refusal"
    ? `the API refused all of the first ${most.rows} rows for the same reason, and would refuse the others, too: ${sentence(most.reason)}`
    : `${rejected} of ${of} rows were rejected, which is more than the error limit allows. Most often: ${sentence(`${most.reason} (${most.rows} ${most.rows === 1 ? "row" : "rows"})`)}`

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`)
