/** The result of a look-up. */

/** An object found by a row's natural key. */
export interface Found {
  readonly id: string
  /** By the server's clock, in milliseconds since the epoch. `undefined` if the answer does not contain it. */
  readonly createdAt: number | undefined
  /** The fields that differ from the row, by the vendor's names. */
  readonly differing: ReadonlyArray<string>
  /** Why it cannot be the row's object, for example because it was redacted. */
  readonly unusable: string | undefined
}
