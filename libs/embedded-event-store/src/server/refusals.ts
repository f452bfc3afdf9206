import { Metadata, status, type ServiceError } from '@grpc/grpc-js';
import { DamagedStore, StorageRefused, StoreClosed } from '../store/store-errors';

/** gRPC metadata is ASCII: anything else in a name travels percent-encoded. */
export const asAscii = (text: string): string => text.replace(/[^\x20-\x7e]/gu, encodeURIComponent);

/** A refusal as the clients of EventStoreDB know it: a status and, in `exception`, its name, with its particulars. */
export function refusal(code: status, details: string, trailers: Readonly<Record<string, string>> = {}): ServiceError {
  const metadata = new Metadata();
  for (const [key, value] of Object.entries(trailers)) metadata.set(key, asAscii(value));
  return Object.assign(new Error(details), { code, details: asAscii(details), metadata });
}

export const badRequest = (details: string): ServiceError => refusal(status.INVALID_ARGUMENT, details);

export const notSupported = (what: string): ServiceError =>
  refusal(status.UNIMPLEMENTED, `${what} is not supported by the embedded event store.`);

export const stopping = (): ServiceError => refusal(status.UNAVAILABLE, new StoreClosed().message);

export const streamDeleted = (stream: string): ServiceError =>
  refusal(status.FAILED_PRECONDITION, `Event stream '${stream}' is deleted.`, {
    exception: 'stream-deleted',
    'stream-name': stream,
  });

export const wrongExpectedVersion = (stream: string, expected: string, actual: number | undefined): ServiceError =>
  refusal(status.FAILED_PRECONDITION, `Stream '${stream}': expected ${expected}, is ${actual ?? 'without events'}.`, {
    exception: 'wrong-expected-version',
    'stream-name': stream,
    'expected-version': expected,
    ...(actual === undefined ? {} : { 'actual-version': String(actual) }),
  });

export const maximumAppendSizeExceeded = (limit: number): ServiceError =>
  refusal(status.INVALID_ARGUMENT, `The append is larger than ${limit} bytes.`, {
    exception: 'maximum-append-size-exceeded',
    'maximum-append-size': String(limit),
  });

export const missingMetadata = (properties: readonly string[]): ServiceError =>
  refusal(status.INVALID_ARGUMENT, `An event needs ${properties.join(', ')}.`, {
    exception: 'missing-required-metadata-property',
    'required-metadata-properties': properties.join(','),
  });

const isServiceError = (error: unknown): error is ServiceError =>
  error instanceof Error && 'code' in error && typeof error.code === 'number';

/** Turns whatever went wrong inside into a status that says what a caller can do about it. */
export function asRefusal(error: unknown): ServiceError {
  if (isServiceError(error)) return error;
  if (error instanceof StorageRefused) return refusal(status.RESOURCE_EXHAUSTED, error.message);
  if (error instanceof DamagedStore) return refusal(status.DATA_LOSS, error.message);
  if (error instanceof StoreClosed) return refusal(status.UNAVAILABLE, error.message);
  return refusal(status.INTERNAL, error instanceof Error ? error.message : String(error));
}
