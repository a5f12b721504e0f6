/**
 * Matches the columns of a source with the fields of a target, once, and then turns records into requests.
 *
 * Columns are matched explicitly (`map`), or by name without regard to case, spaces, dashes and underscores, or as
 * custom fields (`fields.<key>`), or by a common synonym. A column that matches nothing is left out and reported.
 * Values that are the same for every row are `set`. A `mapping` read from a file takes the place of matching by name.
 *
 * A row either becomes a request or a list of all its problems. What is sent depends on the fields alone: a source
 * with its columns in another order gives the same requests, byte for byte.
 */
import * as Effect from "effect/Effect"
import { type Assigned, assign, positionOf } from "./mapping/ColumnMatching.ts"
import { customFields, type FieldSchemaLike } from "./mapping/CustomFields.ts"
import { digestOf } from "./mapping/MappingDigest.ts"
import { rowMapper, withList } from "./mapping/MapRow.ts"
import type { Problem, RefusedPart, Row } from "./mapping/Row.ts"
import { problemAt } from "./mapping/RowProblems.ts"
import { type Step, toStep } from "./mapping/Steps.ts"
import { synonymsOf } from "./mapping/Synonyms.ts"
import * as Transform from "./mapping/Transform.ts"
import { MappingError, type MappingProblem, OtherTarget } from "./MappingError.ts"
import * as MappingFile from "./MappingFile.ts"
import type { SourceRecord } from "./Source.ts"
import * as Target from "./Target.ts"
import { customPrefix } from "./targets/Field.ts"
import type { acceptable } from "./values/damage.ts"

export type { FieldSchemaLike } from "./mapping/CustomFields.ts"
export {
  describeProblem,
  type InvalidRow,
  type Problem,
  type RefusedPart,
  type Row,
  type ValidRow
} from "./mapping/Row.ts"

/** Turns records into rows. */
export interface RowMapper<out Request = Target.Request> {
  (record: SourceRecord): Row<Request>
  /** Names the column behind a part of the request that the API refused. */
  readonly problemAt: (refused: RefusedPart) => Problem
  /** Columns that match no field or are mapped to nothing; their cells are not sent. */
  readonly ignored: ReadonlyArray<string>
  /** Where each field comes from, in the order in which fields are sent. */
  readonly describe: ReadonlyArray<Assignment>
  /** SHA-256 of target, mapping and set values, in hexadecimal. The order of columns and ignored ones do not count. */
  readonly digest: string
}

/** Where the value of a field comes from. */
export interface Assignment {
  readonly field: string
  /** The column, several with plus signs between them, `undefined` for a value that is set. */
  readonly column: string | undefined
  /** Mapped explicitly, matched by name or synonym, said in a mapping file, or set for every row. */
  readonly how: "map" | "name" | "synonym" | "file" | "set"
  /** The names of the steps that make the value, in their order. */
  readonly transforms?: ReadonlyArray<string> | undefined
}

export interface Options<T extends Target.Target> {
  readonly target: T
  /** The source's columns. */
  readonly columns: ReadonlyArray<string>
  /** Fields by column: a header or, where no header says that, a number from 1. An empty field leaves the column out. */
  readonly map?: Readonly<Record<string, string>> | undefined
  /** Values by field, the same for every row. */
  readonly set?: Readonly<Record<string, string>> | undefined
  /** What a mapping file says; `map` and `set` come before it. Columns that it does not name are left out. */
  readonly mapping?: MappingFile.MappingFile | undefined
  /**
   * The fields that the account type defines, so that custom fields are checked and sent as what they are.
   * @default custom fields are text and of any name
   */
  readonly fieldSchemas?: ReadonlyArray<FieldSchemaLike> | undefined
  /** The column that names each item's list. @default what the mapping file says, else none */
  readonly listColumn?: string | undefined
  /** Kinds of damage that are meant as they stand. @default what the mapping file says, else none */
  readonly accept?: ReadonlyArray<(typeof acceptable)[number]> | undefined
}

/** Matches columns with fields. Fails with all problems at once. */
export const compile = <T extends Target.Target>(
  options: Options<T>
): Effect.Effect<RowMapper<Target.RequestOf<T>>, MappingError> =>
  Effect.suspend(() => {
    const { columns, fieldSchemas, map = {}, mapping, set = {}, target } = options
    const table = Target.table(target)
    const listColumn = options.listColumn ?? mapping?.listColumn
    const { assigned, ignored, problems } = assign({
      table,
      columns,
      map,
      set,
      synonyms: synonymsOf(target),
      entries: mapping?.fields,
      reserved: listColumn === undefined ? [] : [listColumn],
      custom: fieldSchemas === undefined ? undefined : customFields(fieldSchemas)
    })
    const failed = (all: ReadonlyArray<MappingProblem>) => {
      const fields = [
        ...table.fields.map(({ name }) => name),
        ...(table.custom ? [`${customPrefix}<key>`] : [])
      ]
      return Effect.fail(new MappingError({ problems: all, columns, fields }))
    }
    if (mapping !== undefined && !MappingFile.fits(mapping, target)) {
      return failed([new OtherTarget({ expected: Target.describe(target), found: foundIn(mapping) })])
    }
    if (problems.length > 0) return failed(problems)
    const accepted = new Set<string>(options.accept ?? mapping?.accept ?? [])
    const listAt = listColumn === undefined ? undefined : positionOf(columns, listColumn)
    const finish = (libraries: Transform.Libraries) => {
      const steps = assigned.map((entry) => toStep(entry, accepted, columns, libraries))
      const faulty = steps.filter((step) => "_tag" in step)
      if (faulty.length > 0) return failed(faulty)
      const sound = steps as ReadonlyArray<Step>
      const toRow = rowMapper(table, sound, columns.length, accepted)
      return Effect.succeed(
        Object.assign(typeof listAt === "number" ? withList(toRow, listAt, listColumn!) : toRow, {
          problemAt: (refused: RefusedPart) => problemAt(sound, refused),
          ignored,
          describe: assigned.map(assignmentOf),
          digest: digestOf(target, assigned, columns, listColumn, accepted, fieldSchemas)
        })
      )
    }
    const transforms = assigned.flatMap((entry) => (entry.how === "made" ? entry.transforms : []))
    return Transform.needsLoading(transforms)
      ? Effect.flatMap(
          Effect.promise(() => Transform.load(transforms)),
          finish
        )
      : finish({})
  })

const foundIn = ({ kind, target }: MappingFile.MappingFile): string =>
  kind === undefined ? target : `${kind} ${target}`

const assignmentOf = (entry: Assigned): Assignment => ({
  field: entry.field.name,
  column: entry.how === "set" ? undefined : entry.how === "made" ? entry.columns.join(" + ") : entry.column,
  how: entry.how === "made" ? "file" : entry.how,
  ...(entry.how === "made" ? { transforms: entry.transforms.map(Transform.nameOf) } : {})
})
