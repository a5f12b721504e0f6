/** The form of images and papers in requests about documents and verifications. */
import type { Inline } from "../../File.ts"
import * as W from "./wire.ts"

/** A photo of a government ID: several shots; the API picks the best. */
export interface Photos {
  readonly data?: ReadonlyArray<Inline> | undefined
}

/** A photo of a selfie: one shot. */
export interface Photo {
  readonly data?: Inline | undefined
}

/** Schema of an inlined file. */
export const inline: W.Part = /*#__PURE__*/ W.schema(() =>
  W.closed({ data: W.required(W.string), filename: W.required(W.string) })
)

/** Schema of {@link Photos}. */
export const photos: W.Part = /*#__PURE__*/ W.schema(() => W.closed({ data: W.array(inline) }))

/** Schema of {@link Photo}. */
export const photo: W.Part = /*#__PURE__*/ W.schema(() => W.closed({ data: inline }))

/** Classes of ID, one or several: `dl`, `pp`. */
export const idClasses: W.Part = /*#__PURE__*/ W.schema(() => W.either(W.string, W.array(W.string)))
