// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { Open, UnknownVariant } from "../../JsonApi.ts"

/** The API's `field-schema-default-config` in answers. */
export interface FieldSchemaDefaultConfig {
  readonly required?: boolean | null
  readonly archivedAt?: string | null
  readonly deactivatedAt?: string | null
  readonly sourceKeyPath?: string | null
  readonly redactionPolicy?: Open<"none" | "never"> | null
  readonly writePolicy?: Open<"none" | "write_once"> | null
}

/** Schema of {@link FieldSchemaDefaultConfig}. */
export const FieldSchemaDefaultConfig: Schema.Codec<
  FieldSchemaDefaultConfig,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    required: W.boolean,
    "archived-at": W.string,
    "deactivated-at": W.string,
    "source-key-path": W.string,
    "redaction-policy": W.string,
    "write-policy": W.string
  })
)

/** The API's `field-schema` in answers. */
export type FieldSchema =
  | FieldSchemaArray
  | FieldSchemaBoolean
  | FieldSchemaChoices
  | FieldSchemaDate
  | FieldSchemaDatetime
  | FieldSchemaEmailAddress
  | FieldSchemaFile
  | FieldSchemaHash
  | FieldSchemaInteger
  | FieldSchemaJson
  | FieldSchemaMultiChoices
  | FieldSchemaNumber
  | FieldSchemaString
  | FieldSchemaRelation
  | UnknownVariant<"type">

/** Schema of {@link FieldSchema}. */
export const FieldSchema: Schema.Codec<FieldSchema, unknown> = /*#__PURE__*/ W.schema(() =>
  W.openUnion("type", {
    array: FieldSchemaArray,
    boolean: FieldSchemaBoolean,
    choices: FieldSchemaChoices,
    date: FieldSchemaDate,
    datetime: FieldSchemaDatetime,
    "email-address": FieldSchemaEmailAddress,
    file: FieldSchemaFile,
    hash: FieldSchemaHash,
    integer: FieldSchemaInteger,
    json: FieldSchemaJson,
    "multi-choices": FieldSchemaMultiChoices,
    number: FieldSchemaNumber,
    string: FieldSchemaString,
    "relation-schema": FieldSchemaRelation
  })
)

/** The API's `field-schema-array` in answers. */
export interface FieldSchemaArray {
  readonly type: "array"
  readonly key?: string | null
  readonly label?: string | null
  readonly config?: FieldSchemaDefaultConfig & { readonly itemSchema?: FieldSchema | null } | null
}

/** Schema of {@link FieldSchemaArray}. */
export const FieldSchemaArray: Schema.Codec<FieldSchemaArray, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    config: W.open({ "item-schema": FieldSchema }, FieldSchemaDefaultConfig)
  })
)

/** The API's `field-schema-boolean` in answers. */
export interface FieldSchemaBoolean {
  readonly type: "boolean"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: boolean | null
  readonly config?: FieldSchemaDefaultConfig | null
}

/** Schema of {@link FieldSchemaBoolean}. */
export const FieldSchemaBoolean: Schema.Codec<FieldSchemaBoolean, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.boolean,
    config: W.open({}, FieldSchemaDefaultConfig)
  })
)

/** The API's `field-schema-choices` in answers. */
export interface FieldSchemaChoices {
  readonly type: "choices"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: string | null
  readonly config?: FieldSchemaDefaultConfig & {
    readonly allowEmpty?: boolean | null
    readonly options?: ReadonlyArray<string> | null
    readonly optionLabels?: ReadonlyArray<string> | null
  } | null
}

/** Schema of {@link FieldSchemaChoices}. */
export const FieldSchemaChoices: Schema.Codec<FieldSchemaChoices, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.string,
    config: W.open(
      {
        "allow-empty": W.boolean,
        options: W.array(W.string),
        "option-labels": W.array(W.string)
      },
      FieldSchemaDefaultConfig
    )
  })
)

/** The API's `field-schema-date` in answers. */
export interface FieldSchemaDate {
  readonly type: "date"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: string | null
  readonly config?: FieldSchemaDefaultConfig & {
    readonly minDate?: string | null
    readonly maxDate?: string | null
  } | null
}

/** Schema of {@link FieldSchemaDate}. */
export const FieldSchemaDate: Schema.Codec<FieldSchemaDate, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.string,
    config: W.open({ "min-date": W.string, "max-date": W.string }, FieldSchemaDefaultConfig)
  })
)

/** The API's `field-schema-datetime` in answers. */
export interface FieldSchemaDatetime {
  readonly type: "datetime"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: string | null
  readonly config?: FieldSchemaDefaultConfig | null
}

/** Schema of {@link FieldSchemaDatetime}. */
export const FieldSchemaDatetime: Schema.Codec<FieldSchemaDatetime, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.string,
    config: W.open({}, FieldSchemaDefaultConfig)
  })
)

/** The API's `field-schema-email-address` in answers. */
export interface FieldSchemaEmailAddress {
  readonly type: "email-address"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: string | null
  readonly config?: FieldSchemaDefaultConfig | null
}

/** Schema of {@link FieldSchemaEmailAddress}. */
export const FieldSchemaEmailAddress: Schema.Codec<
  FieldSchemaEmailAddress,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.string,
    config: W.open({}, FieldSchemaDefaultConfig)
  })
)

