/**
 * What `persona map` does: proposes a mapping, asks what the file does not reveal, shows the first rows as mapped, and
 * writes the mapping.
 *
 * Values of rows are shown only on a terminal, to the user at the keyboard. JSON and redirected output contain shapes
 * of values instead.
 */
import * as Mapping from "@effect-persona/importer/Mapping"
import * as MappingFile from "@effect-persona/importer/MappingFile"
import * as Proposal from "@effect-persona/importer/MappingProposal"
import * as Problems from "@effect-persona/importer/Problems"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import * as Option from "effect/Option"
import type { MapInput } from "../commands/Map.ts"
import { Ended, UsageError } from "../CommandError.ts"
import { askLine, canAsk } from "./ask.ts"
import * as Advice from "../render/advice.ts"
import { quote } from "../render/commandLine.ts"
import * as SourceInput from "./openSource.ts"
import { describeProblem } from "../render/problem.ts"
import { oneLine, table } from "../render/text.ts"
import * as Output from "../render/Output.ts"

export const map = (input: MapInput) =>
  Effect.gen(function* () {
    const target = yield* targetOf(input)
    const preset = Option.getOrUndefined(input.preset)
    if (preset !== undefined && !Proposal.presetNames.includes(preset)) {
      return yield* new UsageError({
        message: `There is no preset "${preset}". There are ${Proposal.presetNames.join(", ")}.`
      })
    }
    if (input.rows < 1 || input.rows > 100_000) {
      return yield* new UsageError({ message: "--rows takes a number from 1 to 100000." })
    }
    const propose = Effect.fnUntraced(function* (header: boolean) {
      const sample = yield* Proposal.sample(sourceOf(input, header), input.rows)
      const rows = sample.records.map(({ cells }) => cells)
      const proposal = yield* Proposal.propose({ target, columns: sample.columns, rows, preset, header })
      return { sample, proposal }
    })
    let { proposal, sample } = yield* propose(input.header)
    if (proposal.headerless) {
      yield* Output.note(
        "The first line holds values and no names, so it is read as a row (as with --no-header)."
      )
      ;({ proposal, sample } = yield* propose(false))
    }
    const answers = yield* answersTo(proposal, input)
    const open = proposal.questions.filter(({ id }) => answers[id] === undefined)
    const mapping = Proposal.answer(proposal, answers)
    const effect = yield* effectOf(mapping, target, sample)
    if (input.json) {
      yield* Output.printJson({
        file: input.file,
        preset: proposal.preset?.name ?? null,
        sampled: proposal.sampled,
        mapping,
        columns: proposal.columns.map((column) => ({ ...column, field: column.field ?? null })),
        questions: open.map(({ choices, columns, country, id, text }) => ({
          id,
          text,
          columns,
          choices: choices.map((choice) => ({ key: choice.key, label: labelOf(id, choice) })),
          country: country !== undefined
        })),
        notices: proposal.notices,
        rows: effect.rows,
        valid: effect.valid,
        problems: effect.problems,
        preview: effect.preview(false)
      })
    } else {
      yield* Output.print(render(proposal, mapping, effect, process.stdout.isTTY === true))
    }
    if (Option.isNone(input.write)) {
      if (!input.json && open.length > 0) yield* Output.note(describeOpen(open))
      return
    }
    if (open.length > 0) {
      yield* Output.note(`${describeOpen(open)}\nThe mapping was not written.`)
      return yield* new Ended({ status: 4 })
    }
    yield* MappingFile.write(input.write.value, mapping, { replace: input.replace })
    yield* Output.note(
      `Wrote ${input.write.value}. To import the file by it, run:\n\n  ${importing(input, mapping, input.write.value)}`
    )
  })

const sourceOf = (input: MapInput, header: boolean) =>
  Source.file(input.file, { ...SourceInput.optionsOf(input), header })

