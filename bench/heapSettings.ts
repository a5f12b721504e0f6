/** V8's settings that the command's launcher uses for imports and plans; an embedder's process has its own. */
export const heapSettings = [
  "--max-semi-space-size=4",
  "--heap-growing-percent=50",
  "--no-allocation-site-pretenuring"
] as const
