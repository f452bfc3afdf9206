/**
 * Whether what is kept of a kind of record can be taken for the truth. `era` is a number while every change of such
 * records is being told to us, another one after every interruption, and `undefined` while nothing is told.
 */
export type Freshness = Readonly<{ era: number | undefined }>;

/** For kinds of which nobody tells us: every read asks the store. */
export const NEVER_TOLD: Freshness = { era: undefined };
