/**
 * Files: uploads to a document or a case, and the pictures of simulated verifications. Each has a token. It is the
 * access token of its URL and, for the older way of downloading, a segment of the path.
 */
import * as Answer from "../../internal/request/Answer.ts"
import type { Context, Opened } from "../../internal/state/Resource.ts"
import type { WireRequest, WireResponse } from "../../Wire.ts"

/** A file in the state of its owner. */
export interface Stored {
  readonly filename: string
  readonly token: string
  readonly byteSize: number
}

export interface Files extends Opened<Stored> {
  readonly keep: (filename: string, bytes: Uint8Array) => Stored
  readonly render: (file: Stored) => {
    readonly filename: string
    readonly url: string
    readonly "byte-size": number
  }
  /** Forgets the bytes; the URL leads nowhere then. */
  readonly forget: (file: Stored) => void
  /** Answers the request for a file's URL, which is outside the API and needs no key. */
  readonly download: (request: WireRequest) => WireResponse | undefined
}

interface Row {
  readonly filename: string
  readonly bytes: Uint8Array
}

export const open = ({ environment, store }: Context): Files => {
  store.define(`CREATE TABLE IF NOT EXISTS files (
    seq INTEGER PRIMARY KEY, token TEXT NOT NULL UNIQUE, filename TEXT NOT NULL, bytes BLOB NOT NULL
  ) STRICT`)
  const insert = store.run("INSERT INTO files (token, filename, bytes) VALUES (?, ?, ?)")
  const remove = store.run("DELETE FROM files WHERE token = ?")
  const byToken = store.one<Row>("SELECT filename, bytes FROM files WHERE token = ?")
  const all = store.many<Stored>("SELECT filename, token, length(bytes) AS byteSize FROM files ORDER BY seq")
  return {
    contents: () => all(),
    count: () => all().length,
    keep: (filename, bytes) => {
      const token = environment.ids.next("file")
      insert(token, filename, bytes)
      return { filename, token, byteSize: bytes.byteLength }
    },
    render: ({ byteSize, filename, token }) => ({
      filename,
      url: `${environment.filesUrl()}/${encodeURIComponent(filename)}?access_token=${token}`,
      "byte-size": byteSize
    }),
    forget: ({ token }) => void remove(token),
    download: ({ method, target }) => {
      const token = /[?&]access_token=(file_\w+)/.exec(target)?.[1]
      const row = method !== "GET" || token === undefined ? undefined : byToken(token)
      if (row === undefined) return undefined
      const headers = { "Content-Type": contentType(row.filename) }
      return { _tag: "WireResponse", status: 200, headers, body: "", bytes: row.bytes }
    },
    routes: [
      {
        method: "GET",
        path: "/files/:token/:name",
        permission: undefined,
        handle: ({ params }) => {
          const row = byToken(params["token"] ?? "")
          return row === undefined || row.filename !== params["name"]
            ? Answer.notFound()
            : Answer.file(contentType(row.filename), row.bytes)
        }
      }
    ]
  }
}

const contentTypes: Readonly<Record<string, string>> = {
  pdf: "application/pdf",
  png: "image/png",
  jpg: "image/jpeg",
  jpeg: "image/jpeg"
}

const contentType = (filename: string): string =>
  contentTypes[filename.split(".").at(-1)?.toLowerCase() ?? ""] ?? "application/octet-stream"

/** A picture of one transparent pixel. */
export const pixel: Uint8Array = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==",
  "base64"
)
