import { assert, describe, it } from "@effect/vitest"
import { Cause, Exit, Schema } from "effect"
import { inspect } from "node:util"
import * as W from "../../../src/internal/wire/wire.ts"

/** Stands for personal data: it must not turn up in anything that may be logged. */
const canary = "canary-4711"

describe("wireIssues", () => {
  describe("issues", () => {
    const Person = W.schema(() =>
      W.closed({
        "name-first": W.string,
        age: W.number,
        kind: W.literals("a", "b"),
        fields: W.free,
        query: W.either(W.string, W.number),
        file: W.upload,
        ids: W.commas
      })
    )

    it("names places and expectations of generated schemas, never a value", () => {
      const given = {
        nameFirst: { secret: canary },
        age: canary,
        kind: canary,
        fields: canary,
        query: [canary],
        file: { filename: canary, content: canary },
        ids: [`${canary},${canary}`]
      }
      const exit = Schema.encodeUnknownExit(Person, { errors: "all" })(given)
      assert.isTrue(Exit.isFailure(exit))
      if (!Exit.isFailure(exit)) return
      assert.deepStrictEqual(W.issues(exit.cause), [
        "/name-first: expected a string",
        "/age: expected a number",
        `/kind: expected one of "a", "b"`,
        "/fields: expected an object",
        "/query: expected a string, or a number",
        "/file: expected a file: its filename and its content as bytes",
        "/ids/0: expected a string without commas"
      ])
      for (const text of [
        Cause.pretty(exit.cause),
        inspect(exit.cause, { depth: 10 }),
        JSON.stringify(exit)
      ]) {
        assert.notInclude(text, canary)
      }
    })

    it("names no value of other schemas either, and none from a message", () => {
      const Loud = Schema.String.check(Schema.makeFilter((value) => `${value} is not welcome`))
      const Other = Schema.Struct({
        loud: Loud,
        number: Schema.Number,
        choice: Schema.Literals(["a", "b"]),
        either: Schema.Union([Schema.Number, Schema.Struct({ deep: Schema.Number })]),
        list: Schema.Array(Schema.Boolean),
        missing: Schema.String
      })
      const exit = Schema.decodeUnknownExit(Other, {
        errors: "all",
        onExcessProperty: "error",
        reportInput: true
      })({
        loud: canary,
        number: canary,
        choice: canary,
        either: { deep: canary },
        list: [canary],
        "a/b~c": canary
      })
      const found = Exit.isFailure(exit) ? W.issues(exit.cause) : []
      assert.include(found, "/number: expected a number")
      assert.include(found, "/list/0: expected a boolean")
      assert.include(found, "/missing: is missing")
      assert.include(found, "/a~1b~0c: expected no such member")
      assert.include(found, "/loud: expected another value")
      assert.notInclude(found.join("\n"), canary)
    })

    it("reports nothing for failures that are not a schema's", () => {
      assert.deepStrictEqual(W.issues(Cause.fail(new Error(canary))), [])
      assert.deepStrictEqual(W.issues(Cause.die(canary)), [])
    })
  })
})
