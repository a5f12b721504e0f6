/** Unions: told apart by one member, or at first sight. */
import { camelCase } from "./wireName.ts"
import { isMembers, listed, type Node, type Openness } from "./wireNode.ts"
import type { Walk } from "./wireWalk.ts"

/**
 * A union told apart by one member. An open one keeps what carries another value there, or none, as it is.
 */
export class Tagged implements Node {
  readonly expected: string
  readonly primitive = undefined
  private readonly wire: string
  private readonly name: string
  private readonly open: boolean
  private readonly members: ReadonlyMap<unknown, Node>
  constructor(openness: Openness, discriminator: string, members: Readonly<Record<string, Node>>) {
    this.wire = discriminator
    this.name = camelCase(discriminator)
    this.open = openness === "open"
    this.members = new Map(Object.entries(members))
    this.expected = listed(Object.keys(members))
  }
  fits(value: unknown, decoding: boolean): boolean {
    return isMembers(value) && (this.open || this.members.has(value[decoding ? this.wire : this.name]))
  }
  convert(value: unknown, walk: Walk): unknown {
    if (!isMembers(value)) return walk.expected("an object")
    const member = this.members.get(value[walk.decoding ? this.wire : this.name])
    if (member !== undefined) return member.convert(value, walk)
    if (this.open) return value
    walk.path.push(this.wire)
    walk.expected(this.expected)
    walk.path.pop()
    return undefined
  }
}

/** A union without a discriminator: the first member that a value fits at first sight. */
export class Either implements Node {
  readonly expected: string
  readonly primitive = undefined
  private readonly members: ReadonlyArray<Node>
  constructor(members: ReadonlyArray<Node>) {
    this.members = members
    this.expected = members.map((member) => member.expected).join(", or ")
  }
  fits(value: unknown, decoding: boolean): boolean {
    return this.members.some((member) => member.fits(value, decoding))
  }
  convert(value: unknown, walk: Walk): unknown {
    const member = this.members.find((member) => member.fits(value, walk.decoding))
    return member === undefined ? walk.expected(this.expected) : member.convert(value, walk)
  }
}
