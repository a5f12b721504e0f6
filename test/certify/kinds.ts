/**
 * What the rows of a trial are made of, by target: how the n-th one is written, how the API is asked for it, and by
 * what the server's record and the file's rows are recognised as the same. It is written anew, without the importer's
 * own tables, so that a mistake there shows.
 */
import type * as Faults from "@effect-persona/sandbox/Faults"
import type { Contents } from "@effect-persona/sandbox/SandboxRecord"
import { word } from "./canaries.ts"

/** The cells of a row by column. */
export type Cells = Readonly<Record<string, string>>

/** One object as the server holds it. */
export interface Held {
  readonly id: string
  readonly natural: string
  /** Whether it stands: neither archived nor redacted. */
  readonly stands: boolean
  /** The list of an item. */
  readonly list: string | undefined
  /** What can be changed of it, as {@link Kind.content} gives it for a row. */
  readonly content: string
  readonly createdAt: string
}

export interface Kind {
  /** `accounts`, `lists`, or the kind of list item. */
  readonly name: string
  readonly columns: ReadonlyArray<string>
  /** A row for the n-th object. Versions differ in what is not its identity, spellings only in letters' case and the like. */
  readonly cells: (n: number, version: number, spelling: number) => Cells
  /** How many spellings there are that both we and the API take for the same. */
  readonly spellings: number
  /** Whether versions differ at all. */
  readonly versions: boolean
  /** A row that we refuse before it is sent. */
  readonly invalid: (n: number) => Cells
  /** A row that only the server refuses, by one of {@link refuses}; nothing for kinds that have no such value. */
  readonly refused: ((n: number) => Cells) | undefined
  readonly natural: (cells: Cells) => string
  readonly content: (cells: Cells) => string
  /** The request that creates it, as somebody else would send it. */
  readonly request: (cells: Cells, list: string | undefined) => Request
  readonly held: (contents: Contents) => ReadonlyArray<Held>
  /** Whether the API lets the importer find the object again. */
  readonly canLookUp: (cells: Cells) => boolean
}

export interface Request {
  readonly path: string
  readonly body: unknown
}

const attributes = (given: object) => ({ data: { attributes: given } })

const swapCase = (text: string, spelling: number) => (spelling === 0 ? text : text.toUpperCase())

/** What the server refuses, for reasons that only it can see. */
export const refuses: ReadonlyArray<Faults.Refuse> = [
  { attribute: "name_first", startsWith: "Refused" },
  { attribute: "name_last", startsWith: "refused" },
  { attribute: "id_number", startsWith: "refused" },
  { attribute: "value", startsWith: "refused" },
  { attribute: "value", startsWith: "198.18." },
  { attribute: "value", startsWith: "+1444" }
]

/** Every ninth has a comma, so that it cannot be looked up. */
const referenceId = (n: number, spelling: number) =>
  swapCase(n % 9 === 8 ? `${word(n)},user` : `${word(n)}-user`, spelling)

interface AccountShape {
  readonly columns: ReadonlyArray<string>
  readonly cells: (n: number, version: number) => Cells
  readonly invalid: (n: number) => Cells
  /** What can be changed, as a request writes it and as the server keeps it. */
  readonly attributes: (cells: Cells) => object
  readonly content: (cells: Cells) => ReadonlyArray<unknown>
  readonly kept: (fields: Readonly<Record<string, unknown>>) => ReadonlyArray<unknown>
}

const accountsOf = (shape: AccountShape, accountType: string | undefined): Kind => ({
  name: "accounts",
  columns: shape.columns,
  cells: (n, version, spelling) => ({
    "reference-id": referenceId(n, spelling),
    ...shape.cells(n, version),
    birthdate: "1990-02-03"
  }),
  spellings: 2,
  versions: true,
  invalid: shape.invalid,
  refused: (n) => ({
    "reference-id": referenceId(n, 0),
    ...shape.cells(n, 0),
    birthdate: "1990-02-03",
    "name-first": `Refused ${word(n)}`
  }),
  natural: (cells) => cells["reference-id"]!.toLowerCase(),
  content: (cells) => JSON.stringify(shape.content(cells)),
  request: (cells) => ({
    path: "/accounts",
    body: attributes({
      "reference-id": cells["reference-id"],
      birthdate: cells["birthdate"],
      ...(accountType === undefined ? {} : { "account-type-id": accountType }),
      ...shape.attributes(cells)
    })
  }),
  held: ({ accounts }) =>
    accounts.map(({ createdAt, fields, id, redactedAt, referenceId }) => ({
      id,
      natural: referenceId?.toLowerCase() ?? "",
      stands: redactedAt === null,
      list: undefined,
      createdAt,
      content: JSON.stringify(shape.kept(fields))
    })),
  canLookUp: (cells) => !cells["reference-id"]!.includes(",")
})

