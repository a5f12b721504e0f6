/** What an application does with Persona after the import, through the typed client and a socket. */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Accounts from "@effect-persona/core/resources/Accounts"
import * as Cases from "@effect-persona/core/resources/Cases"
import * as Documents from "@effect-persona/core/resources/Documents"
import * as Events from "@effect-persona/core/resources/Events"
import * as Inquiries from "@effect-persona/core/resources/Inquiries"
import * as InquirySessions from "@effect-persona/core/resources/InquirySessions"
import * as InquiryTemplates from "@effect-persona/core/resources/InquiryTemplates"
import * as Reports from "@effect-persona/core/resources/Reports"
import * as Verifications from "@effect-persona/core/resources/Verifications"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxServer from "@effect-persona/sandbox/SandboxServer"
import { NodeHttpClient } from "@effect/platform-node"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer } from "effect"

describe("an inquiry", () => {
  it.live("is created, completed by simulation, and approved", () =>
    Effect.gen(function* () {
      const inquiry = yield* start
      assert.strictEqual(inquiry.attributes.status, "created")
      const completed = yield* simulate(inquiry.id, { type: "start_inquiry" }, passed("government-id"), {
        type: "complete_inquiry"
      })
      assert.strictEqual(completed.attributes.status, "completed")
      assert.isString(completed.attributes.startedAt)
      assert.isString(completed.attributes.completedAt)

      const { data } = yield* Inquiries.approve({ inquiryId: inquiry.id, meta: { comment: "Looks well" } })
      assert.strictEqual(data.attributes.status, "approved")
      assert.strictEqual(data.attributes.reviewerComment, "Looks well")
      const approved = yield* Inquiries.retrieve({ inquiryId: inquiry.id })
      assert.deepStrictEqual(approved.data, data)

      const again = yield* reasonOf(Inquiries.approve({ inquiryId: inquiry.id }))
      assert.strictEqual(again, "Conflict")
    }).pipe(Effect.provide(connected))
  )

  it.live("leaves a verification, its document and a picture to retrieve", () =>
    Effect.gen(function* () {
      const { id } = yield* start
      const simulated = yield* simulate(id, passed("government-id"), failed("selfie"))
      const verifications = simulated.relationships?.verifications?.data ?? []
      assert.deepStrictEqual(
        verifications.map(({ type }) => type),
        ["verification/government-id", "verification/selfie"]
      )
      const [first, second] = yield* Effect.forEach(verifications, (one) =>
        Verifications.retrieve({ verificationId: String(one.id) })
      )
      assert.deepInclude(first?.data.attributes, { status: "passed", nameFirst: "Jane" })
      assert.deepInclude(second?.data.attributes, { status: "failed" })

      const document = yield* Documents.retrieveGovernmentId({
        documentId: String(simulated.relationships?.documents?.data?.[0]?.id)
      })
      const photo = document.data.attributes.frontPhoto
      assert.strictEqual(photo?.filename, "front-photo.png")
      const response = yield* Effect.promise(() => fetch(String(photo?.url)))
      assert.strictEqual(response.headers.get("content-type"), "image/png")
      const bytes = yield* Effect.promise(() => response.arrayBuffer())
      assert.strictEqual(bytes.byteLength, photo?.byteSize)

      const withVerifications = yield* Inquiries.retrieve({
        inquiryId: id,
        include: ["account", "verifications"]
      })
      assert.deepStrictEqual(
        withVerifications.included?.map(({ type }) => String(type)),
        ["account", "verification/government-id", "verification/selfie"]
      )
    }).pipe(Effect.provide(connected))
  )

  it.live("is declined after a review, and can no longer be reviewed", () =>
    Effect.gen(function* () {
      const { id } = yield* start
      yield* simulate(id, { type: "complete_inquiry" })
      const reviewed = yield* Inquiries.markForReview({ inquiryId: id })
      assert.strictEqual(reviewed.data.attributes.status, "needs_review")
      const declined = yield* Inquiries.decline({ inquiryId: id })
      assert.strictEqual(declined.data.attributes.status, "declined")
      assert.strictEqual(yield* reasonOf(Inquiries.markForReview({ inquiryId: id })), "Conflict")
    }).pipe(Effect.provide(connected))
  )

  it.live("expires with its sessions, and is resumed with a session token", () =>
    Effect.gen(function* () {
      const { id } = yield* start
      const session = yield* InquirySessions.create({ data: { attributes: { inquiryId: id } } })
      const expired = yield* Inquiries.expire({ inquiryId: id })
      assert.strictEqual(expired.data.attributes.status, "expired")
      const ended = yield* InquirySessions.retrieve({ inquirySessionId: session.data.id })
      assert.strictEqual(ended.data.attributes.status, "expired")

      const resumed = yield* Inquiries.resume({ inquiryId: id })
      assert.strictEqual(resumed.data.attributes.status, "pending")
      assert.isNotEmpty(resumed.meta?.sessionToken)
      const { data: sessions } = yield* InquirySessions.list({ filter: { inquiryId: id } })
      assert.deepStrictEqual(
        sessions.map(({ attributes }) => attributes.status),
        ["new", "expired"]
      )
    }).pipe(Effect.provide(connected))
  )

  it.live("expires on its own when its time is up", () =>
    Effect.gen(function* () {
      const { data } = yield* Inquiries.create({
        data: { attributes: { inquiryTemplateId: "itmpl_onboarding" } },
        meta: { expirationAfterCreateIntervalSeconds: 3600, autoCreateInquirySession: true }
      })
      const sandbox = yield* Sandbox.Sandbox
      yield* sandbox.advance("59 minutes")
      const before = yield* Inquiries.retrieve({ inquiryId: data.id })
      assert.strictEqual(before.data.attributes.status, "created")
      yield* sandbox.advance("1 minute")
      const after = yield* Inquiries.retrieve({ inquiryId: data.id })
      assert.strictEqual(after.data.attributes.status, "expired")
    }).pipe(Effect.provide(connected))
  )

  it.live("returns a link to it", () =>
    Effect.gen(function* () {
      const { id } = yield* start
      const { meta } = yield* Inquiries.generateOneTimeLink({ inquiryId: id })
      assert.match(String(meta?.oneTimeLink), /^https:/)
    }).pipe(Effect.provide(connected))
  )

  it.live("is tagged, updated, and found by its account, status and template", () =>
    Effect.gen(function* () {
      const { id, relationships } = yield* start
      yield* start
      yield* Inquiries.addTag({ inquiryId: id, meta: { tagName: "vip" } })
      yield* Inquiries.setTags({ inquiryId: id, meta: { tagName: ["a", "b"] } })
      const tagged = yield* Inquiries.removeTag({ inquiryId: id, meta: { tagName: "a" } })
      assert.deepStrictEqual(tagged.data.attributes.tags, ["b"])
      const updated = yield* Inquiries.update({
        inquiryId: id,
        data: { attributes: { note: "called back" } }
      })
      assert.strictEqual(updated.data.attributes.note, "called back")
      yield* Inquiries.decline({ inquiryId: id })

      const accountId = String(relationships?.account?.data?.id)
      const byAccount = yield* Inquiries.list({ filter: { accountId } })
      assert.deepStrictEqual(
        byAccount.data.map((one) => one.id),
        [id]
      )
      const byStatus = yield* Inquiries.list({ filter: { status: ["declined", "approved"] } })
      assert.deepStrictEqual(
        byStatus.data.map((one) => one.id),
        [id]
      )
      const searched = yield* Inquiries.search({
        query: {
          and: [
            { attribute: "inquiry_template_id", operator: "eq", value: "itmpl_onboarding" },
            { not: { attribute: "status", operator: "eq", value: "created" } }
          ]
        }
      })
      assert.deepStrictEqual(
        searched.data.map((one) => one.id),
        [id]
      )
      const templates = yield* InquiryTemplates.list({})
      assert.include(
        templates.data.map((one) => one.id),
        "itmpl_onboarding"
      )
    }).pipe(Effect.provide(connected))
  )

  it.live("is redacted at once, and its belongings after that", () =>
    Effect.gen(function* () {
      const { id } = yield* start
      const simulated = yield* simulate(id, passed("government-id"))
      const { data } = yield* Inquiries.redact({ inquiryId: id })
      assert.deepStrictEqual(data.attributes.fields, {})
      assert.isString(data.attributes.redactedAt)
      const verification = yield* Verifications.retrieve({
        verificationId: String(simulated.relationships?.verifications?.data?.[0]?.id)
      })
      assert.isUndefined(
        (verification.data.attributes as { readonly nameFirst?: string } | undefined)?.nameFirst
      )
      assert.strictEqual(yield* reasonOf(Inquiries.redact({ inquiryId: id })), "Conflict")
      assert.strictEqual(yield* reasonOf(Inquiries.resume({ inquiryId: id })), "Conflict")
    }).pipe(Effect.provide(connected))
  )

  it.live("refuses simulated actions that its status forbids, and performs none of them", () =>
    Effect.gen(function* () {
      const { id } = yield* start
      const refused = yield* reasonOf(
        Inquiries.performSimulateActions({
          inquiryId: id,
          meta: { simulateActions: [{ type: "approve_inquiry" }, { type: "start_inquiry" }] }
        })
      )
      assert.strictEqual(refused, "UnprocessableEntity")
      const { data } = yield* Inquiries.retrieve({ inquiryId: id })
      assert.strictEqual(data.attributes.status, "created")
    }).pipe(Effect.provide(connected))
  )

  it.live("records an event for every change", () =>
    Effect.gen(function* () {
      const { id } = yield* start
      yield* simulate(id, { type: "start_inquiry" }, { type: "complete_inquiry" })
      yield* Inquiries.approve({ inquiryId: id })
      const { data } = yield* Events.list({ filter: { objectId: id } })
      assert.deepStrictEqual(data.map(({ attributes }) => attributes.name).toReversed(), [
        "inquiry.created",
        "inquiry.started",
        "inquiry.completed",
        "inquiry.approved"
      ])
      const event = yield* Events.retrieve({ eventId: String(data[0]?.id) })
      assert.strictEqual(event.data.attributes.payload?.data?.attributes["status"], "approved")
      const { data: named } = yield* Events.list({ filter: { name: "inquiry.approved" } })
      assert.strictEqual(named.length, 1)
    }).pipe(Effect.provide(connected))
  )
})

