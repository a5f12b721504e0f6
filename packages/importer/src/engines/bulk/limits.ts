/**
 * How much goes into one request of the batch and the upload engine, and how often an answer is asked for.
 *
 * A batch job takes 1 to 1,000 rows (operation `create-a-batch-job`). For files of the importers no limit is documented:
 * the same number is an assumption, and so are the bytes of both, since large requests are said to time out easily
 * (the vendor's page on errors).
 */

/** Rows of one batch job at most. */
export const batchRows = 1000

/** Bytes of the body of one batch job at most. */
export const batchBytes = 1_000_000

/** Rows of one uploaded file at most. */
export const uploadRows = 1000

/** Bytes of one uploaded file at most. */
export const uploadBytes = 1_000_000

/**
 * How often a job or an importer is asked for its state until it has ended, on average, as estimates take it. How long
 * the API works on one is not documented; `Polling` learns it, and comes to between one and two questions each.
 */
export const pollsExpected = 1.5
