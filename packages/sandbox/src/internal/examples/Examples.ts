/**
 * Answers to operations that the sandbox does not simulate: a body that matches the operation's schema, always the
 * same, with the id of the path in it. Nothing is stored, and a header marks the answer as an example.
 *
 * The module is loaded, and an operation's schemas are built, with the first request that needs them.
 */
import * as Manifest from "@effect-persona/core/Manifest"
import type * as Operation from "@effect-persona/core/Operation"
import * as Effect from "effect/Effect"
import * as FindMyWay from "effect/http/FindMyWay"
import * as Answer from "../request/Answer.ts"
import * as ExampleValue from "./ExampleValue.ts"
import * as Ids from "../state/Ids.ts"
import * as ResourceTypes from "../request/ResourceTypes.ts"
import * as Pdf from "./Pdf.ts"
import { base } from "../request/Request.ts"
import type { Call, Route } from "../state/Resource.ts"
import type { Find, Found } from "../request/Routes.ts"

export interface Examples {
  /** The route of an operation that is answered with an example; undefined for unknown operations. */
  readonly find: (method: string, path: string) => Effect.Effect<Found | undefined>
}

/** Covers every operation of the manifest without a route of its own. */
export const make = (own: Find): Examples => {
  const table = FindMyWay.make<Manifest.Entry>({ caseSensitive: true, maxParamLength: 256 })
  for (const entry of operations(own)) table.on(entry.method, template(entry), entry)
  const ready = new Map<string, Route>()
  return {
    find: (method, path) => {
      const found = table.find(method, path)
      if (found === undefined) return Effect.succeed(undefined)
      const { handler: entry, params } = found
      const known = ready.get(entry.id)
      if (known !== undefined) return Effect.succeed({ route: known, params })
      return Effect.map(Manifest.load(entry), (operation) => {
        const route = routeOf(entry, operation)
        ready.set(entry.id, route)
        return { route, params }
      })
    }
  }
}

/** The operations that are answered with examples. */
export const operations = (own: Find): ReadonlyArray<Manifest.Entry> =>
  Manifest.all.filter((entry) => own(entry.method, pathOf(entry).replace(/\{[^}]+\}/g, "x")) === undefined)

/** The path for routing: the whole path if it is outside the API's own base. */
const pathOf = ({ path, server }: Manifest.Entry): string =>
  server === undefined || server === base ? path : `${server}${path}`

/** The path in the router's form; its parameters are numbered, since their names must not contain dashes. */
const template = (entry: Manifest.Entry): Route["path"] => {
  let count = 0
  return pathOf(entry).replace(/\{[^}]+\}/g, () => `:p${count++}`) as Route["path"]
}

const routeOf = (entry: Manifest.Entry, operation: Operation.Any): Route => {
  const kind = ResourceTypes.of(entry)
  return {
    method: entry.method,
    path: pathOf(entry) as Route["path"],
    permission: ResourceTypes.permission(kind, entry),
    example: true,
    ...(entry.security === "none" ? { open: true } : undefined),
    handle:
      operation.response === "binary"
        ? () => Answer.file("application/pdf", Pdf.blank)
        : body(entry, operation, kind)
  }
}

const body = (entry: Manifest.Entry, operation: Operation.Any, kind: ResourceTypes.Kind): Route["handle"] => {
  const example = ExampleValue.fromSchema(operation.schemas().success, kind.status) as Answer.Document
  const ownId = Ids.make(seedOf(entry.id), 0).next(kind.prefix)
  const named = entry.path.includes("{") && !kind.makesAnother
  const identify = (resource: Answer.Resource, id: string): Answer.Resource =>
    "type" in resource ? { ...resource, type: kind.type, id } : resource

  const document = ({ params }: Call): Answer.Document => {
    const { data } = example
    if (data === undefined || data === null) return example
    if (Array.isArray(data)) return { ...example, data: data.map((resource) => identify(resource, ownId)) }
    return {
      ...example,
      data: identify(data as Answer.Resource, (named ? params["p0"] : undefined) ?? ownId)
    }
  }
  // If both are documented, 201 is for created objects.
  const status = entry.success.at(-1) as Answer.Success["status"]
  return (call) => ({ _tag: "Success", status, document: document(call) })
}

/** A number out of an operation's id. */
const seedOf = (id: string): number =>
  [...id].reduce((hash, letter) => (Math.imul(hash, 31) + letter.charCodeAt(0)) >>> 0, 7)
