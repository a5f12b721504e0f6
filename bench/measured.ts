/** The output of a measured process: the work done, and its cost. */
export const report = (created: number, startedAt: number): void => {
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  console.log(
    JSON.stringify({
      created,
      cpuMicros: userCPUTime + systemCPUTime,
      maxRssKilobytes: maxRSS,
      elapsedMs: Math.round(performance.now() - startedAt)
    })
  )
}
