/** A row that the ledger has admitted, on its way to a worker. */
import type { Packed } from "../engines/bulk/Batcher.ts"
import type { SourceRecord } from "../Source.ts"
import type { Span } from "./Checkpointer.ts"

export interface Task extends Packed {
  readonly span: Span
  readonly record: SourceRecord
}
