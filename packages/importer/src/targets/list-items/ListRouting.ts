/**
 * Routes items to lists that a column of the source names, by id (`lst_…`) or by name.
 *
 * The source is read once before the first write. All lists are then known: missing ones can be confirmed and created
 * once each, and unusable ones end the import with all problems at once. After that, the identity of an item includes
 * its list's id: two lists may hold the same item, and one list with two spellings is one list.
 */
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import type { Failure } from "../Destination.ts"
import * as ListDestination from "../lists/Destination.ts"
import type { SourceError } from "../../SourceError.ts"
import type { Digester } from "../../ledger/Digest.ts"
import type { ListAttempts } from "../lists/ListAttempts.ts"
import type * as Mapping from "../../Mapping.ts"
import * as Preflight from "../../setup/Preflight.ts"
import { type DestinationError, type ListProblem, ListsError, type StateError } from "../../RunError.ts"
import type * as Source from "../../Source.ts"
import type { ListItemKind } from "../../Target.ts"
import { creatableKinds } from "../../Target.ts"

/** The most lists of one run. All of them are held in memory. */
export const maxLists = 10_000

/** The most problems that are reported individually. */
const maxProblems = 20

/**
 * Reads the source to its end. Returns each list that a valid row names, as written, with the first line that names it.
 */
export const collect = (
  source: Source.Source,
  mapper: Mapping.RowMapper,
  column: string
): Effect.Effect<ReadonlyMap<string, number>, SourceError | ListsError> =>
  Effect.scoped(
    Effect.gen(function* () {
      const table = yield* source.open
      const named = new Map<string, number>()
      yield* Stream.runForEach(table.windows, ({ records }) =>
        Effect.suspend(() => {
          for (const record of records) {
            const row = mapper(record)
            if (row._tag === "Invalid" || row.list === undefined || named.has(row.list)) continue
            if (named.size === maxLists) {
              const problem: ListProblem = {
                reason: "too-many",
                line: row.line,
                candidates: [maxLists.toLocaleString("en")]
              }
              return Effect.fail(new ListsError({ column, problems: [problem], more: 0 }))
            }
            named.set(row.list, row.line)
          }
          return Effect.void
        })
      )
      return named
    })
  )

/** A run's known lists: the id for a cell of the column, if rows may have gone to that list before. */
export type Known = (written: string) => string | undefined

/** Finds every list, or fails with the problems of all unusable ones. Only reads. */
export const resolve = Effect.fnUntraced(function* (
  named: ReadonlyMap<string, number>,
  { column, kind, known }: { readonly column: string; readonly kind: ListItemKind; readonly known: Known }
): Effect.fn.Return<Preflight.ManyLists, Failure | ListsError, PersonaClient> {
  const idOf = (written: string) => known(written) ?? (written.startsWith("lst_") ? written : undefined)
  const ids = new Set([...named.keys()].map(idOf))
  const kinds = new Map<string, string>()
  const byName = new Map<string, Array<string>>()
  yield* Stream.runForEach(ListDestination.active, (list) =>
    Effect.sync(() => {
      if (ids.has(list.id)) kinds.set(list.id, list.kind)
      if (list.kind === kind && named.has(list.name)) {
        byName.set(list.name, [...(byName.get(list.name) ?? []), list.id])
      }
    })
  )
  const lists: Array<Preflight.NamedList> = []
  const problems: Array<ListProblem> = []
  for (const [written, line] of named) {
    const id = idOf(written)
    const found = byName.get(written) ?? []
    const refuse = (reason: ListProblem["reason"], candidates: ReadonlyArray<string> = []) =>
      void problems.push({ reason, line, candidates })
    if (id !== undefined) {
      const actual = kinds.get(id)
      if (actual === kind) lists.push({ written, line, id })
      else if (actual !== undefined) refuse("wrong-kind", [actual])
      else if (known(written) !== undefined) refuse("gone")
      // A list that is not active needs its own look-up. The limit protects against a wrong column.
      else if (problems.length >= maxProblems) refuse("no-such-list")
      else {
        const why = yield* reasonOf(id, kind)
        if (why === undefined) lists.push({ written, line, id })
        else refuse(why.reason as ListProblem["reason"], why.candidates)
      }
    } else if (found.length > 1) refuse("ambiguous-name", found)
    else if (found.length === 0 && !isCreatable(kind)) refuse("not-creatable")
    else lists.push({ written, line, id: found[0] })
  }
  if (problems.length > 0) {
    const told = problems.slice(0, maxProblems)
    return yield* new ListsError({ column, problems: told, more: problems.length - told.length })
  }
  return { _tag: "Lists", kind, lists }
})

