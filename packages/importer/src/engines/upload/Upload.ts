/**
 * The API's importers: a CSV file of up to 1,000 rows in one request, for accounts and six kinds of list items.
 *
 * An importer reports the numbers of rows created, existing and refused, and nothing about single rows. Accounts are
 * looked up before and after. For list items, there are only the counts.
 *
 * @see https://docs.withpersona.com/api-reference/importers
 */
import * as Pagination from "@effect-persona/core/Pagination"
import type * as Operation from "@effect-persona/core/Operation"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import * as Importers from "@effect-persona/core/resources/Importers"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { toleranceMillis } from "../row/Reconcile.ts"
import { keyVariant } from "../../ledger/Digest.ts"
import type * as Target from "../../Target.ts"
import { type AcceptedJob, type BulkOperation, type Ended, Patience } from "../bulk/BulkOperation.ts"
import { uploadBytes, uploadRows } from "../bulk/limits.ts"
import * as JobPolling from "../bulk/JobPolling.ts"
import { countOf } from "../refusals/JobRefusals.ts"
import * as UploadFile from "./UploadFile.ts"

export interface Options {
  readonly target: Target.Target
  /** The list of all items. `undefined` for accounts. */
  readonly listId: string | undefined
}

/** Makes the bulk operation that uploads files. `undefined` for targets without an importer of the API. */
export const make = ({ listId, target }: Options): Effect.Effect<BulkOperation<Target.Request> | undefined> =>
  Effect.gen(function* () {
    const shape = UploadFile.shapeOf(target)
    const operation = UploadFile.operationOf(target)
    if (shape === undefined || operation === undefined) return undefined
    const poller = yield* JobPolling.make({ overdue: yield* Patience })
    const type = typeOf(target)
    /** The form in which the API has taken a file. The documents name three and contradict each other. */
    let form: UploadFile.Form | undefined

    const post = (
      requests: ReadonlyArray<Target.Request>,
      options: Operation.CallOptions
    ): Effect.Effect<AcceptedJob, PersonaError, PersonaClient> => {
      const lines = requests.flatMap((request) => {
        const cells = shape.cells(request)
        return cells === undefined ? [] : [UploadFile.line(cells)]
      })
      const file = UploadFile.encode(shape, lines)
      const send = (as: UploadFile.Form) =>
        Effect.map(
          UploadFile.upload(target, listId, file, as === "multipart" ? options : asJson(options), as),
          ({ id, requestId }) => {
            form = as
            return { job: id, requestId }
          }
        )
      if (form !== undefined) return send(form)
      return Effect.catch(send("multipart"), (error) =>
        isAboutForm(error)
          ? // If it is refused in both forms, the first refusal is the one to believe.
            Effect.mapError(send("json"), (other) => (isAboutForm(other) ? error : other))
          : Effect.fail(error)
      )
    }

    const wait = (job: string) => {
      const look = Effect.map(Importers.retrieve({ importerId: job }), ({ data }) => stateOf(data))
      return poller
        .await(look, isOver, {
          // Rows read beyond the size of a file are not progress.
          progress: (state) => Math.min(uploadRows, readSoFar(state))
        })
        .pipe(Effect.catchTag("Overdue", () => look))
    }

    return {
      engine: "upload",
      operation: operation.id,
      rows: uploadRows,
      bytes: uploadBytes,
      carries: (request) => shape.cells(request) !== undefined,
      lookUpFirst: target._tag === "Accounts",
      updates: false,
      form: JSON.stringify([operation.id, listId, UploadFile.line([...shape.columns, '"', ","])]),
      post,
      end: (job) => Effect.map(wait(job), endOf),
      endLost: ({ server, wall }) =>
        Stream.runForEach(
          Pagination.pages(Importers.list, {}).pipe(
            // The limit also ends an endless list of empty pages.
            Stream.take(maxLost),
            Stream.flatMap((page) => Stream.fromIterable(page.data)),
            Stream.takeWhile(
              (importer) =>
                Date.parse(String(stateOf(importer).createdAt)) >= (server ?? wall) - toleranceMillis
            ),
            Stream.take(maxLost),
            Stream.filter((importer) => importer.type === type && !isOver(stateOf(importer)))
          ),
          ({ id }) => (id === undefined || id === null ? Effect.void : Effect.ignore(wait(id)))
        ).pipe(Effect.catchReason("PersonaError", "Forbidden", () => Effect.void)),
      refusedRows: undefined
    }
  })

/** The most importers that are examined after the answer to a request was lost; other clients may have made them. */
const maxLost = 1000

/** A request in the other form needs its own key, because the API stores the refusal of a form under its key. */
const asJson = (options: Operation.CallOptions): Operation.CallOptions => {
  const { idempotencyKey } = options
  return typeof idempotencyKey === "object"
    ? { ...options, idempotencyKey: { ...idempotencyKey, value: keyVariant(idempotencyKey.value, "json") } }
    : options
}

/** Whether the API may have refused the form of the request rather than the content of the file. */
const isAboutForm = ({ reason, status, unanswered }: PersonaError): boolean =>
  unanswered === 0 &&
  (reason._tag === "BadRequest" || reason._tag === "UnprocessableEntity" || status === 415)

const typeOf = (target: Target.Target): string =>
  target._tag === "ListItems" ? `importer/list-item/${target.kind}` : "importer/account"

/** The state of an importer. The union of importer types also has types that the documents do not list. */
interface State {
  readonly status: unknown
  readonly createdAt: unknown
  readonly successful: number | undefined
  readonly duplicate: number | undefined
  readonly error: number | undefined
}

const stateOf = ({ attributes }: { readonly attributes?: unknown }): State => {
  const { createdAt, duplicateCount, errorCount, status, successfulCount } = (attributes ?? {}) as Readonly<
    Record<string, unknown>
  >
  return {
    status,
    createdAt,
    successful: countOf(successfulCount),
    duplicate: countOf(duplicateCount),
    error: countOf(errorCount)
  }
}

const isOver = ({ status }: State): boolean => status === "ready" || status === "errored"

const readSoFar = ({ duplicate = 0, error = 0, successful = 0 }: State): number =>
  successful + duplicate + error

const endOf = ({ duplicate, error, status, successful }: State): Ended => ({
  status: status === "ready" ? "completed" : "failed",
  created: successful,
  updated: 0,
  existing: duplicate,
  refused: error
})
