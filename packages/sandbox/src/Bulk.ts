/**
 * Settings of what takes many rows in one request: batch jobs and the CSV importers. They can be given in code or sent
 * to a running server as JSON; what is left out stays as it is.
 */
import * as Schema from "effect/Schema"

export const Settings = Schema.Struct({
  /** Whether there are batch jobs; without them their paths answer as one that does not exist, as older versions do. @default true */
  batchJobs: Schema.optionalKey(Schema.Boolean),
  /** Whether the API key may upload; without it an upload answers 403. @default true */
  importers: Schema.optionalKey(Schema.Boolean),
  /** How fast the rows of a job or an upload are worked on; 0 means that the first look finds it done. @default 1000 */
  rowsPerSecond: Schema.optionalKey(Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))),
  /** Rows that a job or an upload may have. @default 1000 */
  maxRows: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)))
})
export interface Settings extends Schema.Schema.Type<typeof Settings> {}
