/** `persona map FILE`: its arguments. What it does is in `handlers/Map.ts`. */
import { listItemKinds } from "@effect-persona/importer/Target"
import * as Argument from "effect/cli/Argument"
import * as Command from "effect/cli/Command"
import * as Flag from "effect/cli/Flag"
import * as Effect from "effect/Effect"
import * as ConnectionFlags from "../flags/ConnectionFlags.ts"
import * as Pairs from "../flags/pairs.ts"
import * as SourceFlags from "../flags/SourceFlags.ts"

const config = {
  file: Argument.String("file").pipe(Argument.withDescription("The CSV file")),
  target: Flag.Literals("target", ["accounts", "lists", "list-items"]).pipe(
    Flag.withDescription("What the rows are to become"),
    Flag.withDefault("accounts" as const)
  ),
  kind: Flag.Literals("kind", listItemKinds).pipe(
    Flag.withDescription("The kind of list items; needed with --target list-items"),
    Flag.optional
  ),
  preset: Flag.String("preset").pipe(
    Flag.withDescription(
      "Where the file comes from, such as auth0, clerk, firebase, okta or stripe; found by its columns"
    ),
    Flag.optional
  ),
  answer: Pairs.flag("answer", {
    form: "QUESTION=KEY",
    describe: "Answers a question beforehand, by its name and the key of a choice",
    separator: "first"
  }),
  write: Flag.String("write").pipe(
    Flag.withDescription("Writes the mapping to this file: .json, .yaml or .yml"),
    Flag.optional
  ),
  replace: Flag.Boolean("replace").pipe(
    Flag.withDescription("Replaces the mapping file if it is there already"),
    Flag.withDefault(false)
  ),
  rows: Flag.Int("rows").pipe(
    Flag.withDescription("How many rows are looked at, 1 to 100000"),
    Flag.withDefault(1000)
  ),
  ...SourceFlags.flags,
  json: ConnectionFlags.json
}

export type MapInput = Command.Command.Config.Infer<typeof config>

const handlers = Effect.promise(() => import("../handlers/Map.ts"))

export const command = Command.make("map", config, (input) =>
  Effect.flatMap(handlers, (handle) => handle.map(input))
).pipe(
  Command.withDescription("Propose a mapping of a file's columns to fields; nothing is sent"),
  Command.withExamples([
    {
      command: "persona map customers.csv --write customers.mapping.yaml",
      description: "Propose, ask what is ambiguous, and write the mapping"
    },
    {
      command: "persona map domains.csv --target list-items --kind email-address --json",
      description: "The proposal as JSON, without any value of a row"
    }
  ])
)
