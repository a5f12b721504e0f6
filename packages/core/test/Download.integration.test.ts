import * as Download from "@effect-persona/core/Download"
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as UndiciTransport from "@effect-persona/core/UndiciTransport"
import * as Files from "@effect-persona/core/legacy/Files"
import { assert, describe, it } from "@effect/vitest"
import { Effect, Layer, Redacted, Stream } from "effect"
import { FetchHttpClient, type HttpClient } from "effect/http"
import { createServer, type IncomingMessage, type Server } from "node:http"
import type { AddressInfo } from "node:net"

const transports: ReadonlyArray<readonly [string, Layer.Layer<HttpClient.HttpClient>]> = [
  ["UndiciTransport", UndiciTransport.layer()],
  ["fetch", FetchHttpClient.layer]
]

describe("Download", () => {
  for (const [name, transport] of transports) {
    describe(`over ${name}`, () => {
      it.live("sends the key to the API and not to the target of its redirect", () =>
        withHosts(transport, (api, elsewhere) =>
          Effect.gen(function* () {
            const bytes = yield* Download.bytes({ url: `${api.url}/api/v1/files/token/moved.jpg` })
            assert.strictEqual(new TextDecoder().decode(bytes), "a photo")
            assert.deepStrictEqual(api.authorizations, ["Bearer persona_sandbox_x"])
            assert.deepStrictEqual(elsewhere.authorizations, [undefined])
          })
        )
      )

      it.live("sends no key to the host for files, nor to other paths of the API's host", () =>
        withHosts(transport, (api, elsewhere) =>
          Effect.gen(function* () {
            yield* Download.bytes(`${elsewhere.url}/photo.jpg?access_token=secret`)
            yield* Download.bytes(`${api.url}/photo.jpg?access_token=secret`)
            assert.deepStrictEqual(
              [...elsewhere.authorizations, ...api.authorizations],
              [undefined, undefined]
            )
          })
        )
      )

      it.live("treats every refusal of an expired URL as not found, and does not repeat it", () =>
        withHosts(transport, (_, elsewhere) =>
          Effect.gen(function* () {
            for (const status of [401, 403, 404, 410]) {
              const url = `${elsewhere.url}/status/${status}?access_token=secret`
              const error = yield* Effect.flip(Download.bytes(url))
              assert.strictEqual(error.reason._tag, "NotFound")
              assert.strictEqual(error.status, status)
              assert.notInclude(`${String(error)}${JSON.stringify(error)}`, "secret")
            }
          })
        )
      )

      it.live("stops at the given size", () =>
        withHosts(transport, (_, elsewhere) =>
          Effect.gen(function* () {
            const error = yield* Effect.flip(
              Stream.runDrain(Download.stream(`${elsewhere.url}/photo.jpg`, { maxBytes: 3 }))
            )
            assert.deepInclude(error.reason, { _tag: "TransportError", code: "FILE_TOO_LARGE" })
          })
        )
      )

      it.live("fails on a redirect loop", () =>
        withHosts(transport, (api) =>
          Effect.gen(function* () {
            const error = yield* Effect.flip(Download.bytes(`${api.url}/circle`))
            assert.strictEqual(error.reason._tag, "UnexpectedStatus")
            assert.lengthOf(api.authorizations, 6)
          })
        )
      )
    })
  }

  it.live("refuses a URL that is not a file before anything is sent", () =>
    withHosts(UndiciTransport.layer(), () =>
      Effect.gen(function* () {
        for (const source of ["", "photo.jpg", "file:///etc/passwd", { url: null }, {}]) {
          const error = yield* Effect.flip(Download.bytes(source))
          assert.strictEqual(error.reason._tag, "InvalidRequest")
        }
      })
    )
  )

  it.live("is an operation as well, which does not follow redirects at all", () =>
    withHosts(UndiciTransport.layer(), (api, elsewhere) =>
      Effect.gen(function* () {
        const bytes = yield* Files.download({ token: "t", filename: "photo.front", ext: "jpg" })
        assert.strictEqual(new TextDecoder().decode(bytes), "a photo")
        const error = yield* Effect.flip(Files.download({ token: "token", filename: "moved", ext: "jpg" }))
        assert.strictEqual(error.status, 302)
        assert.strictEqual(error.reason._tag, "UnexpectedStatus")
        assert.deepStrictEqual(elsewhere.authorizations, [])
        assert.lengthOf(api.authorizations, 2)
      })
    )
  )
})

interface Host {
  readonly url: string
  readonly authorizations: Array<string | undefined>
}

/** Runs with the API on one port and the host for files on another. */
const withHosts = <A, E>(
  transport: Layer.Layer<HttpClient.HttpClient>,
  use: (api: Host, elsewhere: Host) => Effect.Effect<A, E, PersonaClient.PersonaClient>
) =>
  Effect.gen(function* () {
    const elsewhere = yield* host((url) => {
      const status = /^\/status\/(\d+)/.exec(url)?.[1]
      return status === undefined ? { status: 200 } : { status: Number(status) }
    })
    const api = yield* host((url) =>
      url.includes("/moved.jpg")
        ? { status: 302, location: `${elsewhere.url}/photo.jpg?access_token=secret` }
        : url === "/circle"
          ? { status: 307, location: "/circle" }
          : { status: 200 }
    )
    const client = PersonaClient.layer({
      apiKey: Redacted.make("persona_sandbox_x"),
      baseUrl: `${api.url}/api/v1`,
      retry: { baseDelay: 1, retries: 2 }
    }).pipe(Layer.provide(transport))
    return yield* use(api, elsewhere).pipe(Effect.provide(client))
  }).pipe(Effect.scoped)

const host = (answer: (url: string) => { readonly status: number; readonly location?: string }) =>
  Effect.map(
    Effect.acquireRelease(
      Effect.callback<{ readonly server: Server; readonly authorizations: Host["authorizations"] }>(
        (resume) => {
          const authorizations: Host["authorizations"] = []
          const server = createServer((request: IncomingMessage, response) => {
            authorizations.push(request.headers.authorization)
            const { location, status } = answer(request.url ?? "/")
            response.writeHead(status, {
              "content-type": "image/jpeg",
              ...(location === undefined ? {} : { location })
            })
            response.end(status === 200 ? "a photo" : "")
          })
          server.listen(0, "127.0.0.1", () => resume(Effect.succeed({ server, authorizations })))
        }
      ),
      ({ server }) =>
        Effect.callback<void>((resume) => {
          server.closeAllConnections()
          server.close(() => resume(Effect.void))
        })
    ),
    ({ authorizations, server }): Host => ({
      url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      authorizations
    })
  )
