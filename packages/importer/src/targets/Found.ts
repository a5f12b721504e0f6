/** What a look-up finds. */

/** An object that was found by a row's natural key. */
export interface Found {
  readonly id: string
  /** By the server's clock, in milliseconds since the epoch, where the answer tells it. */
  readonly createdAt: number | undefined
  /** The fields in which it differs from the row, by the vendor's names. */
  readonly differing: ReadonlyArray<string>
  /** Why it cannot stand for the row, for example because it was redacted. */
  readonly unusable: string | undefined
}
