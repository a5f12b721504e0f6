/**
 * Broken files by the number: a seed makes a file, spoils it, reads it and compares with a plain reading of the same
 * text. Nothing may be lost in silence: either every record arrives, or an error says why not and what did arrive is
 * the beginning of what is there.
 */
import * as Effect from "effect/Effect"
import * as Exit from "effect/Exit"
import * as Stream from "effect/Stream"
import * as zlib from "node:zlib"
import type { SourceError, SourceReason } from "../../src/SourceError.ts"
import * as Source from "../../src/Source.ts"
import { type Reference, split } from "./csvReference.ts"

/** What became of one file. */
export interface Verdict {
  /** The reason of the failure, or `read`. */
  readonly outcome: SourceReason["_tag"] | "read"
  readonly rows: number
  /** Records with the wrong number of cells, which an import rejects. */
  readonly ragged: number
  /** What is wrong with the reader; `undefined` when all is as it has to be. */
  readonly complaint: string | undefined
}

/** Makes the file of a seed, reads it and judges. */
export const judge = async (seed: number): Promise<Verdict> => {
  const random = randomOf(seed)
  const { bytes, chunks, options, tight } = spoiledFile(random)
  const source = Source.stream("fuzz.csv", Stream.fromArray(chunks), options)
  const records: Array<Source.SourceRecord> = []
  let table: Source.Table | undefined
  const reading = Effect.scoped(
    Effect.gen(function* () {
      const opened = yield* source.open
      table = opened
      yield* Stream.runForEach(opened.windows, (window) => Effect.sync(() => records.push(...window.records)))
    })
  )
  const exit = await Effect.runPromiseExit(Effect.timeout(reading, "20 seconds"))
  const error = Exit.isSuccess(exit) ? undefined : await Effect.runPromise(Effect.flip(exit))
  const ragged = records.filter((record) => record.ragged).length
  const verdict = { rows: records.length - ragged, ragged }
  if (error !== undefined && error._tag !== "SourceError") {
    return { ...verdict, outcome: "read", complaint: "it takes too long" }
  }
  const outcome = error?.reason._tag ?? "read"
  return { ...verdict, outcome, complaint: complaintOf(bytes, options, tight, table, records, error) }
}

const complaintOf = (
  bytes: Buffer,
  options: Source.Options,
  tight: boolean,
  table: Source.Table | undefined,
  records: ReadonlyArray<Source.SourceRecord>,
  error: SourceError | undefined
): string | undefined => {
  const text = textOf(bytes, options)
  if (text === undefined)
    return error === undefined ? "damaged data are read as if they were whole" : undefined
  const references =
    table === undefined
      ? delimiters.flatMap((delimiter) =>
          [false, true].map((rejects) => referenceOf(text.text, delimiter, options, rejects))
        )
      : [referenceOf(text.text, table.delimiter, options, table.rejects)]
  const reference = references[0]!
  if (records.some(({ number }, index) => number !== index + 1)) return "numbers do not follow one another"
  if (records.some(({ line }, index) => index > 0 && line <= records[index - 1]!.line)) return "lines go back"
  if (records.length > reference.records.length) return "there are more records than the file has"
  if (table?.rejects !== true) {
    const different = records.findIndex(({ cells }, index) => !same(cells, reference.records[index]!))
    if (different !== -1) return `record ${different + 1} is not what the file says`
  }
  if (error === undefined) {
    if (!text.valid) return "what is no text is read as text"
    if (reference.faulty) return "a misplaced quote is read over"
    return records.length === reference.records.length ? undefined : "records are lost in silence"
  }
  switch (error.reason._tag) {
    case "NotText":
      return text.valid && error.reason.kind !== "utf-8" ? "text is refused as none" : undefined
    case "StrayQuote":
    case "UnclosedQuote":
      if (tight || !text.valid) return undefined
      return references.some(({ faulty }) => faulty) ? undefined : "quotes in order are refused"
    case "EmptySource":
    case "NoRows":
      return references.some(({ records }) => records.length === 0) ? undefined : "records are called none"
    case "RecordTooLarge":
    case "CellTooLarge":
    case "TooManyColumns":
      return tight ? undefined : "a limit is told that was not reached"
    case "MixedRejects":
      return undefined
    case "Corrupt":
      // The platform overlooks what stands behind the first frame.
      return isZstandard(bytes) ? undefined : "whole data are called damaged"
    default:
      return `${error.reason._tag} is no reason here`
  }
}

const same = (a: ReadonlyArray<string>, b: ReadonlyArray<string>): boolean =>
  a.length === b.length && a.every((cell, index) => cell === b[index])

