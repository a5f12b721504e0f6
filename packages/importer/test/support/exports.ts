/**
 * Exports as people bring them, of invented people: those of other systems, and those that a spreadsheet has been at.
 * The same file for the same name. Addresses lie in domains kept for examples, phone numbers in ranges kept for fiction.
 */

export interface Export {
  readonly columns: ReadonlyArray<string>
  readonly rows: ReadonlyArray<ReadonlyArray<string>>
}

interface Person {
  readonly n: number
  readonly first: string
  readonly last: string
  readonly year: number
  readonly month: number
  readonly day: number
}

const firsts = ["Ada", "Zoë", "Ken", "Mary Ann", "Omar", "Ines", "Łukasz", "Nora", "Hugo", "Yuki"]
const lasts = ["Quill", "Świątek", "O'Brien", "van Dyk", "Haddad", "Moreau", "Nowak", "Berg", "Costa", "Mori"]

const people = (count: number, days = 28): ReadonlyArray<Person> =>
  Array.from({ length: count }, (_, index) => ({
    n: index + 1,
    first: firsts[index % 10]!,
    last: lasts[(index * 7) % 10]!,
    year: 1950 + ((index * 13) % 50),
    month: 1 + ((index * 5) % 12),
    day: 1 + ((index * 11) % days)
  }))

const two = (value: number) => String(value).padStart(2, "0")
const email = ({ n }: Person) => `person${n}@mail.example`
const iso = ({ day, month, year }: Person) => `${year}-${two(month)}-${two(day)}`
const american = ({ n }: Person) => `(202) 555-01${two(n % 100)}`
const international = ({ n }: Person) => `+120255501${two(n % 100)}`
const time = "2025-03-04T05:06:07.000Z"

const of = (
  columns: ReadonlyArray<string>,
  row: (person: Person) => ReadonlyArray<string>,
  days?: number
): Export => ({ columns, rows: people(40, days).map(row) })

const quoted = (cells: ReadonlyArray<string>) => cells.map((cell) => (cell === "" ? "" : `'${cell}`))

export const auth0 = of(
  [
    "user_id",
    "email",
    "email_verified",
    "given_name",
    "family_name",
    "name",
    "nickname",
    "logins_count",
    "last_login",
    "user_metadata.country"
  ],
  (person) =>
    quoted([
      `auth0|64${String(person.n).padStart(6, "0")}`,
      email(person),
      "true",
      person.first,
      person.last,
      `${person.first} ${person.last}`,
      `person${person.n}`,
      "3",
      time,
      "Germany"
    ])
)

export const auth0WholeNames = of(
  ["user_id", "email", "email_verified", "name", "nickname", "picture"],
  (person) =>
    quoted([
      `auth0|64${person.n}`,
      email(person),
      "false",
      `${person.first} ${person.last}`,
      `person${person.n}`,
      "https://cdn.example/a.png"
    ])
)

export const clerk = of(
  [
    "id",
    "first_name",
    "last_name",
    "username",
    "primary_email_address",
    "primary_phone_number",
    "verified_email_addresses",
    "unverified_email_addresses",
    "verified_phone_numbers",
    "unverified_phone_numbers",
    "totp_secret",
    "password_digest",
    "password_hasher"
  ],
  (person) => [
    `user_2abc${person.n}`,
    person.first,
    person.last,
    "",
    email(person),
    international(person),
    email(person),
    "",
    "",
    "",
    "",
    "$2a$10$invented",
    "bcrypt"
  ]
)

/** Columns are numbers, since the file has no header. */
export const firebase = of(
  Array.from({ length: 28 }, (_, index) => String(index + 1)),
  (person) => {
    const cells = Array.from({ length: 28 }, () => "")
    cells[0] = `Uid${String(person.n).padStart(25, "x")}`
    cells[1] = email(person)
    cells[2] = "true"
    cells[3] = "aW52ZW50ZWQ="
    cells[5] = `${person.first} ${person.last}`
    cells[23] = "1700000000000"
    cells[24] = "1700000000000"
    cells[25] = international(person)
    return cells
  }
)

