/** What the public modules promise to those who import. The compiler is the test: `tsc` checks this file. */
import type { CursorLoop } from "@effect-persona/core/Pagination"
import type { PersonaClient } from "@effect-persona/core/PersonaClient"
import type { PersonaError } from "@effect-persona/core/PersonaError"
import type { RateStore } from "@effect-persona/core/RateStore"
import * as Apply from "@effect-persona/importer/Apply"
import * as Importer from "@effect-persona/importer/Importer"
import * as Mapping from "@effect-persona/importer/Mapping"
import type { MappingError, MappingFileError } from "@effect-persona/importer/MappingError"
import * as MappingFile from "@effect-persona/importer/MappingFile"
import type * as Outcome from "@effect-persona/importer/Outcome"
import * as Plan from "@effect-persona/importer/Plan"
import * as PlanFile from "@effect-persona/importer/PlanFile"
import * as Policies from "@effect-persona/importer/Policies"
import * as RateStoreFile from "@effect-persona/importer/RateStoreFile"
import type { Report } from "@effect-persona/importer/Report"
import type * as RunError from "@effect-persona/importer/RunError"
import * as Source from "@effect-persona/importer/Source"
import type { SourceError, SourceReason } from "@effect-persona/importer/SourceError"
import * as StateDirectory from "@effect-persona/importer/StateDirectory"
import * as Target from "@effect-persona/importer/Target"
import { describe, expectTypeOf, it } from "@effect/vitest"
import { Effect, type Redacted, type Scope, Stream } from "effect"

declare const source: Source.Source
declare const target: Target.Target

/** Keys that have to be given. */
type Required<A> = { [K in keyof A]-?: {} extends Pick<A, K> ? never : K }[keyof A]

