/** Files of invented people, each with its own reference id, for measurements. */
import * as fs from "node:fs"
import { pipeline } from "node:stream/promises"

const cells = {
  "reference-id": (i: number) => `user_${i}`,
  "name-first": (i: number) => `Zoë${i % 97}`,
  "name-last": (i: number) => `"Quill, ${i % 13}"`,
  birthdate: (i: number) => `19${10 + (i % 90)}-0${1 + (i % 9)}-1${i % 10}`,
  "email-address": (i: number) => `person${i}@mail.example`,
  "phone-number": (i: number) => `+1202555${String(i % 10_000).padStart(4, "0")}`,
  "address-street-1": (i: number) => `${i} Example Street`,
  "address-city": () => "Springfield",
  "address-postal-code": (i: number) => `0${1000 + (i % 9000)}`,
  "country-code": () => "US"
}

export type Column = keyof typeof cells

/** All columns. */
export const allColumns = Object.keys(cells) as ReadonlyArray<Column>

export interface Options {
  /**
   * @default all columns
   */
  readonly columns?: ReadonlyArray<Column> | undefined
  /** The number of the first person. @default 0 */
  readonly from?: number | undefined
}

/** Writes a CSV file with a number of people. */
export const writePeople = async (
  file: string,
  rows: number,
  { columns = allColumns, from = 0 }: Options = {}
): Promise<void> => {
  const makers = columns.map((column) => cells[column])
  await pipeline(function* () {
    let text = `${columns.join(",")}\n`
    for (let i = from; i < from + rows; i++) {
      text += `${makers.map((make) => make(i)).join(",")}\n`
      if (text.length < 1 << 16) continue
      yield text
      text = ""
    }
    yield text
  }, fs.createWriteStream(file))
}
