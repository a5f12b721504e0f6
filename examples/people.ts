/**
 * Writes a CSV of invented people, the same ones for the same seed.
 *
 *     node examples/people.ts --rows 1000 --seed 7 --out people.csv
 *
 * Nobody in it exists: names are drawn from lists of common ones, reference ids are counted, addresses are made up,
 * e-mail addresses lie in domains reserved for examples and phone numbers in ranges reserved for fiction. The file is
 * meant to be awkward: many scripts, quotes, commas and line ends in addresses, empty cells, custom fields. Options
 * `--bom` and `--crlf` begin it with a byte order mark and end its lines as Windows does.
 *
 * A person depends on the seed and on the row's number alone, so a longer file begins with the shorter one.
 */
import { createWriteStream } from "node:fs"
import { Readable } from "node:stream"
import { pipeline } from "node:stream/promises"
import { parseArgs } from "node:util"

export interface Options {
  readonly rows: number
  /** @default 1 */
  readonly seed?: number
  /** Whether to begin with a byte order mark. @default false */
  readonly bom?: boolean
  /** Whether lines end with CRLF; line ends inside cells do too. @default false */
  readonly crlf?: boolean
}

/** The header of the file. The importer matches these names with its fields, custom ones included. */
export const columns = [
  "Reference ID",
  "Name first",
  "Name middle",
  "Name last",
  "Birthdate",
  "Email address",
  "Phone number",
  "Address street 1",
  "Address street 2",
  "Address city",
  "Address subdivision",
  "Address postal code",
  "Country code",
  "Tags",
  "fields.loyalty_tier",
  "fields.motto"
] as const

/** The file, in pieces of many rows: a file of millions needs no more memory than one of a hundred. */
export function* people(options: Options): Generator<string, void> {
  const { bom = false, crlf = false, rows, seed = 1 } = options
  const end = crlf ? "\r\n" : "\n"
  let piece = (bom ? "\uFEFF" : "") + columns.join(",") + end
  for (let row = 1; row <= rows; row++) {
    piece +=
      person(seed, row)
        .map((cell) => quote(crlf ? cell.replaceAll("\n", "\r\n") : cell))
        .join(",") + end
    if (piece.length >= 1 << 16) {
      yield piece
      piece = ""
    }
  }
  yield piece
}

/** The cells of one person. */
export const person = (seed: number, row: number): ReadonlyArray<string> => {
  const random = randomOf(seed, row)
  const upTo = (n: number) => Math.floor(random() * n)
  const pick = <A>(list: ReadonlyArray<A>): A => list[upTo(list.length)]!
  const sometimes = (chance: number, make: () => string) => (random() < chance ? make() : "")

  const place = pick(places)
  const names = pick(place.names)
  const first = pick(names.first)
  const last = pick(names.last)
  const born = new Date(Date.UTC(1940 + upTo(66), upTo(12), 1 + upTo(28)))
  const digits = (n: number) => String(upTo(10 ** n)).padStart(n, "0")
  return [
    `person-${String(row).padStart(7, "0")}`,
    first,
    sometimes(0.2, () => pick(names.first)),
    last,
    born.toISOString().slice(0, 10),
    `person.${row}@${pick(["example.com", "example.org", "example.net"])}`,
    sometimes(0.9, () => place.phone(digits)),
    place.street(1 + upTo(250), pick),
    sometimes(0.3, () =>
      pick([`Apt ${1 + upTo(40)}`, "c/o Quill & Sons, Ltd.", 'The "Old Mill"\nBack door'])
    ),
    pick(place.cities),
    place.subdivision === undefined ? "" : pick(place.subdivision),
    place.postalCode(digits),
    place.country,
    sometimes(0.6, () => (random() < 0.5 ? pick(tags) : `${pick(tags)};${pick(tags)}`)),
    pick(["bronze", "silver", "gold", ""]),
    sometimes(0.5, () => pick(mottos))
  ]
}

/** A small generator of evenly spread numbers from 0 to 1 (mulberry32), its own for each row. */
const randomOf = (seed: number, row: number): (() => number) => {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(row, 0x85ebca6b)) >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const quote = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)

interface Names {
  readonly first: ReadonlyArray<string>
  readonly last: ReadonlyArray<string>
}

interface Place {
  readonly country: string
  readonly names: ReadonlyArray<Names>
  readonly cities: ReadonlyArray<string>
  readonly subdivision?: ReadonlyArray<string>
  readonly street: (number: number, pick: <A>(list: ReadonlyArray<A>) => A) => string
  readonly postalCode: (digits: (n: number) => string) => string
  /** A number from a range that the country keeps for fiction, or the American one. */
  readonly phone: (digits: (n: number) => string) => string
}

const american = (digits: (n: number) => string) => `+1 (202) 555-01${digits(2)}`
const plainStreet =
  (names: ReadonlyArray<string>): Place["street"] =>
  (number, pick) =>
    `${pick(names)} ${number}`

