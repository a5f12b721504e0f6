/**
 * Batch jobs: up to a thousand rows in one request, applied in the background. A row is applied through the same code
 * as a single create or update. A refused row is listed with its reason, and the others continue.
 */
import {
  accepted,
  type Answer,
  badRequest,
  isRefusal,
  notFound,
  ok,
  type Refusal,
  type Resource,
  unprocessable
} from "../../internal/request/Answer.ts"
import * as BatchRequest from "./BatchRequest.ts"
import {
  type Call,
  type Context,
  type Opened,
  type Route,
  timestamp,
  timestampOrNull
} from "../../internal/state/Resource.ts"
import type { Outcome, RowError, Run, Runs } from "./BulkJobRunner.ts"
import { pointer } from "../../internal/request/Validation.ts"
import type { Accounts } from "../accounts/Accounts.ts"
import type * as Events from "../events/Events.ts"
import type { Inquiries } from "../inquiries/Inquiries.ts"

export interface Neighbours {
  readonly runs: Runs
  readonly accounts: Accounts
  readonly inquiries: Inquiries
  readonly record: Events.Record
}

const kind = "batch-job"

const prefix = "mprtpr"

export const open = (context: Context, neighbours: Neighbours): Opened<never> => {
  const { counters, registry, settings } = context
  const { accounts, inquiries, record, runs } = neighbours

  runs.define(kind, {
    keepsErrors: true,
    open: (run, now) => {
      const order = orderOf(run)
      return (row) => apply(order, row as BatchRequest.Row, now)
    },
    changed: (run, now) => {
      const event = run.status === "running" ? "started" : run.status
      // The vendor has no event for a killed job.
      if (event !== "killed") record(`batch-job.${event}`, render(run), now)
    }
  })

  const apply = (order: BatchRequest.Order, row: BatchRequest.Row, now: number): Outcome => {
    const wanted = row[order.lookupField]
    if (typeof wanted !== "string" || wanted === "") {
      return badRequest(`The row has no ${order.lookupField}`)
    }
    const attributes = BatchRequest.attributesOf(order.object, row)
    if (isRefusal(attributes)) return attributes
    if (order.object === "inquiry") return inquiries.patch(wanted, attributes, now) ?? noRecord(wanted)

    const typeId = row["account_type_id"] ?? order.accountTypeId ?? undefined
    const writing = { now, tagEvents: order.emitEvents }
    if (order.operation === "upsert") {
      return accounts.put({ ...attributes, "account-type-id": typeId }, { ...writing, upsert: true })
    }
    if (order.lookupField === "token") {
      return accounts.patch(wanted, attributes, writing) ?? noRecord(wanted)
    }
    const [id, second] = accounts.named(wanted, typeof typeId === "string" ? typeId : undefined)
    if (second !== undefined) return unprocessable("Accounts of several types have this reference id")
    return (id === undefined ? undefined : accounts.patch(id, attributes, writing)) ?? noRecord(wanted)
  }

  const create = (call: Call): Answer => {
    const read = BatchRequest.read(call.attributes, settings.bulk().maxRows)
    if (isRefusal(read)) return read
    const { order, rows } = read
    if (order.accountTypeId !== null && !accounts.hasType(order.accountTypeId)) {
      return unprocessable("The account type does not exist", pointer("account-type-id"))
    }
    const run = runs.begin({ kind, prefix, settings: order, rows, fault: call.job }, call.now)
    counters.wrote("batch-job.created")
    return accepted({ data: render(run) })
  }

  const find = (id: string | undefined): Run | undefined => {
    const run = runs.find(id ?? "")
    return run?.kind === kind ? run : undefined
  }

  const errors = ({ params, query }: Call): Answer => {
    const run = find(params["id"])
    return run === undefined ? notFound() : errorPage(runs, run, query)
  }

  registry.add(prefix, (id) => {
    const run = find(id)
    return run === undefined ? undefined : render(run)
  })

  const route = (method: Route["method"], path: Route["path"], handle: Route["handle"]): Route => ({
    method,
    path,
    permission: `batch_job.${method === "GET" ? "read" : "write"}`,
    available: () => settings.bulk().batchJobs,
    handle
  })

  return {
    contents: () => [],
    count: () => runs.count(kind),
    routes: [
      route("POST", "/batch-jobs", create),
      route("GET", "/batch-jobs/:id", ({ params }) => {
        const run = find(params["id"])
        return run === undefined ? notFound() : ok({ data: render(run) })
      }),
      route("GET", "/batch-jobs/:id/errors", errors)
    ]
  }
}

/** A page of row errors in the order of the rows; the cursor is a row number. */
const errorPage = (runs: Runs, run: Run, { page }: Call["query"]): Answer => {
  const size = integer(page.get("size") ?? "50")
  if (size === undefined || size < 1 || size > 100) {
    return badRequest("page.size must be an integer from 1 to 100")
  }
  const after = page.get("after")
  const before = page.get("before")
  if (after !== undefined && before !== undefined) {
    return badRequest("page.after and page.before exclude each other")
  }
  const cursor = integer(before ?? after ?? "0")
  if (cursor === undefined) return badRequest("page.after and page.before take a row number")
  const rows =
    before === undefined
      ? runs.errors(run, { after: cursor }, size)
      : runs.errors(run, { before: cursor }, size).toReversed()
  const first = rows[0]
  const last = rows.at(-1)
  const link = (direction: string, row: RowError): string =>
    `/api/v1/batch-jobs/${run.id}/errors?${new URLSearchParams({
      "page[size]": String(size),
      [`page[${direction}]`]: String(row.row_number)
    }).toString()}`
  const hasMore = (beyond: Parameters<Runs["errors"]>[1]) => runs.errors(run, beyond, 1).length > 0
  return ok({
    data: rows.map((error) => renderError(run, error)),
    meta: run.status === "errored" ? { errors: [{ title: "The job could not be finished" }] } : {},
    links: {
      prev: first !== undefined && hasMore({ before: first.row_number }) ? link("before", first) : null,
      next: last !== undefined && hasMore({ after: last.row_number }) ? link("after", last) : null
    }
  })
}

const integer = (text: string): number | undefined => (/^\d{1,9}$/.test(text) ? Number(text) : undefined)

/** The vendor's sample contains the searched value, so this does, too. */
const noRecord = (wanted: string): Refusal => notFound(`No record has the unique id "${wanted}"`)

const orderOf = (run: Run): BatchRequest.Order => JSON.parse(run.settings) as BatchRequest.Order

const render = (run: Run): Resource => ({
  type: kind,
  id: run.id,
  attributes: {
    status: run.status,
    "run-count": run.started_at === null ? 0 : 1,
    "started-at": timestampOrNull(run.started_at),
    "ended-at": timestampOrNull(run.ended_at),
    "created-at": timestamp(run.created_at),
    "updated-at": timestamp(run.updated_at),
    "redacted-at": null,
    "run-data": {
      "column-names": orderOf(run).columnNames,
      "row-count": run.row_count,
      "rows-read": run.applied,
      "success-count": run.created + run.updated,
      "created-count": run.created,
      "updated-count": run.updated,
      "error-count": run.errors
    }
  }
})

const renderError = (run: Run, { message, row, row_number }: RowError): Resource => ({
  type: "batch-job-row-error",
  id: `${run.id}:${row_number}`,
  attributes: {
    row: JSON.parse(row) as unknown,
    "error-message": message,
    "row-number": row_number
  }
})
