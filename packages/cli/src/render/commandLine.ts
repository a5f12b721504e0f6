/** The given command, quoted so that a shell parses it back unchanged. */

import { printable } from "./printable.ts"

/** The same command with `--yes`. A key in it is not repeated. */
export const withYes = (args: ReadonlyArray<string>): string => {
  const words = withoutKey(args)
  // After `--`, everything is an argument.
  const end = words.indexOf("--")
  return ["persona", ...words.toSpliced(end === -1 ? words.length : end, 0, "--yes")].join(" ")
}

const withoutKey = (args: ReadonlyArray<string>): ReadonlyArray<string> => {
  const words: Array<string> = []
  for (let at = 0; at < args.length; at++) {
    const argument = args[at]!
    if (argument === "--api-key" || argument.startsWith("--api-key=")) {
      words.push('--api-key "$PERSONA_API_KEY"')
      if (argument === "--api-key") at++
    } else {
      words.push(quote(argument))
    }
  }
  return words
}

/** Quotes an argument for a POSIX shell if necessary; unprintable characters, for Bash and compatible shells. */
export const quote = (argument: string): string =>
  /^[\w./:=@,+-]+$/.test(argument)
    ? argument
    : printable(argument) === argument
      ? `'${argument.replaceAll("'", `'\\''`)}'`
      : `$'${argument.replaceAll(/[\\']/g, "\\$&").replaceAll(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, inBash)}'`

const inBash = (character: string): string => {
  const code = character.codePointAt(0)!.toString(16)
  return code.length <= 4 ? `\\u${code.padStart(4, "0")}` : `\\U${code.padStart(8, "0")}`
}
