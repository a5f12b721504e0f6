/**
 * Finds the rows at fault in an upload that tells how many there are, but not which.
 *
 * Rows can be uploaded again in any selection: those that are in count as duplicates, those at fault as errors. The
 * count of one half tells that of the other, so one upload splits a selection in two. Where one row of a selection is
 * at fault, its place is read off the counts of uploads that need not wait for each other: one upload for each binary
 * digit of the place. An upload is a request and its polls, so a selection is only searched while that costs less than
 * sending its rows one by one.
 *
 * Faults may come and go between two uploads. Hence no row is cleared, or said to be at fault, by what other uploads
 * imply: the rows that seem to be sound by implication alone are uploaded together once more.
 */
import * as Effect from "effect/Effect"
import * as Semaphore from "effect/Semaphore"

/** What is known of rows, which are named by their place from 0 in ascending order; those that are not named are in. */
export interface Verdict {
  /** Rows that were refused in an upload that refused all its rows. */
  readonly faulty: ReadonlyArray<number>
  /** Rows of which the search does not know: to be sent one by one. */
  readonly suspects: ReadonlyArray<number>
  /** How many uploads it took. */
  readonly uploads: number
}

export interface Options {
  /**
   * Requests that it takes to see the end of an upload.
   * @default 1
   */
  readonly polls?: number | undefined
  /**
   * Uploads at the same time at most.
   * @default 4
   */
  readonly concurrency?: number | undefined
}

/** Uploads that a search takes at most: `min(n, 2k(⌈log2(n/k)⌉ + 2))` for `k` rows at fault among `n`. */
export const bound = (n: number, k: number): number =>
  k <= 0 ? 0 : Math.min(n, 2 * k * (Math.ceil(Math.log2(n / k)) + 2))

/** How many suspects there are at most for `k` rows at fault, if no fault comes or goes: `(4(1 + polls) + 2)k`. */
export const suspectsBound = (n: number, k: number, polls = 1): number =>
  Math.min(n, (4 * (1 + polls) + 2) * k)

/**
 * Searches the rows at fault, `failed` of `size` by the count of their upload.
 *
 * `probe` uploads rows and gives how many of them are refused; `undefined` if that cannot be said. A row at fault is
 * never among those that are left out of the verdict, unless an upload without errors had it.
 */
export const search = Effect.fnUntraced(function* <E, R>(
  size: number,
  failed: number,
  probe: (indexes: ReadonlyArray<number>) => Effect.Effect<number | undefined, E, R>,
  options: Options = {}
): Effect.fn.Return<Verdict, E, R> {
  const { concurrency = 4, polls = 1 } = options
  const price = 1 + Math.max(0, polls)
  // One upload is kept for the rows that are sound by implication.
  const most = bound(size, failed)
  const permits = yield* Semaphore.make(concurrency)
  const faulty: Array<number> = []
  const suspects: Array<number> = []
  let implied: Array<number> = []
  let uploads = 0

  const handOver = (rows: Rows) => Effect.sync(() => void suspects.push(...rows))

  /** An upload that was counted beforehand. A count that cannot be one is none. */
  const upload = (rows: Rows): Effect.Effect<number | undefined, E, R> =>
    Effect.map(permits.withPermit(probe(rows)), (count) => (isCount(count, rows.length) ? count : undefined))

  /** Counts uploads in advance, so that the bound holds for any answer. */
  const take = (count: number, spare = 1): boolean => {
    if (uploads + count + spare > most) return false
    uploads += count
    return true
  }

  /** Goes on with rows of which so many were refused in an upload of just these rows. */
  const seen = (rows: Rows, count: number): Effect.Effect<void, E, R> => {
    if (count === 0) return Effect.void
    if (count === rows.length) return Effect.sync(() => void faulty.push(...rows))
    return divide(rows, count)
  }

  /** Goes on with rows of which so many are at fault by what is known of others. */
  const concluded = (rows: Rows, count: number): Effect.Effect<void, E, R> => {
    if (count === 0) return Effect.sync(() => void implied.push(...rows))
    // Less than none, or more than there are rows: faults have come or gone, so that nothing follows.
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

  /** Reads off where the one row at fault is, to within a block. */
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
            // An upload without errors had it, so it is sound.
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

/** By how many binary digits to search one row among so many: each costs an upload and halves what is left to send. */
const digitsFor = (size: number, price: number): number => {
  let digits = 0
  for (let left = size; left - Math.ceil(left / 2) > price; left = Math.ceil(left / 2)) digits++
  return digits
}

/**
 * The requests that it takes to search rows and to send what is left: an upload for each place where two rows at fault
 * part, then one row in each part.
 */
const costOf = (size: number, failed: number, price: number): number => {
  const part = Math.ceil(size / failed)
  const digits = digitsFor(part, price)
  return price * (failed - 1) + failed * (price * digits + Math.ceil(part / 2 ** digits))
}
