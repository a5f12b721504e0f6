/**
 * Expands gzip and Zstandard, recognised by their first bytes, with any file name.
 *
 * Only what is asked for is expanded: a small file that would become a terabyte costs no more memory than any other.
 * Several concatenated compressed pieces, as from `cat a.gz b.gz`, are one text. A truncated or damaged file fails
 * after its readable records.
 */
import * as Arr from "effect/Array"
import * as Cause from "effect/Cause"
import * as Effect from "effect/Effect"
import * as Pull from "effect/Pull"
import type * as Scope from "effect/Scope"
import type { Transform } from "node:stream"
import * as zlib from "node:zlib"
import { Corrupt, SourceError, UnsupportedFormat } from "../SourceError.ts"

/** Chunks of bytes, as they come. */
export type Bytes = Pull.Pull<Arr.NonEmptyReadonlyArray<Uint8Array>, SourceError>

/** Gives the bytes as they are, or expanded if they are compressed. Reads the first few of them. */
export const expanded = Effect.fnUntraced(function* (
  file: string,
  bytes: Bytes
): Effect.fn.Return<Bytes, SourceError, Scope.Scope> {
  const begun: Array<Arr.NonEmptyReadonlyArray<Uint8Array>> = []
  let head: Buffer = Buffer.alloc(0)
  let rest: Bytes = bytes
  while (head.length < headBytes) {
    const more = yield* Effect.catch(bytes, (error) => {
      // An end or a failure comes behind what was read before it.
      rest = Effect.fail(error)
      return Effect.undefined
    })
    if (more === undefined) break
    begun.push(more)
    head = Buffer.concat([head, ...more.slice(0, headBytes).map((chunk) => chunk.subarray(0, headBytes))])
  }
  const input = followed(begun, rest)
  const format = formats.find(({ magic }) => magic.every((byte, at) => byte === any || byte === head[at]))
  if (format === undefined) return input
  if (format.open === undefined) {
    return yield* new SourceError({ file, reason: new UnsupportedFormat({ format: format.name }) })
  }
  const expander = yield* Effect.acquireRelease(
    Effect.sync(() => new Expander(format.open!)),
    (expander) => Effect.sync(() => expander.close())
  )
  return expand(expander, input, (code) => {
    return new SourceError({ file, reason: new Corrupt({ format: format.name, code }) })
  })
})

/** How many bytes tell what a file is. */
const headBytes = 6

/** A byte of no importance. */
const any = -1

interface Format {
  readonly name: string
  readonly magic: ReadonlyArray<number>
  /** How it is expanded; what has no such function is refused by its name. */
  readonly open?: () => Transform & zlib.Zlib
}

/** Pieces expanded at a time. */
const chunkSize = 1 << 14

const zstd = () => zlib.createZstdDecompress({ chunkSize })

const formats: ReadonlyArray<Format> = [
  { name: "gzip", magic: [0x1f, 0x8b], open: () => zlib.createGunzip({ chunkSize }) },
  { name: "Zstandard", magic: [0x28, 0xb5, 0x2f, 0xfd], open: zstd },
  // A frame to be skipped, which some compressors begin with.
  { name: "Zstandard", magic: [any, 0x2a, 0x4d, 0x18], open: zstd },
  { name: "ZIP or XLSX", magic: [0x50, 0x4b, 0x03, 0x04] },
  { name: "XLS", magic: [0xd0, 0xcf, 0x11, 0xe0] },
  { name: "bzip2", magic: [0x42, 0x5a, 0x68, any, 0x31, 0x41] },
  { name: "xz", magic: [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00] },
  { name: "PDF", magic: [0x25, 0x50, 0x44, 0x46, 0x2d] }
]

const followed = (first: ReadonlyArray<Arr.NonEmptyReadonlyArray<Uint8Array>>, rest: Bytes): Bytes => {
  const left = first.toReversed()
  return Effect.suspend(() => {
    const chunks = left.pop()
    return chunks === undefined ? rest : Effect.succeed(chunks)
  })
}

