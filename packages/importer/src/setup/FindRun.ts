/**
 * Finds the run that a source continues.
 *
 * A run recognizes its source by content: the digest of its beginning up to the checkpoint, or of the first window if
 * there was no checkpoint yet. A file that was moved, renamed, compressed or extended is therefore found again, for
 * finished and unfinished runs. An edited source is recognized by its name only.
 */
import * as Effect from "effect/Effect"
import type { LedgerError } from "../ledger/Ledger.ts"
import { AmbiguousSource } from "../RunError.ts"
import type * as Source from "../Source.ts"
import type { SourceError } from "../SourceError.ts"
import type { RunInfo, StateDirectory } from "../StateDirectory.ts"

/** The most former names that are kept for a source that was moved. */
const maxFormer = 10

/** Whether a run recognizes a source by its name. */
export const isNamed = (info: RunInfo, { identity }: Pick<Source.Source, "identity">): boolean =>
  info.sourceIdentity === identity || info.formerIdentities?.includes(identity) === true

/** The changes to a run's info for the name of the source that continues it, if the name is new. */
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

/** Finds the run of a source among candidates of the same job, latest first. */
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
    // Of several runs of one file, only the latest counts.
    if (same.some(({ sourceIdentity }) => sourceIdentity === info.sourceIdentity)) continue
    if (yield* hasBegun(state, source, info)) same.push(info)
  }
  if (same.length > 1) {
    return yield* new AmbiguousSource({
      source: source.name,
      runs: same.map(({ id, source, status }) => ({ id, source, status }))
    })
  }
  // The content of a source takes precedence over its name.
  return same[0] ?? named
})

/** Whether a source begins with the content that a run has read. */
const hasBegun = Effect.fnUntraced(function* (
  state: StateDirectory,
  source: Source.Source,
  info: RunInfo
): Effect.fn.Return<boolean, SourceError | LedgerError> {
  const { checkpoint, head } = yield* state.read(info.id)
  const marks = [head, checkpoint].filter((mark) => mark !== undefined)
  if (marks.length === 0) {
    // A run of an older version, or of rejected rows, has only the digest of its whole source.
    return info.sourceDigest !== undefined && info.sourceDigest === (yield* source.digest)
  }
  // The head is quick to read, and distinguishes most sources.
  for (const mark of marks) if (!(yield* beginsAt(source, mark))) return false
  return true
})

/** Whether a source has the content of a mark. A source that cannot be read up to the mark does not. */
const beginsAt = (source: Source.Source, mark: Source.Mark): Effect.Effect<boolean> =>
  Effect.scoped(Effect.map(source.openAt(mark), (table) => table !== undefined)).pipe(
    Effect.orElseSucceed(() => false)
  )
