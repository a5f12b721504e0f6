/**
 * Account types: seeded through options, since the API can only retrieve them. The type "User" always exists and is the
 * default of accounts that name no type.
 */
import { notFound, ok, type Resource } from "../../internal/request/Answer.ts"
import { type Context, type Opened, timestamp } from "../../internal/state/Resource.ts"
import type { Store } from "../../internal/state/Store.ts"

/** An initial account type. */
export interface AccountTypeSeed {
  readonly name: string
  /** `acttp_…`; generated if omitted. */
  readonly id?: string | undefined
  /** Names of the statuses of this type's accounts; the first one is the default. @default ["active"] */
  readonly statuses?: ReadonlyArray<string> | undefined
  /** Custom fields with their kinds; values of other keys get the kind that their JSON type suggests. */
  readonly fields?: ReadonlyArray<FieldSeed> | undefined
}

export interface FieldSeed {
  /** Key under `fields`, unchanged. */
  readonly key: string
  /** Kind of the field, for example `string`, `integer`, `date`, `choices`. */
  readonly type: string
  /** @default the key */
  readonly label?: string | undefined
}

export interface AccountType {
  readonly id: string
  readonly name: string
  readonly createdAt: number
  readonly statuses: ReadonlyArray<{ readonly id: string; readonly name: string }>
  readonly fields: ReadonlyArray<FieldSeed>
}

interface Row {
  readonly id: string
  readonly name: string
  readonly statuses: string
  readonly fields: string
  readonly created_at: number
}

export const open = (context: Context, seeds: ReadonlyArray<AccountTypeSeed>): Opened<AccountType> => {
  const { store } = context
  store.define(`CREATE TABLE IF NOT EXISTS account_types (
    seq INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, name TEXT NOT NULL UNIQUE,
    statuses TEXT NOT NULL, fields TEXT NOT NULL, created_at INTEGER NOT NULL
  ) STRICT`)
  for (const seed of [{ name: defaultName }, ...seeds]) plant(context, seed)

  const types = directory(store)
  const all = store.many<Row>("SELECT * FROM account_types ORDER BY seq")
  return {
    contents: () => all().map(fromRow),
    count: () => all().length,
    routes: [
      {
        method: "GET",
        path: "/account-types/:id",
        permission: "account_type.read",
        handle: ({ params }) => {
          const type = types.byId(params["id"] ?? "")
          return type === undefined ? notFound() : ok({ data: render(type) })
        }
      }
    ]
  }
}

const defaultName = "User"

/** Adds a type, or updates the one with this name from the seed; omitted members stay unchanged. */
const plant = ({ environment, now, store }: Context, seed: AccountTypeSeed): void => {
  const existing = store.one<Row>("SELECT * FROM account_types WHERE name = ?")(seed.name)
  const statuses = (names: ReadonlyArray<string>) =>
    JSON.stringify(names.map((name) => ({ id: environment.ids.next("actst"), name })))
  if (existing === undefined) {
    store.run("INSERT INTO account_types (id, name, statuses, fields, created_at) VALUES (?, ?, ?, ?, ?)")(
      seed.id ?? environment.ids.next("acttp"),
      seed.name,
      statuses(seed.statuses ?? ["active"]),
      JSON.stringify(seed.fields ?? []),
      now
    )
    return
  }
  const known = fromRow(existing).statuses.map(({ name }) => name)
  const same = seed.statuses === undefined || JSON.stringify(seed.statuses) === JSON.stringify(known)
  store.run("UPDATE account_types SET statuses = ?, fields = ? WHERE name = ?")(
    same ? existing.statuses : statuses(seed.statuses ?? []),
    seed.fields === undefined ? existing.fields : JSON.stringify(seed.fields),
    seed.name
  )
}

/** Finds account types by id. */
export type Directory = ReturnType<typeof directory>

/** Looks up account types; they never change while a state is open. */
export const directory = (store: Store) => {
  const known = new Map<string, AccountType>()
  const find = store.one<Row>("SELECT * FROM account_types WHERE id = ?")
  const byId = (id: string): AccountType | undefined => {
    const cached = known.get(id)
    if (cached !== undefined) return cached
    const row = find(id)
    if (row === undefined) return undefined
    const type = fromRow(row)
    known.set(id, type)
    return type
  }
  const standard = store.one<Row>("SELECT * FROM account_types WHERE name = ?")(defaultName)
  if (standard === undefined) throw new Error("The default account type is missing")
  return { byId, default: fromRow(standard) }
}

const fromRow = (row: Row): AccountType => ({
  id: row.id,
  name: row.name,
  createdAt: row.created_at,
  statuses: JSON.parse(row.statuses) as AccountType["statuses"],
  fields: JSON.parse(row.fields) as AccountType["fields"]
})

export const render = (type: AccountType): Resource => {
  const statuses = type.statuses.map(({ id }) => ({ type: "account-status", id }))
  return {
    type: "account-type",
    id: type.id,
    attributes: {
      name: type.name,
      "created-at": timestamp(type.createdAt),
      "updated-at": timestamp(type.createdAt),
      "field-schemas": type.fields.map((field) => ({
        type: field.type,
        key: field.key,
        label: field.label ?? field.key,
        config: { required: false, "archived-at": null, "deactivated-at": null }
      }))
    },
    relationships: {
      "account-statuses": { data: statuses },
      "default-account-status": { data: statuses[0] ?? null }
    }
  }
}
