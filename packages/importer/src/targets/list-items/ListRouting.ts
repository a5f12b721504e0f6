/**
 * Which list each item goes to, where a column of the source names it: by id (`lst_…`) or by name.
 *
 * The source is read once before anything is written, so that all lists are known, the missing ones can be asked about
 * and created once each, and what cannot work ends the import with all problems at once. From then on an item is known
 * by its list's id: two lists may hold the same item, and one list that is written in two ways is one list.
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

/** Lists that one run may have at most. All of them are held in memory. */
export const maxLists = 10_000

/** Problems that are told one by one. */
const maxProblems = 20

/**
 * Reads the source to its end and gives each list that a row which can be sent names, as it is written, with the first
 * line that does.
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

/** What a run knows of its lists: the id behind what the column says, where rows may have gone there before. */
export type Known = (written: string) => string | undefined

/** Finds every list, or says what is wrong with all those that cannot be used. Only reads. */
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
      // What is not among the active lists needs a look of its own; there is no end of them in the wrong column.
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

/** Ids of lists by what the column says. */
export type Routes = ReadonlyMap<string, string>

/** Creates the lists that are missing, once each, and gives the ids of all. */
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

/** The lists with the ids that they have been given. */
export const placed = (place: Preflight.ManyLists, routes: Routes): Preflight.ManyLists => ({
  ...place,
  lists: place.lists.map((list) => ({ ...list, id: routes.get(list.written) }))
})

/** What stands for the lists while nothing is created: the ids of those that are there, the names of the others. */
export const foreseen = ({ lists }: Preflight.ManyLists): Routes =>
  new Map(lists.map(({ id, written }) => [written, id ?? written]))

/** Makes the list a part of each row: of what is sent, and of what it is known by. */
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

/** The mapping puts the list as it is written in front of what the item is known by. */
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

/** What a run keeps of its lists: ids, by a digest of what the column says. */
export const remembered = (routes: Routes, digester: Digester): Readonly<Record<string, string>> =>
  Object.fromEntries([...routes].map(([written, id]) => [nameOf(digester, written), id]))

/** What a run has kept. */
export const knownTo =
  (lists: Readonly<Record<string, string>> | undefined, digester: Digester): Known =>
  (written) =>
    lists?.[nameOf(digester, written)]

/**
 * Whether a run's rows go where they went: each list that it knows is the one that has its name now. A list that was
 * archived and has been created anew is another place.
 */
export const isSamePlace = ({ lists }: Preflight.ManyLists, known: Known): boolean =>
  lists.every(({ id, written }) => {
    const before = known(written)
    return before === undefined || before === id
  })
