/** The bytes of a body in any representation; `undefined` for anything else. */
export const bytesOf = (body: unknown): Uint8Array | undefined =>
  typeof body === "string"
    ? new TextEncoder().encode(body)
    : // Not `instanceof`: buffers of another realm, as in Jest, are buffers, too.
      ArrayBuffer.isView(body)
      ? new Uint8Array(body.buffer, body.byteOffset, body.byteLength)
      : Object.prototype.toString.call(body) === "[object ArrayBuffer]"
        ? new Uint8Array(body as ArrayBuffer)
        : undefined
