/** What the generator knows after reading the document and before writing code. */

/** A type: what a value looks like in TypeScript and on the wire. */
export type Shape = Form & {
  /** The value may be null. Members of answers may be null anyway. */
  readonly nullable?: true
}

export type Form =
  | {
      readonly kind: "string"
      readonly known: ReadonlyArray<string>
      readonly closed: boolean
      /** A regular expression that a request has to match. */
      readonly pattern?: string
    }
  /** A parameter of a path. */
  | { readonly kind: "segment" }
  | { readonly kind: "number" }
  | { readonly kind: "integer" }
  | { readonly kind: "boolean" }
  /** Any JSON value. */
  | { readonly kind: "json" }
  /** An object with free keys, never renamed; some of its members may be documented. */
  | { readonly kind: "free"; readonly members: ReadonlyArray<Member> }
  /** An object with free keys and values of one shape. */
  | { readonly kind: "values"; readonly of: Shape }
  /** How many items a request may have is checked where the document says it. */
  | { readonly kind: "array"; readonly items: Shape; readonly least?: number; readonly most?: number }
  | ObjectForm
  /** A union told apart by one member. */
  | { readonly kind: "union"; readonly discriminator: string; readonly variants: ReadonlyArray<Variant> }
  /** A union of shapes that differ at first sight. */
  | { readonly kind: "either"; readonly shapes: ReadonlyArray<Shape> }
  | { readonly kind: "relationship"; readonly many: boolean; readonly types: ReadonlyArray<string> }
  | { readonly kind: "component"; readonly name: string; readonly direction: Direction }
  /** A part that gets an interface of its own, so that what contains it stays easy to read. */
  | { readonly kind: "named"; readonly name: string; readonly of: NamedForm }
  /** Things with a type of their own in `JsonApi.ts` or `File.ts`. */
  | { readonly kind: "commas"; readonly known: ReadonlyArray<string> }
  | { readonly kind: "include"; readonly known: ReadonlyArray<string> }
  | { readonly kind: "flag" | "fieldsets" | "page" | "links" | "upload" | "binary" }

export interface ObjectForm {
  readonly kind: "object"
  readonly members: ReadonlyArray<Member>
  /** Components whose members belong to it as well. */
  readonly bases: ReadonlyArray<string>
  /** The document says that there may be more members. */
  readonly indexed: boolean
}

/** Forms that an interface can have. */
export type NamedForm = ObjectForm | { readonly kind: "free"; readonly members: ReadonlyArray<Member> }

export interface Member {
  readonly wire: string
  readonly shape: Shape
  readonly presence: "optional" | "required" | "defaulted"
  readonly deprecated: boolean
}

export interface Variant {
  readonly values: ReadonlyArray<string>
  readonly shape: Shape
}

/** Requests are closed and as strict as documented; answers are open. */
export type Direction = "request" | "answer"

/** A schema component in one direction. */
export interface Component {
  readonly name: string
  readonly direction: Direction
  readonly shape: Shape
}

/** One operation. */
export interface Operation {
  readonly id: string
  readonly method: "GET" | "POST" | "PATCH" | "DELETE"
  readonly path: string
  readonly tag: string
  readonly module: string
  readonly name: string
  /** The vendor's page about it. */
  readonly page: string | undefined
  readonly repeat: "safe" | "keyed" | "idempotent" | "once"
  readonly paging: "none" | "query" | "body"
  readonly query: ReadonlyArray<string>
  readonly body: "json" | "form" | "multipart" | undefined
  readonly success: ReadonlyArray<number>
  readonly errors: ReadonlyArray<number>
  readonly response: "json" | "binary"
  /** Members of the request that are headers. */
  readonly headers: ReadonlyArray<string>
  /** Base path where it is not the API's own. */
  readonly server: string | undefined
  /** The API key is the credential. */
  readonly usesKey: boolean
  readonly parameters: ReadonlyArray<Parameter>
  readonly request: Shape
  readonly answer: Shape
}

/** A parameter for those who write requests by hand: `filter[reference-id]`, `data`. */
export interface Parameter {
  readonly name: string
  readonly in: "path" | "query" | "header" | "body"
  readonly required: boolean
}

/** Everything that is rendered. */
export interface Model {
  readonly components: ReadonlyArray<Component>
  readonly operations: ReadonlyArray<Operation>
}