/** The API's `field-schema-file` in answers. */
export interface FieldSchemaFile {
  readonly type: "file"
  readonly key?: string | null
  readonly label?: string | null
  readonly config?: FieldSchemaDefaultConfig & {
    readonly maxFileSizeBytes?: number | null
    readonly minFileSizeBytes?: number | null
    readonly supportedMimeTypes?: ReadonlyArray<string> | null
    readonly pageCountLimitEnabled?: boolean | null
    readonly pageCountMin?: number | null
    readonly pageCountMax?: number | null
  } | null
}

/** Schema of {@link FieldSchemaFile}. */
export const FieldSchemaFile: Schema.Codec<FieldSchemaFile, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    config: W.open(
      {
        "max-file-size-bytes": W.number,
        "min-file-size-bytes": W.number,
        "supported-mime-types": W.array(W.string),
        "page-count-limit-enabled": W.boolean,
        "page-count-min": W.number,
        "page-count-max": W.number
      },
      FieldSchemaDefaultConfig
    )
  })
)

/** The API's `field-schema-hash` in answers. */
export interface FieldSchemaHash {
  readonly type: "hash"
  readonly key?: string | null
  readonly label?: string | null
  readonly config?: FieldSchemaDefaultConfig & {
    readonly ignoreUnknownKeys?: boolean | null
    readonly itemSchemas?: ReadonlyArray<FieldSchema> | null
  } | null
}

/** Schema of {@link FieldSchemaHash}. */
export const FieldSchemaHash: Schema.Codec<FieldSchemaHash, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    config: W.open(
      {
        "ignore-unknown-keys": W.boolean,
        "item-schemas": W.array(FieldSchema)
      },
      FieldSchemaDefaultConfig
    )
  })
)

/** The API's `field-schema-integer` in answers. */
export interface FieldSchemaInteger {
  readonly type: "integer"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: number | null
  readonly config?: FieldSchemaDefaultConfig & { readonly min?: number | null; readonly max?: number | null } | null
}

/** Schema of {@link FieldSchemaInteger}. */
export const FieldSchemaInteger: Schema.Codec<FieldSchemaInteger, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.number,
    config: W.open({ min: W.number, max: W.number }, FieldSchemaDefaultConfig)
  })
)

/** The API's `field-schema-json` in answers. */
export interface FieldSchemaJson {
  readonly type: "json"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: unknown
  readonly config?: FieldSchemaDefaultConfig & { readonly jsonSchema?: Readonly<Record<string, unknown>> | null } | null
}

/** Schema of {@link FieldSchemaJson}. */
export const FieldSchemaJson: Schema.Codec<FieldSchemaJson, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.json,
    config: W.open({ "json-schema": W.free }, FieldSchemaDefaultConfig)
  })
)

/** The API's `field-schema-multi-choices` in answers. */
export interface FieldSchemaMultiChoices {
  readonly type: "multi-choices"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: ReadonlyArray<string> | null
  readonly config?: FieldSchemaDefaultConfig & {
    readonly allowEmpty?: boolean | null
    readonly options?: ReadonlyArray<string> | null
    readonly optionLabels?: ReadonlyArray<string> | null
  } | null
}

/** Schema of {@link FieldSchemaMultiChoices}. */
export const FieldSchemaMultiChoices: Schema.Codec<
  FieldSchemaMultiChoices,
  unknown
> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.array(W.string),
    config: W.open(
      {
        "allow-empty": W.boolean,
        options: W.array(W.string),
        "option-labels": W.array(W.string)
      },
      FieldSchemaDefaultConfig
    )
  })
)

/** The API's `field-schema-number` in answers. */
export interface FieldSchemaNumber {
  readonly type: "number"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: number | null
  readonly config?: FieldSchemaDefaultConfig & { readonly min?: number | null; readonly max?: number | null } | null
}

/** Schema of {@link FieldSchemaNumber}. */
export const FieldSchemaNumber: Schema.Codec<FieldSchemaNumber, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.number,
    config: W.open({ min: W.number, max: W.number }, FieldSchemaDefaultConfig)
  })
)

/** The API's `field-schema-string` in answers. */
export interface FieldSchemaString {
  readonly type: "string"
  readonly key?: string | null
  readonly label?: string | null
  readonly defaultValue?: string | null
  readonly config?: FieldSchemaDefaultConfig & {
    readonly maxCharLength?: number | null
    readonly sanitize?: ReadonlyArray<Open<"html">> | null
  } | null
}

/** Schema of {@link FieldSchemaString}. */
export const FieldSchemaString: Schema.Codec<FieldSchemaString, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    "default-value": W.string,
    config: W.open({ "max-char-length": W.number, sanitize: W.array(W.string) }, FieldSchemaDefaultConfig)
  })
)

/** The API's `field-schema-relation` in answers. */
export interface FieldSchemaRelation {
  readonly type: "relation-schema"
  readonly key?: string | null
  readonly label?: string | null
  readonly config?: FieldSchemaDefaultConfig & { readonly target?: string | null } | null
}

/** Schema of {@link FieldSchemaRelation}. */
export const FieldSchemaRelation: Schema.Codec<FieldSchemaRelation, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    key: W.string,
    label: W.string,
    config: W.open({ target: W.string }, FieldSchemaDefaultConfig)
  })
)
