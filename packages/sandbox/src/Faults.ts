/**
 * Faults on demand, as data: a {@link Plan} is a list of rules, each of which says which requests it concerns
 * and what goes wrong. A plan can be given in code or sent to a running server as JSON, and runs repeat:
 * the same plan over the same sequence of requests injects the same faults.
 *
 * Every rule counts the requests it matches, also those for which another rule acts. Of the rules that fire
 * for a request the first one acts, alone.
 */
import * as Schema from "effect/Schema"

const Count = Schema.Int.check(Schema.isGreaterThanOrEqualTo(1))
const Millis = Schema.Int.check(Schema.isGreaterThanOrEqualTo(0))

/** Whether a fault strikes before or after the request has had its effect. */
export const When = Schema.Literals(["before", "after"])
export type When = typeof When.Type

/** Which requests a rule concerns; all conditions that are given have to hold. */
export const Match = Schema.Struct({
  /** HTTP method, in any casing. */
  method: Schema.optionalKey(Schema.String),
  /** Start of the path below `/api/v1`, for example `/list-item/`. */
  path: Schema.optionalKey(Schema.String),
  /** The whole path below `/api/v1`, `*` standing for one segment, for example `/accounts/*`. */
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

/** The effect happens, its answer is lost: the connection is reset instead. */
export const LoseAnswer = Schema.Struct({ kind: Schema.Literal("loseAnswer") })

/** The connection is reset before the request reaches the API; nothing happens. */
export const LoseRequest = Schema.Struct({ kind: Schema.Literal("loseRequest") })

/** The request takes `millis` milliseconds longer. Its idempotency key is in progress until then. */
export const Delay = Schema.Struct({ kind: Schema.Literal("delay"), millis: Millis, when: When })

/**
 * An error answer instead of the effect. It passes the idempotency layer like any other answer, so it is stored
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
 * How a text quotes values: as they are, in upper case, with decomposed letters, escaped as in JSON, in addresses or in
 * HTML, in base64, without what separates letters and digits, or cut short.
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
 * An error answer whose text quotes the values of the request, as servers do. Like `status` it comes instead of the
 * effect, and is stored under the request's key, except 401 and 429.
 */
export const Quote = Schema.Struct({
  kind: Schema.Literal("quote"),
  status: Schema.Int.check(Schema.isBetween({ minimum: 400, maximum: 499 })),
  /** Which texts of the error quote. @default all of them */
  places: Schema.optionalKey(Schema.Array(Schema.Literals(["title", "details", "pointer"]))),
  /** @default "plain" */
  as: Schema.optionalKey(QuoteAs)
})

/**
 * A 5xx. As JSON it comes from the API: it has a `Request-Id` and is stored under the request's idempotency key,
 * with the effect (`after`) or without it (`before`). As HTML it comes from a proxy: no `Request-Id`, nothing stored;
 * `before` the request never reached the API, `after` the API did its work and stored its own answer.
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

/** A proxy answers 504 at once; the API has the effect, and stores its answer, `millis` milliseconds later. */
export const LateEffect = Schema.Struct({ kind: Schema.Literal("lateEffect"), millis: Millis })

/**
 * Another environment answers, as when a key or an address comes to stand for another one: the answer is that of the API
 * as it is here, but `Persona-Environment-Id` names the other one, and the request has no effect and leaves no key here.
 */
export const OtherEnvironment = Schema.Struct({
  kind: Schema.Literal("otherEnvironment"),
  /** For example `env_other`. */
  environmentId: Schema.String
})

/**
 * The batch job or importer that the request makes fares badly. The request itself is answered as ever; one that makes
 * no job is not touched. An importer whose file cannot be processed knows one outcome only: `errored` stands for
 * `canceled` and `killed`, too.
 */
export const Job = Schema.Struct({
  kind: Schema.Literal("job"),
  /**
   * `errored`, `canceled` and `killed` are how it ends, after `afterRows` rows, whose effect stands; `stuck` never
   * ends; `slow` begins its rows `millis` later; with `rowErrors` single rows are refused for no reason to be seen.
   */
  outcome: Schema.Literals(["errored", "canceled", "killed", "stuck", "slow", "rowErrors"]),
  /** @default 0 */
  afterRows: Schema.optionalKey(Millis),
  /** @default 0 */
  millis: Schema.optionalKey(Millis),
  /** Numbers of the rows that `rowErrors` refuses, the first row being 1. @default none */
  rows: Schema.optionalKey(Schema.Array(Count)),
  /** Refuses each row with this probability, drawn from `seed`, the job and the row's number. @default 0 */
  probability: Schema.optionalKey(Schema.Finite.check(Schema.isBetween({ minimum: 0, maximum: 1 }))),
  /** @default 0 */
  seed: Schema.optionalKey(Schema.Int),
  /** Has the reason of each row that `rowErrors` refuses quote the row. @default a reason without a value */
  quote: Schema.optionalKey(QuoteAs)
})
export interface Job extends Schema.Schema.Type<typeof Job> {}

/** What goes wrong. */
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

/** The kinds of faults, by which {@link SandboxRecord} counts them. */
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
 * Values that the server refuses with 422, for a reason that only it can see: those of an account's or a list item's
 * attribute that start with a text, in whatever way they are sent (alone, in a batch job, in an uploaded file).
 */
export const Refuse = Schema.Struct({
  /** In any casing, for example `name_first`; a custom field by its key. */
  attribute: Schema.String,
  startsWith: Schema.String,
  /** Has the refusal quote the object's values. @default a refusal without a value */
  quote: Schema.optionalKey(QuoteAs)
})
export interface Refuse extends Schema.Schema.Type<typeof Refuse> {}

/** No faults at all. */
export const none: Plan = { rules: [] }
