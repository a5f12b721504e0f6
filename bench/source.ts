/**
 * Measures reading alone against `csv-parse` reading the same file.
 *
 *   node --conditions=@effect-persona/source bench/source.ts
 *   node --conditions=@effect-persona/source bench/source.ts --rows 1000000 --repeats 3 --only plain
 *
 * Every measurement is a separate process, in turns. The result is the ratio to `csv-parse` in the same run, of CPU
 * instead of time, since other work on the machine takes its share of time. `csv-parse` returns cells; a `Source` also
 * validates the text, counts lines, and makes checkpoints.
 */
import * as Source from "@effect-persona/importer/Source"
import { parse } from "csv-parse"
import * as Effect from "effect/Effect"
import * as Stream from "effect/Stream"
import { spawn } from "node:child_process"
import * as fs from "node:fs"
import * as os from "node:os"
import * as path from "node:path"
import { Transform } from "node:stream"
import { pipeline } from "node:stream/promises"
import { StringDecoder } from "node:string_decoder"
import { parseArgs } from "node:util"
import * as zlib from "node:zlib"
import { countRows } from "./csvParse.ts"

const readers: Readonly<Record<string, (file: string, encoding?: string) => Promise<number>>> = {
  "csv-parse, by its record callback": countRows,
  "csv-parse, for await": async (file) => {
    let rows = 0
    for await (const _ of fs.createReadStream(file).pipe(parse({ from_line: 2 }))) rows++
    return rows
  },
  Source: (file, encoding) =>
    Effect.gen(function* () {
      const table = yield* Source.file(file, { encoding }).open
      let rows = 0
      yield* Stream.runForEach(table.windows, ({ records }) =>
        Effect.sync(() => {
          rows += records.length
        })
      )
      return rows
    }).pipe(Effect.scoped, Effect.runPromise)
}

const [reader, file, encoding] = process.argv.slice(2)
if (reader === "write") await write(file!, Number(encoding))
else if (reader !== undefined && reader in readers) {
  const startedAt = performance.now()
  const rows = await readers[reader]!(file!, encoding)
  const elapsedMs = performance.now() - startedAt
  const { maxRSS, systemCPUTime, userCPUTime } = process.resourceUsage()
  const cpuMicros = userCPUTime + systemCPUTime
  console.log(JSON.stringify({ rows, elapsedMs, cpuMicros, megabytes: maxRSS / 1024 } satisfies Taken))
} else await main()

interface Taken {
  readonly rows: number
  readonly elapsedMs: number
  readonly cpuMicros: number
  readonly megabytes: number
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      rows: { type: "string", default: "1000000" },
      repeats: { type: "string", default: "3" },
      only: { type: "string" }
    }
  })
  const rows = Number(values.rows)
  const repeats = Number(values.repeats)
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), "persona-bench-source-"))
  try {
    const plain = path.join(folder, "people.csv")
    await run(["write", folder, String(rows)])
    console.log(
      `Reading ${rows} rows (${(fs.statSync(plain).size / 1e6).toFixed(0)} MB), median of ${repeats}`
    )
    const cases: Array<readonly [name: string, reader: string, file: string, encoding?: string]> =
      Object.keys(readers).map((reader) => [reader, reader, plain] as const)
    if (values.only !== "plain") {
      for (const name of ["people.csv.gz", "people.csv.zst", "people-utf16.csv"]) {
        cases.push([`Source, ${name}`, "Source", path.join(folder, name)])
      }
      cases.push(["Source, people-latin1.csv", "Source", path.join(folder, "people-latin1.csv"), "latin1"])
    }
    const taken = new Map<string, Array<Taken>>()
    for (let turn = 0; turn < repeats; turn++) {
      for (const [name, ...args] of cases) {
        const result = JSON.parse(await run(args.filter((arg) => arg !== undefined))) as Taken
        if (result.rows !== rows) throw new Error(`${name} read ${result.rows} of ${rows} rows`)
        taken.set(name, [...(taken.get(name) ?? []), result])
      }
    }
    const middle = (name: string, of: (taken: Taken) => number) => median(taken.get(name)!.map(of))
    const base = middle(cases[0]![0], ({ cpuMicros }) => cpuMicros)
    for (const [name] of cases) {
      const cpu = middle(name, ({ cpuMicros }) => cpuMicros)
      console.log(
        `  ${name.padEnd(36)} ${(cpu / rows).toFixed(2).padStart(6)} us of CPU a row  ${(cpu / base).toFixed(2)} x` +
          `  ${(middle(name, ({ elapsedMs }) => elapsedMs) / 1000).toFixed(1)} s` +
          `  ${middle(name, ({ megabytes }) => megabytes).toFixed(0)} MiB`
      )
    }
  } finally {
    fs.rmSync(folder, { recursive: true })
  }
}

/** Invented people: twelve columns, some quoted cells, some text beyond ASCII. The same in five storage formats. */
async function write(folder: string, rows: number): Promise<void> {
  const plain = path.join(folder, "people.csv")
  await pipeline(function* () {
    let text =
      "reference-id,name-first,name-last,birthdate,email-address,phone-number,address-street-1,address-city,address-postal-code,country-code,tags,note\n"
    for (let i = 0; i < rows; i++) {
      text +=
        `user_${i},Zoë${i % 97},"Quill, ${i % 13}",19${10 + (i % 90)}-0${1 + (i % 9)}-1${i % 10},person${i}@mail.example,` +
        `+1555${String(i).padStart(7, "0")},${i} Example Street,Springfield,0${1000 + (i % 9000)},US,wave-1;vip,"said ""hello"""\n`
      if (text.length < 1 << 16) continue
      yield text
      text = ""
    }
    yield text
  }, fs.createWriteStream(plain))
  const store = (name: string, ...through: ReadonlyArray<NodeJS.ReadWriteStream>) =>
    pipeline([fs.createReadStream(plain), ...through, fs.createWriteStream(path.join(folder, name))])
  await store("people.csv.gz", zlib.createGzip())
  await store("people.csv.zst", zlib.createZstdCompress())
  await store("people-utf16.csv", encode("utf16le"))
  await store("people-latin1.csv", encode("latin1"))
}

function encode(encoding: BufferEncoding): Transform {
  const decoder = new StringDecoder("utf8")
  return new Transform({
    transform: (chunk: Buffer, _, done) => done(null, Buffer.from(decoder.write(chunk), encoding))
  })
}

/** Runs this script with other arguments and returns its output. */
function run(args: ReadonlyArray<string>): Promise<string> {
  return new Promise((resolve, reject) => {
    const flags = ["--disable-warning=ExperimentalWarning", "--conditions=@effect-persona/source"]
    const child = spawn(process.execPath, [...flags, import.meta.filename, ...args], {
      stdio: ["ignore", "pipe", "inherit"]
    })
    let out = ""
    child.stdout.on("data", (chunk) => (out += String(chunk)))
    child.on("close", (code) =>
      code === 0 ? resolve(out) : reject(new Error(`a measured process ended with ${code}`))
    )
  })
}

function median(numbers: ReadonlyArray<number>): number {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)]!
}
