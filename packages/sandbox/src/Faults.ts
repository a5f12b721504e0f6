/**
 * Faults on demand, as data: a {@link Plan} is a list of rules. Each rule selects requests and names a fault. A plan is
 * set in code or sent to a running server as JSON. Runs are reproducible: the same plan over the same sequence of
 * requests injects the same faults.
 *
 * Every rule counts the requests that it matches, including those for which another rule acts. Of the rules that fire
 * for a request, only the first one acts.
 */
import * as Schema from "effect/Schema"

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
const Millis = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** Whether a fault strikes before or after the request has had its effect. */
export const When = Schema.Literals(["before", "after"])
export type When = typeof When.Type

/** The requests of a rule; all given conditions must hold. */
export const Match = Schema.Struct({
  /** HTTP method, in any casing. */
  method: Schema.optionalKey(Schema.String),
  /** Start of the path below `/api/v1`, for example `/list-item/`. */
  path: Schema.optionalKey(Schema.String),
  /** The whole path below `/api/v1`, with `*` for one segment, for example `/accounts/*`. */
  pattern: Schema.optionalKey(Schema.String),
  /** Only the n-th matching request, from 1. */
  nth: Schema.optionalKey(Count),
  /** The n-th matching request, from 1, and all that follow. */
  from: Schema.optionalKey(Count),
  /** Every n-th matching request. */
  every: Schema.optionalKey(Count),
  /** Each matching request with this probability, drawn from the plan's seed. */
  probability: Schema.optionalKey(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 })))
})
export interface Match extends Schema.Schema.Type<typeof Match> {}

/** The effect happens, but its answer is lost: the connection is reset instead. */
export const LoseAnswer = Schema.Struct({ kind: Schema.Literal("loseAnswer") })

/** The connection is reset before the request reaches the API; nothing happens. */
export const LoseRequest = Schema.Struct({ kind: Schema.Literal("loseRequest") })

/** The request takes `millis` milliseconds longer. Its idempotency key is in progress until then. */
export const Delay = Schema.Struct({ kind: Schema.Literal("delay"), millis: Millis, when: When })

/**
 * An error answer instead of the effect. It goes through the idempotency layer like any other answer, so it is stored
 * under the request's key, except 401 and 429.
 */
export const Status = Schema.Struct({
  kind: Schema.Literal("status"),
  status: Schema.Int.check(Schema.isBetween({ minimum: 400, maximum: 499 })),
  /** @default the documented title of the status */
  title: Schema.optionalKey(Schema.String),
  details: Schema.optionalKey(Schema.String),
  /** With 429: `RateLimit-Reset`, in seconds. @default what is left of the window */
  resetSeconds: Schema.optionalKey(Schema.Int.check(Schema.isGreaterThanOrEqualTo(0)))
})

/**
 * How a text quotes values: unchanged, in upper case, with decomposed letters, escaped as in JSON, in addresses or in
 * HTML, in base64, without the separators of letters and digits, or cut short.
 */
export const QuoteAs = Schema.Literals([
  "plain",
  "upper",
  "decomposed",
  "json",
  "percent",
  "html",
  "base64",
  "digits",
  "cut"
])
export type QuoteAs = typeof QuoteAs.Type

/**
 * An error answer whose text quotes the values of the request, as servers do. Like `status` it replaces the effect, and
 * is stored under the request's key, except 401 and 429.
 */
export const Quote = Schema.Struct({
  kind: Schema.Literal("quote"),
  status: Schema.Int.check(Schema.isBetween({ minimum: 400, maximum: 499 })),
  /** Texts of the error that quote. @default all of them */
  places: Schema.optionalKey(Schema.Array(Schema.Literals(["title", "details", "pointer"]))),
  /** @default "plain" */
  as: Schema.optionalKey(QuoteAs)
})

/**
 * A 5xx. As JSON it is the API's answer: it has a `Request-Id` and is stored under the request's idempotency key, with
 * the effect (`after`) or without it (`before`). As HTML it is a proxy's answer: no `Request-Id`, nothing stored. With
 * `before` the request never reached the API; with `after` the API did its work and stored its own answer.
 */
