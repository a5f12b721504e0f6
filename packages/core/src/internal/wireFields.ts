/** Objects with declared members: where names change, and what is kept or refused. */
import { camelCase } from "./wireName.ts"
import { assign, isMembers, type Members, type Node, type Openness } from "./wireNode.ts"
import type { Walk } from "./wireWalk.ts"

/** How a member of an object is treated besides its shape. */
export type Presence = "optional" | "required" | "defaulted"

/** A declared member. */
export interface Field {
  readonly node: Node
  readonly presence: Presence
}

interface Placed extends Field {
  readonly wire: string
  readonly name: string
  readonly primitive: string | undefined
}

/**
 * An object with declared members.
 *
 * An open one, of an answer, takes null for every member that is not required, keeps members it does not know
 * under their wire names, and also understands a known member that arrives under its TypeScript name (a key
 * whose inflection is camelCase). A closed one, of a request, knows all its members.
 */
export class Fields implements Node {
  readonly primitive = undefined
  private readonly open: boolean
  private readonly declare: () => Readonly<Record<string, Field>>
  private placed: Places | undefined

  constructor(openness: Openness, declare: () => Readonly<Record<string, Field>>) {
    this.open = openness === "open"
    this.declare = declare
  }

  get expected(): string {
    const required = this.places().needed.flatMap(({ presence, wire }) =>
      presence === "required" ? [wire] : []
    )
    return required.length === 0 ? "an object" : `an object with ${required.join(", ")}`
  }

  /** The declared members by wire name. */
  fields(): Readonly<Record<string, Field>> {
    return this.declare()
  }

  fits(value: unknown, decoding: boolean): boolean {
    if (!isMembers(value)) return false
    const { byName, byWire, needed } = this.places()
    const known = decoding ? byWire : byName
    return (
      needed.every((field) => value[decoding ? field.wire : field.name] !== undefined) &&
      (this.open || Object.keys(value).every((key) => known.has(key)))
    )
  }

  convert(value: unknown, walk: Walk): unknown {
    if (!isMembers(value)) return walk.expected(this.expected)
    const places = (this.placed ??= this.place())
    const decoding = walk.decoding
    const known = decoding ? places.byWire : places.byName
    const out: Record<string, unknown> = {}
    for (const key of Object.keys(value)) {
      const given = value[key]
      if (given === undefined) continue
      const field = known.get(key)
      if (field === undefined) {
        this.undeclared(value, key, out, places, walk)
      } else if (typeof given === field.primitive) {
        out[decoding ? field.name : field.wire] = given
      } else {
        this.member(field, given, out, walk)
      }
    }
    for (const field of places.needed) {
      if (value[decoding ? field.wire : field.name] === undefined) this.absent(field, out, walk)
    }
    return out
  }

  private member(field: Placed, given: unknown, out: Record<string, unknown>, walk: Walk): void {
    const target = walk.decoding ? field.name : field.wire
    if (given === null && this.open && field.presence !== "required") {
      out[target] = field.presence === "defaulted" ? {} : null
      return
    }
    walk.path.push(field.wire)
    out[target] = field.node.convert(given, walk)
    walk.path.pop()
  }

  private undeclared(
    value: Members,
    key: string,
    out: Record<string, unknown>,
    places: Places,
    walk: Walk
  ): void {
    if (!this.open) {
      const meant = walk.decoding ? places.byName.get(key)?.wire : places.byWire.get(key)?.name
      walk.unexpected(key, meant === undefined ? "no such member" : `the member under its name ${meant}`)
      return
    }
    const alias = walk.decoding ? places.byName.get(key) : undefined
    if (alias === undefined) assign(out, key, value[key])
    else if (value[alias.wire] === undefined) this.member(alias, value[key], out, walk)
  }

  private absent(field: Placed, out: Record<string, unknown>, walk: Walk): void {
    const target = walk.decoding ? field.name : field.wire
    if (out[target] !== undefined) return
    if (field.presence === "defaulted") out[target] = {}
    else walk.missing(field.wire)
  }

  private places(): Places {
    return (this.placed ??= this.place())
  }

  private place(): Places {
    const all = Object.entries(this.declare()).map(([wire, field]): Placed => ({
      ...field,
      wire,
      name: camelCase(wire),
      primitive: field.node.primitive
    }))
    return {
      byWire: new Map(all.map((field) => [field.wire, field])),
      byName: new Map(all.map((field) => [field.name, field])),
      needed: all.filter((field) => field.presence !== "optional")
    }
  }
}

interface Places {
  readonly byWire: ReadonlyMap<string, Placed>
  readonly byName: ReadonlyMap<string, Placed>
  /** Members that are required or have a default. */
  readonly needed: ReadonlyArray<Placed>
}
