/** For answers that are data: nothing may be run, framed, kept or guessed from them. */
export const DATA_HEADERS = {
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  'x-frame-options': 'DENY',
  'x-permitted-cross-domain-policies': 'none',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
  'cache-control': 'no-store',
} as const;

/** Where a proxy that we trust says that it speaks TLS; over plain HTTP no browser listens to it (RFC 6797, 7.2). */
export const TLS_HEADERS = { 'strict-transport-security': 'max-age=31536000' } as const;

/** For the pages of the API documentation: their own scripts and styles, and nothing from elsewhere. */
export const PAGE_POLICY =
  "default-src 'none'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self'; frame-ancestors 'none'";