/** The text by other means than the reader's, and whether all of it is text; `undefined` for damaged compression. */
const textOf = (
  bytes: Buffer,
  options: Source.Options
): { readonly text: string; readonly valid: boolean } | undefined => {
  let plain = bytes
  try {
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) plain = zlib.gunzipSync(bytes)
    else if (isZstandard(bytes)) plain = zlib.zstdDecompressSync(bytes)
  } catch {
    return undefined
  }
  const [a, b, c, d] = plain
  const label =
    (a === 0xff && b === 0xfe) || (a === 0xfe && b === 0xff)
      ? a === 0xff
        ? "utf-16le"
        : "utf-16be"
      : a === 0xef && b === 0xbb && c === 0xbf
        ? "utf-8"
        : (options.encoding ??
          (plain.length >= 4 && a !== 0 && b === 0 && c !== 0 && d === 0
            ? "utf-16le"
            : plain.length >= 4 && a === 0 && b !== 0 && c === 0 && d !== 0
              ? "utf-16be"
              : "utf-8"))
  const text = new TextDecoder(label).decode(plain)
  const isWestern = label === "windows-1252"
  const isWhole = () => {
    try {
      new TextDecoder(label, { fatal: true }).decode(plain)
      return true
    } catch {
      return false
    }
  }
  return { text, valid: !text.includes("\0") && (isWestern ? !/[\u0080-\u009f]/.test(text) : isWhole()) }
}

const isZstandard = (bytes: Buffer): boolean => bytes.subarray(0, 4).toString("hex") === "28b52ffd"

const delimiters = [",", ";", "\t", "|"]

/** The records below the header. A file of rejected rows has one whatever was said, and no comments below it. */
const referenceOf = (
  text: string,
  delimiter: string,
  options: Source.Options,
  rejects: boolean
): Reference => {
  const { comment } = options
  const line = "(?:\\r\\n|\\r|\\n|$)"
  const comments = comment === undefined ? "" : `|${comment}(?!.*persona-)[^\\r\\n]*${line}`
  const before = (rest: string) => new RegExp(`^(?:\\r\\n|\\r|\\n${comments})*`).exec(rest)?.[0].length ?? 0
  let below = text.slice(before(text))
  const announced = new RegExp(`^"?sep=."?${line}`, "iu").exec(below)?.[0] ?? ""
  below = below.slice(announced.length)
  below = below.slice(before(below))
  const { faulty, records } = split(below, delimiter, rejects ? undefined : comment)
  return { faulty, records: options.header === false && !rejects ? records : records.slice(1) }
}

// Files

interface Spoiled {
  readonly bytes: Buffer
  readonly chunks: ReadonlyArray<Uint8Array>
  readonly options: Source.Options
  /** Whether limits are so small that they may be met. */
  readonly tight: boolean
}

const spoiledFile = (random: Random): Spoiled => {
  const delimiter = random.of([",", ",", ",", ";", "\t", "|"])
  let text = wholeFile(random, delimiter)
  for (let edits = random.below(6); edits > 0; edits--) text = spoilText(random, text)
  const stored = random.of(["utf-8", "utf-8", "utf-8", "utf-16le", "utf-16be", "windows-1252"] as const)
  const marked = random.below(4) === 0 ? `\uFEFF${text}` : text
  let bytes: Buffer =
    stored === "utf-8"
      ? Buffer.from(marked)
      : stored === "windows-1252"
        ? Buffer.from(text, "latin1")
        : Buffer.from(marked, "utf16le")
  if (stored === "utf-16be") bytes.subarray(0, bytes.length - (bytes.length % 2)).swap16()
  if (random.below(3) === 0) bytes = spoilBytes(random, bytes)
  const packed = random.below(12)
  if (packed === 0) bytes = zlib.gzipSync(bytes)
  if (packed === 1) bytes = zlib.zstdCompressSync(bytes)
  if (packed < 2 && random.below(3) === 0) bytes = spoilBytes(random, bytes)
  const tight = random.below(8) === 0
  return {
    bytes,
    chunks: cut(random, bytes),
    tight,
    options: {
      delimiter: random.of([undefined, undefined, delimiter]),
      header: random.below(4) > 0,
      comment: random.of([undefined, undefined, "#", "//"]),
      encoding:
        stored === "windows-1252"
          ? random.of([stored, stored, stored, undefined])
          : random.of([undefined, undefined, stored]),
      window: random.of([1, 7, 256]),
      ...(tight
        ? { maxRecordBytes: 1 + random.below(200), maxCellBytes: 1 + random.below(80), maxColumns: 6 }
        : {})
    }
  }
}

