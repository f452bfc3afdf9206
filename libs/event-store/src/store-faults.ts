import { CommandError, ErrorType } from '@eventstore/db-client';
import { status } from '@grpc/grpc-js';
import { ActTooLarge, StoreUnavailable } from '@fuyuan/application';
import { NoAnswer } from './deadline';

type Fault = Partial<CommandError> & { readonly code?: status; readonly details?: string };

const MAY_BE_TRIED_AGAIN = new Set<ErrorType | undefined>([
  ErrorType.UNAVAILABLE,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.TIMEOUT,
  ErrorType.CANCELLED,
  ErrorType.NOT_LEADER,
]);

/** What the store says of a request, not of itself: no other try will change it, and it is no outage. */
const ABOUT_THE_REQUEST = new Set<ErrorType | undefined>([
  ErrorType.WRONG_EXPECTED_VERSION,
  ErrorType.STREAM_DELETED,
  ErrorType.STREAM_NOT_FOUND,
  ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED,
  ErrorType.INVALID_ARGUMENT,
]);

/** What grpc-js says when a call ended with its connection and without a word from the server (E8). */
const BROKEN_CALL = /RST_STREAM|[Ss]ession closed|Stream removed|Connection dropped/;

/**
 * Whether the connection failed rather than the store: the same append may be sent again. The client gives some of
 * these as its own errors, some as the bare status, and its own cancellation as an unknown error.
 */
export function isConnectionFault(error: unknown): boolean {
  if (error instanceof NoAnswer) return true;
  const { type, code, message } = error as Fault;
  if (MAY_BE_TRIED_AGAIN.has(type) || code === status.UNAVAILABLE || code === status.CANCELLED) return true;
  return code === status.INTERNAL ? BROKEN_CALL.test(message ?? '') : !!message?.startsWith('Failed to discover');
}

/** Whether the store itself has spoken on this very request, so that the connection is sound. */
export function isAnswer(error: unknown): boolean {
  const { type, code } = error as Fault;
  // A refusal within the append stream carries no status: `UnknownError` then is what the store said of one append.
  return ABOUT_THE_REQUEST.has(type) || (type === ErrorType.UNKNOWN && (code === undefined || code === FULL));
}

const FULL = status.RESOURCE_EXHAUSTED;

/** Whether the store has spoken, not of the request but of itself: it cannot write now. */
export const isRefusalToWrite = (error: unknown): boolean =>
  isAnswer(error) && !ABOUT_THE_REQUEST.has((error as Fault).type);

/** What the rest of the house learns of a fault; what the store says of the request (a stream deleted) stays as it is. */
export function asStoreUnavailable(error: unknown): unknown {
  const { type, message, code } = error as Fault;
  if (type === ErrorType.MAXIMUM_APPEND_SIZE_EXCEEDED) return new ActTooLarge(message, { cause: error });
  if (error instanceof StoreUnavailable || ABOUT_THE_REQUEST.has(type)) return error;
  if (type === undefined && code === undefined && !isConnectionFault(error)) return error;

  const what = message || `it refused (${type ?? code ?? 'without a reason'})`;
  return new StoreUnavailable(`The event store is not available: ${what}`, { cause: error });
}
