/**
 * Batch jobs: up to 1,000 accounts in one request. Each row is created or updated by its reference id.
 *
 * A job reports the counts of created and updated accounts, but not which rows these were, and no ids. It names the
 * refused rows. A job would change existing accounts, so policies that keep them unchanged need a look-up first.
 *
 * Assumptions, where the documents are silent:
 * - tags are an array of texts,
 * - `account_status` names a status,
 * - custom fields have their own keys beside the standard fields.
 *
 * @see https://docs.withpersona.com/api-reference/batch-jobs
 */
import * as Pagination from "@effect-persona/core/Pagination"
import * as BatchJobs from "@effect-persona/core/newer/BatchJobs"
import * as Effect from "effect/Effect"
import type { OnExisting } from "../../Policies.ts"
import { limit, maxTexts } from "../refusals/RefusalWords.ts"
import { wordsOf } from "../refusals/RowValues.ts"
import { written } from "../../targets/RequestForm.ts"
import type { AccountRequest } from "../../Target.ts"
import * as Accounts from "../../targets/accounts/Fields.ts"
import type { BulkOperation, Ended, RefusedRow } from "../bulk/BulkOperation.ts"
import { Patience } from "../bulk/BulkOperation.ts"
import * as JobPolling from "../bulk/JobPolling.ts"
import { countOf, read } from "../refusals/JobRefusals.ts"
import * as RowMessage from "../refusals/RowMessage.ts"
import { batchBytes, batchRows } from "../bulk/limits.ts"

export interface Options {
  /** The account type of all rows (`acttp_…`). An upsert requires one. */
  readonly accountTypeId: string
  readonly policy: OnExisting
  /** Whether the API sends events for changed fields and tags. */
  readonly emitEvents: boolean
}

export const make = ({
  accountTypeId,
  emitEvents,
  policy
}: Options): Effect.Effect<BulkOperation<AccountRequest>> =>
  Effect.gen(function* () {
    const poller = yield* JobPolling.make({ overdue: yield* Patience })
    const limited = limit(maxTexts)
    const said = { accountTypeId, emitEvents }
    return {
      engine: "batch",
      operation: BatchJobs.create.id,
      rows: batchRows,
      bytes: batchBytes,
      carries: ({ data }) => {
        const { fields, referenceId } = data.attributes
        return (
          referenceId !== undefined && !referenceId.includes(",") && (fields === undefined || isFlat(fields))
        )
      },
      lookUpFirst: policy !== "update",
      updates: policy === "update",
      form: written(BatchJobs.create, jobOf(said, [Accounts.sample])),
      post: (requests, options) =>
        Effect.map(BatchJobs.create.withResponse(jobOf(said, requests), options), ({ requestId, value }) => ({
          job: value.data.id,
          requestId
        })),
      end: (job) => {
        const look = BatchJobs.retrieve({ batchJobId: job })
        return poller
          .await(look, isOver, {
            // Rows read beyond the job's size are not progress.
            progress: ({ data }) => Math.min(batchRows, countOf(data.attributes.runData?.rowsRead) ?? 0)
          })
          .pipe(
            // The state of an overdue job still reports how many accounts it has created.
            Effect.catchTag("Overdue", () => look),
            Effect.map(endOf)
          )
      },
      // Jobs cannot be listed.
      endLost: () => Effect.void,
      refusedRows: (job, requests) =>
        Effect.map(
          read(Pagination.pages(BatchJobs.retrieveErrors, { batchJobId: job }), requests.length),
          (errors) => {
            let words: ReadonlySet<string> | undefined
            const others = () => (words ??= wordsOf(requests.map(rowOf)))
            return errors?.flatMap((error) => refusedRow(error, requests, others, limited))
          }
        )
    }
  })

const jobOf = (
  said: Pick<Options, "accountTypeId" | "emitEvents">,
  requests: ReadonlyArray<AccountRequest>
) => ({
  data: {
    attributes: {
      operation: "upsert" as const,
      object: "account" as const,
      lookupField: "reference_id" as const,
      ...said,
      rows: requests.map(rowOf)
    }
  }
})

/** A row in the format of a job: flat, with the API's snake_case names. */
export const rowOf = ({ data }: AccountRequest): Readonly<Record<string, unknown>> => {
  const row: Record<string, unknown> = {}
  const attributes = data.attributes as Readonly<Record<string, unknown>>
  for (const name in attributes) {
    const value = attributes[name]
    if (value === undefined) continue
    if (name === "fields") Object.assign(row, value)
    else row[(names[name] ??= snakeCase(name))] = value
  }
  return row
}

/** Cache of converted names. */
const names: Record<string, string> = {}

/** `addressStreet1` is `address_street_1`. */
const snakeCase = (name: string): string => name.replaceAll(/[A-Z]|\d+/g, (part) => `_${part.toLowerCase()}`)

/** Rows are flat, so a custom field with the name of another field would replace it. */
const isFlat = (fields: Readonly<Record<string, unknown>>): boolean =>
  Object.entries(fields).every(
    ([name, value]) => (typeof value !== "object" || value === null) && !reserved.has(name)
  )

const reserved = new Set([
  "token",
  "account_type_id",
  ...Accounts.table.fields.map(({ name }) => name.replaceAll("-", "_"))
])

const isOver = ({ data }: BatchJobs.BatchJobResponse): boolean => over.has(data.attributes.status ?? "")

const over = new Set(["completed", "errored", "canceled", "killed"])

const endOf = ({ data }: BatchJobs.BatchJobResponse): Ended => {
  const { runData, status } = data.attributes
  return {
    status: status === "completed" ? "completed" : "failed",
    created: countOf(runData?.createdCount),
    updated: countOf(runData?.updatedCount),
    existing: 0,
    refused: countOf(runData?.errorCount)
  }
}

const refusedRow = (
  { attributes }: BatchJobs.BatchJobRowError,
  requests: ReadonlyArray<AccountRequest>,
  others: () => ReadonlySet<string>,
  limited: ReturnType<typeof limit>
): ReadonlyArray<RefusedRow> => {
  const index = (attributes.rowNumber ?? 0) - 1
  const request = requests[index]
  if (request === undefined) return []
  const { errorMessage } = attributes
  if (errorMessage === null || errorMessage === undefined || errorMessage === "") {
    return [{ index, rejected: undefined }]
  }
  // A message may also quote other rows of the batch.
  const described = RowMessage.describe(errorMessage, rowOf(request), { others: others() })
  const reason = limited(described.reason, RowMessage.unexplained)
  return [{ index, rejected: { _tag: "Rejected", ...described, reason } }]
}
