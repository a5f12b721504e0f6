/**
 * A question on the terminal. It is written to standard error, because standard output is for results, and read in the
 * terminal's own line mode, so Ctrl-C stays a signal.
 */
import * as Effect from "effect/Effect"
import { createInterface } from "node:readline"
import { printable } from "../render/printable.ts"
import * as Streams from "../render/streams.ts"

/** Whether a terminal is available for questions. */
export const canAsk = (): boolean => process.stdin.isTTY === true && process.stderr.isTTY === true

/** Asks for a yes. Any other answer, and the end of the input, is a no. */
export const ask = (question: string): Effect.Effect<boolean> =>
  Effect.callback((resume) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
    const end = (answer: boolean) => {
      resume(Effect.succeed(answer))
      lines.close()
    }
    const leave = () => {
      // No answer has ended the line of the question.
      Streams.writeError("\n")
      end(false)
    }
    lines.once("close", leave)
    lines.question(printable(question), (answer) => {
      lines.off("close", leave)
      end(/^\s*y(es)?\s*$/i.test(answer))
    })
    return Effect.sync(() => lines.close())
  })

/** Asks for a line. The end of the input is an empty line. */
export const askLine = (question: string): Effect.Effect<string> =>
  Effect.callback((resume) => {
    const lines = createInterface({ input: process.stdin, output: process.stderr, terminal: false })
    const leave = () => {
      Streams.writeError("\n")
      resume(Effect.succeed(""))
    }
    lines.once("close", leave)
    lines.question(printable(question), (answer) => {
      lines.off("close", leave)
      // Closed first: it pauses the input, which the next question may already be reading.
      lines.close()
      resume(Effect.succeed(answer.trim()))
    })
    return Effect.sync(() => {
      lines.off("close", leave)
      lines.close()
    })
  })
