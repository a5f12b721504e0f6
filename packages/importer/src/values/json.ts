/** JSON values of custom fields. */
import type { CellRefusal, ValueKind } from "./ValueKind.ts"

/** JSON of any form. */
export const json: ValueKind = {
  name: "json",
  expected: "JSON",
  trimmed: true,
  check: (value) => (jsonValue(value) === undefined ? notJson : undefined),
  convert: (value) => jsonValue(value)?.value
}

/** An array, as JSON. */
export const jsonArray: ValueKind = {
  ...json,
  name: "json-array",
  expected: "an array in JSON",
  check: (value) => (Array.isArray(jsonValue(value)?.value) ? undefined : notAnArray)
}

const notJson: CellRefusal = {
  code: "not-json",
  reason: "Not JSON",
  suggestion: 'Write JSON, for example {"a": 1}'
}

const notAnArray: CellRefusal = {
  code: "not-an-array",
  reason: "Not an array in JSON",
  suggestion: 'Write the values in brackets, for example ["a", "b"]'
}

const jsonValue = (value: string): { readonly value: unknown } | undefined => {
  try {
    return { value: JSON.parse(value) as unknown }
  } catch {
    return undefined
  }
}
