/** Restricts a client to one environment: a key or an address may start to lead to another one while a program runs. */

export interface EnvironmentGuard {
  /** The required environment: the first that an answer names, unless one was given. */
  expected: string | undefined
  /** Another environment that has answered. From then on, nothing is sent. */
  other: string | undefined
}

/** Whether an answer is from the required environment. An answer that names none may be a proxy's. */
export const admits = (guard: EnvironmentGuard, environmentId: string | undefined): boolean => {
  if (environmentId === undefined || environmentId === guard.expected) return true
  if (guard.expected === undefined) {
    guard.expected = environmentId
    return true
  }
  guard.other ??= environmentId
  return false
}
