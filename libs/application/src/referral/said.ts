import type { Acting } from './referrals-in-sight';

/** What a request says of an act; who acts comes from the cause alone. */
export type Said<Act> = Omit<Act, keyof Acting>;