/** The command that imports the file with the written mapping. */
const importing = (input: MapInput, mapping: MappingFile.MappingFile, written: string): string => {
  const flags = [
    ...(input.target === "list-items" ? ["--kind", Option.getOrElse(input.kind, () => "")] : []),
    ...(input.target === "list-items" && mapping.listColumn === undefined ? ["--list", "ID-or-NAME"] : []),
    "--mapping",
    written,
    ...given("--delimiter", input.delimiter),
    ...given("--comment", input.comment),
    ...given("--encoding", input.encoding),
    ...given("--max-record-bytes", input.maxRecordBytes),
    ...given("--max-cell-bytes", input.maxCellBytes),
    ...given("--max-columns", input.maxColumns)
  ]
  return ["persona", "import", input.target, input.file, ...flags].map(quote).join(" ")
}

const given = (flag: string, value: Option.Option<string | number>): ReadonlyArray<string> =>
  Option.isSome(value) ? [flag, String(value.value)] : []

const targetOf = ({ kind, target }: MapInput): Effect.Effect<Target.Target, UsageError> => {
  if (target !== "list-items")
    return Effect.succeed(target === "lists" ? Target.Lists.make({}) : Target.Accounts.make({}))
  return Option.isSome(kind)
    ? Effect.succeed(Target.ListItems.make({ kind: kind.value }))
    : Effect.fail(
        new UsageError({ message: "--target list-items needs --kind, the kind of the list's items." })
      )
}

/** Answers from the command line, and from the terminal if there is one. */
const answersTo = Effect.fnUntraced(function* (proposal: Proposal.Proposal, input: MapInput) {
  const answers: Record<string, string> = {}
  for (const [id, key] of Object.entries(input.answer)) {
    const question = proposal.questions.find((other) => other.id === id)
    if (question === undefined) {
      const ids = proposal.questions.map((other) => other.id)
      return yield* new UsageError({
        message: `There is no question "${id}" about this file. ${ids.length === 0 ? "There is none." : `There are ${ids.join(", ")}.`}`
      })
    }
    if (Proposal.choiceOf(question, key) === undefined) {
      return yield* new UsageError({
        message: `"${key}" does not answer "${id}". ${describeChoices(question)}`
      })
    }
    answers[id] = key
  }
  if (input.json || !canAsk()) return answers
  for (const question of proposal.questions) {
    if (answers[question.id] !== undefined) continue
    const given = yield* askFor(question)
    if (given !== undefined) answers[question.id] = given
  }
  return answers
})

/** Asks up to three times; an empty line leaves the question unanswered. */
const askFor = Effect.fnUntraced(function* (question: Proposal.Question) {
  const lines = question.choices.map((choice) => [`  ${choice.key}`, labelOf(question.id, choice)])
  if (question.country !== undefined) lines.unshift(["  CODE", "a two-letter country code, such as US"])
  yield* Output.note(`\n${question.text}\n${table(lines)}`)
  for (let attempt = 0; attempt < 3; attempt++) {
    const given = yield* askLine("> ")
    if (given === "") return undefined
    const choice = Proposal.choiceOf(question, given)
    if (choice !== undefined) return choice.key
    yield* Output.note(describeChoices(question))
  }
  return undefined
})

/** A choice, with the flag that it needs in an import of the file. */
const labelOf = (question: string, { fields, label }: Proposal.Choice): string => {
  const advice = Object.keys(fields).length === 0 ? Advice.ofEmptyAnswer(question) : undefined
  return advice === undefined ? label : `${label} (${advice})`
}

const describeChoices = ({ choices, country }: Proposal.Question): string =>
  `Answer ${[...(country === undefined ? [] : ["a two-letter country code"]), ...choices.map(({ key }) => key)].join(", ")}.`

/** The result of the mapping for the sample. */
interface Effects {
  readonly rows: number
  readonly valid: number
  readonly problems: ReadonlyArray<Problems.Group>
  /** The first rows by field, with their values or only the shapes of the values. */
  readonly preview: (values: boolean) => ReadonlyArray<Readonly<Record<string, string>>>
}

