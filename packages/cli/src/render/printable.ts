/**
 * Text that is safe to print: characters that move the cursor, color the terminal, change the direction of text or are
 * invisible are escaped. All output of the command passes through here; the command's own colors and cursor movements
 * are added afterwards.
 *
 * Bytes of a file that the API answers with do not pass through here: they are not text.
 */

/** Controls (C0, DEL, C1), format characters (bidirectional ones, zero width, tags), separators of lines, half characters. */
const harmful = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu

/** Makes text harmless. Line breaks stay. */
export const printable = (text: string): string =>
  text.replaceAll(harmful, (character) => (character === "\n" ? character : escaped(character)))

/** Makes a name or a value harmless, on one line. */
export const onOneLine = (text: string): string => text.replaceAll(harmful, escaped)

/** Escapes in JSON the characters that JSON leaves unescaped, which means the same to every JSON reader. */
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