describe("an account", () => {
  it.live("is found by an inquiry that names its reference id, and created by one that names a new one", () =>
    Effect.gen(function* () {
      const { data: account } = yield* Accounts.create({ data: { attributes: { referenceId: "cust-1" } } })
      const first = yield* begin({ autoCreateAccountReferenceId: "cust-1" })
      assert.strictEqual(first.relationships?.account?.data?.id, account.id)
      assert.strictEqual(first.attributes.referenceId, "cust-1")
      const second = yield* begin({ autoCreateAccountReferenceId: "cust-2" })
      const made = yield* Accounts.list({ filter: { referenceId: "cust-2" } })
      assert.strictEqual(second.relationships?.account?.data?.id, made.data[0]?.id)
    }).pipe(Effect.provide(connected))
  )

  it.live("is tagged, with events", () =>
    Effect.gen(function* () {
      const { data } = yield* Accounts.create({ data: { attributes: { referenceId: "cust-1" } } })
      yield* Accounts.addTag({ accountId: data.id, meta: { tagName: "vip" } })
      const set = yield* Accounts.setTags({ accountId: data.id, meta: { tagName: ["a", "b"] } })
      assert.deepStrictEqual(set.data.attributes.tags, ["a", "b"])
      const events = yield* Events.list({ filter: { objectId: data.id } })
      assert.deepStrictEqual(
        events.data.map(({ attributes }) => attributes.name),
        ["account.tag-removed", "account.tag-added", "account.tag-added"]
      )
    }).pipe(Effect.provide(connected))
  )

  it.live("takes over the objects of another one, which then accepts no more", () =>
    Effect.gen(function* () {
      const source = yield* newAccount
      const target = yield* newAccount
      const { id: inquiryId } = yield* begin({}, source)
      const reply = yield* Accounts.consolidate.withResponse({
        accountId: target,
        meta: { sourceAccountIds: [source] }
      })
      assert.strictEqual(reply.status, 202)
      const moved = yield* Inquiries.retrieve({ inquiryId })
      assert.strictEqual(moved.data.relationships?.account?.data?.id, target)
      assert.strictEqual(yield* reasonOf(begin({}, source)), "UnprocessableEntity")
      const twice = Accounts.consolidate({ accountId: target, meta: { sourceAccountIds: [source] } })
      assert.strictEqual(yield* reasonOf(twice), "Conflict")
    }).pipe(Effect.provide(connected))
  )

  it.live("consolidates in the background, for the configured time", () =>
    Effect.gen(function* () {
      const sandbox = yield* Sandbox.Sandbox
      const source = yield* newAccount
      const target = yield* newAccount
      const { id: inquiryId } = yield* begin({}, source)
      yield* Accounts.consolidate({ accountId: target, meta: { sourceAccountIds: [source] } })
      const owner = Effect.map(
        Inquiries.retrieve({ inquiryId }),
        ({ data }) => data.relationships?.account?.data?.id
      )
      assert.strictEqual(yield* owner, source)
      yield* sandbox.advance("1 minute")
      assert.strictEqual(yield* owner, target)
    }).pipe(Effect.provide(connectedTo({ backgroundDelayMillis: 60_000 })))
  )

  it.live("is redacted with its inquiries, verifications and reports, and cannot be twice", () =>
    Effect.gen(function* () {
      const accountId = yield* newAccount
      const { id: inquiryId } = yield* begin({}, accountId)
      const { data: report } = yield* screen("Jane", accountId)
      const { data } = yield* Accounts.redact({ accountId })
      assert.isString(data.attributes.redactedAt)
      const inquiry = yield* Inquiries.retrieve({ inquiryId })
      assert.isString(inquiry.data.attributes.redactedAt)
      const redacted = yield* Reports.retrieve({ reportId: String(report.id) })
      assert.isString(redacted.data.attributes?.["redactedAt" as never])
      assert.strictEqual(yield* reasonOf(Accounts.redact({ accountId })), "Conflict")
    }).pipe(Effect.provide(connected))
  )

  it.live("is related to others by a key", () =>
    Effect.gen(function* () {
      const accountId = yield* newAccount
      const owner = yield* newAccount
      const relation = { relationSchemaKey: "owner", targetObjectId: owner }
      yield* Accounts.addRelation({ accountId, meta: relation })
      const related = Effect.map(
        Accounts.listRelations({ accountId, filter: { key: "owner" } }),
        ({ data }) => data.map(({ id }) => id)
      )
      assert.deepStrictEqual(yield* related, [owner])
      yield* Accounts.removeRelation({ accountId, meta: relation })
      assert.deepStrictEqual(yield* related, [])
    }).pipe(Effect.provide(connected))
  )

  it.live("is found by a search over its fields, page by page", () =>
    Effect.gen(function* () {
      for (const tier of ["gold", "gold", "silver"]) {
        yield* Accounts.create({ data: { attributes: { fields: { tier } } } })
      }
      const query = { attribute: "fields.tier", operator: "eq", value: "gold" }
      const first = yield* Accounts.search({ query, page: { size: 1 } })
      const second = yield* Accounts.search({ query, page: { size: 1, after: String(first.data[0]?.id) } })
      assert.strictEqual(second.data.length, 1)
      assert.notStrictEqual(second.data[0]?.id, first.data[0]?.id)
      assert.isNull(second.links?.next)
    }).pipe(Effect.provide(connected))
  )
})

