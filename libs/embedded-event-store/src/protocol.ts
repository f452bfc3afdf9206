/**
 * The protocol without the store: for a server that answers at once and keeps nothing, beside which the store is
 * measured. Nothing of the product needs it.
 */
export { featuresService } from './server/features.service';
export { Outlet } from './server/outlet';
export { serve, type RunningServer } from './server/server';
export type { Service } from './server/service';
export type { StoredEvent } from './store/events';
export { caughtUp, confirmation } from './streams/cold-replies';
export { readOrder } from './streams/read-order';
export { streamsDefinition } from './streams/streams.service';
export { batchStored } from './wire/append-reply';
export type { AppendFragment } from './wire/append-request';
export { eventFrames } from './wire/read-reply';
