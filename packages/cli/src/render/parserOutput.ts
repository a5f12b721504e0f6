/** The parser's help and errors: formatted by Effect, after the user's input is made harmless. */
import type * as CliError from "effect/cli/CliError"
import * as CliOutput from "effect/cli/CliOutput"
import type * as Layer from "effect/Layer"
import { printable } from "./printable.ts"

/** A formatter whose errors contain no control characters except its own. */
export const formatter = (
  styled: CliOutput.Formatter = CliOutput.defaultFormatter()
): CliOutput.Formatter => ({
  ...styled,
  formatCliError: (error) => styled.formatCliError(harmless(error)),
  formatError: (error) => styled.formatError(harmless(error)),
  formatErrors: (errors) => styled.formatErrors(errors.map(harmless))
})

export const layer: Layer.Layer<never> = /*#__PURE__*/ CliOutput.layer(/*#__PURE__*/ formatter())

/** The same error with another message. */
const harmless = <E extends CliError.CliError>(error: E): E =>
  Object.create(error, { message: { value: printable(error.message) } }) as E
