/**
 * The download of a file as versions of the API before 2023-01-05 have it: from the API itself, with the API key.
 *
 * Later versions give URLs that need no key and expire. `Download.stream` takes both kinds.
 */
import type * as Schema from "effect/Schema"
import * as File from "../File.ts"
import * as W from "../internal/wire/wire.ts"
import * as Operation from "../Operation.ts"
import type { NotFound } from "../PersonaError.ts"

/**
 * Download a file: `GET /files/{token}/{filename}.{ext}`.
 *
 * Succeeds with 200 and the file's bytes, all at once; `Download.stream` gives them as they come. Failures are not
 * documented; that 404 `NotFound` means an unknown or expired file is an assumption. A redirect is not followed.
 *
 * @see https://docs.withpersona.com/downloading-files
 */
export const download: Operation.Operation<DownloadRequest, File.Binary, NotFound> =
  /*#__PURE__*/ Operation.make({
    id: "download-a-file",
    method: "GET",
    path: "/files/{token}/{filename}.{ext}",
    tag: "Files",
    origin: "legacy",
    errors: [404],
    response: "binary",
    schemas: () => ({ request: DownloadRequest, success: File.Binary })
  })

/** What {@link download} takes. */
export interface DownloadRequest {
  readonly token: string
  /** The file's name without its extension. */
  readonly filename: string
  /** The file's extension, without the dot: `jpg`. */
  readonly ext: string
}

/** Schema of {@link DownloadRequest}. */
export const DownloadRequest: Schema.Codec<DownloadRequest, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ token: W.required(W.segment), filename: W.required(W.segment), ext: W.required(W.segment) })
)
