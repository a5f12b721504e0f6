/**
 * What a row becomes: an account, a list, or an item of a list.
 *
 * A target is plain data that can be stored as JSON. Its table, which says what fields there are and how they are
 * checked, lies under `targets/`.
 */
import * as Schema from "effect/Schema"
import { type AccountRequest, table as accounts } from "./targets/accounts/Fields.ts"
import type { TargetTable } from "./targets/Field.ts"
import { kinds, type ListItemRequest, tables as listItems } from "./targets/list-items/Fields.ts"
import { type ListRequest, table as lists } from "./targets/lists/Fields.ts"

export type { Attributes, CrossRefusal, Field, TargetTable } from "./targets/Field.ts"
export type { AccountAttributes, AccountRequest } from "./targets/accounts/Fields.ts"
export type { ListItemKind, ListItemRequest } from "./targets/list-items/Fields.ts"
export type { CreatableKind, ListRequest } from "./targets/lists/Fields.ts"
export { kinds as listItemKinds } from "./targets/list-items/Fields.ts"
export { creatableKinds } from "./targets/lists/Fields.ts"

/** Accounts, all of one type. */
export const Accounts = Schema.TaggedStruct("Accounts", {
  /** Id of the account type (`acttp_…`); the environment's default type when left out. */
  accountType: Schema.optionalKey(Schema.String)
})
export type Accounts = typeof Accounts.Type

/** Lists, of whatever kinds the rows say. */
export const Lists = Schema.TaggedStruct("Lists", {})
export type Lists = typeof Lists.Type

/** Items of lists of one kind. */
export const ListItems = Schema.TaggedStruct("ListItems", {
  kind: Schema.Literals(kinds),
  /** The list's id (`lst_…`) or its name; left out where a column of the source names the list of each item. */
  list: Schema.optionalKey(Schema.String)
})
export type ListItems = typeof ListItems.Type

/** Accounts, lists or list items. */
export const Target = Schema.Union([Accounts, Lists, ListItems])
export type Target = typeof Target.Type

/** The argument of the create operation for one row, without the ids that are the same for every row. */
export type Request = AccountRequest | ListRequest | ListItemRequest

/** What a row of a target becomes. */
export type RequestOf<T extends Target> = T extends Accounts
  ? AccountRequest
  : T extends Lists
    ? ListRequest
    : T extends ListItems
      ? ListItemRequest
      : never

/** The fields of a target and what is made of their values. */
export const table = <T extends Target>(target: T): TargetTable<RequestOf<T>> => {
  // The three tables and the three requests belong together by tag, which the compiler cannot follow.
  const found: TargetTable<Request> = tableOf(target)
  return found as TargetTable<RequestOf<T>>
}

const tableOf = (target: Target): TargetTable<Request> => {
  switch (target._tag) {
    case "Accounts":
      return accounts
    case "Lists":
      return lists
    case "ListItems":
      return listItems[target.kind]
  }
}

/** What the rows are called for people: "accounts", "lists", "email-address list items". */
export const describe = (target: Target): string => {
  switch (target._tag) {
    case "Accounts":
      return "accounts"
    case "Lists":
      return "lists"
    case "ListItems":
      return `${target.kind} list items`
  }
}

/** What the rows become, as reports and file names say it: `accounts`, `lists`, or `list-items`. */
export const targetName = (target: Target): string =>
  target._tag === "Accounts" ? "accounts" : target._tag === "Lists" ? "lists" : "list-items"
