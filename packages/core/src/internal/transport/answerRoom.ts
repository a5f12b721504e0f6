/**
 * Room for answers that are read whole, shared by all requests of a transport. An answer has its share for itself; one
 * that outgrows it is read on when it is its turn, alone, so that no two wait for each other with half of what they need.
 */
export interface AnswerRoom {
  /** Bytes of one answer at most. */
  readonly maxBytes: number
  /** Bytes of one answer that need no turn. */
  readonly shareBytes: number
  /** Calls back when it is this answer's turn, which may be at once. What it gives ends the turn, or the wait for it. */
  readonly enter: (go: () => void) => () => void
}

/** More than nearly every answer of the API has: a page of a hundred accounts has a few hundred kilobytes. */
const shareBytes = 1024 * 1024

export const make = (maxBytes: number): AnswerRoom => {
  const waiting = new Set<() => void>()
  let isTaken = false
  const next = () => {
    const [go] = waiting
    isTaken = go !== undefined
    if (go === undefined) return
    waiting.delete(go)
    // Not from within the end of another answer: undici resumes no other answer while it is reading. And what has just ended is
    // worked off first.
    setImmediate(go)
  }
  return {
    maxBytes,
    shareBytes: Math.min(shareBytes, maxBytes),
    enter: (go) => {
      let isOver = false
      let isIn = !isTaken
      // A function of its own, since one may be given twice.
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
