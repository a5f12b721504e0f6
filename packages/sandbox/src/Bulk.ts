/**
 * Settings of operations that take many rows in one request: batch jobs and the CSV importers. Set them in code, or
 * send them to a running server as JSON; omitted settings stay unchanged.
 */
import * as Schema from "effect/Schema"

export const Settings = Schema.Struct({
  /**
   * Whether batch jobs exist; without them their paths answer like unknown ones, as in older versions. @default true
   */
  batchJobs: Schema.optionalKey(Schema.Boolean),
  /** Whether the API key may upload; without the permission, an upload answers 403. @default true */
  importers: Schema.optionalKey(Schema.Boolean),
  /** Rows of a job or an upload processed per second; 0 means that the first look finds it done. @default 1000 */
  rowsPerSecond: Schema.optionalKey(Schema.Finite.check(Schema.isGreaterThanOrEqualTo(0))),
  /** Maximum rows of a job or an upload. @default 1000 */
  maxRows: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(1)))
})
export interface Settings extends Schema.Schema.Type<typeof Settings> {}