const manyColumns: AccountShape = {
  columns: ["reference-id", "name-first", "email-address", "birthdate", "fields.tier"],
  cells: (n, version) => ({
    "name-first": `Ada ${word(n)} ${version}`,
    "email-address": `${word(n)}@example.com`,
    "fields.tier": String(version)
  }),
  invalid: (n) => ({
    "reference-id": n % 3 === 0 ? "" : referenceId(n, 0),
    "name-first": `Eve ${word(n)}`,
    "email-address": n % 3 === 1 ? "nobody" : "",
    birthdate: n % 3 === 1 ? "" : "1990-02-30",
    "fields.tier": ""
  }),
  attributes: (cells) => ({
    "name-first": cells["name-first"],
    "email-address": cells["email-address"],
    fields: { tier: cells["fields.tier"] }
  }),
  content: (cells) => [cells["name-first"], cells["email-address"], cells["fields.tier"]],
  kept: (fields) => [
    valueOf(valueOf(fields["name"], "first")),
    valueOf(fields["email_address"]),
    valueOf(fields["tier"])
  ]
}

/** Those that a file of the API's importer can have. */
const fewColumns: AccountShape = {
  columns: ["reference-id", "name-first", "name-last", "birthdate"],
  cells: (n, version) => ({ "name-first": `Ada ${version}`, "name-last": `Lovelace ${word(n)}` }),
  invalid: (n) => ({
    "reference-id": n % 3 === 0 ? "" : referenceId(n, 0),
    "name-first": `Eve ${word(n)}`,
    "name-last": "",
    birthdate: "1990-02-30"
  }),
  attributes: (cells) => ({ "name-first": cells["name-first"], "name-last": cells["name-last"] }),
  content: (cells) => [cells["name-first"], cells["name-last"]],
  kept: (fields) => [valueOf(valueOf(fields["name"], "first")), valueOf(valueOf(fields["name"], "last"))]
}

/** Accounts of the default type, with columns of all sorts. */
export const accounts: Kind = accountsOf(manyColumns, undefined)

/** Accounts of the default type that the importers of the API could read from a file. */
export const uploadedAccounts: Kind = accountsOf(fewColumns, undefined)

/** A type of account that requests have to name. */
export const accountType = "acttp_Certified0000000000"

export const typedAccounts: Kind = accountsOf(manyColumns, accountType)

/** Follows `{type, value}`. */
const valueOf = (field: unknown, member?: string): unknown => {
  const value = typeof field === "object" && field !== null && "value" in field ? field.value : undefined
  if (member === undefined || typeof value !== "object" || value === null) return value
  return (value as Readonly<Record<string, unknown>>)[member]
}

const listPaths: Readonly<Record<string, string>> = {
  "browser-fingerprint": "browser-fingerprints",
  country: "countries",
  "device-fingerprint": "device-fingerprints",
  "email-address": "email-addresses",
  field: "fields",
  geolocation: "geolocations",
  "government-id-number": "government-id-numbers",
  "ip-address": "ip-addresses",
  name: "names",
  "phone-number": "phone-numbers",
  string: "strings"
}

const creatable = Object.keys(listPaths).filter((kind) => kind !== "device-fingerprint" && kind !== "field")

export const lists: Kind = {
  name: "lists",
  columns: ["kind", "name"],
  cells: (n) => ({ kind: creatable[n % creatable.length]!, name: `List ${word(n)}` }),
  spellings: 1,
  versions: false,
  invalid: (n) => ({ kind: n % 2 === 0 ? "field" : "nothing", name: `List ${word(n)}` }),
  refused: undefined,
  natural: (cells) => `${cells["kind"]}\n${cells["name"]}`,
  content: () => "",
  request: (cells) => ({
    path: `/list/${listPaths[cells["kind"]!]}`,
    body: attributes({ name: cells["name"] })
  }),
  held: ({ lists }) =>
    lists.map(({ createdAt, id, kind, name, status }) => ({
      id,
      natural: `${kind}\n${name}`,
      stands: status === "active",
      list: undefined,
      content: "",
      createdAt
    })),
  canLookUp: () => true
}

interface ItemKind {
  readonly columns: ReadonlyArray<string>
  readonly cells: (n: number, spelling: number) => Cells
  readonly spellings: number
  readonly invalid: Cells
  readonly refused?: (n: number) => Cells
  /** Of cells, and of what the server says, which has the same names. */
  readonly natural: (values: Readonly<Record<string, unknown>>) => string
  readonly attributes?: (cells: Cells) => object
}

const item = (kind: string, { attributes: toAttributes, natural, ...rest }: ItemKind): Kind => ({
  name: kind,
  columns: rest.columns,
  cells: (n, _version, spelling) => rest.cells(n, spelling),
  spellings: rest.spellings,
  versions: false,
  invalid: () => rest.invalid,
  refused: rest.refused,
  natural,
  content: () => "",
  request: (cells, list) => ({
    path: `/list-item/${listPaths[kind]}`,
    body: attributes({ "list-id": list, ...(toAttributes?.(cells) ?? cells) })
  }),
  held: ({ listItems }) =>
    listItems
      .filter((held) => held.kind === kind)
      .map(({ archivedAt, createdAt, id, listId, values }) => ({
        id,
        natural: natural(values),
        stands: archivedAt === null,
        list: listId,
        content: "",
        createdAt
      })),
  canLookUp: () => false
})

