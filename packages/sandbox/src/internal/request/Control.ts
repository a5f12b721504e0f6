/**
 * The controls of a running sandbox for other processes, under `/_sandbox/`, opened by the API key.
 */
import * as Effect from "effect/Effect"
import * as Redacted from "effect/Redacted"
import * as Schema from "effect/Schema"
import * as Bulk from "../../Bulk.ts"
import * as Faults from "../../Faults.ts"
import type { Service } from "../../Sandbox.ts"
import type { WireRequest, WireResponse } from "../../Wire.ts"
import * as Answer from "./Answer.ts"
import { bearer } from "./Request.ts"

export const prefix = "/_sandbox/"

const Millis = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** Reads a JSON body, then runs a control; its result is the answer. */
const control =
  <S extends Schema.ConstraintDecoder<unknown, never>>(
    schema: S,
    run: (sandbox: Service, body: S["Type"]) => Effect.Effect<unknown>
  ) =>
  (sandbox: Service, request: WireRequest): Effect.Effect<WireResponse> =>
    // A misspelt member would leave a rule that matches everything.
    Schema.decodeEffect(Schema.fromJsonString(schema), { onExcessProperty: "error" })(
      Buffer.from(request.body).toString()
    ).pipe(
      Effect.flatMap((body) => run(sandbox, body)),
      Effect.match({
        onSuccess: (result) => answer(200, result ?? {}),
        onFailure: (error) => refuse(Answer.badRequest(error.message))
      })
    )

const posts: Readonly<Record<string, ReturnType<typeof control>>> = {
  faults: control(Faults.Plan, (sandbox, plan) => sandbox.setFaults(plan)),
  "prune-keys": control(
    Schema.Struct({ olderThanMillis: Schema.optionalKey(Millis) }),
    (sandbox, { olderThanMillis }) => Effect.map(sandbox.pruneKeys(olderThanMillis), (pruned) => ({ pruned }))
  ),
  advance: control(Schema.Struct({ millis: Millis }), (sandbox, { millis }) => sandbox.advance(millis)),
  "rate-limit": control(Schema.Struct({ limit: Millis }), (sandbox, { limit }) =>
    sandbox.setRateLimit(limit)
  ),
  permissions: control(
    Schema.Struct({
      permissions: Schema.Union([Schema.Literal("all"), Schema.Array(Schema.String)])
    }),
    (sandbox, { permissions }) => sandbox.setPermissions(permissions)
  ),
  bulk: control(Bulk.Settings, (sandbox, settings) => sandbox.setBulk(settings)),
  refuses: control(Schema.Struct({ refuses: Schema.Array(Faults.Refuse) }), (sandbox, { refuses }) =>
    sandbox.setRefuses(refuses)
  )
}

/** Answers a request to a path under `/_sandbox/`. */
export const handle = (sandbox: Service, request: WireRequest): Effect.Effect<WireResponse> => {
  if (bearer(request) !== Redacted.value(sandbox.apiKey)) {
    return Effect.succeed(refuse(Answer.unauthenticated))
  }
  const [path = "", search] = request.target.slice(prefix.length).split("?", 2)
  if (request.method === "GET" && path === "record") {
    const contents = new URLSearchParams(search).get("contents") !== "false"
    return Effect.map(sandbox.record({ contents }), (record) => answer(200, record))
  }
  const post = request.method === "POST" && Object.hasOwn(posts, path) ? posts[path] : undefined
  return post === undefined
    ? Effect.succeed(refuse(Answer.notFound("There is no such control")))
    : post(sandbox, request)
}

const answer = (status: number, body: unknown): WireResponse => ({
  _tag: "WireResponse",
  status,
  headers: { "Content-Type": "application/json" },
  body: JSON.stringify(body)
})

const refuse = (refusal: Answer.Refusal): WireResponse => answer(refusal.status, Answer.errorBody(refusal))
