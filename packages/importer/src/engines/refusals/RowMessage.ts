/**
 * Makes the API's message about a refused row fit for a report, for a request of one row or of many.
 *
 * The wording is not documented and may quote the row, so it is not trusted. Masking removes the row's values (see
 * `RowValues.ts`), quoted text, and text that looks like an address or a long number, because it may come from another
 * person's row. The rest names the fault, and reports group rows by it.
 *
 * @see https://docs.withpersona.com/api-reference/batch-jobs
 */
import { decoded, gone, plain, RowValues, withoutWords } from "./RowValues.ts"
import { table } from "../../targets/accounts/Fields.ts"

/** The reason of a refusal, without values of the row. */
export interface Described {
  readonly code: string
  /** A sentence without its full stop, of at most {@link maxLength} characters. */
  readonly reason: string
  /** The attribute named by the message, as a JSON pointer. */
  readonly pointer: string | undefined
}

/** Context of the message. */
export interface About {
  /** Folded words of other rows that the text may also quote. @default none */
  readonly others?: ReadonlySet<string> | undefined
  /** Whether every key is an attribute of the API, and none a custom field. @default false */
  readonly closed?: boolean | undefined
}

/** The most characters of a reason. */
export const maxLength = 200

/** The reason if the message has nothing fit for a report. */
export const unexplained = "The API refused the row and did not say why in words that can be shown"

/** Characters of a message that are examined. */
const maxRead = 4000

/** Describes the refusal of a row. The row's keys are those of the request. */
export const describe = (
  message: string | null | undefined,
  row: Readonly<Record<string, unknown>>,
  { closed = false, others }: About = {}
): Described => {
  const code = "unprocessable"
  const said = withoutPlace(plain(decoded(beginning(message ?? ""))))
  const fields = new Fields(Object.keys(row), closed)
  const values = new RowValues(row, said.length)
  // Remove values first: they may contain quotes.
  const left = withoutQuoted(values.removed(said), fields)
  // A value may contain a field's name, so a name outside the values takes precedence.
  const pointer = fields.first(left) ?? fields.first(withoutQuoted(said, fields))
  const own = withoutLookalikes(values.removed(left))
  const reason = shortened(tidy(others === undefined ? own : withoutWords(own, others)))
  return /\p{L}{2}/u.test(reason) && !values.surviveIn(reason)
    ? { code, reason, pointer }
    : { code, reason: unexplained, pointer }
}

// Text

/** Cuts between words, so that no part of a word counts as a word. */
const beginning = (text: string): string =>
  text.length <= maxRead ? text : text.slice(0, maxRead).replace(/[\p{L}\p{M}\p{N}\p{C}]+$/u, "")

/** Quotations. A single quote within a word is an apostrophe. */
const quoted =
  /(?<![\p{L}\p{N}])'.*?(?:'(?![\p{L}\p{N}])|$)|"[^"]*"?|`[^`]*`?|[“„”][^“”]*[“”]?|‘[^’]*’?|[«»][^«»]*[«»]?|‹[^›]*›?/gu

const withoutQuoted = (text: string, fields: Fields): string =>
  text.replaceAll(quoted, (piece) => (fields.has(piece.slice(1, -1)) ? piece : gone))

/** Removes e-mail and web addresses, long codes, and numbers as long as a phone, document or date number. */
const withoutLookalikes = (text: string): string =>
  text
    .replaceAll(/\S+/g, (word) => (word.includes("@") || word.includes("://") ? gone : word))
    .replaceAll(/[\w+/-]{16,}={0,2}/g, (word) => (/\d/.test(word) && /[a-z]/i.test(word) ? gone : word))
    .replaceAll(/[+(]?\p{Nd}(?:[\s().:/-]{0,2}\p{Nd}){4,}/gu, gone)

/** Removes line numbers: the report names the line, and rows with the same fault form one group. */
const withoutPlace = (text: string): string =>
  text.replaceAll(/\b(row|line)\s+(?:number\s+|#\s*)?\d+\b/giu, "$1")

/** Joins adjacent placeholders of removed text. */
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

/** The row's keys, as named in messages. */
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

  /** The pointer to the first field named in a text. */
  first(text: string): string | undefined {
    const found = this.pattern?.exec(text)
    return found === null || found === undefined ? undefined : this.pointers.get(nameOf(found[0]))
  }
}

const nameOf = (key: string): string => key.toLowerCase().replaceAll(/[_\s-]+/g, "-")

/** Keys defined by the account type are custom fields; all other keys of a row are the API's own. */
const pointerOf = (key: string, closed: boolean): string => {
  const name = nameOf(key)
  return closed || standard.has(name) || name === "account-type-id" || name === "token"
    ? `/data/attributes/${name}`
    : `/data/attributes/fields/${key}`
}

const literal = (text: string): string => text.replaceAll(/[\\^$.*+?()[\]{}|/]/g, "\\$&")
