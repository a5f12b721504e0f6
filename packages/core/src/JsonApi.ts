/**
 * The vocabulary of JSON:API documents for the types of requests and answers: relationships, links, pages, sparse
 * fieldsets, and types that list the known values and accept unknown ones.
 *
 * @see https://jsonapi.org/format
 */

/** A string with some known values. Editors suggest the known ones; any other value is accepted. */
export type Open<Known extends string> = Known | (string & {})

declare const UnlistedTypeId: unique symbol

/**
 * A string that the API's document does not list, where listed strings discriminate the members of a union.
 *
 * It is a string and has all its methods; `String(value)` returns it as a `string`. The type is not `string`, because
 * comparing `type` with a listed value would then not narrow the union: any string could be that value.
 */
// oxlint-disable-next-line typescript/no-wrapper-object-types -- the methods of strings, not their comparability
export interface Unlisted extends String {
  readonly [UnlistedTypeId]: never
}

/** A member of a union that the API's document does not list, kept under its wire names. */
export type UnknownVariant<Discriminator extends string> = {
  readonly [Key in Discriminator]: Unlisted
} & { readonly [key: string]: unknown }

/** A resource of a type that the API's document does not list, kept under its wire names. */
export interface UnknownResource {
  readonly type: Unlisted
  readonly id?: string | null
  readonly attributes?: Readonly<Record<string, unknown>> | null
  readonly relationships?: Readonly<Record<string, unknown>> | null
  readonly [key: string]: unknown
}

/** A pointer to a resource. Some answers leave it empty. */
export interface Linkage<Type extends string = string> {
  readonly type?: Open<Type> | null
  readonly id?: string | null
}

/** A relationship to at most one resource. */
export interface ToOne<Type extends string = string> {
  readonly data?: Linkage<Type> | null
}

/** A relationship to any number of resources. */
export interface ToMany<Type extends string = string> {
  readonly data?: ReadonlyArray<Linkage<Type>> | null
}

/** Links to the neighbouring pages of a list; null or absent at the ends. */
export interface Links {
  readonly prev?: string | null
  readonly next?: string | null
}

/** Which part of a list to answer with. */
export interface PageParameters {
  /** Id of the object after which the page starts. */
  readonly after?: string | undefined
  /** Id of the object before which the page ends. */
  readonly before?: string | undefined
  /** Number of objects, 1 to 100. The API's default is 10. */
  readonly size?: number | undefined
}

/** Paths of related resources to answer with, `relationship` or `relationship.nested`. */
export type Include<Relationship extends string = string> = ReadonlyArray<Open<Relationship>>

/** Attributes to answer with, by resource type. Attributes missing from a type's list are absent from the answer. */
export interface Fieldsets {
  readonly [type: string]: ReadonlyArray<string>
}

/** One value, or several alternatives. A value must not contain a comma. */
export type OneOrMany<Value extends string = string> = Value | ReadonlyArray<Value>
