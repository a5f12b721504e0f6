/** What one generated file imports: collected while its code is written. */
import { Refusal } from "../document.ts"
import type { Component, Direction, Shape } from "../model.ts"
import { typeName } from "../names.ts"
import { fileOf } from "./files.ts"

export class Scope {
  /** Types of `JsonApi.ts` in use. */
  readonly jsonApiTypes = new Set<string>()
  /** Whether `File.ts` is in use. */
  usesFiles = false
  private readonly components = new Map<string, { readonly file: string; readonly name: string }>()
  private readonly names: Names

  constructor(names: Names) {
    this.names = names
  }

  /** The identifier of a component, which is thereby imported. */
  component(name: string, direction: Direction): string {
    const identifier = this.names.identifier(name, direction)
    this.components.set(identifier, { file: fileOf(name), name: identifier })
    return identifier
  }

  isResource(shape: Shape): boolean {
    return shape.kind === "component" && this.names.resources.has(shape.name)
  }

  jsonApi(name: string): string {
    this.jsonApiTypes.add(name)
    return name
  }

  /** Identifiers of components by the file they are in, without those of one file. */
  imports(except: string | undefined): ReadonlyArray<readonly [file: string, names: ReadonlyArray<string>]> {
    const files = new Map<string, Array<string>>()
    for (const { file, name } of this.components.values()) {
      if (file !== except) files.set(file, [...(files.get(file) ?? []), name])
    }
    return [...files]
      .map(([file, names]) => [file, names.sort()] as const)
      .sort(([a], [b]) => (a < b ? -1 : 1))
  }
}

/** Identifiers of all components. What answers and requests both use has two, one for each. */
export class Names {
  private readonly identifiers = new Map<string, string>()
  /** Components with attributes. */
  readonly resources: ReadonlySet<string>

  constructor(components: ReadonlyArray<Component>) {
    const answered = new Set(components.filter((it) => it.direction === "answer").map((it) => it.name))
    this.resources = new Set(components.filter(hasAttributes).map((it) => it.name))
    const taken = new Set<string>()
    for (const { name, direction } of components) {
      const identifier = typeName(name) + (direction === "request" && answered.has(name) ? "Input" : "")
      if (taken.has(identifier)) throw new Refusal(`Two components would be called ${identifier}`)
      taken.add(identifier)
      this.identifiers.set(`${direction} ${name}`, identifier)
    }
  }

  identifier(name: string, direction: Direction): string {
    const identifier = this.identifiers.get(`${direction} ${name}`)
    if (identifier === undefined) throw new Refusal(`${name} is not a component of any ${direction}`)
    return identifier
  }
}

const hasAttributes = ({ shape }: Component): boolean =>
  shape.kind === "object" && shape.members.some((member) => member.wire === "attributes")
