import { AddressRefused } from '../guard/destination';

/** Why something was not delivered. Kept in rows and shown: never renamed. */
export const FAULTS = [
  ...(['address-refused', 'name-unknown', 'connection-refused', 'unreachable', 'tls', 'cut'] as const),
  ...(['connect-timeout', 'answer-timeout', 'total-timeout', 'answer-malformed'] as const),
  ...(['redirect', 'status', 'gone', 'other'] as const),
] as const;
export type FaultCode = (typeof FAULTS)[number];

export type Fault = Readonly<{
  code: FaultCode;
  /** Of the answer, where there was one. */
  status?: number;
  /** The address, the code of the system or of TLS, or where a redirect would lead. */
  detail?: string;
  /** How the answer begins, cleaned. */
  excerpt?: string;
}>;

/** It took longer than it may. */
export class TookTooLong extends Error {
  override readonly name = 'TookTooLong';

  constructor(readonly code: 'connect-timeout' | 'answer-timeout' | 'total-timeout') {
    super(code);
  }
}

const BY_CODE: Readonly<Record<string, FaultCode>> = {
  ECONNREFUSED: 'connection-refused',
  ...{ EHOSTUNREACH: 'unreachable', ENETUNREACH: 'unreachable', EADDRNOTAVAIL: 'unreachable', EACCES: 'unreachable' },
  ...{ ECONNRESET: 'cut', EPIPE: 'cut', ECONNABORTED: 'cut' },
  ETIMEDOUT: 'connect-timeout',
};
const OF_TLS =
  /^(ERR_TLS_|ERR_SSL_|CERT_|CRL_|EPROTO$|DEPTH_ZERO_|SELF_SIGNED_|UNABLE_TO_|HOSTNAME_MISMATCH|INVALID_CA)/;

/** What went wrong, of an error while sending. */
export function faultOf(error: unknown): Fault {
  if (error instanceof TookTooLong) return { code: error.code };
  if (error instanceof AddressRefused) return { code: 'address-refused', detail: `${error.address} (${error.why})` };
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === undefined) return { code: 'other' };
  if (syscall === 'getaddrinfo' || syscall?.startsWith('query')) return { code: 'name-unknown', detail: code };
  if (OF_TLS.test(code)) return { code: 'tls', detail: code };
  if (code.startsWith('HPE_')) return { code: 'answer-malformed', detail: code };
  return { code: BY_CODE[code] ?? 'other', detail: code };
}

const LONGEST = 200;

/** A short piece of what somebody else wrote: one line, nothing that moves a cursor or turns a line around. */
export function excerptOf(bytes: Buffer): string {
  const text = new TextDecoder().decode(bytes.subarray(0, 4 * LONGEST));
  const line = text.replace(/[\p{C}\p{Z}\s\u{fffd}]+/gu, ' ').trim();
  const signs = [...line];
  return signs.length > LONGEST ? `${signs.slice(0, LONGEST).join('')}…` : line;
}
