/** The same Idempotency-Key came with another body. */
export class RequestReused extends Error {
  override readonly name = 'RequestReused';
}

/** The record does not stand at the revision that the caller named (If-Match). */
export class RevisionMismatch extends Error {
  override readonly name = 'RevisionMismatch';

  constructor(
    readonly expected: number,
    readonly actual: number,
  ) {
    super(`The record stands at revision ${actual}, not ${expected}.`);
  }
}

/** Others changed the record so often meanwhile that the act could not be placed. */
export class ConcurrencyConflict extends Error {
  override readonly name = 'ConcurrencyConflict';
}

/**
 * The event store did not answer in time, or cannot write. Whether the act was recorded may be unknown;
 * the same request repeated under the same Idempotency-Key settles it.
 */
export class StoreUnavailable extends Error {
  override readonly name = 'StoreUnavailable';
}

/** The act says more than the event store takes at once; nothing was recorded. */
export class ActTooLarge extends Error {
  override readonly name = 'ActTooLarge';
}

/** No such record. */
export class RecordUnknown extends Error {
  override readonly name = 'RecordUnknown';
}

/**
 * The record exists, but the asker may not even know that it does, and is told the same as of one that does not. Only
 * the record of denials tells them apart.
 */
export class RecordHidden extends RecordUnknown {}

/** The record exists, but the asker's unit is none of those that may see it. */
export class RecordNotYours extends Error {
  override readonly name = 'RecordNotYours';
}
