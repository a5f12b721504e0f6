/**
 * GET /rate-limits: the live window. The request itself counts; without a limit the list is empty.
 */
import { ok } from "../../internal/request/Answer.ts"
import type { Opened } from "../../internal/state/Resource.ts"

export const open = (): Opened<never> => ({
  contents: () => [],
  count: () => 0,
  routes: [
    {
      method: "GET",
      path: "/rate-limits",
      permission: undefined,
      handle: ({ rate }) =>
        ok({
          data:
            rate === undefined
              ? []
              : [
                  {
                    type: "rate-limit/api",
                    attributes: {
                      limit: rate.limit,
                      remaining: rate.remaining,
                      "seconds-to-reset": rate.resetSeconds
                    }
                  }
                ]
        })
    }
  ]
})
