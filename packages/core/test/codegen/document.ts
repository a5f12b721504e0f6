/** The vendor's document for tests that need it. It is not part of the repository. */
import { existsSync } from "node:fs"
import { defaultDocument } from "../../codegen/main.ts"

/** The path of the document, or a skipped test that says why. */
export const documentOrSkip = (context: { readonly skip: (note?: string) => never }): string =>
  existsSync(defaultDocument) ? defaultDocument : context.skip(`no OpenAPI document at ${defaultDocument}`)
