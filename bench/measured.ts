/** What a measured process prints: how much was done, and what it took. */
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