const words = [
  "",
  "a",
  "Zoë",
  "x y",
  "1,5",
  "2;3",
  'say "x"',
  "line\nbreak",
  "cr\rlf\r\n",
  "=1+1",
  "#no",
  " ",
  "€",
  "名前",
  "😀",
  "007"
]

const wholeFile = (random: Random, delimiter: string): string => {
  const width = 1 + random.below(6)
  const ends = random.of([["\n"], ["\r\n"], ["\r"], ["\n", "\r\n", "\r"]])
  const cell = () => {
    const word = random.of(words)
    return random.below(4) === 0 || /["\r\n,;\t|]/.test(word) ? `"${word.replaceAll('"', '""')}"` : word
  }
  const record = (cells: ReadonlyArray<string>) => cells.join(delimiter) + random.of(ends)
  const header = Array.from({ length: width }, (_, index) => `c${index}`)
  const added = ["persona-line", "persona-column", "persona-reason", "persona-suggestion", "persona-row"]
  const isRejects = random.below(15) === 0
  let text = random.below(20) === 0 ? `sep=${delimiter}\n` : ""
  if (random.below(10) === 0) text += `# a comment with "quotes"${random.of(ends)}`
  text += record(isRejects ? [...header, ...added] : header)
  const rows = random.below(50) === 0 ? 400 : random.below(12)
  for (let row = 0; row < rows; row++) {
    const length = random.below(10) === 0 ? 1 + random.below(8) : width
    const cells = Array.from({ length }, cell)
    text += record(isRejects ? [...cells, String(row), "c0", "no", "", `run:${row}`] : cells)
    if (random.below(12) === 0) text += random.of([...ends, `  ${random.of(ends)}`, "# x\n"])
  }
  return random.below(3) === 0 ? text.trimEnd() : text
}

const spoilText = (random: Random, text: string): string => {
  const at = random.below(text.length + 1)
  const to = Math.min(text.length, at + random.below(30))
  switch (random.below(7)) {
    case 0:
      return text.slice(0, at) + random.of(['"', '""', '"', ",", ";", "\t"]) + text.slice(at)
    case 1:
      return text.slice(0, at) + text.slice(to)
    case 2:
      return text.slice(0, to) + text.slice(at)
    case 3:
      return (
        text.slice(0, at) + random.of(["\n", "\r", "\r\n", "\n\n", "\r\r\n", "\n#", "\n//"]) + text.slice(at)
      )
    case 4:
      return text.slice(0, at)
    case 5:
      return (
        text.slice(0, at) +
        random.of(["\0", "\uFEFF", "\u2028", "é", "😀", "\u00a0", "\\", "'"]) +
        text.slice(at)
      )
    default:
      return text.slice(0, at) + random.of(words).repeat(random.below(40)) + text.slice(at)
  }
}

const spoilBytes = (random: Random, bytes: Buffer): Buffer => {
  const spoiled = Buffer.from(bytes)
  const at = random.below(bytes.length + 1)
  switch (random.below(4)) {
    case 0:
      if (at < spoiled.length) spoiled[at] = random.below(256)
      return spoiled
    case 1:
      return spoiled.subarray(0, at)
    case 2:
      return Buffer.concat([spoiled.subarray(0, at), Buffer.from([random.below(256)]), spoiled.subarray(at)])
    default:
      return Buffer.concat([
        spoiled.subarray(0, at),
        spoiled.subarray(Math.min(spoiled.length, at + 1 + random.below(9)))
      ])
  }
}

const cut = (random: Random, bytes: Buffer): ReadonlyArray<Uint8Array> => {
  const size = random.of([1, 3, 17, 500, 1 << 20])
  const chunks: Array<Uint8Array> = []
  for (let at = 0; at < bytes.length; at += size) chunks.push(new Uint8Array(bytes.subarray(at, at + size)))
  return chunks
}

interface Random {
  readonly below: (limit: number) => number
  readonly of: <A>(choices: ReadonlyArray<A>) => A
}

/** mulberry32: small, and the same on every machine. */
const randomOf = (seed: number): Random => {
  let state = (seed + 1) * 0x9e3779b9
  const below = (limit: number): number => {
    state = (state + 0x6d2b79f5) | 0
    let bits = Math.imul(state ^ (state >>> 15), 1 | state)
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits
    return Math.floor((((bits ^ (bits >>> 14)) >>> 0) / 4294967296) * limit)
  }
  return { below, of: (choices) => choices[below(choices.length)]! }
}