describe("types of the public modules", () => {
  describe("Importer", () => {
    type Run = ReturnType<typeof Importer.run>
    type Start = ReturnType<typeof Importer.start>

    it("needs a client, and a scope for background work", () => {
      expectTypeOf<Effect.Services<Run>>().toEqualTypeOf<PersonaClient>()
      expectTypeOf<Effect.Services<Start>>().toEqualTypeOf<PersonaClient | Scope.Scope>()
      expectTypeOf<Effect.Services<ReturnType<typeof Importer.resume>>>().toEqualTypeOf<
        PersonaClient | Scope.Scope
      >()
      expectTypeOf(Importer.retry).toEqualTypeOf(Importer.resume)
    })

    it("returns a report", () => {
      expectTypeOf<Effect.Success<Run>>().toEqualTypeOf<Report>()
      expectTypeOf<Effect.Success<Start>>().toEqualTypeOf<Importer.Import>()
      expectTypeOf(Importer.prepare).returns.toEqualTypeOf<
        Effect.Effect<Importer.Prepared, Importer.StartError, PersonaClient | Scope.Scope>
      >()
      expectTypeOf<Importer.Prepared["start"]>().toEqualTypeOf<
        Effect.Effect<Importer.Import, Importer.StartError, Scope.Scope>
      >()
      expectTypeOf<Importer.Import["report"]>().toEqualTypeOf<Effect.Effect<Report, Importer.RunError>>()
      expectTypeOf<Importer.Import["stop"]>().toEqualTypeOf<Importer.Import["report"]>()
      expectTypeOf<Importer.Import["progress"]>().toEqualTypeOf<Stream.Stream<Importer.Progress>>()
    })

    it("cannot start for these reasons, and no others", () => {
      expectTypeOf<Effect.Error<Start>>().toEqualTypeOf<
        | SourceError
        | MappingError
        | PersonaError
        | CursorLoop
        | RunError.DestinationError
        | RunError.ListsError
        | RunError.EngineError
        | RunError.StateError
        | RunError.LedgerError
        | RunError.AmbiguousSource
        | RunError.BeginLocked
        | RunError.RunLocked
        | RunError.RunNotFound
      >()
    })

    it("cannot continue for these reasons, and no others", () => {
      expectTypeOf<Effect.Error<Importer.Import["report"]>>().toEqualTypeOf<
        | RunError.ImportStopped
        | RunError.SourceChanged
        | SourceError
        | RunError.RejectsError
        | RunError.LedgerError
        | RunError.ReportError
      >()
      expectTypeOf<Effect.Error<Run>>().toEqualTypeOf<Importer.StartError | Importer.RunError>()
    })

    it("continues a run without a question, if it can be found and is of this environment", () => {
      type Continue = Effect.Error<ReturnType<typeof Importer.resume>>
      expectTypeOf<Exclude<Continue, Importer.StartError>>().toEqualTypeOf<
        RunError.NoRuns | RunError.NotContinuable | RunError.OtherEnvironment | RunError.UnreadableRuns
      >()
      expectTypeOf<Exclude<Importer.StartError, Continue>>().toEqualTypeOf<
        RunError.AmbiguousSource | RunError.BeginLocked
      >()
      expectTypeOf<Required<Importer.ContinueOptions>>().toEqualTypeOf<never>()
    })

    it("catches each of its errors by its tag", () => {
      void (() => {
        const caught = Importer.run({ source, target }).pipe(
          Effect.catchTag("ImportStopped", (stopped) => {
            expectTypeOf(stopped.report).toEqualTypeOf<Report>()
            expectTypeOf(stopped.why).toEqualTypeOf<RunError.StopReason>()
            expectTypeOf(stopped.error).toEqualTypeOf<PersonaError | undefined>()
            return Effect.succeed(stopped.report)
          }),
          Effect.catchReason("PersonaError", "Unauthorized", () => Effect.undefined)
        )
        expectTypeOf<Extract<Effect.Error<typeof caught>, RunError.ImportStopped>>().toEqualTypeOf<never>()
        // @ts-expect-error an error that an import does not have
        return Effect.catchTag(caught, "PlanFileError", () => Effect.void)
      })
    })

    it("requires source and target; all else has a default", () => {
      expectTypeOf<Required<Importer.Options>>().toEqualTypeOf<"source" | "target">()
      expectTypeOf<keyof Importer.Options>().toEqualTypeOf<
        | keyof Importer.SharedOptions
        // What only an import can be told, and not a plan.
        | "newRun"
        | "drain"
        | "canary"
      >()
      void (() => [
        Importer.run({ source: { file: "people.csv" }, target, engine: undefined }),
        Importer.run({
          source,
          target,
          map: { domain: "value" },
          keyMaxAge: "12 hours",
          maxErrors: { share: 0.05 }
        }),
        // @ts-expect-error no target
        Importer.run({ source }),
        // @ts-expect-error a misspelt option
        Importer.run({ source, target, onExist: "skip" }),
        // @ts-expect-error an engine that does not exist
        Importer.run({ source, target, engine: "stream" }),
        // @ts-expect-error both at once
        Importer.run({ source, target, maxErrors: "5%" })
      ])
    })
  })

  describe("Policies", () => {
    it("lists the values of each choice of an import", () => {
      type Options = Importer.SharedOptions
      type ValueOf<A extends ReadonlyArray<unknown>> = A[number]
      expectTypeOf<ValueOf<typeof Policies.engineRequests>>().toEqualTypeOf<NonNullable<Options["engine"]>>()
      expectTypeOf<ValueOf<typeof Policies.engineNames>>().toEqualTypeOf<Report["engine"]>()
      expectTypeOf<ValueOf<typeof Policies.onExistingPolicies>>().toEqualTypeOf<
        NonNullable<Options["onExisting"]>
      >()
      expectTypeOf<ValueOf<typeof Policies.duplicatesPolicies>>().toEqualTypeOf<
        NonNullable<Options["duplicates"]>
      >()
      expectTypeOf<ValueOf<typeof Policies.acceptableDamage>>().toEqualTypeOf<
        NonNullable<Options["accept"]>[number]
      >()
      expectTypeOf<Policies.Unkeyed>().toEqualTypeOf<NonNullable<Options["unkeyed"]>>()
      expectTypeOf<Policies.MaxErrors>().toEqualTypeOf<NonNullable<Options["maxErrors"]>>()
    })
  })

  describe("Target", () => {
    it("is plain data, made by its kind", () => {
      expectTypeOf<Target.Target["_tag"]>().toEqualTypeOf<"Accounts" | "Lists" | "ListItems">()
      expectTypeOf<(typeof Target.listItemKinds)[number]>().toEqualTypeOf<Target.ListItemKind>()
      void (() => [
        Target.Accounts.make({}),
        Target.ListItems.make({ kind: "email-address", list: "Blocked domains" }),
        // @ts-expect-error items of no kind
        Target.ListItems.make({}),
        // @ts-expect-error a kind that does not exist
        Target.ListItems.make({ kind: "e-mail" })
      ])
    })

    it("determines what a row becomes", () => {
      const options = { target: Target.Lists.make({}), columns: ["name"] }
      expectTypeOf(Mapping.compile(options)).toEqualTypeOf<
        Effect.Effect<Mapping.RowMapper<Target.ListRequest>, MappingError>
      >()
      expectTypeOf<ReturnType<Mapping.RowMapper>["_tag"]>().toEqualTypeOf<"Valid" | "Invalid">()
    })
  })

  describe("Source", () => {
    it("is opened in a scope, and fails with one error that has a reason", () => {
      expectTypeOf<Source.Source["open"]>().toEqualTypeOf<
        Effect.Effect<Source.Table, SourceError, Scope.Scope>
      >()
      expectTypeOf<SourceError["reason"]>().toEqualTypeOf<SourceReason>()
      expectTypeOf(Source.stream("people.csv", Stream.empty)).toEqualTypeOf<Source.Source>()
    })
  })

  describe("Plan", () => {
    it("needs a client, unless it is made offline", () => {
      expectTypeOf<ReturnType<typeof Plan.make>>().toEqualTypeOf<
        Effect.Effect<Plan.Plan, Plan.PlanError, PersonaClient>
      >()
      expectTypeOf<ReturnType<typeof Plan.offline>>().toEqualTypeOf<
        Effect.Effect<Plan.Plan, Plan.OfflineError>
      >()
      expectTypeOf<Plan.OfflineError>().toEqualTypeOf<
        SourceError | MappingError | RunError.DestinationError | RunError.EngineError
      >()
      expectTypeOf<Required<Plan.Options>>().toEqualTypeOf<"source" | "target">()
    })

    it("counts as a report does", () => {
      expectTypeOf<Plan.Plan>().toExtend<Outcome.Counts>()
      expectTypeOf<Report>().toExtend<Outcome.Counts>()
    })

    it("is applied from its file", () => {
      expectTypeOf<Effect.Error<ReturnType<typeof PlanFile.read>>>().toEqualTypeOf<
        PlanFile.PlanFileError | RunError.Declined
      >()
      expectTypeOf(Apply.start).returns.toEqualTypeOf<
        Effect.Effect<
          Importer.Import,
          Importer.StartError | PlanFile.PlanFileError | RunError.Declined,
          PersonaClient | Scope.Scope
        >
      >()
      expectTypeOf<Required<Apply.Options>>().toEqualTypeOf<"plan">()
    })
  })

  describe("MappingFile", () => {
    it("is read and written, and reports where it is wrong", () => {
      expectTypeOf<ReturnType<typeof MappingFile.read>>().toEqualTypeOf<
        Effect.Effect<MappingFile.MappingFile, MappingFileError>
      >()
      expectTypeOf<Effect.Error<ReturnType<typeof MappingFile.write>>>().toEqualTypeOf<MappingFileError>()
    })
  })

  describe("StateDirectory", () => {
    it("lists runs without a client", () => {
      expectTypeOf<StateDirectory.StateDirectory["runs"]>().toEqualTypeOf<
        Effect.Effect<ReadonlyArray<StateDirectory.RunInfo>>
      >()
      expectTypeOf<ReturnType<StateDirectory.StateDirectory["report"]>>().toEqualTypeOf<
        Effect.Effect<
          StateDirectory.StoredReport,
          RunError.RunNotFound | RunError.StateError | RunError.LedgerError
        >
      >()
      expectTypeOf<ReturnType<StateDirectory.StateDirectory["problems"]>>().toEqualTypeOf<
        Effect.Effect<StateDirectory.StoredProblems, RunError.RunNotFound | RunError.LedgerError>
      >()
    })
  })

  describe("RateStoreFile", () => {
    it("accepts a redacted key", () => {
      expectTypeOf<RateStoreFile.Options["apiKey"]>().toEqualTypeOf<Redacted.Redacted>()
      expectTypeOf(RateStoreFile.make).returns.toEqualTypeOf<Effect.Effect<RateStore, never, Scope.Scope>>()
      // @ts-expect-error a key that would be printed
      void (() => RateStoreFile.make({ baseUrl: "https://api.withpersona.com/api/v1", apiKey: "persona_x" }))
    })
  })
})
