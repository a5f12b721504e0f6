/**
 * Turns the bytes of a source into UTF-8, from any encoding.
 *
 * UTF-8 passes as it is (`TextGuard` checks it). UTF-16 is recognised by its byte order mark, or without one by the
 * zero bytes of its first two characters. What is not Unicode has to be named: no bytes tell Windows-1252 from
 * Windows-1250. A byte order mark is stronger than what was named, since it is in the file.
 *
 * Nothing is replaced by a question mark: the first byte that is no character ends the reading, with its offset.
 */
import { TextDecoder } from "node:util"
import type { TextFailure } from "./Utf8.ts"

const singleByte = [
  "windows-1250",
  "windows-1251",
  "windows-1252",
  "windows-1253",
  "windows-1254",
  "windows-1257",
  "iso-8859-1",
  "iso-8859-2",
  "iso-8859-15",
  "macintosh"
] as const

/** The encodings that can be read. */
export const encodings = ["utf-8", "utf-16le", "utf-16be", ...singleByte] as const

export type Encoding = (typeof encodings)[number]

/** Finds an encoding by its name or a common other one, in any case: `latin1`, `cp1252`, `UTF8`. */
export const encodingNamed = (name: string): Encoding | undefined => {
  const plain = name.toLowerCase().replaceAll(/[-_ ]/g, "")
  return Object.hasOwn(aliases, plain)
    ? aliases[plain]
    : encodings.find((encoding) => encoding.replaceAll("-", "") === plain)
}

const aliases: Readonly<Record<string, Encoding>> = {
  latin1: "iso-8859-1",
  latin2: "iso-8859-2",
  latin9: "iso-8859-15",
  macroman: "macintosh",
  ...Object.fromEntries(
    singleByte
      .filter((name) => name.startsWith("windows-"))
      .map((name) => [name.replace("windows-", "cp"), name])
  )
}

const nothing = Buffer.alloc(0)

/** Turns bytes into UTF-8 bytes, piece by piece. What comes out does not depend on how the bytes were cut. */
export class Decoder {
  /** Known after the first bytes. */
  encoding: Encoding | undefined = undefined
  /** Why decoding stopped; what came out before is right. */
  failure: TextFailure | undefined = undefined
  private readonly asked: Encoding | undefined
  private held: Buffer = nothing
  private offset = 0
  private step: Step | undefined = undefined

  constructor(asked: Encoding | undefined) {
    this.asked = asked
  }

  push(chunk: Uint8Array): Uint8Array {
    // What is UTF-8 already, which is nearly everything, is not touched.
    if (this.encoding === "utf-8") return chunk
    return this.decode(this.held.length === 0 ? bufferOf(chunk) : Buffer.concat([this.held, chunk]), false)
  }

  /** Gives what was held back until it was clear that nothing follows. */
  end(): Uint8Array {
    return this.held.length === 0 ? nothing : this.decode(this.held, true)
  }

  private decode(bytes: Buffer, ended: boolean): Uint8Array {
    if (this.failure !== undefined) return nothing
    this.held = nothing
    if (this.encoding === undefined) {
      if (bytes.length < 4 && !ended) {
        this.held = Buffer.from(bytes)
        return nothing
      }
      this.encoding = recognise(bytes, this.asked)
      this.step = stepOf(this.encoding)
    }
    if (this.step === undefined) return bytes
    const { failure, taken, text } = this.step(bytes, ended)
    if (failure !== undefined) {
      this.failure = { kind: failure, encoding: this.encoding, offset: this.offset + taken }
    } else if (taken < bytes.length) this.held = Buffer.from(bytes.subarray(taken))
    this.offset += taken
    return text
  }
}

/** By the first four bytes, or all if there are fewer. */
const recognise = (bytes: Buffer, asked: Encoding | undefined): Encoding => {
  const [a, b, c, d] = bytes
  if (a === 0xff && b === 0xfe) return "utf-16le"
  if (a === 0xfe && b === 0xff) return "utf-16be"
  if (a === 0xef && b === 0xbb && c === 0xbf) return "utf-8"
  if (asked !== undefined) return asked
  // Two characters of Latin script, such as the beginning of nearly every header.
  if (bytes.length < 4) return "utf-8"
  if (a !== 0 && b === 0 && c !== 0 && d === 0) return "utf-16le"
  if (a === 0 && b !== 0 && c === 0 && d !== 0) return "utf-16be"
  return "utf-8"
}

