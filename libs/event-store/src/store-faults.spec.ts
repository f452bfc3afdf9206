import { status } from '@grpc/grpc-js';
import { isConnectionFault } from './store-faults';

/** As the client gives a status that it has no class for. */
const unknown = (code: status, message: string) => Object.assign(new Error(message), { type: 'unknown', code });

describe('a call that ends without a word from the store', () => {
  it.each([
    '13 INTERNAL: Received RST_STREAM with code 2 (Internal server error)',
    '13 INTERNAL: Received RST_STREAM with code 2 triggered by internal client error: Session closed with error code 2',
  ])('E8: is a fault of the connection: %s', (message) =>
    expect(isConnectionFault(unknown(status.INTERNAL, message))).toBe(true),
  );

  it.each([
    [status.INTERNAL, '13 INTERNAL: the store stumbled'],
    [status.RESOURCE_EXHAUSTED, '8 RESOURCE_EXHAUSTED: no room'],
    [status.UNKNOWN, '2 UNKNOWN: RST_STREAM is not what the store says of itself'],
  ])('E8: is not when the store spoke: %s %s', (code, message) =>
    expect(isConnectionFault(unknown(code, message))).toBe(false),
  );
});
