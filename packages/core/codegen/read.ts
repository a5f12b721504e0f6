/** Reads the whole document into the model: every operation, and every component in the directions it is used in. */
import type { Document } from "./document.ts"
import type { Component, Model, Shape } from "./model.ts"
import { readOperations } from "./operations.ts"
import { Reader } from "./shapes.ts"

export const readModel = (document: Document): Model => {
  const reader = new Reader(document)
  const operations = readOperations(document, reader)
  const inRequests = new Map<string, Component>()
  const follow = (shape: Shape): void =>
    references(shape, (name) => {
      if (inRequests.has(name)) return
      const component = reader.component(name, "request")
      inRequests.set(name, component)
      follow(component.shape)
    })
  for (const operation of operations) follow(operation.request)
  const onlyInRequests = onlyUsedBy(document, [...inRequests.keys()])
  const answers = Object.keys(document.components.schemas)
    .filter((name) => !onlyInRequests.has(name))
    .map((name) => reader.component(name, "answer"))
  reader.checkKnownValues()
  return { components: [...answers, ...inRequests.values()], operations }
}

/** Calls back for every component that a shape refers to. */
const references = (shape: Shape, found: (name: string) => void): void => {
  const all = (shapes: ReadonlyArray<Shape>) => shapes.forEach((inner) => references(inner, found))
  switch (shape.kind) {
    case "component":
      return found(shape.name)
    case "array":
      return references(shape.items, found)
    case "values":
      return references(shape.of, found)
    case "object":
      all(shape.members.map((member) => member.shape))
      return shape.bases.forEach(found)
    case "union":
      return all(shape.variants.map((variant) => variant.shape))
    case "either":
      return all(shape.shapes)
  }
}

/** Those of the named components that no answer and no webhook can contain. */
const onlyUsedBy = (document: Document, names: ReadonlyArray<string>): ReadonlySet<string> => {
  const answered = new Set<string>()
  const visit = (node: unknown): void => {
    if (typeof node !== "object" || node === null) return
    for (const [key, value] of Object.entries(node)) {
      const name = key === "$ref" ? /^#\/components\/schemas\/(.+)$/.exec(String(value))?.[1] : undefined
      if (name === undefined) {
        visit(value)
      } else if (!answered.has(name)) {
        answered.add(name)
        visit(document.components.schemas[name])
      }
    }
  }
  for (const item of Object.values(document.paths)) {
    for (const operation of Object.values(item)) if ("responses" in operation) visit(operation.responses)
  }
  visit(document.webhooks)
  return new Set(names.filter((name) => !answered.has(name)))
}
