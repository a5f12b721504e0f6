/**
 * Targets: accounts, lists or list items.
 *
 * A target is plain data that can be stored as JSON. Its table, with its fields and their checks, is in `targets/`.
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
  /** Id of the account type (`acttp_…`). @default the environment's default type */
  accountType: Schema.optionalKey(Schema.String)
})
export type Accounts = typeof Accounts.Type

/** Lists. Each row names its list's kind. */
export const Lists = Schema.TaggedStruct("Lists", {})
export type Lists = typeof Lists.Type

/** Items of lists of one kind. */
export const ListItems = Schema.TaggedStruct("ListItems", {
  kind: Schema.Literals(kinds),
  /** The list's id (`lst_…`) or its name. Absent where a column of the source names each item's list. */
  list: Schema.optionalKey(Schema.String)
})
export type ListItems = typeof ListItems.Type

/** Accounts, lists or list items. */
export const Target = Schema.Union([Accounts, Lists, ListItems])
export type Target = typeof Target.Type

/** The argument of the create operation for one row, without ids that all rows share. */
export type Request = AccountRequest | ListRequest | ListItemRequest

/** The request of one row of a target. */
export type RequestOf<T extends Target> = T extends Accounts
  ? AccountRequest
  : T extends Lists
    ? ListRequest
    : T extends ListItems
      ? ListItemRequest
      : never

/** The table of a target: its fields, and how it builds a request from their values. */
export const table = <T extends Target>(target: T): TargetTable<RequestOf<T>> => {
  // The tag pairs each table with its request, which the compiler cannot see.
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

/** The target's name in messages: "accounts", "lists", "email-address list items". */
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

/** The target's name in reports and file names: `accounts`, `lists`, or `list-items`. */
export const targetName = (target: Target): string =>
  target._tag === "Accounts" ? "accounts" : target._tag === "Lists" ? "lists" : "list-items"
