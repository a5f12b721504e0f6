/**
 * Tags of the environment: created by their first use, at most 1000 of them.
 */
import {
  badRequest,
  isRefusal,
  notFound,
  type Refusal,
  unprocessable
} from "../../internal/request/Answer.ts"
import type { Call, Context, Route } from "../../internal/state/Resource.ts"
import { mustBe } from "../../internal/request/Validation.ts"

const maximum = 1000

export interface Tags {
  /** Reads tag names from an attribute; null and absence mean none. */
  readonly fromAttribute: (value: unknown) => ReadonlyArray<string> | Refusal
  /** Reads `meta.tag-name` or `meta.tag-id`, each one value or an array. */
  readonly fromMeta: (meta: Readonly<Record<string, unknown>>) => ReadonlyArray<string> | Refusal
  /** Ensures that all of these exist; if there would be too many, refuses without creating any. */
  readonly ensure: (names: ReadonlyArray<string>, pointer: string) => Refusal | undefined
}

/** Returns the tags of an object after an action, or the reason against it. */
export type Retag = (call: Call, current: ReadonlyArray<string>) => ReadonlyArray<string> | Refusal

/** Each action's result, from the current tags of an object and those in the request. */
const actions: Readonly<
  Record<string, (current: ReadonlyArray<string>, named: ReadonlyArray<string>) => ReadonlyArray<string>>
> = {
  "add-tag": (current, named) => [...current, ...named],
  "remove-tag": (current, named) => current.filter((name) => !named.includes(name)),
  "set-tags": (_, named) => named
}

/** The three routes that change the tags of an object; `path` is the object's own. */
export const routes = (
  tags: Tags,
  { path, ...shared }: Pick<Route, "path" | "permission" | "includes">,
  handle: (retag: Retag) => Route["handle"]
): ReadonlyArray<Route> =>
  Object.entries(actions).map(([action, choose]) => ({
    ...shared,
    method: "POST",
    path: `${path}/${action}`,
    handle: handle((call, current) => {
      const named = tags.fromMeta(call.meta)
      if (isRefusal(named)) return named
      const chosen = [...new Set(choose(current, named))]
      return tags.ensure(chosen, "/meta/tag-name") ?? chosen
    })
  }))

export const make = ({ environment, store }: Context): Tags => {
  store.define("CREATE TABLE IF NOT EXISTS tags (id TEXT PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT")
  const byName = store.one<{ readonly name: string }>("SELECT name FROM tags WHERE name = ?")
  const byId = store.one<{ readonly name: string }>("SELECT name FROM tags WHERE id = ?")
  const insert = store.run("INSERT INTO tags (id, name) VALUES (?, ?)")
  const count = store.one<{ readonly total: number }>("SELECT count(*) AS total FROM tags")
  return {
    fromAttribute: (value) => {
      if (value === undefined || value === null) return []
      return names(value) ?? mustBe("tags", "an array of tag names")
    },
    fromMeta: (meta) => {
      const given = meta["tag-name"]
      if (given !== undefined && given !== null) {
        return names(Array.isArray(given) ? given : [given]) ?? badRequest("meta.tag_name must be a tag name")
      }
      const ids = meta["tag-id"]
      if (ids === undefined || ids === null) return badRequest("meta.tag_name or meta.tag_id is missing")
      const found = (Array.isArray(ids) ? ids : [ids]).map((id: unknown) => byId(String(id))?.name)
      return found.every((name) => name !== undefined) ? found : notFound()
    },
    ensure: (wanted, pointer) => {
      const fresh = wanted.filter((name) => byName(name) === undefined)
      if (fresh.length === 0) return undefined
      if ((count()?.total ?? 0) + fresh.length > maximum) {
        return unprocessable(`An environment has at most ${maximum} active tags`, pointer)
      }
      for (const name of fresh) insert(environment.ids.next("tag"), name)
      return undefined
    }
  }
}

const names = (value: unknown): ReadonlyArray<string> | undefined =>
  Array.isArray(value) && value.every((name) => typeof name === "string" && name !== "")
    ? [...new Set(value as ReadonlyArray<string>)]
    : undefined
