/**
 * The server's own counts of requests, effects and injected faults; part of the record.
 */
import type { Store } from "./Store.ts"

export interface Counters {
  readonly answered: (route: string, status: number) => void
  readonly wrote: (effect: string) => void
  /** Runs work with many effects; their counts are written once at the end. */
  readonly together: (run: () => void) => void
  readonly replayed: () => void
  readonly mismatched: () => void
  readonly injected: (fault: string) => void
  /** Call it after a rollback: rows created in the transaction are gone. */
  readonly forget: () => void
  readonly all: () => Totals
}

export interface Totals {
  readonly requests: Readonly<Record<string, Readonly<Record<string, number>>>>
  readonly writes: Readonly<Record<string, number>>
  readonly replays: number
  readonly mismatches: number
  readonly faults: Readonly<Record<string, number>>
}

interface Row {
  readonly kind: string
  readonly name: string
  readonly detail: string
  readonly total: number
}

export const make = (store: Store): Counters => {
  store.define(`CREATE TABLE IF NOT EXISTS counters (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, name TEXT NOT NULL, detail TEXT NOT NULL, total INTEGER NOT NULL,
    UNIQUE (kind, name, detail)
  ) STRICT`)
  const create = store.run("INSERT OR IGNORE INTO counters (kind, name, detail, total) VALUES (?, ?, ?, 0)")
  const find = store.one<{ readonly id: number }>(
    "SELECT id FROM counters WHERE kind = ? AND name = ? AND detail = ?"
  )
  const increase = store.run("UPDATE counters SET total = total + ? WHERE id = ?")
  const rows = store.many<Row>("SELECT kind, name, detail, total FROM counters")

  let gathered: Map<string, number> | undefined
  const ids = new Map<string, number>()
  const add = (kind: string, name: string, detail: string, by = 1): void => {
    const label = `${kind} ${name} ${detail}`
    const id = ids.get(label)
    if (id !== undefined && increase(by, id) === 1) return
    create(kind, name, detail)
    const found = find(kind, name, detail)!.id
    ids.set(label, found)
    increase(by, found)
  }
  return {
    answered: (route, status) => add("answer", route, String(status)),
    wrote: (effect) => {
      if (gathered === undefined) add("write", effect, "")
      else gathered.set(effect, (gathered.get(effect) ?? 0) + 1)
    },
    together: (run) => {
      const effects = new Map<string, number>()
      gathered = effects
      try {
        run()
      } finally {
        gathered = undefined
      }
      for (const [effect, times] of effects) add("write", effect, "", times)
    },
    replayed: () => add("replay", "", ""),
    mismatched: () => add("mismatch", "", ""),
    injected: (fault) => add("fault", fault, ""),
    forget: () => ids.clear(),
    all: () => totals(rows())
  }
}

const totals = (rows: ReadonlyArray<Row>): Totals => {
  const requests: Record<string, Record<string, number>> = {}
  const writes: Record<string, number> = {}
  const faults: Record<string, number> = {}
  let replays = 0
  let mismatches = 0
  for (const { detail, kind, name, total } of rows) {
    if (kind === "answer") (requests[name] ??= {})[detail] = total
    else if (kind === "write") writes[name] = total
    else if (kind === "fault") faults[name] = total
    else if (kind === "mismatch") mismatches = total
    else replays = total
  }
  return { requests, writes, replays, mismatches, faults }
}
