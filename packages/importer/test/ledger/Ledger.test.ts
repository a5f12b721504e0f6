import * as Outcome from "@effect-persona/importer/Outcome"
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import { DatabaseSync } from "node:sqlite"
import * as Ledger from "../../src/ledger/Ledger.ts"
import { inTempFile } from "../support/tempFile.ts"

describe("Ledger", () => {
  describe("a ledger half created by a crash", () => {
    it.effect("is read as a ledger without a run, not refused", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          leaveHalfMade(file)
          assert.isTrue(fs.existsSync(`${file}-journal`))
          assert.isUndefined(yield* Ledger.readMeta(file, "run"))
        })
      )
    )

    it.effect("is completed by the process that opens it to write", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          leaveHalfMade(file)
          const ledger = yield* opened(file)
          assert.deepInclude(yield* ledger.counts, { rows: 0 })
        })
      )
    )
  })

  describe("admit", () => {
    it.effect("records the intent to send a new row before it reports it", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          const ledger = yield* opened(file)
          const [disposition] = yield* ledger.admit([entry("a", 2)], at(1000))
          assert.deepInclude(disposition, { _tag: "Send" })
          // Another connection sees only what is committed.
          assert.deepStrictEqual(committed(file), [{ line: 2, attempt: 1, first_sent: 1000, outcome: null }])
        })
      )
    )

    it.effect("finds duplicates inside a scan, wherever the first one is", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          yield* ledger.admit([entry("a", 2)], at(0))
          const dispositions = yield* ledger.admit([entry("b", 3), entry("A", 4, "a"), entry("b", 5)], at(0))
          assert.deepStrictEqual(
            dispositions.map((disposition) => disposition._tag),
            ["Send", "Duplicate", "Duplicate"]
          )
          assert.deepInclude(dispositions[1], { firstLine: 2 })
          // Rows that are under way are unknown until they are settled.
          assert.deepInclude(yield* ledger.counts, { rows: 4, duplicates: 2, unknown: 2 })
        })
      )
    )

    it.effect("does not send a settled row again in the next pass, wherever it stands then", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          yield* ledger.admit([entry("a", 2), entry("b", 3)], at(0))
          yield* ledger.settle(digest("a"), { _tag: "Created", resource: "id_a" }, "req_1")
          yield* ledger.settle(digest("b"), rejected, undefined)
          yield* ledger.beginScan()
          const dispositions = yield* ledger.admit([entry("b", 7), entry("a", 9)], at(1))
          assert.deepStrictEqual(dispositions, [
            { _tag: "Settled", outcome: rejected },
            { _tag: "Settled", outcome: { _tag: "Created", resource: "id_a" } }
          ])
          assert.deepInclude(yield* ledger.counts, { rows: 2, created: 1, rejected: 1 })
        })
      )
    )

    it.effect("resumes a row in doubt with its own attempt and its first time", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          yield* ledger.admit([entry("a", 2), entry("b", 3)], at(1000))
          yield* ledger.beginScan()
          const dispositions = yield* ledger.admit([entry("a", 2), entry("b", 3, "b", "changed")], at(9000))
          assert.deepInclude(dispositions[0], { _tag: "Resume", sendable: true })
          assert.deepInclude(dispositions[1], { _tag: "Resume", sendable: false })
          assert.deepInclude(attemptOf(dispositions[0]), { number: 1, firstSent: at(1000), doubtSince: 1000 })
        })
      )
    )

    it.effect("treats a row that was applied and then edited as edited, with a new attempt", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          yield* ledger.admit([entry("a", 2)], at(0))
          yield* ledger.settle(digest("a"), { _tag: "Created", resource: "id_a" }, undefined)
          yield* ledger.beginScan()
          const [disposition] = yield* ledger.admit([entry("a", 2, "a", "changed")], at(5))
          assert.deepInclude(disposition, { _tag: "Edited", resource: "id_a" })
          assert.deepInclude(attemptOf(disposition), { number: 2, firstSent: at(5) })
        })
      )
    )

    it.effect("resends a refused row with a new key, once its content has changed", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          yield* ledger.admit([entry("a", 2)], at(0))
          yield* ledger.settle(digest("a"), rejected, undefined)
          yield* ledger.beginScan()
          const [disposition] = yield* ledger.admit([entry("a", 2, "a", "corrected")], at(5))
          assert.deepInclude(disposition, { _tag: "Send" })
          assert.strictEqual(attemptOf(disposition)?.number, 2)
        })
      )
    )

    it.effect("distinguishes equal rows without a natural key by their number", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          const first = yield* ledger.admit([unkeyed(2), unkeyed(3), unkeyed(4)], at(0))
          assert.deepStrictEqual(
            first.map((disposition) => disposition._tag),
            ["Send", "Send", "Send"]
          )
          for (const name of ["x1", "x2", "x3"]) {
            yield* ledger.settle(digest(name), { _tag: "Created", resource: name }, undefined)
          }
          yield* ledger.beginScan()
          const second = yield* ledger.admit([unkeyed(2), unkeyed(3), unkeyed(4), unkeyed(5)], at(0))
          assert.deepStrictEqual(
            second.map((disposition) => disposition._tag),
            ["Settled", "Settled", "Settled", "Send"]
          )
        })
      )
    )
  })

  describe("beginPass, as a retry", () => {
    it.effect("resends refused rows, reconciles rows in doubt, and keeps the rest", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          yield* ledger.admit(
            ["created", "refused", "doubt", "unknown"].map((name, i) => entry(name, i + 2)),
            at(0)
          )
          yield* ledger.reject([{ line: 6, rejected }])
          yield* ledger.settle(digest("created"), { _tag: "Created", resource: "1" }, undefined)
          yield* ledger.settle(digest("refused"), rejected, undefined)
          yield* ledger.settle(digest("unknown"), { _tag: "Unknown", reason: "nobody knows" }, undefined)
          assert.strictEqual(yield* ledger.failed, 4)
          yield* ledger.beginScan(undefined, { retry: true })
          const rows = [
            // It says something else now, and yet it was applied.
            entry("created", 2, "created", "edited"),
            entry("refused", 3),
            entry("doubt", 4),
            entry("unknown", 5),
            entry("corrected", 6),
            entry("new", 7)
          ]
          const dispositions = yield* ledger.admit(rows, at(5))
          assert.deepStrictEqual(
            dispositions.map((disposition) => [disposition._tag, attemptOf(disposition)?.number]),
            [
              ["LeftOut", undefined],
              ["Send", 2],
              ["Resume", 1],
              ["Resume", 1],
              ["Send", 1],
              ["LeftOut", undefined]
            ]
          )
          yield* ledger.beginScan()
          // What was left out is new to the next scan, and what was edited is edited still.
          const after = yield* ledger.admit([rows[0]!, rows[5]!], at(6))
          assert.deepStrictEqual(
            after.map(({ _tag }) => _tag),
            ["Edited", "Send"]
          )
        })
      )
    )

    it.effect("still knows the failed rows after an interrupted retry", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          yield* ledger.admit([entry("a", 2)], at(0))
          yield* ledger.settle(digest("a"), rejected, undefined)
          yield* ledger.reject([{ line: 3, rejected }])
          const rows = [entry("a", 2), entry("corrected", 3)]
          for (const retry of [1, 2]) {
            yield* ledger.beginScan(undefined, { retry: true })
            const sent = yield* ledger.admit(rows, at(retry))
            assert.deepStrictEqual(
              sent.map(({ _tag }) => _tag),
              ["Send", "Send"]
            )
            yield* ledger.release(
              sent.map((disposition) => attemptOf(disposition)!),
              false
            )
            assert.isAbove(yield* ledger.failed, 0)
          }
          yield* ledger.beginScan(undefined, { retry: true })
          yield* ledger.admit(rows, at(3))
          for (const { natural } of rows) {
            yield* ledger.settle(natural, { _tag: "Created", resource: "1" }, undefined)
          }
          yield* ledger.endScan(true)
          assert.strictEqual(yield* ledger.failed, 0)
          assert.deepInclude(yield* ledger.counts, { rows: 2, created: 2 })
        })
      )
    )
  })

  describe("settle", () => {
    it.effect("makes outcomes durable in groups, so a crash costs no more than one of them", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          const ledger = yield* opened(file)
          const names = Array.from({ length: 300 }, (_, i) => `row-${i}`)
          yield* ledger.admit(
            names.map((name, i) => entry(name, i + 2)),
            at(0)
          )
          for (const name of names)
            yield* ledger.settle(digest(name), { _tag: "Created", resource: name }, undefined)
          assert.isAtMost(committed(file).filter(({ outcome }) => outcome === null).length, 128)
        })
      )
    )
  })

  describe("nextAttempt", () => {
    it.effect("is recorded before it is returned, and keeps the time of the first doubt", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          const [disposition] = yield* ledger.admit([entry("a", 2)], at(1000))
          const next = yield* ledger.nextAttempt(attemptOf(disposition)!, digest("body"), at(5000))
          assert.deepInclude(next, { number: 2, firstSent: at(5000), doubtSince: 1000 })
          yield* ledger.beginScan()
          const [resumed] = yield* ledger.admit([entry("a", 2)], at(9000))
          assert.deepInclude(attemptOf(resumed), { number: 2, firstSent: at(5000), doubtSince: 1000 })
        })
      )
    )

    it.effect("remembers that a change, or an upsert, may have been sent", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          const reread = Effect.scoped(
            Effect.flatMap(opened(file), (ledger) =>
              Effect.map(ledger.admit([entry("a", 2), entry("b", 3), entry("c", 4)], at(9000)), (all) =>
                all.map((disposition) => {
                  const { updating, upserting } = attemptOf(disposition) ?? {}
                  return [updating, upserting]
                })
              )
            )
          )
          yield* Effect.scoped(
            Effect.gen(function* () {
              const ledger = yield* opened(file)
              const [a, b] = yield* ledger.admit([entry("a", 2), entry("b", 3)], at(1000))
              yield* ledger.beginUpdate(attemptOf(a)!)
              yield* ledger.nextAttempt(attemptOf(a)!, digest("body"), at(2000))
              yield* ledger.admit([entry("c", 4)], at(2000), false)
              const members = [digest("b"), digest("c")]
              const departure = { engine: "batch", members, digest: digest("1") } as const
              yield* ledger.finish(yield* ledger.depart(departure, at(3000)), [])
              yield* ledger.nextAttempt(attemptOf(b)!, digest("body"), at(4000))
            })
          )
          assert.deepStrictEqual(yield* reread, [
            [true, false],
            [false, true],
            [false, true]
          ])
        })
      )
    )

    it.effect(
      "reverts that for a request that was certainly not sent, and does not record it for files",
      () =>
        withLedger((ledger) =>
          Effect.gen(function* () {
            yield* ledger.admit([entry("a", 2), entry("b", 3)], at(1000), false)
            const batch = { engine: "batch", members: [digest("a")], digest: digest("1") } as const
            yield* ledger.withdraw(yield* ledger.depart(batch, at(3000)))
            const upload = {
              engine: "upload",
              members: [digest("a"), digest("b")],
              digest: digest("1")
            } as const
            yield* ledger.finish(yield* ledger.depart(upload, at(4000)), [])
            yield* ledger.beginScan()
            for (const disposition of yield* ledger.admit([entry("a", 2), entry("b", 3)], at(5000))) {
              assert.deepInclude(attemptOf(disposition), {
                updating: false,
                upserting: false,
                doubtSince: 4000
              })
            }
          })
        )
    )
  })

  describe("endKeys", () => {
    it.effect("ends the keys of rows without a known outcome, and keeps the others", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          yield* ledger.admit([entry("a", 2), entry("b", 3), entry("c", 4)], at(1000))
          yield* ledger.settle(digest("b"), { _tag: "Unknown", reason: "" }, undefined)
          yield* ledger.settle(digest("c"), { _tag: "Created", resource: "act_1" }, undefined)
          yield* ledger.endKeys({ why: "other bytes" })
          assert.strictEqual(yield* ledger.getMeta("why"), "other bytes")
          yield* ledger.beginScan()
          const [a, b, c] = yield* ledger.admit([entry("a", 2), entry("b", 3), entry("c", 4)], at(2000))
          assert.deepInclude(a, { _tag: "Resume", sendable: false })
          assert.deepInclude(b, { _tag: "Resume", sendable: false })
          assert.deepInclude(c, { _tag: "Settled" })
        })
      )
    )
  })

  describe("release", () => {
    it.effect("forgets a row that was never sent", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          const [disposition] = yield* ledger.admit([entry("a", 2)], at(0))
          yield* ledger.release([attemptOf(disposition)!], false)
          assert.deepInclude(yield* ledger.counts, { rows: 0, unknown: 0 })
          const [again] = yield* ledger.admit([entry("a", 2)], at(7))
          assert.deepInclude(again, { _tag: "Send" })
          assert.strictEqual(attemptOf(again)?.number, 1)
        })
      )
    )

    it.effect("gives a row the next key if a refusal is stored under the current one", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          const [disposition] = yield* ledger.admit([entry("a", 2)], at(0))
          yield* ledger.release([attemptOf(disposition)!], true)
          assert.deepInclude(yield* ledger.counts, { rows: 0, unknown: 0 })
          yield* ledger.beginScan()
          const [again] = yield* ledger.admit([entry("a", 2)], at(7))
          assert.deepInclude(again, { _tag: "Send" })
          assert.deepInclude(attemptOf(again), { number: 2, firstSent: at(7), doubtSince: 7 })
        })
      )
    )
  })

  describe("expire", () => {
    it.effect("ends the key of a row that stays in doubt", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          const [disposition] = yield* ledger.admit([entry("a", 2)], at(1000))
          yield* ledger.expire(attemptOf(disposition)!)
          yield* ledger.beginScan()
          const [again] = yield* ledger.admit([entry("a", 2)], at(2000))
          assert.deepInclude(again, { _tag: "Resume", sendable: false })
          assert.strictEqual(attemptOf(again)?.doubtSince, 1000)
        })
      )
    )
  })

  describe("finish", () => {
    it.effect(
      "keeps the end of every row of an earlier scan's request, including rows that have left it since",
      () =>
        inTempFile((file) =>
          Effect.gen(function* () {
            const rows = ["a", "b", "c", "d"].map((name, i) => entry(name, i + 2))
            const members = rows.map(({ natural }) => natural)
            yield* Effect.scoped(
              Effect.gen(function* () {
                const ledger = yield* opened(file)
                yield* ledger.admit(rows, at(1000), false)
                yield* ledger.depart({ engine: "upload", members, digest: digest("request") }, at(1000))
              })
            )
            // The run goes on row by row for a while.
            yield* Effect.scoped(
              Effect.gen(function* () {
                const ledger = yield* opened(file)
                const [disposition] = yield* ledger.admit(rows.slice(1, 2), at(2000))
                yield* ledger.leave([attemptOf(disposition)!], at(2000))
              })
            )
            const ledger = yield* opened(file)
            yield* ledger.admit(rows, at(3000), false)
            const [batch] = yield* ledger.unfinished
            yield* ledger.finish(
              batch,
              members.map((natural) => ({
                natural,
                outcome: { _tag: "Created", resource: undefined },
                requestId: undefined
              }))
            )
            assert.deepInclude(yield* ledger.counts, { rows: 4, created: 4, unknown: 0 })
            assert.deepStrictEqual(yield* ledger.inDoubt(10), [])
            assert.deepStrictEqual(yield* ledger.unfinished, [])
          })
        )
    )

    it.effect("ends a row that was unknown before its request", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          const rows = ["a", "b"].map((name, i) => entry(name, i + 2))
          const members = rows.map(({ natural }) => natural)
          const request = { engine: "upload", members, digest: digest("request") } as const
          const [first] = yield* ledger.admit(rows.slice(0, 1), at(1000))
          yield* ledger.settle(attemptOf(first)!.natural, { _tag: "Unknown", reason: "no answer" }, undefined)
          yield* ledger.beginScan()
          yield* ledger.admit(rows, at(2000), false)
          const withdrawn = yield* ledger.depart(request, at(2000))
          yield* ledger.withdraw(withdrawn)
          assert.deepInclude(yield* ledger.counts, { rows: 1, unknown: 1 })
          const batch = yield* ledger.depart(request, at(3000))
          yield* ledger.finish(
            batch,
            members.map((natural) => ({
              natural,
              outcome: { _tag: "Existing", resource: undefined, differing: false, afterDoubt: true },
              requestId: undefined
            }))
          )
          assert.deepInclude(yield* ledger.counts, {
            rows: 2,
            existing: 2,
            existingAfterDoubt: 2,
            unknown: 0
          })
        })
      )
    )
  })

  describe("counts", () => {
    it.effect("account for every row of the pass exactly once", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          const names = ["a", "b", "c", "d", "e", "f"]
          yield* ledger.admit(
            names.map((name, i) => entry(name, i + 2)),
            at(0)
          )
          yield* ledger.admit([entry("a", 20)], at(0))
          yield* ledger.reject([{ line: 21, rejected }])
          const outcomes: ReadonlyArray<Outcome.Outcome> = [
            { _tag: "Created", resource: "1" },
            { _tag: "Existing", resource: undefined, differing: true, afterDoubt: true },
            { _tag: "Updated", resource: "3", differing: true },
            rejected,
            { _tag: "Unknown", reason: "nobody knows" }
          ]
          for (const [i, outcome] of outcomes.entries())
            yield* ledger.settle(digest(names[i]!), outcome, undefined)
          const counts = yield* ledger.counts
          assert.deepStrictEqual(counts, {
            rows: 8,
            created: 1,
            existing: 1,
            updated: 1,
            rejected: 2,
            duplicates: 1,
            unknown: 2,
            differing: 2,
            existingAfterDoubt: 1,
            counted: 0
          })
          assert.isTrue(Outcome.isConserved(counts))
          assert.deepStrictEqual(
            (yield* ledger.inDoubt(10)).map(({ line, orphan }) => ({ line, orphan })),
            [
              { line: 6, orphan: false },
              { line: 7, orphan: false }
            ]
          )
        })
      )
    )

    it.effect("omit rows of earlier scans that are no longer in the source, and name those in doubt", () =>
      withLedger((ledger) =>
        Effect.gen(function* () {
          yield* ledger.admit([entry("a", 2), entry("b", 3)], at(0))
          yield* ledger.settle(digest("a"), { _tag: "Created", resource: "1" }, undefined)
          yield* ledger.beginScan()
          yield* ledger.admit([entry("c", 2)], at(0))
          yield* ledger.settle(digest("c"), { _tag: "Created", resource: "2" }, undefined)
          assert.deepInclude(yield* ledger.counts, { rows: 1, created: 1, unknown: 0 })
          assert.deepInclude((yield* ledger.inDoubt(10))[0], { line: 3, orphan: true })
        })
      )
    )
  })

  describe("open", () => {
    it.effect("finds everything again after a process has ended", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          yield* Effect.scoped(
            Effect.gen(function* () {
              const ledger = yield* opened(file)
              yield* ledger.admit([entry("a", 2)], at(0))
              yield* ledger.settle(digest("a"), { _tag: "Created", resource: "1" }, undefined)
              yield* ledger.setMeta({ run: "x" })
            })
          )
          const ledger = yield* Ledger.open({ file })
          assert.strictEqual(yield* ledger.getMeta("run"), "x")
          yield* ledger.beginScan()
          assert.deepInclude((yield* ledger.admit([entry("a", 2)], at(0)))[0], { _tag: "Settled" })
        })
      )
    )

    it.effect("migrates a ledger of the first version without loss", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          writeFirstVersion(file)
          const expected = {
            counts: {
              rows: 8,
              created: 1,
              existing: 1,
              updated: 1,
              rejected: 3,
              duplicates: 1,
              unknown: 1,
              differing: 1,
              existingAfterDoubt: 1,
              counted: 0
            },
            doubt: [
              { line: 6, reason: "a request may have left and its answer is not known", orphan: false }
            ],
            groups: [
              { code: "date", reason: "No date", pointer: "birthdate", rows: 2, firstLine: 7 },
              { code: "bad-request", reason: "No", pointer: undefined, rows: 1, firstLine: 5 }
            ],
            checkpoint: { mark: { line: 4 }, rejected: true },
            run: '{"id":"r"}'
          }
          // A report reads it as it is: another process may be working on it.
          const reading = yield* Effect.scoped(Effect.flatMap(Ledger.open({ file, readOnly: true }), facts))
          assert.deepStrictEqual(reading as unknown, expected)
          assert.strictEqual(versionOf(file), 1)
          const ledger = yield* Ledger.open({ file })
          assert.deepStrictEqual((yield* facts(ledger)) as unknown, expected)
          assert.strictEqual(versionOf(file), 5)
          yield* ledger.beginScan()
          const dispositions = yield* ledger.admit(
            ["a", "b", "c", "d", "e"].map((name, i) => entry(name, i + 2)),
            at(9000)
          )
          assert.deepStrictEqual(
            dispositions.map(({ _tag }) => _tag),
            ["Settled", "Settled", "Settled", "Settled", "Resume"]
          )
          assert.deepInclude(attemptOf(dispositions[4]), {
            number: 3,
            firstSent: { wall: 5000, server: 5100 },
            doubtSince: 4000
          })
        })
      )
    )

    it.effect("reports the problems of a ledger of any version, from its available data", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          writeFirstVersion(file)
          const groups = (expected: number) =>
            Effect.scoped(
              Effect.gen(function* () {
                assert.strictEqual(versionOf(file), expected)
                const ledger = yield* Ledger.open({ file, readOnly: true })
                const found = yield* ledger.problems
                assert.deepStrictEqual(
                  found.map(({ code, lines, rows }) => ({ code, lines, rows })),
                  [
                    { code: "date", lines: [7, 8], rows: 2 },
                    { code: "bad-request", lines: [5], rows: 1 }
                  ]
                )
                assert.isDefined(found[1]!.suggestion)
                assert.deepStrictEqual(yield* ledger.differing(10), [{ line: 4, fields: [] }])
              })
            )
          yield* groups(1)
          const database = new DatabaseSync(file)
          database.exec(`
            CREATE TABLE refused_now (line INTEGER PRIMARY KEY, pass INTEGER NOT NULL, code TEXT NOT NULL,
              reason TEXT NOT NULL, pointer TEXT);
            INSERT INTO refused_now SELECT line, 2, code, reason, pointer FROM refused;
            DROP TABLE refused;
            ALTER TABLE refused_now RENAME TO refused;
            PRAGMA user_version = 2;
          `)
          database.close()
          yield* groups(2)
          yield* Effect.scoped(Ledger.open({ file }))
          yield* groups(5)
        })
      )
    )

    it.effect("leaves a ledger unchanged if its migration fails", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          writeFirstVersion(file)
          const database = new DatabaseSync(file)
          // The name that the step needs is taken.
          database.exec("CREATE TABLE refused_before (line INTEGER)")
          const error = yield* Effect.flip(Ledger.open({ file }))
          assert.strictEqual(error._tag, "LedgerError")
          assert.strictEqual(versionOf(file), 1)
          database.exec("DROP TABLE refused_before")
          database.close()
          assert.deepInclude(yield* Effect.flatMap(Ledger.open({ file }), ({ counts }) => counts), {
            rows: 8
          })
        })
      )
    )

    it.effect("refuses a ledger that a newer version has written", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          yield* Effect.scoped(opened(file))
          const database = new DatabaseSync(file)
          database.exec("PRAGMA user_version = 99")
          database.close()
          const error = yield* Effect.flip(Ledger.open({ file }))
          assert.match(error.message, /was written by a newer version of this program/)
          // Not even for a report: what is read could mean something else by now.
          const reading = yield* Effect.flip(Ledger.open({ file, readOnly: true }))
          assert.strictEqual(reading.message, error.message)
        })
      )
    )

    it.effect("reports what is wrong with a file that is not a ledger", () =>
      inTempFile((file) =>
        Effect.gen(function* () {
          fs.writeFileSync(file, "this is not a database, it is a text of some length")
          const error = yield* Effect.flip(Ledger.open({ file }))
          assert.strictEqual(error._tag, "LedgerError")
          assert.include(error.message, file)
        })
      )
    )
  })
})

