/** Schemas whose generated values have all their members, which those of optional members seldom have. */
import { Schema, SchemaAST } from "effect"

/** The type of a request with every optional member required. */
export const dense = <T>(schema: Schema.Codec<T, unknown>): Schema.Codec<T> =>
  Schema.make(visit(SchemaAST.toType(schema.ast)))

const seen = new WeakMap<SchemaAST.AST, SchemaAST.AST>()

const visit = (ast: SchemaAST.AST): SchemaAST.AST => {
  const made = seen.get(ast) ?? rebuild(ast)
  seen.set(ast, made)
  return made
}

const rebuild = (ast: SchemaAST.AST): SchemaAST.AST => {
  switch (ast._tag) {
    case "Objects": {
      const members = ast.propertySignatures.map(
        ({ name, type }) => new SchemaAST.PropertySignature(name, visit(type))
      )
      return new SchemaAST.Objects(members, ast.indexSignatures, ast.annotations, ast.checks)
    }
    case "Arrays":
      return new SchemaAST.Arrays(
        ast.isMutable,
        ast.elements.map(visit),
        ast.rest.map(visit),
        ast.annotations,
        ast.checks
      )
    case "Union": {
      const [only, ...more] = ast.types.filter((type) => !SchemaAST.isUndefined(type)).map(visit)
      return only !== undefined && more.length === 0 ? only : new SchemaAST.Union(ast.types.map(visit))
    }
    case "Declaration":
      return new SchemaAST.Declaration(ast.typeParameters.map(visit), ast.run, ast.annotations, ast.checks)
    case "Suspend":
      return new SchemaAST.Suspend(() => visit(ast.thunk()))
    default:
      return ast
  }
}
