/**
 * Makes what the API says of a refused row fit for a report, for a request of one row or of many.
 *
 * The wording is not documented, and it may quote the row: so it is not trusted. Values of the row are taken out
 * (see `RowValues.ts`), and so is text in quotes or text that looks like an address or a long number, for it may be of
 * another person's row. What is left says what is wrong, and groups with what other rows have.
 *
 * @see https://docs.withpersona.com/api-reference/batch-jobs
 */
import { decoded, gone, plain, RowValues, withoutWords } from "./RowValues.ts"
import { table } from "../../targets/accounts/Fields.ts"

/** Why a row was refused, without a value. */
export interface Described {
  readonly code: string
  /** A sentence without its full stop, of at most {@link maxLength} characters. */
  readonly reason: string
  /** The attribute that the message names, as a JSON pointer. */
  readonly pointer: string | undefined
}

/** What else is known of the text. */
export interface About {
  /** Folded words of other rows, which the text may quote as well. @default none */
  readonly others?: ReadonlySet<string> | undefined
  /** Whether every key is an attribute of the API's, so that no key is a custom field. @default false */
  readonly closed?: boolean | undefined
}

/** Characters of a reason at most. */
export const maxLength = 200

/** What is said where nothing fit for a report was. */
export const unexplained = "The API refused the row and did not say why in words that can be shown"

/** Characters of a message that are looked at. */
const maxRead = 4000

/** Describes why a row, whose keys are as they were sent, was refused. */
export const describe = (
  message: string | null | undefined,
  row: Readonly<Record<string, unknown>>,
  { closed = false, others }: About = {}
): Described => {
  const code = "unprocessable"
  const said = withoutPlace(plain(decoded(beginning(message ?? ""))))
  const fields = new Fields(Object.keys(row), closed)
  const values = new RowValues(row, said.length)
  // Values go first: they may hold quotes.
  const left = withoutQuoted(values.removed(said), fields)
  // A value may name a field, but what names one beside the values knows better.
  const pointer = fields.first(left) ?? fields.first(withoutQuoted(said, fields))
  const own = withoutLookalikes(values.removed(left))
  const reason = shortened(tidy(others === undefined ? own : withoutWords(own, others)))
  return /\p{L}{2}/u.test(reason) && !values.surviveIn(reason)
    ? { code, reason, pointer }
    : { code, reason: unexplained, pointer }
}

// Text

/** Cut between words, so that no part of one is taken for a word of its own. */
const beginning = (text: string): string =>
  text.length <= maxRead ? text : text.slice(0, maxRead).replace(/[\p{L}\p{M}\p{N}\p{C}]+$/u, "")

/** Openings and endings of quotations. A single quote within a word is an apostrophe. */
const quoted =
  /(?<![\p{L}\p{N}])'.*?(?:'(?![\p{L}\p{N}])|$)|"[^"]*"?|`[^`]*`?|[“„”][^“”]*[“”]?|‘[^’]*’?|[«»][^«»]*[«»]?|‹[^›]*›?/gu

const withoutQuoted = (text: string, fields: Fields): string =>
  text.replaceAll(quoted, (piece) => (fields.has(piece.slice(1, -1)) ? piece : gone))

/** Addresses of e-mail and the web, long codes, and numbers with the digits of a phone, a document or a day. */
const withoutLookalikes = (text: string): string =>
  text
    .replaceAll(/\S+/g, (word) => (word.includes("@") || word.includes("://") ? gone : word))
    .replaceAll(/[\w+/-]{16,}={0,2}/g, (word) => (/\d/.test(word) && /[a-z]/i.test(word) ? gone : word))
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

  constructor(keys: ReadonlyArray<string>, closed: boolean) {
    this.pointers = new Map(keys.map((key) => [nameOf(key), pointerOf(key, closed)]))
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
const pointerOf = (key: string, closed: boolean): string => {
  const name = nameOf(key)
  return closed || standard.has(name) || name === "account-type-id" || name === "token"
    ? `/data/attributes/${name}`
    : `/data/attributes/fields/${key}`
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
