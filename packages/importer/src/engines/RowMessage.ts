/**
 * Makes what a batch job says of a refused row fit for a report.
 *
 * The wording is not documented, and it may quote the row: so it is taken as hostile. Values of the row are taken out,
 * and so is whatever stands in quotes or looks like an address or a long number, for it may be of another person's row.
 * What is left says what is wrong, and groups with what other rows have.
 *
 * @see https://docs.withpersona.com/api-reference/batch-jobs
 */
import { table } from "../targets/Accounts.ts"

/** Why a row was refused, without a value. */
export interface Described {
  readonly code: string
  /** A sentence without its full stop, of at most {@link maxLength} characters. */
  readonly reason: string
  /** The attribute that the message names, as a JSON pointer. */
  readonly pointer: string | undefined
}

/** Characters of a reason at most. */
export const maxLength = 200

/** What is said where nothing fit for a report was. */
export const unexplained = "The API refused the row and did not say why in words that can be shown"

/** Characters of a message that are looked at. */
const maxRead = 4000

/** Stands for what was taken out. */
const gone = "…"

/** Describes why a row, whose keys are as they were sent, was refused. */
export const describe = (
  message: string | null | undefined,
  row: Readonly<Record<string, unknown>>
): Described => {
  const code = "unprocessable"
  const said = withoutPlace(plain(unescape(beginning(message ?? ""))))
  const fields = new Fields(Object.keys(row))
  const values = new Values(row, said.length)
  // Values go first: they may hold quotes.
  const left = withoutQuoted(values.removed(said), fields)
  // A value may name a field, but what names one beside the values knows better.
  const pointer = fields.first(left) ?? fields.first(withoutQuoted(said, fields))
  const reason = shortened(tidy(withoutLookalikes(values.removed(left))))
  return /\p{L}{2}/u.test(reason) && !values.surviveIn(reason)
    ? { code, reason, pointer }
    : { code, reason: unexplained, pointer }
}

// Text

/** Cut between words, so that no part of one is taken for a word of its own. */
const beginning = (text: string): string =>
  text.length <= maxRead ? text : text.slice(0, maxRead).replace(/[\p{L}\p{M}\p{N}\p{C}]+$/u, "")

