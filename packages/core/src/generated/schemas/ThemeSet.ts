// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"

/** The API's `theme-set-variant` in answers. */
export interface ThemeSetVariant {
  readonly inquiry?: Readonly<Record<string, unknown>> | null
  readonly components?: Readonly<Record<string, unknown>> | null
  readonly stepAssets?: Readonly<Record<string, unknown>> | null
}

/** Schema of {@link ThemeSetVariant}. */
export const ThemeSetVariant: Schema.Codec<ThemeSetVariant, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({ inquiry: W.free, components: W.free, "step-assets": W.free })
)

/** The API's `theme-set-styles` in answers. */
export interface ThemeSetStyles {
  readonly settings?: {
    readonly useDarkTheme?: boolean | null
    readonly preferredThemeVariant?: string | null
  } | null
  readonly light?: ThemeSetVariant | null
  readonly dark?: ThemeSetVariant | null
}

/** Schema of {@link ThemeSetStyles}. */
export const ThemeSetStyles: Schema.Codec<ThemeSetStyles, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    settings: W.open({ "use-dark-theme": W.boolean, "preferred-theme-variant": W.string }),
    light: ThemeSetVariant,
    dark: ThemeSetVariant
  })
)

/** The API's `theme-set` in answers. */
export interface ThemeSet {
  readonly type: "theme-set"
  readonly id: string
  readonly attributes: ThemeSetAttributes
}

export interface ThemeSetAttributes {
  readonly name?: string | null
  readonly status?: string | null
  readonly styles?: ThemeSetStyles | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly archivedAt?: string | null
}

/** Schema of {@link ThemeSet}. */
export const ThemeSet: Schema.Codec<ThemeSet, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        name: W.string,
        status: W.string,
        styles: ThemeSetStyles,
        "created-at": W.string,
        "updated-at": W.string,
        "archived-at": W.string
      })
    )
  })
)

/** The API's `theme-set-styles` in requests. */
export interface ThemeSetStylesInput {
  readonly settings?: {
    readonly useDarkTheme?: boolean | undefined
    readonly preferredThemeVariant?: string | undefined
  } | undefined
  readonly light?: ThemeSetVariantInput | undefined
  readonly dark?: ThemeSetVariantInput | undefined
}

/** Schema of {@link ThemeSetStylesInput}. */
export const ThemeSetStylesInput: Schema.Codec<ThemeSetStylesInput, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({
    settings: W.closed({ "use-dark-theme": W.boolean, "preferred-theme-variant": W.string }),
    light: ThemeSetVariantInput,
    dark: ThemeSetVariantInput
  })
)

/** The API's `theme-set-variant` in requests. */
export interface ThemeSetVariantInput {
  readonly inquiry?: Readonly<Record<string, unknown>> | undefined
  readonly components?: Readonly<Record<string, unknown>> | undefined
  readonly stepAssets?: Readonly<Record<string, unknown>> | undefined
}

/** Schema of {@link ThemeSetVariantInput}. */
export const ThemeSetVariantInput: Schema.Codec<ThemeSetVariantInput, unknown> = /*#__PURE__*/ W.schema(() =>
  W.closed({ inquiry: W.free, components: W.free, "step-assets": W.free })
)
