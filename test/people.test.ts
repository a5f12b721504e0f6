/** A team moves its users: what the file says is what the API answers afterwards. */
import { assert, describe, it } from "@effect/vitest"
import { Effect } from "effect"
import * as fs from "node:fs"
import * as path from "node:path"
import { columns, people, person } from "../examples/people.ts"
import { temporaryDirectory } from "./support/files.ts"
import { persona } from "./support/persona.ts"
import { expectQuiet, expectReport, json } from "./support/report.ts"
import { apiKey, serve, type Server } from "./support/sandbox.ts"

const rows = 1000
const seed = 7

describe("1,000 people with a byte order mark, Windows line ends, quoted lines and many scripts", () => {
  it.live(
    "are imported and read back unchanged",
    () =>
      Effect.gen(function* () {
        const server = yield* serve()
        const cwd = yield* temporaryDirectory
        const file = path.join(cwd, "people.csv")
        fs.writeFileSync(file, [...people({ rows, seed, bom: true, crlf: true })].join(""))
        const ended = yield* persona(["import", "accounts", file, "--yes", "--json"], {
          cwd,
          env: server.env
        })
        expectQuiet(ended)
        expectReport(json(ended), { rows, created: rows, differing: 0 })

        const accounts = yield* allAccounts(server)
        assert.strictEqual(accounts.length, rows)
        const byReferenceId = new Map(accounts.map((account) => [account["Reference ID"], account]))
        for (let row = 1; row <= rows; row++) {
          const expected = expectedOf(person(seed, row))
          assert.deepStrictEqual(byReferenceId.get(expected["Reference ID"]), expected)
        }
      }),
    60_000
  )
})

type Person = Readonly<Record<string, unknown>>

/** The cells of a person by their columns, as they stand in the file. */
const expectedOf = (cells: ReadonlyArray<string>): Person =>
  Object.fromEntries(
    cells.map((cell, i) => {
      const column = columns[i]!
      const text = cell.replaceAll("\n", "\r\n")
      return [
        column,
        column === "Tags" ? [...new Set(text.split(";").filter((tag) => tag !== ""))].toSorted() : text
      ]
    })
  )

/** Where the answer has what a column says. */
const places: Readonly<Record<string, ReadonlyArray<string>>> = {
  "Name first": ["name", "first"],
  "Name middle": ["name", "middle"],
  "Name last": ["name", "last"],
  Birthdate: ["birthdate"],
  "Email address": ["email_address"],
  "Phone number": ["phone_number"],
  "Address street 1": ["address", "street_1"],
  "Address street 2": ["address", "street_2"],
  "Address city": ["address", "city"],
  "Address subdivision": ["address", "subdivision"],
  "Address postal code": ["address", "postal_code"],
  "Country code": ["address", "country_code"],
  "fields.loyalty_tier": ["loyalty_tier"],
  "fields.motto": ["motto"]
}

interface Account {
  readonly attributes: {
    readonly "reference-id": string
    readonly tags: ReadonlyArray<string>
    readonly fields: Readonly<Record<string, { readonly value: any }>>
  }
}

/** What is absent or null is an empty cell. */
const personOf = ({ attributes }: Account): Person => ({
  "Reference ID": attributes["reference-id"],
  Tags: attributes.tags.toSorted(),
  ...Object.fromEntries(
    Object.entries(places).map(([column, [outer, inner]]) => {
      const value = attributes.fields[outer!]?.value
      return [column, (inner === undefined ? value : value?.[inner]?.value) ?? ""]
    })
  )
})

/** Reads all pages of GET /accounts without any code of ours. */
const allAccounts = (server: Server): Effect.Effect<ReadonlyArray<Person>> =>
  Effect.promise(async () => {
    const found: Array<Person> = []
    let next: string | null = "/api/v1/accounts?page%5Bsize%5D=100"
    while (next !== null) {
      const answer: Response = await fetch(new URL(next, server.url), {
        headers: { authorization: `Bearer ${apiKey}`, "key-inflection": "kebab" }
      })
      assert.strictEqual(answer.status, 200)
      const page = (await answer.json()) as { data: ReadonlyArray<Account>; links: { next: string | null } }
      found.push(...page.data.map(personOf))
      next = page.links.next
    }
    return found
  })
