/**
 * Masks the values of a row in a server's text.
 *
 * A text is masked word by word. Comparisons use folded forms: without case, compatibility forms and accents.
 *
 * | part of a value | is removed |
 * | --- | --- |
 * | the whole, from four characters, or three that are no word | everywhere, including within words |
 * | a word, from three characters | as a whole word |
 * | one or two characters | as a whole word, in the same case: "US", "7" |
 * | a part, from four characters | if it is half of a word: a name cut short, an e-mail's local part, the last digits of a number |
 * | a code (base64, hexadecimal) | if it decodes to a text with a whole value or a word of four characters |
 *
 * Words of {@link vocabulary}, the usual words of messages, are removed only if a value has the same word. Otherwise a
 * person called Cord would erase "Record invalid", and rows with one fault would not form one group.
 */

/** Replaces removed text. */
export const gone = "…"

/** Normalizes texts that look the same to one form, without control characters and with single spaces. */
export const plain = (text: string): string =>
  text
    .normalize("NFKC")
    .replaceAll(/\p{Cc}/gu, " ")
    .replaceAll(/\p{C}/gu, "")
    .replaceAll(/\s+/g, " ")
    .trim()

/** Folds letters that differ only in case, form or accents. */
export const fold = (text: string): string =>
  text
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .toUpperCase()
    .toLowerCase()
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")

/** Decodes escapes of JSON, HTML and URLs, including nested ones, because they could hide a value. */
export const decoded = (text: string): string => {
  let left = text
  for (let round = 0; round < maxRounds; round++) {
    const next = decodedOnce(left)
    if (next === left) break
    left = next
  }
  return left
}

const maxRounds = 4

const decodedOnce = (text: string): string =>
  text
    .replaceAll(
      /\\+u(?:\{([0-9a-f]{1,6})\}|([0-9a-f]{4}))|\\+x([0-9a-f]{2})/gi,
      (whole, braced?: string, four?: string, two?: string) =>
        characterOf(Number.parseInt(braced ?? four ?? two ?? "", 16), whole)
    )
    .replaceAll(/&#(x[0-9a-f]{1,6}|\d{1,7});/gi, (whole, code: string) =>
      characterOf(Number(code.toLowerCase().startsWith("x") ? `0${code}` : code), whole)
    )
    .replaceAll(/&(amp|lt|gt|quot|apos|nbsp);/g, (_, name: string) => entities[name]!)
    // Named accented letters become plain ones, because comparisons ignore accents.
    .replaceAll(/&([a-z])(?:acute|grave|circ|uml|tilde|cedil|caron|ring|slash);/gi, "$1")
    .replaceAll(/(?:%[0-9a-f]{2})+/gi, fromPercent)
    .replaceAll(/\\[nrtbf]/g, " ")
    .replaceAll(/\\+(["'`/\\])/g, "$1")

const entities: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " "
}

const characterOf = (code: number, otherwise: string): string =>
  code <= 0x10ffff ? String.fromCodePoint(code) : otherwise

const fromPercent = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return Buffer.from(text.replaceAll("%", ""), "hex").toString("latin1")
  }
}

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu

/** Digits, with at most one character between two of them. */
const numberPattern = /\p{Nd}(?:[\s().:/-]?\p{Nd})+/gu

/** Texts that may be base64 or hexadecimal. */
const codePattern = /[A-Za-z0-9+/_-]{6,}={0,2}/g

/** Characters of one value whose words are masked. A message would not quote data beyond this length. */
const maxWordsOf = 100_000

/** The shortest part of a value that reveals something about it. */
const part = 4

/** The values of a row and their words, at any depth. */
export class RowValues {
  /** Values that are removed everywhere, the longest first. */
  private readonly whole: ReadonlyArray<string>
  /** Folded words of at least three characters. */
  private readonly words = new Set<string>()
  /** Folded words, and values without word separators, of at least four characters. */
  private readonly solid = new Set<string>()
  private readonly short = new Set<string>()

  constructor(row: unknown, longest: number) {
    const whole = new Set<string>()
    for (const text of [...leaves(row)].flatMap(spellings)) {
      if (text.length < 3) {
        if (text !== "") this.short.add(text)
        continue
      }
      // A value longer than the message cannot occur as a whole, only word by word.
      if ((text.length >= part || !/^[\p{L}\p{M}\p{N}]+$/u.test(text)) && text.length <= longest)
        whole.add(text)
      let joined = ""
      for (const [word] of text.slice(0, maxWordsOf).matchAll(wordPattern)) {
        const folded = fold(word)
        joined += folded
        if (folded.length >= 3) this.words.add(folded)
        if (folded.length >= part) this.solid.add(folded)
      }
      if (joined.length >= part && joined.length <= 2 * longest) this.solid.add(joined)
    }
    this.whole = [...whole].toSorted((a, b) => b.length - a.length)
  }

  /** A text without the values. */
  removed(text: string): string {
    let left = this.withoutCodes(text)
    const folded = fold(left)
    for (const value of this.whole) {
      // Most values do not occur in a message, and a pattern costs more than `includes`.
      if (!folded.includes(fold(value))) continue
      left = left.replaceAll(patternOf(value), (found, at: number, all: string) =>
        isWithinVocabulary(all, at, found.length) ? found : gone
      )
    }
    return left
      .replaceAll(numberPattern, (number) => (this.givesNumber(number) ? gone : number))
      .replaceAll(wordPattern, (word) => (this.gives(word) ? gone : word))
  }

