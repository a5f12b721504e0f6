/**
 * Names under which columns of other systems hold what a field means. A table, so that a name is added without
 * touching code. Case, spaces, dashes and underscores do not count.
 *
 * A name stands here only if it can hardly mean anything else in a file of that sort. What is likely but not sure,
 * such as a column that holds whole names, is for the proposal to ask about.
 */
import type { Target } from "../Target.ts"

/** Other names by field. */
export type Synonyms = Readonly<Record<string, ReadonlyArray<string>>>

const names: Synonyms = {
  "name-first": ["first name", "given name", "forename", "first", "fname", "vorname", "prénom", "nombre"],
  "name-last": [
    "last name",
    "family name",
    "surname",
    "last",
    "lname",
    "nachname",
    "nom de famille",
    "apellido",
    "apellidos"
  ]
}

const accounts: Synonyms = {
  "reference-id": [
    "external id",
    "user id",
    "customer id",
    "client id",
    "member id",
    "account id",
    "customer number",
    "customer no",
    "reference",
    "uid",
    "uuid",
    "id"
  ],
  "account-status": ["status of account"],
  tags: ["tag", "labels"],
  ...names,
  "name-middle": ["middle name", "second name", "middle", "additional name"],
  birthdate: ["date of birth", "birth date", "dob", "birthday", "born", "geburtsdatum"],
  "phone-number": [
    "phone",
    "mobile",
    "mobile phone",
    "mobile number",
    "cell",
    "cell phone",
    "cell number",
    "telephone",
    "telephone number",
    "tel",
    "primary phone"
  ],
  "email-address": ["email", "e-mail", "mail", "email id", "primary email"],
  "social-security-number": ["ssn", "social security", "social security no", "us ssn"],
  "address-street-1": [
    "street",
    "street address",
    "address",
    "address 1",
    "address line 1",
    "street 1",
    "addr1",
    "line 1"
  ],
  "address-street-2": [
    "address 2",
    "address line 2",
    "street 2",
    "addr2",
    "line 2",
    "apartment",
    "apt",
    "suite"
  ],
  "address-city": ["city", "town", "locality"],
  "address-subdivision": [
    "state",
    "province",
    "region",
    "subdivision",
    "state/province",
    "state or province"
  ],
  "address-postal-code": ["zip", "zip code", "postal code", "postcode", "post code", "plz"],
  "country-code": [
    "country",
    "country iso",
    "iso country",
    "nation",
    "address country",
    "country/region",
    "land",
    "pays",
    "país"
  ]
}

const lists: Synonyms = {
  kind: ["type", "list type", "list kind"],
  name: ["list name", "list", "title"],
  "allow-fuzzy-name-first": ["fuzzy", "fuzzy first name"]
}

const email: Synonyms = {
  value: ["email", "e-mail", "email address", "mail"],
  "match-type": ["match", "type"]
}

const phone: Synonyms = { value: accounts["phone-number"]!.concat("phone number") }

const listItems: Readonly<Record<string, Synonyms>> = {
  "browser-fingerprint": { value: ["fingerprint", "browser fingerprint"] },
  country: { "country-code": ["country", "code", "iso code", "iso", "alpha 2"] },
  "device-fingerprint": { value: ["fingerprint", "device fingerprint"] },
  "email-address": email,
  field: { "field-value": ["value"] },
  geolocation: {
    latitude: ["lat"],
    longitude: ["lng", "lon", "long"],
    "radius-meters": ["radius", "radius m", "radius in meters", "meters"]
  },
  "government-id-number": {
    "id-class": ["class", "id type", "document type", "type"],
    "id-number": ["number", "document number", "id no", "document no"]
  },
  "ip-address": { value: ["ip", "ip address", "cidr", "address", "ip range", "network"] },
  name: names,
  "phone-number": phone,
  string: {}
}

/** The table of a target. */
export const synonymsOf = (target: Target): Synonyms => {
  switch (target._tag) {
    case "Accounts":
      return accounts
    case "Lists":
      return lists
    case "ListItems":
      return listItems[target.kind] ?? {}
  }
}

/** Columns that usually hold a first and a last name together. */
export const wholeNames: ReadonlyArray<string> = [
  "name",
  "full name",
  "display name",
  "customer name",
  "contact name",
  "legal name"
]

/** Columns that say which list an item belongs to. */
export const listNames: ReadonlyArray<string> = ["list", "list name", "list id"]
