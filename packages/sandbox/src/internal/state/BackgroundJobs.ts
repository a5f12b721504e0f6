/**
 * Work that the API does in the background, after its answer: here, at the first read that it may affect, once it is
 * due. Jobs are stored with the state, so they survive a restart.
 */
import type { Store } from "./Store.ts"

export interface BackgroundJobs {
  /** Adds a handler of a kind of job; a kind may have several. */
  readonly define: (kind: string, run: Run) => void
  /** Adds a job that is due after the usual delay. */
  readonly add: (kind: string, argument: string, now: number) => void
  /** Adds a job that is due at a given time. */
  readonly addAt: (kind: string, argument: string, due: number) => void
  /** Runs the due jobs in order of time; jobs added meanwhile run too, once they are due. */
  readonly settle: (now: number) => void
}

/** Runs a job: `now` is the time of the read, `due` its own time. */
export type Run = (argument: string, now: number, due: number) => void

interface Row {
  readonly seq: number
  readonly kind: string
  readonly argument: string
  readonly due: number
}

export const make = (store: Store, delayMillis: number): BackgroundJobs => {
  store.define(`CREATE TABLE IF NOT EXISTS chores (
    seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, argument TEXT NOT NULL, due INTEGER NOT NULL
  ) STRICT;
  CREATE INDEX IF NOT EXISTS chores_by_due ON chores (due, seq)`)
  const next = store.one<Row>("SELECT * FROM chores WHERE due <= ? ORDER BY due, seq LIMIT 1")
  const remove = store.run("DELETE FROM chores WHERE seq = ?")
  const insert = store.run("INSERT INTO chores (kind, argument, due) VALUES (?, ?, ?)")
  const known = new Map<string, Array<Run>>()
  return {
    define: (kind, run) => {
      const parts = known.get(kind)
      if (parts === undefined) known.set(kind, [run])
      else parts.push(run)
    },
    add: (kind, argument, now) => void insert(kind, argument, now + delayMillis),
    addAt: (kind, argument, due) => void insert(kind, argument, due),
    settle: (now) => {
      for (let chore = next(now); chore !== undefined; chore = next(now)) {
        const { argument, due, kind, seq } = chore
        remove(seq)
        for (const run of known.get(kind) ?? []) run(argument, now, due)
      }
    }
  }
}