interface Stepped {
  readonly text: Buffer
  /** How many bytes the text is made of; the rest is to come again with more, or begins with the fault. */
  readonly taken: number
  readonly failure?: TextFailure["kind"]
}

type Step = (bytes: Buffer, ended: boolean) => Stepped

const stepOf = (encoding: Encoding): Step | undefined => {
  if (encoding === "utf-8") return undefined
  if (encoding === "utf-16le" || encoding === "utf-16be") return utf16(encoding === "utf-16be")
  return oneByteEach(tableOf(encoding))
}

const utf16 =
  (bigEndian: boolean): Step =>
  (bytes, ended) => {
    let whole = bytes.length - (bytes.length % 2)
    const last = whole === 0 ? 0 : bytes[bigEndian ? whole - 2 : whole - 1]!
    // The second half of a pair may come with the next chunk.
    if (!ended && last >= 0xd8 && last <= 0xdb) whole -= 2
    const units = bytes.subarray(0, whole)
    const text = (bigEndian ? Buffer.from(units).swap16() : units).toString("utf16le")
    const zero = text.indexOf("\0")
    const good = zero === -1 ? text : text.slice(0, zero)
    const valid = good.isWellFormed() ? good.length : loneSurrogate(good)
    const result = { text: Buffer.from(text.slice(0, valid)), taken: valid * 2 }
    if (valid < good.length) return { ...result, failure: "invalid" }
    if (zero !== -1) return { ...result, failure: "nul" }
    return ended && whole < bytes.length ? { ...result, failure: "invalid" } : result
  }

const loneSurrogate = (text: string): number => {
  for (let at = 0; at < text.length; at++) {
    const unit = text.charCodeAt(at)
    if (unit < 0xd800 || unit > 0xdfff) continue
    const next = text.charCodeAt(at + 1)
    if (unit > 0xdbff || !(next >= 0xdc00 && next <= 0xdfff)) return at
    at++
  }
  return text.length
}

const oneByteEach = (table: ReadonlyArray<Buffer | undefined>): Step => {
  /** Until the first byte beyond ASCII has shown that this is not UTF-8 after all. */
  let doubted = true
  return (bytes, ended) => {
    const text = Buffer.allocUnsafe(bytes.length * 3)
    let length = 0
    for (let at = 0; at < bytes.length; at++) {
      const byte = bytes[at]!
      if (byte < 0x80 && byte !== 0) {
        text[length++] = byte
        continue
      }
      const here = { text: text.subarray(0, length), taken: at }
      if (byte === 0) return { ...here, failure: "nul" }
      if (doubted) {
        if (at + 3 > bytes.length && !ended) return here
        if (looksLikeUtf8(bytes, at)) return { ...here, failure: "utf-8" }
        doubted = false
      }
      const character = table[byte - 0x80]
      if (character === undefined) return { ...here, failure: "undefined" }
      for (let index = 0; index < character.length; index++) text[length++] = character[index]!
    }
    return { text: text.subarray(0, length), taken: bytes.length }
  }
}

/**
 * Whether these bytes are a Latin letter or a punctuation mark in UTF-8. Read one by one they would be two or three
 * signs that hardly follow each other in any language, such as `Ã©`.
 */
const looksLikeUtf8 = (bytes: Buffer, at: number): boolean => {
  const [a, b, c] = [bytes[at]!, bytes[at + 1] ?? 0, bytes[at + 2] ?? 0]
  if (a >= 0xc2 && a <= 0xc5) return follows(b)
  return a === 0xe2 && (b === 0x80 || b === 0x82) && follows(c)
}

const follows = (byte: number): boolean => byte >= 0x80 && byte <= 0xbf

/** The UTF-8 of the bytes from 0x80; nothing for those that are no character, or one that no text contains. */
const tableOf = (encoding: (typeof singleByte)[number]): ReadonlyArray<Buffer | undefined> => {
  // The platform's decoder takes Latin-1 for Windows-1252, as browsers do.
  const decoder = encoding === "iso-8859-1" ? undefined : new TextDecoder(encoding, { fatal: true })
  return Array.from({ length: 0x80 }, (_, index) => {
    const byte = 0x80 + index
    const character = decoder === undefined ? String.fromCharCode(byte) : decoded(decoder, byte)
    return character === undefined || isControl(character) ? undefined : Buffer.from(character)
  })
}

const decoded = (decoder: TextDecoder, byte: number): string | undefined => {
  try {
    return decoder.decode(Uint8Array.of(byte))
  } catch {
    return undefined
  }
}

const isControl = (character: string): boolean => character >= "\u0080" && character < "\u00a0"

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