/** Why a list cannot be used; `undefined` if it can. */
const reasonOf = (
  id: string,
  kind: ListItemKind
): Effect.Effect<DestinationError | undefined, Failure, PersonaClient> =>
  Effect.as(Preflight.listById(id, kind), undefined).pipe(
    Effect.catchTag("DestinationError", (error) => Effect.succeed(error))
  )

const isCreatable = (kind: ListItemKind): kind is (typeof creatableKinds)[number] =>
  creatableKinds.some((other) => other === kind)

/** Ids of lists, by the text of the column. */
export type Routes = ReadonlyMap<string, string>

/** Creates the missing lists, once each, and returns the ids of all lists. */
export const create = (
  { kind, lists }: Preflight.ManyLists,
  attempts: ListAttempts
): Effect.Effect<Routes, Failure | DestinationError | StateError, PersonaClient> =>
  Effect.map(
    Effect.forEach(
      lists,
      ({ id, written }) =>
        Effect.map(
          id !== undefined || !isCreatable(kind)
            ? Effect.succeed(id ?? "")
            : Preflight.createList({ _tag: "NewList", kind, name: written }, attempts),
          (found) => [written, found] as const
        ),
      { concurrency: 4 }
    ),
    (entries) => new Map(entries)
  )

/** The lists with their assigned ids. */
export const placed = (place: Preflight.ManyLists, routes: Routes): Preflight.ManyLists => ({
  ...place,
  lists: place.lists.map((list) => ({ ...list, id: routes.get(list.written) }))
})

/** Provisional routes before lists are created: the ids of existing lists, and the names of the others. */
export const foreseen = ({ lists }: Preflight.ManyLists): Routes =>
  new Map(lists.map(({ id, written }) => [written, id ?? written]))

/** Adds the list to each row's request and identity. */
export const routed = (mapper: Mapping.RowMapper, routes: Routes): Mapping.RowMapper => {
  const { describe, digest, ignored, problemAt } = mapper
  const toRow = (record: Source.SourceRecord): Mapping.Row => {
    const row = mapper(record)
    if (row._tag === "Invalid" || row.list === undefined) return row
    const listId = routes.get(row.list)
    if (listId === undefined) {
      return { _tag: "Invalid", line: row.line, number: row.number, problems: [newList] }
    }
    const { attributes } = row.request.data
    return {
      ...row,
      natural: row.natural === undefined ? undefined : JSON.stringify([listId, ownPart(row.natural)]),
      request: { data: { attributes: { listId, ...attributes } } }
    } as Mapping.ValidRow
  }
  return Object.assign(toRow, { describe, digest, ignored, problemAt })
}

/** The item's own part of a natural key. The mapping puts the list, as written, in front of it. */
const ownPart = (natural: string): string => (JSON.parse(natural) as readonly [string, string])[1]

const newList: Mapping.Problem = {
  column: "",
  field: "list",
  code: "new-list",
  reason: "Its list was not in the file when the import began",
  suggestion: "Import the file again"
}

// What a run remembers

const nameOf = (digester: Digester, written: string): string =>
  Buffer.from(digester.digest("list", written), "latin1").toString("hex")

/** The lists that a run stores: ids, by a digest of the column's text. */
export const remembered = (routes: Routes, digester: Digester): Readonly<Record<string, string>> =>
  Object.fromEntries([...routes].map(([written, id]) => [nameOf(digester, written), id]))

/** The known lists of a run, from its stored ones. */
export const knownTo =
  (lists: Readonly<Record<string, string>> | undefined, digester: Digester): Known =>
  (written) =>
    lists?.[nameOf(digester, written)]

/**
 * Whether a run's rows still go to the same place: each known list still has its name. A list that was archived and
 * created again is a different place.
 */
export const isSamePlace = ({ lists }: Preflight.ManyLists, known: Known): boolean =>
  lists.every(({ id, written }) => {
    const before = known(written)
    return before === undefined || before === id
  })
