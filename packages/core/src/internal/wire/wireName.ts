/** The one rule between names on the wire and names in TypeScript. */

/**
 * The TypeScript name of a member: kebab-case becomes camelCase, `address-street-1` becomes `addressStreet1`.
 * Anything else (snake_case, header names) keeps its wire name.
 */
export const camelCase = (wire: string): string =>
  kebab.test(wire) ? wire.replace(/-([a-z0-9])/g, (_, letter: string) => letter.toUpperCase()) : wire

const kebab = /^[a-z][a-z0-9]*(-[a-z0-9]+)+$/
