/** A readable time: `55 h 34 min`, `12 min`, `40 s`. Rounded, because estimates are not exact to the second. */
export const humanTime = (millis: number): string => {
  const seconds = Math.max(1, Math.round(millis / 1000))
  if (seconds < 90) return `${seconds} s`
  const minutes = Math.round(seconds / 60)
  return minutes < 90 ? `${minutes} min` : `${Math.floor(minutes / 60)} h ${minutes % 60} min`
}
