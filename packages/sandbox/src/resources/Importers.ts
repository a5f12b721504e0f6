/**
 * The importers' endpoints, so far only as a clear refusal: a client learns that the sandbox lacks them, not that it has
 * the path wrong.
 */
import { refuse } from "../internal/Answer.ts"
import type { Opened, Route } from "../internal/Resource.ts"

const paths: ReadonlyArray<Route["path"]> = [
  "/importer/accounts",
  "/importer/list-item/email-addresses",
  "/importer/list-item/geolocations",
  "/importer/list-item/government-id-numbers",
  "/importer/list-item/ip-addresses",
  "/importer/list-item/names",
  "/importer/list-item/phone-numbers"
]

const notYet = refuse(404, "Not in this sandbox yet", "The sandbox does not imitate importers so far")

const route = (method: Route["method"], path: Route["path"], permission: string): Route => ({
  method,
  path,
  permission,
  handle: () => notYet
})

export const open = (): Opened<never> => ({
  contents: () => [],
  count: () => 0,
  routes: [
    ...paths.map((path) => route("POST", path, "importer.write")),
    route("GET", "/importers", "importer.read"),
    route("GET", "/importers/:id", "importer.read")
  ]
})
