/** Phone numbers in the form E.164. Loaded only when a mapping asks for it. */

export interface PhoneParser {
  readonly isCountry: (code: string) => boolean
  /** The number with + and country code, or `undefined` if no such number can exist. */
  readonly parse: (text: string, country: string | undefined) => string | undefined
}

let loaded: Promise<PhoneParser> | undefined

/** Loads the tables of numbers, once. */
export const load = (): Promise<PhoneParser> => (loaded ??= read())

const read = async (): Promise<PhoneParser> => {
  const { isSupportedCountry, parsePhoneNumberFromString } = await import("libphonenumber-js/min")
  return {
    isCountry: isSupportedCountry,
    parse: (text, country) => {
      // Numbers in ranges kept for fiction and newly opened ones are not "valid", so possible is all that is asked.
      const number =
        country !== undefined && isSupportedCountry(country)
          ? parsePhoneNumberFromString(text, country)
          : parsePhoneNumberFromString(text)
      return number !== undefined && number.isPossible() ? number.number : undefined
    }
  }
}
