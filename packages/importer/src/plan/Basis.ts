/** The basis of a plan: facts that must be unchanged when the plan is applied. */
import * as Digest from "../ledger/Digest.ts"
import type { Place } from "../setup/Preflight.ts"
import type * as Settings from "../setup/Settings.ts"
import * as Spool from "../Spool.ts"
import * as RunConfig from "../state/RunConfig.ts"

/** The basis of a plan. An import of the plan is refused if one of these has changed. */
export interface Basis {
  /** SHA-256 of the source's text. `null` if the source can be read only once and was not read yet. */
  readonly source: string | null
  /** Digest of target, mapping and set values. */
  readonly mapping: string
  /** The environment's id, or the API's address if no id is known. `null` if it was not queried. */
  readonly environment: string | null
  /** The list's id, the name of a list to create, or empty for the environment itself. */
  readonly place: string
  /** Digest of the settings that decide the outcome of a row. */
  readonly policy: string
}

/** The place of the rows as a text that changes with it. Does not reveal names of lists. */
export const placeOf = (place: Place | undefined): string => {
  switch (place?._tag) {
    case undefined:
    case "Environment":
      return ""
    case "List":
      return place.id
    case "NewList":
      return `new ${place.kind} list ${Digest.fingerprint(place.name)}`
    case "Lists":
      return `lists ${Digest.fingerprint(place.lists.map(({ id, written }) => [written, id ?? null]))}`
  }
}

/** A digest of the settings that decide the outcome of a row, besides source, target and mapping. */
export const policyOf = ({
  concurrency: _concurrency,
  emitEvents: _emitEvents,
  engine: _engine,
  keyMaxAge: _keyMaxAge,
  leave: _leave,
  map: _map,
  set: _set,
  source: _source,
  target: _target,
  ...choices
}: Settings.ImportSettings): string =>
  Digest.fingerprint(Object.entries(choices).toSorted(([a], [b]) => (a < b ? -1 : 1)))

/** Whether another process can open the source again. */
export const canBeKept = ({ source }: Pick<Settings.ImportSettings, "source">): boolean =>
  !Spool.isSpooled(source) && RunConfig.repeatable(source) !== null