/** Escapes of JSON and HTML, which could hide a value. */
const unescape = (text: string): string =>
  text
    .replaceAll(/\\u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))/gi, (whole, braced?: string, four?: string) =>
      characterOf(Number.parseInt(braced ?? four ?? "", 16), whole)
    )
    .replaceAll(/&#(x[0-9a-f]{1,6}|\d{1,7});/gi, (whole, code: string) =>
      characterOf(Number(code.toLowerCase().startsWith("x") ? `0${code}` : code), whole)
    )
    .replaceAll(/&(amp|lt|gt|quot|apos);/g, (_, name: string) => entities[name]!)
    .replaceAll(/\\[nrtbf]/g, " ")
    .replaceAll(/\\(["'`/\\])/g, "$1")

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" }

const characterOf = (code: number, otherwise: string): string =>
  code <= 0x10ffff ? String.fromCodePoint(code) : otherwise

/** One form for texts that look the same, without control characters, and with single spaces. */
const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll(/\p{C}/gu, "")
    .replaceAll(/\s+/g, " ")
    .trim()

/** Two letters that differ only in case become one. */
const fold = (text: string): string => text.toUpperCase().toLowerCase().normalize("NFKC")

/** Openings and endings of quotations. A single quote within a word is an apostrophe. */
const quoted =
  /(?<![\p{L}\p{N}])'.*?(?:'(?![\p{L}\p{N}])|$)|"[^"]*"?|`[^`]*`?|[“„”][^“”]*[“”]?|‘[^’]*’?|[«»][^«»]*[«»]?|‹[^›]*›?/gu

const withoutQuoted = (text: string, fields: Fields): string =>
  text.replaceAll(quoted, (piece) => (fields.has(piece.slice(1, -1)) ? piece : gone))

/** Addresses of e-mail and the web, and numbers with the digits of a phone, a document or a day. */
const withoutLookalikes = (text: string): string =>
  text
    .replaceAll(/\S+/g, (word) => (word.includes("@") || word.includes("://") ? gone : word))
    .replaceAll(/[+(]?\p{Nd}(?:[\s().:/-]{0,2}\p{Nd}){4,}/gu, gone)

/** The report names the line itself, and rows with the same fault are to be one group. */
const withoutPlace = (text: string): string =>
  text.replaceAll(/\b(row|line)\s+(?:number\s+|#\s*)?\d+\b/giu, "$1")

/** Joins what stands for several things in a row. */
const tidy = (text: string): string =>
  text
    .replaceAll(/…(?:[\s\p{P}\p{S}]*…)+/gu, gone)
    .replaceAll(/\s+/g, " ")
    .replace(/[\s.]+$/, "")
    .trim()

const shortened = (text: string): string =>
  text.length <= maxLength
    ? text
    : `${text
        .slice(0, maxLength - 1)
        .toWellFormed()
        .trimEnd()}${gone}`

// Fields

const standard: ReadonlySet<string> = new Set(table.fields.map(({ name }) => name))

/** The row's keys, as messages name them. */
class Fields {
  private readonly pointers: ReadonlyMap<string, string>
  private readonly pattern: RegExp | undefined

  constructor(keys: ReadonlyArray<string>) {
    this.pointers = new Map(keys.map((key) => [nameOf(key), pointerOf(key)]))
    // The longest first: `name_first` is not `name`.
    const names = [...this.pointers.keys()]
      .filter((name) => name !== "")
      .toSorted((a, b) => b.length - a.length)
    const texts = names.map((name) => name.split("-").map(literal).join("[-_ ]"))
    this.pattern =
      texts.length === 0
        ? undefined
        : new RegExp(`(?<![\\p{L}\\p{N}])(?:${texts.join("|")})(?![\\p{L}\\p{N}])`, "iu")
  }

  has(name: string): boolean {
    return this.pointers.has(nameOf(name))
  }

  /** The pointer to the field that a text names first. */
  first(text: string): string | undefined {
    const found = this.pattern?.exec(text)
    return found === null || found === undefined ? undefined : this.pointers.get(nameOf(found[0]))
  }
}

const nameOf = (key: string): string => key.toLowerCase().replaceAll(/[_\s-]+/g, "-")

/** What the account type defines is a custom field; the rest of what can stand in a row is the API's own. */
const pointerOf = (key: string): string => {
  const name = nameOf(key)
  return standard.has(name) || name === "account-type-id" || name === "token"
    ? `/data/attributes/${name}`
    : `/data/attributes/fields/${key}`
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")

// Values

/** The values of a row and the words in them, however deep. */
class Values {
  /** Values of three characters and more, the longest first. */
  private readonly whole: ReadonlyArray<string>
  /** What is taken out where it stands alone: the words of the values, and short values. */
  private readonly words = new Set<string>()
  private readonly short = new Set<string>()
  private readonly patterns: ReadonlyArray<RegExp>

  constructor(row: Readonly<Record<string, unknown>>, longest: number) {
    const whole = new Set<string>()
    for (const text of [...leaves(row)].flatMap(spellings)) {
      if (text.length < 3) {
        if (text !== "") this.short.add(text)
        continue
      }
      // What is longer than the message cannot be in it as a whole, only word by word.
      if (text.length <= longest) whole.add(text)
      for (const [word] of text.slice(0, maxWordsOf).matchAll(wordPattern)) {
        if (word.length >= 3) this.words.add(fold(word))
      }
    }
    this.whole = [...whole].toSorted((a, b) => b.length - a.length)
    this.patterns = this.whole.map(
      (value) =>
        new RegExp(
          [...new Set([value, value.toLowerCase(), value.toUpperCase(), fold(value)])].map(literal).join("|"),
          "giu"
        )
    )
  }

  removed(text: string): string {
    let left = text
    for (const pattern of this.patterns) left = left.replaceAll(pattern, gone)
    return left.replaceAll(wordPattern, (word) =>
      this.words.has(fold(word)) || this.short.has(word) ? gone : word
    )
  }

  /** Whether there is still a value in a text, in whatever case: one that came together of what was left. */
  surviveIn(text: string): boolean {
    const folded = fold(text)
    return this.whole.some(
      (value) => folded.includes(fold(value)) || text.toLowerCase().includes(value.toLowerCase())
    )
  }
}

/** A value as it would be found in a message, whether or not it holds what looks like an escape. */
const spellings = (value: string): ReadonlyArray<string> =>
  /[\\&]/.test(value) ? [plain(value), plain(unescape(value))] : [plain(value)]

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu

/** Characters of one value whose words are known. Longer ones are no longer data that a message would quote. */
const maxWordsOf = 100_000

const leaves = function* (value: unknown): Generator<string> {
  if (typeof value === "string") yield value
  else if (typeof value === "number" || typeof value === "bigint") yield String(value)
  else if (typeof value === "object" && value !== null)
    for (const member of Object.values(value)) yield* leaves(member)
}
