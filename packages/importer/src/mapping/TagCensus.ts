/**
 * Counts the different tags of a source. An environment has at most 1000 active tags, and a request that would make
 * more is refused with 422 (the vendor's changelog of the API). Whether tags come into being by being named is not
 * documented and assumed.
 */

/** Active tags that an environment can have. */
export const maxActiveTags = 1000

/** Tags being counted. */
export interface TagCensus {
  /** Adds the tags of one request; does nothing for rows without tags. */
  readonly add: (request: unknown) => void
  /** The different tags so far, ignoring case. One more than the limit represents any number above it. */
  readonly count: () => number
  /** Whether the environment could not hold them, even if it had none yet. */
  readonly isTooMany: () => boolean
}

/** Counts up to the limit, so that memory does not grow with the source. */
export const make = (limit = maxActiveTags): TagCensus => {
  const names = new Set<string>()
  return {
    add: (request) => {
      const tags = (
        request as { readonly data?: { readonly attributes?: { readonly tags?: unknown } } } | undefined
      )?.data?.attributes?.tags
      if (!Array.isArray(tags)) return
      for (const tag of tags) if (names.size <= limit) names.add(String(tag).toLowerCase())
    },
    count: () => names.size,
    isTooMany: () => names.size > limit
  }
}