export const okta = of(
  [
    "login",
    "firstName",
    "lastName",
    "middleName",
    "email",
    "displayName",
    "secondEmail",
    "mobilePhone",
    "primaryPhone",
    "streetAddress",
    "city",
    "state",
    "zipCode",
    "countryCode",
    "userType",
    "department"
  ],
  (person) => [
    email(person),
    person.first,
    person.last,
    "",
    email(person),
    `${person.first} ${person.last}`,
    "",
    american(person),
    "",
    `${person.n} Example Street`,
    "Springfield",
    "Oregon",
    `97${String(person.n).padStart(3, "0")}`,
    "US",
    "member",
    "Sales"
  ]
)

export const stripe = of(
  [
    "id",
    "Description",
    "Email",
    "Name",
    "Created (UTC)",
    "Delinquent",
    "Plan",
    "Status",
    "Total Spend",
    "Payment Count",
    "tier (metadata)"
  ],
  (person) => [
    `cus_Inv${person.n}`,
    "",
    email(person),
    `${person.first} ${person.last}`,
    "2025-03-04 05:06",
    "false",
    "",
    "",
    "12.00",
    "2",
    "gold"
  ]
)

export const personaImporter = of(
  ["reference_id", "name_first", "name_middle", "name_last", "birthdate", "social_security_number", "tags"],
  (person) => [
    `cust-${person.n}`,
    person.first,
    "",
    person.last,
    iso(person),
    `900-${two(person.n % 90)}-0001`,
    "vip,wave-1"
  ]
)

export const personaDashboard = of(
  ["Account ID", "Reference ID", "Account Type", "Status", "Name First", "Name Last", "Created At", "Tags"],
  (person) => [
    `act_Inv${person.n}`,
    `cust-${person.n}`,
    "User",
    "Active",
    person.first,
    person.last,
    time,
    ""
  ]
)

/** Dates whose order nobody can know, and phone numbers of an unknown country. */
export const ambiguous = of(
  ["Customer ID", "First Name", "Last Name", "DOB", "E-mail", "Phone", "Zip"],
  (person) => [
    `c-${person.n}`,
    person.first,
    person.last,
    `${two(person.day)}/${two(person.month)}/${person.year}`,
    email(person),
    american(person),
    "97201"
  ],
  12
)

/** Everything can be known: some days are beyond the twelfth, and each row has a country. */
export const international9 = of(
  ["Member No", "Customer Number", "Given name", "Surname", "Date of birth", "Telephone", "Country"],
  (person) => [
    "",
    `m${person.n}`,
    person.first,
    person.last,
    `${person.day}.${person.month}.${person.year}`,
    person.n % 2 === 0 ? "030 23125 001" : american(person),
    person.n % 2 === 0 ? "Deutschland" : "USA"
  ]
)

/** A spreadsheet has shortened ids, turned dates into day numbers and eaten leading zeros. */
export const damaged = of(
  ["User ID", "First Name", "Last Name", "Birthday", "Postal Code", "Country"],
  (person) => [
    person.n <= 4 ? "1.23457E+11" : String(123_456_000_000 + person.n),
    person.first,
    person.n === 1 ? "#REF!" : person.last,
    String(25_000 + person.n * 37),
    person.n % 3 === 0 ? "2139" : "97201",
    "US"
  ]
)

export const twoPhones = of(["uuid", "fname", "lname", "Mobile", "Telephone", "E-Mail"], (person) => [
  `0f0f-${person.n}`,
  person.first,
  person.last,
  international(person),
  `+44790000${String(1000 + person.n)}`,
  email(person)
])

export const withoutId = of(["Vorname", "Nachname", "E-Mail", "Geburtsdatum", "Land"], (person) => [
  person.first,
  person.last,
  email(person),
  `${two(person.day)}.${two(person.month)}.${person.year}`,
  "Österreich"
])

export const timestamps = of(["external_id", "first", "last", "birth_date", "labels"], (person) => [
  `x${person.n}`,
  person.first,
  person.last,
  `${iso(person)}T00:00:00.000Z`,
  "a|b"
])

export const domains: Export = {
  columns: ["domain", "listed since"],
  rows: Array.from({ length: 30 }, (_, index) => [`mail-${index}.example`, "2025-01-01"])
}

export const addresses: Export = {
  columns: ["address", "score"],
  rows: Array.from({ length: 30 }, (_, index) => [`203.0.113.${index}${index % 5 === 0 ? "/32" : ""}`, "4"])
}

export const phones: Export = {
  columns: ["number", "why"],
  rows: people(30).map((person) => [`+1 (202) 555-01${two(person.n)}`, "fraud"])
}
