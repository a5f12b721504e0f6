/** Facts of an operation, without its schemas. */

/** Where an operation is documented: the OpenAPI document, the older reference, or a newer version of the API. */
export type Origin = "spec" | "legacy" | "newer"

/**
 * Whether sending a request twice is harmless.
 *
 * - `safe`: it only reads.
 * - `keyed`: a POST under an idempotency key; the same key and the same bytes have one effect.
 * - `idempotent`: the second send changes nothing more (PATCH by content, DELETE).
 * - `once`: neither; it is sent again only if the first send certainly did not arrive.
 */
export type Repeat = "safe" | "keyed" | "idempotent" | "once"

/** How an operation pages: not at all, by a cursor in the query, or (searches) by a cursor in the body. */
export type Paging = "none" | "query" | "body"

/** The encoding of a request body. */
export type BodyEncoding = "json" | "form" | "multipart"

/** The facts of an operation that need no schema, read by the manifest, the CLI and the sandbox. */
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
  /** The content of a success: a JSON document or the bytes of a file. */
  readonly response: "json" | "binary"
  /** Members of the request that are sent as headers. Their names are lower case. */
  readonly headers?: ReadonlyArray<string>
  /** The base path, if it is not that of the API, `/api/v1`. */
  readonly server?: string
  /**
   * Set if the API key is not sent: no credential is needed, or one of the operation's own headers is the credential.
   */
  readonly security?: "none"
}
