/**
 * Text as it may be printed: what moves the cursor, colours the terminal, turns the direction of text or is not to be seen
 * is written as an escape. Whatever the command prints passes here as it is written; the command's own colours and
 * movements are put around it afterwards.
 *
 * Bytes of a file that the API answers with do not pass here: they are no text.
 */

/** Controls (C0, DEL, C1), format characters (bidirectional ones, zero width, tags), separators of lines, half characters. */
const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Makes text harmless. Its lines stay lines. */
export const printable = (text: string): string =>
  text.replaceAll(harmful, (character) => (character === "\n" ? character : escaped(character)))

/** Makes a name or a value harmless, in one line. */
export const onOneLine = (text: string): string => text.replaceAll(harmful, escaped)

/** Escapes in JSON what JSON leaves as it is, which means the same to every reader of JSON. */
export const printableJson = (json: string): string =>
  json.replaceAll(harmful, (character) =>
    character === "\n"
      ? character
      : Array.from({ length: character.length }, (_, at) => `\\u${hex(character.charCodeAt(at), 4)}`).join("")
  )

const escaped = (character: string): string => {
  const code = character.codePointAt(0)!
  return character === "\n"
    ? "\\n"
    : character === "\t"
      ? "\\t"
      : code <= 0xff
        ? `\\x${hex(code, 2)}`
        : code <= 0xffff
          ? `\\u${hex(code, 4)}`
          : `\\u{${hex(code, 5)}}`
}

const hex = (code: number, digits: number): string => code.toString(16).padStart(digits, "0")
