import * as Effect from "effect/Effect"
import type * as Scope from "effect/Scope"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"

/** Runs a test with the place of a file that does not exist yet, in a folder of its own that goes with the test. */
export const inTempFile = <A, E>(use: (file: string) => Effect.Effect<A, E, Scope.Scope>) =>
  Effect.scoped(
    Effect.flatMap(
      Effect.acquireRelease(
        Effect.sync(() => fs.mkdtempSync(path.join(os.tmpdir(), "persona-ledger-"))),
        (folder) => Effect.sync(() => fs.rmSync(folder, { recursive: true }))
      ),
      (folder) => Effect.scoped(use(path.join(folder, "ledger.db")))
    )
  )