describe("a report", () => {
  it.live("is pending at first, then ready, with a match if its query asks for one", () =>
    Effect.gen(function* () {
      const { data: pending } = yield* screen("Match")
      assert.strictEqual(statusOf(pending), "pending")
      const ready = yield* Reports.retrieve({ reportId: String(pending.id), include: ["account"] })
      assert.strictEqual(statusOf(ready.data), "ready")
      assert.deepInclude(ready.data.attributes, { hasMatch: true })
      assert.strictEqual(ready.included?.length, 1)
      const { data: clear } = yield* screen("Jane")
      const { data } = yield* Reports.retrieve({ reportId: String(clear.id) })
      assert.deepInclude(data.attributes, { hasMatch: false })
      const listed = yield* Reports.list({})
      assert.strictEqual(listed.data.length, 2)
    }).pipe(Effect.provide(connected))
  )

  it.live("keeps a history of its actions", () =>
    Effect.gen(function* () {
      const { data } = yield* screen("Match")
      const reportId = String(data.id)
      yield* Reports.pause({ reportId })
      yield* Reports.resume({ reportId })
      const dismissed = yield* Reports.dismiss({
        reportId,
        data: { attributes: { reason: "another person" } }
      })
      assert.deepInclude(dismissed.data.attributes, { hasMatch: false })
      const history = yield* Reports.listHistory({ reportId })
      assert.deepStrictEqual(
        history.data.map(({ type }) => String(type)),
        ["dismiss", "resume", "pause", "run"]
      )
      const pdf = yield* Reports.print({ reportId })
      assert.match(new TextDecoder().decode(pdf), /^%PDF-1\.4[\s\S]*%%EOF\n$/)
    }).pipe(Effect.provide(connected))
  )
})

