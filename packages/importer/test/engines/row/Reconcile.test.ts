import type { Found } from "../../../src/targets/Found.ts"
import { assert, describe, it } from "@effect/vitest"
import * as Reconcile from "../../../src/engines/row/Reconcile.ts"

describe("Reconcile", () => {
  describe("reconcile", () => {
    it("treats objects from before the first send as existing, even for a row in doubt", () => {
      assert.deepStrictEqual(
        Reconcile.reconcile({ ...found, createdAt: sentAt - 10 * minute }, inDoubt),
        existing()
      )
    })

    it("treats objects from after the first send with the same values as created", () => {
      assert.deepStrictEqual(Reconcile.reconcile(found, inDoubt), { _tag: "Created", resource: "act_1" })
    })

    it("allows the clocks to disagree by two minutes", () => {
      const early = { ...found, createdAt: sentAt - 2 * minute }
      assert.deepStrictEqual(Reconcile.reconcile(early, inDoubt), { _tag: "Created", resource: "act_1" })
      assert.deepStrictEqual(
        Reconcile.reconcile({ ...early, createdAt: early.createdAt - 1 }, inDoubt),
        existing()
      )
    })

    it("does not claim an object that differs, and reports that it may have been ours", () => {
      assert.deepStrictEqual(
        Reconcile.reconcile({ ...found, differing: ["name-first"] }, inDoubt),
        existing({ fields: ["name-first"], afterDoubt: true })
      )
    })

    it("does not claim an object without a date", () => {
      assert.deepStrictEqual(
        Reconcile.reconcile({ ...found, createdAt: undefined }, inDoubt),
        existing({ afterDoubt: true })
      )
    })

    it("leaves existing objects unchanged under the policy skip, and reports whether they differ", () => {
      assert.deepStrictEqual(Reconcile.reconcile(found, certain), existing())
      assert.deepStrictEqual(
        Reconcile.reconcile({ ...found, differing: ["tags"] }, certain),
        existing({ fields: ["tags"] })
      )
    })

    it("does not claim an object whose values an upsert may have made equal", () => {
      const upserting = { ...inDoubt, upserting: true }
      for (const policy of ["skip", "update", "fail"] as const) {
        assert.deepStrictEqual(
          Reconcile.reconcile(found, { ...upserting, policy }),
          existing({ afterDoubt: true }),
          policy
        )
      }
      const older = { ...found, createdAt: sentAt - 10 * minute }
      assert.deepInclude(Reconcile.reconcile(older, { ...upserting, policy: "update" }), { _tag: "Updated" })
      assert.deepStrictEqual(Reconcile.reconcile(older, upserting), existing())
      assert.deepInclude(Reconcile.reconcile(older, { ...upserting, policy: "fail" }), { _tag: "Rejected" })
    })

    it("changes differing objects under the policy update, and no others", () => {
      const update = { ...certain, policy: "update" } as const
      assert.strictEqual(Reconcile.reconcile({ ...found, differing: ["tags"] }, update), "update")
      assert.deepStrictEqual(Reconcile.reconcile(found, update), existing())
      assert.deepStrictEqual(
        Reconcile.reconcile({ ...found, differing: ["tags"] }, { ...update, canUpdate: false }),
        existing({ fields: ["tags"] })
      )
    })

    it("claims a change in doubt that is found done", () => {
      assert.deepStrictEqual(Reconcile.reconcile(found, { ...inDoubt, policy: "update", updating: true }), {
        _tag: "Updated",
        resource: "act_1",
        differing: true
      })
    })

    it("rejects existing objects under the policy fail, but not our own", () => {
      const fail = { ...certain, policy: "fail" } as const
      assert.deepInclude(Reconcile.reconcile(found, fail), { _tag: "Rejected", code: "already-exists" })
      assert.deepStrictEqual(Reconcile.reconcile(found, { ...fail, inDoubt: true }), {
        _tag: "Created",
        resource: "act_1"
      })
    })

    it("rejects the row if the existing object cannot represent it", () => {
      const redacted = { ...found, unusable: "It has been redacted" }
      assert.deepInclude(Reconcile.reconcile(redacted, inDoubt), {
        _tag: "Rejected",
        reason: "It has been redacted"
      })
    })
  })
})

const minute = 60_000
const sentAt = 1_000 * minute

const found: Found = { id: "act_1", createdAt: sentAt + 500, differing: [], unusable: undefined }

const certain: Reconcile.Circumstances = {
  inDoubt: false,
  doubtSince: sentAt,
  updating: false,
  upserting: false,
  policy: "skip",
  canUpdate: true
}

const inDoubt: Reconcile.Circumstances = { ...certain, inDoubt: true }

const existing = (
  parts: { readonly fields?: ReadonlyArray<string>; readonly afterDoubt?: boolean } = {}
) => ({
  _tag: "Existing" as const,
  resource: "act_1",
  differing: parts.fields !== undefined,
  ...(parts.fields === undefined ? {} : { fields: parts.fields }),
  afterDoubt: parts.afterDoubt ?? false
})
