/** Values out of a fixed set of words: true and false, choices, options of a custom field, and tags. */
import { text } from "./text.ts"
import type { CellRefusal, ValueKind } from "./ValueKind.ts"

const notABoolean: CellRefusal = {
  code: "not-a-boolean",
  reason: "Neither true nor false",
  suggestion: "Write true or false"
}

const booleans = new Map([
  ["true", true],
  ["yes", true],
  ["1", true],
  ["false", false],
  ["no", false],
  ["0", false]
])

/** Yes or no. */
export const boolean: ValueKind = {
  name: "boolean",
  expected: "true or false",
  trimmed: true,
  check: (text) => (booleans.has(text.toLowerCase()) ? undefined : notABoolean),
  convert: (text) => booleans.get(text.toLowerCase())
}

/**
 * One of a few words, in any case, with dashes or underscores. Words that exist but
 * cannot be used have their own refusal.
 */
export const choice = (
  name: string,
  words: ReadonlyArray<string>,
  unusable: Readonly<Record<string, CellRefusal>> = {}
): ValueKind => {
  const known = new Map(words.map((word) => [plain(word), word]))
  const refused = new Map(Object.entries(unusable).map(([word, refusal]) => [plain(word), refusal]))
  const expected = `one of ${words.join(", ")}`
  const unknown: CellRefusal = { code: "unknown-word", reason: `Not ${expected}` }
  return {
    name,
    expected,
    trimmed: true,
    check: (text) => (known.has(plain(text)) ? undefined : (refused.get(plain(text)) ?? unknown)),
    convert: (text) => known.get(plain(text))
  }
}

const plain = (word: string): string => word.toLowerCase().replaceAll(/[_\s]/g, "-")

/** One of the options of a field, exactly as the account type writes it; case and surrounding space are ignored. */
export const option = (words: ReadonlyArray<string>): ValueKind => {
  const known = new Map(words.map((word) => [word.trim().toLowerCase(), word]))
  const expected = `one of ${words.slice(0, 20).join(", ")}${words.length > 20 ? " and others" : ""}`
  const unknown: CellRefusal = { code: "unknown-word", reason: `Not ${expected}` }
  return words.length === 0
    ? text
    : {
        name: "option",
        expected,
        trimmed: true,
        check: (value) => (known.has(value.toLowerCase()) ? undefined : unknown),
        convert: (value) => known.get(value.toLowerCase())
      }
}

/** Some of the options of a field, with semicolons between them. */
export const options = (words: ReadonlyArray<string>): ValueKind => {
  const one = option(words)
  return {
    name: "options",
    expected: `${one.expected}, several with semicolons between them`,
    trimmed: true,
    check: (value) => {
      for (const part of parts(value)) {
        const refusal = one.check?.(part)
        if (refusal !== undefined) return refusal
      }
      return undefined
    },
    convert: (value) => parts(value).map((part) => (one.convert === undefined ? part : one.convert(part)))
  }
}

const parts = (value: string): ReadonlyArray<string> =>
  value
    .split(";")
    .map((part) => part.trim())
    .filter((part) => part !== "")

/** Tag names with semicolons between them. The API documents no separator; commas stand in too many names. */
export const tags: ValueKind = {
  name: "tags",
  expected: "tags with semicolons between them",
  trimmed: true,
  check: undefined,
  convert: (text) => {
    const names = text
      .split(";")
      .map((name) => name.trim())
      .filter((name) => name !== "")
    return names.length === 0 ? undefined : names
  }
}
