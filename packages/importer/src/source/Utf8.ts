/**
 * Lets only whole, valid UTF-8 through, and says where the first wrong byte is.
 *
 * A sequence cut by the end of a chunk is held back, so that what comes out (and where it stops) does not depend
 * on how the bytes were cut. The byte order mark is taken off.
 */
import { isUtf8 } from "node:buffer"
import type { NotText } from "../SourceError.ts"

/** The first byte that is not text. */
export interface TextFailure {
  readonly kind: NotText["kind"]
  readonly encoding: string
  /** From 0, the byte order mark counted. */
  readonly offset: number
}

const empty = Buffer.alloc(0)

export class TextGuard {
  /** Whether the text began with a byte order mark; known after the first bytes came out. */
  bom = false
  failure: TextFailure | undefined = undefined
  private held: Buffer = empty
  private offset: number

  /** Starts at an offset of the bytes: elsewhere than at 0 there is no byte order mark. */
  constructor(offset = 0, bom = false) {
    this.offset = offset
    this.bom = bom
  }

  /** Gives the bytes that are certainly text. After a failure, those before it, then nothing more. */
  push(chunk: Uint8Array): Buffer {
    if (this.failure !== undefined) return empty
    const bytes = this.held.length === 0 ? asBuffer(chunk) : Buffer.concat([this.held, chunk])
    const held = incompleteTail(bytes)
    const body = held === 0 ? bytes : bytes.subarray(0, bytes.length - held)
    // Copied: it must outlive a chunk whose memory its producer may use again.
    this.held = held === 0 ? empty : Buffer.from(bytes.subarray(bytes.length - held))
    const good = body.indexOf(0) === -1 && isUtf8(body) ? body : body.subarray(0, this.fail(body))
    return this.withoutMark(good)
  }

  /** To be called at the end of the bytes: a sequence still incomplete is a failure. */
  end(): void {
    if (this.failure === undefined && this.held.length > 0) {
      this.failure = { kind: "invalid", encoding: "utf-8", offset: this.offset }
    }
  }

  private fail(body: Buffer): number {
    const nul = body.indexOf(0)
    const valid = validPrefix(nul === -1 ? body : body.subarray(0, nul))
    const offset = this.offset + valid
    this.failure = { kind: valid === nul ? "nul" : "invalid", encoding: "utf-8", offset }
    return valid
  }

  private withoutMark(good: Buffer): Buffer {
    const atStart = this.offset === 0
    this.offset += good.length
    if (!atStart || good.length < 3 || good[0] !== 0xef || good[1] !== 0xbb || good[2] !== 0xbf) return good
    this.bom = true
    return good.subarray(3)
  }
}

const asBuffer = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)

const sequenceLength = (lead: number): number => (lead >= 0xf0 ? 4 : lead >= 0xe0 ? 3 : lead >= 0xc0 ? 2 : 1)

/** How many bytes at the end begin a sequence that is not complete yet. */
const incompleteTail = (bytes: Buffer): number => {
  for (let back = 1; back <= 3 && back <= bytes.length; back++) {
    const byte = bytes[bytes.length - back]!
    if (byte < 0x80) return 0
    if (byte >= 0xc0) return back < sequenceLength(byte) ? back : 0
  }
  return 0
}

/** How many bytes from the start are valid. Only called once something is known to be wrong. */
const validPrefix = (bytes: Buffer): number => {
  let at = 0
  while (at < bytes.length) {
    const lead = bytes[at]!
    if (lead < 0x80) at++
    else if (isUtf8(bytes.subarray(at, at + sequenceLength(lead)))) at += sequenceLength(lead)
    else return at
  }
  return at
}
