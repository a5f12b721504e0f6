/** A report for people. */
import type { Report } from "@effect-persona/importer/Report"
import * as path from "node:path"
import { duration, listed, table, wrap } from "./text.ts"

/** The summary of a run: the counts, which must add up, the reasons, and the locations of the files. */
export const render = (report: Report): string => {
  const lines: Array<string> = [headline(report), ""]
  const counts: Array<ReadonlyArray<string | number>> = [
    ["rows", report.rows, ""],
    ["  created", report.created, ""],
    ["  existing", report.existing, partOf(report)],
    ["  updated", report.updated, ""],
    ["  rejected", report.rejected, ""],
    ["  duplicates", report.duplicates, ""],
    ["  unknown", report.unknown, ""]
  ]
  lines.push(table(counts.filter(([name, n]) => name === "rows" || name === "  created" || n !== 0)))
  lines.push(...together(report))
  if (report.fellBack) lines.push("", wrap(`Warning: ${report.fellBack}`))
  for (const group of report.rejections.slice(0, 5)) {
    lines.push("", `${group.rows} rejected, first on line ${group.firstLine}: ${group.reason}`)
  }
  if (report.rejections.length > 5) lines.push("", `and ${report.rejections.length - 5} more reasons`)
  if (report.rejections.length > 0) lines.push("", `What to do about them: persona problems ${report.run}`)
  const [differing] = report.differingRows ?? []
  if (differing !== undefined) {
    const fields = differing.fields.length === 0 ? "" : ` in ${listed(differing.fields, 5)}`
    lines.push("", `${report.differing} differing, first line ${differing.line}${fields}`)
  }
  for (const row of report.unknownRows.slice(0, 5)) {
    lines.push("", `line ${row.line} is unknown: ${row.reason}`)
  }
  if (report.unknown > 5) lines.push("", `and ${report.unknown - 5} more are unknown`)
  const files: Array<string> = [`engine         ${engine(report)}`]
  if (report.status !== "running") files.push(traffic(report))
  if (report.files.rejects !== null) files.push(`rejected rows  ${relative(report.files.rejects)}`)
  if (report.files.report !== null) files.push(`report         ${relative(report.files.report)}`)
  lines.push("", ...files)
  const edited = (report.files.edited ?? []).map(relative)
  if (edited.length > 0) lines.push("", wrap(leftAlone(edited)))
  return lines.join("\n")
}

/** Reject files edited by the user. */
const leftAlone = (files: ReadonlyArray<string>): string =>
  files.length === 1
    ? `${files[0]} was edited since it was written, so it is left as it is. Its corrections take effect when it is imported; remove it when it is no longer needed.`
    : `${listed(files, 5)} were edited since they were written, so they are left as they are. Their corrections take effect when they are imported; remove them when they are no longer needed.`

const headline = (report: Report): string => {
  const what = `${report.target} from ${report.source}`
  if (report.nothingToDo)
    return `Nothing was left to do: every row of ${report.source} was settled before (run ${report.run}).`
  switch (report.status) {
    case "finished":
      return `Imported ${what} (run ${report.run}).`
    case "stopped":
      return `Stopped importing ${what} (run ${report.run}). Run the same command again to continue.`
    case "interrupted":
      return `Interrupted importing ${what} (run ${report.run}). Run the same command again to continue.`
    case "running":
      return `Importing ${what} (run ${report.run}) has not ended: it is being worked on, or its process was killed. Run the same command again to continue.`
  }
}

/** What remains unknown about rows that were sent together. */
const together = ({
  counted = 0,
  created,
  engine,
  existing,
  target,
  updated
}: Report): ReadonlyArray<string> => {
  const applied = created + existing + updated
  // Accounts of uploaded files are read back.
  if (engine === "row" || applied === 0 || (engine === "upload" && target === "accounts")) return []
  const noIds = "Rows that were sent together have no ids here."
  if (counted === 0) return ["", noIds]
  const ends = Object.entries({ created, existing, updated }).filter(([, rows]) => rows > 0)
  const names = ends.map(([name]) => name)
  const what = [names.slice(0, -1).join(", "), ...names.slice(-1)].filter((part) => part !== "").join(" and ")
  const are = `${what.charAt(0).toUpperCase()}${what.slice(1)} are known as counts`
  const which =
    counted === applied
      ? `${are}: ${ends.map(([name, rows]) => `${rows} ${name}`).join(", ")}, and not which.`
      : `${are} for ${counted} of these rows, and not which of them.`
  return ["", wrap(`${which} ${noIds}`)]
}

const engine = ({ engine, jobs = 0, searches = 0 }: Report): string => {
  if (jobs === 0) return engine
  const what = engine === "batch" ? (jobs === 1 ? "job" : "jobs") : jobs === 1 ? "file" : "files"
  const searching = searches === 0 ? "" : `, ${searches} of them only to find rows at fault`
  return `${engine}, ${jobs} ${what}${searching}`
}

const traffic = (report: Report): string => {
  const refused = report.rateLimited > 0 ? `, ${report.rateLimited} answered 429` : ""
  const sent = report.writes === 0 ? ", nothing written" : ""
  return `${report.requests} requests${refused}${sent}, ${duration(report.elapsedMs)}`
}

const partOf = (report: Report): string => {
  const parts: Array<string> = []
  if (report.differing > 0) parts.push(`${report.differing} differing`)
  if (report.existingAfterDoubt > 0) parts.push(`${report.existingAfterDoubt} after doubt`)
  return parts.length === 0 ? "" : `(${parts.join(", ")})`
}

export const relative = (file: string) => {
  const short = path.relative(process.cwd(), file)
  return short.startsWith("..") ? file : short
}
