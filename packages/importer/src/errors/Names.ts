/** Lists of column and field names in messages. */

export const quoted = (names: ReadonlyArray<string>): string => names.map((name) => `"${name}"`).join(", ")

/** A message stays readable when a file has thousands of columns. */
export const listed = (names: ReadonlyArray<string>): string =>
  names.length <= 60 ? quoted(names) : `${quoted(names.slice(0, 60))} and ${names.length - 60} more`
