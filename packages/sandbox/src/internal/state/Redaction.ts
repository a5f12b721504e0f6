/**
 * Redaction: by DELETE at once, and in the background of what belongs to something redacted. What is redacted keeps
 * its id, its status and its tags, and answers 409 to another redaction.
 */
import { conflict, type Refusal } from "../request/Answer.ts"
import type { Entities, Entity } from "./Entities.ts"
import type { Context } from "./Resource.ts"

/** What the state of something that can be redacted has. */
export interface Redactable {
  readonly redactedAt: number | null
}

export interface Options<State> {
  /** The state without what is personal; `redactedAt` is set here. */
  readonly erase: (state: State) => State
  /** Notes the event. */
  readonly after?: (entity: Entity<State>, now: number) => void
}

/** The chore of redacting what belongs to an object, whose id is the argument. */
const belongings = "redact-belongings"

/** Has everything that belongs to an object redacted, after the answer. */
export const belongingsOf = ({ backgroundJobs }: Context, id: string, now: number): void =>
  backgroundJobs.add(belongings, id, now)

/** Makes a kind of object redactable and gives what redacts one of them. */
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
