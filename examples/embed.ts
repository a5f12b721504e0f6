/**
 * An import inside a program of your own: your HTTP client, your progress bar, your way to meet errors. Nothing here
 * prints, reads flags or ends the process but the last lines.
 *
 *     node --conditions=@effect-persona/source examples/embed.ts
 */
import * as PersonaClient from "@effect-persona/core/PersonaClient"
import * as Importer from "@effect-persona/importer/Importer"
import type { Report } from "@effect-persona/importer/Report"
import * as Source from "@effect-persona/importer/Source"
import * as Target from "@effect-persona/importer/Target"
import * as Sandbox from "@effect-persona/sandbox/Sandbox"
import * as SandboxClient from "@effect-persona/sandbox/SandboxClient"
import { Effect, Layer, type Redacted, Stream } from "effect"
import { fileURLToPath } from "node:url"

export interface Settings {
  readonly file: string
  readonly stateDirectory: string
  readonly apiKey: Redacted.Redacted
  readonly baseUrl?: string | undefined
  readonly onProgress: (now: Importer.Progress) => Effect.Effect<void>
}

/** What the rest of the program gets to know. */
export type Result =
  | { readonly _tag: "Done"; readonly report: Report }
  /** Runs on where it stopped when it is started again. */
  | { readonly _tag: "Later"; readonly why: string; readonly report: Report | undefined }
  /** Somebody has to mend the file or the settings. */
  | { readonly _tag: "Wrong"; readonly why: string }

/**
 * Loads a file of domains into the list "Blocked domains". The transport is left to the caller, and so are the errors
 * that nothing here can mend: a disk that is full, an API that cannot be reached before the first row.
 */
export const blockDomains = (settings: Settings) =>
  Effect.gen(function* () {
    const started = yield* Importer.start({
      source: Source.file(settings.file),
      target: Target.ListItems.make({ kind: "email-address", list: "Blocked domains" }),
      map: { domain: "value" },
      set: { "match-type": "domain" },
      stateDirectory: settings.stateDirectory
    })
    const watch = Stream.runForEach(started.progress, settings.onProgress)
    const [report] = yield* Effect.all([started.report, watch], { concurrency: "unbounded" })
    const done: Result = { _tag: "Done", report }
    return done
  }).pipe(
    Effect.catchTags({
      SourceError: wrong,
      MappingError: wrong,
      DestinationError: wrong,
      // The file is still being written, or was replaced: the same import goes on once it is whole.
      SourceChanged: (error) =>
        Effect.succeed<Result>({ _tag: "Later", why: error.message, report: error.report }),
      RunLocked: (error) => Effect.succeed<Result>({ _tag: "Later", why: error.message, report: undefined }),
      ImportStopped: (error) =>
        Effect.succeed<Result>({ _tag: "Later", why: error.message, report: error.report })
    }),
    Effect.scoped, // closing the scope stops an import in good order: interruption is safe
    Effect.provide(PersonaClient.layer({ apiKey: settings.apiKey, baseUrl: settings.baseUrl }))
  )

const wrong = (error: { readonly message: string }) =>
  Effect.succeed<Result>({ _tag: "Wrong", why: error.message })

const print = ({ read, settled }: Importer.Progress) =>
  Effect.sync(() => console.error(`${settled} of ${read} rows read so far`))

if (import.meta.main) {
  const main = Effect.flatMap(Sandbox.Sandbox, ({ apiKey }) =>
    blockDomains({
      file: fileURLToPath(new URL("data/blocked-domains.csv", import.meta.url)),
      stateDirectory: ".persona/embed",
      apiKey,
      baseUrl: "http://sandbox.invalid/api/v1",
      onProgress: print
    })
  )
  // `UndiciTransport.layer()` of @effect-persona/core or any other HttpClient stands here in earnest.
  const result = await Effect.runPromise(
    Effect.provide(main, SandboxClient.layer.pipe(Layer.provideMerge(Sandbox.layer())))
  )
  console.log(result._tag === "Wrong" ? result : { _tag: result._tag, created: result.report?.created })
}
