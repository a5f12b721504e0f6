/**
 * Redaction: by DELETE at once, and in the background for objects that belong to a redacted one. A redacted object
 * keeps its id, its status and its tags, and answers 409 to another redaction.
 */
import { conflict, type Refusal } from "../request/Answer.ts"
import type { Entities, Entity } from "./Entities.ts"
import type { Context } from "./Resource.ts"

/** The state of an object that can be redacted. */
export interface Redactable {
  readonly redactedAt: number | null
}

export interface Options<State> {
  /** The state without personal data; `redactedAt` is set here. */
  readonly erase: (state: State) => State
  /** Records the event. */
  readonly after?: (entity: Entity<State>, now: number) => void
}

/** The job that redacts the objects belonging to an object, whose id is the argument. */
const belongings = "redact-belongings"

/** Schedules the redaction of all objects that belong to an object, after the answer. */
export const belongingsOf = ({ backgroundJobs }: Context, id: string, now: number): void =>
  backgroundJobs.add(belongings, id, now)

/** Makes a kind of object redactable and returns the function that redacts one. */
export const make = <State extends Redactable>(
  context: Context,
  entities: Entities<State>,
  options: Options<State>
): ((entity: Entity<State>, now: number) => Entity<State> | Refusal) => {
  const redact = (entity: Entity<State>, now: number): Entity<State> => {
    const redacted = entities.save(entity, { ...options.erase(entity.state), redactedAt: now }, now)
    options.after?.(redacted, now)
    belongingsOf(context, entity.id, now)
    return redacted
  }
  context.backgroundJobs.define(belongings, (owner, now) => {
    const all = entities.where(
      `json_extract(state, '$.redactedAt') IS NULL
      AND ? IN (json_extract(state, '$.accountId'), json_extract(state, '$.inquiryId'))`,
      owner
    )
    for (const entity of all) redact(entity, now)
  })
  return (entity, now) =>
    entity.state.redactedAt === null ? redact(entity, now) : conflict("This has already been redacted")
}
