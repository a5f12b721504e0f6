/**
 * The messages between a client and the sandbox, over any transport: a socket ({@link SandboxServer}) or a call in the
 * same process ({@link SandboxClient}).
 */

/** A request as it arrives. */
export interface WireRequest {
  readonly method: string
  /** Path and query as sent, still percent-encoded, starting with `/`. */
  readonly target: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  /** Empty when the request has no body. */
  readonly body: Uint8Array
}

/** An answer as it leaves. */
export interface WireResponse {
  readonly _tag: "WireResponse"
  readonly status: number
  /** Names in the casing of the vendor's documents; without `Content-Length`, which the transport adds. */
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** The body of an answer that is not text, sent in place of `body`. */
  readonly bytes?: Uint8Array
  /** If set, the server sends only this many bytes of the body and then breaks the connection. */
  readonly cutAfterBytes?: number
}

/** No answer: the transport breaks the connection. */
export interface Dropped {
  readonly _tag: "Dropped"
}

export const dropped: Dropped = { _tag: "Dropped" }
