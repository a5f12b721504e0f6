import * as Target from "@effect-persona/importer/Target"
import { assert, describe, it } from "@effect/vitest"
import { Result } from "effect"
import * as EngineChoice from "../../../src/engines/select/EngineChoice.ts"
import type { Situation } from "../../../src/engines/select/Offers.ts"
import type { EngineName, EngineRequest } from "../../../src/Policies.ts"

describe("EngineChoice", () => {
  describe("choose", () => {
    const million = { rows: 1_000_000, accountTypeId: "acttp_1", accountTypeIsDefault: false }

    const cases: ReadonlyArray<
      readonly [promise: string, given: Partial<Situation>, engine: EngineName, says: RegExp]
    > = [
      [
        "one request for each row while that is quick",
        { rows: 3000 },
        "row",
        /about 9 min, and that proves most/
      ],
      [
        "one request for each row without a rate limit",
        { ...million, pace: pace(undefined) },
        "row",
        /no rate limit/
      ],
      [
        "one request for each row where nobody knows how many there are",
        { rows: undefined },
        "row",
        /have been read/
      ],
      [
        "one request for each row where nothing is left of the limit",
        { ...million, pace: { ...pace(300), leave: 1 } },
        "row",
        /No request is left/
      ],
      [
        "batch jobs for a million accounts",
        million,
        "batch",
        /about 55 h 33 min; batch jobs take about 41 min.*looked up first/
      ],
      [
        "batch jobs with what an update gives up",
        { ...million, onExisting: "update" },
        "batch",
        /batch jobs take about 8 min.*undo cannot/
      ],
      [
        "batch jobs for fields that a file cannot carry",
        { ...million, fields: ["reference-id", "email-address"] },
        "batch",
        /batch jobs/
      ],
      [
        "batch jobs that nobody has asked for, with what happens if they are refused",
        { ...million, capabilities: { batch: "unknown", upload: "unknown" } },
        "batch",
        /not known yet; if it refuses them, the rows are sent one by one/
      ],
      [
        "batch jobs of a type that was found, by its name",
        { ...million, accountTypeIsDefault: true },
        "batch",
        /type acttp_1, that of the newest/
      ],
      [
        "files where the account type is not known",
        { rows: 1_000_000 },
        "upload",
        /read back.*default type.*Not batch:.*account type/
      ],
      [
        "files where there are no batch jobs",
        { ...million, accountTypeIsDefault: true, capabilities: { batch: "absent", upload: "available" } },
        "upload",
        /Not batch: The API has no batch jobs here/
      ],
      [
        "one request for each row where the others are refused, and says so",
        { ...million, accountTypeIsDefault: true, capabilities: { batch: "absent", upload: "refused" } },
        "row",
        /nothing is faster.*no batch jobs.*may not use importers/
      ],
      [
        "one request for each row where no other engine can carry the fields",
        { rows: 1_000_000, fields: ["reference-id", "fields.tier"] },
        "row",
        /account type.*no column for fields\.tier/
      ],
      [
        "files of list items, with what is given up",
        { rows: 120_430, target: items("ip-address"), fields: ["value"] },
        "upload",
        /about 6 h 41 min; uploaded files take about 60 s.*no item has an id.*the row engine keeps the ids/
      ],
      [
        "one request for each of a few list items",
        { rows: 900, target: items("ip-address"), fields: ["value"] },
        "row",
        /about 2 min/
      ],
      [
        "one request for each item of a kind without an importer",
        { rows: 100_000, target: items("string"), fields: ["value"] },
        "row",
        /no importer for string items/
      ],
      [
        "one request for each item where a column names the list",
        { rows: 100_000, target: items("name"), fields: ["name-first"], manyLists: true },
        "row",
        /one list for all/
      ],
      [
        "one request for each item where those that exist are to be named",
        { rows: 100_000, target: items("name"), fields: ["name-first"], onExisting: "fail" },
        "row",
        /cannot be rejected/
      ],
      [
        "one request for each list",
        { rows: 1_000_000, target: Target.Lists.make({}), fields: ["kind", "name"] },
        "row",
        /one by one/
      ]
    ]
    for (const [promise, given, engine, says] of cases) {
      it(`chooses ${promise}`, () => {
        const choice = choose(given, "auto")
        assert.strictEqual(choice.engine, engine, choice.reason)
        assert.match(choice.reason, says)
      })
    }

    const refusals: ReadonlyArray<
      readonly [engine: "batch" | "upload", given: Partial<Situation>, says: RegExp]
    > = [
      ["batch", {}, /needs-account-type/],
      ["batch", { accountTypeId: "acttp_1", fields: ["name-first"], unkeyed: "allow" }, /no row has one/],
      [
        "batch",
        { accountTypeId: "acttp_1", fields: ["reference-id", "fields.address.city"] },
        /are flat.*fields\.address\.city/
      ],
      [
        "batch",
        { accountTypeId: "acttp_1", capabilities: { batch: "absent", upload: "unknown" } },
        /no batch jobs here \(404\)/
      ],
      [
        "batch",
        { accountTypeId: "acttp_1", capabilities: { batch: "refused", upload: "unknown" } },
        /permission/
      ],
      ["batch", { target: items("name"), fields: ["name-first"] }, /accounts only/],
      ["batch", { target: Target.Lists.make({}), fields: ["kind", "name"] }, /accounts only/],
      [
        "upload",
        { fields: ["reference-id", "country-code", "fields.tier"] },
        /no column for country-code, fields\.tier/
      ],
      ["upload", { accountTypeId: "acttp_1", accountTypeIsDefault: false }, /cannot-name-account-type/],
      ["upload", { onExisting: "update" }, /cannot-update/],
      ["upload", { fields: ["reference-id", "tags"] }, /files carry no tags/],
      ["upload", { fields: ["name-first"], unkeyed: "allow" }, /no row has one/],
      ["upload", { capabilities: { batch: "unknown", upload: "refused" } }, /\(403\)/],
      ["upload", { target: items("country"), fields: ["country-code"] }, /no importer for country items/],
      ["upload", { target: Target.Lists.make({}), fields: ["kind", "name"] }, /cannot be uploaded/]
    ]
    for (const [engine, given, says] of refusals) {
      it(`does not choose an unsuitable ${engine}: ${says.source}`, () => {
        const error = refused(given, engine)
        assert.strictEqual(error.engine, engine)
        const [{ code } = assert.fail("no reason")] = error.why
        assert.match(`${code}: ${error.message}`, says)
        assert.match(error.message, /The row engine sends every row/)
      })
    }

    it("uses the requested engine for any number of rows", () => {
      const few = { rows: 3, accountTypeId: "acttp_1" }
      assert.strictEqual(choose(few, "batch").engine, "batch")
      assert.strictEqual(choose({ rows: 3 }, "upload").engine, "upload")
      assert.strictEqual(choose({ ...million, onExisting: "update" }, "row").engine, "row")
      assert.strictEqual(
        choose({ rows: 3, fields: ["name-first"], unkeyed: "derive" }, "upload").engine,
        "upload"
      )
    })

    it("states the cost and evidence of each engine", () => {
      const { offers } = choose({ ...million, accountTypeIsDefault: true, before: 1 }, "auto")
      assert.deepStrictEqual(
        offers.map(({ engine, estimatedMs, proof, requests, undo }) => ({
          engine,
          minutes: Math.floor(estimatedMs! / 60_000),
          proof,
          requests,
          undo
        })),
        [
          { engine: "row", minutes: 3333, proof: "ids", requests: 1_000_001, undo: true },
          { engine: "batch", minutes: 41, proof: "rows", requests: 12_501, undo: true },
          { engine: "upload", minutes: 75, proof: "ids", requests: 22_501, undo: true }
        ]
      )
      const [, batch] = choose({ ...million, onExisting: "update" }, "auto").offers
      assert.deepInclude(batch, { requests: 2500, proof: "counts", undo: false })
      const [, , upload] = choose(
        { rows: 120_430, target: items("ip-address"), fields: ["value"] },
        "auto"
      ).offers
      assert.deepInclude(upload, { requests: 303, proof: "counts", undo: false })
    })

    it("puts fewer rows into a request if they are large", () => {
      const [, batch] = choose(
        { ...million, rows: 1000, onExisting: "update", rowBytes: 10_000 },
        "batch"
      ).offers
      assert.strictEqual(batch!.requests, 25)
    })

    it("prices a plan's counts: only missing rows are sent, and rows unfit for a batch are sent alone", () => {
      const work = { sent: 0, refused: 0, confirmed: 0, updates: 0, lookedUpTogether: 0 }
      const counted = {
        row: { ...work, sent: 5007 },
        together: { rows: 5000, absent: 2000 },
        single: { ...work, sent: 7 }
      }
      const { offers } = choose({ ...million, rows: 5007, accountTypeIsDefault: true, counted }, "auto")
      assert.deepStrictEqual(
        offers.map(({ requests }) => requests),
        [5007, 50 + 2 * 2.5 + 7, 50 + 2 * 2.5 + 20 + 7]
      )
      assert.match(offers[1]!.why.map(({ message }) => message).join(" "), /comma/)
    })
  })

  describe("dependsOnEnvironment", () => {
    it("holds only if an answer could change the choice", () => {
      assert.isFalse(depends({ rows: 3000 }, "auto"))
      assert.isFalse(depends({ rows: 1_000_000, pace: pace(undefined) }, "auto"))
      assert.isFalse(depends({ rows: 1_000_000 }, "row"))
      assert.isTrue(depends({ rows: 3300 }, "auto"))
      assert.isTrue(depends({ rows: 1 }, "batch"))
    })
  })
})

const items = (kind: Target.ListItemKind) => Target.ListItems.make({ kind, list: "lst_1" })

const depends = (given: Partial<Situation>, asked: EngineRequest) =>
  EngineChoice.dependsOnEnvironment(situation(given), asked)

const pace = (limit: number | undefined) => ({ limit, latencyMillis: 250, concurrency: 16 })

const situation = (given: Partial<Situation>): Situation => ({
  target: Target.Accounts.make({}),
  fields: ["reference-id", "name-first"],
  rows: 1000,
  onExisting: "skip",
  unkeyed: "refuse",
  accountTypeId: undefined,
  accountTypeIsDefault: true,
  manyLists: false,
  pace: pace(300),
  capabilities: { batch: "available", upload: "available" },
  ...given
})

const choose = (given: Partial<Situation>, asked: EngineRequest): EngineChoice.Choice =>
  Result.getOrThrow(EngineChoice.choose(situation(given), asked))

const refused = (given: Partial<Situation>, asked: EngineRequest) =>
  Result.getOrThrow(Result.flip(EngineChoice.choose(situation(given), asked)))
