/** Reads JSON Schema into shapes: the rules about what is closed, open, optional, renamed or kept. */
import { camelCase } from "../src/internal/wire/wireName.ts"
import { componentName, type Document, Refusal, resolve, type Schema } from "./document.ts"
import { knownValues } from "./knownValues.ts"
import type { Component, Direction, Member, Shape, Variant } from "./model.ts"
import { checkMembers } from "./names.ts"
import { isFree, type Place, presenceIn, relationshipOf, special, typesOf } from "./rules.ts"
import { type Tag, tagOf, tagsOf } from "./tags.ts"

/** Keywords that are understood, or that say nothing about the form of a value. */
const keywords: ReadonlySet<string> = new Set(
  (
    "$ref type properties required items additionalProperties unevaluatedProperties allOf anyOf oneOf " +
    "discriminator enum const deprecated contentMediaType format pattern minimum maximum minItems maxItems " +
    "default title description example examples x-inheritable x-polymorphic x-private"
  ).split(" ")
)

export class Reader {
  private readonly document: Document
  private readonly tags: ReadonlyMap<string, Tag>
  private readonly usedKnownValues = new Set<string>()

  constructor(document: Document) {
    this.document = document
    this.tags = tagsOf(document)
  }

  /** Reads a component. */
  component(name: string, direction: Direction): Component {
    const schema = this.schemaOf(name)
    const place: Place = { direction, root: name, path: [], tag: this.tags.get(name) }
    const { nullable: _, ...shape } = this.shape(schema, place)
    return { name, direction, shape }
  }

  /** Fails when a table of ours speaks of places that the document does not have. */
  checkKnownValues(): void {
    const unused = Object.keys(knownValues).filter((key) => !this.usedKnownValues.has(key))
    if (unused.length > 0)
      throw new Refusal(`knownValues.ts names places that do not exist: ${unused.join(", ")}`)
  }

  shape(schema: Schema, place: Place): Shape {
    for (const keyword of Object.keys(schema)) {
      if (!keywords.has(keyword))
        throw new Refusal(`${show(place)}: the keyword ${keyword} is not understood`)
    }
    if (schema.$ref !== undefined) return this.reference(schema, schema.$ref, place)
    const alternatives = schema.oneOf ?? schema.anyOf
    if (alternatives !== undefined) return this.union(schema, alternatives, place)
    const types = typesOf(schema)
    const nullable = types.includes("null") ? ({ nullable: true } as const) : {}
    const others = types.filter((type) => type !== "null")
    if (others.length > 1) {
      const shapes = others.map((type) => this.shape({ ...schema, type }, place))
      return { kind: "either", shapes, ...nullable }
    }
    return { ...this.single(schema, others[0], place), ...nullable }
  }

  /** The members of an object schema, as they stand beside others (an object built of several parts). */
  members(schema: Schema, place: Place): ReadonlyArray<Member> {
    const properties = Object.entries(schema.properties ?? {})
    const presence = presenceIn(schema, place)
    return properties.map(([wire, property]): Member => {
      const within = { ...place, path: [...place.path, wire], tag: undefined }
      const tag = place.tag?.property === wire ? place.tag : undefined
      return {
        wire,
        shape: tag === undefined ? this.shape(property, within) : literals(tag.values),
        presence: presence(wire),
        deprecated: property.deprecated === true
      }
    })
  }

  schemaOf(component: string): Schema {
    const schema = this.document.components.schemas[component]
    if (schema === undefined) throw new Refusal(`There is no component ${component}`)
    return schema
  }

  private single(schema: Schema, type: string | undefined, place: Place): Shape {
    if (schema.contentMediaType !== undefined) return { kind: "upload" }
    switch (type) {
      case "string":
        return this.string(schema, place)
      case "number":
        return { kind: "number" }
      case "integer":
        // The server is not held to it: some numbers are whole in the document and not on the wire.
        return { kind: place.direction === "request" ? "integer" : "number" }
      case "boolean":
        return { kind: "boolean" }
      case "array":
        return {
          kind: "array",
          items:
            schema.items === undefined
              ? { kind: "json" }
              : this.shape(schema.items, { ...place, path: [...place.path, "[]"], tag: undefined }),
          ...sizeOf(schema, place)
        }
      case "object":
        return this.object(schema, place)
      case undefined:
        return schema.allOf === undefined && schema.properties === undefined
          ? { kind: "json" }
          : this.object(schema, place)
      default:
        throw new Refusal(`${show(place)}: the type ${type} is not understood`)
    }
  }

  private string(schema: Schema, place: Place): Shape {
    if (schema.const !== undefined) return literals([schema.const])
    const key = knownKey(place)
    const known = knownValues[key]
    if (known !== undefined) {
      this.usedKnownValues.add(key)
      return { kind: "string", known, closed: false }
    }
    const values = schema.enum ?? []
    const closed = values.length > 0 && (place.direction === "request" || values.length === 1)
    const pattern =
      schema.pattern === undefined || place.direction === "answer" ? {} : { pattern: schema.pattern }
    return { kind: "string", known: values, closed, ...pattern }
  }

  private reference(schema: Schema, ref: string, place: Place): Shape {
    const target = resolve<Schema>(this.document, { $ref: ref })
    // `required` beside a reference adds to the target, which must therefore be written out.
    if ((place.verbatim === true && !this.keepsNames(target)) || schema.required !== undefined) {
      const required = [...(target.required ?? []), ...(schema.required ?? [])]
      return this.shape({ ...target, ...(required.length === 0 ? {} : { required }) }, place)
    }
    const nullable = typesOf(target).includes("null") ? ({ nullable: true } as const) : {}
    return { kind: "component", name: componentName(ref), direction: place.direction, ...nullable }
  }

