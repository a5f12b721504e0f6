/** Query parameters in their usual notation. */

/**
 * `filter[reference-id]=a` is `{"filter": {"reference-id": "a"}}`. Returns the name of a parameter that contradicts
 * another one.
 */
export const nest = (
  query: Readonly<Record<string, string>>
): { readonly nested: Readonly<Record<string, unknown>> } | { readonly contradiction: string } => {
  const nested = empty()
  for (const [name, value] of Object.entries(query)) {
    const path = pathOf(name)
    const last = path.pop()!
    let at = nested
    for (const part of path) {
      const next = (at[part] ??= empty())
      if (!isMembers(next)) return { contradiction: name }
      at = next
    }
    if (at[last] !== undefined) return { contradiction: name }
    at[last] = value
  }
  return { nested }
}

/** Without a prototype, so a parameter of any name is an ordinary member. */
const empty = (): Record<string, unknown> => Object.create(null) as Record<string, unknown>

const isMembers = (value: unknown): value is Record<string, unknown> => typeof value === "object"

/** A name with unbalanced brackets is taken literally. */
const pathOf = (name: string): Array<string> => {
  const match = /^([^[\]]+)((?:\[[^[\]]+\])*)$/.exec(name)
  return match === null
    ? [name]
    : [match[1]!, ...Array.from(match[2]!.matchAll(/\[([^[\]]+)\]/g), (part) => part[1]!)]
}