const at = (wall: number): Ledger.Moment => ({ wall, server: undefined })

const digest = (name: string) => name.padEnd(16, ".") as Ledger.Digest

const bytes = (name: string) => Buffer.from(digest(name), "latin1")

const entry = (name: string, line: number, natural = name, body = "body"): Ledger.Entry => ({
  line,
  natural: digest(natural),
  body: digest(body)
})

/** One of several equal rows without a natural key. */
const unkeyed = (line: number): Ledger.Entry => ({
  ...entry("x1", line, "x1", "x"),
  again: (occurrence) => digest(`x${occurrence}`)
})

const rejected: Outcome.Rejected = { _tag: "Rejected", code: "bad-request", reason: "No", pointer: undefined }

const attemptOf = (disposition: Ledger.Disposition | undefined): Ledger.Attempt | undefined =>
  disposition !== undefined && "attempt" in disposition ? disposition.attempt : undefined

const opened = (file: string) => Effect.tap(Ledger.open({ file }), (ledger) => ledger.beginScan())

const withLedger = <A, E>(use: (ledger: Ledger.Ledger) => Effect.Effect<A, E>) =>
  inTempFile((file) => Effect.flatMap(opened(file), use))

const facts = (ledger: Ledger.Ledger) =>
  Effect.all({
    counts: ledger.counts,
    doubt: ledger.inDoubt(10),
    groups: ledger.rejections,
    checkpoint: ledger.checkpoint,
    run: ledger.getMeta("run")
  })