  /** Whether the digits of a number, with any separators, are part of a value. */
  private givesNumber(number: string): boolean {
    const digits = fold(number).replaceAll(/\D/g, "")
    return digits.length >= part && [...this.solid].some((value) => value.includes(digits))
  }

  /** Whether a text still contains a value, formed by the text around removed parts. */
  surviveIn(text: string): boolean {
    const rest = text.replaceAll(wordPattern, (word) => (isVocabulary(fold(word)) ? " " : word))
    const folded = fold(rest)
    const joined = folded.replaceAll(/[^\p{L}\p{N}]/gu, "")
    return (
      this.whole.some(
        (value) => folded.includes(fold(value)) || rest.toLowerCase().includes(value.toLowerCase())
      ) || [...this.solid].some((value) => value.length >= 6 && joined.includes(value))
    )
  }

  private gives(word: string): boolean {
    if (this.short.has(word)) return true
    const folded = fold(word)
    if (this.words.has(folded)) return true
    if (folded.length < part || isVocabulary(folded)) return false
    for (const value of this.solid) if (shares(folded, value)) return true
    return false
  }

  private withoutCodes(text: string): string {
    return text.replaceAll(codePattern, (code) => {
      for (const encoding of ["base64", "hex"] as const) {
        const bytes = Buffer.from(code, encoding)
        if (bytes.length < part) continue
        const text = fold(decoded(bytes.toString("utf8")))
        for (const value of this.solid) if (text.includes(value)) return gone
      }
      return code
    })
  }
}

/** Matches a value in any case. */
const patternOf = (value: string): RegExp =>
  new RegExp(
    [...new Set([value, value.toLowerCase(), value.toUpperCase(), plain(fold(value))])]
      .map(literal)
      .join("|"),
    "giu"
  )

/** Whether a value has half of a word, at least four characters, or the word has the value. */
const shares = (word: string, value: string): boolean => {
  if (word.includes(value) || value.includes(word)) return true
  const length = Math.max(part, Math.ceil(word.length / 2))
  for (let at = 0; at + length <= word.length; at++) {
    if (value.includes(word.slice(at, at + length))) return true
  }
  return false
}

/** Whether a match lies inside a longer word of the vocabulary. */
const isWithinVocabulary = (text: string, at: number, length: number): boolean => {
  let from = at
  let to = at + length
  while (from > 0 && isLetter(text[from - 1]!)) from--
  while (to < text.length && isLetter(text[to]!)) to++
  return to - from > length && isVocabulary(fold(text.slice(from, to)))
}

const isLetter = (character: string): boolean => /[\p{L}\p{M}\p{N}]/u.test(character)

/** The spellings of a value in a message: as it is, and decoded if it contains apparent escapes. */
const spellings = (value: string): ReadonlyArray<string> =>
  /[\\&%]/.test(value) ? [plain(value), plain(decoded(value))] : [plain(value)]

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")

const leaves = function* (value: unknown): Generator<string> {
  if (typeof value === "string") yield value
  else if (typeof value === "number" || typeof value === "bigint") yield String(value)
  else if (typeof value === "object" && value !== null)
    for (const member of Object.values(value)) yield* leaves(member)
}

/** The folded words of rows. For rows other than the refused one, only whole words are removed. */
export const wordsOf = (rows: ReadonlyArray<unknown>): ReadonlySet<string> => {
  const words = new Set<string>()
  for (const row of rows) {
    for (const text of leaves(row)) {
      for (const [word] of plain(text.slice(0, maxWordsOf)).matchAll(wordPattern)) {
        const folded = fold(word)
        if (folded.length >= part && !isVocabulary(folded)) words.add(folded)
      }
    }
  }
  return words
}

/** A text without some words. */
export const withoutWords = (text: string, words: ReadonlySet<string>): string =>
  text.replaceAll(wordPattern, (word) => (words.has(fold(word)) ? gone : word))

const isVocabulary = (folded: string): boolean => vocabulary.has(folded)

/** Usual words of messages about a row: names of fields, and kinds of faults. */
const vocabulary: ReadonlySet<string> = new Set(
  `
  able about accept acceptable accepted access account accounts active actual after again allowed already also another
  array attribute attributes authenticated available away bad been before begin being below between birthdate blank body
  boolean both bytes cannot change changed character characters check choice choices city code codes conflict contain
  contained contains could countries country create created custom data date dates decimal default defined deleted details
  differ different digit digits does domain double duplicate duplicated during either email empty ended ends enough entity
  error errors every exactly exceed exceeded exceeds exist existing exists expect expected expired failed false field fields
  file find first forbidden form format found four from future given greater have higher identification identifier
  identifiers important include includes incorrect information integer internal into invalid item items kind known larger
  last least left length less letters like limit line list listed lists long longer lower made match matches maximum message
  middle minimum missing more most must name named names need needed needs none null number numbers object obligatory older
  once only other outside over parameter parameters part past pattern permitted person phone place please point positive
  postal present processed property provided range reached read record records redacted reference references refused
  rejected request requested require required reserved resource right same selected sent server service short shorter should
  shown social security similar size small smaller some stale state status still street string strings subdivision submitted
  such support supported symbol system tags taken temporarily text than that their them then there these they this those
  through time title token type types unable under unexpected unique unknown unless unprocessable unsupported until update
  updated upper used user valid validate validation value values verify version visits when where which while with within
  without word words would wrong year years your zone
  `
    .trim()
    .split(/\s+/)
)