  /** Whether nothing in a schema is renamed, so that it can stand among keys that must not be. */
  private keepsNames(schema: Schema): boolean {
    const { additionalProperties, allOf = [], anyOf = [], items, oneOf = [], properties = {} } = schema
    const parts = [...allOf, ...anyOf, ...oneOf, ...Object.values(properties)]
    if (items !== undefined) parts.push(items)
    if (typeof additionalProperties === "object") parts.push(additionalProperties)
    return (
      Object.keys(properties).every((wire) => camelCase(wire) === wire) &&
      parts.every((part) => this.keepsNames(resolve<Schema>(this.document, part)))
    )
  }

  private object(schema: Schema, place: Place): Shape {
    if (place.direction === "answer" && place.verbatim !== true) {
      const relationship = relationshipOf(schema)
      if (relationship !== undefined) return relationship
    }
    const parts = schema.allOf ?? [schema]
    if (isFree(parts, place)) {
      const verbatim = { ...place, verbatim: true }
      return { kind: "free", members: this.flatten(parts, verbatim) }
    }
    const [only] = parts
    if (parts.length === 1 && typeof only?.additionalProperties === "object") {
      const values = { ...place, path: [...place.path, "{}"], tag: undefined }
      return { kind: "values", of: this.shape(only.additionalProperties, values) }
    }
    if (place.verbatim === true) {
      return { kind: "object", members: this.flatten(parts, place), bases: [], indexed: false }
    }
    return this.combine(parts, place)
  }

  /** An object out of parts: references become bases, all else its own members. */
  private combine(parts: ReadonlyArray<Schema>, place: Place): Shape {
    const [only] = parts
    if (parts.length === 1 && only?.$ref !== undefined) return this.reference(only, only.$ref, place)
    const bases = parts.flatMap((part) => (part.$ref === undefined ? [] : [componentName(part.$ref)]))
    const own = parts.filter((part) => part.$ref === undefined)
    const inherited = new Map(
      bases.flatMap((base) => this.inherited(base, place)).map((member) => [member.wire, member])
    )
    const members = own
      .flatMap((part) => this.members(part, place))
      .filter((member) => JSON.stringify(inherited.get(member.wire)) !== JSON.stringify(member))
    checkMembers(unique([...inherited.keys(), ...members.map((member) => member.wire)]), show(place))
    const indexed = own.some((part) => part.additionalProperties === true)
    return special({ kind: "object", members, bases, indexed })
  }

  private inherited(component: string, place: Place): ReadonlyArray<Member> {
    const schema = this.schemaOf(component)
    if ((schema.oneOf ?? schema.anyOf) !== undefined) {
      throw new Refusal(`${show(place)}: a union cannot lend its members (${component})`)
    }
    const at: Place = { direction: place.direction, root: component, path: [], tag: this.tags.get(component) }
    return (schema.allOf ?? [schema]).flatMap((part) =>
      part.$ref === undefined ? this.members(part, at) : this.inherited(componentName(part.$ref), at)
    )
  }

  private flatten(parts: ReadonlyArray<Schema>, place: Place): ReadonlyArray<Member> {
    const members = parts.flatMap((part): ReadonlyArray<Member> => {
      const schema = resolve(this.document, part)
      return schema.allOf === undefined ? this.members(schema, place) : this.flatten(schema.allOf, place)
    })
    return [...new Map(members.map((member) => [member.wire, member])).values()]
  }

  private union(schema: Schema, alternatives: ReadonlyArray<Schema>, place: Place): Shape {
    const present = alternatives.filter((alternative) => typesOf(alternative).join() !== "null")
    const nullable = present.length < alternatives.length ? ({ nullable: true } as const) : {}
    const [only] = present
    if (present.length === 1 && only !== undefined && schema.discriminator === undefined) {
      return { ...this.shape(only, place), ...nullable }
    }
    const tags = present.map((alternative) => tagOf(this.document, schema, alternative))
    const property = tags[0]?.property
    if (property === undefined || tags.some((tag) => tag?.property !== property)) {
      return {
        kind: "either",
        shapes: present.map((alternative) => this.shape(alternative, place)),
        ...nullable
      }
    }
    const variants = present.map((alternative, at): Variant => {
      const tag = tags[at]
      if (tag === undefined || tag.values.length === 0)
        throw new Refusal(`${show(place)}: a variant has no value`)
      return { values: tag.values, shape: this.shape(alternative, { ...place, tag }) }
    })
    const repeated = duplicates(variants.flatMap((variant) => variant.values))
    if (repeated.length > 0) throw new Refusal(`${show(place)}: ${repeated.join(", ")} names two variants`)
    return { kind: "union", discriminator: property, variants, ...nullable }
  }
}

/** The key of a place in the table of known values. */
const knownKey = ({ root, path }: Place): string =>
  path
    .filter((segment) => !["data", "attributes", "relationships"].includes(segment))
    .reduce((key, segment) => (segment === "[]" ? `${key}[]` : `${key}.${segment}`), root)

const literals = (values: ReadonlyArray<string>): Shape => ({ kind: "string", known: values, closed: true })

const sizeOf = (schema: Schema, place: Place): { readonly least?: number; readonly most?: number } =>
  place.direction === "answer"
    ? {}
    : {
        ...(schema.minItems === undefined ? {} : { least: schema.minItems }),
        ...(schema.maxItems === undefined ? {} : { most: schema.maxItems })
      }

const unique = <A>(items: ReadonlyArray<A>): ReadonlyArray<A> => [...new Set(items)]

const duplicates = (items: ReadonlyArray<string>): ReadonlyArray<string> =>
  unique(items.filter((item, at) => items.indexOf(item) !== at))

const show = (place: Place): string => [place.root, ...place.path].join("/")