/** Kinds of one text. The API is not known to fold them, so they come in one spelling. */
const text = (kind: string, column: string): Kind =>
  item(kind, {
    columns: [column],
    cells: (n) => ({ [column]: `value-${word(n)}` }),
    spellings: 1,
    invalid: { [column]: "" },
    natural: (values) => String(values[column])
  })

const lower = (value: unknown) => String(value ?? "").toLowerCase()

const letters = (n: number) => String.fromCharCode(65 + (Math.floor(n / 26) % 26), 65 + (n % 26))

/** The kinds of items that the API has importers for. */
export const uploadable: ReadonlySet<string> = new Set([
  "email-address",
  "geolocation",
  "government-id-number",
  "ip-address",
  "name",
  "phone-number"
])

export const items: ReadonlyArray<Kind> = [
  text("browser-fingerprint", "value"),
  item("country", {
    columns: ["country-code"],
    cells: (n, spelling) => ({ "country-code": spelling === 0 ? letters(n) : letters(n).toLowerCase() }),
    spellings: 2,
    invalid: { "country-code": "USA" },
    natural: (values) => lower(values["country-code"])
  }),
  text("device-fingerprint", "value"),
  item("email-address", {
    columns: ["value", "match-type"],
    cells: (n, spelling) =>
      n % 2 === 0
        ? { value: swapCase(`${word(n)}@example.com`, spelling), "match-type": "email_address" }
        : { value: swapCase(`${word(n)}.example`, spelling), "match-type": "domain" },
    spellings: 2,
    invalid: { value: "two words", "match-type": "domain" },
    refused: (n) => ({ value: `refused${word(n)}@example.com`, "match-type": "email_address" }),
    natural: (values) => `${String(values["match-type"])} ${lower(values["value"])}`
  }),
  text("field", "field-value"),
  item("geolocation", {
    columns: ["latitude", "longitude", "radius-meters"],
    cells: (n, spelling) => ({
      latitude: `${(n % 170) - 85}.5${spelling === 0 ? "" : "0"}`,
      longitude: `${n % 360 > 180 ? (n % 360) - 360 : n % 360}`,
      "radius-meters": String(100 + n)
    }),
    spellings: 2,
    invalid: { latitude: "95", longitude: "0", "radius-meters": "1" },
    natural: (values) =>
      [values["latitude"], values["longitude"], values["radius-meters"]].map(Number).join(" "),
    attributes: (cells) =>
      Object.fromEntries(Object.entries(cells).map(([name, value]) => [name, Number(value)]))
  }),
  item("government-id-number", {
    columns: ["id-class", "id-number"],
    cells: (n, spelling) => ({ "id-class": "pp", "id-number": swapCase(`x${word(n)}y`, spelling) }),
    spellings: 2,
    invalid: { "id-class": "pp", "id-number": "" },
    refused: (n) => ({ "id-class": "pp", "id-number": `refused${word(n)}` }),
    natural: (values) => `${lower(values["id-class"])} ${lower(values["id-number"])}`
  }),
  item("ip-address", {
    columns: ["value"],
    cells: (n, spelling) => ({
      value:
        n % 3 === 0
          ? swapCase(`2001:db8::${(n >> 8).toString(16)}:a${(n & 255).toString(16)}`, spelling)
          : n % 3 === 1
            ? `100.77.${n % 250}.0/24`
            : `100.78.${n % 250}.7`
    }),
    spellings: 2,
    invalid: { value: "300.1.1.1" },
    refused: (n) => ({ value: `198.18.${n % 250}.7` }),
    natural: (values) => lower(values["value"])
  }),
  item("name", {
    columns: ["name-first", "name-last"],
    cells: (n, spelling) => ({
      "name-first": n % 5 === 0 ? "" : swapCase("ada", spelling),
      "name-last": swapCase(`lovelace ${word(n)}`, spelling)
    }),
    spellings: 2,
    invalid: { "name-first": "", "name-last": "" },
    refused: (n) => ({ "name-first": "ada", "name-last": `refused ${word(n)}` }),
    natural: (values) => `${lower(values["name-first"])}|${lower(values["name-last"])}`,
    attributes: (cells) => Object.fromEntries(Object.entries(cells).filter(([, value]) => value !== ""))
  }),
  item("phone-number", {
    columns: ["value"],
    cells: (n, spelling) => ({
      value: spelling === 0 ? `+1555${1_000_000 + n}` : `+1 (555) ${1_000_000 + n}`
    }),
    spellings: 2,
    invalid: { value: "none" },
    refused: (n) => ({ value: `+1444${1_000_000 + n}` }),
    natural: (values) => String(values["value"]).replaceAll(/\D/g, "")
  }),
  text("string", "value")
]

/** The path under which somebody else archives an object. */
export const removalPath = (kind: Kind, id: string): string =>
  kind.name === "accounts"
    ? `/accounts/${id}`
    : kind === lists
      ? `/lists/${id}`
      : `/list-item/${listPaths[kind.name]}/${id}`

export const isItems = (kind: Kind): boolean => kind.name !== "accounts" && kind !== lists
