/** Case templates. They are made in the vendor's dashboard, so any id with the right prefix is accepted here. */
import type { Resource } from "../../internal/request/Answer.ts"
import { timestamp } from "../../internal/state/Resource.ts"

export const template = (id: string): Resource | undefined =>
  id.startsWith("ctmpl_")
    ? {
        type: "case-template",
        id,
        attributes: {
          status: "active",
          name: "Sandbox template",
          resolutions: ["Resolved"],
          "created-at": timestamp(0),
          "updated-at": timestamp(0),
          "archived-at": null,
          "field-schemas": []
        }
      }
    : undefined
