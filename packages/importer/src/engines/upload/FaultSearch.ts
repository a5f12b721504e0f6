/**
 * Finds the faulty rows of an upload that reports how many rows are faulty, but not which.
 *
 * Any selection of rows can be uploaded again: existing rows count as duplicates, faulty rows as errors. The count of
 * one half implies that of the other, so one upload splits a selection in two. If exactly one row of a selection is
 * faulty, concurrent uploads find its position: one upload for each binary digit of the position. An upload costs a
 * request and its polls, so a selection is searched only while that costs less than sending its rows one by one.
 *
 * Faults may appear and disappear between two uploads. Therefore no row is cleared or declared faulty by implication:
 * rows that are sound by implication alone are uploaded together again.
 */
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

/** The result, as positions from 0 in ascending order. Rows in neither list were applied. */
export interface Verdict {
  /** Rows of an upload that refused all its rows. */
  readonly faulty: ReadonlyArray<number>
  /** Rows that the search left undetermined, to send one by one. */
  readonly suspects: ReadonlyArray<number>
  /** The number of uploads of the search. */
  readonly uploads: number
}

export interface Options {
  /**
   * Requests needed to see the end of an upload.
   * @default 1
   */
  readonly polls?: number | undefined
  /**
   * The most concurrent uploads.
   * @default 4
   */
  readonly concurrency?: number | undefined
}

/** The most uploads of a search: `min(n, 2k(⌈log2(n/k)⌉ + 2))` for `k` faulty rows among `n`. */
export const bound = (n: number, k: number): number =>
  k <= 0 ? 0 : Math.min(n, 2 * k * (Math.ceil(Math.log2(n / k)) + 2))

/** The most suspects for `k` faulty rows, if no fault appears or disappears: `(4(1 + polls) + 2)k`. */
export const suspectsBound = (n: number, k: number, polls = 1): number =>
  Math.min(n, (4 * (1 + polls) + 2) * k)

/**
 * Searches for the faulty rows: `failed` of `size`, by the count of their upload.
 *
 * `probe` uploads rows and returns the number of refused ones, or `undefined` if unknown. A faulty row is never missing
 * from the verdict, unless an upload without errors contained it.
 */
export const search = Effect.fnUntraced(function* <E, R>(
  size: number,
  failed: number,
  probe: (indexes: ReadonlyArray<number>) => Effect.Effect<number | undefined, E, R>,
  options: Options = {}
): Effect.fn.Return<Verdict, E, R> {
  const { concurrency = 4, polls = 1 } = options
  const price = 1 + Math.max(0, polls)
  // One upload is reserved for the rows that are sound by implication.
  const most = bound(size, failed)
  const permits = yield* Semaphore.make(concurrency)
  const faulty: Array<number> = []
  const suspects: Array<number> = []
  let implied: Array<number> = []
  let uploads = 0

  const handOver = (rows: Rows) => Effect.sync(() => void suspects.push(...rows))

  /** Makes an upload that `take` has counted. An impossible count becomes `undefined`. */
  const upload = (rows: Rows): Effect.Effect<number | undefined, E, R> =>
    Effect.map(permits.withPermit(probe(rows)), (count) => (isCount(count, rows.length) ? count : undefined))

  /** Counts uploads in advance, so that the bound holds for any answer. */
  const take = (count: number, spare = 1): boolean => {
    if (uploads + count + spare > most) return false
    uploads += count
    return true
  }

  /** Continues with rows whose own upload refused `count` of them. */
  const seen = (rows: Rows, count: number): Effect.Effect<void, E, R> => {
    if (count === 0) return Effect.void
    if (count === rows.length) return Effect.sync(() => void faulty.push(...rows))
    return divide(rows, count)
  }

  /** Continues with rows that have `count` faulty ones by implication from another upload. */
  const concluded = (rows: Rows, count: number): Effect.Effect<void, E, R> => {
    if (count === 0) return Effect.sync(() => void implied.push(...rows))
    // A negative count, or one above the number of rows: faults have appeared or disappeared, so nothing follows.
    return isCount(count, rows.length - 1) ? divide(rows, count) : handOver(rows)
  }

  const divide = (rows: Rows, count: number): Effect.Effect<void, E, R> =>
    Effect.suspend(() => {
      if (count === 1) return single(rows)
      if (costOf(rows.length, count, price) >= rows.length || !take(1)) return handOver(rows)
      const half = rows.length >> 1
      const one = rows.slice(0, half)
      const other = rows.slice(half)
      return Effect.flatMap(upload(one), (errors) => {
        if (errors === undefined) return handOver(rows)
        const rest = concluded(other, count - errors)
        return Effect.all([seen(one, errors), rest], { concurrency: "unbounded", discard: true })
      })
    })

  /** Finds the position of the only faulty row, to within a block. */
  const single = (rows: Rows): Effect.Effect<void, E, R> =>
    Effect.suspend(() => {
      const digits = digitsFor(rows.length, price)
      if (digits === 0 || !take(digits)) return handOver(rows)
      const block = Math.ceil(rows.length / 2 ** digits)
      const hasDigit = (at: number, digit: number) => ((Math.floor(at / block) >> digit) & 1) === 1
      const parts = Array.from({ length: digits }, (_, digit) => rows.filter((_, at) => hasDigit(at, digit)))
      return Effect.flatMap(Effect.forEach(parts, upload, { concurrency: "unbounded" }), (counts) =>
        Effect.sync(() => {
          const fits = counts.every((count) => count === 0 || count === 1)
          for (const [at, row] of rows.entries()) {
            // An upload without errors contained the row, so it is sound.
            if (counts.some((count, digit) => count === 0 && hasDigit(at, digit))) continue
            const isThere = counts.every((count, digit) => hasDigit(at, digit) === (count === 1))
            if (fits && !isThere) implied.push(row)
            else suspects.push(row)
          }
        })
      )
    })

  const all = Array.from({ length: size }, (_, at) => at)
  if (isCount(failed, size)) yield* seen(all, failed)
  else yield* handOver(all)
  while (implied.length > 0) {
    const rows = implied.toSorted(ascending)
    implied = []
    const errors = take(1, 0) ? yield* upload(rows) : undefined
    yield* errors === undefined ? handOver(rows) : seen(rows, errors)
  }
  return { faulty: faulty.toSorted(ascending), suspects: suspects.toSorted(ascending), uploads }
})

type Rows = ReadonlyArray<number>

const ascending = (a: number, b: number) => a - b

const isCount = (count: number | undefined, most: number): count is number =>
  count !== undefined && Number.isInteger(count) && count >= 0 && count <= most

/** The number of binary digits to search for one row among `size`: each costs an upload and halves the rows to send. */
const digitsFor = (size: number, price: number): number => {
  let digits = 0
  for (let left = size; left - Math.ceil(left / 2) > price; left = Math.ceil(left / 2)) digits++
  return digits
}

/**
 * The requests for searching rows and sending the remaining ones: an upload for each split between two faulty rows,
 * then the search for one row in each part.
 */
const costOf = (size: number, failed: number, price: number): number => {
  const part = Math.ceil(size / failed)
  const digits = digitsFor(part, price)
  return price * (failed - 1) + failed * (price * digits + Math.ceil(part / 2 ** digits))
}
