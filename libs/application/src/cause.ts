/** Who acts: the account of a person, the unit the person acts for, the role under which the act was allowed. */
export type Actor = Readonly<{ person: string; unit: string; role: string }>;

/**
 * One request, as the caller can repeat it. `id` is derived from the account, the record and the Idempotency-Key;
 * `fingerprint` (SHA-256 of the body, hex) tells a repetition from another request under the same key.
 */
export type RequestIdentity = Readonly<{ id: string; fingerprint: string }>;

/** Who asked, and which request or event led to this. Stored beside every event. */
export type Cause = Readonly<{
  actor: Actor;
  request: RequestIdentity;
  correlationId: string;
  /** The event or request that led to this one. */
  causationId: string;
  /** The caller's condition (If-Match): act only if the record stands at this revision. */
  ifRevision?: number;
}>;