describe("a case", () => {
  it.live("collects objects, gets a status, and is retrieved with its objects", () =>
    Effect.gen(function* () {
      const inquiry = yield* start
      const { data } = yield* Cases.create({
        data: { attributes: { caseTemplateId: "ctmpl_review", fields: { risk: "high" } } },
        meta: { objectIds: [inquiry.id] }
      })
      assert.deepInclude(data.attributes, { status: "Open", fields: { risk: "high" } })
      const { data: report } = yield* screen("Jane")
      yield* Cases.addObjects({ caseId: data.id, meta: { objectIds: [String(report.id)] } })
      yield* Cases.assign({ caseId: data.id, meta: { userEmailAddress: "analyst@example.com" } })
      yield* Cases.addTag({ caseId: data.id, meta: { tagName: "urgent" } })
      yield* Cases.setStatus({ caseId: data.id, meta: { status: "Resolved" } })
      const held = yield* Cases.retrieve({ caseId: data.id, include: ["inquiries", "reports"] })
      assert.deepInclude(held.data.attributes, {
        status: "Resolved",
        tags: ["urgent"],
        assigneeId: "analyst@example.com"
      })
      assert.isString(held.data.attributes.resolvedAt)
      assert.deepStrictEqual(
        held.included?.map(({ id }) => id),
        [inquiry.id, report.id]
      )
      const listed = yield* Cases.list({ filter: { inquiryId: inquiry.id } })
      assert.deepStrictEqual(
        listed.data.map(({ id }) => id),
        [data.id]
      )
    }).pipe(Effect.provide(connected))
  )

  it.live("is redacted without its objects", () =>
    Effect.gen(function* () {
      const inquiry = yield* start
      const { data } = yield* Cases.create({
        data: { attributes: { caseTemplateId: "ctmpl_review", fields: { risk: "high" } } },
        meta: { objectIds: [inquiry.id] }
      })
      const redacted = yield* Cases.redact({ caseId: data.id })
      assert.deepStrictEqual(redacted.data.attributes.fields, {})
      const kept = yield* Inquiries.retrieve({ inquiryId: inquiry.id })
      assert.isNull(kept.data.attributes.redactedAt)
    }).pipe(Effect.provide(connected))
  )
})

