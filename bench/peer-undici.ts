/** The minimal script: csv-parse, undici.request, sixteen at a time; no retries, no stored keys, no record. */
import { parse } from "csv-parse"
import { randomUUID } from "node:crypto"
import * as fs from "node:fs"
import { Agent, request } from "undici"
import { report } from "./measured.ts"

const [file, baseUrl, key] = process.argv.slice(2) as [string, string, string]
const startedAt = performance.now()
const dispatcher = new Agent({ connections: 32 })
const headers = {
  authorization: `Bearer ${key}`,
  "content-type": "application/json",
  "persona-version": "2025-12-08"
}

const post = async (
  path: string,
  attributes: object
): Promise<{ readonly status: number; readonly id: string }> => {
  const answer = await request(`${baseUrl}${path}`, {
    method: "POST",
    dispatcher,
    headers: { ...headers, "idempotency-key": randomUUID() },
    body: JSON.stringify({ data: { attributes } })
  })
  const body = (await answer.body.json()) as { readonly data: { readonly id: string } }
  return { status: answer.statusCode, id: body.data.id }
}

const list = await post("/list/ip-addresses", { name: "Bench" })
const parser = fs.createReadStream(file).pipe(parse({ columns: true }))
const rows = parser[Symbol.asyncIterator]()
let created = 0
await Promise.all(
  Array.from({ length: 16 }, async () => {
    for (;;) {
      const next = (await rows.next()) as IteratorResult<{ readonly value: string }>
      if (next.done === true) return
      const { status } = await post("/list-item/ip-addresses", {
        "list-id": list.id,
        value: next.value.value
      })
      if (status === 201) created++
    }
  })
)
await dispatcher.close()
report(created, startedAt)