const latin: Names = {
  first: [
    "Ada",
    "Zoë",
    "José",
    "Łucja",
    "Søren",
    "Çağla",
    "Nguyễn Ánh",
    "Siân",
    "Jürgen",
    "Renée",
    "Iñigo",
    "Ævar"
  ],
  last: [
    "O'Neil",
    "Müller-Lüdenscheidt",
    "García Márquez",
    "Świątek",
    "Ångström",
    "Dvořák",
    "D’Été",
    "Quill",
    "Œuvrard"
  ]
}
const cyrillic: Names = {
  first: ["Жанна", "Пётр", "Олена", "Ђорђе", "Юлия"],
  last: ["Щукина", "Ковальчук", "Йовановић", "Соловьёв"]
}
const greek: Names = {
  first: ["Ελένη", "Γιώργος", "Άννα"],
  last: ["Παπαδοπούλου", "Οικονόμου", "Νικολαΐδης"]
}
const arabic: Names = { first: ["ليلى", "عُمَر", "مريم"], last: ["الحداد", "بن سعيد", "النجّار"] }
const hebrew: Names = { first: ["נֹעָה", "אורי", "יעל"], last: ["בן־דוד", "לוי", "כהן־שגיא"] }
const devanagari: Names = { first: ["अनन्या", "विक्रम", "श्रेया"], last: ["शर्मा", "त्रिपाठी", "कृष्णन"] }
const han: Names = { first: ["小明", "子涵", "𠮷子"], last: ["王", "歐陽", "李"] }
const kana: Names = { first: ["さくら", "ケンタ", "ﾊﾅｺ"], last: ["ヤマダ", "すずき", "佐々木"] }
const hangul: Names = { first: ["민준", "서연", "하늘"], last: ["김", "박", "남궁"] }

const places: ReadonlyArray<Place> = [
  {
    country: "US",
    names: [latin],
    cities: ["Springfield", "Port Invented", "Lake Example"],
    subdivision: ["California", "New York", "Texas"],
    street: (number, pick) => `${number} ${pick(["Main St", "Quill Ave", "Elm St, Rear"])}`,
    postalCode: (digits) => digits(5),
    phone: american
  },
  {
    country: "GB",
    names: [latin],
    cities: ["Little Sample", "Newtown-on-Test"],
    street: (number, pick) => `${number} ${pick(["High Street", "Mill Lane"])}\nLittle Sample`,
    postalCode: (digits) => `ZZ${digits(1)} ${digits(1)}ZZ`,
    phone: (digits) => `+44 20 7946 0${digits(3)}`
  },
  {
    country: "DE",
    names: [latin, cyrillic],
    cities: ["Musterstadt", "Beispielhausen"],
    street: plainStreet(["Musterstraße", "Am Weiher,", "Schöne Aussicht"]),
    postalCode: (digits) => digits(5),
    phone: (digits) => `+49 30 23125${digits(3)}`
  },
  {
    country: "FR",
    names: [latin, arabic],
    cities: ["Exempleville", "Saint-Inventé"],
    street: (number, pick) => `${number}, ${pick(["rue de l’Exemple", "avenue Œdipe"])}`,
    postalCode: (digits) => digits(5),
    phone: (digits) => `+33 1 99 00 ${digits(2)} ${digits(2)}`
  },
  {
    country: "UA",
    names: [cyrillic],
    cities: ["Вигадка", "Прикладне"],
    street: plainStreet(["вул. Садова", "пров. Тихий,"]),
    postalCode: (digits) => digits(5),
    phone: american
  },
  {
    country: "GR",
    names: [greek],
    cities: ["Παράδειγμα"],
    street: plainStreet(["Οδός Ελιάς", "Λεωφόρος Νίκης"]),
    postalCode: (digits) => `${digits(3)} ${digits(2)}`,
    phone: american
  },
  {
    country: "IL",
    names: [hebrew, arabic],
    cities: ["דוגמה"],
    street: plainStreet(["רחוב הזית", "שדרות הים"]),
    postalCode: (digits) => digits(7),
    phone: american
  },
  {
    country: "IN",
    names: [devanagari, latin],
    cities: ["उदाहरणपुर"],
    street: (number, pick) => `${number}, ${pick(["गांधी मार्ग", "MG Road"])},\n2nd Floor`,
    postalCode: (digits) => digits(6),
    phone: american
  },
  {
    country: "JP",
    names: [kana, han],
    cities: ["見本市"],
    street: (number, pick) => `${pick(["例町", "みほん台"])}${number}番地`,
    postalCode: (digits) => `${digits(3)}-${digits(4)}`,
    phone: american
  },
  {
    country: "KR",
    names: [hangul],
    cities: ["예시시"],
    street: plainStreet(["보기로", "견본길"]),
    postalCode: (digits) => digits(5),
    phone: american
  },
  {
    country: "TW",
    names: [han],
    cities: ["範例市"],
    street: (number, pick) => `${pick(["中山路", "示範街"])}${number}號`,
    postalCode: (digits) => digits(3),
    phone: american
  }
]

const tags = ["wave-1", "wave-2", "vip", "newsletter", "migrated"]
const mottos = [
  "Onwards 🚀",
  "👩‍👩‍👧 first",
  'Say "yes"',
  "Früh übt sich",
  "一期一会",
  "=SUM(1,2) is not a formula",
  "-",
  "🏳️‍🌈, always"
]

if (import.meta.main) {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "1000" },
      seed: { type: "string", default: "1" },
      out: { type: "string" },
      bom: { type: "boolean", default: false },
      crlf: { type: "boolean", default: false }
    }
  })
  const rows = Number(values.rows)
  const seed = Number(values.seed)
  if (!Number.isSafeInteger(rows) || rows < 0 || !Number.isSafeInteger(seed)) {
    console.error("--rows and --seed take whole numbers")
    process.exit(2)
  }
  const out = values.out === undefined ? process.stdout : createWriteStream(values.out)
  await pipeline(Readable.from(people({ rows, seed, bom: values.bom, crlf: values.crlf })), out).catch(
    (error: NodeJS.ErrnoException) => {
      // A reader such as `head` may have seen enough.
      if (error.code !== "EPIPE") throw error
    }
  )
}
