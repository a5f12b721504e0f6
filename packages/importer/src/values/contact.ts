/** Where a person is reached: e-mail addresses, domains, phone numbers. */
import { isRounded, roundedNumber } from "./damage.ts"
import type { CellRefusal, ValueKind } from "./ValueKind.ts"

const notAnEmail: CellRefusal = {
  code: "not-an-email-address",
  reason: "Not an e-mail address",
  suggestion: "Write one address with one @ and no spaces"
}

/** Checks an e-mail address lightly: the API documents no form, and unusual addresses exist. */
export const checkEmail = (text: string): CellRefusal | undefined => {
  const at = text.indexOf("@")
  return at > 0 && at === text.lastIndexOf("@") && at < text.length - 1 && !/\s/.test(text)
    ? undefined
    : notAnEmail
}

/** An e-mail address. */
export const email: ValueKind = {
  name: "email",
  expected: "an e-mail address",
  trimmed: true,
  check: checkEmail,
  convert: undefined
}

const notADomain: CellRefusal = {
  code: "not-a-domain",
  reason: "Not a domain",
  suggestion: "Write the domain alone, for example mail.example"
}

const addressAsDomain: CellRefusal = {
  code: "not-a-domain",
  reason: "An e-mail address, but the match type is domain",
  suggestion: "Leave only what follows the @, or set match-type to email_address"
}

/** Checks a domain: labels with dots between them. Names in any script are accepted. */
export const checkDomain = (text: string): CellRefusal | undefined => {
  if (text.length <= 253 && /^[^\s@./:,]+(?:\.[^\s@./:,]+)+$/.test(text)) return undefined
  return checkEmail(text) === undefined ? addressAsDomain : notADomain
}

/** An e-mail address or a domain; which of the two is decided with the match type. */
export const emailOrDomain: ValueKind = {
  name: "email-or-domain",
  expected: "an e-mail address, or a domain if match-type is domain",
  trimmed: true,
  check: undefined,
  convert: undefined
}

const notAPhone: CellRefusal = {
  code: "not-a-phone-number",
  reason: "Not a phone number",
  suggestion: "Write digits with the country code; spaces, dots, dashes, parentheses and a leading + may stay"
}

/** A phone number, sent as it is written. */
export const phone: ValueKind = {
  name: "phone",
  expected: "a phone number",
  trimmed: true,
  check: (text) =>
    /^\(?\+?[\d\s().\-\u2010-\u2015]+$/.test(text) && /\d/.test(text)
      ? undefined
      : isRounded(text)
        ? roundedNumber
        : notAPhone,
  convert: undefined
}
