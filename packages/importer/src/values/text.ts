/** Text, ids and numbers that are not calculated with, sent as they are. */
import { damage, isRounded, lostZeros, roundedNumber } from "./damage.ts"
import type { CellRefusal, ValueKind } from "./ValueKind.ts"

/** Any text, sent as it stands. The mapper calls {@link damage} when the first character is a number sign. */
export const text: ValueKind = {
  name: "text",
  expected: "text",
  trimmed: false,
  check: undefined,
  convert: undefined
}

/** An id, or a number that is not calculated with. */
export const identifier: ValueKind = {
  name: "identifier",
  expected: "text",
  trimmed: false,
  check: (text) => (isRounded(text) ? roundedNumber : damage(text)),
  convert: undefined
}

/** A US social security number. The API shows it as NNN-NN-NNNN and documents no check, so only damage is refused. */
export const socialSecurityNumber: ValueKind = {
  name: "social-security-number",
  expected: "text",
  trimmed: false,
  check: (text) =>
    /^\s*\d{5,8}\s*$/.test(text) ? lostZeros : isRounded(text) ? roundedNumber : damage(text),
  convert: undefined
}

/** A text with a maximum number of characters. */
export const textUpTo = (most: number): ValueKind => {
  const tooLong: CellRefusal = {
    code: "too-long",
    reason: `Longer than the ${most} characters that the account type allows`,
    suggestion: "Shorten it, or raise the limit of the field in the dashboard"
  }
  return {
    ...text,
    name: `text-${most}`,
    check: (value) => (value.length > most && [...value].length > most ? tooLong : damage(value))
  }
}
