/** Texts that quote a request, in one of the ways of real servers. */
import type * as Faults from "../../Faults.ts"
import { type Refusal, refuse } from "../request/Answer.ts"

/** Maximum values quoted by one text, and maximum characters of each. */
const maxValues = 40
const maxLength = 200

/** The values of a request, in a sentence. */
export const sentence = (sent: unknown, as: Faults.QuoteAs = "plain"): string => {
  const values = [...leaves(sent)].slice(0, maxValues).map((value) => write[as](value.slice(0, maxLength)))
  return `${values.join(", ")} cannot be accepted`
}

/** A refusal that quotes a request. */
export const refusal = ({ as, places, status }: typeof Faults.Quote.Type, body: unknown): Refusal => {
  const quote = sentence(attributesOf(body), as)
  const says = (place: (typeof Faults.Quote.Type.places & {})[number]) => places?.includes(place) ?? true
  return refuse(
    status,
    says("title") ? quote : "Record invalid",
    says("details") ? quote : undefined,
    says("pointer") ? `/data/attributes/${quote}` : undefined
  )
}

const attributesOf = (body: unknown): unknown => {
  const { data } = (typeof body === "object" && body !== null ? body : {}) as { readonly data?: unknown }
  const { attributes } = (typeof data === "object" && data !== null ? data : {}) as {
    readonly attributes?: unknown
  }
  return attributes ?? body
}

const leaves = function* (value: unknown): Generator<string> {
  if (typeof value === "string" || typeof value === "number") yield String(value)
  else if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) yield* leaves(member)
  }
}

const write: Readonly<Record<Faults.QuoteAs, (value: string) => string>> = {
  plain: (value) => value,
  upper: (value) => value.toUpperCase(),
  decomposed: (value) => value.normalize("NFD"),
  json: (value) => [...value].map((it) => `\\u${it.charCodeAt(0).toString(16).padStart(4, "0")}`).join(""),
  percent: (value) =>
    [...Buffer.from(value)].map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, "0")}`).join(""),
  html: (value) => [...value].map((it) => `&#${it.codePointAt(0)};`).join(""),
  base64: (value) => Buffer.from(value).toString("base64"),
  // Names and numbers in common short forms: without separators, and without their beginning or end.
  digits: (value) => value.replaceAll(/[^\p{L}\p{N}]/gu, ""),
  cut: (value) =>
    /\d/.test(value)
      ? value.slice(-Math.ceil(value.length / 2))
      : value.slice(0, Math.ceil((value.length * 2) / 3))
}