/** An unfinished mapping has no result to show. */
const effectOf = Effect.fnUntraced(function* (
  mapping: MappingFile.MappingFile,
  target: Target.Target,
  sample: Proposal.Sample
) {
  const none: Effects = { rows: sample.records.length, valid: 0, problems: [], preview: () => [] }
  const mapper = yield* Effect.option(Mapping.compile({ target, columns: sample.columns, mapping }))
  if (Option.isNone(mapper)) return none
  const collected = Problems.make()
  const valid: Array<Readonly<Record<string, string>>> = []
  let count = 0
  for (const record of sample.records) {
    const row = mapper.value(record)
    if (row._tag === "Invalid") collected.add(record.line, row.problems)
    else {
      count++
      if (valid.length < 3) valid.push(flat(row.request.data.attributes))
    }
  }
  const effects: Effects = {
    rows: sample.records.length,
    valid: count,
    problems: collected.groups(),
    preview: (values) =>
      values
        ? valid
        : valid.map((row) =>
            Object.fromEntries(Object.entries(row).map(([field, value]) => [field, Proposal.shapeOf(value)]))
          )
  }
  return effects
})

const flat = (attributes: object, prefix = ""): Readonly<Record<string, string>> =>
  Object.fromEntries(
    Object.entries(attributes).flatMap(([name, value]) => {
      const field = prefix + (prefix === "" ? name.replaceAll(/([A-Z]|\d+$)/g, "-$1").toLowerCase() : name)
      return typeof value === "object" && value !== null && !Array.isArray(value)
        ? Object.entries(flat(value as object, `${field}.`))
        : [[field, Array.isArray(value) ? value.join("; ") : String(value)]]
    })
  )

const render = (
  proposal: Proposal.Proposal,
  mapping: MappingFile.MappingFile,
  effects: Effects,
  showValues: boolean
): string => {
  const filled = new Map<string, Array<string>>()
  for (const [field, entry] of Object.entries(mapping.fields)) {
    for (const column of columnsOf(entry)) filled.set(column, [...(filled.get(column) ?? []), field])
  }
  const rows = proposal.columns.map(({ blank, column, field, shapes, why }) => {
    const fields = filled.get(column)
    const becomes = fields?.join(", ") ?? (field === undefined ? "left out" : `? ${field}`)
    return [column, becomes, why, blank === 1 ? "(empty)" : shapes.join("  ")]
  })
  const parts = [
    proposal.preset === undefined ? "" : `Recognised as: ${proposal.preset.title}.\n`,
    table([["COLUMN", "BECOMES", "BECAUSE OF", "LOOKS LIKE"], ...rows])
  ]
  const constants = Object.entries(mapping.fields).flatMap(([field, entry]) =>
    typeof entry === "object" && "constant" in entry ? [`Every row: ${field} = ${entry.constant}`] : []
  )
  if (constants.length > 0) parts.push("", ...constants)
  if (proposal.notices.length > 0) parts.push("", ...proposal.notices.map((notice) => `Note: ${notice}`))
  const preview = effects.preview(showValues)
  for (const [index, row] of preview.entries()) {
    parts.push(
      "",
      `Row ${index + 1} becomes:`,
      table(Object.entries(row).map(([field, value]) => [`  ${field}`, oneLine(value)]))
    )
  }
  if (preview.length > 0 || effects.problems.length > 0) {
    parts.push("", `${effects.valid} of the first ${effects.rows} rows can be sent.`)
  }
  for (const group of effects.problems.slice(0, 10)) parts.push(`  ${describeProblem(group)}`)
  return parts.filter((part, index) => part !== "" || index > 0).join("\n")
}

const columnsOf = (entry: MappingFile.Entry): ReadonlyArray<string> =>
  typeof entry === "string"
    ? [entry]
    : "column" in entry
      ? [entry.column]
      : "columns" in entry
        ? entry.columns
        : []

const describeOpen = (open: ReadonlyArray<Proposal.Question>): string =>
  [
    open.length === 1 ? "One question is open:" : `${open.length} questions are open:`,
    ...open.map(
      (question) =>
        `\n  ${question.text}\n${table([
          ...(question.country === undefined
            ? []
            : [[`    --answer ${question.id}=US`, "or another two-letter country code"]]),
          ...question.choices.map((choice) => [
            `    --answer ${quote(`${question.id}=${choice.key}`)}`,
            labelOf(question.id, choice)
          ])
        ])}`
    )
  ].join("\n")
