/** Query strings in the API's form: nested objects in brackets, lists joined with commas. */

/** Lone surrogates become U+FFFD, as in any URL; `encodeURIComponent` would throw otherwise. */
const encode = (text: string): string => encodeURIComponent(text.toWellFormed())

/** The query of the named members, with its `?`, or an empty string if none is given. */
export const toString = (wire: Readonly<Record<string, unknown>>, names: ReadonlyArray<string>): string => {
  let out = ""
  const add = (name: string, value: unknown): void => {
    if (value === undefined || value === null) return
    if (Array.isArray(value)) return add(name, value.join(","))
    if (typeof value === "object") {
      for (const [key, member] of Object.entries(value)) add(`${name}[${key}]`, member)
      return
    }
    // A literal `+` would arrive as a space: everything is percent-encoded.
    out += `${out === "" ? "?" : "&"}${encode(name)}=${encode(String(value))}`
  }
  for (const name of names) add(name, wire[name])
  return out
}
