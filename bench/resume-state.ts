/**
 * An import with answers from inside the process, which dies without warning after a given number of answers: a quick
 * way to the state of a run killed far into a large file.
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Importer from "@effect-persona/importer/Importer"
import * as Target from "@effect-persona/importer/Target"
import * as Effect from "effect/Effect"
import * as HttpClient from "effect/http/HttpClient"
import * as HttpClientResponse from "effect/http/HttpClientResponse"
import * as Layer from "effect/Layer"
import * as Redacted from "effect/Redacted"

const [file, stateDirectory, environment, answers] = process.argv.slice(2) as [string, string, string, string]
const last = Number(answers)
let given = 0

const client = HttpClient.make((request) =>
  Effect.sync(() => {
    if (request.method === "POST" && given++ === last) process.kill(process.pid, "SIGKILL")
    const data =
      request.method === "GET"
        ? []
        : { type: "account", id: `act_${given}`, attributes: {}, relationships: {} }
    return HttpClientResponse.fromWeb(
      request,
      new Response(JSON.stringify({ data }), {
        status: request.method === "GET" ? 200 : 201,
        headers: { "content-type": "application/json", "persona-environment-id": environment }
      })
    )
  })
)

await Importer.run({ source: { file }, target: Target.Accounts.make({}), stateDirectory }).pipe(
  Effect.provide(
    PersonaClient.layer({
      apiKey: Redacted.make("persona_sandbox_bench"),
      baseUrl: "http://127.0.0.1:9/api/v1"
    }).pipe(Layer.provide(Layer.succeed(HttpClient.HttpClient, client)))
  ),
  Effect.runPromise
)
