/**
 * Countries by their usual names: two-letter codes, three-letter codes, and names in seven languages.
 *
 * Loaded only when a mapping asks for it.
 */

/** The two-letter code of a country by any of its names, or `undefined`. */
export type CountryLookup = (text: string) => string | undefined

/** Usual names that the tables do not have. */
const others: Readonly<Record<string, string>> = {
  america: "US",
  "united states of america (usa)": "US",
  "the united states": "US",
  "u.k.": "GB",
  uk: "GB",
  "great britain": "GB",
  britain: "GB",
  england: "GB",
  scotland: "GB",
  wales: "GB",
  "northern ireland": "GB",
  holland: "NL",
  "the netherlands": "NL",
  "czech republic": "CZ",
  "south korea": "KR",
  korea: "KR",
  "north korea": "KP",
  russia: "RU",
  vietnam: "VN",
  "ivory coast": "CI",
  "cape verde": "CV",
  macedonia: "MK",
  turkey: "TR",
  türkiye: "TR",
  swaziland: "SZ",
  burma: "MM",
  uae: "AE",
  emirates: "AE",
  "hong kong": "HK",
  taiwan: "TW",
  iran: "IR",
  syria: "SY",
  laos: "LA",
  bolivia: "BO",
  venezuela: "VE",
  tanzania: "TZ",
  moldova: "MD",
  palestine: "PS",
  "vatican city": "VA",
  vatican: "VA"
}

let loaded: Promise<CountryLookup> | undefined

/** Loads the tables, once. */
export const load = (): Promise<CountryLookup> => (loaded ??= read())

const read = async (): Promise<CountryLookup> => {
  const [{ default: countries }, ...languages] = await Promise.all([
    import("i18n-iso-countries/index.js"),
    import("i18n-iso-countries/langs/en.json", { with: { type: "json" } }),
    import("i18n-iso-countries/langs/de.json", { with: { type: "json" } }),
    import("i18n-iso-countries/langs/es.json", { with: { type: "json" } }),
    import("i18n-iso-countries/langs/fr.json", { with: { type: "json" } }),
    import("i18n-iso-countries/langs/it.json", { with: { type: "json" } }),
    import("i18n-iso-countries/langs/nl.json", { with: { type: "json" } }),
    import("i18n-iso-countries/langs/pt.json", { with: { type: "json" } })
  ])
  const codes = new Map<string, string>()
  const add = (name: string, code: string) => {
    const key = fold(name)
    if (!codes.has(key)) codes.set(key, code)
  }
  for (const [three, two] of Object.entries(countries.getAlpha3Codes())) {
    add(two, two)
    add(three, two)
  }
  for (const [name, code] of Object.entries(others)) add(name, code)
  for (const { default: language } of languages) {
    for (const [code, names] of Object.entries(language.countries)) {
      for (const name of typeof names === "string" ? [names] : names) add(name, code)
    }
  }
  return (text) => codes.get(fold(text))
}

/** Case, accents, dots and an article in front do not count. */
const fold = (name: string): string =>
  name
    .normalize("NFD")
    .replaceAll(/[\p{M}.]/gu, "")
    .toLowerCase()
    .replaceAll("&", "and")
    .replaceAll(/[\s,()’'-]+/g, " ")
    .replace(/^the /, "")
    .trim()
