/**
 * Request sizes of the batch and upload engines, and the expected number of polls.
 *
 * A batch job takes 1 to 1,000 rows (operation `create-a-batch-job`). No limit is documented for the importers' files:
 * the same number is an assumption. The byte limits of both are also assumptions, because the vendor's page on errors
 * says that large requests time out easily.
 */

/** The most rows of one batch job. */
export const batchRows = 1000

/** The most bytes of one batch job's body. */
export const batchBytes = 1_000_000

/** The most rows of one uploaded file. */
export const uploadRows = 1000

/** The most bytes of one uploaded file. */
export const uploadBytes = 1_000_000

/**
 * The average number of polls until a job or importer has ended, for estimates. The duration of a job is not
 * documented; `JobPolling` learns it and needs one to two polls each.
 */
export const pollsExpected = 1.5
