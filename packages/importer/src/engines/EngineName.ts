/** The ways in which rows can be sent. */

/**
 * `row` sends one request for each row, `batch` up to a thousand accounts in a job, `upload` a file to the API's own
 * importers.
 */
export type EngineName = "row" | "batch" | "upload"

/** All engines, in the order in which they are shown. */
export const engineNames = ["row", "batch", "upload"] as const satisfies ReadonlyArray<EngineName>

/** An engine, or `auto` to have it chosen by target, size, policy, capability and live limit. */
export type EngineRequest = "auto" | EngineName

/** What can be asked for. */
export const engineRequests = ["auto", ...engineNames] as const satisfies ReadonlyArray<EngineRequest>
