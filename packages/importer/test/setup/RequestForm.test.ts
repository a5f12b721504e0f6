import * as Settings from "../../src/setup/Settings.ts"
import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { sample as account } from "../../src/targets/accounts/Fields.ts"
import { sample as item } from "../../src/targets/list-items/Fields.ts"

describe("RequestForm", () => {
  describe("written", () => {
    it.effect("has a sample of every field of every target, in wire form", () =>
      Effect.gen(function* () {
        for (const target of targets) {
          const destination = yield* Settings.destinationOf(target, { list: "lst_1", namedType: "acttp_1" })
          const form = destination.form()
          assert.notInclude(form, "null")
          const { fields } = Target.table(target)
          const named = target._tag === "Lists" ? fields.filter(({ name }) => name !== "kind") : fields
          for (const { name } of named) assert.include(form, `"${name}":`)
        }
        for (const kind of Target.listItemKinds) {
          assert.sameMembers(
            Object.keys(item(kind).data.attributes),
            Target.table(Target.ListItems.make({ kind })).fields.map(({ attribute }) => attribute)
          )
        }
        assert.sameMembers(Object.keys(account.data.attributes), [
          ...Target.table(Target.Accounts.make({})).fields.map(({ attribute }) => attribute),
          "fields"
        ])
      })
    )

    it.effect("differs with every part of a request other than its row", () =>
      Effect.gen(function* () {
        const forms = yield* Effect.forEach(
          [
            [accounts, { list: undefined }],
            [accounts, { list: undefined, namedType: "acttp_1" }],
            [accounts, { list: undefined, namedType: "acttp_2" }],
            [items, { list: "lst_1" }],
            [items, { list: "lst_2" }],
            [items, { list: undefined }]
          ] as const,
          ([target, info]) => Effect.map(Settings.destinationOf(target, info), ({ form }) => form())
        )
        assert.strictEqual(new Set(forms).size, forms.length)
        const found = { list: undefined, namedType: null, accountType: "acttp_1" }
        assert.strictEqual((yield* Settings.destinationOf(accounts, found)).form(), forms[0])
      })
    )
  })
})

const accounts = Target.Accounts.make({})
const items = Target.ListItems.make({ kind: "ip-address", list: "lst_1" })

const targets: ReadonlyArray<Target.Target> = [
  accounts,
  Target.Lists.make({}),
  ...Target.listItemKinds.map((kind) => Target.ListItems.make({ kind, list: "lst_1" }))
]
