/**
 * The route table: every resource the sandbox imitates, one line each.
 */
import * as FindMyWay from "effect/http/FindMyWay"
import * as Accounts from "../resources/Accounts.ts"
import * as AccountTypes from "../resources/AccountTypes.ts"
import * as Importers from "../resources/Importers.ts"
import * as ListItems from "../resources/ListItems.ts"
import * as Lists from "../resources/Lists.ts"
import * as RateLimits from "../resources/RateLimits.ts"
import type { Context, Route } from "./Resource.ts"

export interface Options {
  readonly accountTypes: ReadonlyArray<AccountTypes.AccountTypeSeed>
  readonly lists: ReadonlyArray<Lists.ListSeed>
  readonly activationDelayMillis: number
}

/** Opens all resources; to be called in a transaction. Later ones may build on earlier ones. */
export const open = (context: Context, options: Options) => ({
  accountTypes: AccountTypes.open(context, options.accountTypes),
  accounts: Accounts.open(context),
  lists: Lists.open(context, options.lists),
  listItems: ListItems.open(context, options),
  importers: Importers.open(),
  rateLimits: RateLimits.open()
})

export type Resources = ReturnType<typeof open>

export interface Found {
  readonly route: Route
  readonly params: Readonly<Record<string, string | undefined>>
}

/** Finds the route of a method and a path below `/api/v1`. */
export const router = (resources: Resources): ((method: string, path: string) => Found | undefined) => {
  const table = FindMyWay.make<Route>({ caseSensitive: true, maxParamLength: 256 })
  for (const { routes } of Object.values(resources)) {
    for (const route of routes) table.on(route.method, route.path, route)
  }
  return (method, path) => {
    const found = table.find(method, path)
    return found === undefined ? undefined : { route: found.handler, params: found.params }
  }
}
