/** Writes shapes in the vocabulary of `wire.ts`. */
import type { Direction, Member, Shape } from "../model.ts"
import type { Scope } from "./scope.ts"
import { block, call, property, quote } from "./text.ts"

export interface Context {
  readonly scope: Scope
  readonly direction: Direction
}

/** The expression for a shape, which starts behind `column` columns. Null is left to `nullablePart`. */
export const partOf = (shape: Shape, context: Context, column: number): string => {
  const closed = context.direction === "request"
  switch (shape.kind) {
    case "string":
      return closed && shape.closed
        ? call("W.literals", shape.known.map(quote), column)
        : shape.pattern === undefined
          ? "W.string"
          : `W.pattern(${quote(shape.pattern)})`
    case "segment":
    case "number":
    case "integer":
    case "boolean":
    case "json":
    case "free":
    case "flag":
    case "fieldsets":
    case "page":
    case "links":
    case "upload":
      return `W.${shape.kind}`
    case "values":
      return call("W.values", [nullablePart(shape.of, context, column + 9)], column)
    case "array":
      return call(
        "W.array",
        [nullablePart(shape.items, context, column + 8), ...sizeOf(shape.least, shape.most)],
        column
      )
    case "object":
      return call(
        closed ? "W.closed" : "W.open",
        [
          membersPart(shape.members, context, column + 9),
          ...shape.bases.map((base) => context.scope.component(base, context.direction))
        ],
        column
      )
    case "union": {
      const variants = shape.variants.flatMap((variant) => {
        const part = partOf(variant.shape, context, column + 4)
        return variant.values.map((value) => `${property(value)}: ${part}`)
      })
      return `${closed ? "W.closedUnion" : "W.openUnion"}(${quote(shape.discriminator)}, ${commas(variants)})`
    }
    case "either":
      return call(
        "W.either",
        shape.shapes.map((one) => partOf(one, context, column + 2)),
        column
      )
    case "relationship":
      return shape.many ? "W.toMany" : "W.toOne"
    case "component":
      return context.scope.component(shape.name, shape.direction)
    case "named":
      return partOf(shape.of, context, column)
    case "commas":
    case "include":
      return "W.commas"
    case "binary":
      context.scope.usesFiles = true
      return "File.Binary"
  }
}

const sizeOf = (least: number | undefined, most: number | undefined): ReadonlyArray<string> =>
  least === undefined && most === undefined
    ? []
    : [`${least ?? 0}`, ...(most === undefined ? [] : [`${most}`])]

/** The members of an object as an object literal; few on one line. */
const membersPart = (members: ReadonlyArray<Member>, context: Context, column: number): string => {
  const properties = members.map((member) => {
    const key = property(member.wire)
    // Optional members of answers may be null without saying so.
    const mayBeNull = context.direction === "request" || member.presence !== "optional"
    const part = (mayBeNull ? nullablePart : partOf)(member.shape, context, key.length + 8)
    return `${key}: ${member.presence === "optional" ? part : call(`W.${member.presence}`, [part], key.length + 8)}`
  })
  const line = `{ ${properties.join(", ")} }`
  const small = properties.length > 0 && properties.length <= 3 && !line.includes("\n")
  return small && line.length + column <= 96 ? line : commas(properties)
}

const nullablePart = (shape: Shape, context: Context, column: number): string => {
  const part = partOf(shape, context, column)
  return shape.nullable === true && shape.kind !== "json" ? call("W.nullable", [part], column) : part
}

/** An object literal, one property a line. */
const commas = (lines: ReadonlyArray<string>): string =>
  block(lines.map((line, at) => (at < lines.length - 1 ? `${line},` : line)))
