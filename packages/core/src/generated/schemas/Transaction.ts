// Do not edit: `npm run codegen` writes this file. To change it, change packages/core/codegen.
// Source: Persona's OpenAPI document 2025-12-08,
// sha256 e90ec8ed2b7d4fe4941c7f74cbd662d63400f15cd75c03ae6ea4515d25e8ef46
import type * as Schema from "effect/Schema"
import * as W from "../../internal/wire/wire.ts"
import type { ToMany, ToOne } from "../../JsonApi.ts"
import { FieldSchema } from "./FieldSchema.ts"

/** The API's `transaction` in answers. */
export interface Transaction {
  readonly id: string
  readonly type: "transaction"
  readonly attributes: TransactionAttributes
  readonly relationships?: TransactionRelationships | null
}

export interface TransactionAttributes {
  readonly status?: string | null
  readonly referenceId?: string | null
  readonly fields?: Readonly<Record<string, unknown>> | null
  readonly tags?: ReadonlyArray<string> | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
}

export interface TransactionRelationships {
  readonly reviewer?: ToOne | null
  readonly transactionLabel?: ToOne<"transaction-label"> | null
  readonly transactionType?: ToOne<"transaction-type"> | null
  readonly relatedObjects?: ToMany | null
}

/** Schema of {@link Transaction}. */
export const Transaction: Schema.Codec<Transaction, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    id: W.required(W.string),
    type: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        status: W.string,
        "reference-id": W.string,
        fields: W.free,
        tags: W.array(W.string),
        "created-at": W.string,
        "updated-at": W.string
      })
    ),
    relationships: W.open({
      reviewer: W.toOne,
      "transaction-label": W.toOne,
      "transaction-type": W.toOne,
      "related-objects": W.toMany
    })
  })
)

/** The API's `transaction-label` in answers. */
export interface TransactionLabel {
  readonly type: "transaction-label"
  readonly id: string
  readonly attributes: TransactionLabelAttributes
}

export interface TransactionLabelAttributes {
  readonly modelLabel?: string | null
  readonly modelVersion?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
}

/** Schema of {@link TransactionLabel}. */
export const TransactionLabel: Schema.Codec<TransactionLabel, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        "model-label": W.string,
        "model-version": W.string,
        "created-at": W.string,
        "updated-at": W.string
      })
    )
  })
)

/** The API's `transaction-type` in answers. */
export interface TransactionType {
  readonly type: "transaction-type"
  readonly id: string
  readonly attributes: TransactionTypeAttributes
}

export interface TransactionTypeAttributes {
  readonly name?: string | null
  readonly createdAt?: string | null
  readonly updatedAt?: string | null
  readonly fieldSchemas?: ReadonlyArray<FieldSchema> | null
}

/** Schema of {@link TransactionType}. */
export const TransactionType: Schema.Codec<TransactionType, unknown> = /*#__PURE__*/ W.schema(() =>
  W.open({
    type: W.required(W.string),
    id: W.required(W.string),
    attributes: W.defaulted(
      W.open({
        name: W.string,
        "created-at": W.string,
        "updated-at": W.string,
        "field-schemas": W.array(FieldSchema)
      })
    )
  })
)
