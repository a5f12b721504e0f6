/** Waits until the process has nothing to do but to wait for the test clock. */
import { Effect } from "effect"

/** What Node has under way and ends by itself: immediates, file operations and other work of its thread pool. */
const isWork = (resource: string): boolean =>
  resource === "Immediate" || resource.startsWith("FS") || resource.endsWith("REQUEST") || resource === "ZLIB"

let resting: Promise<void> | undefined

/**
 * Lets files and fibers of the real world end what they have begun. Node lists what is under way; it is at rest where the
 * list has been empty for two turns of its loop, since what ends in one turn may begin something in the next. Effects
 * that wait at the same time wait together: each would take the other's turns for work.
 */
export const rest: Effect.Effect<void> = Effect.promise(
  () => (resting ??= comeToRest().finally(() => (resting = undefined)))
)

const comeToRest = async (): Promise<void> => {
  for (let quiet = 0; quiet < 2;) {
    await new Promise((resolve) => setImmediate(resolve))
    quiet = process.getActiveResourcesInfo().some(isWork) ? 0 : quiet + 1
  }
}