export const ServerError = Schema.Struct({
  kind: Schema.Literal("serverError"),
  status: Schema.Literals([500, 502, 503, 504]),
  when: When,
  /** @default false */
  html: Schema.optionalKey(Schema.Boolean)
})

/** The answer's headers and half of its body arrive, then the connection breaks. The effect has happened. */
export const CutBody = Schema.Struct({ kind: Schema.Literal("cutBody") })

/** A proxy answers 504 at once; the API applies the effect, and stores its answer, `millis` milliseconds later. */
export const LateEffect = Schema.Struct({ kind: Schema.Literal("lateEffect"), millis: Millis })

/**
 * Another environment answers, as when a key or an address starts to lead to another one. The answer is that of this
 * API, but `Persona-Environment-Id` names the other environment, and the request has no effect and stores no key here.
 */
export const OtherEnvironment = Schema.Struct({
  kind: Schema.Literal("otherEnvironment"),
  /** For example `env_other`. */
  environmentId: Schema.String
})

/**
 * A fault of the batch job or importer that the request creates. The answer to the request does not change; a request
 * that creates no job is unaffected. An importer whose file cannot be processed has only one outcome: `errored` also
 * represents `canceled` and `killed`.
 */
export const Job = Schema.Struct({
  kind: Schema.Literal("job"),
  /**
   * `errored`, `canceled` and `killed` end the job after `afterRows` rows, whose effect remains; `stuck` never ends;
   * `slow` starts on its rows `millis` later; `rowErrors` refuses single rows for no visible reason.
   */
  outcome: Schema.Literals(["errored", "canceled", "killed", "stuck", "slow", "rowErrors"]),
  /** @default 0 */
  afterRows: Schema.optionalKey(Millis),
  /** @default 0 */
  millis: Schema.optionalKey(Millis),
  /** Numbers of the rows that `rowErrors` refuses, counted from 1. @default none */
  rows: Schema.optionalKey(Schema.Array(Count)),
  /** Refuses each row with this probability, drawn from `seed`, the job and the row's number. @default 0 */
  probability: Schema.optionalKey(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))),
  /** @default 0 */
  seed: Schema.optionalKey(Schema.Int),
  /** Makes the reason of each row that `rowErrors` refuses quote the row. @default a reason without a value */
  quote: Schema.optionalKey(QuoteAs)
})
export interface Job extends Schema.Schema.Type<typeof Job> {}

/** The fault of a rule. */
export const Action = Schema.Union([
  LoseAnswer,
  LoseRequest,
  Delay,
  Status,
  Quote,
  ServerError,
  CutBody,
  LateEffect,
  OtherEnvironment,
  Job
])
export type Action = typeof Action.Type

/** The kinds of faults, as counted in {@link SandboxRecord}. */
export type Kind = Action["kind"]

export const Rule = Schema.Struct({ match: Match, action: Action })
export interface Rule extends Schema.Schema.Type<typeof Rule> {}

/** The faults of a sandbox. */
export const Plan = Schema.Struct({
  /** Seeds the draws of `probability`. @default 0 */
  seed: Schema.optionalKey(Schema.Int),
  rules: Schema.Array(Rule)
})
export interface Plan extends Schema.Schema.Type<typeof Plan> {}

/**
 * Values that the server refuses with 422, for a reason invisible to the client: values of an account's or a list
 * item's attribute that start with a text, however they are sent (alone, in a batch job, in an uploaded file).
 */
export const Refuse = Schema.Struct({
  /** In any casing, for example `name_first`; a custom field by its key. */
  attribute: Schema.String,
  startsWith: Schema.String,
  /** Makes the refusal quote the object's values. @default a refusal without a value */
  quote: Schema.optionalKey(QuoteAs)
})
export interface Refuse extends Schema.Schema.Type<typeof Refuse> {}

/** No faults. */
export const none: Plan = { rules: [] }
