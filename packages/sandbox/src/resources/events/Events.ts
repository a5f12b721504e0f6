/**
 * Events: changes of an inquiry, a verification, a report, a case or an account's tags, with the object at that time.
 * The creation and update of accounts and list items are not recorded: imports make millions of them.
 */
import { notFound, ok, type Resource } from "../../internal/request/Answer.ts"
import * as Entities from "../../internal/state/Entities.ts"
import { type Context, type Opened, timestamp } from "../../internal/state/Resource.ts"

interface State {
  readonly name: string
  readonly objectId: string
  readonly payload: Resource
}

/** Records an event of an object in its current state. */
export type Record = (name: string, object: Resource, now: number) => void

export interface Events extends Opened<Resource> {
  readonly record: Record
  /** Calls the listener with every event. */
  readonly subscribe: (listener: (event: Resource, now: number) => void) => void
}

export const open = (context: Context): Events => {
  const events = Entities.make<State>(context, "event", "evt", render)
  const listeners: Array<(event: Resource, now: number) => void> = []
  return {
    contents: () => events.where("1").map(render),
    count: events.count,
    record: (name, object, now) => {
      const event = render(events.create({ name, objectId: object.id ?? "", payload: object }, now))
      for (const listener of listeners) listener(event, now)
    },
    subscribe: (listener) => void listeners.push(listener),
    routes: [
      {
        method: "GET",
        path: "/events",
        permission: "event.read",
        filters: Object.keys(filters),
        handle: (call) => events.page(call, { path: "/events", render, filters })
      },
      {
        method: "GET",
        path: "/events/:id",
        permission: "event.read",
        handle: ({ params }) => {
          const event = events.find(params["id"] ?? "")
          return event === undefined ? notFound() : ok({ data: render(event) })
        }
      }
    ]
  }
}

const filters: Entities.Filters = {
  name: { member: "name" },
  "object-id": { member: "objectId" },
  id: { column: "id" }
}

const render = ({ createdAt, id, state }: Entities.Entity<State>): Resource => ({
  type: "event",
  id,
  attributes: { name: state.name, payload: { data: state.payload }, "created-at": timestamp(createdAt) }
})
