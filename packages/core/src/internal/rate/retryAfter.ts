/** Reads `Retry-After`, a number of seconds or a date. */

/** The headers of an answer, by lower-case name. */
type Headers = Readonly<Record<string, string | undefined>>

/**
 * Milliseconds to wait according to an answer, or `undefined`. A date is compared with the answer's own `Date`, written
 * by the same clock; without one, with `wall`.
 */
export const retryAfter = (headers: Headers, wall?: number): number | undefined => {
  const value = headers["retry-after"]
  if (value === undefined) return undefined
  const seconds = integer(value)
  if (seconds !== undefined) return seconds * 1000
  const at = dateOf(value)
  return at === undefined ? undefined : Math.max(0, at - (dateOf(headers["date"]) ?? wall ?? Date.now()))
}

export const integer = (text: string | undefined): number | undefined => {
  if (text === undefined || !/^\s*\d{1,9}\s*$/.test(text)) return undefined
  return Number(text)
}

/** The three date formats of HTTP. The oldest does not state that it is in GMT. */
const dateOf = (text: string | undefined): number | undefined => {
  if (text === undefined || !/^\s*(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]*,? /.test(text)) return undefined
  const millis = Date.parse(/GMT\s*$/.test(text) ? text : `${text} GMT`)
  return Number.isNaN(millis) ? undefined : millis
}
