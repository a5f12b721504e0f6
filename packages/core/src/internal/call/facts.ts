/** What is known of an operation without its schemas. */

/** Where an operation is documented: the OpenAPI document, the older reference, or a newer version of the API. */
export type Origin = "spec" | "legacy" | "newer"

/**
 * Whether sending a request twice is harmless.
 *
 * - `safe`: it only reads.
 * - `keyed`: a POST under an idempotency key; the same key and the same bytes have one effect.
 * - `idempotent`: the second time changes nothing more (PATCH by content, DELETE).
 * - `once`: neither; it is sent again only when the first send certainly did not arrive.
 */
export type Repeat = "safe" | "keyed" | "idempotent" | "once"

/** How an operation pages: not at all, by a cursor in the query, or (searches) by a cursor in the body. */
export type Paging = "none" | "query" | "body"

/** How a request body is written. */
export type BodyEncoding = "json" | "form" | "multipart"

/** The facts of an operation that need no schema: what the manifest, the CLI and the sandbox read. */
export interface Facts {
  /** The vendor's operation id, for example `create-an-account`. */
  readonly id: string
  readonly method: "GET" | "POST" | "PATCH" | "DELETE"
  /** Path template below the base URL, for example `/accounts/{account-id}`. */
  readonly path: string
  /** The vendor's tag, for example `Accounts`. */
  readonly tag: string
  readonly origin: Origin
  readonly repeat: Repeat
  readonly paging: Paging
  /** Names of the query parameters on the wire, without brackets: `include`, `fields`, `filter`, `page`. */
  readonly query: ReadonlyArray<string>
  readonly body: BodyEncoding | undefined
  /** Documented success statuses. */
  readonly success: ReadonlyArray<number>
  /** Documented error statuses beyond 400, 401, 403 and 429, which every operation has. */
  readonly errors: ReadonlyArray<number>
  /** What a success carries: a JSON document or the bytes of a file. */
  readonly response: "json" | "binary"
  /** Members of the request that are sent as headers. Their names are lower case. */
  readonly headers?: ReadonlyArray<string>
  /** The base path where it is not that of the API, `/api/v1`. */
  readonly server?: string
  /** Set where the API key is not sent: no credential is needed, or one of the operation's own headers is it. */
  readonly security?: "none"
}
