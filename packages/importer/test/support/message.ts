/** What every message of the importer promises. */
import { assert } from "@effect/vitest"

/** One paragraph for people that names its facts, and neither a flag nor a command, which only the command knows. */
export const assertMessage = (message: string, facts: ReadonlyArray<string>): void => {
  assert.match(message, /^\S.*\S\.$/, "one paragraph that ends in a full stop")
  assert.notMatch(message, /undefined|null|NaN|\[object/)
  assert.notMatch(message, /(?:^|[\s`"'(])--?[a-z]/, "no flag")
  assert.notMatch(message, /\bpersona [a-z]/, "no command")
  for (const fact of facts) assert.include(message, fact)
}
