import type { Operation } from './api';
import type { Outgoing } from './send';

/** One request, and what it was meant to be. */
export type Asked = Outgoing &
  Readonly<{
    /** None when it goes by a method that the document does not have. */
    operation: Operation | undefined;
    /** Who asks, where a token of theirs is sent. */
    who?: string;
    /** The record in the path. */
    id?: string;
    /** `valid`, or how it was broken. */
    meant: string;
    /** May lie at an address that the document does not have. */
    elsewhere?: boolean;
    /** Must not be accepted, whatever stands in the store. */
    refusable?: boolean;
  }>;
