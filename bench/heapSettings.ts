/** V8's settings with which the launcher of the command starts imports and plans; an embedder's process has its own. */
export const heapSettings = [
  "--max-semi-space-size=4",
  "--heap-growing-percent=50",
  "--no-allocation-site-pretenuring"
] as const
