/**
 * Memory for answers that are read whole, shared by all requests of a transport. Each answer has its own share. An
 * answer that outgrows its share is read further when it is its turn, alone, so that no two answers wait for each other
 * with half of the memory that they need.
 */
export interface AnswerRoom {
  /** Maximum bytes of one answer. */
  readonly maxBytes: number
  /** Bytes of one answer that need no turn. */
  readonly shareBytes: number
  /**
   * Calls back when it is this answer's turn, possibly at once. The returned function ends the turn, or the wait for
   * it.
   */
  readonly enter: (go: () => void) => () => void
}

/** More than nearly every answer of the API: a page of a hundred accounts has a few hundred kilobytes. */
const shareBytes = 1024 * 1024

export const make = (maxBytes: number): AnswerRoom => {
  const waiting = new Set<() => void>()
  let isTaken = false
  const next = () => {
    const [go] = waiting
    isTaken = go !== undefined
    if (go === undefined) return
    waiting.delete(go)
    // Not from within the end of another answer: undici resumes no other answer while it is reading. The answer that
    // has just ended is processed first.
    setImmediate(go)
  }
  return {
    maxBytes,
    shareBytes: Math.min(shareBytes, maxBytes),
    enter: (go) => {
      let isOver = false
      let isIn = !isTaken
      // A function of its own, since the same one may be given twice.
      const begin = () => {
        if (isOver) return next()
        isIn = true
        go()
      }
      if (isIn) {
        isTaken = true
        go()
      } else waiting.add(begin)
      return () => {
        if (isOver) return
        isOver = true
        if (isIn) next()
        else waiting.delete(begin)
      }
    }
  }
}

export const tooLarge = (): Error =>
  Object.assign(new Error("The answer is too large"), { code: "ANSWER_TOO_LARGE" })
