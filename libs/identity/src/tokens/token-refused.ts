import { Problem } from '@fuyuan/platform';

/** A refused token, with the challenge that a client of OAuth 2.0 understands (RFC 6750, section 3). */
export const tokenRefused = (code: string, cause?: unknown): Problem =>
  new Problem(code, {
    headers: { 'www-authenticate': `Bearer error="invalid_token", error_description="${code}"` },
    ...(cause === undefined ? {} : { cause }),
  });