const expand = (expander: Expander, input: Bytes, corrupt: (code: string) => SourceError): Bytes => {
  let chunks: ReadonlyArray<Uint8Array> = []
  let next = 0
  /** What came instead of more input: an end waits until all is expanded, a failure too. */
  let stopped: SourceError | Cause.Done | undefined
  const feed: Effect.Effect<void> = Effect.suspend(() => {
    if (next < chunks.length) return Effect.sync(() => expander.feed(chunks[next++]!))
    if (stopped !== undefined) return Effect.sync(() => expander.finish())
    return Effect.matchEffect(input, {
      onSuccess: (more) =>
        Effect.sync(() => {
          chunks = more
          next = 0
        }),
      onFailure: (error) =>
        Effect.sync(() => {
          stopped = error
        })
    })
  })
  const pull: Bytes = Effect.suspend(() =>
    Effect.flatMap(
      Effect.promise(() => expander.step()),
      react
    )
  )
  const react = (step: Step): Bytes => {
    switch (step._tag) {
      case "Output":
        return Effect.succeed(Arr.of(step.chunk))
      case "Hungry":
        return Effect.flatMap(feed, () => pull)
      case "Ended":
        return Effect.fail(stopped ?? Cause.Done())
      case "Failed":
        // Of a stream that broke off, nothing else can be expected than that its compressed data do so too.
        return Effect.fail(stopped !== undefined && !Cause.isDone(stopped) ? stopped : corrupt(step.code))
    }
  }
  return pull
}

type Step =
  | { readonly _tag: "Output"; readonly chunk: Uint8Array }
  | { readonly _tag: "Hungry" }
  | { readonly _tag: "Ended" }
  | { readonly _tag: "Failed"; readonly code: string }

const none = Buffer.alloc(0)

/** Drives a decompressor of Node by hand: takes a chunk only when all that the last one gave was taken. */
class Expander {
  private readonly open: () => Transform & zlib.Zlib
  private engine: Transform & zlib.Zlib
  private wake: () => void = () => {}
  private last: Uint8Array = none
  private fed = 0
  private busy = false
  private finishing = false
  private ended = false
  private code: string | undefined = undefined

  constructor(open: () => Transform & zlib.Zlib) {
    this.open = open
    this.engine = this.start()
  }

  /** Says what is to be done next, as soon as that is known. */
  async step(): Promise<Step> {
    for (;;) {
      const chunk = this.engine.read() as Uint8Array | null
      if (chunk !== null) return { _tag: "Output", chunk }
      if (this.code !== undefined) return { _tag: "Failed", code: this.code }
      if (this.ended) {
        const left = this.left()
        // Nothing behind it, or nothing but padding so far.
        if (left.every((byte) => byte === 0)) {
          if (this.finishing) return { _tag: "Ended" }
          this.last = none
          this.fed = this.engine.bytesWritten
          return { _tag: "Hungry" }
        }
        this.again(left)
      } else if (!this.busy && !this.finishing && this.tookAll()) return { _tag: "Hungry" }
      await new Promise<void>((resolve) => (this.wake = resolve))
    }
  }

  feed(chunk: Uint8Array): void {
    this.last = chunk
    this.fed += chunk.length
    // Behind the end of a piece another one may begin.
    if (this.ended) return
    this.busy = true
    const engine = this.engine
    engine.write(chunk, () => {
      if (engine !== this.engine) return
      this.busy = false
      this.wake()
    })
  }

  finish(): void {
    this.finishing = true
    if (!this.ended) this.engine.end()
  }

  close(): void {
    this.engine.destroy()
  }

  /** Else the piece has ended within what was fed, and the engine is about to say so. */
  private tookAll(): boolean {
    return this.engine.bytesWritten === this.fed
  }

  /** What was fed and is no part of the piece that has ended. */
  private left(): Uint8Array {
    return this.last.subarray(
      this.last.length - Math.min(this.last.length, this.fed - this.engine.bytesWritten)
    )
  }

  private again(left: Uint8Array): void {
    this.engine.destroy()
    this.ended = false
    this.fed = 0
    this.engine = this.start()
    const finishing = this.finishing
    this.feed(left)
    if (finishing) this.engine.end()
  }

  private start(): Transform & zlib.Zlib {
    const engine = this.open()
    const here = (act: () => void) => () => {
      if (engine !== this.engine) return
      act()
      this.wake()
    }
    engine.on(
      "readable",
      here(() => {})
    )
    engine.on(
      "end",
      here(() => (this.ended = true))
    )
    engine.on("error", (error: Error) => {
      if (engine !== this.engine) return
      this.code = "code" in error && typeof error.code === "string" ? error.code : error.name
      this.wake()
    })
    return engine
  }
}
