/**
 * Directory of all resources: any object by its id, for relationships, `include` and events. Each resource registers
 * itself when it opens, so none has to know the others.
 */
import type { Resource } from "../request/Answer.ts"

export interface Registry {
  /** Registers the objects whose ids begin with a prefix. */
  readonly add: (prefix: string, find: (id: string) => Resource | undefined) => void
  readonly find: (id: string) => Resource | undefined
  /** The objects at the end of relationship paths (`account`, `account.account-type`), each once. */
  readonly included: (from: Resource, paths: ReadonlyArray<string>) => ReadonlyArray<Resource>
}

export const make = (): Registry => {
  const finders = new Map<string, (id: string) => Resource | undefined>()
  const find: Registry["find"] = (id) => finders.get(id.split("_", 1)[0] ?? "")?.(id)

  const related = (from: Resource, name: string): ReadonlyArray<Resource> =>
    linkages(from.relationships?.[name]).flatMap(({ id }) => {
      const resource = find(id)
      return resource === undefined ? [] : [resource]
    })

  return {
    add: (prefix, finder) => void finders.set(prefix, finder),
    find,
    included: (from, paths) => {
      const all = new Map<string, Resource>()
      for (const path of paths) {
        let level: ReadonlyArray<Resource> = [from]
        for (const name of path.split(".").slice(0, 2)) {
          level = level.flatMap((resource) => related(resource, name))
          for (const resource of level) all.set(`${resource.type} ${resource.id}`, resource)
        }
      }
      return [...all.values()]
    }
  }
}

interface Linkage {
  readonly id: string
}

const linkages = (relationship: unknown): ReadonlyArray<Linkage> => {
  const data = (relationship as { readonly data?: unknown } | undefined)?.data
  return [data].flat().filter((one): one is Linkage => typeof one === "object" && one !== null && "id" in one)
}

/** A relationship to one object, or to none. */
export const toOne = (type: string, id: string | null | undefined) => ({
  data: id === null || id === undefined ? null : { type, id }
})

/** A relationship to any number of objects. */
export const toMany = (resources: ReadonlyArray<{ readonly type: string; readonly id?: string }>) => ({
  data: resources.map(({ id, type }) => ({ type, id }))
})
