/** Repeatable flags of the form `--map A=B`. */
import * as Flag from "effect/cli/Flag"

/**
 * A flag of pairs, empty if omitted. A value may be empty. If the name may contain an equals sign, like the header of a
 * column, the last one separates.
 */
export const flag = (
  name: string,
  options: { readonly form: string; readonly describe: string; readonly separator: "first" | "last" }
): Flag.Flag<Readonly<Record<string, string>>> =>
  Flag.String(name).pipe(
    Flag.withMetavar(options.form),
    Flag.withDescription(options.describe),
    Flag.atLeast(0),
    Flag.mapTryCatch(
      (given) => parse(options, given),
      (error) => (error instanceof Error ? error.message : "")
    )
  )

const parse = (
  { form, separator }: { readonly form: string; readonly separator: "first" | "last" },
  given: ReadonlyArray<string>
): Readonly<Record<string, string>> => {
  const pairs = given.map((text) => {
    const at = separator === "first" ? text.indexOf("=") : text.lastIndexOf("=")
    if (at < 1) throw new Error(form)
    return [text.slice(0, at), text.slice(at + 1)] as const
  })
  for (const [i, [key]] of pairs.entries()) {
    if (pairs.findIndex(([other]) => other === key) !== i)
      throw new Error(`${form} with each name once, but "${key}" comes twice`)
  }
  return Object.fromEntries(pairs)
}
