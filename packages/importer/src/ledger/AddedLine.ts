/**
 * The line of a row that was added to a reject file, and so has none in the source, counts from here: above every line
 * that a source can have.
 */
export const addedLine = 1_000_000_000_000
