/**
 * The query of a request: `filter[...]`, `page[...]`, `fields[...]` and `include`, with names in any casing.
 */
import { kebab } from "./Inflection.ts"

export interface Query {
  readonly filter: ReadonlyMap<string, string>
  readonly page: ReadonlyMap<string, string>
  /** Requested attributes by resource type. */
  readonly fields: ReadonlyMap<string, ReadonlyArray<string>>
  /** Undefined if not given; empty if given as empty. */
  readonly include: ReadonlyArray<string> | undefined
  /** All parameters except `page[after]` and `page[before]`, for the links of a page. */
  readonly kept: ReadonlyArray<[name: string, value: string]>
  /** Normalized, for comparing two requests. */
  readonly text: string
}

export const empty: Query = {
  filter: new Map(),
  page: new Map(),
  fields: new Map(),
  include: undefined,
  kept: [],
  text: ""
}

/** Parses the text after the question mark. Unknown parameters are ignored. */
export const parse = (search: string): Query => {
  if (search === "") return empty
  const filter = new Map<string, string>()
  const page = new Map<string, string>()
  const fields = new Map<string, ReadonlyArray<string>>()
  const kept: Array<[string, string]> = []
  let include: ReadonlyArray<string> | undefined
  const params = new URLSearchParams(search)
  for (const [name, value] of params) {
    const [, family = name, member = ""] = /^(filter|page|fields)\[(.+)\]$/.exec(name) ?? []
    if (family === "filter") filter.set(kebab(member), value)
    else if (family === "page") page.set(kebab(member), value)
    else if (family === "fields") fields.set(kebab(member), commaList(value))
    else if (family === "include") include = commaList(value)
    if (name !== "page[after]" && name !== "page[before]") kept.push([name, value])
  }
  params.sort()
  return { filter, page, fields, include, kept, text: params.toString() }
}

/** `a,b` as a list without empty members. */
export const commaList = (text: string): ReadonlyArray<string> =>
  text
    .split(",")
    .map((member) => member.trim())
    .filter((member) => member !== "")
