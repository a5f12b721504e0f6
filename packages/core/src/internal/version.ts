/** This library's version, as it stands in the user agent. A test compares it with `package.json`. */
export const version = "0.1.0"
