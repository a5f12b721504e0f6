/**
 * Finds the run that a source continues.
 *
 * A source is known by what a run has read of it: the digest of its beginning, up to the checkpoint, or where there was
 * none so far, of its first window. So a file that was moved, renamed, compressed or extended is found again, finished or
 * not. A source that was edited is known by its name only.
 */
import * as Effect from "effect/Effect"
import type { LedgerError } from "../ledger/Ledger.ts"
import { AmbiguousSource } from "../RunError.ts"
import type * as Source from "../Source.ts"
import type { SourceError } from "../SourceError.ts"
import type { RunInfo, StateDirectory } from "../StateDirectory.ts"

/** Names under which a source was read before it was moved, kept at most. */
const maxFormer = 10

/** Whether a run knows a source by its name. */
export const isNamed = (info: RunInfo, { identity }: Pick<Source.Source, "identity">): boolean =>
  info.sourceIdentity === identity || info.formerIdentities?.includes(identity) === true

/** What a run is to keep of the name of the source that continues it, if that is new. */
export const renamed = (
  info: RunInfo,
  { identity, name }: Pick<Source.Source, "identity" | "name">
): Partial<RunInfo> | undefined =>
  info.sourceIdentity === identity
    ? undefined
    : {
        source: name,
        sourceIdentity: identity,
        formerIdentities: [
          info.sourceIdentity,
          ...(info.formerIdentities ?? []).filter((former) => former !== identity)
        ].slice(0, maxFormer)
      }

/** The run, of those that do the same elsewhere or here, latest first, whose source this is. */
export const find = Effect.fnUntraced(function* (
  state: StateDirectory,
  source: Source.Source,
  candidates: ReadonlyArray<RunInfo>
): Effect.fn.Return<RunInfo | undefined, SourceError | LedgerError | AmbiguousSource> {
  const named =
    candidates.find((info) => info.sourceIdentity === source.identity) ??
    candidates.find((info) => isNamed(info, source))
  const others = candidates.filter((info) => info !== named)
  if (others.length === 0) return named
  if (named !== undefined && (yield* hasBegun(state, source, named))) return named
  const same: Array<RunInfo> = []
  for (const info of others) {
    // Of several runs of one file, the latest is meant.
    if (same.some(({ sourceIdentity }) => sourceIdentity === info.sourceIdentity)) continue
    if (yield* hasBegun(state, source, info)) same.push(info)
  }
  if (same.length > 1) {
    return yield* new AmbiguousSource({
      source: source.name,
      runs: same.map(({ id, source, status }) => ({ id, source, status }))
    })
  }
  // What a source says is stronger than what it is called.
  return same[0] ?? named
})

/** Whether a source begins with what a run has read of its own. */
const hasBegun = Effect.fnUntraced(function* (
  state: StateDirectory,
  source: Source.Source,
  info: RunInfo
): Effect.fn.Return<boolean, SourceError | LedgerError> {
  const { checkpoint, head } = yield* state.read(info.id)
  const marks = [head, checkpoint].filter((mark) => mark !== undefined)
  if (marks.length === 0) {
    // A run of an older version, or of rejected rows, has only what it was when it was read to its end.
    return info.sourceDigest !== undefined && info.sourceDigest === (yield* source.digest)
  }
  // The head is near, and tells most sources apart.
  for (const mark of marks) if (!(yield* beginsAt(source, mark))) return false
  return true
})

/** What cannot be read up to a mark does not begin as it did. */
const beginsAt = (source: Source.Source, mark: Source.Mark): Effect.Effect<boolean> =>
  Effect.scoped(Effect.map(source.openAt(mark), (table) => table !== undefined)).pipe(
    Effect.orElseSucceed(() => false)
  )
