/** The command's surface: what it prints where, and with which status it leaves. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import { execFileSync } from "node:child_process"
import * as fs from "node:fs"
import * as path from "node:path"
import { temporaryDirectory, writeCsv } from "./support/files.ts"
import { command, persona } from "./support/persona.ts"
import { expectParagraph, expectReport, json } from "./support/report.ts"
import { serve } from "./support/sandbox.ts"

const people = [
  ["reference-id", "name-first"],
  ["a", "Ada"],
  ["b", "Bo"]
]

describe.concurrent("an import without --yes and without a terminal", () => {
  it.live("sends no write, ends with 4, and prints the command that would continue", () =>
    Effect.gen(function* () {
      const server = yield* serve()
      const cwd = yield* temporaryDirectory
      const name = 'it\'s a "file" with  two spaces.csv'
      writeCsv(cwd, name, [
        ["User ID", "First"],
        ["a", "Ada"]
      ])
      const args = command`import accounts ${name} --map ${"User ID=reference-id"} --map First=name-first
        --set ${"tags=$HOME;`id`"} --api-key ${server.env.PERSONA_API_KEY}`
      const ended = yield* persona(args, { cwd, env: server.env })
      assert.deepStrictEqual([ended.status, ended.stdout], [4, ""])
      assert.match(
        ended.stderr,
        /^accounts from .*, in environment env_\w+:\n {2}User ID +→ reference-id +map\n {2}\(every row\) +→ tags +set\n/
      )
      assert.deepStrictEqual((yield* server.record).writes, {})
      assert.notInclude(ended.stderr, server.env.PERSONA_API_KEY)

      const printed = /^ {2}(persona import .*)$/m.exec(ended.stderr)?.[1] ?? assert.fail(ended.stderr)
      // A shell takes the line apart again into the same arguments; the key stands for itself.
      const words = execFileSync("sh", ["-c", `persona() { printf '%s\\0' "$@"; }; ${printed}`], {
        env: { PERSONA_API_KEY: server.env.PERSONA_API_KEY }
      })
      assert.deepStrictEqual(words.toString().split("\0").slice(0, -1), [...args, "--yes"])

      const second = yield* persona([...args, "--yes", "--json"], { cwd, env: server.env })
      expectReport(json(second), { created: 1 })
    })
  )
})

describe.concurrent("columns that match no field", () => {
  it.live("are named, the first eight of them", () =>
    Effect.gen(function* () {
      const cwd = yield* temporaryDirectory
      const others = Array.from({ length: 11 }, (_, i) => `x${i + 1}`)
      const file = writeCsv(cwd, "wide.csv", [
        ["reference-id", ...others],
        ["a", ...others]
      ])
      const ended = yield* persona(["import", "accounts", file, "--sandbox", "--yes", "--json"], { cwd })
      assert.strictEqual(ended.status, 0)
      assert.strictEqual(
        ended.stderr,
        "Columns that match no field are left out: x1, x2, x3, x4, x5, x6, x7, x8 and 3 more.\n"
      )
      json(ended)
    })
  )
})

describe.concurrent("persona runs and persona report", () => {
  it.live(
    "show past imports, the latest first",
    () =>
      Effect.gen(function* () {
        const cwd = yield* temporaryDirectory
        const empty = yield* persona(["runs"], { cwd })
        assert.deepStrictEqual([empty.status, empty.stderr], [0, ""])
        assert.match(empty.stdout, /^There are no runs in .*\.persona\.\n$/)
        assert.deepStrictEqual(json<ReadonlyArray<unknown>>(yield* persona(["runs", "--json"], { cwd })), [])
        assert.isFalse(fs.existsSync(path.join(cwd, ".persona")))

        const flags = ["--sandbox", "--yes", "--json"]
        writeCsv(cwd, "people.csv", people)
        writeCsv(cwd, "lists.csv", [
          ["kind", "name"],
          ["string", "Words"]
        ])
        writeCsv(cwd, "words.csv", [["value"], ["a"], [" "]])
        const accounts = json(yield* persona(["import", "accounts", "people.csv", ...flags], { cwd }))
        const lists = json(yield* persona(["import", "lists", "lists.csv", ...flags], { cwd }))
        const words = yield* persona(
          ["import", "list-items", "words.csv", "--kind", "string", "--list", "Words", ...flags],
          { cwd }
        )
        assert.strictEqual(words.status, 1)

        const runs = json<ReadonlyArray<Readonly<Record<string, unknown>>>>(
          yield* persona(["runs", "--json"], { cwd })
        )
        assert.deepStrictEqual(
          runs.map(({ environment, list, run, source, status, target }) => ({
            environment,
            list,
            run,
            source,
            status,
            target
          })),
          [
            ["list-items", json(words).run, "words.csv", json(words).list],
            ["lists", lists.run, "lists.csv", null],
            ["accounts", accounts.run, "people.csv", null]
          ].map(([target, run, source, list]) => ({
            environment: accounts.environment,
            list,
            run,
            source,
            status: "finished",
            target
          }))
        )
        const table = yield* persona(["runs"], { cwd })
        assert.match(
          table.stdout,
          /^RUN +STARTED +STATUS +TARGET +SOURCE\n\S+ +\S+ \S+ +finished +list-items +words\.csv\n/
        )

        assert.deepStrictEqual(json(yield* persona(["report", accounts.run, "--json"], { cwd })), accounts)
        assert.deepStrictEqual(json(yield* persona(["report", "latest", "--json"], { cwd })), json(words))
        const text = yield* persona(["report", "latest"], { cwd })
        assert.strictEqual(text.status, 0)
        assert.match(
          text.stdout,
          /^Imported list-items from words\.csv \(run \S+\)\.\n\nrows +2\n {2}created +1\n {2}rejected +1\n\n1 rejected, first on line 3: Empty/
        )
        const unknown = yield* persona(["report", "no-such-run"], { cwd })
        assert.deepStrictEqual([unknown.status, unknown.stdout], [2, ""])
        assert.match(unknown.stderr, /There is no run no-such-run .* List the runs with "persona runs"\./)
      }),
    60_000
  )
})

describe.concurrent("persona limits", () => {
  it.live("shows the live budget", () =>
    Effect.gen(function* () {
      const { env } = yield* serve({ rateLimit: 300 })
      const ended = yield* persona(["limits"], { env })
      assert.deepStrictEqual([ended.status, ended.stderr], [0, ""])
      assert.match(
        ended.stdout,
        /^Environment env_\w+\nLIMIT +REQUESTS A WINDOW +REMAINING +RESETS IN\n\S+ +300 +299 +60 s\n$/
      )
      const { environment, limits } = json<{
        readonly environment: string
        readonly limits: ReadonlyArray<Readonly<Record<string, unknown>>>
      }>(yield* persona(["limits", "--json"], { env }))
      assert.match(environment, /^env_/)
      assert.deepStrictEqual([limits.length, limits[0]?.["limit"], limits[0]?.["remaining"]], [1, 300, 298])
    })
  )
})

describe.concurrent("persona api", () => {
  it.live("lists every operation", () =>
    Effect.gen(function* () {
      const operations = json<ReadonlyArray<Readonly<Record<string, unknown>>>>(
        yield* persona(["api", "--list", "--json"])
      )
      const counts = Map.groupBy(operations, ({ origin }) => origin)
      assert.deepStrictEqual(
        [operations.length, ...["spec", "legacy", "newer"].map((origin) => counts.get(origin)?.length)],
        [235, 209, 16, 10]
      )
      assert.deepStrictEqual(
        operations.find(({ id }) => id === "create-an-account"),
        { id: "create-an-account", method: "POST", path: "/accounts", tag: "Accounts", origin: "spec" }
      )
      const text = yield* persona(["api", "--list"])
      assert.strictEqual(text.stdout.trimEnd().split("\n").length, operations.length + 1)
    })
  )

  it.live("calls operations with path, query and body, in the API's own names", () =>
    Effect.gen(function* () {
      const { env } = yield* serve()
      const cwd = yield* temporaryDirectory
      const call = (...args: ReadonlyArray<string>) =>
        Effect.map(persona(["api", ...args, "--json"], { cwd, env }), (ended) => {
          assert.deepStrictEqual([ended.status, ended.stderr], [0, ""])
          return json<{ readonly data: any }>(ended).data
        })
      const body = {
        data: { attributes: { "reference-id": "a,1", "name-first": "Ada", fields: { Tier_1: "x" } } }
      }
      const created = yield* call("create-an-account", "--body", JSON.stringify(body))
      assert.strictEqual(created.attributes["reference-id"], "a,1")
      assert.strictEqual(created.attributes.fields.Tier_1.value, "x")

      fs.writeFileSync(
        path.join(cwd, "b.json"),
        JSON.stringify({ data: { attributes: { "reference-id": "b" } } })
      )
      yield* call("Accounts.create", "--body", "@b.json")
      const found = yield* call(
        "list-all-accounts",
        "--query",
        "filter[reference-id]=b,c",
        "--query",
        "page[size]=1"
      )
      assert.deepStrictEqual(
        found.map((account: any) => account.attributes["reference-id"]),
        ["b"]
      )
      const one = yield* call("retrieveAnAccount", "--path", `account-id=${created.id}`)
      assert.deepStrictEqual(one, created)
      const text = yield* persona(["api", "retrieve-an-account", "--path", `account-id=${created.id}`], {
        env
      })
      assert.match(text.stdout, /^\{\n {2}"data": \{\n/)
    })
  )

  it.live("follows the pages of a list to its end, into a file that only its owner reads", () =>
    Effect.gen(function* () {
      const { env } = yield* serve()
      const cwd = yield* temporaryDirectory
      for (const id of ["a", "b", "c"]) {
        const body = JSON.stringify({ data: { attributes: { "reference-id": id } } })
        yield* persona(["api", "create-an-account", "--body", body], { cwd, env })
      }
      const list = ["api", "list-all-accounts", "--query", "page[size]=1"]
      const one = json<{ readonly data: ReadonlyArray<unknown> }>(
        yield* persona([...list, "--json"], { cwd, env })
      )
      assert.strictEqual(one.data.length, 1)
      const ended = yield* persona([...list, "--all", "--output", "accounts.json"], { cwd, env })
      assert.deepStrictEqual(ended, { status: 0, stdout: "", stderr: "" })
      const file = path.join(cwd, "accounts.json")
      const all = JSON.parse(fs.readFileSync(file, "utf8"))
      assert.deepStrictEqual(
        all.data.map((account: any) => account.attributes["reference-id"]),
        ["c", "b", "a"]
      )
      assert.deepStrictEqual(all.data[0], one.data[0])
      assert.strictEqual(fs.statSync(file).mode & 0o777, 0o600)
      const printed = yield* persona([...list, "--all"], { cwd, env })
      assert.strictEqual(printed.stdout, fs.readFileSync(file, "utf8"))
    })
  )

  it.live("describes an operation's input", () =>
    Effect.gen(function* () {
      const help = yield* persona(["api", "update-an-account", "--help"])
      assert.deepStrictEqual([help.status, help.stderr], [0, ""])
      assert.match(help.stdout, /PATCH \/accounts\/\{account-id\}/)
      assert.match(help.stdout, /--path account-id=… +required/)
      assert.match(help.stdout, /data\.attributes\.name-first +string/)
      const described = json<{ readonly parameters: unknown; readonly errors: unknown }>(
        yield* persona(["api", "Accounts.update", "-h", "--json"])
      )
      assert.deepInclude(described.parameters, { name: "account-id", in: "path", required: true })
      assert.deepStrictEqual(described.errors, [400, 401, 403, 404, 409, 422, 429])
      const command = yield* persona(["api", "--help"])
      assert.match(command.stdout, /USAGE\n {2}persona api/)
    })
  )

  for (const [what, args, says] of [
    ["pages of what has none", ["retrieve-an-account", "--path", "account-id=a", "--all"], /has no pages/],
    ["a header that is not declared", ["list-all-accounts", "--header", "a=b"], /has no header a/],
    [
      "a file that cannot be written",
      ["list-all-accounts", "--output", "nowhere/a.json"],
      /nowhere\/a.json cannot be written \(ENOENT\)/
    ],
    ["no operation", [], /Name an operation/],
    ["an unknown operation", ["nope"], /There is no operation nope/],
    [
      "a missing path parameter",
      ["retrieve-an-account"],
      /needs --path account-id=… \(GET \/accounts\/\{account-id\}\)/
    ],
    ["an unknown path parameter", ["list-all-accounts", "--path", "x=1"], /has no path parameter x/],
    [
      "an unknown query parameter",
      ["list-all-accounts", "--query", "x=1"],
      /does not fit .*\/x.* persona api list-all-accounts --help/s
    ],
    [
      "a query that contradicts itself",
      ["list-all-accounts", "--query", "page=1", "--query", "page[size]=1"],
      /contradicts/
    ],
    ["a query of the wrong type", ["list-all-accounts", "--query", "page[size]=many"], /does not fit/],
    ["a body that is no JSON", ["create-an-account", "--body", "{"], /--body takes a JSON object/],
    ["a body that is no object", ["create-an-account", "--body", "[1]"], /--body takes a JSON object/],
    ["a file that is not there", ["create-an-account", "--body", "@nope.json"], /--body takes a JSON object/],
    ["a body that does not fit", ["create-an-account", "--body", '{"daat": {}}'], /does not fit/]
  ] as const) {
    it.live(`refuses ${what} with 2, and reports it`, () =>
      Effect.gen(function* () {
        // Nobody listens there: what is wrong is found before anything is sent.
        const env = { PERSONA_API_KEY: "persona_sandbox_x", PERSONA_BASE_URL: "http://127.0.0.1:9/api/v1" }
        const ended = yield* persona(["api", ...args], { env })
        assert.deepStrictEqual([ended.status, ended.stdout], [2, ""])
        assert.match(ended.stderr.replaceAll("\n", " "), says)
        expectParagraph(ended.stderr)
      })
    )
  }

  it.live("ends with 3 when the API refuses", () =>
    Effect.gen(function* () {
      const { env } = yield* serve()
      const ended = yield* persona(["api", "retrieve-an-account", "--path", "account-id=act_x"], { env })
      assert.deepStrictEqual([ended.status, ended.stdout], [3, ""])
      assert.match(
        ended.stderr,
        /^retrieve-an-account failed with 404: Record not found \(request req_\w+\)\.\n$/
      )
    })
  )
})

describe.concurrent("persona sandbox", () => {
  it.live("ends with 2 if its port is taken", () =>
    Effect.gen(function* () {
      const { url } = yield* serve()
      const ended = yield* persona(["sandbox", "--port", new URL(url).port])
      assert.deepStrictEqual([ended.status, ended.stdout], [2, ""])
      assert.match(ended.stderr.replaceAll("\n", " "), /Cannot serve .* give another one with --port/)
      expectParagraph(ended.stderr)
    })
  )
})

describe.concurrent("help", () => {
  const commands = [
    [],
    ["import"],
    ["import", "accounts"],
    ["import", "lists"],
    ["import", "list-items"],
    ["plan"],
    ["plan", "accounts"],
    ["plan", "lists"],
    ["plan", "list-items"],
    ["apply"],
    ["resume"],
    ["retry"],
    ["map"],
    ["problems"],
    ["runs"],
    ["report"],
    ["limits"],
    ["api"],
    ["sandbox"]
  ]

  it.live("is printed on standard output when it is asked for", () =>
    Effect.forEach(
      commands,
      (command) =>
        Effect.gen(function* () {
          const ended = yield* persona([...command, "--help"])
          assert.deepStrictEqual([ended.status, ended.stderr], [0, ""])
          assert.include(ended.stdout, `\n  ${["persona", ...command].join(" ")} `)
        }),
      { concurrency: 2 }
    )
  )

  it.live("names every command", () =>
    Effect.gen(function* () {
      const { stdout } = yield* persona(["--help"])
      const names = /SUBCOMMANDS\n((?: {2}.*\n)+)/.exec(stdout)?.[1] ?? ""
      assert.deepStrictEqual(
        [...names.matchAll(/^ {2}(\w+)/gm)].map((match) => match[1]!).toSorted(),
        [...new Set(commands.flatMap((command) => command.slice(0, 1)))].toSorted()
      )
    })
  )

  it.live("is printed on standard error with status 2 when the usage is wrong", () =>
    Effect.forEach(
      [
        [],
        ["import"],
        ["nonsense"],
        ["import", "accounts"],
        ["import", "accounts", "people.csv", "--nonsense"],
        ["import", "accounts", "people.csv", "--map", "x"],
        ["import", "accounts", "people.csv", "--on-existing", "maybe"],
        ["import", "accounts", "people.csv", "--concurrency", "many"],
        ["import", "list-items", "people.csv", "--kind", "face", "--list", "x"],
        ["report"]
      ],
      (args) =>
        Effect.gen(function* () {
          const ended = yield* persona(args)
          assert.deepStrictEqual([ended.status, ended.stdout], [2, ""], args.join(" "))
          assert.match(ended.stderr, /^(\nERROR\n {2}\S.*\n)?DESCRIPTION\n/)
          assert.notMatch(ended.stderr, /^\s+at /m)
        }),
      { concurrency: 2 }
    )
  )

  it.live("prints the version of the package", () =>
    Effect.gen(function* () {
      const { stdout } = yield* persona(["--version"])
      const file = path.join(import.meta.dirname, "../packages/cli/package.json")
      const { version } = JSON.parse(fs.readFileSync(file, "utf8")) as { readonly version: string }
      assert.strictEqual(stdout, `persona v${version}\n`)
    })
  )
})
