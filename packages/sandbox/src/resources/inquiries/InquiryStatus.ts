/**
 * The statuses of an inquiry and their transitions. Documented are the statuses, the result of each simulated action,
 * that a decided inquiry cannot be marked for review, and that an expired inquiry can be resumed. The other statuses
 * that allow an action are assumed.
 */
export type Status =
  | "created"
  | "pending"
  | "completed"
  | "expired"
  | "failed"
  | "needs_review"
  | "approved"
  | "declined"

/** The times that an inquiry records of its transitions. */
export type Stamp =
  | "startedAt"
  | "completedAt"
  | "failedAt"
  | "markedForReviewAt"
  | "decisionedAt"
  | "expiredAt"

export interface Transition {
  readonly to: Status
  readonly from: ReadonlyArray<Status>
  readonly stamp: Stamp
  readonly event: string
}

export type Action = "start" | "complete" | "fail" | "expire" | "mark-for-review" | "approve" | "decline"

const inProgress: ReadonlyArray<Status> = ["created", "pending"]
const undecided: ReadonlyArray<Status> = [
  "created",
  "pending",
  "completed",
  "expired",
  "failed",
  "needs_review"
]

export const transitions: Readonly<Record<Action, Transition>> = {
  start: { to: "pending", from: ["created"], stamp: "startedAt", event: "inquiry.started" },
  complete: { to: "completed", from: inProgress, stamp: "completedAt", event: "inquiry.completed" },
  fail: { to: "failed", from: inProgress, stamp: "failedAt", event: "inquiry.failed" },
  expire: { to: "expired", from: inProgress, stamp: "expiredAt", event: "inquiry.expired" },
  "mark-for-review": {
    to: "needs_review",
    from: undecided.filter((status) => status !== "needs_review"),
    stamp: "markedForReviewAt",
    event: "inquiry.marked-for-review"
  },
  approve: {
    to: "approved",
    from: [...undecided, "declined"],
    stamp: "decisionedAt",
    event: "inquiry.approved"
  },
  decline: {
    to: "declined",
    from: [...undecided, "approved"],
    stamp: "decisionedAt",
    event: "inquiry.declined"
  }
}

/** The action behind a simulated one: `approve_inquiry` is `approve`. */
export const simulated = (type: string): Action | undefined => {
  const action = /^([a-z_]+)_inquiry$/.exec(type)?.[1]?.replaceAll("_", "-")
  return action !== undefined && Object.hasOwn(transitions, action) ? (action as Action) : undefined
}