/** A sandbox of its own on a socket, and a client of it. */
const connectedTo = (options: Sandbox.Options) =>
  Layer.unwrap(
    Effect.map(SandboxServer.SandboxServer, ({ apiKey, url }) =>
      PersonaClient.layer({ apiKey, baseUrl: url })
    )
  ).pipe(
    Layer.provide(NodeHttpClient.layerUndici),
    Layer.provide(SandboxServer.layer()),
    Layer.provideMerge(Sandbox.layer({ rateLimit: 0, ...options }))
  )

const connected = connectedTo({})

type Meta = NonNullable<Parameters<typeof Inquiries.create>[0]["meta"]>

const begin = (meta: Meta, accountId?: string) =>
  Effect.map(
    Inquiries.create({
      data: {
        attributes: {
          inquiryTemplateId: "itmpl_onboarding",
          fields: { "name-first": "Jane" },
          ...(accountId === undefined ? {} : { accountId })
        }
      },
      meta
    }),
    ({ data }) => data
  )

const start = begin({})

const newAccount = Effect.map(Accounts.create({ data: { attributes: {} } }), ({ data }) => data.id)

type SimulateAction = Parameters<
  typeof Inquiries.performSimulateActions
>[0]["meta"]["simulateActions"][number]

const simulate = (inquiryId: string, ...simulateActions: ReadonlyArray<SimulateAction>) =>
  Effect.map(Inquiries.performSimulateActions({ inquiryId, meta: { simulateActions } }), ({ data }) => data)

const passed = (kind: string): SimulateAction => ({
  type: "create_passed_verification",
  data: { verificationTemplateId: `vtmpl_${kind}` }
})

const failed = (kind: string): SimulateAction =>
  ({ ...passed(kind), type: "create_failed_verification" }) as SimulateAction

const screen = (nameFirst: string, accountId?: string) =>
  Reports.create({
    data: {
      type: "report/watchlist",
      attributes: { query: { nameFirst, nameLast: "Doe" }, ...(accountId === undefined ? {} : { accountId }) }
    }
  })

const statusOf = (report: { readonly attributes?: unknown }): unknown =>
  (report.attributes as { readonly status?: unknown } | undefined)?.status

const reasonOf = <A, E extends { readonly reason: { readonly _tag: string } }, R>(
  effect: Effect.Effect<A, E, R>
): Effect.Effect<string, A, R> => Effect.map(Effect.flip(effect), ({ reason }) => reason._tag)
