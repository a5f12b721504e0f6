/** Small tools for writing code that is formatted when it is written. */

/** Lines longer than this are broken. */
export const width = 110

/** Moves all lines but the first by two columns. */
export const indent = (text: string): string => text.replaceAll("\n", "\n  ")

export const quote = (text: string): string => JSON.stringify(text)

/** A property name, quoted where it has to be. */
export const property = (name: string): string => (/^[A-Za-z_$][\w$]*$/.test(name) ? name : quote(name))

/** A block between braces: one member a line, moved in. */
export const block = (lines: ReadonlyArray<string>): string =>
  lines.length === 0 ? "{}" : `{\n${lines.map((line) => `  ${indent(line)}`).join("\n")}\n}`

/** A type union on one line where it fits behind `column` columns, else one member a line. */
export const union = (members: ReadonlyArray<string>, column: number): string => {
  const line = members.join(" | ")
  return !line.includes("\n") && line.length + column <= width
    ? line
    : members.map((member) => `\n  | ${indent(indent(member))}`).join("")
}

/** Arguments on one line where they fit behind `column` columns, else one a line. */
export const call = (callee: string, args: ReadonlyArray<string>, column: number): string => {
  const line = `${callee}(${args.join(", ")})`
  if (line.length + column <= width && !line.includes("\n")) return line
  // A single object keeps its braces beside the parentheses.
  if (args.length === 1 && args[0]?.startsWith("{")) return line
  return `${callee}(\n${args.map((arg) => `  ${indent(arg)}`).join(",\n")}\n)`
}

/** An array literal on one line where it fits, else one item a line. */
export const list = (items: ReadonlyArray<string>, column: number): string => {
  const line = `[${items.join(", ")}]`
  return line.length + column <= width ? line : `[\n${items.map((item) => `  ${item}`).join(",\n")}\n]`
}

/** A documentation comment. */
export const comment = (lines: ReadonlyArray<string>): string =>
  lines.length === 1
    ? `/** ${lines[0]} */`
    : `/**\n${lines.map((line) => ` * ${line}`.trimEnd()).join("\n")}\n */`