const versionOf = (file: string) => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database.prepare("PRAGMA user_version").get()?.["user_version"]
  } finally {
    database.close()
  }
}

/** A ledger as version 0.1.0 wrote it, in its second scan, with a row of every outcome. */
const writeFirstVersion = (file: string) => {
  const database = new DatabaseSync(file)
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE row (natural BLOB PRIMARY KEY, body BLOB NOT NULL, line INTEGER NOT NULL, pass INTEGER NOT NULL,
      attempt INTEGER NOT NULL, first_sent INTEGER, first_sent_server INTEGER, doubt_since INTEGER,
      updating INTEGER NOT NULL DEFAULT 0, outcome TEXT, resource TEXT, differing INTEGER NOT NULL DEFAULT 0,
      after_doubt INTEGER NOT NULL DEFAULT 0, code TEXT, reason TEXT, pointer TEXT, request TEXT) WITHOUT ROWID;
    CREATE INDEX refused_row ON row (line) WHERE outcome = 'Rejected';
    CREATE TABLE duplicate (line INTEGER NOT NULL, first_line INTEGER NOT NULL);
    CREATE TABLE refused (line INTEGER NOT NULL, code TEXT NOT NULL, reason TEXT NOT NULL, pointer TEXT);
    INSERT INTO meta VALUES ('pass', '2'), ('run', '{"id":"r"}'),
      ('checkpoint', '{"mark":{"line":4},"rejected":true}');
    INSERT INTO duplicate VALUES (9, 2);
    INSERT INTO refused VALUES (7, 'date', 'No date', 'birthdate'), (8, 'date', 'No date', 'birthdate');
    PRAGMA user_version = 1;
  `)
  const insert = database.prepare(
    `INSERT INTO row (natural, body, line, pass, attempt, first_sent, first_sent_server, doubt_since, outcome, resource,
     differing, after_doubt, code, reason) VALUES (?, ?, ?, 2, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`
  )
  const body = bytes("body")
  insert.run(bytes("a"), body, 2, 1, 1000, null, 1000, "Created", "act_1", 0, 0, null, null)
  insert.run(bytes("b"), body, 3, 1, 1000, null, 1000, "Existing", null, 0, 1, null, null)
  insert.run(bytes("c"), body, 4, 1, 1000, null, 1000, "Updated", "act_3", 1, 0, null, null)
  insert.run(bytes("d"), body, 5, 1, 1000, null, 1000, "Rejected", null, 0, 0, "bad-request", "No")
  insert.run(bytes("e"), body, 6, 3, 5000, 5100, 4000, null, null, 0, 0, null, null)
  database.close()
}

const committed = (file: string) => {
  const database = new DatabaseSync(file, { readOnly: true })
  try {
    return database
      .prepare("SELECT line, attempt, first_sent, outcome FROM row")
      .all()
      .map((row) => ({ ...row }))
  } finally {
    database.close()
  }
}

/** A file as a process leaves it that is killed in the middle of a transaction: SQLite has to take that back first. */
const leaveHalfMade = (file: string) => {
  const making = `${file}.making`
  const database = new DatabaseSync(making)
  database.exec("PRAGMA cache_size = 1; CREATE TABLE filler (text TEXT); BEGIN IMMEDIATE")
  const insert = database.prepare("INSERT INTO filler VALUES (?)")
  for (let i = 0; i < 500; i++) insert.run("x".repeat(1000))
  for (const suffix of ["", "-journal"]) fs.copyFileSync(making + suffix, file + suffix)
  database.close()
}
